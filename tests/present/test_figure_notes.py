"""Notes that the data demand."""

from __future__ import annotations

from figure_builders import quantity, series

from jaarbericht.cbs.cells import Status
from jaarbericht.cbs.periods import parse_period
from jaarbericht.lineage.breaks import Break
from jaarbericht.lineage.chapter import Column, Row, Table
from jaarbericht.lineage.figures import bars, lines
from jaarbericht.lineage.forms import count
from jaarbericht.present.notes import figure_notes, table_notes

NBSP = "\u00a0"
BREAK = Break("T", parse_period("2010JJ00"), "nieuwe methode.")


def test_own_notes_first_then_status_breaks_and_gaps() -> None:
    shown = series(
        {"2009JJ00": 1, "2010JJ00": 2, "2011JJ00": None}, status=Status.VOORLOPIG, breaks=[BREAK]
    )
    figure = lines("f", {"a": shown}, "aantal", count(), notes=["Exclusief landbouw."])
    assert figure_notes(figure) == (
        "Exclusief landbouw.",
        f"*{NBSP}voorlopig cijfer; open of licht getekend.",
        "Reeksbreuk vanaf 2010: nieuwe methode.",
        f".{NBSP}cijfer onbekend, onvoldoende betrouwbaar of geheim.",
    )


def test_areas_that_are_all_provisional_are_not_set_apart() -> None:
    alone = {"a": {"x": quantity(1, status=Status.VOORLOPIG)}}
    beside = {"a": {**alone["a"], "y": quantity(2)}}
    plain = (f"*{NBSP}voorlopig cijfer.",)
    assert figure_notes(bars("f", alone, "aantal", count())) == plain
    assert figure_notes(bars("f", beside, "aantal", count())) == (
        f"*{NBSP}voorlopig cijfer; open of licht getekend.",
    )


def test_a_break_outside_the_span_needs_no_note() -> None:
    shown = series({"2011JJ00": 1, "2012JJ00": 2}, breaks=[BREAK])
    assert figure_notes(lines("f", {"a": shown}, "aantal", count())) == ()


def test_notes_of_a_table() -> None:
    rows = (Row("r", (quantity(1, status=Status.NADER_VOORLOPIG), None)),)
    table = Table("t", "x", (Column("a", count()), Column("b", count())), rows)
    assert table_notes(table) == (
        f"**{NBSP}nader voorlopig cijfer.",
        f".{NBSP}cijfer onbekend, onvoldoende betrouwbaar of geheim.",
    )
