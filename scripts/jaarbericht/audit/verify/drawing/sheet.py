"""What is painted on the sheet of a figure, by place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from jaarbericht.audit.verify.pdf.content import Content, Point, Stroke
from jaarbericht.audit.verify.pdf.file import Node, squeezed

# Points. The PDF rounds to hundredths, the ledger to thousandths.
NEAR = 0.03
NEAR_TEXT = 1.5
# Names of an axis are centred on their values: half a letter high, half a name wide.
NEAR_TICK, NEAR_TICK_ACROSS = 4.0, 16.0
# How much wider than high the whole may be painted.
_ASKEW = 0.002
SIDE = {"x": 0, "y": 1}


def tick_value(text: str) -> float:
    """The number that a text such as `−1.500%` says."""
    plain = text.replace(".", "").replace(",", ".").replace("−", "-")
    return float(plain.strip("%+ \u00a0"))


def size_of(corners: Sequence[Point]) -> tuple[float, float]:
    """How wide and how high a path is."""
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return max(xs) - min(xs), max(ys) - min(ys)


class Sheet:
    """What is painted within the box of a figure, in points from the sheet's upper left corner."""

    def __init__(self, figure: Node, size: Sequence[float], contents: Sequence[Content]) -> None:
        left, low, right, high = figure.box
        self.left, self.high = left, high
        self.scale = size[0] / (right - left)
        self.is_whole = abs(size[1] / (high - low) / self.scale - 1) < _ASKEW
        self.contents = contents
        self._corners: dict[tuple[int, int], list[Point]] = defaultdict(list)
        for content in contents:
            for spot in content.spots:
                x, y = self.seen(spot)
                self._corners[round(x), round(y)].append((x, y))

    def seen(self, at: Point) -> Point:
        """A place of the page as one of the sheet."""
        return (at[0] - self.left) * self.scale, (self.high - at[1]) * self.scale

    def has_corner(self, at: Sequence[float]) -> bool:
        """Whether a path has a corner, or a symbol its middle, at a place."""
        x, y = at
        cells = ((round(x) + a, round(y) + b) for a in (-1, 0, 1) for b in (-1, 0, 1))
        return any(
            abs(x - a) < NEAR and abs(y - b) < NEAR
            for cell in cells
            for a, b in self._corners[cell]
        )

    def has_text(self, text: str, at: Sequence[float]) -> bool:
        """Whether a text begins at a place."""
        for piece in (piece for content in self.contents for piece in content.pieces):
            x, y = self.seen(piece.at)
            near = abs(x - at[0]) < NEAR_TEXT and abs(y - at[1]) < NEAR_TEXT
            if near and squeezed(piece.text) == squeezed(text):
                return True
        return False

    def texts(self) -> Iterator[tuple[str, Point]]:
        """Every text with the place where it begins."""
        for content in self.contents:
            for piece in content.pieces:
                yield piece.text, self.seen(piece.at)

    def has_tick(self, tick: Mapping[str, Any]) -> bool:
        """Whether the name of a value stands beside its place on the axis."""
        side = SIDE[tick["axis"]]
        reach = (NEAR_TICK_ACROSS, NEAR_TICK)[side]
        return any(
            squeezed(piece.text) == squeezed(tick["text"])
            and abs(self.seen(piece.at)[side] - tick["at"]) < reach
            for content in self.contents
            for piece in content.pieces
        )

    def strokes(self) -> Iterator[Stroke]:
        """All that is painted, in points of the sheet."""
        for content in self.contents:
            for one in content.strokes:
                corners = tuple(self.seen(corner) for corner in one.corners)
                yield replace(one, corners=corners, width=one.width * self.scale)
