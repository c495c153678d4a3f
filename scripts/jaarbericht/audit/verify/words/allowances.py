"""Which allowed terms are too wide: those that would let a figure pass."""

from __future__ import annotations

import re

_EDGE = re.compile(r"\(\?<!\\w\)|\(\?!\\w\)")
# The base of an index names a year that follows from the figures.
_BASE = re.compile(r"\\d\{4\}(?= = 100\b)")
_SPACE = re.compile(r"\\s\+|\\ ")
_OPTIONAL = re.compile(r"(?<=[^\W\d])\?")
_ESCAPED = re.compile(r"\\([^\w\s])")
_WILD = re.compile(r"[\\\[\]{}*+?^$]|(?<!\d)\.|\.(?!\d)")
_SHARE = re.compile(r"(?:\W*[\d.,]+|\S+)\s?(?:%|procent(?:punt)?|per\s?cent|percentage points?)")


def too_wide(pattern: str) -> bool:
    """Whether a pattern allows more than the words it is made of, a fraction, or a percentage."""
    text = _SPACE.sub(" ", _BASE.sub("2000", _EDGE.sub("", pattern)))
    if _WILD.search(_ESCAPED.sub(" ", _OPTIONAL.sub("", text))):
        return True
    plain = _ESCAPED.sub(r"\1", text)
    terms = plain.replace("(", "").replace(")", "").split("|")
    return any(re.search(r"\d,\d", one) or _SHARE.fullmatch(one.strip()) for one in terms)
