"""A code that CBS adds to a table, such as a province beside its regions, enters no sum."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from raw_archive import add_code, all_quantities, derived, opened, tables_of

from chapters import bedrijvenlandschap, corona, regio
from jaarbericht.lineage import Chapter, Quantity, Tables

ADDED = [
    (bedrijvenlandschap, "81578NED", "CR23", ("LD01", "PV27", "GM0363", "NL01")),
    (bedrijvenlandschap, "83631NED", "CR23", ("LD01", "PV27", "GM0363", "NL01")),
    (corona, "82522NED", "PV30", ("LD04", "CR33", "GM0772", "NL01")),
    (regio, "83599NED", "PV30", ("CR33", "GM0772")),
    (regio, "81578NED", "CR23", ("LD01", "PV27", "GM0363", "NL01")),
]


def shown(made: Chapter) -> tuple[list[Quantity], list[str]]:
    return all_quantities(made), [label.text for label in made.labels.values()]


@pytest.mark.parametrize(("chapter", "table", "like", "codes"), ADDED)
def test_it_changes_nothing_of_the_chapter(
    chapter: ModuleType, table: str, like: str, codes: tuple[str, ...], tmp_path: Path
) -> None:
    derive: Callable[[Tables], Chapter] = chapter.derive
    ids = tables_of(chapter.__name__.rpartition(".")[2])
    before = derived(derive, ids, tmp_path)
    rows = len((tmp_path / f"{table}.csv").read_text("utf-8").splitlines())
    for code in codes:
        add_code(tmp_path / f"{table}.csv", "RegioS", code, like)
    assert len((tmp_path / f"{table}.csv").read_text("utf-8").splitlines()) > rows
    assert shown(derive(opened(ids, tmp_path))) == shown(before)
