"""Check: the description of each figure names no numeral that its data do not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from jaarbericht.audit.verify.evaluate import period_words
from jaarbericht.audit.verify.evidence import Evidence, Row
from jaarbericht.audit.verify.itemdata import Quantity, item_quantities
from jaarbericht.audit.verify.problem import Problem
from jaarbericht.audit.verify.saying import PERIOD_CODE
from jaarbericht.audit.verify.words.covering import Facts, left_over


def check_descriptions(evidence: Evidence) -> Iterator[Problem]:
    """Each numeral is a value of the figure, a period or name of it, or how many there are."""
    groups = item_quantities(evidence.ledger)
    for id, item in evidence.ledger["figures"].items():
        rows = evidence.data[item["attachment"]]
        names = [item["unit"], *item["series"]]
        categories = {row["categorie"] for row in rows}
        facts = [*names, *map(_words, categories), *_values(rows, item, _word(groups[id].values()))]
        facts += [f"{number} " for number in _counts(rows, item, categories)]
        for numeral in left_over(item["alt"], Facts(facts)):
            yield Problem(
                "shown", id, f"Its description has ‘{numeral}’, its data do not."
            )  # fmt: skip


def _values(rows: Sequence[Row], item: Mapping[str, Any], word: str) -> Iterator[str]:
    """The values as a description prints them: those of a map as in its tiles."""
    for text in {row["afgedrukt"] for row in rows if row["id"]}:
        yield text if item["kind"] == "tiles" else f"{text.rstrip('*').removesuffix('%')} {word}"


def _word(quantities: Iterable[Quantity]) -> str:
    return next((str(one["form"]["word"]) for one in quantities), "")


def _words(category: str) -> str:
    """A period code in words; a name as it is."""
    return period_words(category, "lang") if PERIOD_CODE.fullmatch(category) else category


def _counts(rows: Sequence[Row], item: Mapping[str, Any], categories: set[str]) -> set[int]:
    """How many series, categories, gaps, and points there are."""
    gaps = [row["symbool"] for row in rows if not row["id"]]
    absent = gaps.count("ontbreekt")
    found = {len(item["series"]), len(categories), absent, len(gaps) - absent}
    return found | set(range(len(categories))) if item["kind"] == "klok" else found
