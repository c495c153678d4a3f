"""Words that say more and words that say less, Dutch and English."""

from __future__ import annotations

import re

# Words for more and for less, of one sort.
PAIRS = (
    ("steeg", "daalde"), ("stegen", "daalden"), ("stijgt", "daalt"), ("gestegen", "gedaald"),
    ("groeide", "kromp"), ("groeiden", "krompen"), ("groeit", "krimpt"), ("gegroeid", "gekrompen"),
    ("groei", "krimp"), ("stijging", "daling"), ("toename", "afname"), ("toe", "af"),
    ("hoger", "lager"), ("groter", "kleiner"), ("meer", "minder"), ("boven", "onder"),
    ("erboven", "eronder"), ("voor", "achter"), ("beter", "slechter"), ("sneller", "trager"),
    ("rose", "fell"), ("rises", "falls"), ("grew", "shrank"), ("grows", "shrinks"),
    ("increased", "decreased"), ("higher", "lower"), ("larger", "smaller"), ("above", "below"),
    ("more", "less"), ("more", "fewer"), ("up", "down"), ("rise", "fall"), ("growth", "decline"),
)  # fmt: skip
_WORD = re.compile(r"\w+")
_BACK = re.compile(r"(?i)\b(eerder|ervoor|daarvoor|voordien|tevoren|destijds|before|earlier|ago)\b")


def reversed_words(up: str, down: str) -> bool:
    """Whether the words for more say less, or those for less say more."""
    first, second = _says(up), _says(down)
    return first < 0 or (first == 0 and second > 0 and len(_WORD.findall(down)) == 1)


def _says(words: str) -> int:
    """1 for words that only say more, -1 for words that only say less, 0 for all others."""
    found = {word.lower() for word in _WORD.findall(words)}
    more = any(up in found for up, _ in PAIRS)
    less = any(down in found for _, down in PAIRS)
    return more - less


def looks_back(sentence: str) -> bool:
    """Whether a sentence compares what came first with what came later."""
    return _BACK.search(sentence) is not None
