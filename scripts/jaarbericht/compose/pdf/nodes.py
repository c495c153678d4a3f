"""The structure of the document as plain data: elements, and the pieces of pages in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

# What may hold only elements: text directly inside gets a paragraph of its own.
GROUPING = frozenset(
    {"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "TOC", "TOCI", "L", "LI"}
    | {"Table", "THead", "TBody", "TFoot", "TR"}
)
# What says something even when it is empty.
KEPT = frozenset({"TD", "TH", "TR", "LBody", "Lbl"})

Attributes = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Mark:
    """A piece of marked content: its page (from 0) and its MCID there."""

    page: int
    mcid: int


@dataclass(frozen=True, eq=False)
class Annotated:
    """A link annotation on a page; `annotation` is WeasyPrint's dictionary of it."""

    page: int
    annotation: Any


@dataclass(eq=False)
class Node:
    """A structure element. `loose` is a paragraph made for text that had no element of its own.

    `waiting` is an element that becomes a kid of its parent when its first piece is met.
    `attributes` holds name and value per owner (`Table`, `List`, `Layout`), in PDF syntax.
    """

    kind: str
    parent: Node | None = None
    kids: list[Kid] = field(default_factory=list)
    alt: str = ""
    lang: str = ""
    id: str = ""
    words: str = ""
    loose: bool = False
    waiting: bool = False
    attributes: Attributes = field(default_factory=dict)

    def child(self, kind: str) -> Node:
        """A new element at the end of this one."""
        made = Node(kind, self)
        self.kids.append(made)
        return made

    def child_after(self, kind: str, before: Node) -> Node:
        """A new element directly behind one of the kids."""
        made = Node(kind, self)
        self.kids.insert(self.kids.index(before) + 1, made)
        return made

    def join(self) -> Node:
        """The element itself, no longer waiting to be a kid of its parent."""
        if self.waiting and self.parent is not None:
            self.waiting = False
            self.parent.join().kids.append(self)
        return self

    def above(self) -> Iterator[Node]:
        """The element, what holds it, and so on up to the document."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    @property
    def language(self) -> str:
        """The language in which the element is written; "" is that of the document."""
        return next((node.lang for node in self.above() if node.lang), "")

    @property
    def first_page(self) -> int | None:
        """The page of the first piece of marked content in or below the element."""
        for kid in self.kids:
            page = kid.first_page if isinstance(kid, Node) else kid.page
            if page is not None:
                return page
        return None


Kid = Node | Mark | Annotated


def pruned(node: Node) -> Node:
    """The element without those below it that hold nothing."""
    for kid in node.kids:
        if isinstance(kid, Node):
            pruned(kid)
    node.kids = [
        kid for kid in node.kids if not isinstance(kid, Node) or kid.kids or kid.kind in KEPT
    ]
    return node


def outline(node: Node, depth: int = 0) -> str:
    """The tree as indented text, for people and tests."""
    below = [outline(kid, depth + 1) for kid in node.kids if isinstance(kid, Node)]
    return "\n".join(["  " * depth + node.kind, *below])
