"""Notes that the data demand."""

from __future__ import annotations

from dataclasses import replace

from figure_builders import quantity, series

from jaarbericht.cbs.cells import Status
from jaarbericht.cbs.periods import parse_period
from jaarbericht.lineage.breaks import Break
from jaarbericht.lineage.chapter import Column, Row, Table
from jaarbericht.lineage.figures import bars, lines
from jaarbericht.lineage.forms import count
from jaarbericht.lineage.series import ABSENT, Point, Series
from jaarbericht.present.notes import ALL_UNSURE, SOME_UNSURE, figure_notes, table_notes

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


def test_figures_of_unknown_status_say_so_without_the_chapter() -> None:
    unknown = quantity(1, status=Status.ONBEKEND)
    every = bars("f", {"a": {"x": unknown}}, "aantal", count())
    some = bars("f", {"a": {"x": unknown, "y": quantity(2)}}, "aantal", count())
    assert figure_notes(every) == (ALL_UNSURE,)
    assert figure_notes(some) == (SOME_UNSURE,)
    said = bars("f", {"a": {"x": unknown}}, "aantal", count(), notes=[ALL_UNSURE])
    assert figure_notes(said) == (ALL_UNSURE,)
    table = Table("t", "x", (Column("a", count()),), (Row("r", (unknown,)),))
    assert table_notes(table) == (ALL_UNSURE,)


def test_what_was_not_collected_is_not_called_secret() -> None:
    codes = ("2019KW01", "2019KW02", "2019KW03", "2019KW04")
    points = [Point(parse_period(c), None if n else quantity(1, c)) for n, c in enumerate(codes)]
    one = [replace(p, symbol=ABSENT) if p.period.code == "2019KW03" else p for p in points]
    filled = [p if p.symbol or p.quantity else Point(p.period, quantity(2)) for p in one]
    notes = figure_notes(lines("f", {"a": Series("a", tuple(filled))}, "aantal", count()))
    assert notes == ("Het derde kwartaal van 2019 ontbreekt in de gebruikte gegevens.",)
    both = [Point(p.period, p.quantity, "" if p.quantity else ABSENT) for p in points[:3]]
    notes = figure_notes(lines("f", {"a": Series("a", tuple(both))}, "aantal", count()))
    assert notes == (
        "Het tweede kwartaal van 2019 en het derde kwartaal van 2019 ontbreken in de gebruikte"
        " gegevens.",
    )


def test_notes_of_a_table() -> None:
    rows = (Row("r", (quantity(1, status=Status.NADER_VOORLOPIG), None)),)
    table = Table("t", "x", (Column("a", count()), Column("b", count())), rows)
    assert table_notes(table) == (
        f"**{NBSP}nader voorlopig cijfer.",
        f".{NBSP}cijfer onbekend, onvoldoende betrouwbaar of geheim.",
    )
