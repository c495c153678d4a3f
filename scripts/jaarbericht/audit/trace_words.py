"""Exact values and CBS's texts as a reader can trust them: nothing hidden, nothing left out."""

from __future__ import annotations

import unicodedata
from fractions import Fraction

from jaarbericht.present.csvfiles import exact_text

UNKNOWN = "?"
_HIDDEN = ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp")


def exact(value: Fraction | None) -> str:
    """`376.3`; what has no end as decimals also as a fraction: `74.536178107607 (40175/539)`."""
    if value is None:
        return UNKNOWN
    text = exact_text(value)
    return text if Fraction(text) == value else f"{text} ({value})"


def visible(text: str) -> str:
    """The text with characters that steer instead of show written out, such as U+202E."""
    return "".join(_escaped(c) if unicodedata.category(c) in _HIDDEN else c for c in text)


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
