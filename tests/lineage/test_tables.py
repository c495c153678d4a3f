"""Asking a table: whole units, populations, gaps, the cut-off, and every way to ask wrongly."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jaarbericht.cbs.contract import read_contract
from jaarbericht.lineage import Table, difference, growth, share, total
from jaarbericht.lineage.errors import (
    CrossesBreak,
    EmptySeries,
    LineageError,
    MixedPopulation,
    SecretCell,
    UnknownFigure,
)
from jaarbericht.lineage.expression import Cell, leaves
from jaarbericht.lineage.tables import Tables

CONTRACT = """
id: 99001NED
catalogue: CBS
title: "Proef"
structure: verified
universe: "bedrijven"
cadence: Perkwartaal
publication:
  KW: {days: 30, from: end}
  JJ: {days: 100, from: end}
dimensions:
  Tak: {title: "Tak", role: branch, codes: {T001081: "A-U Alles", "307500": "C Industrie"}}
  Perioden: {title: "Perioden", role: time}
topics:
  Totaal_1: {title: "Totaal", unit: "x 1 000", kind: bedrijven, factor: 1000}
  Klein_2: {title: "Klein", unit: "x 1 000", kind: bedrijven, factor: 1000}
  Groot_3: {title: "Groot", unit: "x 1 000", kind: bedrijven, factor: 1000}
  Oud_4: {title: "Oud", unit: "x 1 000", kind: bedrijven, factor: 1000}
sizes: {Klein_2: [0, 10], Groot_3: [10, null]}
overlaps:
  - - [Totaal_1]
    - [Klein_2, Groot_3]
    - [Oud_4]
breaks:
  - {at: 2020KW03, why: "Nieuwe methode.", only: [Oud_4]}
"""
HEAD = (
    "ID,Tak,Tak_titel,Perioden,Perioden_titel,periode_soort,periode_begin,periode_eind,"
    "periode_status," + ",".join(f"{t},{t}_symbool,{t}_waarde" for t in
    ("Totaal_1", "Klein_2", "Groot_3", "Oud_4"))
)  # fmt: skip
ROWS = [
    ("T001081", "A-U Alles", "2020KW01", "Definitief", ("12.5", "4.5", "8", "1")),
    ("T001081", "A-U Alles", "2020KW02", "Definitief", ("13", ".", "-", "2")),
    ("T001081", "A-U Alles", "2020KW03", "Voorlopig", ("14", "6", "8", "3")),
    ("T001081", "A-U Alles", "2020KW04", "Voorlopig", ("15", "6", "9", "4")),
    ("T001081", "A-U Alles", "2020JJ00", "Voorlopig", ("13.6", "5", "8", "2")),
    ("307500", "C Industrie", "2020KW01", "Definitief", ("2", "1", "1", "0")),
    ("307500", "C Industrie", "2020KW03", "Definitief", ("3", "1", "2", "0")),
]


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return _table(tmp_path, HEAD)


def _table(tmp_path: Path, head: str, more: str = "") -> Table:
    lines = [head]
    for i, (code, title, period, status, values) in enumerate(ROWS):
        cells = [f"{v.rjust(6)},{'' if v[0].isdigit() else v},{_value(v)}" for v in values]
        kind = period[4:6]
        lines.append(
            f"{i},{code},{title},{period},{period},{kind},,,{status},{','.join(cells)}{more}"
        )
    (tmp_path / "99001NED.csv").write_text("\n".join(lines) + "\n", "utf-8")
    (tmp_path / "99001NED.yaml").write_text(CONTRACT, "utf-8")
    (tmp_path / "receipt.json").write_text("{}", "utf-8")
    return _opened(tmp_path)


def _opened(folder: Path) -> Table:
    files = ([folder / "99001NED.csv"], [folder / "99001NED.yaml"], [folder / "receipt.json"])
    return Tables.read(*files, date(2020, 11, 18))["99001NED"]


def _value(text: str) -> str:
    return {".": "", "-": "0"}.get(text, text)


def test_a_figure_comes_in_whole_units_with_its_cell(table: Table) -> None:
    found = table.quantity("Totaal_1", "2020KW01", Tak="T001081")
    assert found.value == 12_500 and found.unit.kind == "bedrijven"
    assert str(found.population) == "bedrijven"
    assert str(table.quantity("Klein_2", "2020KW01", Tak="307500").population) == (
        "bedrijven; Klein; C Industrie"
    )


def test_a_cell_is_told_by_the_column_it_stands_in_at_cbs(tmp_path: Path) -> None:
    moved = _table(tmp_path, f"{HEAD},Oud_4_kolom", ",Klein_2")
    figure = moved.quantity("Oud_4", "2020KW01", Tak="T001081")
    (cell,) = [leaf for leaf in leaves(figure.expression) if isinstance(leaf, Cell)]
    assert cell.topic == "Klein_2"
    assert moved.topic_at("Klein_2").title == "Oud"


def test_topics_know_their_whole_and_their_size(table: Table) -> None:
    every, small, large, old = (
        table.quantity(topic, "2020KW01", Tak="T001081")
        for topic in ("Totaal_1", "Klein_2", "Groot_3", "Oud_4")
    )
    assert share(small, every).value == 36
    assert total(small, large).value == every.value
    for wrong in ((every, small), (small, old)):
        with pytest.raises(LineageError):
            total(*wrong)
    with pytest.raises(MixedPopulation):
        growth(small, large)


def test_a_dot_is_a_gap_and_never_zero(table: Table) -> None:
    with pytest.raises(SecretCell, match="instead of a figure"):
        table.quantity("Klein_2", "2020KW02", Tak="T001081")
    series = table.series("Klein_2", kind="KW", Tak="T001081")
    assert [(p.period.code, p.symbol) for p in series if p.quantity is None] == [("2020KW02", ".")]
    with pytest.raises(SecretCell):
        series.at("2020KW02")


def test_a_dash_is_nil(table: Table) -> None:
    assert table.quantity("Groot_3", "2020KW02", Tak="T001081").value == 0


def test_nothing_published_after_the_cut_off(table: Table) -> None:
    assert table.latest("KW").code == "2020KW03"
    with pytest.raises(UnknownFigure, match="were not out"):
        table.quantity("Totaal_1", "2020KW04", Tak="T001081")
    assert table.series("Totaal_1", kind="KW", Tak="T001081").periods[-1].code == "2020KW03"
    with pytest.raises(EmptySeries):
        table.series("Totaal_1", kind="JJ", Tak="T001081")
    with pytest.raises(EmptySeries) as caught:
        table.latest("MM")
    assert caught.value.where == f"table 99001NED, cut-off {table.cutoff}"
    assert "figures of MM are out" in caught.value.todo
    assert "resources/contracts/99001NED.yaml" in caught.value.todo


def test_a_period_without_a_row_is_left_out(table: Table) -> None:
    series = table.series("Totaal_1", kind="KW", Tak="307500")
    assert [p.code for p in series.periods] == ["2020KW01", "2020KW03"]


def test_breaks_follow_the_contract(table: Table) -> None:
    new, old = (table.quantity("Oud_4", p, Tak="T001081") for p in ("2020KW03", "2020KW02"))
    with pytest.raises(CrossesBreak):
        difference(new, old)
    sound = [table.quantity("Totaal_1", p, Tak="T001081") for p in ("2020KW03", "2020KW02")]
    assert growth(*sound).value > 0


@pytest.mark.parametrize(
    ("topic", "period", "codes", "says"),
    [
        ("Weg_9", "2020KW01", {"Tak": "T001081"}, "Totaal_1"),
        ("Totaal_1", "2020KW01", {"Tak": "999"}, "T001081, 307500"),
        ("Totaal_1", "2020KW01", {}, "more than one code"),
        ("Totaal_1", "2020KW01", {"Soort": "x", "Tak": "T001081"}, "There are: Tak"),
        ("Totaal_1", "1999KW01", {"Tak": "T001081"}, "2020KW01 to 2020KW04"),
    ],
)
def test_asking_for_what_is_not_there_says_what_is(
    table: Table, topic: str, period: str, codes: dict[str, str], says: str
) -> None:
    with pytest.raises(UnknownFigure, match=says):
        table.quantity(topic, period, **codes)


def test_the_codes_are_those_of_the_contract(table: Table, tmp_path: Path) -> None:
    assert [one.code for one in table.codes("Tak")] == ["T001081", "307500"]
    contract = tmp_path / "99001NED.yaml"
    contract.write_text(CONTRACT.replace(', "307500": "C Industrie"', ""), "utf-8")
    assert [one.code for one in _opened(tmp_path).codes("Tak")] == ["T001081"]
    contract.write_text(
        CONTRACT.replace(', codes: {T001081: "A-U Alles", "307500": "C Industrie"}', ""), "utf-8"
    )
    with pytest.raises(UnknownFigure, match=r"List them in resources/contracts/99001NED\.yaml"):
        _opened(tmp_path).codes("Tak")


def test_a_chapter_only_has_the_tables_of_its_rule(table: Table) -> None:
    with pytest.raises(UnknownFigure, match="Add the id"):
        Tables({"99001NED": table})["81589NED"]


def test_the_contract_of_the_test_is_one(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text(CONTRACT, "utf-8")
    assert read_contract(tmp_path / "c.yaml").overlap("Totaal_1", "Klein_2")
