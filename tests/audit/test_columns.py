"""Cells of a table stand under the head of their column."""

from __future__ import annotations

import pytest

from jaarbericht.audit.verify.pdf.columns import column_oddities
from jaarbericht.audit.verify.pdf.content import Content, Piece
from jaarbericht.audit.verify.pdf.node import Node

Side = tuple[float, float]


def table(*rows: tuple[Side, ...]) -> Node:
    kids: list[Node | Content] = []
    for number, row in enumerate(rows):
        y = 500.0 - 12 * number
        cells = [Content([Piece("7,7", (left, y), right, 9.0)], page=1) for left, right in row]
        kids.append(Node("TR", kids=[Node("TD", kids=[cell]) for cell in cells]))
    return Node("Document", kids=[Node("Table", kids=kids)])


def test_a_column_is_straight_at_the_left_or_at_the_right() -> None:
    rows = (((70.0, 100.0), (150.0, 200.0)), ((70.0, 120.0), (180.0, 200.1)), ((70.0, 90.0),))
    assert list(column_oddities(table(*rows))) == []


@pytest.mark.parametrize("moved", [(280.0, 300.0), (170.0, 190.0)])
def test_a_cell_that_stands_elsewhere_is_odd(moved: Side) -> None:
    rows = (((70.0, 100.0), (150.0, 200.0)), ((70.0, 120.0), moved))
    assert list(column_oddities(table(*rows)))
