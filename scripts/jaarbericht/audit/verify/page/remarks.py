"""Check: below each figure and table stands what its statuses and gaps demand, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from jaarbericht.audit.verify.breaks import breaks_touching, lies_between
from jaarbericht.audit.verify.calendar import span_of
from jaarbericht.audit.verify.evaluate import NBSP, periods_words
from jaarbericht.audit.verify.evidence import Evidence, Row
from jaarbericht.audit.verify.itemdata import Quantity, item_quantities, items_of, spot_of
from jaarbericht.audit.verify.problem import Problem, sentence
from jaarbericht.audit.verify.saying import PERIOD_CODE
from jaarbericht.audit.verify.words.places import remarks_below

_MARKS = {
    "Voorlopig": f"*{NBSP}voorlopig cijfer",
    "NaderVoorlopig": f"**{NBSP}nader voorlopig cijfer",
}
_APART = "; open of licht getekend"
_UNSURE = (
    "Of deze cijfers nog voorlopig zijn, is uit de gebruikte bestanden niet op te maken.",
    "Van een deel van de cijfers is uit de gebruikte bestanden niet op te maken of ze nog voorlopig"
    " zijn.",
)
_SIGNS = {
    ".": "cijfer onbekend, onvoldoende betrouwbaar of geheim", "x": "geheim", "-": "nihil",
}  # fmt: skip
_EMPTY = "Waar niets staat, kan een cijfer op logische gronden niet voorkomen."
_GAPS = "Niet alle cijfers staan in de gebruikte gegevens; waar ze ontbreken, is een gat."
_ABSENT, _BLANK = "ontbreekt", "leeg"
_NAMED = 3
# Remarks that only statuses and gaps can demand.
_DEMANDED = re.compile(
    rf"\*{{1,2}}{NBSP}.*|[^\s{NBSP}]+{NBSP}(?:cijfer onbekend.*|geheim|nihil|geen cijfer)\."
    r"|Reeksbreuk vanaf .*|.* (?:ontbreekt|ontbreken) in de gebruikte gegevens\."
)


def check_remarks(evidence: Evidence) -> Iterator[Problem]:
    """Each figure and table explains the marks and gaps that it has."""
    ledger = evidence.ledger
    groups, below = item_quantities(ledger), remarks_below(ledger)
    for id, item in items_of(ledger).items():
        said = below.get(item["anchor"], [])
        rows = evidence.data[item["attachment"]]
        statuses = {one["status"] for one in groups[id].values()}
        wanted = [*_statuses(statuses, item), *_gaps(rows, item)]
        if id in ledger["figures"]:
            wanted += _breaks(groups[id], ledger)
        for options in wanted:
            if not any(option in said for option in options):
                yield _problem(id, f"it does not remark ‘{options[0]}’")
        known = {option for options in wanted for option in options}
        for text in said:
            if text not in known and (_DEMANDED.fullmatch(text) or text in _FIXED):
                yield _problem(id, f"nothing in it is what it remarks: ‘{text}’")


_FIXED = frozenset({*_UNSURE, _EMPTY, _GAPS})


def _statuses(statuses: set[str], item: Mapping[str, Any]) -> Iterator[Sequence[str]]:
    """The remarks on status, each in the ways in which it may be said."""
    marks = [text for status, text in _MARKS.items() if status in statuses]
    if marks:
        plain = "; ".join(marks)
        apart = "kind" in item and item["kind"] != "tiles"
        yield [f"{plain}.", f"{plain}{_APART}."] if apart else [f"{plain}."]
    if "Onbekend" in statuses:
        yield [_UNSURE[0] if statuses == {"Onbekend"} else _UNSURE[1]]


def _breaks(group: Mapping[str, Quantity], ledger: Mapping[str, Any]) -> Iterator[Sequence[str]]:
    """A remark on each break of a series between two of its points that are neighbours."""
    timed = [(spot_of(id), one["expression"]) for id, one in group.items()]
    timed = [(spot, tree) for spot, tree in timed if PERIOD_CODE.fullmatch(spot.x)]
    for (one, old), (other, new) in pairwise(timed):
        early, late = span_of(one.x), span_of(other.x)
        if one.number == other.number and early and late:
            for found in breaks_touching((old, new), ledger):
                if lies_between(found, early, late):
                    since = periods_words(found["period"], "lang")
                    yield [f"Reeksbreuk vanaf {since}: {found['reason']}"]


def _gaps(rows: Sequence[Row], item: Mapping[str, Any]) -> Iterator[Sequence[str]]:
    """The remarks on what has no figure."""
    gaps = [row for row in rows if not row["id"]]
    absent = [row["categorie"] for row in gaps if row["symbool"] == _ABSENT]
    if absent:
        yield [_absent(absent, item)]
    for sign in sorted({row["symbool"] for row in gaps} - {_ABSENT}):
        yield [_EMPTY if sign == _BLANK else f"{sign}{NBSP}{_SIGNS.get(sign, 'geen cijfer')}."]


def _absent(absent: Sequence[str], item: Mapping[str, Any]) -> str:
    if len(absent) > _NAMED and item.get("kind") != "tiles":
        return _GAPS
    if all(PERIOD_CODE.fullmatch(one) for one in absent):
        which = periods_words("+".join(absent), "lang")
    else:
        *first, last = [f"‘{one}’" for one in absent]
        which = f"{', '.join(first)} en {last}" if first else last
    verb = "ontbreekt" if len(absent) == 1 else "ontbreken"
    return f"{which[0].upper()}{which[1:]} {verb} in de gebruikte gegevens."


def _problem(id: str, what: str) -> Problem:
    return Problem("remark", id, sentence(what))
