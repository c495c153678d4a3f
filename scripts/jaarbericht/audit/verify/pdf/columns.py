"""Whether each cell of a table stands under the head of its column, at the left or at the right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from jaarbericht.audit.verify.pdf.content import Content, Piece
from jaarbericht.audit.verify.pdf.node import Node

_NEAR = 0.3


def column_oddities(root: Node) -> Iterator[str]:
    """The tables with a column whose head and cells neither begin nor end at one place."""
    for table in root.all("Table"):
        if not all(map(_is_straight, _columns(table))):
            yield f"a table of page {table.page} has a cell that does not stand under its head"


def _columns(table: Node) -> Iterator[list[tuple[float, float]]]:
    """Of each column where its head and cells begin and end."""
    found: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for row in table.all("TR"):
        for number, cell in enumerate(row.all("TH", "TD")):
            pieces = list(_pieces(cell))
            if pieces:
                left = min(piece.at[0] for piece in pieces)
                found[number].append((left, max(piece.end for piece in pieces)))
    yield from found.values()


def _pieces(cell: Node) -> Iterator[Piece]:
    for node in cell.below():
        for kid in node.kids:
            if isinstance(kid, Content):
                yield from (piece for piece in kid.pieces if piece.text.strip())


def _is_straight(column: list[tuple[float, float]]) -> bool:
    return any(max(side) - min(side) < _NEAR for side in zip(*column, strict=True))
