"""The words of a text as they reach the page, block by block, with the place of each number.

Read off the finished HTML, so that the ledger holds what is really set. Tables have their own data.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

_BLOCKS = {
    "p": "paragraph",
    "li": "item",
    "figcaption": "caption",
    **{f"h{level}": "heading" for level in range(1, 7)},
}
_SORTS = {
    "bron": "source",
    "noten": "remark",
    **dict.fromkeys(("cijfer", "wanneer", "wending"), "card"),
}
_NUMBER = re.compile(r"p-(n\d+)")
# A space that CSS folds; a no-break space stays.
_SPACES = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True)
class Passage:
    """A block of text: its chapter, what it is, its words, and where each printed thing begins.

    `printed` holds pairs: the id of the thing, and the place of its first character in `text`.
    """

    chapter: str
    kind: str
    text: str
    printed: tuple[tuple[str, int], ...] = ()


def passages(chapter: str, html: str) -> tuple[Passage, ...]:
    """All blocks of a chapter's HTML, in order; a footnote follows the block that it stands in."""
    reader = _Reader(chapter)
    reader.feed(html)
    reader.close()
    return tuple(reader.found)


@dataclass
class _Block:
    kind: str
    tag: str
    text: str = ""
    printed: list[tuple[str, int]] = field(default_factory=list)
    notes: list[_Block] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, chapter: str) -> None:
        super().__init__(convert_charrefs=True)
        self.chapter = chapter
        self.found: list[Passage] = []
        self._open: list[_Block] = []
        self._tags: list[str] = []
        self._tables = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._tables += tag == "table"
        if tag == "span":
            self._tags.append(given.get("class", ""))
        if tag in _BLOCKS and not self._tables:
            kind = _SORTS.get(given.get("class", ""), _BLOCKS[tag])
            self._open.append(_Block(kind, tag))
        elif tag == "span" and given.get("class") == "fn":
            note = _Block("note", "span")
            self._open[-1].notes.append(note)
            self._open.append(note)
        number = _NUMBER.fullmatch(given.get("id", ""))
        if number and self._open:
            self._open[-1].printed.append((number.group(1), len(self._open[-1].text)))

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Pictures and line ends hold no words."""

    def handle_endtag(self, tag: str) -> None:
        self._tables -= tag == "table"
        ended = self._tags.pop() if tag == "span" else ""
        if ended == "fn":
            self._open.pop()
        elif self._open and tag == self._open[-1].tag and tag != "span":
            self._close(self._open.pop())

    def handle_data(self, data: str) -> None:
        if self._tables or not self._open:
            return
        block = self._open[-1]
        words = _SPACES.sub(" ", data)
        if not block.text or block.text.endswith(" "):
            words = words.removeprefix(" ")
        block.text += words

    def _close(self, block: _Block) -> None:
        if block.text.strip():
            self.found.append(
                Passage(self.chapter, block.kind, block.text.rstrip(" "), tuple(block.printed))
            )
        for note in block.notes:
            self._close(note)
