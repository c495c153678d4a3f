"""What a figure shows, as records. How it is drawn belongs to `present`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from jaarbericht.cbs.periods import Period
from jaarbericht.lineage.errors import ChapterMistake
from jaarbericht.lineage.forms import Form
from jaarbericht.lineage.quantity import Quantity
from jaarbericht.lineage.series import ABSENT, Series
from jaarbericht.lineage.tilegrid import PROVINCES, Place


class FigureKind(Enum):
    """The house's kinds of figure."""

    LINES = "lines"
    BARS = "bars"
    STACKED = "stacked"
    MULTIPLES = "multiples"
    DOTS = "dots"
    SLOPE = "slope"
    SPARK = "spark"
    CLOCK = "klok"
    TILES = "tiles"


@dataclass(frozen=True)
class FigurePoint:
    """One mark: at a period, or at a category; without a quantity it is a gap.

    `symbol` is what CBS prints in its place, or ABSENT.
    """

    x: str
    period: Period | None
    quantity: Quantity | None
    symbol: str = ""


@dataclass(frozen=True)
class FigureSeries:
    """A labelled row of points."""

    label: str
    points: tuple[FigurePoint, ...]


@dataclass(frozen=True)
class Event:
    """A vertical mark at a period, with its Dutch label."""

    period: Period
    label: str


@dataclass(frozen=True)
class Figure:
    """A figure of any kind: series, unit as the reader sees it, form of its numbers, emphasis.

    `unit` is the Dutch text under the title; `zero` starts the value axis at zero; `highlight`
    names the labels (series or categories) in the accent colour, or the moments of a clock that
    are named; `columns` is for small multiples, `grid` (region to column and row) for tiles.
    """

    kind: FigureKind
    id: str
    series: tuple[FigureSeries, ...]
    unit: str
    form: Form
    zero: bool = True
    highlight: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    notes: tuple[str, ...] = ()
    columns: int = 3
    grid: Mapping[str, Place] = field(default_factory=dict, hash=False)

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """All quantities shown, in order."""
        return tuple(p.quantity for s in self.series for p in s.points if p.quantity is not None)


def lines(
    id: str,
    series: Mapping[str, Series],
    unit: str,
    form: Form,
    zero: bool = True,
    highlight: Sequence[str] = (),
    events: Sequence[Event] = (),
    notes: Sequence[str] = (),
) -> Figure:
    """Lines over time, labelled at their ends."""
    return Figure(
        FigureKind.LINES, id, _over_time(id, series), unit, form, zero,
        tuple(highlight), tuple(events), tuple(notes),
    )  # fmt: skip


def multiples(
    id: str,
    series: Mapping[str, Series],
    unit: str,
    form: Form,
    zero: bool = True,
    columns: int = 3,
    highlight: Sequence[str] = (),
    events: Sequence[Event] = (),
    notes: Sequence[str] = (),
) -> Figure:
    """One small panel of a line per series, all on the same scale."""
    return Figure(
        FigureKind.MULTIPLES, id, _over_time(id, series), unit, form, zero,
        tuple(highlight), tuple(events), tuple(notes), columns,
    )  # fmt: skip


def spark(id: str, series: Series, unit: str, form: Form, notes: Sequence[str] = ()) -> Figure:
    """The small line of a card: one series without axes, its last point marked."""
    return Figure(
        FigureKind.SPARK, id, _over_time(id, {series.name: series}), unit, form, False,
        notes=tuple(notes),
    )  # fmt: skip


def columns_over_time(
    id: str,
    series: Mapping[str, Series],
    unit: str,
    form: Form,
    highlight: Sequence[str] = (),
    events: Sequence[Event] = (),
    notes: Sequence[str] = (),
) -> Figure:
    """Vertical bars per period."""
    return Figure(
        FigureKind.BARS, id, _over_time(id, series), unit, form, True,
        tuple(highlight), tuple(events), tuple(notes),
    )  # fmt: skip


def bars(
    id: str,
    groups: Mapping[str, Mapping[str, Quantity | None]],
    unit: str,
    form: Form,
    highlight: Sequence[str] = (),
    notes: Sequence[str] = (),
) -> Figure:
    """Horizontal bars: series label -> category -> quantity, in the order given."""
    return Figure(
        FigureKind.BARS, id, _by_category(id, groups), unit, form, True,
        tuple(highlight), (), tuple(notes),
    )  # fmt: skip


def stacked(
    id: str,
    groups: Mapping[str, Mapping[str, Quantity | None]],
    unit: str,
    form: Form,
    highlight: Sequence[str] = (),
    notes: Sequence[str] = (),
) -> Figure:
    """Stacked horizontal bars: part label -> bar label -> quantity."""
    return Figure(
        FigureKind.STACKED, id, _by_category(id, groups), unit, form, True,
        tuple(highlight), (), tuple(notes),
    )  # fmt: skip


def dots(
    id: str,
    moments: Mapping[str, Mapping[str, Quantity | None]],
    unit: str,
    form: Form,
    zero: bool = False,
    highlight: Sequence[str] = (),
    notes: Sequence[str] = (),
) -> Figure:
    """Two or more moments per category on one line: moment label -> category -> quantity."""
    return Figure(
        FigureKind.DOTS, id, _by_category(id, moments), unit, form, zero,
        tuple(highlight), (), tuple(notes),
    )  # fmt: skip


def slope(
    id: str,
    moments: Mapping[str, Mapping[str, Quantity | None]],
    unit: str,
    form: Form,
    zero: bool = False,
    highlight: Sequence[str] = (),
    notes: Sequence[str] = (),
) -> Figure:
    """Two moments joined by a line per category: moment label -> category -> quantity."""
    return Figure(
        FigureKind.SLOPE, id, _by_category(id, moments), unit, form, zero,
        tuple(highlight), (), tuple(notes),
    )  # fmt: skip


def clock(
    id: str,
    axes: Mapping[str, Series],
    unit: str,
    form: Form,
    highlight: Sequence[str] = (),
    notes: Sequence[str] = (),
) -> Figure:
    """A path in time through four quadrants: a change to the right, a deviation from trend upwards.

    `axes` names the two series, the change first. Only periods that both have are drawn; those in
    `highlight` (codes) and the newest are named.
    """
    shared = [{p.period for p in one} for one in axes.values()]
    moments = set.intersection(*shared) if shared else set()
    both = {
        label: Series(one.name, tuple(p for p in one if p.period in moments))
        for label, one in axes.items()
    }
    return Figure(
        FigureKind.CLOCK, id, _over_time(id, both), unit, form, True, tuple(highlight), (),
        tuple(notes),
    )  # fmt: skip


def tiles(
    id: str,
    values: Mapping[str, Mapping[str, Quantity | None]],
    unit: str,
    form: Form,
    grid: Mapping[str, Place] = PROVINCES,
    notes: Sequence[str] = (),
) -> Figure:
    """A map of square tiles, darker as the value is higher: one label -> region -> quantity.

    Every region of the grid is drawn. One that `values` lacks is a figure that was not collected;
    None is one that CBS does not give.
    """
    strange = [name for regions in values.values() for name in regions if name not in grid]
    if strange:
        raise ChapterMistake(
            f"Figure ‘{id}’ has regions without a place on its grid: {', '.join(strange)}.",
            why="A tile without a place would stand nowhere on the map.",
            todo="Name the regions as the grid in lineage/tilegrid.py does.",
        )
    _not_empty(id, values)
    series = tuple(
        FigureSeries(label, tuple(_tile(name, regions) for name in grid))
        for label, regions in values.items()
    )
    return Figure(FigureKind.TILES, id, series, unit, form, notes=tuple(notes), grid=grid)


def _tile(name: str, regions: Mapping[str, Quantity | None]) -> FigurePoint:
    quantity = regions.get(name)
    missing = "." if name in regions else ABSENT
    return FigurePoint(name, None, quantity, "" if quantity is not None else missing)


def _over_time(id: str, series: Mapping[str, Series]) -> tuple[FigureSeries, ...]:
    _not_empty(id, series)
    return tuple(
        FigureSeries(
            label, tuple(FigurePoint(p.period.code, p.period, p.quantity, p.symbol) for p in one)
        )
        for label, one in series.items()
    )


def _by_category(
    id: str, groups: Mapping[str, Mapping[str, Quantity | None]]
) -> tuple[FigureSeries, ...]:
    _not_empty(id, groups)
    return tuple(
        FigureSeries(
            label,
            tuple(FigurePoint(x, None, q, "" if q is not None else ".") for x, q in group.items()),
        )
        for label, group in groups.items()
    )


def _not_empty(id: str, groups: Mapping[str, object]) -> None:
    if not groups:
        raise ChapterMistake(
            f"Figure ‘{id}’ has no series.", why="An empty figure shows nothing.",
            todo="Give at least one labelled series.",
        )  # fmt: skip
