"""Whether the chapters agree: one quantity is rounded in one way, one indicator has one value.

Two numbers of the prose are the same quantity when they have the same unit, rest on the same cells
and have the same value, whatever their formulas look like; then they must be rounded alike. Two
numbers of different chapters are the same indicator when they are described alike, of one group and
of the same periods; then they must have one value. One cell cannot have two values: the ledger is
merged from those of the chapters, and that fails when they differ.

Not seen: the same subject from two tables, or in a published figure, unless it is described alike;
a number that is said in words (`breuk`, `keer`), which may be coarser; figures and tables, which
may be finer than the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from jaarbericht.compose.conflicts import Conflict, Ledger, leaves

# Ways of saying that print the digits of a number in its form.
_IN_DIGITS = frozenset({"getal", "kaal", "ongeveer", "omvang", "kale_omvang", "ongeveer_omvang"})
_Printed = Mapping[str, Any]


def disagreements(ledger: Ledger) -> Iterator[Conflict]:
    """Every pair of places in the prose that contradict each other."""
    said = _first_said(ledger)
    yield from _roundings(ledger, said)
    yield from _indicators(ledger, said)


def _first_said(ledger: Ledger) -> Mapping[str, _Printed]:
    """The first place at which each number stands in digits."""
    found: dict[str, _Printed] = {}
    for one in ledger["printed"]:
        if one["quantity"] and one["kind"] in _IN_DIGITS:
            found.setdefault(one["quantity"], one)
    return found


def _roundings(ledger: Ledger, said: Mapping[str, _Printed]) -> Iterator[Conflict]:
    same: dict[object, list[str]] = defaultdict(list)
    for id in said:
        one = ledger["quantities"][id]
        same[one["unit"], frozenset(leaves(one["expression"])), one["value"]].append(id)
    for ids in same.values():
        forms = {id: _precision(ledger["quantities"][id]["form"]) for id in ids}
        for one, other in combinations(ids, 2):
            if forms[one] != forms[other]:
                texts = f"‘{said[one]['text']}’ ({one}) and ‘{said[other]['text']}’ ({other})"
                yield Conflict(
                    (_place(said[one]), _place(said[other])),
                    f"{texts} are the same quantity, rounded in two ways.",
                    f"Give both the same form, or print one of them in both places: {one}.",
                )


def _precision(form: Mapping[str, Any]) -> tuple[int, int]:
    return form["scale"], form["decimals"]


def _indicators(ledger: Ledger, said: Mapping[str, _Printed]) -> Iterator[Conflict]:
    same: dict[object, list[str]] = defaultdict(list)
    for id in said:
        one = ledger["quantities"][id]
        about = ledger["annex"].get(id, {}).get("about", "").strip().lower()
        if about:
            same[about, one["unit"], one["population"], tuple(one["periods"])].append(id)
    for ids in same.values():
        for one, other in combinations(ids, 2):
            values = [ledger["quantities"][id]["value"] for id in (one, other)]
            if values[0] != values[1] and one.partition(".")[0] != other.partition(".")[0]:
                about = ledger["annex"][one]["about"]
                yield Conflict(
                    (_place(said[one]), _place(said[other])),
                    f"‘{about}’ is ‘{said[one]['text']}’ ({one}) and ‘{said[other]['text']}’"
                    f" ({other}), of the same group and periods.",
                    "Make one of them of the cells of the other, or say in `about` what differs.",
                )


def _place(one: _Printed) -> str:
    return f"report/chapters/{one['chapter']}.md:{one['line']}"
