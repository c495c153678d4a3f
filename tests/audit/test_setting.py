"""Letters of a word stand beside each other, of one size and colour, on one line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jaarbericht.audit.verify.pdf.content import Content, PageContent, Piece
from jaarbericht.audit.verify.pdf.node import Node
from jaarbericht.audit.verify.pdf.setting import setting_oddities

GREY = (0.4, 0.4, 0.4)
NUMBER = Piece("5,8", (100.0, 500.0), 115.0, 10.0)


def oddities(*contents: list[Piece], kind: str = "P") -> list[str]:
    kids: list[Node | Content] = [Content(pieces, page=1) for pieces in contents]
    page = PageContent(marked={n: one for n, one in enumerate(kids) if isinstance(one, Content)})
    return list(setting_oddities([page], Node(kind, kids=kids)))


@pytest.mark.parametrize(
    "after",
    [
        Piece(" procent", (115.0, 500.0), 150.0, 10.0),
        Piece("procent", (117.4, 500.0), 150.0, 10.0),
        Piece(" procent", (115.0, 500.0), 150.0, 10.0, GREY),
        Piece(". Daarna", (115.0, 500.0), 150.0, 10.0, GREY),
        Piece("*", (115.0, 503.4), 118.0, 6.8),
        Piece("procent", (100.0, 486.0), 140.0, 10.0),
        Piece("procent", (300.0, 500.0), 340.0, 10.0, GREY),
    ],
)
def test_words_and_signs_stand_behind_a_number(after: Piece) -> None:
    assert oddities([NUMBER], [after]) == []


@pytest.mark.parametrize(
    "after",
    [
        Piece("0", (115.0, 500.0), 118.0, 8.0),
        Piece("0", (115.0, 500.0), 120.0, 10.0, GREY),
        Piece(",0", (115.0, 500.0), 122.0, 10.0, GREY),
        Piece("0", (108.0, 500.0), 113.0, 10.0),
        Piece("0", (115.0, 501.0), 120.0, 10.0),
        Piece("0", (115.0, 503.4), 118.0, 6.8),
        Piece("0", (115.0, 494.0), 120.0, 10.0),
        Piece(" niet", (115.0, 500.0), 130.0, 6.5),
        Piece("*", (115.0, 503.4), 116.0, 3.0),
    ],
)
def test_a_digit_that_could_be_overlooked_is_odd(after: Piece) -> None:
    assert oddities([NUMBER], [after])
    assert oddities([NUMBER, after])


def test_letters_of_one_content_touch() -> None:
    apart = Piece("procent", (117.4, 500.0), 150.0, 10.0)
    assert oddities([NUMBER, apart])


def test_the_call_of_a_note_may_begin_a_line() -> None:
    call = Piece("38", (100.0, 503.2), 105.0, 6.5)
    assert oddities([call], [Piece(" Daarna", (105.0, 500.0), 140.0, 10.0)]) == []
    assert oddities([call], [Piece("46", (105.0, 500.0), 115.0, 10.0)])


@pytest.mark.parametrize("kind", ["P", "Figure"])
def test_no_letter_is_too_small(kind: str) -> None:
    page = PageContent(marked={0: Content([replace(NUMBER, size=5.0)], page=1, drawn=True)})
    assert list(setting_oddities([page], Node(kind, kids=[*page.marked.values()])))


def test_no_text_lies_over_another() -> None:
    one, other = Content([NUMBER], page=1), Content([replace(NUMBER, at=(112.0, 503.0))], page=1)
    page = PageContent(marked={0: one, 1: other})
    blocks: list[Node | Content] = [Node("P", kids=[one]), Node("P", kids=[other])]
    assert list(setting_oddities([page], Node("Document", kids=blocks)))
