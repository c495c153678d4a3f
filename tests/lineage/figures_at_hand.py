"""Quantities of a made-up table, for the tests of arithmetic."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from jaarbericht.cbs.cells import Status
from jaarbericht.cbs.periods import parse_period
from jaarbericht.lineage.breaks import Break
from jaarbericht.lineage.expression import Cell
from jaarbericht.lineage.populations import Member, Population, SizeClass
from jaarbericht.lineage.quantity import Quantity
from jaarbericht.lineage.units import Unit

UNIVERSE = "bedrijven"
SECTIONS = {"C": "C Industrie", "F": "F Bouwnijverheid", "BF": "B-F Nijverheid", "G": "G Handel"}
BREAK = Break("T", parse_period("2015JJ00"), "Nieuwe methode.")


def size(low: int, high: int | None) -> Member:
    """A size class."""
    return Member("Grootte", f"WP{low}-{high}", f"{low} tot {high}", SizeClass(low, high))


def section(code: str) -> Member:
    """A branch."""
    return Member("Bedrijfstak", code, SECTIONS[code])


def figure(
    value: int | str,
    period: str = "2020JJ00",
    *members: Member,
    unit: str = "bedrijven",
    universe: str = UNIVERSE,
    status: Status = Status.DEFINITIEF,
    breaks: tuple[Break, ...] = (),
) -> Quantity:
    """A quantity that is one cell."""
    codes = (*((m.dimension, m.code) for m in members), ("Perioden", period))
    row = abs(hash((value, period, members, unit))) % 10**9
    cell = Cell("CBS", "T", row, "A_1", codes, str(value), "", Decimal(value), status, unit)
    return Quantity(
        Fraction(value),
        Unit(unit),
        Population.of(universe, members),
        status,
        cell,
        (parse_period(period),),
        breaks=frozenset(breaks),
    )
