"""Check: a number in words is printed, or an allowed term; and allowed terms allow no figure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.itemdata import items_of
from jaarbericht.audit.verify.problem import Problem
from jaarbericht.audit.verify.words.allowances import too_wide
from jaarbericht.audit.verify.words.numberwords import number_words

Span = tuple[int, int]
# What the texts themselves say; the rest is copied or made of data.
_KINDS = frozenset({"heading", "paragraph", "item", "note", "caption", "card"})
_MADE = frozenset({"colofon"})
# What no allowed term may find: bare numbers, as they stand in a text.
_PROBES = ("7", "12,3", "1.234", "2021", "62,1 procent", "er waren 85 bedrijven")


def check_allowances(evidence: Evidence) -> Iterator[Problem]:
    """No allowed term lets another number pass than the one that it names; each has a reason."""
    for one in evidence.ledger["allowed"]:
        rule = re.compile(one["pattern"])
        if too_wide(one["pattern"]) or any(rule.search(probe) for probe in _PROBES):
            yield Problem("evidence", "allowed", f"‘{one['pattern']}’ is too wide.")
        if not one["reason"].strip():
            yield Problem("evidence", "allowed", f"‘{one['pattern']}’ has no reason.")


def check_number_words(evidence: Evidence) -> Iterator[Problem]:
    """Each number word of the texts is a part of what is printed, or of an allowed term."""
    ledger = evidence.ledger
    printed = {one["id"]: one for one in ledger["printed"]}
    english = {one["chapter"] for one in ledger["printed"] if one["language"] == "en"}
    rules: dict[str, list[re.Pattern[str]]] = defaultdict(list)
    for one in ledger["allowed"]:
        rules[one["chapter"]].append(re.compile(one["pattern"]))
    units = {one["unit"] for one in items_of(ledger).values()}
    for passage in ledger["passages"]:
        chapter, text = passage["chapter"], passage["text"]
        if passage["kind"] == "caption":
            text = _title(text, units)
        if passage["kind"] not in _KINDS or chapter in _MADE:
            continue
        words = list(number_words(text, "en" if chapter in english else "nl"))
        if not words:
            continue
        spans = [*_printed(passage, printed), *_allowed(text, [*rules[""], *rules[chapter]])]
        for start, end in words:
            if not all(any(a <= at < b for a, b in spans) for at in range(start, end)):
                around = text[max(0, start - 20) : end + 20]
                what = f"Nothing explains ‘{text[start:end]}’ in ‘{around}’."
                yield Problem("numeral", chapter, what)


def _title(caption: str, units: Iterable[str]) -> str:
    """A caption without its unit, which is compared with the scale and the periods of its data."""
    found = [unit for unit in units if unit and caption.endswith(f" {unit}")]
    return caption.removesuffix(max(found, key=len, default=""))


def _printed(
    passage: Mapping[str, Any], printed: Mapping[str, Mapping[str, Any]]
) -> Iterator[Span]:
    for id, start in passage["printed"]:
        if id in printed:
            yield start, start + len(printed[id]["text"])


def _allowed(text: str, rules: Sequence[re.Pattern[str]]) -> Iterator[Span]:
    for rule in rules:
        yield from (match.span() for match in rule.finditer(text))
