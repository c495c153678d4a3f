"""Check: published figures stand in the annex as the ledger has them, and footnotes name them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from jaarbericht.audit.verify.evaluate import period_words
from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.page.annex import STATUS_WORDS
from jaarbericht.audit.verify.problem import Problem
from jaarbericht.audit.verify.saying import document_words, exact_text
from jaarbericht.audit.verify.words.covering import says


def citation_facts(one: Mapping[str, Any]) -> Iterator[str]:
    """What a citation is of, in texts that may hold a numeral."""
    yield from (one["about"], one["group"], one["share_of"], one["unit"])
    yield period_words(one["period"], "lang")


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
        elif not says(label.parent, _entry(one, told)):
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
    return Problem("citation", key, what)
