"""Two moments joined by a line per category."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from matplotlib.axes import Axes

from jaarbericht.lineage.figures import Figure
from jaarbericht.present.axis import Scale, value_scale
from jaarbericht.present.canvas import Canvas, Drawing, scaled, write
from jaarbericht.present.ends import GAP, End, draw_ends
from jaarbericht.present.labels import label_of, provisional
from jaarbericht.present.palette import MUTED, PAPER, PETROL, SOFT, colours
from jaarbericht.present.rows import by_category
from jaarbericht.present.style import SEMIBOLD, WIDTH

_PLOT = 164.0
_HEAD = 22.0
_FOOT = 8.0
_SLOPE = 240.0
_LABEL = 150.0


def draw_slope(figure: Figure) -> Drawing:
    """Values at the left, names and values at the right; what has no right end is named left."""
    before, after = (by_category(s) for s in figure.series)
    names = tuple(dict.fromkeys([*before, *after]))
    shades = _shades(names, figure.highlight)
    form = figure.form
    scale = value_scale((scaled(q, form) for q in figure.quantities), form, figure.zero)
    needed = sum(e.height for e in _ends(figure, 1, shades, scale, 1.0, names))
    height = max(_PLOT, needed * 1.15)
    ended = [name for name in names if after.get(name) is None]
    left = _ends(figure, 0, shades, scale, height, ended)
    right = _ends(figure, 1, shades, scale, height, names)
    margin = max((e.width for e in right), default=0) + GAP + 1
    least = max((e.width + GAP + 1 for e in left), default=0.0)
    start = max(60.0, least, (WIDTH - margin - _SLOPE) / 2)
    width = min(_SLOPE, WIDTH - margin - start)
    canvas = Canvas(height + _HEAD + _FOOT)
    axes = canvas.plot(start, _FOOT, WIDTH - start - width, _HEAD)
    axes.set(xlim=(0, 1), ylim=(float(scale.low), float(scale.high)), xticks=[], yticks=[])
    _draw_moments(axes, figure)
    for name in sorted(names, key=lambda n: shades[n] != MUTED):
        _line(canvas, axes, figure, name, shades[name])
    draw_ends(canvas, axes, left, (width, height), "left")
    draw_ends(canvas, axes, right, (width, height), "right")
    return canvas.drawing()


def _shades(names: tuple[str, ...], highlight: tuple[str, ...]) -> dict[str, str]:
    """One colour for all lines, or accents for the highlighted: names stand at the lines."""
    if not any(name in highlight for name in names):
        return dict.fromkeys(names, PETROL)
    return colours(names, highlight)


def _ends(
    figure: Figure,
    moment: int,
    shades: Mapping[str, str],
    scale: Scale,
    height: float,
    named: Collection[str],
) -> list[End]:
    return [
        End(
            name if name in named else "",
            label_of(quantity, figure.form),
            shades[name],
            scale.part(scaled(quantity, figure.form)) * height,
            (moment + 1, name),
            limit=_LABEL,
        )
        for name, quantity in by_category(figure.series[moment]).items()
        if quantity is not None
    ]


def _draw_moments(axes: Axes, figure: Figure) -> None:
    for x, series in enumerate(figure.series):
        axes.axvline(x, color=SOFT, lw=0.7, zorder=1, clip_on=False)
        write(
            axes,
            (x, 1),
            series.label,
            shift=(0, 15),
            coords="axes fraction",
            side="center",
            weight=SEMIBOLD,
            colour=SOFT,
        )


def _line(canvas: Canvas, axes: Axes, figure: Figure, name: str, colour: str) -> None:
    pair = [by_category(series).get(name) for series in figure.series]
    ends = [(x, q) for x, q in enumerate(pair) if q is not None]
    ys = [float(scaled(q, figure.form)) for _, q in ends]
    top, width = (3.0, 1.2) if colour == MUTED else (4.0, 1.9)
    axes.plot([x for x, _ in ends], ys, color=colour, lw=width, zorder=top, clip_on=False)
    for (x, quantity), y in zip(ends, ys, strict=True):
        face = PAPER if provisional(quantity) else colour
        canvas.mark(axes, (x + 1, name), "y", [(x, y)])
        axes.plot([x], [y], "o", ms=5, mec=colour, mfc=face, mew=1.2, zorder=top + 1, clip_on=False)
