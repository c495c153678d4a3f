"""Exact values, dates and published figures in words, as several parts of the report say them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from jaarbericht.audit.verify.evaluate import MINUS, MONTHS, Ledger, Tree, digits, leaves

# The code of a period: year, kind, number. That of a day, such as `20211118`, is none.
PERIOD_CODE = re.compile(r"\d{4}(JJ|HJ|KW|MM|X0)\d{2}")
UNDATED = "datum niet bekend"
_EXACT = 6


def exact_text(value: Fraction) -> str:
    """The exact value as the annex has it: all its decimals, or six of them and `…`."""
    ending = next((n for n in range(_EXACT + 1) if (value * 10**n).denominator == 1), None)
    if ending is not None:
        return digits(value, ending)
    cut = Fraction(int(abs(value) * 10**_EXACT), 10**_EXACT)
    return f"{MINUS if value < 0 else ''}{digits(cut, _EXACT)}…"


def date_words(iso: str) -> str:
    """`3 november 2022`; a text that is no date stays as it is."""
    match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", iso)
    if match is None:
        return iso
    year, month, day = match.groups()
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}"


def published_words(published: str) -> str:
    """`18 november 2021`, `november 2021`, `2021`, or that the date is not known."""
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", published):
        return UNDATED
    year, *rest = published.split("-")
    month = [MONTHS[int(rest[0]) - 1]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *month, year])


def document_words(one: Mapping[str, Any]) -> str:
    """Publisher, document and date of a citation."""
    return f"{one['publisher']}, {one['document']}, {published_words(one['published'])}"


def source_words(tree: Tree, ledger: Ledger) -> str:
    """The footnote of a number that rests on citations."""
    texts = []
    for kind, key in leaves(tree):
        if kind == "citation":
            one = ledger["citations"][key]
            share = f" (aandeel van {one['share_of']})" if one["share_of"] else ""
            texts.append(document_words(one) + share)
    return f"Bron: {'; '.join(dict.fromkeys(texts))}."


def first_citation(tree: Tree) -> str:
    """The key of the first citation of a formula; empty when there is none."""
    return next((key for kind, key in leaves(tree) if kind == "citation"), "")
