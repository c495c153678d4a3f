"""Small multiples: one panel per series, all on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from matplotlib.axes import Axes

from jaarbericht.lineage.figures import Figure
from jaarbericht.present.axis import Scale, TimeTick, value_scale
from jaarbericht.present.canvas import Canvas, Drawing, scaled, write
from jaarbericht.present.labels import label_of
from jaarbericht.present.palette import BRICK, PETROL, text_colour
from jaarbericht.present.strokes import Look, draw_series, marks
from jaarbericht.present.style import (
    SEMIBOLD,
    SMALL,
    TEXT,
    WIDTH,
    plot,
    text_height,
    text_width,
    widest,
    wrapped,
)
from jaarbericht.present.timeplot import (
    Flag,
    draw_flags,
    draw_time_axis,
    draw_value_axis,
    draw_vertical,
    flags,
    flags_height,
    periods_of,
    span,
    ticks_for,
    time_axis_height,
)

_PLOT = 54.0
_GUTTER = 16.0
_ABOVE = 6.0
_BELOW = 7.0


@dataclass(frozen=True)
class _Grid:
    """What all panels share: their scale, their axes, their size and where they stand."""

    scale: Scale
    ticks: tuple[TimeTick, ...]
    ends: tuple[float, float]
    flags: list[Flag]
    left: float
    width: float
    step: float
    columns: int


def draw_multiples(figure: Figure) -> Drawing:
    """The panels in reading order; values are named at the left, events in the first panel."""
    grid = _grid(figure)
    titles = [wrapped(s.label, grid.step - _GUTTER, TEXT, SEMIBOLD) for s in figure.series]
    heads = _heads(titles, grid)
    foot = time_axis_height(grid.ticks) + _BELOW
    canvas = Canvas(sum(heads) + len(heads) * (_PLOT + foot) - _BELOW)
    top = canvas.height
    for row, head in enumerate(heads):
        top -= head + _PLOT
        for column in range(grid.columns):
            number = row * grid.columns + column
            if number < len(titles):
                x = grid.left + column * grid.step
                axes = plot(canvas.page, x, top, grid.width, _PLOT)
                _panel(canvas, axes, figure, number, titles[number], grid)
        top -= foot
    return canvas.drawing()


def _grid(figure: Figure) -> _Grid:
    values = (scaled(q, figure.form) for q in figure.quantities)
    scale = value_scale(values, figure.form, figure.zero, about=3)
    left = widest(scale.texts, SMALL) + 6
    columns = min(figure.columns, len(figure.series))
    step = (WIDTH - left + _GUTTER) / columns
    width = step - _GUTTER - _room_for_value(figure)
    ends = span(periods_of(figure))
    ticks = _few(ticks_for(figure, width))
    return _Grid(scale, ticks, ends, flags(figure, ends, width), left, width, step, columns)


def _heads(titles: list[str], grid: _Grid) -> list[float]:
    """Height above the plots of each row: for the longest title, and in the first for events."""
    rows = ceil(len(titles) / grid.columns)
    chunks = [titles[r * grid.columns : (r + 1) * grid.columns] for r in range(rows)]
    heads = [max(text_height(t) for t in chunk) + _ABOVE for chunk in chunks]
    heads[0] += flags_height(grid.flags)
    return heads


def _panel(
    canvas: Canvas, axes: Axes, figure: Figure, number: int, title: str, grid: _Grid
) -> None:
    series = figure.series[number]
    look = Look(BRICK if series.label in figure.highlight else PETROL, "-", "o", 1.7)
    draw_value_axis(canvas, axes, grid.scale, named=number % grid.columns == 0)
    draw_time_axis(canvas, axes, grid.ends, grid.ticks)
    raise_title = 0.0
    if number == 0:
        draw_flags(axes, grid.flags, _PLOT)
    for flag in grid.flags:
        draw_vertical(axes, flag)
    if number < grid.columns:
        raise_title = flags_height(grid.flags)
    draw_series(canvas, axes, figure, number, look)
    _value(canvas, axes, figure, number, look)
    write(
        axes,
        (0, 1),
        title,
        shift=(0, _ABOVE + raise_title),
        coords="axes fraction",
        level="bottom",
        weight=SEMIBOLD,
    )


def _value(canvas: Canvas, axes: Axes, figure: Figure, number: int, look: Look) -> None:
    for mark in marks(figure.series[number].points)[-1:]:
        label = label_of(mark.quantity, figure.form)
        at = (mark.moment, float(scaled(mark.quantity, figure.form)))
        colour = text_colour(look.colour)
        canvas.write_value(
            axes, at, label, (number + 1, mark.x), shift=(5, 0), size=SMALL, weight=SEMIBOLD,
            colour=colour,
        )  # fmt: skip


def _room_for_value(figure: Figure) -> float:
    lasts = [m for s in figure.series for m in marks(s.points)[-1:]]
    texts = (label_of(m.quantity, figure.form) for m in lasts)
    return max((text_width(t, SMALL, SEMIBOLD) for t in texts), default=0) + 6


def _few(ticks: tuple[TimeTick, ...]) -> tuple[TimeTick, ...]:
    """First, middle and last named moment: a small panel has no room for more."""
    if len(ticks) <= 3:
        return ticks
    last = len(ticks) - 1
    return tuple(ticks[i] for i in ((0, last // 2, last) if last % 2 == 0 else (0, last)))
