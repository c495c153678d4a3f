"""Check: the words for time and ratio under a title, and in heads, are those of the formulas.

`ten opzichte van een kwartaal eerder` is of changes over a quarter, `in een jaar` of changes over a
year; what is `per 1.000` is so in a title, a unit, a head and behind a number in a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jaarbericht.audit.verify.constants import base_of
from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.itemdata import item_quantities, items_of, spot_of
from jaarbericht.audit.verify.problem import Problem, sentence
from jaarbericht.audit.verify.words.gaps import MONTHS, gap_of
from jaarbericht.audit.verify.words.sentences import sentences

Ledger = Mapping[str, Any]
Quantity = Mapping[str, Any]
_TIME = re.compile(
    r"\b(?:(?:een|het) (jaar|kwartaal) (?:eerder|ervoor|daarvoor)|een (maand) (?:eerder|ervoor)"
    r"|(?:het vorige|het voorgaande|de vorige) (jaar|kwartaal|maand)"
    r"|in een (jaar|kwartaal|maand))\b"
)
_NUMBER = r"(?:\d{1,3}(?:\.\d{3})+|\d+|honderd|duizend|miljoen)\b"
_PER = re.compile(rf"\b(?:per|op elke|op iedere) (?={_NUMBER})")
_BEHIND = re.compile(rf"(?:\s+[^\W\d]+){{0,3}}\s+(?:per|op elke|op iedere)\s+({_NUMBER})")


def check_captions(evidence: Evidence) -> Iterator[Problem]:
    """Titles, units and heads of figures and tables, and numbers of the prose."""
    ledger = evidence.ledger
    groups = item_quantities(ledger)
    for id, item in items_of(ledger).items():
        own = list(groups[id].values())
        title = ledger["annex"].get(item["anchor"], {}).get("about", "")
        wrong = [*_times(item["unit"], own, ledger), *_ratios(item["unit"], own)]
        wrong += _ratios(title, own)
        for head, below in _by_head(item, groups[id]).items():
            wrong += [*_times(head, below, ledger), *_ratios(head, below)]
        yield from (Problem("unit", id, sentence(what)) for what in dict.fromkeys(wrong))
    yield from _in_prose(ledger)


def _by_head(item: Mapping[str, Any], group: Mapping[str, Quantity]) -> dict[str, list[Quantity]]:
    """The quantities of each column of a table or each series of a figure."""
    found: dict[str, list[Quantity]] = {}
    for id, quantity in group.items():
        spot = spot_of(id)
        number, heads = (spot.x, item["columns"]) if "columns" in item else (
            spot.number, item["series"],
        )  # fmt: skip
        found.setdefault(heads[int(number) - 1], []).append(quantity)
    return found


def _times(said: str, own: Sequence[Quantity], ledger: Ledger) -> Iterator[str]:
    words = [next(filter(None, match.groups())) for match in _TIME.finditer(said)]
    if not words:
        return
    gaps = {gap for one in own if (gap := gap_of(one["expression"], ledger))}
    if gaps and not gaps & {MONTHS[word] for word in words}:
        over = " and ".join(map(str, sorted(gaps)))
        yield f"‘{said}’ does not fit its changes, which are over {over} months"


def _ratios(said: str, own: Sequence[Quantity]) -> Iterator[str]:
    bases = {base_of(one["unit"]) for one in own} - {1}
    told = {base_of(f"per {said[match.end() :]}") for match in _PER.finditer(said)}
    if bases and told - bases:
        what = " and ".join(map(str, sorted(bases)))
        yield f"‘{said}’ does not fit its numbers, which are per {what}"


def _in_prose(ledger: Ledger) -> Iterator[Problem]:
    """What is per so many, with other words behind it."""
    for one in sentences(ledger):
        for at, entry in one.printed:
            quantity = ledger["quantities"].get(entry["quantity"])
            base = base_of(quantity["unit"]) if quantity else 1
            behind = _BEHIND.match(one.text[at + len(entry["text"] + entry["mark"]) :])
            if base != 1 and behind and base_of(f"per {behind[1]}") != base:
                what = (
                    f"‘{' '.join(behind.group().split())}’ stands behind it, but it is per {base}"
                )
                yield Problem("printed", entry["id"], sentence(what))
