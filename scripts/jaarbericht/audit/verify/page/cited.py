"""Check: published figures stand in the annex as the ledger has them, and footnotes name them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from jaarbericht.audit.verify.evaluate import MONTHS, Ledger, Tree, leaves, period_words
from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.page.annex import STATUS_WORDS, exact_text
from jaarbericht.audit.verify.pdf.file import squeezed
from jaarbericht.audit.verify.problem import Problem

UNDATED = "datum niet bekend"


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


def citation_facts(one: Mapping[str, Any]) -> Iterator[str]:
    """The texts about a citation that may hold a numeral."""
    yield from (one["about"], one["group"], one["share_of"], one["unit"], one["place"])
    yield from (one["value"], exact_text(Fraction(one["value"])))
    yield from (document_words(one), period_words(one["period"], "lang"))
    yield _entry(one, _source(one))  # an address may be broken after any of its parts


def check_cited(evidence: Evidence) -> Iterator[Problem]:
    """Each citation has its entry, word for word, and each entry its citation."""
    citations, ids = evidence.ledger["citations"], evidence.document.ids
    before = ""
    for key, one in sorted(citations.items(), key=lambda item: _order(item[1])):
        source = _source(one)
        told = "Zelfde bron." if source == before else source
        label, before = ids.get(f"c-{key}"), source
        if label is None or label.parent is None:
            yield _problem(key, "It has no entry among the publications.")
        elif label.parent.whole != squeezed(_entry(one, told)):
            yield _problem(key, f"Its entry on page {label.page} is not as the ledger has it.")
    for id in ids:
        if id.startswith("c-") and id.removeprefix("c-") not in citations:
            yield _problem(id.removeprefix("c-"), "The ledger does not know it.")


def _source(one: Mapping[str, Any]) -> str:
    return f"{document_words(one)}. {one['place']}"


def _order(one: Mapping[str, Any]) -> tuple[str, str, str]:
    return (one["document"], one["period"], one["key"])


def _entry(one: Mapping[str, Any], source: str) -> str:
    group = f" ({one['group']})" if one["group"] else ""
    share = f"; aandeel van {one['share_of']}" if one["share_of"] else ""
    return " ".join(
        [
            exact_text(Fraction(one["value"])), one["unit"],
            f"{one['about']}{group}, {period_words(one['period'], 'lang')}{share}.",
            f"Status: {STATUS_WORDS.get(one['status'], '')}. {source}",
        ]
    )  # fmt: skip


def _problem(key: str, what: str) -> Problem:
    todo = "Get the report anew from where it was published, or build it again."
    return Problem("citation", key, what, todo)
