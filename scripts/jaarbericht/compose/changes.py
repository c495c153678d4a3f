"""Which quantities say that something changed or differs, judged by the ledger. No words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jaarbericht.cbs.periods import Period, parse_period

BALANCE = "saldo"
_COMPARE = frozenset({"difference", "growth", "cagr"})
_KEEPS = frozenset({"sum", "mean", "weighted_mean", "product", "per", "maximum", "minimum"})
# So CBS names figures that are changes themselves: ‘Volume, t.o.v. voorgaande periode’.
_NAMED = re.compile(r"(?i)t\.o\.v\.|ten opzichte van|mutatie")

_Tree = Mapping[str, Any]


def has_direction(quantity: Mapping[str, Any], form: Mapping[str, Any], ledger: _Tree) -> bool:
    """Whether above and below zero mean up and down, or more and less.

    So it is for a change from an older to a newer moment, a difference of two groups, a balance of
    answers, and what is printed with a sign; not for a level, a share, or the rest of a whole.
    """
    if form["signed"] or quantity["unit"] == BALANCE:
        return True
    return _is_change(quantity["expression"], bool(quantity["waivers"]), ledger["cells"])


def _is_change(tree: _Tree, excused: bool, cells: Mapping[str, Any]) -> bool:
    if "cell" in tree:
        return _is_named_change(cells[tree["cell"]])
    name: str = tree.get("op", "")
    if name in _COMPARE:
        # What is compared with a reason (`because`) may be two groups of one moment.
        return excused or _is_onward(tree, cells)
    if name in _KEEPS:
        quantities = [arg for arg in tree["args"] if "constant" not in arg]
        kept = quantities[:1] if name == "per" else quantities
        return all(_is_change(arg, excused, cells) for arg in kept)
    return name == "chain"


def _is_named_change(cell: Mapping[str, Any]) -> bool:
    return any(_NAMED.search(title) for title in (cell["topic_title"], *cell["titles"].values()))


def _is_onward(tree: _Tree, cells: Mapping[str, Any]) -> bool:
    """Whether the first argument is the newer: not of the same moments, as a part and its whole."""
    new, old = (_moments(arg, cells) for arg in tree["args"][:2])
    return new != old and max(new | old) in new


def _moments(tree: _Tree, cells: Mapping[str, Any]) -> frozenset[Period]:
    """The periods of all cells of a tree; the period is the last of the codes of a cell."""
    codes = {code for id in _cells(tree) for code in [*cells[id]["codes"].values()][-1:]}
    return frozenset(map(parse_period, codes))


def _cells(tree: _Tree) -> Iterator[str]:
    if "cell" in tree:
        yield tree["cell"]
    for arg in tree.get("args", ()):
        yield from _cells(arg)
