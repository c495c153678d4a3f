"""What a page paints besides texts and drawings: a plain report has lines, grounds and patterns.

Whatever else is painted, or stands where it could add to a text or a drawing, is an oddity.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log2

from jaarbericht.audit.verify.pdf.plane import Box, grown, holds, overlap

Area = tuple[Box, int]


@dataclass(frozen=True)
class Decoration:
    """What can be seen of a path, how light its filling is, and whether it has bends.

    `plain` tells that it fills the whole of its box; `filled`, that it has no line around it.
    """

    box: Box
    light: float
    filled: bool
    plain: bool
    curved: bool

    @property
    def is_line(self) -> bool:
        """Whether it is a horizontal line."""
        return self.box[3] - self.box[1] <= _THICK

    @property
    def is_ground(self) -> bool:
        """Whether it is a box that something stands on."""
        return self.filled and self.plain


def decor_oddities(
    painted: Sequence[Decoration], figures: Sequence[Area], sheet: Box
) -> Iterator[str]:
    """What is strange about the decorations of a page, in the order in which they are painted.

    A figure comes with how many of them are painted before it.
    """
    bands = [one.box for one in painted if _is_band(one, sheet)]
    for number, one in enumerate(painted):
        if not (one.is_line or _is_pale_ground(one) or one.box in bands or _is_disc(one, bands)):
            yield "a shape is painted that is no text, no drawing and no decoration"
        for figure, before in figures:
            if overlap(one.box, figure) and not (
                number < before and _is_pale_ground(one) and holds(one.box, figure)
            ):
                yield "something is painted over a drawing, or under it, that is no part of it"
    if not _in_rows([one.box for one in painted if one.curved and not one.is_line]):
        yield "the parts of a pattern do not stand in rows"
    lines = sorted((one.box for one in painted if one.is_line), key=_low)
    if any(box[2] - box[0] < _SHORT for box in lines) or _crowded(lines):
        yield "lines stand so that they can show something"


def crossed(lines: Iterable[Box], texts: Iterable[Box]) -> bool:
    """Whether a line stands in or beside a text, of which the boxes of the letters are given."""
    upwards = sorted(lines, key=_low)
    lows = [line[1] for line in upwards]
    return any(_beside(upwards, lows, text) for text in texts)


def underlines(line: Decoration, texts: Iterable[Box]) -> bool:
    """Whether a line lies right under texts, given from baseline to baseline plus size."""
    left, _, right, high = line.box
    above = [text for text in texts if _DEEP * (text[3] - text[1]) < high - text[1] < 0]
    return (
        line.is_line
        and min((text[0] for text in above), default=right) - _NEAR <= left
        and right <= max((text[2] for text in above), default=left) + _NEAR
    )


def _is_pale_ground(one: Decoration) -> bool:
    left, low, right, high = one.box
    return one.is_ground and one.light > _PALE and min(right - left, high - low) > _BROAD


def _is_band(one: Decoration, sheet: Box) -> bool:
    """Whether it is a ground from one side of the page to the other."""
    return one.is_ground and one.box[0] <= sheet[0] + _NEAR and one.box[2] >= sheet[2] - _NEAR


def _is_disc(one: Decoration, bands: Sequence[Box]) -> bool:
    """Whether it is part of a pattern, as high as broad: of a band one half, a quarter, and so on.

    It stands where such parts lie beside each other.
    """
    left, low, right, high = one.box
    if not one.curved or not one.filled or abs((right - left) - (high - low)) > _NEAR:
        return False
    for band in bands:
        if holds(grown(band, _NEAR), one.box):
            breadth = band[2] - band[0]
            part = breadth / 2.0 ** round(log2(breadth / (right - left)))
            place = part * round((left - band[0]) / part)
            return abs(right - left - part) < _ROUND and abs(left - band[0] - place) < _ROUND
    return False


def _in_rows(discs: Iterable[Box]) -> bool:
    """Whether all parts of one size lie beside each other."""
    rows: dict[int, float] = {}
    return all(
        abs(rows.setdefault(round(right - left), low) - low) < _NEAR
        for left, low, right, _ in discs
    )


def _crowded(lines: Sequence[Box]) -> bool:
    """Whether two lines lie close above each other, and not in one line."""
    for number, one in enumerate(lines):
        for other in lines[number + 1 :]:
            if other[1] >= one[3] + _APART:
                break
            if one[0] < other[2] and other[0] < one[2] and other[1] - one[1] > _ROUND:
                return True
    return False


def _beside(lines: Sequence[Box], lows: Sequence[float], text: Box) -> bool:
    """Whether a line reaches to a text, at the height of its letters."""
    left, low, right, high = text
    first, last = bisect_left(lows, low - _THICK), bisect_right(lows, high)
    return any(
        line[0] < right + _ASIDE and left < line[2] + _ASIDE and line[3] > low
        for line in lines[first:last]
    )


def _low(box: Box) -> float:
    return box[1]


# Points: of lines the most in height, the least in length, and what must be between them.
_THICK, _SHORT, _APART = 1.3, 10.0, 4.0
# Of what is between a line and a text; the least side of a ground; what rounding does.
_ASIDE, _BROAD, _NEAR = 6.0, 30.0, 0.5
_ROUND = 0.03
# How light a ground is; of the size of a text, how far below it a line is.
_PALE, _DEEP = 0.9, -0.2
