"""Texts of the ledger that may hold a numeral: of a formula, a cell, a table, a period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from jaarbericht.audit.verify.evaluate import digits, period_words
from jaarbericht.audit.verify.saying import PERIOD_CODE, date_words, exact_text


def constants(tree: Mapping[str, Any]) -> Iterator[str]:
    """The constants of a formula, the number of its terms, and the sum of its weights."""
    values, waiting = set[str](), [tree]
    while waiting:
        one = waiting.pop()
        if "constant" in one:
            values.add(one["constant"])
        elif "op" in one:
            args = one["args"]
            yield str(len(args))
            if one["op"] == "weighted_mean":
                weights = [Fraction(arg["constant"]) for arg in args[len(args) // 2 :]]
                yield exact_text(sum(weights, Fraction(0)))
            waiting += args
    for value in map(Fraction, values):
        yield from (digits(value, 0), exact_text(value), str(value))
        yield digits(value, 0).replace(".", " ")


def cell_facts(cell: Mapping[str, Any]) -> Iterator[str]:
    """A cell: its table, topic, raw text, titles and codes."""
    yield from (cell["table"], cell["topic_title"], cell["raw"].strip())
    yield from (title for title in cell["titles"].values())
    yield from cell["codes"].values()


def category_facts(category: str) -> Iterator[str]:
    """A category as it is, or a period code as an axis names it."""
    yield category
    if PERIOD_CODE.fullmatch(category):
        yield from (period_words(category, style) for style in ("lang", "kort", "jaar"))
        yield f"{int(category[6:])}e kw."
        yield f"{int(category[6:])}e kwartaal {category[:4]}"
        yield f"{int(category[6:])}e"


def table_facts(table: Mapping[str, Any]) -> Iterator[str]:
    """All that the ledger says of a table of CBS."""
    for value in table.values():
        for one in value if isinstance(value, list) else [value]:
            yield str(one["reason"] if isinstance(one, dict) else one)
    yield "sha256"
    for name in ("modified", "retrieved"):
        if table[name]:
            yield date_words(table[name][:10])
