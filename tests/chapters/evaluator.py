"""An evaluator of ledgers, written from docs/ledger.md alone. Imports nothing of the project."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from math import prod
from typing import Any

Values = Sequence[Fraction]


def recompute(ledger: Mapping[str, Any], id: str) -> Fraction:
    """The value of a quantity, from the raw texts of its cells."""
    return value_of(ledger["quantities"][id]["expression"], ledger)


def value_of(tree: Mapping[str, Any], ledger: Mapping[str, Any]) -> Fraction:
    if "cell" in tree:
        raw = ledger["cells"][tree["cell"]]["raw"].strip()
        return Fraction(0) if raw == "-" else Fraction(raw)
    if "citation" in tree:
        return Fraction(ledger["citations"][tree["citation"]]["value"])
    if "constant" in tree:
        return Fraction(tree["constant"])
    return OPERATIONS[tree["op"]]([value_of(arg, ledger) for arg in tree["args"]])


def root(value: Fraction, degree: int) -> Fraction:
    digits = Context(prec=60, rounding=ROUND_HALF_EVEN)
    ratio = digits.divide(Decimal(value.numerator), Decimal(value.denominator))
    power = digits.power(ratio, digits.divide(Decimal(1), Decimal(degree)))
    return Fraction(power.quantize(Decimal(1).scaleb(-20), context=digits))


def weighted(values: Values) -> Fraction:
    half = len(values) // 2
    weights = values[half:]
    return sum((a * w for a, w in zip(values, weights, strict=False)), Fraction(0)) / sum(weights)


OPERATIONS: Mapping[str, Callable[[Values], Fraction]] = {
    "sum": lambda v: sum(v, Fraction(0)),
    "difference": lambda v: v[0] - v[1],
    "product": lambda v: v[0] * v[1],
    "quotient": lambda v: v[0] / v[1],
    "share": lambda v: 100 * v[0] / v[1],
    "growth": lambda v: 100 * (v[0] / v[1] - 1),
    "index": lambda v: 100 * v[0] / v[1],
    "mean": lambda v: sum(v, Fraction(0)) / len(v),
    "weighted_mean": weighted,
    "per": lambda v: v[2] * v[0] / v[1],
    "cagr": lambda v: 100 * (root(v[0] / v[1], int(v[2])) - 1),
    "chain": lambda v: 100 * (prod((1 + g / 100 for g in v), start=Fraction(1)) - 1),
    "maximum": lambda v: max(v),
    "minimum": lambda v: min(v),
    "rank": lambda v: Fraction(1 + sum(one > v[0] for one in v[1:])),
}
