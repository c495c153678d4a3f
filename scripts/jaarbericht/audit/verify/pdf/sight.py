"""Whether a text that is painted on a page can be seen: not pale, not covered, not cut off."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from jaarbericht.audit.verify.pdf.plane import (
    Box,
    Colour,
    Point,
    bounds,
    grown,
    holds,
    light,
    meets,
    overlap,
    within,
)

_PAPER = 1.0
# What a text must differ from what lies under it, of the way from black to white; in a drawing
# too; and what is so near to white that it wipes out.
_PALE, _DRAWN_PALE, _WHITE = 0.5, 0.4, 0.28
# Of the size of a text: where its letters are, seen from the line that they stand on.
_FOOT, _HEAD, _SIDE = 0.05, 0.45, 0.05
# In a drawing lines may graze a letter; its middle counts.
_DRAWN_FOOT, _DRAWN_HEAD, _DRAWN_SIDE = 0.2, 0.3, 0.2
# Of the size of a text: what is nearer to a hyphen seems to belong to it.
_BEHIND = 0.5
# Points: a thinner line hides no letter, and a smaller shape is the symbol of a value.
_FAT, _SYMBOL = 3.0, 9.0


class Sight:
    """What was painted on a page so far, in order."""

    def __init__(self) -> None:
        self._shapes: list[tuple[Box, float, bool]] = []
        self._texts: list[Box] = []
        self._line_ends: list[Box] = []

    def shape(self, box: Box, colour: Colour, whole: bool) -> bool:
        """Paint a shape; it fills the `whole` of its box, or not. Whether a text lies under it."""
        if not is_thin(box):
            self._shapes.append((box, light(colour), whole))
        return self._lies_over(box)

    def symbol(self, box: Box, colour: Colour, edged: bool) -> bool:
        """Paint a small shape of a drawing. Whether a text lies under it, wiped out."""
        wipes = _is_pale(colour) and not edged
        return wipes and self._lies_over(box)

    def line(self, corners: Sequence[Point], width: float, colour: Colour, most: Box) -> bool:
        """Paint a line, of which nothing is seen out of `most`. Whether a text lies under it."""
        edge = width / 2
        pieces = [
            (one, other, grown(bounds((one, other)), edge)) for one, other in pairwise(corners)
        ]
        if width > _FAT:
            for _, _, box in pieces:
                self._shapes.append((within(box, most), light(colour), False))
        reach = within(grown(bounds(corners), edge), most)
        return any(
            overlap(box, text) and meets(one, other, grown(text, edge))
            for text in self._texts
            if overlap(reach, text)
            for one, other, box in pieces
        )

    def text(
        self, x: float, y: float, length: float, size: float, colour: Colour, drawn: bool
    ) -> bool:
        """Write a text. Whether it is pale on what lies under it."""
        foot, head, side = (
            (_DRAWN_FOOT, _DRAWN_HEAD, _DRAWN_SIDE) if drawn else (_FOOT, _HEAD, _SIDE)
        )
        inner = min(side * size, 0.4 * length)
        box = (x + inner, y + foot * size, x + length - inner, y + head * size)
        self._texts.append(box)
        return self._pale(box, light(colour), _DRAWN_PALE if drawn else _PALE)

    def end_line(self, x: float, y: float, size: float) -> None:
        """Note that a hyphen ends a line here."""
        self._line_ends.append((x, y, x + _BEHIND * size, y + _HEAD * size))

    def goes_on(self) -> bool:
        """Whether a text stands right behind a hyphen that ends a line."""
        return any(overlap(end, text) for end in self._line_ends for text in self._texts)

    def _lies_over(self, box: Box) -> bool:
        left, low, right, high = box
        return any(
            low < text[3] and text[1] < high and left < text[2] and text[0] < right
            for text in self._texts
        )

    def _pale(self, box: Box, text: float, least: float) -> bool:
        for under, shade, whole in reversed(self._shapes):
            if box[1] < under[3] and under[1] < box[3] and overlap(box, under):
                if abs(text - shade) < least:
                    return True
                if whole and holds(under, box):
                    return False
        return _PAPER - text < least


def hides(width: float, colour: Colour) -> bool:
    """Whether a line of a drawing hides what it crosses."""
    return width > _FAT or _is_pale(colour)


def is_thin(box: Box) -> bool:
    """Whether a shape is no more than a line."""
    return min(box[2] - box[0], box[3] - box[1]) < _FAT


def is_symbol(box: Box) -> bool:
    """Whether a shape is as small as the symbol of a value."""
    return max(box[2] - box[0], box[3] - box[1]) <= _SYMBOL


def _is_pale(colour: Colour) -> bool:
    return _PAPER - light(colour) < _WHITE
