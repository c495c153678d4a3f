"""Forms: how a quantity is to be printed. The printing itself belongs to `present`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Form:
    """Decimals after division by `scale`; `word` follows in prose, `symbol` in tables and figures.

    `signed` prints a plus sign before positive values. Rounding is half away from zero.
    """

    decimals: int = 0
    scale: int = 1
    word: str = ""
    symbol: str = ""
    signed: bool = False


def count() -> Form:
    """A whole number: 1.234."""
    return Form()


def number(decimals: int) -> Form:
    """A bare number: 12,3."""
    return Form(decimals)


def thousand(decimals: int = 0) -> Form:
    """Thousands: ‘386,8 duizend’ in prose; x 1 000 in tables."""
    return Form(decimals, 1_000, "duizend")


def million(decimals: int = 1) -> Form:
    """Millions: ‘1,9 miljoen’."""
    return Form(decimals, 1_000_000, "miljoen", "mln")


def percent(decimals: int = 1, signed: bool = False) -> Form:
    """Percentages: ‘62,1 procent’ in prose, ‘62,1%’ elsewhere."""
    return Form(decimals, 1, "procent", "%", signed)


def points(decimals: int = 1, signed: bool = False) -> Form:
    """Percentage points."""
    return Form(decimals, 1, "procentpunt", "%-punt", signed)


def index_form(decimals: int = 0) -> Form:
    """An index number: 112."""
    return Form(decimals)


def euro(decimals: int = 2) -> Form:
    """Amounts: ‘21,35 euro’."""
    return Form(decimals, 1, "euro", "euro")


def hours(decimals: int = 1) -> Form:
    """Hours: ‘27,4 uur’."""
    return Form(decimals, 1, "uur", "uur")


def times_form(decimals: int = 1) -> Form:
    """Ratios of one kind: ‘2,5 keer’."""
    return Form(decimals, 1, "keer", "x")


def balance(decimals: int = 1, signed: bool = True) -> Form:
    """Balances of answers, with sign: −25 or +12,4."""
    return Form(decimals, signed=signed)


def rank_form() -> Form:
    """A place in an order."""
    return Form()
