"""Column keys as OData v3 makes them, for tables that only v4 has. Reads nothing."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[0-9A-Za-z]+")


def topic_key(title: str, number: int) -> str:
    """The key of a topic: its title in CamelCase, and its number among the topics, from 1.

    Accents go, signs go, and a letter after a sign becomes a capital; `k_` stands before a digit.
    """
    plain = unicodedata.normalize("NFKD", title)
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    words = (word[0].upper() + word[1:] for word in _WORD.findall(letters))
    name = "".join(words) or "Onderwerp"
    return f"{'k_' if name[0].isdigit() else ''}{name}_{number}"
