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
    return _is_change(quantity["expression"], bool(quantity["waivers"]), ledger)


def _is_change(tree: _Tree, excused: bool, ledger: _Tree) -> bool:
    if "cell" in tree:
        return _is_named_change(ledger["cells"][tree["cell"]])
    name: str = tree.get("op", "")
    if name in _COMPARE:
        # What is compared with a reason (`because`) may be two groups of one moment.
        return excused or _is_onward(tree, ledger)
    if name in _KEEPS:
        quantities = [arg for arg in tree["args"] if "constant" not in arg]
        kept = quantities[:1] if name == "per" else quantities
        return all(_is_change(arg, excused, ledger) for arg in kept)
    return name == "chain"


def _is_named_change(cell: Mapping[str, Any]) -> bool:
    return any(_NAMED.search(title) for title in (cell["topic_title"], *cell["titles"].values()))


def _is_onward(tree: _Tree, ledger: _Tree) -> bool:
    """Whether the first argument is the newer: not of the same moments, as a part and its whole."""
    new, old = (_moments(arg, ledger) for arg in tree["args"][:2])
    return new != old and max(new | old) in new


def _moments(tree: _Tree, ledger: _Tree) -> frozenset[Period]:
    """The periods of all cells and citations of a tree."""
    return frozenset(map(parse_period, _codes(tree, ledger)))


def _codes(tree: _Tree, ledger: _Tree) -> Iterator[str]:
    """The codes of those periods; that of a cell is the last of its codes."""
    if "cell" in tree:
        yield from [*ledger["cells"][tree["cell"]]["codes"].values()][-1:]
    if "citation" in tree:
        yield ledger["citations"][tree["citation"]]["period"]
    for arg in tree.get("args", ()):
        yield from _codes(arg, ledger)
