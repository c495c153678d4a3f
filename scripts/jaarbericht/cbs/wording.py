"""When two texts of CBS say the same. Knows nothing of what they name."""

from __future__ import annotations

import json
import re

_SIGNS = re.compile(r"[^0-9a-z<>%+€$]+")
_FACTORS = (
    (re.compile(r"^(?:x\s*)?1\s?000(?:\s|$)"), 1_000),
    (re.compile(r"^x\s*1\s?000\s?000(?:\s|$)"), 1_000_000),
    (re.compile(r"^(?:x\s*)?(?:mln|miljoen)\b"), 1_000_000),
    (re.compile(r"^(?:x\s*)?(?:mld|miljard)\b"), 1_000_000_000),
)


def same(one: object, other: object) -> bool:
    """Whether two texts are equal apart from white space."""
    return " ".join(str(one).split()) == " ".join(str(other).split())


def alike(one: object, other: object) -> bool:
    """Whether two texts differ in capitals, blanks and punctuation at most."""
    return _SIGNS.sub(" ", str(one).lower()).strip() == _SIGNS.sub(" ", str(other).lower()).strip()


def factor_of(unit: str) -> int:
    """What a figure in CBS's unit is multiplied by to be in whole units: 1000 for `x 1 000`."""
    text = " ".join(unit.lower().split())
    return next((factor for form, factor in reversed(_FACTORS) if form.match(text)), 1)


def quoted(text: object) -> str:
    """A text as it is written in YAML."""
    return json.dumps(" ".join(str(text).split()), ensure_ascii=False)
