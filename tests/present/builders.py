"""Small records to draw and tabulate: quantities without tables behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from jaarbericht.cbs.cells import Status
from jaarbericht.cbs.periods import parse_period
from jaarbericht.lineage.breaks import Break
from jaarbericht.lineage.expression import Cell
from jaarbericht.lineage.populations import Population
from jaarbericht.lineage.quantity import Quantity
from jaarbericht.lineage.series import Point, Series
from jaarbericht.lineage.units import Unit

BEDRIJVEN = Unit("bedrijven")


def quantity(
    value: int | str | Fraction,
    code: str = "2021KW03",
    unit: Unit = BEDRIJVEN,
    status: Status = Status.DEFINITIEF,
    breaks: Sequence[Break] = (),
) -> Quantity:
    """A quantity that is one cell of an imagined table."""
    exact = Fraction(value)
    shown = Decimal(exact.numerator) / Decimal(exact.denominator)
    cell = Cell(
        "CBS",
        "00000NED",
        1,
        "Aantal_1",
        (("Perioden", code),),
        str(shown),
        "",
        shown,
        status,
        unit.kind,
    )
    return Quantity(
        exact,
        unit,
        Population("bedrijven", frozenset()),
        status,
        cell,
        (parse_period(code),),
        breaks=frozenset(breaks),
    )


def series(values: Mapping[str, int | str | Fraction | None], **options: object) -> Series:
    """A series from period codes to values; None is a gap printed as `.`."""
    points = (
        Point(parse_period(code), None, ".")
        if value is None
        else Point(parse_period(code), quantity(value, code, **options))  # type: ignore[arg-type]
        for code, value in values.items()
    )
    return Series("reeks", tuple(points))
