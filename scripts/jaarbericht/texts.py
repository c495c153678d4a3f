"""Texts from outside made into plain text. What they are for, and escaping, is done elsewhere."""

from __future__ import annotations

import unicodedata

# Control, formatting (direction among them), private use, surrogates and what is not assigned.
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})


def clean(text: str) -> str:
    """The text without control, direction-changing and private characters; tabs become spaces."""
    spaced = text.translate({ord(c): " " for c in "\t\n\r"})
    return "".join(c for c in spaced if unicodedata.category(c) not in _UNSEEN)


def one_line(text: str | None) -> str:
    """A title as one clean line; nothing for null."""
    return " ".join(clean(text or "").split())
