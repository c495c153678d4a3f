"""Names and values at the ends of lines, kept from overlapping. Used by lines and slopes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from matplotlib.axes import Axes

from jaarbericht.present.canvas import Canvas, write
from jaarbericht.present.marks import Of
from jaarbericht.present.palette import MUTED, SOFT, text_colour
from jaarbericht.present.spread import spread
from jaarbericht.present.style import (
    LEADING,
    REGULAR,
    SEMIBOLD,
    TEXT,
    text_width,
    wrapped,
)

GAP = 9.0
LABEL = 106.0
_SPACE = 3.0
_BETWEEN = 2.0


@dataclass(frozen=True)
class End:
    """A label: its name, its value, its colour, the height it wishes in points, and its point.

    `begin` is where its line stops, in points from the left of the plot, when that is not at the
    edge; `limit` is the width at which the name is broken.
    """

    name: str
    value: str
    colour: str
    wish: float
    of: Of
    begin: float | None = None
    limit: float = LABEL

    @property
    def weight(self) -> int:
        """Names of muted lines are not set in semibold."""
        return REGULAR if self.colour == MUTED else SEMIBOLD

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Per line of the label the part of the name and, on the last, the value."""
        if not self.name:
            return (("", self.value),)
        parts = wrapped(self.name, self.limit, TEXT, self.weight).split("\n")
        if self._width(parts[-1], self.value) <= self.limit:
            return (*((p, "") for p in parts[:-1]), (parts[-1], self.value))
        return (*((p, "") for p in parts), ("", self.value))

    @property
    def width(self) -> float:
        """Width of the label in points."""
        return max(self._width(*line) for line in self.lines)

    @property
    def height(self) -> float:
        """Height of the label in points, with the space to the next."""
        return len(self.lines) * TEXT * LEADING + _BETWEEN

    def _width(self, name: str, value: str) -> float:
        space = _SPACE if name and value else 0.0
        return text_width(name, TEXT, self.weight) + space + text_width(value, TEXT)


def draw_ends(
    canvas: Canvas,
    axes: Axes,
    ends: Sequence[End],
    size: tuple[float, float],
    side: Literal["left", "right"],
) -> None:
    """Labels at a `side` of a plot of `size` points (width, height).

    A thin line joins a label to the end of its series where it had to move.
    """
    height = size[1]
    places = spread([e.wish for e in ends], [e.height for e in ends], -7, height + 7)
    for end, place in zip(ends, places, strict=True):
        _connect(axes, end, place, size, side)
        _write(canvas, axes, end, place / height, side)


def _write(
    canvas: Canvas, axes: Axes, end: End, level: float, side: Literal["left", "right"]
) -> None:
    edge, sign = (1.0, 1) if side == "right" else (0.0, -1)
    colour = text_colour(end.colour)
    for number, (name, value) in enumerate(end.lines):
        down = (len(end.lines) - 1) / 2 - number
        x, y = GAP, down * TEXT * LEADING
        outward: Literal["left", "right"] = "left" if side == "right" else "right"
        if name:
            write(
                axes, (edge, level), name, shift=(sign * x, y), coords="axes fraction",
                side=outward, colour=colour, weight=end.weight,
            )  # fmt: skip
            x += text_width(name, TEXT, end.weight) + _SPACE
        if value:
            canvas.write_value(
                axes, (edge, level), value, end.of, shift=(sign * x, y), coords="axes fraction",
                side=outward, colour=colour,
            )  # fmt: skip


def _connect(
    axes: Axes, end: End, place: float, size: tuple[float, float], side: Literal["left", "right"]
) -> None:
    """A thin line from the end of the series to its label, when the two are not side by side."""
    width, height = size
    edge, sign = (width, 1) if side == "right" else (0.0, -1)
    begin = edge if end.begin is None else end.begin
    if abs(place - end.wish) <= 3 and abs(begin - edge) < 1:
        return
    xs = (begin + sign * 3.5, edge + sign * (GAP - 1.5))
    axes.plot(
        [x / width for x in xs],
        [end.wish / height, place / height],
        color=SOFT,
        lw=0.5,
        zorder=2,
        transform=axes.transAxes,
        clip_on=False,
    )
