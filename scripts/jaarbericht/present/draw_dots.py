"""Moments of one category as dots on one line."""

from __future__ import annotations

from matplotlib.axes import Axes

from jaarbericht.lineage.figures import Figure
from jaarbericht.lineage.quantity import Quantity
from jaarbericht.present.axis import Scale, value_scale
from jaarbericht.present.canvas import Canvas, Drawing, draw_key, key_height, scaled
from jaarbericht.present.labels import label_of, provisional
from jaarbericht.present.palette import GRID, MUTED, PAPER, PETROL, SERIES, SOFT, mixed
from jaarbericht.present.rows import (
    FOOT,
    by_category,
    draw_foot_axis,
    points_across,
    row_axes,
    rows,
)
from jaarbericht.present.style import REGULAR, SEMIBOLD, SMALL, text_width, widest

_ROW = 11.0
_GAP = 5.0
# So many rows take most of a page: then they stand closer.
_MANY, _NARROW = 12, 2.5
_PAD = 6.0


def draw_dots(figure: Figure) -> Drawing:
    """A row per category; with two moments both values stand at the outer sides of their dots."""
    labels = tuple(s.label for s in figure.series)
    looks = _looks(labels)
    many = len({p.x for s in figure.series for p in s.points}) > _MANY
    placed = rows(figure, _ROW, _NARROW if many else _GAP)
    texts = sorted({label_of(q, figure.form) for q in figure.quantities})
    room = widest(texts, SMALL, SEMIBOLD) + _PAD
    scale = _scale(figure)
    head = key_height(labels)
    canvas = Canvas(placed.height + head + FOOT)
    axes = row_axes(canvas, placed, scale, figure, (FOOT, room, head))
    axes.set_xlim(_low(figure, axes.get_xlim(), points_across(placed.left, room)))
    draw_key(canvas, labels, looks, marker="o")
    draw_foot_axis(canvas, axes, scale)
    for name, centre in zip(placed.names, placed.centres, strict=True):
        _row(canvas, axes, figure, name, centre, looks)
    return canvas.drawing()


def _looks(labels: tuple[str, ...]) -> dict[str, str]:
    """Grey for the oldest of two moments and the darkest colour for the newest."""
    if len(labels) == 2:
        return dict(zip(labels, (MUTED, PETROL), strict=True))
    return dict(zip(labels, SERIES, strict=False))


def _scale(figure: Figure) -> Scale:
    return value_scale(
        (scaled(q, figure.form) for q in figure.quantities), figure.form, figure.zero
    )


def _low(figure: Figure, ends: tuple[float, float], width: float) -> float:
    """Where the axis must begin for the values at the left of their dots to fit before it."""
    low, high = ends
    if len(figure.series) != 2:
        return low
    lows = [low]
    for quantity in figure.quantities:
        text = label_of(quantity, figure.form)
        part = (text_width(text, SMALL, SEMIBOLD) + _PAD + 1) / width
        lows.append((float(scaled(quantity, figure.form)) - part * high) / (1 - part))
    return min(lows)


def _row(
    canvas: Canvas,
    axes: Axes,
    figure: Figure,
    name: str,
    centre: float,
    looks: dict[str, str],
) -> None:
    moments = [(number, by_category(s).get(name)) for number, s in enumerate(figure.series)]
    found = [(number, quantity) for number, quantity in moments if quantity is not None]
    xs = [float(scaled(q, figure.form)) for _, q in found]
    if len(xs) > 1:
        colour = mixed(SOFT, GRID, 0.45)
        axes.plot([min(xs), max(xs)], [centre, centre], color=colour, lw=2.2, zorder=2)
    for x, (number, quantity) in zip(xs, found, strict=True):
        colour = looks[figure.series[number].label]
        face = PAPER if provisional(quantity) else colour
        canvas.mark(axes, (number + 1, name), "x", [(x, centre)])
        axes.plot(
            [x], [centre], "o", ms=6.4, mec=colour, mfc=face, mew=1.4, zorder=3, clip_on=False
        )
    if len(figure.series) == 2:
        _values(canvas, axes, figure, name, found, centre)


def _values(
    canvas: Canvas,
    axes: Axes,
    figure: Figure,
    name: str,
    found: list[tuple[int, Quantity]],
    centre: float,
) -> None:
    xs = [float(scaled(q, figure.form)) for _, q in found]
    for x, (number, quantity) in zip(xs, found, strict=True):
        newest = number == len(figure.series) - 1
        left = len(xs) > 1 and (x < max(xs) or (min(xs) == max(xs) and not newest))
        canvas.write_value(
            axes,
            (x, centre),
            label_of(quantity, figure.form),
            (number + 1, name),
            shift=(-_PAD if left else _PAD, 0),
            size=SMALL,
            side="right" if left else "left",
            weight=SEMIBOLD if newest else REGULAR,
            colour=PETROL if newest else SOFT,
            clear=True,
        )
