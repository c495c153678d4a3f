"""CSV of figures and tables: exact, traceable, and no formulas in a spreadsheet."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from fractions import Fraction

import pytest
from figure_builders import figures, quantity, series
from hypothesis import given
from hypothesis import strategies as st

from jaarbericht.cbs.cells import Status
from jaarbericht.lineage.chapter import Column, Row, Table
from jaarbericht.lineage.figures import Figure, bars, lines
from jaarbericht.lineage.forms import balance, count, percent
from jaarbericht.present.csvfiles import COLUMNS, exact_text, figure_csv, safe, table_csv


def read(text: str) -> list[dict[str, str]]:
    """The records of a CSV."""
    return list(csv.DictReader(io.StringIO(text)))


def test_a_point_with_everything_an_auditor_asks_for() -> None:
    shown = series({"2020KW01": "1234.5", "2020KW02": None}, status=Status.VOORLOPIG)
    first, gap = read(figure_csv(lines("lijn", {"totaal": shown}, "aantal", count()), "werk"))
    assert first == {
        "label": "totaal",
        "categorie": "2020KW01",
        "waarde": "1234.5",
        "teller": "2469",
        "noemer": "2",
        "afgedrukt": "1.235*",
        "eenheid": "bedrijven",
        "status": "Voorlopig",
        "symbool": "",
        "id": "werk.lijn.1.2020KW01",
        "cellen": "00000NED/1/Aantal_1",
    }
    assert gap["waarde"] == "" and gap["symbool"] == gap["afgedrukt"] == "."


def test_cells_of_a_table_are_numbered_by_row_and_column() -> None:
    table = Table(
        "t",
        "x",
        (Column("a", count()), Column("b", percent(1))),
        (Row("r", (quantity(1), None)), Row("s", (quantity(Fraction(1, 3)), quantity(4)))),
    )
    records = read(table_csv(table, "werk"))
    assert [r["id"] for r in records] == ["werk.t.1.1", "", "werk.t.2.1", "werk.t.2.2"]
    assert records[2]["waarde"] == "0.333333333333"
    assert (records[2]["teller"], records[2]["noemer"]) == ("1", "3")
    assert records[3]["afgedrukt"] == "4,0%"


@pytest.mark.parametrize("figure", figures(), ids=lambda f: f.id)
def test_every_point_of_every_kind_has_a_row(figure: Figure) -> None:
    records = read(figure_csv(figure, "h"))
    assert len(records) == sum(len(s.points) for s in figure.series)
    assert set(records[0]) == set(COLUMNS)


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9
    )
)
def test_finite_decimals_are_written_exactly(value: Decimal) -> None:
    text = exact_text(Fraction(value))
    assert Decimal(text) == value
    assert not text.endswith(".") and (("." not in text) or not text.endswith("0"))


def test_others_are_rounded_to_twelve_decimals() -> None:
    assert exact_text(Fraction(-2, 3)) == "-0.666666666667"
    assert exact_text(Fraction(1, 10**15)) == "0.000000000000"


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "-"]
)
def test_formulas_are_made_harmless(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-12.5", "+12,4", "+2,1%", "-3*", "12", "A=B", ".", "\u22123,1"])
def test_numbers_and_plain_text_are_left_alone(text: str) -> None:
    assert safe(text) == text


def test_labels_in_a_file_are_made_harmless() -> None:
    figure = bars("f", {"=HYPERLINK(1)": {"+x": quantity(-5)}}, "saldo", balance(0))
    (record,) = read(figure_csv(figure, "h"))
    assert (record["label"], record["categorie"], record["waarde"]) == (
        "'=HYPERLINK(1)",
        "'+x",
        "-5",
    )
