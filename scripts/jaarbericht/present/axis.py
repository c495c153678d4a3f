"""Where the lines of an axis go and what they say. No drawing.

Values are exact fractions in the figure's scale; moments are years with a fraction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, log10

from jaarbericht.cbs.periods import Period, PeriodKind
from jaarbericht.lineage.forms import Form
from jaarbericht.present.dutch import digits, month_name
from jaarbericht.present.style import SMALL, text_width

_MANTISSAS = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5), Fraction(10))
_YEAR_STEPS = (1, 2, 5, 10, 20, 50)
_SHORT_SPAN = 3.3
_MONTHS = {
    PeriodKind.JAAR: 12,
    PeriodKind.HALFJAAR: 6,
    PeriodKind.KWARTAAL: 3,
    PeriodKind.MAAND: 1,
}


@dataclass(frozen=True)
class Scale:
    """A value axis from `low` to `high` with lines at `ticks`, named by `texts`."""

    low: Fraction
    high: Fraction
    ticks: tuple[Fraction, ...]
    texts: tuple[str, ...]

    def part(self, value: Fraction) -> float:
        """Where a value lies between the ends: 0 at the low end, 1 at the high."""
        return float((value - self.low) / (self.high - self.low))


@dataclass(frozen=True)
class TimeTick:
    """A named moment on the time axis; `year` stands under the first tick of each year."""

    moment: float
    text: str
    year: str = ""


def value_scale(values: Iterable[Fraction], form: Form, zero: bool, about: int = 5) -> Scale:
    """A scale with round steps that holds all values, and zero when asked or when signs differ."""
    all_values = [*values, *([Fraction(0)] if zero else [])]
    low, high = min(all_values), max(all_values)
    if low == high:
        low, high = low - 1, high + 1
    step = round_step((high - low) / about)
    first, last = floor(low / step), ceil(high / step)
    span = high - low
    if last > first + 2 and high - (last - 1) * step < step / 4 and high != (last - 1) * step:
        last -= 1
    if last > first + 2 and (first + 1) * step - low < step / 4 and low != (first + 1) * step:
        first += 1
    ticks = tuple(n * step for n in range(first, last + 1))
    sign = form.symbol if form.symbol == "%" else ""
    texts = tuple(digits(t, _decimals(step), form.signed) + sign for t in ticks)
    bottom = ticks[0] if low >= ticks[0] else low - span / 25
    top = ticks[-1] if high <= ticks[-1] else high + span / 25
    return Scale(bottom, top, ticks, texts)


def round_step(least: Fraction) -> Fraction:
    """The smallest of 1, 2, 2.5, 5 times a power of ten that is not below `least` (> 0)."""
    power = Fraction(10) ** floor(log10(least))
    return next(m * power for m in (*_MANTISSAS, Fraction(20)) if m * power >= least)


def moment(period: Period) -> float:
    """The begin of a period as a year with a fraction; the year alone when it has no dates."""
    if period.begin is None:
        return float(period.year or 0)
    return instant(period.begin)


def instant(day: date) -> float:
    """A day as a year with a fraction of twelve equal months."""
    return day.year + (day.month - 1) / 12 + (day.day - 1) / 372


def cadence(periods: Sequence[Period]) -> float:
    """Years between neighbouring periods; the smallest distance there is."""
    moments = sorted({moment(p) for p in periods})
    steps = [b - a for a, b in pairwise(moments)]
    kind = _MONTHS.get(periods[0].kind, 12) / 12
    return min(steps, default=kind)


def time_ticks(periods: Sequence[Period], width: float) -> tuple[TimeTick, ...]:
    """Named moments on an axis `width` points long: years, or parts of years when it is short."""
    ordered = sorted(set(periods))
    span = moment(ordered[-1]) - moment(ordered[0])
    kind = ordered[0].kind
    if _once_a_year(ordered):
        return _each_year(ordered, width)
    if kind in (PeriodKind.KWARTAAL, PeriodKind.MAAND) and span < _SHORT_SPAN:
        return _within_years(ordered, width)
    return _years(ordered, width)


def _years(periods: Sequence[Period], width: float) -> tuple[TimeTick, ...]:
    first, last = ceil(moment(periods[0]) - 1e-9), floor(moment(periods[-1]) + 1e-9)
    room = max(width / (text_width("2000", SMALL) + 9), 1)
    step = next((s for s in _YEAR_STEPS if last // s - (first - 1) // s <= room), _YEAR_STEPS[-1])
    years = range(-(-first // step) * step, last + 1, step)
    return tuple(TimeTick(float(y), str(y)) for y in years)


def _once_a_year(periods: Sequence[Period]) -> bool:
    """Whether the periods are the same part of different years, such as fourth quarters."""
    months = {p.begin.month for p in periods if p.begin is not None}
    return len(periods) > 1 and len(months) == 1 and months != {1}


def _each_year(periods: Sequence[Period], width: float) -> tuple[TimeTick, ...]:
    """Years named at the moments themselves, every so many that the names do not meet."""
    room = max(width / (text_width("2000", SMALL) + 9), 1)
    step = next((s for s in _YEAR_STEPS if len(periods) / s <= room), _YEAR_STEPS[-1])
    return tuple(
        TimeTick(moment(p), str(p.year)) for p in periods[(len(periods) - 1) % step :: step]
    )


def _within_years(periods: Sequence[Period], width: float) -> tuple[TimeTick, ...]:
    every = 1 if _room_for_each(periods, width) else 3
    ticks: list[TimeTick] = []
    named: int | None = None
    for period in periods:
        if period.begin is None or (period.begin.month - 1) % every:
            continue
        year = str(period.begin.year) if period.begin.year != named else ""
        named = period.begin.year
        ticks.append(TimeTick(moment(period), _part_of_year(period, period.begin), year))
    return tuple(ticks)


def _part_of_year(period: Period, begin: date) -> str:
    if period.kind is PeriodKind.KWARTAAL:
        return f"{(begin.month + 2) // 3}e\u00a0kw."
    return month_name(begin.month, short=True)


def _room_for_each(periods: Sequence[Period], width: float) -> bool:
    return len(periods) * (text_width("1e kw.", SMALL) + 5) <= width


def _decimals(step: Fraction) -> int:
    return next(d for d in range(12) if (step * 10**d).denominator == 1)
