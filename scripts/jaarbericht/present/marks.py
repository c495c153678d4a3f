"""Where a drawing puts its figures, so that the finished page can be compared with the data.

Lengths are in points from the upper left corner of the sheet. No knowledge of figure kinds.
"""

from __future__ import annotations

from dataclasses import dataclass

Spot = tuple[float, float]
# A series, counted from 1, and the period or category: together they name a point of a figure.
Of = tuple[int, str]


@dataclass(frozen=True)
class Mark:
    """The mark of one point: its value is read along `axis` ("x", "y", "shade") of plot `panel`.

    `spots` is the centre of a dot, a vertex of a line, or the corners of a bar: the two at its
    far end, then the two at its base; or the corners of a tile, from the upper left and around.
    """

    series: int
    x: str
    panel: int
    axis: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True)
class Label:
    """The value of a point as text: where its baseline begins."""

    series: int
    x: str
    text: str
    at: Spot


@dataclass(frozen=True)
class Written:
    """Any text of a drawing: where its baseline begins."""

    text: str
    at: Spot


@dataclass(frozen=True)
class Tick:
    """A named value or moment of an axis: the place along `axis` for which its text stands."""

    text: str
    panel: int
    axis: str
    at: float


@dataclass(frozen=True)
class Moment:
    """The name of a moment beside its place in a clock: where its baseline begins."""

    x: str
    text: str
    at: Spot
