"""Horizontal bars per category, with the value at the end of each bar."""

from __future__ import annotations

from fractions import Fraction

from matplotlib.axes import Axes

from jaarbericht.lineage.figures import Figure
from jaarbericht.lineage.quantity import Quantity
from jaarbericht.present.axis import Scale
from jaarbericht.present.canvas import Canvas, Drawing, draw_key, key_height, scaled, write
from jaarbericht.present.labels import label_of, set_apart
from jaarbericht.present.marks import Of
from jaarbericht.present.palette import INK, MUTED, PETROL, SOFT, colours, tint
from jaarbericht.present.rows import Rows, by_category, gap_symbol, points_across, row_axes, rows
from jaarbericht.present.style import SEMIBOLD, SMALL, rule, widest

_SINGLE, _GROUPED = 10.5, 8.6
_GAP = 5.0
# So many bars fill a page: then they stand closer.
_MANY, _THIN, _NARROW = 16, 8.5, 3.5
_PAD = 4.0


def draw_bars(figure: Figure) -> Drawing:
    """One bar per series and category; no value axis, for every bar carries its value."""
    labels = tuple(s.label for s in figure.series)
    single = len(labels) == 1
    thickness, gap = _measures(figure, single)
    placed = rows(figure, thickness * len(labels), gap)
    head = 0.0 if single else key_height(labels)
    shown = {label_of(q, figure.form) for q in figure.quantities}
    room = widest(sorted(shown), SMALL, SEMIBOLD) + _PAD
    scale, right = _scale(figure, placed, room)
    canvas = Canvas(placed.height + head)
    axes = row_axes(canvas, placed, scale, figure, (0, right, head))
    looks = colours(labels, figure.highlight)
    if not single:
        draw_key(canvas, labels, looks)
    for number, series in enumerate(figure.series):
        values = by_category(series)
        for name, centre in zip(placed.names, placed.centres, strict=True):
            y = centre + (number - (len(labels) - 1) / 2) * thickness
            colour = _colour(figure, name, looks[series.label], single)
            quantity = values.get(name)
            if quantity is None:
                write(axes, (0, y), gap_symbol(series, name), shift=(_PAD, 0), colour=SOFT)
            else:
                height = thickness - (0 if single else 1)
                _bar(canvas, axes, figure, (number + 1, name), quantity, (y, height), colour)
    rule(axes, 0, horizontal=False, strong=True)
    return canvas.drawing()


def _measures(figure: Figure, single: bool) -> tuple[float, float]:
    """Thickness of a bar and the gap between categories, in points."""
    if not single:
        return _GROUPED, _GAP + 4
    return (_THIN, _NARROW) if len(figure.quantities) > _MANY else (_SINGLE, _GAP)


def _scale(figure: Figure, placed: Rows, room: float) -> tuple[Scale, float]:
    """Zero to the largest value, or both ways; with room for the labels of negative bars."""
    values = [scaled(q, figure.form) for q in figure.quantities]
    low, high = min(*values, Fraction(0)), max(*values, Fraction(0))
    if low == high:
        high = Fraction(1)
    right = room if high > 0 else 1.0
    if low < 0:
        width = points_across(placed.left, right)
        low -= Fraction(room / (width - room)) * (high - low)
    return Scale(low, high, (), ()), right


def _colour(figure: Figure, name: str, colour: str, single: bool) -> str:
    if not single:
        return colour
    chosen = [x for x in figure.highlight if any(p.x == x for p in figure.series[0].points)]
    if not chosen:
        return PETROL
    return colours((name,), tuple(chosen))[name] if name in chosen else MUTED


def _bar(
    canvas: Canvas,
    axes: Axes,
    figure: Figure,
    of: Of,
    quantity: Quantity,
    place: tuple[float, float],
    colour: str,
) -> None:
    y, thickness = place
    value = float(scaled(quantity, figure.form))
    sides = (y - thickness / 2, y + thickness / 2)
    canvas.mark(axes, of, "x", [(end, at) for end in (value, 0.0) for at in sides])
    open_bar = set_apart(quantity, figure)
    axes.barh(
        [y],
        [value],
        height=thickness,
        color=tint(colour) if open_bar else colour,
        edgecolor=colour,
        linewidth=0.8 if open_bar else 0,
        zorder=2,
    )
    text = label_of(quantity, figure.form)
    left = value < 0
    canvas.write_value(
        axes,
        (value, y),
        text,
        of,
        shift=(-_PAD if left else _PAD, 0),
        side="right" if left else "left",
        size=SMALL,
        colour=INK,
    )
