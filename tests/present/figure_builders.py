"""Small records to draw and tabulate: quantities without tables behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from jaarbericht.cbs.cells import Status
from jaarbericht.cbs.periods import parse_period
from jaarbericht.lineage.breaks import Break
from jaarbericht.lineage.expression import Cell
from jaarbericht.lineage.figures import (
    Event,
    Figure,
    bars,
    clock,
    columns_over_time,
    dots,
    lines,
    multiples,
    slope,
    stacked,
    tiles,
)
from jaarbericht.lineage.forms import balance, count, number, percent
from jaarbericht.lineage.populations import Population
from jaarbericht.lineage.quantity import Quantity
from jaarbericht.lineage.series import Point, Series, series_difference
from jaarbericht.lineage.tilegrid import PROVINCES
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
        else Point(parse_period(code), quantity(value, code, **options))  # type: ignore[arg-type]  # options of quantity()
        for code, value in values.items()
    )
    return Series("reeks", tuple(points))


def figures() -> tuple[Figure, ...]:
    """One figure of every kind, with gaps, breaks, events and provisional figures among them."""
    years = {f"{y}JJ00": y * 7 % 23 + 3 for y in range(2007, 2021)}
    one = series(years, breaks=[Break("T", parse_period("2012JJ00"), "nieuwe methode")])
    other = series({**years, "2010JJ00": None}, status=Status.VOORLOPIG)
    months = {f"{y}MM{m:02d}": (m * y) % 17 - 6 for y in (2019, 2020) for m in range(1, 13)}
    sectors = (
        "Industrie",
        "Verhuur en overige zakelijke diensten en nog wat",
        "10 tot 50 werkzame",
    )
    parts = {
        part: {sector: quantity(Fraction(10 * (i + j) + 5, 2)) for j, sector in enumerate(sectors)}
        for i, part in enumerate(("klein", "midden", "groot"))
    }
    then, now = (dict(parts["klein"]), dict(parts["groot"]))
    levels = ("0.1", "0.9", "1.4", "1.2", "0.4", "-0.6", "-1.1", "-0.8")
    trend = series({f"{2018 + n // 4}KW0{n % 4 + 1}": v for n, v in enumerate(levels)})
    event = Event(parse_period("2015JJ00"), "nieuwe wet")
    return (
        lines("lijnen", {"totaal": one, "kleinbedrijf": other}, "aantal", count(), events=[event]),
        lines("maanden", {"saldo": series(months)}, "saldo", balance(0), zero=False),
        multiples(
            "veel",
            {"A": one, "B": other, "C": one, "D": other},
            "aantal",
            count(),
            highlight=["B"],
            events=[event],
        ),
        columns_over_time("kolommen", {"aantal": one}, "aantal", count(), highlight=["2020JJ00"]),
        columns_over_time("maandkolommen", {"saldo": series(months)}, "saldo", balance(0)),
        bars(
            "staven",
            {"a": {**then, "onbekend": None}},
            "procent",
            percent(1),
            highlight=[sectors[0]],
        ),
        bars(
            "groepen", {"a": then, "b": {k: q * -1 for k, q in now.items()}}, "procent", percent(1)
        ),
        stacked("stapel", parts, "procent", percent(1)),
        dots("punten", {"toen": then, "nu": now}, "procent", percent(1)),
        slope("helling", {"toen": then, "nu": now}, "procent", percent(1), highlight=["Industrie"]),
        clock(
            "klok",
            {"verandering": series_difference(trend), "afwijking": trend},
            "punten",
            number(2),
            highlight=["2018KW03", "2019KW02"],
        ),
        tiles("kaart", {"nu": _provinces()}, "procent", percent(1)),
    )


def _provinces() -> dict[str, Quantity | None]:
    """A value per province; one that CBS does not give, and one that was not collected."""
    names = [name for name in PROVINCES if name != "Utrecht"]
    known = {name: quantity(Fraction(7 * n * n % 31 - 4, 2)) for n, name in enumerate(names)}
    return {**known, "Zeeland": None}
