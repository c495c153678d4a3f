"""Periods that somebody typed in a derivation: a later edition would print them unchanged."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

CHAPTERS = Path(__file__).parents[2] / "scripts" / "chapters"
MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
PERIOD = re.compile(
    rf"\b(?:19|20)\d\d\b|\b(?:eerste|tweede|derde|vierde|laatste) kwartaal|\b(?:{MONTHS})\b"
)
CODE = re.compile(r"\w*")
# Chapter to the words around a typed period, and why they stay true whatever the cut-off is.
MEANT = {
    "bedrijvenlandschap": {
        "Het jaar 2018 (van begin 2018 tot begin 2019)": "the borders that moved then",
        "op 1 januari": "the day of the count",
        "vestigingen 1 januari ": "the day of the count; the year follows from the figures",
        "in het laatste kwartaal": "said of the newest quarter, whichever it is",
    },
    "financiering": {
        "2015 = 100": "the base of the index, which stands in CBS's title of the topic",
    },
    "conjunctuurklok": {},
    "internationaal": {},
    "regio": {
        "op 1 januari": "the day of the count",
        "1 januari ": "the day of the count; the year follows from the figures",
    },
    "werk": {
        "begin 2022": "the new labour force survey, told in CBS's text with 85224NED",
        "in december": "the month that table 83583NED counts",
        " december ": "the month that table 83583NED counts; the year follows from the figures",
    },
    "digitalisering": {
        "in december": "the month that table 83583NED counts",
    },
    "verduurzaming": {
        "in december": "the month that table 83583NED counts",
        " december ": "the month that table 83583NED counts; the year follows from the figures",
    },
}


def typed(chapter: str) -> Iterator[str]:
    """The texts of a derivation, without docstrings, names and codes."""
    tree = ast.parse((CHAPTERS / f"{chapter}.py").read_text("utf-8"))
    alone = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    constants = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in alone)
    texts = (n.value for n in constants if isinstance(n.value, str))
    yield from (text for text in texts if not CODE.fullmatch(text))


@pytest.mark.parametrize("chapter", MEANT)
def test_a_period_in_a_text_comes_from_the_figures(chapter: str) -> None:
    named = [text for text in typed(chapter) if PERIOD.search(text)]
    assert [t for t in named if not any(words in t for words in MEANT[chapter])] == []
    assert [words for words in MEANT[chapter] if not any(words in t for t in named)] == []
