"""Whether texts cover the numerals of a text: each as a whole, `2019` does not cover `201`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from jaarbericht.audit.verify.pdf.file import BLOCKS, Node, squeezed

# Digits of any script, and the signs that are numbers by themselves: ½, ², Ⅻ, ①.
_SIGNS = (
    "\u00b2\u00b3\u00b9\u00bc-\u00be\u2070\u2074-\u2079\u2080-\u2089\u2150-\u218b\u2460-\u249b"
    "\u24ea-\u24ff\u2776-\u2793\u3007\u3021-\u3029\u3192-\u3195\u3220-\u3229\u3280-\u3289"
)
NUMERAL = re.compile(rf"\d+(?:[.,]\d+)*|[{_SIGNS}]")
_GOES_ON = re.compile(r"\d|[.,]\d")
_GOES_BEFORE = re.compile(r"\d$|\d[.,]$")
_BEHIND_SIGN = re.compile(r"(?<=[-/]) |(?<=[\d\ue000]\u2013) (?=[\d\ue000])")
_LONG = 20
_MASKED = str.maketrans({str(digit): "\ue000" for digit in range(10)})


def says(node: Node, text: str) -> bool:
    """Whether an element has this text and no other, with no space in or gone from a numeral."""
    if node.whole != squeezed(text):
        return False
    if not NUMERAL.search(text):
        return True
    own = " ".join(one.text for one in node.below() if one is node or one.kind in BLOCKS)
    return same_numerals(own, text)


def same_numerals(text: str, other: str) -> bool:
    """Whether two texts have the same numerals: `2020 62` and `20206 2` do not."""
    return NUMERAL.findall(text) == NUMERAL.findall(other)


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text of the same length in which the digits of some places are no digits."""
    for start, end in spans:
        text = text[:start] + text[start:end].translate(_MASKED) + text[end:]
    return text


class Facts:
    """Texts that may explain a numeral, found by their first numeral.

    `told` is the text that they are of, without the digits that explain themselves by their place;
    `more` are others that may explain a numeral too.
    """

    def __init__(self, texts: Iterable[str], told: str = "", more: Facts | None = None) -> None:
        self.texts = tuple(set(texts))
        self.told = told
        self.more = more
        self._first: dict[str, list[str]] = defaultdict(list)
        for text in self.texts:
            numeral, words = _beginning(text)
            if numeral:
                self._first[numeral].append(words)

    def beginning_with(self, numeral: str) -> Sequence[str]:
        """The texts whose first numeral this is."""
        own: Sequence[str] = self._first.get(numeral, ())
        return [*own, *self.more.beginning_with(numeral)] if self.more else own

    def every(self) -> Iterator[str]:
        """All texts."""
        yield from self.texts
        if self.more:
            yield from self.more.every()


@cache
def _beginning(text: str) -> tuple[str, str]:
    """The first numeral of a text, empty when it has none, and the text in single spaces."""
    numeral = NUMERAL.search(text)
    return (numeral.group() if numeral else "", _in_one_line(text))


def _in_one_line(text: str) -> str:
    """A text in single spaces; a line may have ended behind a sign within a word, so none there."""
    return _BEHIND_SIGN.sub("", " ".join(text.split()))


def left_over(text: str, facts: Facts) -> list[str]:
    """The numerals of a text that no fact covers."""
    text, told = _in_one_line(text), _in_one_line(facts.told or text)
    numerals = list(NUMERAL.finditer(told))
    if not numerals:
        return []
    covered = bytearray(len(text))
    for numeral in set(NUMERAL.findall(text)):
        for fact in facts.beginning_with(numeral):
            for start in _places(text, fact):
                covered[start : start + len(fact)] = b"\1" * len(fact)
    left = [m.group() for m in numerals if not all(covered[m.start() : m.end()])]
    return [] if left and _is_line_of(text, facts.every()) else left


def _is_line_of(text: str, facts: Iterable[str]) -> bool:
    """Whether a text is a fact, or a long piece of one: a hyphen may have been put in or out."""
    words = squeezed(text)
    return any(
        (words == squeezed(fact) and same_numerals(text, fact))
        or (len(words) > _LONG and words in squeezed(fact))
        for fact in facts
        if len(fact) >= len(words)
    )


def _places(text: str, fact: str) -> Iterator[int]:
    """Where a fact stands in a text as a whole, not as a part of a longer numeral."""
    start = text.find(fact)
    while start >= 0:
        end = start + len(fact)
        if not (_GOES_ON.match(text, end) or _GOES_BEFORE.search(text[max(0, start - 2) : start])):
            yield start
        start = text.find(fact, start + 1)
