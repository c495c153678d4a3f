"""The small line of a card: no axes, only its first and last year and a dot at its end."""

from __future__ import annotations

from typing import Literal

from matplotlib.axes import Axes

from jaarbericht.lineage.figures import Figure
from jaarbericht.present.canvas import Canvas, Drawing, scaled, write
from jaarbericht.present.labels import provisional
from jaarbericht.present.palette import BRICK, PAPER, PETROL, SOFT
from jaarbericht.present.strokes import Mark, segments
from jaarbericht.present.style import rule
from jaarbericht.present.timeplot import periods_of, span

WIDTH = 44 / 25.4 * 72
_PLOT, _SIDE, _ABOVE, _BELOW, _NAMES = 30.0, 3.0, 4.0, 5.0, 9.5
_YEAR = 6.8
_LINE, _DOT, _OPEN = 1.5, 4.4, 2.4


def draw_spark(figure: Figure) -> Drawing:
    """One series, as wide as a card; its values use the whole height, zero is drawn when within.

    A point that no line reaches has a dot.
    """
    (series,) = figure.series
    canvas = Canvas(_PLOT + _ABOVE + _BELOW + _NAMES, WIDTH)
    axes = canvas.plot(_SIDE, _BELOW + _NAMES, _SIDE, _ABOVE)
    values = [float(scaled(q, figure.form)) for q in figure.quantities]
    low, high = min(values), max(values)
    spare = 0.5 if low == high else 0.0
    axes.set(xlim=span(periods_of(figure)), ylim=(low - spare, high + spare), xticks=[], yticks=[])
    if low < 0 < high:
        rule(axes, 0, horizontal=True)
    runs = segments(series)
    lonely = {id(run[0]) for run in runs if len(run) == 1}
    for run in runs:
        xs = [mark.moment for mark in run]
        ys = [float(scaled(mark.quantity, figure.form)) for mark in run]
        axes.plot(xs, ys, color=PETROL, lw=_LINE, clip_on=False)
    shown = [mark for run in runs for mark in run]
    for mark in shown:
        spot = (mark.moment, float(scaled(mark.quantity, figure.form)))
        canvas.mark(axes, (1, mark.x), "y", [spot])
        last, open_mark = mark is shown[-1], provisional(mark.quantity)
        if last or open_mark or id(mark) in lonely:
            colour = BRICK if last else PETROL
            axes.plot(
                [spot[0]], [spot[1]], "o", ms=_DOT if last else _OPEN, mec=colour, mew=1.0,
                mfc=PAPER if open_mark else colour, zorder=5, clip_on=False,
            )  # fmt: skip
    _name(canvas, axes, shown[0], "left")
    _name(canvas, axes, shown[-1], "right")
    return canvas.drawing()


def _name(canvas: Canvas, axes: Axes, mark: Mark, side: Literal["left", "right"]) -> None:
    """The year of a point, below the line and at its side of the card."""
    year = mark.x[:4]
    out = -_SIDE if side == "left" else _SIDE
    write(
        axes, (mark.moment, 0), year, shift=(out, -_BELOW), coords=("data", "axes fraction"),
        side=side, level="top", colour=SOFT, size=_YEAR,
    )  # fmt: skip
    canvas.ticks.append(year)
    canvas.tick(axes, "x", mark.moment, year)
