"""Exact values as a reader can trust them: nothing left out."""

from __future__ import annotations

from fractions import Fraction

from jaarbericht.present.csvfiles import exact_text

UNKNOWN = "?"


def exact(value: Fraction | None) -> str:
    """`376.3`; what has no end as decimals also as a fraction: `74.536178107607… (40175/539)`."""
    if value is None:
        return UNKNOWN
    text = exact_text(value)
    return text if Fraction(text) == value else f"{text}… ({value})"
