"""Check: words for the time of a change fit the periods of its formula.

A number before `than a year earlier` compares figures that lie a year apart; a sentence with `van
kwartaal op kwartaal` tells of a quarter; a mean growth per year is not called one per month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.problem import Problem, sentence
from jaarbericht.audit.verify.words.gaps import MONTHS, gap_of
from jaarbericht.audit.verify.words.sentences import Sentence, sentences

Entry = Mapping[str, Any]
Ledger = Mapping[str, Any]
_NUMBERS = frozenset({"getal", "kaal", "ongeveer", "omvang", "kale_omvang", "ongeveer_omvang"})
_THAN = re.compile(
    r"(?:\s+[^\W\d]+){0,3}?\s+(?:dan|ten opzichte van|vergeleken met|than)"
    r"\s+(?:een|a)\s+(jaar|kwartaal|maand|year|quarter|month)\s+(?:eerder|ervoor|daarvoor|earlier|before)"
)
_ON = re.compile(r"\b[Vv]an (jaar|kwartaal|maand) op \1\b")
_PER = re.compile(r"\s+(?:per|a)\s+(?:maand|kwartaal|halfjaar|week|dag|month|quarter|week|day)\b")


def check_comparisons(evidence: Evidence) -> Iterator[Problem]:
    """The numbers of each sentence."""
    ledger = evidence.ledger
    for one in sentences(ledger):
        for at, entry in one.printed:
            if entry["kind"] in _NUMBERS and entry["quantity"] in ledger["quantities"]:
                behind = one.text[at + len(entry["text"] + entry["mark"]) :]
                yield from _number(entry, behind, ledger)
        yield from _steps(one, ledger)


def _number(entry: Entry, behind: str, ledger: Ledger) -> Iterator[Problem]:
    tree = ledger["quantities"][entry["quantity"]]["expression"]
    than, gap = _THAN.match(behind), gap_of(tree, ledger)
    if than and gap and gap != MONTHS[than[1]]:
        said = " ".join(than.group().split())
        yield _problem(entry, f"‘{said}’ stands behind it, but its periods lie {gap} months apart")
    per = _PER.match(behind)
    if per and _is_yearly(tree):
        said = " ".join(per.group().split())
        yield _problem(entry, f"‘{said}’ stands behind it, but it is a mean growth per year")


def _is_yearly(tree: Mapping[str, Any]) -> bool:
    if tree.get("op") in ("maximum", "minimum"):
        return all(map(_is_yearly, tree["args"]))
    return tree.get("op") == "cagr"


def _steps(one: Sentence, ledger: Ledger) -> Iterator[Problem]:
    """`van kwartaal op kwartaal`, when no change of the sentence is of a quarter."""
    said = {word[1] for word in _ON.finditer(one.text)}
    changes = list(_changes(one.printed, ledger))
    for word in sorted(said):
        if changes and all(gap != MONTHS[word] for _, gap in changes):
            entry, gap = changes[0]
            what = (
                f"its sentence says ‘van {word} op {word}’, but its periods lie {gap} months apart"
            )
            yield _problem(entry, what)


def _changes(printed: Sequence[tuple[int, Entry]], ledger: Ledger) -> Iterator[tuple[Entry, int]]:
    for _, entry in printed:
        quantity = ledger["quantities"].get(entry["quantity"])
        gap = gap_of(quantity["expression"], ledger) if quantity else None
        if entry["kind"] in _NUMBERS and gap:
            yield entry, gap


def _problem(entry: Entry, what: str) -> Problem:
    return Problem("printed", entry["id"], sentence(what))
