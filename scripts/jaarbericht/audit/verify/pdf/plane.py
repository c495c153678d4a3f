"""Places, boxes and colours of what is painted on a page, in points from its lower left."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[float, float, float]
# Left, low, right, high.
Box = tuple[float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)
NOWHERE: Box = (1e9, 1e9, -1e9, -1e9)


def bounds(corners: Sequence[Point]) -> Box:
    """The box around some places."""
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def within(one: Box, other: Box) -> Box:
    """What two boxes share."""
    return (
        max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]),
    )  # fmt: skip


def grown(box: Box, by: float) -> Box:
    """A box with an edge around it."""
    return (box[0] - by, box[1] - by, box[2] + by, box[3] + by)


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share anything."""
    return (
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    )  # fmt: skip


def holds(outer: Box, inner: Box) -> bool:
    """Whether a box lies in another."""
    return (
        outer[0] <= inner[0] and outer[1] <= inner[1]
        and outer[2] >= inner[2] and outer[3] >= inner[3]
    )  # fmt: skip


def is_box(corners: Sequence[Point]) -> bool:
    """Whether a path is a box that stands upright, and goes around it once."""
    xs, ys = {x for x, _ in corners}, {y for _, y in corners}
    return (
        len(corners) in (4, 5)
        and len(xs) == len(ys) == 2
        and len(set(corners)) == 4
        and all(a == c or b == d for (a, b), (c, d) in pairwise((*corners, corners[0])))
    )


def matrix_of(numbers: Any) -> Matrix:
    """A matrix as it is written."""
    a, b, c, d, e, f = map(float, numbers)
    return (a, b, c, d, e, f)


def times(one: Matrix, other: Matrix) -> Matrix:
    """First `one`, then `other`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


def spot(numbers: Any, matrix: Matrix) -> Point:
    """A place of the page."""
    x, y = float(numbers[0]), float(numbers[1])
    a, b, c, d, e, f = matrix
    return rounded((x * a + y * c + e, x * b + y * d + f))


def rounded(numbers: Any) -> Point:
    """A place in hundredths."""
    return (round(numbers[0], 2), round(numbers[1], 2))


@lru_cache(maxsize=1024)
def light(colour: Colour) -> float:
    """How light a colour is, from 0 (black) to 1 (white)."""
    red, green, blue = colour
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def meets(one: Point, other: Point, box: Box) -> bool:
    """Whether the straight line between two places enters a box."""
    (x, y), (across, up) = one, (other[0] - one[0], other[1] - one[1])
    start, end = 0.0, 1.0
    for step, low, high in ((across, box[0] - x, box[2] - x), (up, box[1] - y, box[3] - y)):
        if step == 0:
            if not low < 0 < high:
                return False
        else:
            first, last = sorted((low / step, high / step))
            start, end = max(start, first), min(end, last)
    return start < end
