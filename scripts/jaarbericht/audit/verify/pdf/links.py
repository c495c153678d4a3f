"""What a link says of itself and where it lies, against the words that it is on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jaarbericht.audit.verify.pdf.content import Content, Point
from jaarbericht.audit.verify.pdf.node import Node, squeezed

_NEAR = 1.0


def link_oddities(node: Node, link: Any, page: int) -> Iterator[str]:
    """A link is read as its words, with its address when it has one, and lies on them."""
    while node.kind != "Link" and node.parent is not None:
        node = node.parent
    address = f"({link.A.URI})" if "/A" in link else ""
    if squeezed(str(link.get("/Contents", ""))) != node.whole + squeezed(address):
        yield f"a link of page {page} is read as another text than ‘{node.whole[:60]}’"
    rect = [float(side) for side in link.Rect]
    if not any(_lies_in(at, rect) for at in _places(node, page)):
        yield f"a link of page {page} does not lie on ‘{node.whole[:60]}’"


def _places(node: Node, page: int) -> Iterator[Point]:
    for one in node.below():
        for content in one.kids:
            if isinstance(content, Content) and content.page == page:
                yield from (piece.at for piece in content.pieces)


def _lies_in(at: Point, rect: list[float]) -> bool:
    (left, right), (low, high) = sorted(rect[::2]), sorted(rect[1::2])
    return left - _NEAR < at[0] < right + _NEAR and low - _NEAR < at[1] < high + _NEAR
