"""Series: quantities in order of period, with gaps where CBS gives no figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from jaarbericht.cbs.periods import Period, parse_period
from jaarbericht.lineage.arithmetic import Extreme, chain, growth, highest, index, lowest, share
from jaarbericht.lineage.errors import AbsentFigure, EmptySeries, SecretCell
from jaarbericht.lineage.quantity import Quantity, difference, total

# The symbol of a figure that CBS has given but that is not among the figures used.
ABSENT = "ontbreekt"


@dataclass(frozen=True)
class Point:
    """One moment of a series: a quantity, or the symbol that CBS prints in its place, or ABSENT."""

    period: Period
    quantity: Quantity | None
    symbol: str = ""


@dataclass(frozen=True)
class Series:
    """Points in order of period; `name` says in messages what the series is."""

    name: str
    points: tuple[Point, ...]

    def __iter__(self) -> Iterator[Point]:
        return iter(self.points)

    def __len__(self) -> int:
        return len(self.points)

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods of the points, oldest first."""
        return tuple(p.period for p in self.points)

    @property
    def first(self) -> Quantity:
        """The oldest point. Raises EmptySeries, or SecretCell when it is a gap."""
        return self._filled(self._nonempty()[0])

    @property
    def last(self) -> Quantity:
        """The newest point. Raises EmptySeries, or SecretCell when it is a gap."""
        return self._filled(self._nonempty()[-1])

    def at(self, code: str) -> Quantity:
        """The quantity at a period code. Raises UnknownFigure or SecretCell."""
        for point in self.points:
            if point.period.code == code:
                return self._filled(point)
        have = f"{self.points[0].period.code} to {self.points[-1].period.code}" if self else "none"
        raise AbsentFigure(
            f"The series ‘{self.name}’ has no period {code}.",
            where=f"periods present: {have}",
            why="A figure that is not there, or lies after the cut-off, cannot be used.",
            todo="Use a period that is present. When its figures are out is said under publication "
            "in the contract of the table.",
        )

    def between(self, first: str, last: str) -> Series:
        """The points from period code `first` up to and including `last`."""
        low, high = parse_period(first), parse_period(last)
        return self._with(tuple(p for p in self.points if low <= p.period <= high))

    def map(self, change: Callable[[Quantity], Quantity]) -> Series:
        """The same series with every quantity changed; gaps stay gaps."""
        return self._with(
            tuple(
                Point(p.period, change(p.quantity) if p.quantity else None, p.symbol) for p in self
            )
        )

    def extremes(self) -> dict[str, Quantity]:
        """Period code to quantity, for largest_of() and smallest_of(); gaps are left out."""
        return {p.period.code: p.quantity for p in self if p.quantity is not None}

    def highest(self) -> Extreme:
        """The highest point, with all the moments at which it is reached."""
        return highest(self.extremes())

    def lowest(self) -> Extreme:
        """The lowest point, with all the moments at which it is reached."""
        return lowest(self.extremes())

    def _with(self, points: tuple[Point, ...]) -> Series:
        return Series(self.name, points)

    def _nonempty(self) -> tuple[Point, ...]:
        if self.points:
            return self.points
        raise EmptySeries(
            f"The series ‘{self.name}’ is empty.",
            why="No period is left within the cut-off and the chosen span.",
            todo="Choose another span, or leave the series out of this edition.",
        )

    def _filled(self, point: Point) -> Quantity:
        if point.quantity is not None:
            return point.quantity
        told = "it was not collected" if point.symbol == ABSENT else f"CBS prints ‘{point.symbol}’"
        raise SecretCell(
            f"‘{self.name}’ has no figure at {point.period.code}: {told}.",
            why="A missing figure is not zero and may not be filled in.",
            todo="Use another period, or show the gap in a figure or table.",
        )


def series_share(part: Series, whole: Series, because: str | None = None) -> Series:
    """Per period the share of `part` in `whole`, in percent."""
    return paired(part, whole, lambda a, b: share(a, b, because))


def series_index(series: Series, base: str, because: str | None = None) -> Series:
    """The series with period code `base` = 100."""
    start = series.at(base)
    return series.map(lambda q: index(q, start, None if q is start else because))


def series_chain_last(series: Series, count: int, because: str | None = None) -> Series:
    """Per period the last `count` changes in percent as one; a gap among them gives a gap."""
    return _over_last(series, count, lambda *changes: chain(*changes, because=because))


def series_growth(series: Series, because: str | None = None) -> Series:
    """Per period the growth in percent on the same period a year earlier."""
    earlier = {p.period.code: p for p in series}
    points = []
    for point in series:
        before = earlier.get(point.period.previous_year() or "")
        if before is None:
            continue
        if point.quantity is None or before.quantity is None:
            points.append(Point(point.period, None, point.symbol or before.symbol))
        else:
            points.append(Point(point.period, growth(point.quantity, before.quantity, because)))
    return Series(series.name, tuple(points))


def series_difference(series: Series, because: str | None = None) -> Series:
    """Per period the difference with the period just before it; a gap in either gives a gap."""
    points = []
    for before, point in pairwise(series):
        if not point.period.follows(before.period):
            continue
        if point.quantity is None or before.quantity is None:
            points.append(Point(point.period, None, point.symbol or before.symbol))
        else:
            points.append(Point(point.period, difference(point.quantity, before.quantity, because)))
    return Series(series.name, tuple(points))


def series_sum_last(series: Series, count: int, because: str | None = None) -> Series:
    """Per period the sum of the last `count` points; a gap in the window gives a gap."""
    return _over_last(series, count, lambda *parts: total(*parts, because=because))


def _over_last(series: Series, count: int, combine: Callable[..., Quantity]) -> Series:
    points = []
    for end in range(count, len(series) + 1):
        window = series.points[end - count : end]
        quantities = [p.quantity for p in window if p.quantity is not None]
        newest = window[-1].period
        if len(quantities) < count:
            points.append(Point(newest, None, next(p.symbol for p in window if not p.quantity)))
        else:
            points.append(Point(newest, combine(*quantities)))
    return Series(series.name, tuple(points))


def paired(one: Series, other: Series, combine: Callable[[Quantity, Quantity], Quantity]) -> Series:
    """Per period that both series have, `combine` of the two; a gap in either gives a gap."""
    others = {p.period: p for p in other}
    points = []
    for point in one:
        match = others.get(point.period)
        if match is None:
            continue
        if point.quantity is None or match.quantity is None:
            points.append(Point(point.period, None, point.symbol or match.symbol))
        else:
            points.append(Point(point.period, combine(point.quantity, match.quantity)))
    return Series(one.name, tuple(points))
