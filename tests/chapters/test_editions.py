"""Every edition, from the archive for its own cut-off up to its text; nothing is typeset."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from raw_archive import CONTRACTS, ROOT

from jaarbericht.audit.rederive import Base, Project, base_of
from jaarbericht.cbs.archive import Archive
from jaarbericht.cbs.contract import read_contract
from jaarbericht.cbs.fetch import fetch_table
from jaarbericht.cbs.lock import Lock, read_lock
from jaarbericht.cbs.periods import parse_period
from jaarbericht.cbs.tidy import tidy_table
from jaarbericht.cbs.tidytable import TidyTable, read_tidy
from jaarbericht.dag_tables import tables_of
from jaarbericht.edition import Edition, read_config
from jaarbericht.files import read_json
from jaarbericht.lineage.tables import Table

CONFIG = read_config(ROOT / "config.yaml")
EDITIONS = CONFIG.editions
ARCHIVE = Archive(ROOT / "resources" / "archive")


@pytest.fixture(scope="module")
def tidied(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, TidyTable]:
    """All tables of the archive: what a cut-off leaves of them is not yet chosen."""
    folder = tmp_path_factory.mktemp("tidied")
    found = {}
    for id in ARCHIVE.tables():
        contract = read_contract(CONTRACTS / f"{id}.yaml")
        tidy_table(ARCHIVE.raw_path(id), contract, folder / f"{id}.csv")
        found[id] = read_tidy(folder / f"{id}.csv", contract)
    return found


def table(tidy: TidyTable, edition: Edition, lock: Lock, folder: Path) -> Table:
    receipt = folder / f"{tidy.contract.id}.json"
    fetch_table(tidy.contract.id, ARCHIVE, lock, folder / "raw", receipt)
    return Table(tidy, read_json(receipt), edition.cutoff)


@cache
def lock_of(year: int) -> Lock:
    return read_lock(ARCHIVE.lock_path(year))


@pytest.fixture(scope="module", params=sorted(EDITIONS))
def made(
    request: pytest.FixtureRequest,
    tidied: Mapping[str, TidyTable],
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Edition, Base]:
    edition, folder = EDITIONS[request.param], tmp_path_factory.mktemp("edition")
    lock = lock_of(edition.year)
    wanted = tables_of(ROOT, edition)
    tables = {id: table(tidied[id], edition, lock, folder) for id in wanted}
    return edition, base_of(Project(ROOT, edition, folder), tables)


@pytest.mark.xdist_group("editions")
def test_all_its_chapters_are_made_and_what_is_left_out_is_said(made: tuple[Edition, Base]) -> None:
    edition, base = made
    assert [*base.records] == [*edition.chapters]
    told = {(one["chapter"], one["part"]) for one in base.ledger["left_out"]}
    absent = {path.stem for path in (ROOT / "report/chapters").glob("*.md")} - {*edition.chapters}
    parts = {(one.chapter, part) for one in edition.left_out for part in one.parts}
    assert told == {*((name, "") for name in absent), *parts}
    said = [one["text"] for one in base.ledger["passages"]]
    assert all(any(one["said"] in text for text in said) for one in base.ledger["left_out"])


@pytest.mark.xdist_group("editions")
def test_no_figure_is_of_after_its_cut_off(made: tuple[Edition, Base]) -> None:
    edition, base = made
    codes = {p for one in base.ledger["quantities"].values() for p in one["periods"]}
    begins = [period.begin for period in map(parse_period, codes) if period.begin]
    assert begins and max(begins) <= edition.cutoff


def test_each_edition_is_frozen_for_what_it_reads() -> None:
    for year, edition in EDITIONS.items():
        lock = lock_of(year)
        assert lock.cutoff == edition.cutoff
        assert {*tables_of(ROOT, edition)} <= {*lock.tables}


def test_the_edition_that_is_built_by_itself_has_everything() -> None:
    assert CONFIG.edition.left_out == ()
