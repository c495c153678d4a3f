"""The archive and contracts of this repository fit each other, and stay within their promises."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jaarbericht.cbs.archive import Archive, check
from jaarbericht.cbs.cells import Status
from jaarbericht.cbs.conformity import check as conforms
from jaarbericht.cbs.contract import Contract, read_contract
from jaarbericht.cbs.lock import read_lock
from jaarbericht.cbs.periods import PeriodKind
from jaarbericht.cbs.raw import read_raw
from jaarbericht.cbs.tidy import tidy_table
from jaarbericht.cbs.tidytable import TidyTable, read_tidy

ROOT = Path(__file__).resolve().parents[2]
ARCHIVE = Archive(ROOT / "resources" / "archive")
TABLES = ARCHIVE.tables()
LIMIT = 20_000_000


def _contract(table: str) -> Contract:
    return read_contract(ROOT / "resources" / "contracts" / f"{table}.yaml")


def _tidy(table: str, folder: Path) -> TidyTable:
    tidy_table(ARCHIVE.raw_path(table), _contract(table), folder / f"{table}.csv")
    return read_tidy(folder / f"{table}.csv", _contract(table))


def test_every_file_is_the_one_of_the_lock() -> None:
    assert tuple(sorted(read_lock(ARCHIVE.lock_path(2021)).tables)) == TABLES
    assert check(ARCHIVE, 2021) == []


def test_every_table_has_a_contract() -> None:
    contracts = {p.stem for p in (ROOT / "resources" / "contracts").glob("*.yaml")}
    assert contracts >= set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_what_its_contract_says(table: str) -> None:
    assert conforms(read_raw(ARCHIVE.raw_path(table)), _contract(table)) == ()


def test_the_archive_is_small() -> None:
    assert sum(p.stat().st_size for p in ARCHIVE.root.rglob("*") if p.is_file()) < LIMIT


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_tidied_without_loss(table: str, tmp_path: Path) -> None:
    raw, tidy = read_raw(ARCHIVE.raw_path(table)), _tidy(table, tmp_path)
    assert len(tidy.columns["ID"]) == len(raw.rows)
    assert tidy.topics == raw.topics
    for topic in raw.topics:
        place = raw.columns.index(topic)
        assert list(tidy.columns[topic]) == [row[place] for row in raw.rows]


@pytest.mark.parametrize("table", TABLES)
def test_the_calendar_of_every_period_is_known(table: str, tmp_path: Path) -> None:
    contract, tidy = _contract(table), _tidy(table, tmp_path)
    kinds = {p.kind for p in tidy.periods} - {PeriodKind.OVERIG}
    assert {kind.value for kind in kinds} <= set(contract.publication.lags)
    assert tidy.usable(date(2021, 11, 18))


@pytest.mark.parametrize("table", TABLES)
def test_the_contract_names_only_what_is_there(table: str, tmp_path: Path) -> None:
    contract, tidy = _contract(table), _tidy(table, tmp_path)
    codes = {code.code for key in tidy.dimensions for code in tidy.codes(key)}
    named = {name for groups in contract.overlaps for group in groups for name in group}
    named |= {name for rule in contract.breaks for name in rule.only} | set(contract.sizes)
    assert named <= codes | set(contract.topics)
    assert contract.universe and contract.notes


@pytest.mark.parametrize("table", TABLES)
def test_the_origin_says_what_is_whole_and_what_is_derived(table: str) -> None:
    origin = ARCHIVE.origin(table)
    assert origin["identifier"] == table
    assert origin["completeness"] and origin["completeness_note"]
    assert {"seen", "derived", "unknown", "warnings", "source"} <= origin.keys()
    if origin["completeness"] == "partial":
        assert _contract(table).structure != "verified"


def test_a_secret_cell_of_the_archive_stays_secret(tmp_path: Path) -> None:
    tidy = _tidy("83583NED", tmp_path)
    symbols = tidy.columns["BanenVanWerknemersInDecember_1_symbool"]
    assert symbols.count(".") == 835


def test_text_and_column_disagree_on_consumer_confidence(tmp_path: Path) -> None:
    tidy = _tidy("83693NED", tmp_path)
    old = tidy.cell("Consumentenvertrouwen_1", {}, "2023MM12")
    new = tidy.cell("Consumentenvertrouwen_1", {}, "2024MM01")
    assert old is not None and old.status is Status.DEFINITIEF
    assert new is not None and new.status is Status.VOORLOPIG


def test_2010_stands_twice_in_jobs_and_both_rows_survive(tmp_path: Path) -> None:
    tidy = _tidy("81431NED", tmp_path)
    codes = {"KenmerkenBaanWerknemerBedrijf": "T001098", "BedrijfstakkenBranchesSBI2008": "T001081"}
    cells = [tidy.cell("Banen_1", codes, code) for code in ("2010X000", "2010JJ00")]
    assert all(cells)
    assert cells[0] != cells[1]
