"""Stacked horizontal bars: parts of a whole per category."""

from __future__ import annotations

from fractions import Fraction

from matplotlib.axes import Axes

from jaarbericht.lineage.figures import Figure
from jaarbericht.lineage.quantity import Quantity
from jaarbericht.present.axis import value_scale
from jaarbericht.present.canvas import Canvas, Drawing, draw_key, key_height, scaled
from jaarbericht.present.errors import CannotDraw
from jaarbericht.present.labels import label_of, set_apart
from jaarbericht.present.marks import Of
from jaarbericht.present.palette import PAPER, colours, text_on, tint
from jaarbericht.present.rows import (
    FOOT,
    Rows,
    by_category,
    draw_foot_axis,
    points_across,
    row_axes,
    rows,
)
from jaarbericht.present.style import SMALL, text_width, widest

_THICK = 15.0
_GAP = 6.0


def draw_stacked(figure: Figure) -> Drawing:
    """One bar per category; a part is named in the key and valued where its text fits."""
    _check_signs(figure)
    labels = tuple(s.label for s in figure.series)
    looks = colours(labels, figure.highlight)
    placed = rows(figure, _THICK, _GAP)
    scale = value_scale(_sums(figure, placed), figure.form, zero=True)
    head = key_height(labels)
    right = widest(scale.texts[-1:], SMALL) / 2 + 1
    canvas = Canvas(placed.height + head + FOOT)
    axes = row_axes(canvas, placed, scale, figure, (FOOT, right, head))
    draw_key(canvas, labels, looks)
    draw_foot_axis(canvas, axes, scale)
    per_point = points_across(placed.left, right) / float(scale.high - scale.low)
    begins = dict.fromkeys(placed.names, Fraction(0))
    for number, series in enumerate(figure.series, 1):
        values = by_category(series)
        for name, centre in zip(placed.names, placed.centres, strict=True):
            quantity = values.get(name)
            if quantity is not None:
                _part(
                    canvas,
                    axes,
                    figure,
                    (number, name),
                    quantity,
                    (begins[name], centre),
                    looks[series.label],
                    per_point,
                )
                begins[name] += scaled(quantity, figure.form)
    return canvas.drawing()


def _part(
    canvas: Canvas,
    axes: Axes,
    figure: Figure,
    of: Of,
    quantity: Quantity,
    place: tuple[Fraction, float],
    colour: str,
    per_point: float,
) -> None:
    begin, centre = float(place[0]), place[1]
    size = float(scaled(quantity, figure.form))
    sides = (centre - _THICK / 2, centre + _THICK / 2)
    canvas.mark(axes, of, "x", [(end, at) for end in (begin + size, begin) for at in sides])
    face = tint(colour) if set_apart(quantity, figure) else colour
    axes.barh(
        [centre],
        [size],
        left=[begin],
        height=_THICK,
        color=face,
        edgecolor=PAPER,
        linewidth=0.8,
        zorder=3,
    )
    text = label_of(quantity, figure.form)
    if text_width(text, SMALL) + 6 <= size * per_point:
        at = (begin + size / 2, centre)
        canvas.write_value(axes, at, text, of, side="center", size=SMALL, colour=text_on(face))


def _sums(figure: Figure, placed: Rows) -> list[Fraction]:
    parts = [by_category(s) for s in figure.series]
    return [
        sum((scaled(q, figure.form) for p in parts if (q := p.get(name)) is not None), Fraction(0))
        for name in placed.names
    ]


def _check_signs(figure: Figure) -> None:
    if any(q.value < 0 for q in figure.quantities):
        raise CannotDraw(
            f"Figure ‘{figure.id}’ stacks a negative value.",
            why="Parts of a whole are not negative: the bars would cover each other.",
            todo="Show it as bars.",
        )
