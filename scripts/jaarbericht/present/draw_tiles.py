"""A map of square tiles, each in the shade of its value, with the value written in it."""

from __future__ import annotations

from matplotlib.axes import Axes

from jaarbericht.lineage.figures import Figure, FigurePoint
from jaarbericht.lineage.quantity import Quantity
from jaarbericht.present.canvas import Canvas, Drawing, scaled, write
from jaarbericht.present.labels import MISSING, label_of
from jaarbericht.present.marks import Spot
from jaarbericht.present.palette import GRID, INK, MUTED, PAPER, SOFT, mixed, text_on
from jaarbericht.present.shades import Shades, shades
from jaarbericht.present.style import SEMIBOLD, SMALL, WIDTH, wrapped

_LARGEST, BETWEEN = 46.0, 3.0
_NAME, _PAD, _TOP = 6.6, 2.0, 9.0
_LINE = 4.0
# As large as a symbol of a drawing.
_SIGN = 8.0
# The key: a bar of classes beside the map, or below it when the map is wide.
_CLASS, _BAR, _KEY, _APART, _NAMED = 29.0, 9.0, 210.0, 40.0, 24.0
_INSET, _BELOW = 10.0, 66.0


def draw_tiles(figure: Figure) -> Drawing:
    """A square per region of the grid; one without a figure is hatched and holds CBS's sign."""
    places = figure.grid.values()
    across, down = (1 + max(place[side] for place in places) for side in (0, 1))
    side = min(_LARGEST, (WIDTH + BETWEEN) / across - BETWEEN)
    width, height = (number * (side + BETWEEN) - BETWEEN for number in (across, down))
    beside = width + _APART + _KEY <= WIDTH
    canvas = Canvas(height if beside else height + _BELOW)
    axes = canvas.plot(0, 0, 0, 0)
    axes.set(xlim=(0, WIDTH), ylim=(canvas.height, 0), xticks=[], yticks=[])
    looks = shades((scaled(q, figure.form) for q in figure.quantities), figure.form)
    for point in figure.series[0].points:
        column, row = figure.grid[point.x]
        corner = (column * (side + BETWEEN), row * (side + BETWEEN))
        if point.quantity is None:
            _missing(axes, point, corner, side)
        else:
            _tile(canvas, axes, figure, point.x, point.quantity, (corner, side), looks)
    gaps = any(point.quantity is None for point in figure.series[0].points)
    _key(
        canvas, axes, looks, (width + _APART, _NAMED) if beside else (_INSET, height + _NAMED), gaps
    )
    return canvas.drawing()


def _tile(
    canvas: Canvas,
    axes: Axes,
    figure: Figure,
    name: str,
    quantity: Quantity,
    place: tuple[Spot, float],
    looks: Shades,
) -> None:
    corner, side = place
    colour = looks.of(scaled(quantity, figure.form))
    corners = _square(axes, corner, side, colour)
    canvas.mark(axes, (1, name), "shade", corners)
    ink = text_on(colour)
    _named(axes, name, corner, side, ink)
    x, y = corner
    canvas.write_value(
        axes,
        (x + side / 2, y + side * 0.62),
        label_of(quantity, figure.form),
        (1, name),
        side="center",
        size=side / 5,
        weight=SEMIBOLD,
        colour=ink,
    )


def _missing(axes: Axes, point: FigurePoint, corner: Spot, side: float) -> None:
    """A pale tile with slanting lines."""
    _square(axes, corner, side, mixed(GRID, PAPER, 0.4))
    _hatch(axes, corner, side)
    _named(axes, point.x, corner, side, INK)
    x, y = corner
    write(
        axes,
        (x + side / 2, y + side * 0.62),
        MISSING,
        side="center",
        size=side / 5,
        weight=SEMIBOLD,
    )


def _named(axes: Axes, name: str, corner: Spot, side: float, ink: str) -> None:
    text = wrapped(name, side - 2 * _PAD, _NAME)
    x, y = corner
    write(axes, (x + side / 2, y + _TOP), text, side="center", size=_NAME, colour=ink)


def _square(axes: Axes, corner: Spot, side: float, colour: str) -> list[Spot]:
    return _box(axes, corner, (side, side), colour)


def _box(axes: Axes, corner: Spot, size: Spot, colour: str) -> list[Spot]:
    (x, y), (width, height) = corner, size
    corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    axes.fill([a for a, _ in corners], [b for _, b in corners], color=colour, lw=0, zorder=2)
    return corners


def _hatch(axes: Axes, corner: Spot, side: float) -> None:
    """Lines upwards to the right, from edge to edge of a square."""
    x, y = corner
    steps = int(2 * side / _LINE)
    for step in range(1, steps + 1):
        at = step * _LINE
        start, end = max(0.0, at - side), min(at, side)
        axes.plot(
            [x + start, x + end], [y + end, y + start], color=mixed(MUTED, PAPER, 0.5), lw=0.4,
            zorder=2.1,
        )  # fmt: skip


def _key(canvas: Canvas, axes: Axes, looks: Shades, at: Spot, gaps: bool) -> None:
    """The classes as a bar whose limits are named, and what a hatched tile means."""
    left, top = at
    write(axes, (left, top - 12), "Hoe donkerder, hoe hoger de waarde", size=SMALL, colour=SOFT)
    for number, colour in enumerate(looks.colours):
        _box(axes, (left + number * _CLASS, top), (_CLASS, _BAR), colour)
    for number, text in enumerate(looks.texts):
        x = left + number * _CLASS
        write(
            axes,
            (x, top + _BAR),
            text,
            shift=(0, -4),
            side="center",
            level="top",
            colour=SOFT,
            size=SMALL,
        )
        canvas.tick(axes, "x", x, text)
    canvas.ticks += looks.texts
    if gaps:
        below = top + _BAR + 22
        _square(axes, (left, below), _SIGN, mixed(GRID, PAPER, 0.4))
        _hatch(axes, (left, below), _SIGN)
        write(axes, (left + _SIGN + 5, below + _SIGN / 2), "Geen cijfer", size=SMALL, colour=SOFT)
