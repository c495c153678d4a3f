"""Words that say a number, Dutch and English: cardinals, ordinals, fractions, multiples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

_ONE = "één|eén|éen|een"
_UNITS = f"{_ONE}|twee|drie|vier|vijf|zes|zeven|acht|negen"
_TEENS = "tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien"
_TENS = "twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig"
_BIG = "honderd|duizend|miljoen|miljard|biljoen"
_PART = f"(?:nul|{_TEENS}|{_TENS}|{_BIG}|{_UNITS})"
_LINKED = f"(?:{_PART}(?:(?:en|ën)(?={_PART}))?)"
_DUTCH = re.compile(
    f"(?!(?:{_ONE})$){_LINKED}+|één|eén|éen"
    f"|(?:{_LINKED})*(?:tientallen|honderden|duizenden|miljoenen|miljarden|biljoenen)"
    f"|(?:{_LINKED})*(?:eerste|tweede|derde|achtste|(?:vier|vijf|zes|zeven|negen|{_TEENS})de"
    f"|(?:{_TENS}|{_BIG})ste)"
    f"|half|halve|helft|anderhal(?:f|ve)|(?:{_LINKED})?kwart|(?:{_LINKED})+(?:en|ën)(?:een)?hal(?:f|ve)"
    f"|tweederde|(?:ver|ge)dubbel(?:d|de|den|en|t)?|verdubbeld\\w*|ver{_LINKED}voudig(?:d|de|den|en|t)?"
    "|halver(?:en|ing)|halveer(?:t|de|den)?|gehalveerde?|driedubbele?"
    f"|(?!(?:{_ONE})(?:voud|maal|keer)){_LINKED}+(?:voud|voudige?|maal|keer)"
)
_SMALL = "two|three|four|five|six|seven|eight|nine"
_ENGLISH = re.compile(
    f"{_SMALL}|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|zero|dozens?"
    "|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|(?:hundred|thousand|million|billion)s?"
    "|half|halves|thirds?|fifths?|tenths?|three-quarters|first|second|fourth|sixth|seventh|eighth"
    "|ninth|eleventh|twelfth|twentieth|twice|thrice|doubl(?:e|ed|es|ing)|tripl(?:e|ed|es|ing)"
    f"|halv(?:ed|es|ing)|(?:{_SMALL}|ten)fold"
)
_WORD = {"nl": re.compile(r"[^\W\d_]+"), "en": re.compile(r"[^\W\d_]+(?:-quarters)?")}
_RULE = {"nl": _DUTCH, "en": _ENGLISH}
_MONTH = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
# ‘acht’ is a verb and a noun too, and ‘half november’ is a date.
_OTHER = {
    "acht": (
        re.compile(r"\b(?:in|buiten|sloeg|sla)\s+$"),
        re.compile(
            r"\s+(?:het|dit|dat|deze|zich|ik|wij|we|men|zij|haar|hem|hen|u|te slaan|slaan)\b"
        ),
    ),
    "half": (re.compile(r"(?!)"), re.compile(rf"\s+(?:{_MONTH})\b")),
}  # fmt: skip


def number_words(text: str, language: str = "nl") -> Iterator[tuple[int, int]]:
    """Where the number words of a text begin and end."""
    for match in _WORD[language].finditer(text):
        if _says_number(match.group(), language) and not _is_other(text, match, language):
            yield match.span()


@cache
def _says_number(word: str, language: str) -> bool:
    return _RULE[language].fullmatch(word.lower()) is not None


def _is_other(text: str, match: re.Match[str], language: str) -> bool:
    """Whether a word that can say a number means something else here."""
    word = match.group().lower()
    if language != "nl" or word not in _OTHER:
        return False
    before, after = _OTHER[word]
    head, tail = text[: match.start()][-20:].lower(), text[match.end() :][:20].lower()
    return bool(before.search(head) or after.match(tail))
