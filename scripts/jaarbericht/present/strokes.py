"""Lines over time that never run over a gap or a break, and their marks. No labels, no axes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from matplotlib.axes import Axes

from jaarbericht.lineage.figures import Figure, FigurePoint, FigureSeries
from jaarbericht.lineage.quantity import Quantity
from jaarbericht.present.axis import cadence, moment
from jaarbericht.present.canvas import Canvas, scaled
from jaarbericht.present.labels import provisional
from jaarbericht.present.palette import MUTED, PAPER, colours

MARK_EACH = 16
_DASHES: tuple[str | tuple[int, tuple[float, ...]], ...] = (
    "-",
    "-",
    "-",
    (0, (5, 1.6)),
    (0, (2.4, 1.4)),
    (0, (7, 1.6, 1.6, 1.6)),
)
_MARKERS = "osDv^P"


@dataclass(frozen=True)
class Look:
    """How one series is told from the others: colour first, then dash and marker."""

    colour: str
    dash: str | tuple[int, tuple[float, ...]]
    marker: str
    width: float


@dataclass(frozen=True)
class Mark:
    """A point that has a value, at its moment."""

    x: str
    moment: float
    quantity: Quantity


def looks(figure: Figure) -> dict[str, Look]:
    """A look per series label; dash and marker are counted among the series that have a colour."""
    labels = tuple(s.label for s in figure.series)
    chosen = colours(labels, figure.highlight)
    coloured = [label for label in labels if chosen[label] != MUTED]
    found = {label: Look(MUTED, "-", "o", 1.2) for label in labels}
    for i, label in enumerate(coloured):
        dash, marker = _DASHES[i % len(_DASHES)], _MARKERS[i % len(_MARKERS)]
        found[label] = Look(chosen[label], dash, marker, 1.9)
    return found


def marks(points: Iterable[FigurePoint]) -> list[Mark]:
    """The points that have a value and a period."""
    return [
        Mark(p.x, moment(p.period), p.quantity)
        for p in points
        if p.period is not None and p.quantity is not None
    ]


def segments(series: FigureSeries) -> list[list[Mark]]:
    """Runs of points that may be joined: cut at gaps, at missing periods and at breaks."""
    periods = [p.period for p in series.points if p.period is not None]
    step = cadence(periods) if periods else 1.0
    runs: list[list[Mark]] = []
    for mark in marks(series.points):
        if runs and _joined(runs[-1][-1], mark, step):
            runs[-1].append(mark)
        else:
            runs.append([mark])
    return runs


def breaks(figure: Figure) -> list[float]:
    """The moments at which a series of the figure is broken, each once, halfway the gap."""
    found = {
        (one.moment + other.moment) / 2
        for series in figure.series
        for one, other in _pairs(marks(series.points))
        if broken(one.quantity, other.quantity)
    }
    return sorted(found)


def broken(one: Quantity, other: Quantity) -> bool:
    """Whether a known break lies between the periods of two neighbouring points."""
    return any(b.between(one.period, other.period) for b in one.breaks | other.breaks)


def draw_series(canvas: Canvas, axes: Axes, figure: Figure, number: int, look: Look) -> None:
    """The line of series `number`: filled marks for final figures, open ones for provisional."""
    series = figure.series[number]
    runs = segments(series)
    form = figure.form
    muted = look.colour == MUTED
    top = 3.0 if muted else 4.0
    for run in runs:
        xs = [m.moment for m in run]
        ys = [float(scaled(m.quantity, form)) for m in run]
        axes.plot(xs, ys, color=look.colour, ls=look.dash, lw=look.width, zorder=top, clip_on=False)
    everything = [m for run in runs for m in run]
    lonely = {id(run[0]) for run in runs if len(run) == 1}
    for mark in everything:
        spot = (mark.moment, float(scaled(mark.quantity, form)))
        canvas.mark(axes, (number + 1, mark.x), "y", [spot])
        open_mark = provisional(mark.quantity)
        shown = (len(everything) <= MARK_EACH and not muted) or mark is everything[-1]
        if shown or open_mark or id(mark) in lonely:
            axes.plot(
                [spot[0]],
                [spot[1]],
                look.marker,
                ms=4.6 if shown else 3.4,
                mec=look.colour,
                mew=1.2,
                zorder=top + 1,
                mfc=PAPER if open_mark else look.colour,
                clip_on=False,
            )


def _joined(one: Mark, other: Mark, step: float) -> bool:
    return other.moment - one.moment < 1.5 * step and not broken(one.quantity, other.quantity)


def _pairs(items: list[Mark]) -> Iterable[tuple[Mark, Mark]]:
    return pairwise(items)
