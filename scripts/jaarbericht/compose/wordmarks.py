"""Where words stand in the running text of a finished page, and marks around them.

Running text is that of paragraphs and lists: no headings, captions, tables, footnotes, marks of
status. Of a word in several forms, the longest form that fits is the one that stands there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

_PIECE = re.compile(r"(<[^>]+>)")
_TAG = re.compile(r"</?([a-z0-9]+)")
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
_VOID = frozenset({"br", "img", "hr", "wbr"})
_RUNNING = frozenset({"p", "li"})
_CLOSED = frozenset({"figure", "table", "sup", "svg", *(f"h{level}" for level in range(1, 7))})


@dataclass(frozen=True)
class Word:
    """Something that texts may name: its name, and every form in which it is recognised."""

    id: str
    forms: tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """A tag, or a run of text. Of text: the class and the id of the link that it stands in.

    `running` is false for tags and for what is no running text.
    """

    html: str
    running: bool = False
    link: str = ""
    link_id: str = ""


class Words:
    """Words by their forms, ready to be looked for."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._of = {normal(form): word for word in words for form in word.forms}
        forms = sorted(self._of, key=lambda form: (-len(form), form))
        either = "|".join(_flexible(form) for form in forms) or r"(?!)"
        self._rule = re.compile(rf"(?<![\w-])(?:{either})(?![\w-]|['’]\w)", re.IGNORECASE)

    def find(self, text: str) -> Iterator[Word]:
        """The words that stand in a text, in order."""
        for match in self._rule.finditer(text):
            yield self._of[normal(match.group())]

    def put(self, html: str, mark: Callable[[Word, str], str]) -> str:
        """The text with `mark(word, words as they stand)` in the place of each word."""
        return self._rule.sub(lambda m: mark(self._of[normal(m.group())], m.group()), html)


def normal(text: str) -> str:
    """A form without capitals, with plain spaces and apostrophes."""
    return " ".join(text.lower().replace("’", "'").split())


def slug(text: str) -> str:
    """A word as a piece of an address: `Zzp’ers` becomes `zzp-ers`."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "-")).strip("-")


def twins(words: Sequence[Word]) -> Iterator[tuple[str, Word]]:
    """The forms that belong to two words, with the later of them."""
    seen: dict[str, Word] = {}
    for word in words:
        for form in word.forms:
            if seen.setdefault(normal(form), word) != word:
                yield form, word


def pieces(html: str) -> Iterator[Piece]:
    """The tags and texts of a page, in order; joined, they are the page."""
    open_tags: list[_Open] = []
    for part in _PIECE.split(html):
        if not part:
            continue
        if part.startswith("<"):
            _follow(part, open_tags)
            yield Piece(part)
        else:
            yield _text(part, open_tags)


@dataclass(frozen=True)
class _Open:
    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def closed(self) -> bool:
        """Whether nothing in it is running text."""
        return self.tag in _CLOSED or self.attributes.get("class") == "fn"


def _follow(tag: str, open_tags: list[_Open]) -> None:
    name = _TAG.match(tag)
    if name is None or name.group(1) in _VOID or tag.endswith("/>"):
        return
    if tag.startswith("</"):
        open_tags.pop()
    else:
        open_tags.append(_Open(name.group(1), dict(_ATTRIBUTE.findall(tag))))


def _text(text: str, open_tags: Sequence[_Open]) -> Piece:
    running = any(one.tag in _RUNNING for one in open_tags) and not any(
        one.closed for one in open_tags
    )
    link = next((one for one in reversed(open_tags) if one.tag == "a"), None)
    if link is None:
        return Piece(text, running)
    given = link.attributes
    return Piece(text, running, given.get("class") or "link", given.get("id", ""))


def _flexible(form: str) -> str:
    """A form as a pattern: any white space between its words, either apostrophe."""
    return r"\s+".join(re.escape(word).replace("'", "['’]") for word in form.split())
