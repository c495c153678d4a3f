"""Finding one figure in a tidy table."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tiny_cbs import build, make_contract

from jaarbericht.cbs.cells import Status
from jaarbericht.cbs.contract import Contract
from jaarbericht.cbs.errors import ArchiveFileDamaged, ArchiveFileMissing
from jaarbericht.cbs.periods import PeriodKind
from jaarbericht.cbs.raw import RawTable, write_raw
from jaarbericht.cbs.tidy import tidy_table
from jaarbericht.cbs.tidytable import Code, TidyTable, read_tidy


def _read(folder: Path, raw: RawTable, contract: Contract) -> TidyTable:
    write_raw(folder / "t.jsonl", raw)
    tidy_table(folder / "t.jsonl", contract, folder / "t.csv")
    return read_tidy(folder / "t.csv", contract)


@pytest.fixture
def table(tmp_path: Path, contract: Contract) -> TidyTable:
    cells = {(1, "Omzet_2"): "       ."}
    return _read(tmp_path, build(cell=lambda *at: cells.get(at, f"{at[0]:>6}.5")), contract)


def test_what_a_table_has(table: TidyTable) -> None:
    assert table.dimensions == ("Grootte",)
    assert table.time == "Perioden"
    assert table.topics == ("Bedrijven_1", "Omzet_2")
    assert [p.code for p in table.periods] == ["2019JJ00", "2020JJ00"]
    assert table.codes("Grootte")[0] == Code("WP1", "0 tot 10 werkzame personen")
    assert len(table.codes("Grootte")) == 2


def test_one_figure(table: TidyTable) -> None:
    cell = table.cell("Bedrijven_1", {"Grootte": "WP2"}, "2020JJ00")
    assert cell is not None and cell.period is not None
    assert (cell.table, cell.row, cell.codes) == ("99999NED", 3, (("Grootte", "WP2"),))
    assert (cell.raw, cell.symbol, cell.value) == ("     3.5", "", Decimal("3.5"))
    assert (cell.period.code, cell.status) == ("2020JJ00", Status.VOORLOPIG)


def test_a_secret_figure_has_a_sign_and_no_value(table: TidyTable) -> None:
    cell = table.cell("Omzet_2", {"Grootte": "WP1"}, "2020JJ00")
    assert cell is not None
    assert (cell.symbol, cell.value, cell.raw) == (".", None, "       .")


def test_a_row_that_is_not_there(table: TidyTable) -> None:
    assert table.cell("Omzet_2", {"Grootte": "WP1"}, "1999JJ00") is None
    assert table.cell("Omzet_2", {"Grootte": "WP7"}, "2020JJ00") is None


def test_periods_that_were_out(table: TidyTable) -> None:
    assert [p.code for p in table.usable(date(2021, 4, 9))] == ["2019JJ00"]
    assert [p.code for p in table.usable(date(2021, 4, 10), PeriodKind.JAAR)][-1] == "2020JJ00"
    assert table.usable(date(2021, 4, 10), PeriodKind.MAAND) == ()


def test_a_table_without_periods_or_dimensions(tmp_path: Path) -> None:
    time = '  Perioden:\n    title: "Perioden"\n    role: time\n'
    contract = make_contract(tmp_path, (time, ""))
    table = _read(tmp_path, build(periods=None), contract)
    cell = table.cell("Omzet_2", {"Grootte": "WP2"})
    assert cell is not None
    assert (cell.row, cell.period, table.periods) == (1, None, ())
    assert cell.status is Status.ONBEKEND


def test_a_file_that_was_not_made(tmp_path: Path, contract: Contract) -> None:
    with pytest.raises(ArchiveFileMissing):
        read_tidy(tmp_path / "t.csv", contract)


@pytest.mark.parametrize("content", [b"", b"ID\n", b"ID,a\n1\n", b"\xff\xfe", b"a,b\n1,2\n"])
def test_a_file_that_is_no_tidy_table(tmp_path: Path, contract: Contract, content: bytes) -> None:
    (tmp_path / "t.csv").write_bytes(content)
    with pytest.raises(ArchiveFileDamaged):
        read_tidy(tmp_path / "t.csv", contract)
