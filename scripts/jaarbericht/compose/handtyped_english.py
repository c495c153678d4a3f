"""Words that say a number, a direction or a rounding in English, for the guard on the summary."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jaarbericht.compose.handtyped import Wording
from jaarbericht.compose.numberwords import NumberWord, WordKind
from jaarbericht.compose.plain import EXPRESSION

_UNITS = "two|three|four|five|six|seven|eight|nine"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_TEENS = (
    "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|zero|dozens?"
)
_RULES = (
    (re.compile("half|halves|thirds?|fifths?|tenths?|three-quarters"), WordKind.FRACTION),
    (
        re.compile("first|second|fourth|sixth|seventh|eighth|ninth|eleventh|twelfth|twentieth"),
        WordKind.ORDINAL,
    ),
    (
        re.compile(f"twice|thrice|doubl(?:e|ed|es|ing)|tripl(?:e|ed|es|ing)|halv(?:e|ed|es|ing)|"
                   f"(?:{_UNITS}|{_TEENS})fold"),
        WordKind.MULTIPLE,
    ),
    (
        re.compile(f"{_UNITS}|{_TEENS}|{_TENS}|(?:hundred|thousand|million|billion)s?"),
        WordKind.CARDINAL,
    ),
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:-quarters)?")
_VERBS = (
    "rose|risen|rises|fell|fallen|falls|grew|grown|grows|shrank|shrunk|shrinks|increased|increases"
    "|decreased|decreases|declined|declines|dropped|drops|gained|lost"
)
_BETWEEN = rf"(?:\s+(?:[^\s.,;:!?{EXPRESSION}]+|{EXPRESSION}))"


def number_words(text: str) -> Iterator[NumberWord]:
    """The English number words of a text, in order; `one` is taken as a pronoun."""
    for match in _WORD.finditer(text):
        word = match.group()
        kind = next((kind for rule, kind in _RULES if rule.fullmatch(word.lower())), None)
        if kind:
            yield NumberWord(word, kind, match.start(), match.end())


ENGLISH = Wording(
    number_words,
    re.compile(
        r"(?i)\b(?P<word>about|around|almost|nearly|over|some|roughly|approximately|more than"
        rf"|less than|fewer than|just over|just under)\s+(?:the\s+|an?\s+)?(?P<at>{EXPRESSION})"
    ),
    (
        re.compile(
            rf"(?i)\b(?P<word>{_VERBS}){_BETWEEN}{{0,5}}?\s+(?:by|from|to)\s+(?P<at>{EXPRESSION})"
        ),
        re.compile(
            rf"(?i)(?P<at>{EXPRESSION})(?:\s+(?!or\b|and\b|that\b)[^\W\d_]+)?"
            r"\s+(?P<word>more|less|fewer|higher|lower|larger|smaller|above|below)\b"
        ),
    ),
)
