"""No element stands where none of the checks looks for it."""

from __future__ import annotations

import pytest

from jaarbericht.audit.verify.pdf.content import Content, Piece
from jaarbericht.audit.verify.pdf.nesting import nesting_oddities
from jaarbericht.audit.verify.pdf.node import Node


def node(*kinds: str) -> Node:
    """An element in an element, and so on, with a text in the last."""
    kind, *within = kinds
    text = Content([Piece("Vals.", (0.0, 0.0))])
    return Node(kind, kids=[node(*within) if within else text])


@pytest.mark.parametrize(
    "kinds",
    [
        ("Sect", "Div", "Table", "THead", "TR", "TH", "Link"),
        ("Sect", "Div", "Figure", "Caption", "Span"),
        ("Sect", "L", "LI", "LBody", "L", "LI", "LBody", "P", "Link"),
        ("Sect", "P", "Note", "Lbl"),
        ("Sect", "TOC", "TOCI", "TOC", "TOCI", "Reference", "Link"),
    ],
)
def test_a_report_is_nested_so(kinds: tuple[str, ...]) -> None:
    assert list(nesting_oddities(node("Document", *kinds))) == []


@pytest.mark.parametrize(
    "kinds",
    [
        ("P",),
        ("Sect", "THead", "P"),
        ("Sect", "Lbl"),
        ("Sect", "LI", "Lbl"),
        ("Sect", "TR", "TD"),
        ("Sect", "P", "Lbl"),
        ("Sect", "Table", "TBody", "TR", "P"),
        ("Sect", "Table", "TBody", "TD"),
        ("Sect", "L", "LI", "LI", "LBody"),
        ("Sect", "BlockQuote", "P"),
    ],
)
def test_no_other_way_of_nesting_is_plain(kinds: tuple[str, ...]) -> None:
    assert list(nesting_oddities(node("Document", *kinds)))


def test_an_entry_has_one_mark() -> None:
    marks = [node("Lbl"), node("Lbl")]
    assert list(nesting_oddities(Node("LI", kids=[*marks[:1], node("LBody")]))) == []
    assert list(nesting_oddities(Node("LI", kids=[*marks, node("LBody")])))
