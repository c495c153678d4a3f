"""How the texts of a block are set: one letter beside the other, of one size, on one line.

A digit or a comma that is smaller or paler than its number, or lies over it, is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from jaarbericht.audit.verify.pdf.content import Content, PageContent, Piece
from jaarbericht.audit.verify.pdf.node import BLOCKS, INLINE, Node
from jaarbericht.audit.verify.pdf.plane import Box, overlap

# A text with its page and the number of its content.
_Set = tuple[Piece, int, int]


def setting_oddities(pages: Sequence[PageContent], root: Node) -> Iterator[str]:
    """Texts that are not set as those of a plain report."""
    for node in root.below():
        if node.kind in _SET:
            yield from _of_block(node)
    for number, page in enumerate(pages, 1):
        contents = [*page.marked.values(), page.artifacts]
        pieces = [piece for one in contents for piece in one.pieces if piece.text.strip()]
        for text in _overlapping(pieces):
            yield f"on page {number} a text is painted over ‘{text}’"
        for content in contents:
            if content.drawn or content is page.artifacts:
                yield from (_small(one) for one in content.pieces if one.size < _SMALLEST)


def _of_block(node: Node) -> Iterator[str]:
    texts, raised = list(_set_in(node)), set()
    for number, (one, other) in enumerate(pairwise(texts)):
        (first, *_), (second, *_) = one, other
        if not _on_one_line(one, other):
            continue
        if _is_raised(second, first):
            raised.add(number + 1)
        elif _is_raised(first, second) and (number in raised or _BLANK.match(second.text)):
            raised.add(number)
        elif not _fits(one, other):
            yield f"‘{second.text[:60]}’ does not stand as it should behind ‘{first.text[-60:]}’"
    for number, (piece, *_) in enumerate(texts):
        if piece.size < _SMALLEST and number not in raised:
            yield _small(piece)


def _set_in(node: Node) -> Iterator[_Set]:
    """The texts of a block itself, in order, but for those that cannot be seen."""
    for number, content in enumerate(_contents(node)):
        for piece in content.pieces:
            if piece.text:
                yield piece, content.page, number


def _contents(node: Node) -> Iterator[Content]:
    for kid in node.kids:
        if isinstance(kid, Content):
            yield kid
        elif kid.kind in INLINE:
            yield from _contents(kid)


def _on_one_line(one: _Set, other: _Set) -> bool:
    (first, page, _), (second, another, _) = one, other
    apart = abs(second.at[1] - first.at[1])
    return page == another and apart < _LINE * max(first.size, second.size)


def _is_raised(piece: Piece, beside: Piece) -> bool:
    """Whether a text is the sign of a status, the number of a note or a power, behind or before."""
    up = (piece.at[1] - beside.at[1]) / beside.size
    behind = piece.at[0] >= beside.at[0]
    after_a_digit = behind and beside.text[-1:].isdigit()
    return (
        _LOW < up < _HIGH
        and _TINY < piece.size / beside.size < _LESS
        and (_SIGN if after_a_digit else _RAISED).fullmatch(piece.text) is not None
        and _gap(*((beside, piece) if behind else (piece, beside))) > -_NEAR
    )


def _fits(one: _Set, other: _Set) -> bool:
    """Whether two texts of a line stand beside each other, as one word or as two."""
    (first, _, content), (second, _, another) = one, other
    gap, size = _gap(first, second), max(first.size, second.size)
    if abs(first.at[1] - second.at[1]) > _NEAR or gap < -_NEAR:
        return False
    if _BLANK.search(first.text[-1] + second.text[0]):
        return min(first.size, second.size) > _ALIKE * size
    if gap > _WORD * size:
        return content != another and min(first.size, second.size) > _ALIKE * size
    same = first.colour == second.colour or _STOP.fullmatch(second.text) is not None
    return first.size == second.size and same


def _gap(first: Piece, second: Piece) -> float:
    return second.at[0] - first.end


def _small(piece: Piece) -> str:
    return f"‘{piece.text}’ is too small to read"


def _overlapping(pieces: Iterable[Piece]) -> Iterator[str]:
    """Texts that another text lies over."""
    rows = sorted(_in_rows(pieces), key=lambda one: (one[0], one[1][0]))
    for _, row in groupby(rows, key=lambda one: one[0]):
        open_: list[tuple[Box, str]] = []
        for _, box, text in row:
            open_ = [one for one in open_ if one[0][2] > box[0] + _NEAR]
            yield from (before for other, before in open_ if overlap(box, other))
            open_.append((box, text))


def _in_rows(pieces: Iterable[Piece]) -> Iterator[tuple[int, Box, str]]:
    """Each text with where its letters are, in each row of the page that it is in."""
    for piece in pieces:
        (x, y), size = piece.at, piece.size
        box = (x, y + _FOOT * size, piece.end, y + _HEAD * size)
        for row in range(int(box[1] // _ROW), int(box[3] // _ROW) + 1):
            yield row, box, piece.text


_SET = BLOCKS | {"TOCI"}
_SIGN, _RAISED = re.compile(r"\*\*?"), re.compile(r"\*\*?|\d+(?:/\d+)?")
_BLANK, _STOP = re.compile(r"[\s\u200b]"), re.compile(r"[,.;](?:\s.*)?", re.DOTALL)
# Points.
_SMALLEST, _NEAR, _ROW = 6.0, 0.2, 12.0
# Of a size: how far apart lines are, what parts words, where letters are, how far a sign is raised.
_LINE, _WORD, _FOOT, _HEAD = 0.8, 0.15, 0.05, 0.7
_LOW, _HIGH = 0.15, 0.4
# Of another size: that of a sign, and that of a word beside it.
_TINY, _LESS, _ALIKE = 0.45, 0.72, 0.8
