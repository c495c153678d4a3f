"""Dutch number words: which words of a text say a number. Not where a text may say one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class WordKind(Enum):
    """What sort of number a word says; decides which function replaces it."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    FRACTION = "fraction"
    MULTIPLE = "multiple"


@dataclass(frozen=True)
class NumberWord:
    """A number word at [start, end) of the text it was found in."""

    word: str
    kind: WordKind
    start: int
    end: int


_ONE = "één|eén|éen|een"
_UNITS = f"{_ONE}|twee|drie|vier|vijf|zes|zeven|acht|negen"
_TEENS = "tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien"
_TENS = "twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig"
_BIG = "honderd|duizend|miljoen|miljard|biljoen"
# Longest first, so that ‘achttien’ is not read as ‘acht’ + ‘tien’ with a t left over.
_MORPHEME = f"(?:nul|{_TEENS}|{_TENS}|{_BIG}|{_UNITS})"
_LINKED = f"(?:{_MORPHEME}(?:(?:en|ën)(?={_MORPHEME}))?)"
_NOT_ONE = f"(?!(?:{_ONE})$)"
_MORE_THAN_ONE = f"(?!(?:{_ONE})(?:jar|jaar|daag|maand|week|pers|mal|maal|led|del|voud|keer|man))"

_CARDINAL = re.compile(
    f"{_NOT_ONE}{_LINKED}+|één|eén|éen"
    f"|(?:{_LINKED})*(?:tientallen|honderden|duizenden|miljoenen|miljarden|biljoenen)"
    f"|{_NOT_ONE}{_LINKED}+tal(?:len)?|dozijn(?:en)?"
    f"|{_MORE_THAN_ONE}{_LINKED}+"
    "(?:jarige?|jaars|jaarlijkse?|daagse?|maandse?|maandelijkse?|wekelijkse?|persoons\\w*"
    "|ledige?|delige?|mansbedrij\\w+)"
)
_ORDINAL = re.compile(
    f"(?:{_LINKED})*(?:eerste|tweede|derde|achtste|(?:vier|vijf|zes|zeven|negen|{_TEENS})de"
    f"|(?:{_TENS}|{_BIG})ste)"
)
_FRACTION = re.compile(
    f"half|halve|helft|anderhal(?:f|ve)|(?:{_LINKED})?kwart|(?:{_LINKED})+(?:en|ën)(?:een)?hal(?:f|ve)"
    f"|(?:{_ONE})(?:derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende)|tweederde"
)
_MULTIPLE = re.compile(
    "dubbele?|(?:ver|ge)dubbel(?:d|de|den|en|t|ing|ingen)?|verdubbeld\\w*"
    f"|ver{_LINKED}voudig(?:d|de|den|en|t|ing)?"
    "|halver(?:en|ing|ingen|end|ende)|halveer(?:t|de|den)?|gehalveerde?"
    f"|{_MORE_THAN_ONE}{_LINKED}+(?:voud|voudige?|maal|malige?|keer)|driedubbele?"
)
_RULES = (
    (_FRACTION, WordKind.FRACTION),
    (_ORDINAL, WordKind.ORDINAL),
    (_MULTIPLE, WordKind.MULTIPLE),
    (_CARDINAL, WordKind.CARDINAL),
)
_WORD = re.compile(r"[^\W\d_]+")
_MONTH = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
# ‘acht’ is a verb and a noun too, and ‘half november’ is a date, not a fraction.
_OTHER_MEANING = {
    "acht": (
        re.compile(r"\b(?:in|buiten|sloeg|sla)\s+$"),
        re.compile(
            r"^\s+(?:het|dit|dat|deze|zich|ik|wij|we|men|zij|haar|hem|hen|u|te slaan|slaan)\b"
        ),
    ),
    "half": (re.compile(r"(?!)"), re.compile(rf"^\s+(?:{_MONTH})\b")),
}


def kind_of(word: str) -> WordKind | None:
    """The kind of number that a single word says; None for every other word."""
    lowered = word.lower()
    return next((kind for rule, kind in _RULES if rule.fullmatch(lowered)), None)


def number_words(text: str) -> Iterator[NumberWord]:
    """The number words of a text, in order; parts of hyphenated words count as words."""
    for match in _WORD.finditer(text):
        kind = kind_of(match.group())
        if kind and not _means_something_else(text, match):
            yield NumberWord(match.group(), kind, match.start(), match.end())


def _means_something_else(text: str, match: re.Match[str]) -> bool:
    before, after = _OTHER_MEANING.get(match.group().lower(), (None, None))
    if before is None or after is None:
        return False
    head, tail = text[: match.start()].lower(), text[match.end() :].lower()
    return bool(before.search(head[-20:]) or after.search(tail[:20]))
