"""Lines over time, named at their ends."""

from __future__ import annotations

from dataclasses import replace

from jaarbericht.lineage.figures import Figure, FigureSeries
from jaarbericht.present.axis import Scale, value_scale
from jaarbericht.present.canvas import Canvas, Drawing, scaled
from jaarbericht.present.ends import GAP, End, draw_ends
from jaarbericht.present.labels import label_of
from jaarbericht.present.strokes import draw_series, looks, marks
from jaarbericht.present.style import SMALL, WIDTH, widest
from jaarbericht.present.timeplot import (
    draw_flags,
    draw_time_axis,
    draw_value_axis,
    flags,
    flags_height,
    periods_of,
    span,
    ticks_for,
    time_axis_height,
)

_PLOT = 138.0
_TOP = 7.0


def draw_lines(figure: Figure) -> Drawing:
    """All series in one plot, each with its name and last value at the end of its line."""
    form, chosen = figure.form, looks(figure)
    scale = value_scale((scaled(q, form) for q in figure.quantities), form, figure.zero)
    time = span(periods_of(figure))
    named = [s for s in figure.series if marks(s.points)]
    plain = [_end(figure, s, chosen[s.label].colour) for s in named]
    height = max(_PLOT, sum(e.height for e in plain))
    left = widest(scale.texts, SMALL) + 6
    right = max(e.width for e in plain) + GAP + 1
    width = WIDTH - left - right
    ticks, raised = ticks_for(figure, width), flags(figure, time, width)
    top, bottom = _TOP + flags_height(raised), time_axis_height(ticks)
    canvas = Canvas(top + height + bottom)
    axes = canvas.plot(left, bottom, right, top)
    draw_value_axis(canvas, axes, scale)
    draw_time_axis(canvas, axes, time, ticks)
    draw_flags(axes, raised, height)
    for number, series in enumerate(figure.series):
        draw_series(canvas, axes, figure, number, chosen[series.label])
    placed = [
        _at_end(figure, s, e, scale, time, (width, height))
        for s, e in zip(named, plain, strict=True)
    ]
    draw_ends(canvas, axes, placed, (width, height), "right")
    return canvas.drawing()


def _end(figure: Figure, series: FigureSeries, colour: str) -> End:
    last = marks(series.points)[-1]
    of = (figure.series.index(series) + 1, last.x)
    return End(series.label, label_of(last.quantity, figure.form), colour, 0.0, of)


def _at_end(
    figure: Figure,
    series: FigureSeries,
    end: End,
    scale: Scale,
    time: tuple[float, float],
    size: tuple[float, float],
) -> End:
    last = marks(series.points)[-1]
    wish = scale.part(scaled(last.quantity, figure.form)) * size[1]
    length = time[1] - time[0]
    begin = (last.moment - time[0]) / length * size[0] if length else size[0]
    return replace(end, wish=wish, begin=begin)
