"""The words of a source as a reader will see them, each character with its place in the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jaarbericht.compose.syntax import BlockEnd, Call, Part, Text

EXPRESSION = "\ufffc"
_MARKUP = frozenset("*_`~\\")
# What Markdown reads but does not print: footnote labels, addresses, numbers of a list.
_UNSEEN = re.compile(
    r"\[\^[^\]\n]+\]:?"
    r"|(?<=\])\([^)\n]*\)"
    r"|<https?://[^>\s]+>"
    r"|(?m:^[ \t]*\d{1,3}[.)](?=[ \t]))"
    r"|(?m:^:{3,}[^\n]*$)"
)


@dataclass(frozen=True)
class Plain:
    """Readable text; `offsets[i]` is the place in the source of character i."""

    text: str
    offsets: tuple[int, ...]


def plain(parts: Sequence[Part]) -> Plain:
    """The text without markup: a printing call is one character, a block an empty line."""
    characters: list[str] = []
    offsets: list[int] = []
    for part in parts:
        for character, offset in _characters(part):
            characters.append(character)
            offsets.append(offset)
    return Plain("".join(characters), tuple(offsets))


def _characters(part: Part) -> Iterator[tuple[str, int]]:
    if isinstance(part, Text):
        yield from _words(part)
    elif isinstance(part, BlockEnd) or part.block:
        yield from (("\n", part.offset), ("\n", part.offset))
    else:
        yield EXPRESSION, part.offset


def _words(part: Text) -> Iterator[tuple[str, int]]:
    for cluster, start in _clusters(_blanked(part.text)):
        for character in _reading(cluster):
            yield character, part.offset + start


def _blanked(text: str) -> str:
    return _UNSEEN.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def _clusters(text: str) -> Iterator[tuple[str, int]]:
    """Characters with the combining marks that follow them."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not unicodedata.combining(text[end]):
            yield text[start:end], start
            start = end


def _reading(cluster: str) -> str:
    """What a reader sees: no markup, nothing invisible, every sort of digit as a digit."""
    if cluster in _MARKUP or unicodedata.category(cluster[0]) == "Cf":
        return ""
    read = unicodedata.normalize("NFKC", cluster)
    if unicodedata.numeric(cluster[0], None) is not None and not any(c.isdigit() for c in read):
        return "0"
    return read


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The limits of the sentence (or block) that holds [start, end)."""
    before = [m.end() for m in _SENTENCE_END.finditer(text, 0, start)]
    after = _SENTENCE_END.search(text, end)
    return (before[-1] if before else 0), (after.start() if after else len(text))


_SENTENCE_END = re.compile(r"(?<!\b[a-z])[.!?](?=[\s”’\")]|$)|\n[ \t]*\n|\n(?=#|[-+*] )")


def calls_at(parts: Sequence[Part], text: Plain) -> dict[int, Call]:
    """Character index of each replacement character -> the call that stands there."""
    by_offset = {part.offset: part for part in parts if isinstance(part, Call)}
    return {
        index: by_offset[text.offsets[index]]
        for index, character in enumerate(text.text)
        if character == EXPRESSION and text.offsets[index] in by_offset
    }
