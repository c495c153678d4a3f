"""The operations of docs/ledger.md on exact fractions, by that page alone. No trees, no files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from math import prod

from jaarbericht.errors import JaarberichtError

Values = Sequence[Fraction]
_DIGITS = Context(prec=60, rounding=ROUND_HALF_EVEN)
_PLACES = Decimal(1).scaleb(-20)
_NIL = "-"


class NotComputable(JaarberichtError):
    """A raw text is no number, or an operation cannot be done on its arguments."""


def number_in(raw: str) -> Fraction:
    """The number in CBS's text; `-` is nil. Raises NotComputable for every other sign."""
    text = raw.strip()
    try:
        return Fraction(0) if text == _NIL else Fraction(Decimal(text))
    except (ArithmeticError, ValueError) as error:
        raise NotComputable(f"{raw!r} is no number") from error


def outcome(op: str, values: Values) -> Fraction:
    """The value of an operation. Raises NotComputable."""
    try:
        return _OPERATIONS[op](values)
    except KeyError as error:
        raise NotComputable(f"docs/ledger.md has no operation {op!r}") from error
    except (ArithmeticError, ValueError, IndexError) as error:
        raise NotComputable(f"{op} cannot be done on {', '.join(map(str, values))}") from error


def _root(value: Fraction, degree: Fraction) -> Fraction:
    ratio = _DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))
    power = _DIGITS.divide(Decimal(degree.denominator), Decimal(degree.numerator))
    return Fraction(_DIGITS.power(ratio, power).quantize(_PLACES, context=_DIGITS))


def _weighted(values: Values) -> Fraction:
    half = len(values) // 2
    weights = values[half:]
    return sum((a * w for a, w in zip(values, weights, strict=False)), Fraction(0)) / sum(weights)


_OPERATIONS: Mapping[str, Callable[[Values], Fraction]] = {
    "sum": lambda v: sum(v, Fraction(0)),
    "difference": lambda v: v[0] - v[1],
    "product": lambda v: v[0] * v[1],
    "quotient": lambda v: v[0] / v[1],
    "share": lambda v: 100 * v[0] / v[1],
    "growth": lambda v: 100 * (v[0] / v[1] - 1),
    "index": lambda v: 100 * v[0] / v[1],
    "mean": lambda v: sum(v, Fraction(0)) / len(v),
    "weighted_mean": _weighted,
    "per": lambda v: v[2] * v[0] / v[1],
    "cagr": lambda v: 100 * (_root(v[0] / v[1], v[2]) - 1),
    "chain": lambda v: 100 * (prod((1 + g / 100 for g in v), start=Fraction(1)) - 1),
    "maximum": max,
    "minimum": min,
    "rank": lambda v: Fraction(1 + sum(one > v[0] for one in v[1:])),
}
