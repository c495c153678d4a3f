"""Vertical bars per period."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from matplotlib.axes import Axes

from jaarbericht.lineage.figures import Figure, FigureSeries
from jaarbericht.present.axis import Scale, cadence, moment, value_scale
from jaarbericht.present.canvas import Canvas, Drawing, draw_key, key_height, scaled
from jaarbericht.present.labels import label_of, set_apart
from jaarbericht.present.marks import Of, Spot
from jaarbericht.present.palette import BRICK, MUTED, PETROL, colours, tint
from jaarbericht.present.style import SMALL, WIDTH, text_width, widest
from jaarbericht.present.timeplot import (
    draw_flags,
    draw_time_axis,
    draw_value_axis,
    flags,
    flags_height,
    overhang,
    periods_of,
    span,
    ticks_for,
    time_axis_height,
)

_PLOT = 124.0
_TOP = 8.0


def draw_columns(figure: Figure) -> Drawing:
    """One bar per series and period; each with its value where all fit, else with an axis."""
    labels = tuple(s.label for s in figure.series)
    scale = value_scale((scaled(q, figure.form) for q in figure.quantities), figure.form, zero=True)
    time = span(periods_of(figure), margin=0.6)
    slot = cadence(periods_of(figure))
    fits = _fit(figure, WIDTH * slot / (time[1] - time[0]))
    left = 0.0 if fits else widest(scale.texts, SMALL) + 6
    ticks = ticks_for(figure, WIDTH - left)
    right = overhang(time, ticks, WIDTH - left)
    raised = flags(figure, time, WIDTH - left - right)
    key = key_height(labels) if len(labels) > 1 else 0.0
    top, bottom = _TOP + flags_height(raised) + key, time_axis_height(ticks)
    canvas = Canvas(top + _PLOT + bottom)
    axes = canvas.plot(left, bottom, right, top)
    draw_value_axis(canvas, axes, _without_ticks(scale) if fits else scale)
    draw_time_axis(canvas, axes, time, ticks)
    draw_flags(axes, raised, _PLOT)
    looks = colours(labels, figure.highlight) if len(labels) > 1 else {labels[0]: PETROL}
    if len(labels) > 1:
        draw_key(canvas, labels, looks)
    for number, series in enumerate(figure.series):
        _columns(canvas, axes, figure, series, number, slot, looks[series.label], fits)
    return canvas.drawing()


def _without_ticks(scale: Scale) -> Scale:
    return replace(scale, ticks=(Fraction(0),), texts=("",))


def _columns(
    canvas: Canvas,
    axes: Axes,
    figure: Figure,
    series: FigureSeries,
    number: int,
    slot: float,
    colour: str,
    fits: bool,
) -> None:
    count = _beside(figure)
    wide = slot * 0.78 / count
    shift = (number - (count - 1) / 2) * wide if count > 1 else 0.0
    chosen = {p.x for p in series.points} & set(figure.highlight)
    for point in series.points:
        if point.quantity is None or point.period is None:
            continue
        x, y = moment(point.period) + shift, float(scaled(point.quantity, figure.form))
        shade = (BRICK if point.x in chosen else MUTED) if chosen else colour
        open_bar = set_apart(point.quantity, figure)
        axes.bar(
            [x],
            [y],
            width=wide,
            color=tint(shade) if open_bar else shade,
            edgecolor=shade,
            linewidth=0.8 if open_bar else 0,
            zorder=2,
        )
        of = (number + 1, point.x)
        sides = (x - wide / 2, x + wide / 2)
        canvas.mark(axes, of, "y", [(at, end) for end in (y, 0.0) for at in sides])
        if fits:
            _value(canvas, axes, label_of(point.quantity, figure.form), of, (x, y))


def _value(canvas: Canvas, axes: Axes, text: str, of: Of, at: Spot) -> None:
    below = at[1] < 0
    canvas.write_value(
        axes,
        at,
        text,
        of,
        shift=(0, -3 if below else 2),
        side="center",
        size=SMALL,
        level="top" if below else "bottom",
    )


def _fit(figure: Figure, slot: float) -> bool:
    widths = (text_width(label_of(q, figure.form), SMALL) for q in figure.quantities)
    return max(widths) + 3 <= slot / _beside(figure)


def _beside(figure: Figure) -> int:
    """How many columns stand beside each other: one when the series have no period in common."""
    periods = [p.x for s in figure.series for p in s.points]
    return 1 if len(set(periods)) == len(periods) else len(figure.series)
