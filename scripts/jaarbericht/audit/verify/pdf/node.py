"""An element of the structure of a PDF, with the texts in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from jaarbericht.audit.verify.pdf.content import Content, Piece

BLOCKS = frozenset(
    {"P", "H1", "H2", "H3", "H4", "H5", "H6", "Caption", "LBody", "Lbl", "TD", "TH", "Note"}
)
INLINE = frozenset({"Span", "Link", "Reference"})
_NOTHING: tuple[Piece | None, ...] = (None,)
_LINE = 6.0
# All white space, and what only shapes lines.
_BLANK = re.compile(r"[\s\u200b\u00ad\u2060]+")


@dataclass(eq=False)
class Node:
    """A structure element: kind, id, alternative text, where it lies, and what is in it.

    `kids` holds elements and contents in order; `targets` the places that its links lead to. What
    is told of these is worked out once, so it is asked when all is read.
    """

    kind: str
    id: str = ""
    alt: str = ""
    box: tuple[float, ...] = ()
    parent: Node | None = None
    kids: list[Node | Content] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)

    def below(self) -> Iterator[Node]:
        """The element and all elements in it, in order."""
        return iter(self._nodes)

    @cached_property
    def _nodes(self) -> list[Node]:
        found, waiting = list[Node](), [self]
        while waiting:
            node = waiting.pop()
            found.append(node)
            waiting += [kid for kid in reversed(node.kids) if isinstance(kid, Node)]
        return found

    def all(self, *kinds: str) -> list[Node]:
        """The elements of these kinds in or below this one, in order."""
        return [node for node in self.below() if node.kind in kinds]

    @cached_property
    def words(self) -> str:
        """The text of the element itself, without white space, notes and the marks of notes."""
        return "".join(squeezed(content.text) for content in self.own())

    @cached_property
    def text(self) -> str:
        """The same with white space; lines are joined, and words that a line end broke."""
        return joined(self.own())

    def own(self) -> Iterator[Content]:
        """The contents of the element itself: not of blocks in it, nor the marks of notes."""
        for index, kid in enumerate(self.kids):
            after = self.kids[index + 1] if index + 1 < len(self.kids) else None
            if isinstance(kid, Content):
                yield kid
            elif kid.kind not in BLOCKS and not _is_call(kid, after):
                yield from kid.own()

    @cached_property
    def whole(self) -> str:
        """All text in and below the element, without white space."""
        return "".join(
            squeezed(kid.text) if isinstance(kid, Content) else kid.whole for kid in self.kids
        )

    @property
    def page(self) -> int:
        """The page, counted from 1, on which it begins; 0 when nothing of it is painted."""
        return next((page for node in self.below() for page in node.pages), 0)

    def is_within(self, kind: str) -> bool:
        """Whether the element stands in one of this kind."""
        node = self.parent
        while node is not None and node.kind != kind:
            node = node.parent
        return node is not None

    def block(self) -> Node:
        """The block that the element is part of."""
        node = self
        while node.kind not in BLOCKS and node.parent is not None:
            node = node.parent
        return node


def squeezed(text: str) -> str:
    """Text without white space, so that line ends do not matter."""
    return _BLANK.sub("", text)


def joined(contents: Iterable[Content]) -> str:
    """Texts as one: a space between lines, none where a word was broken."""
    text, height = "", None
    # A content without text is a space that the end of a line took away.
    for piece in (piece for content in contents for piece in content.pieces or _NOTHING):
        if piece is None:
            text += " "
            continue
        if height is not None and abs(piece.at[1] - height) > _LINE and not text.endswith("\u00ad"):
            text += " "
        text, height = text.removesuffix("\u00ad") + piece.text, piece.at[1]
    return " ".join(text.split())


def _is_call(kid: Node, after: Node | Content | None) -> bool:
    """Whether an element is the mark of the footnote that follows it."""
    return kid.kind == "Reference" and isinstance(after, Node) and after.kind == "Note"
