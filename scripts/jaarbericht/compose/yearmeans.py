"""Whether a mean of open vacancies over time follows the rule of CBS.

CBS counts open vacancies at the end of a quarter. Its figure of a year is the mean over the year of
a line through those: half of the fourth quarter of the year before, the three quarters after it,
and half of the fourth, divided by four. That holds for all years of table 80472ned but four figures
of one year (a test names them). So a plain mean of quarters is another figure than that of CBS, and
a sum of stocks is none.

Seen is every sum, mean or weighted mean, anywhere in a formula, whose terms are open vacancies of
quarters, by the title of their topic. Not seen: a mean that is written out with additions and a
division, and one of other stocks, for which CBS gives no such rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from jaarbericht.compose.conflicts import Conflict, Ledger

OPEN = "openstaande vacatures"
_RULE = (
    "Use CBS's figure of the year (JJ); or weighted_mean() with half the weight for the fourth"
    " quarter of the year before and for the last fourth quarter."
)
_MEANS = ("sum", "mean", "weighted_mean")
_Tree = Mapping[str, Any]


def wrong_means(ledger: Ledger) -> Iterator[Conflict]:
    """Every quantity that adds or averages open vacancies over quarters in another way."""
    for id, one in ledger["quantities"].items():
        if any(_is_wrong(tree, ledger["cells"]) for tree in _below(one["expression"])):
            chapter, name = id.split(".")[:2]
            yield Conflict(
                (f"scripts/chapters/{chapter}.py: {name}",),
                "open vacancies of several quarters are added or averaged, not as CBS does it.",
                _RULE,
            )


def _below(tree: _Tree) -> Iterator[_Tree]:
    yield tree
    for arg in tree.get("args", ()):
        yield from _below(arg)


def _is_wrong(tree: _Tree, cells: Mapping[str, Any]) -> bool:
    if tree.get("op") not in _MEANS:
        return False
    terms = [arg for arg in tree["args"] if "constant" not in arg]
    quarters = [_quarter(term, cells) for term in terms]
    if not all(quarters) or len(set(quarters)) < 2:
        return False
    if tree["op"] != "weighted_mean":
        return True
    weights = [Fraction(arg["constant"]) for arg in tree["args"][len(terms) :]]
    return not follows_rule([code for code in quarters if code], weights)


def follows_rule(quarters: Sequence[str], weights: Sequence[Fraction]) -> bool:
    """Whether these are whole years, from a fourth quarter to a fourth, with half weights there."""
    first, *middle, last = weights
    whole = middle[0] if middle else Fraction(0)
    return (
        quarters[0].endswith("KW04")
        and quarters[-1].endswith("KW04")
        and all(_next(one) == other for one, other in pairwise(quarters))
        and all(weight == whole for weight in middle)
        and first == last == whole / 2
    )


def _quarter(tree: _Tree, cells: Mapping[str, Any]) -> str | None:
    """The quarter of one figure of open vacancies, times a factor; None for anything else."""
    if tree.get("op") == "product":
        return _quarter(tree["args"][0], cells)
    if "cell" not in tree:
        return None
    cell = cells[tree["cell"]]
    code = str([*cell["codes"].values()][-1])
    return code if cell["topic_title"].lower() == OPEN and code[4:6] == "KW" else None


def _next(code: str) -> str:
    year, quarter = int(code[:4]), int(code[6:])
    return f"{year}KW{quarter + 1:02d}" if quarter < 4 else f"{year + 1}KW01"
