"""The value of a formula tree of docs/ledger.md for any values of its leaves. Builds no trees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import prod
from typing import Any

from jaarbericht.errors import JaarberichtError
from jaarbericht.lineage.arithmetic import HUNDRED, root

Tree = Mapping[str, Any]
Values = Sequence[Fraction]
LEAVES = ("cell", "citation")


class NoValue(JaarberichtError):
    """A formula has no value for these figures, as when it divides by one that became zero."""


def value_of(tree: Tree, leaf: Callable[[str], Fraction]) -> Fraction:
    """The exact value of a tree; `leaf` gives that of a cell or citation by its id.

    Raises NoValue, and whatever `leaf` raises.
    """
    for kind in LEAVES:
        if kind in tree:
            return leaf(tree[kind])
    if "constant" in tree:
        return Fraction(tree["constant"])
    values = [value_of(arg, leaf) for arg in tree["args"]]
    try:
        return _OPERATIONS[tree["op"]](values)
    except (KeyError, ArithmeticError, ValueError) as error:
        raise NoValue(
            f"The operation ‘{tree['op']}’ has no outcome for these figures.",
            why="A formula of another edition is computed with later figures.",
            todo="Look at the figures; an operation that is not known belongs in"
            " lineage/evaluation.py.",
        ) from error


def chosen(tree: Tree, leaf: Callable[[str], Fraction]) -> tuple[str, ...]:
    """The labels of a maximum or minimum that have the value, in the order of the formula."""
    values = [value_of(arg, leaf) for arg in tree["args"]]
    extreme = max(values) if tree["op"] == "maximum" else min(values)
    return tuple(label for label, one in zip(tree["labels"], values, strict=True) if one == extreme)


def leaf_ids(tree: Tree, kind: str = "cell") -> Iterator[str]:
    """The ids of the cells (or citations) of a tree, left to right, with repeats."""
    if kind in tree:
        yield tree[kind]
    for arg in tree.get("args", ()):
        yield from leaf_ids(arg, kind)


def _weighted(values: Values) -> Fraction:
    half = len(values) // 2
    pairs = zip(values[:half], values[half:], strict=True)
    return sum((value * weight for value, weight in pairs), Fraction(0)) / sum(values[half:])


def _growth(values: Values) -> Fraction:
    new, old = values
    return HUNDRED * (new / old - 1)


def _difference(values: Values) -> Fraction:
    new, old = values
    return new - old


def _quotient(values: Values) -> Fraction:
    top, bottom = values
    return top / bottom


def _cagr(values: Values) -> Fraction:
    new, old, years = values
    return HUNDRED * (root(new / old, int(years)) - 1)


_OPERATIONS: Mapping[str, Callable[[Values], Fraction]] = {
    "sum": lambda v: sum(v, Fraction(0)),
    "difference": _difference,
    "product": lambda v: prod(v, start=Fraction(1)),
    "quotient": _quotient,
    "share": lambda v: HUNDRED * _quotient(v),
    "index": lambda v: HUNDRED * _quotient(v),
    "growth": _growth,
    "mean": lambda v: sum(v, Fraction(0)) / len(v),
    "weighted_mean": _weighted,
    "per": lambda v: v[2] * v[0] / v[1],
    "cagr": _cagr,
    "chain": lambda v: HUNDRED * (prod((1 + g / HUNDRED for g in v), start=Fraction(1)) - 1),
    "maximum": lambda v: max(v),
    "minimum": lambda v: min(v),
    "rank": lambda v: Fraction(1 + sum(one > v[0] for one in v[1:])),
}
