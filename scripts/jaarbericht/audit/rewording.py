"""Two wordings of one text: sentence by sentence, and which of their words differ. No ledgers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TypeVar

# A sentence ends before a capital, a quote or a figure.
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-Þ‘“0-9])")
# A no-break space joins a number with its word; what ends a word is a piece of its own.
_WORDS = re.compile(r"[ \n]+|[^ \n]*[^ \n.,;:!?)]|[.,;:!?)]+")

T = TypeVar("T")


@dataclass(frozen=True)
class Piece:
    """A run of words, and whether the other wording lacks it."""

    text: str
    differs: bool


def marked(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts as pieces; put together again they are the texts."""
    one, other = _WORDS.findall(old), _WORDS.findall(new)
    steps = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    left = [Piece("".join(one[a:b]), tag != "equal") for tag, a, b, _, _ in steps if a < b]
    right = [Piece("".join(other[c:d]), tag != "equal") for tag, _, _, c, d in steps if c < d]
    return tuple(_joined(left)), tuple(_joined(right))


def reworded(old: str, new: str) -> Iterator[tuple[str, str]]:
    """The sentences that differ, old beside new; the whole texts when they cannot be paired."""
    before, after = SENTENCE_END.split(old), SENTENCE_END.split(new)
    if len(before) != len(after):
        yield old, new
        return
    for one, other in zip(before, after, strict=True):
        if one != other:
            yield one, other


def aligned(
    old: Sequence[T], new: Sequence[T], keys: tuple[Sequence[str], Sequence[str]]
) -> Iterator[tuple[T | None, T | None]]:
    """Items in pairs, by keys that mostly stand in the same order; None where one is alone."""
    steps = SequenceMatcher(None, *keys, autojunk=False).get_opcodes()
    for _, a, b, c, d in steps:
        yield from zip_longest(old[a:b], new[c:d])


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours of one sort as one, and blanks between changed words with these words."""
    found: list[Piece] = []
    for piece in pieces:
        if found and found[-1].differs == piece.differs:
            found[-1] = Piece(found[-1].text + piece.text, piece.differs)
        elif len(found) > 1 and piece.differs and not found[-1].text.strip():
            blank, before = found.pop(), found.pop()
            found.append(Piece(before.text + blank.text + piece.text, True))
        else:
            found.append(piece)
    return found
