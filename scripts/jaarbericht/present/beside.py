"""Room for texts beside dots, clear of a path and of each other. Lengths in points, no drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from jaarbericht.present.marks import Spot

_GAP = 6.0
_STEP = 2.0
# What a text may meet, from bad to worse: the path, another text, the edge of the plot.
_PATH, _TEXT, _EDGE = 1.0, 40.0, 400.0


@dataclass(frozen=True)
class Box:
    """A rectangle by its lower left corner and its size."""

    left: float
    low: float
    width: float
    height: float

    def holds(self, spot: Spot) -> bool:
        """Whether a place lies within."""
        x, y = spot
        return self.left <= x <= self.left + self.width and self.low <= y <= self.low + self.height

    def meets(self, other: Box) -> bool:
        """Whether two rectangles have a part in common."""
        across = self.left < other.left + other.width and other.left < self.left + self.width
        return across and self.low < other.low + other.height and other.low < self.low + self.height


def placed(
    spots: Sequence[Spot],
    names: Sequence[tuple[int, float]],
    height: float,
    taken: Sequence[Box],
    lines: Sequence[tuple[Spot, Spot]],
    plot: tuple[float, float],
) -> list[Box]:
    """A box beside each named spot: `names` has the number of the spot and the width of its text.

    The spots are those of a path, in order; `lines` run elsewhere, and `taken` is written already;
    `plot` is the width and height of the plot.
    """
    dense = [spot for line in (spots, *lines) for spot in _along(line)]
    found: list[Box] = []
    for number, width in names:
        x, y = spots[number]
        boxes = [Box(x + a, y + b, width, height) for a, b in _shifts(width, height)]
        others = [*taken, *found]
        found.append(min(boxes, key=lambda box: _cost(box, dense, others, plot)))
    return found


def _shifts(width: float, height: float) -> list[Spot]:
    """From a dot to the corner of a text right, left, above, below, and at the four diagonals."""
    right, left, middle = _GAP, -_GAP - width, -height / 2
    above, below = _GAP - 1, -_GAP + 1 - height
    near = _GAP - 2
    return [
        (right, middle), (left, middle), (-width / 2, above), (-width / 2, below),
        (near, near), (near, -near - height),
        (-near - width, near), (-near - width, -near - height),
    ]  # fmt: skip


def _cost(
    box: Box, path: Sequence[Spot], others: Sequence[Box], plot: tuple[float, float]
) -> float:
    inside = box.left >= 0 and box.low >= 0
    inside &= box.left + box.width <= plot[0] and box.low + box.height <= plot[1]
    return (
        _PATH * sum(box.holds(spot) for spot in path)
        + _TEXT * sum(box.meets(other) for other in others)
        + (0.0 if inside else _EDGE)
    )


def _along(spots: Sequence[Spot]) -> list[Spot]:
    """Places along the lines between spots, close together."""
    found = [*spots]
    for (a, b), (c, d) in pairwise(spots):
        steps = int(max(abs(c - a), abs(d - b)) / _STEP) + 1
        found += [(a + (c - a) * n / steps, b + (d - b) * n / steps) for n in range(1, steps)]
    return found
