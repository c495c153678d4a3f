"""Rule: what depends on figures is never typed: digits, number words, rounding, directions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from jaarbericht.compose.findings import Finding, Source
from jaarbericht.compose.functions import FUNCTIONS
from jaarbericht.compose.numberwords import NumberWord, WordKind, number_words
from jaarbericht.compose.plain import EXPRESSION, Plain, calls_at, plain
from jaarbericht.compose.syntax import Parsed

_ALLOW = "or, if it belongs to a name, add it with a reason to report/allowlist.yaml."
_ADVICE = {
    WordKind.CARDINAL: "Write {{ getal('…') }}, {{ ongeveer('…') }} or {{ kaal('…') }}; ",
    WordKind.ORDINAL: "Write {{ rang('…') }}, {{ periode('…') }} or {{ breuk('…') }}; ",
    WordKind.FRACTION: "Write {{ breuk('…') }} or {{ getal('…') }}; ",
    WordKind.MULTIPLE: "Write {{ keer('…') }} or {{ verveelvoudigd('…') }}; ",
}
_RUN = re.compile(rf"[^\s{EXPRESSION}]*\d[^\s{EXPRESSION}]*")
_EDGE = "()[]{}<>.,;:!?\"'“”‘’«»…-–—/"
_YEAR = re.compile(r"(?:19|20)\d\d")
_QUARTER = re.compile(r"(?i)\d{4}\s?(?:kw|q)\d|^[qk]w?\d$")
_PLACE = re.compile(r"(?i)\b(?:figuur|tabel|hoofdstuk|paragraaf)\s+$")

_ROUNDING = re.compile(
    r"(?i)\b(?P<word>ruim|bijna|circa|ca\.|ongeveer|zo['’]n|krap|rond|om en nabij|net geen|nog geen"
    rf"|dik|meer dan|minder dan|net boven|net onder)\s+(?:de\s+|het\s+|een\s+)?(?P<at>{EXPRESSION})"
)
_VERBS = (
    "steeg|stegen|stijgt|stijgen|gestegen|daalde|daalden|daalt|dalen|gedaald|groeide|groeiden"
    "|groeit|groeien|gegroeid|kromp|krompen|krimpt|krimpen|gekrompen|toegenomen|afgenomen"
    "|stijging|daling|toename|afname|krimp|toenam|toenamen|afnam|afnamen"
    "|opgelopen|teruggelopen|teruggevallen|verdubbelde"
)
_BETWEEN = rf"(?:\s+(?:[^\s.,;:!?{EXPRESSION}]+|{EXPRESSION}))"
_DIRECTION_BEFORE = re.compile(
    rf"(?i)\b(?P<word>{_VERBS}|nam(?:en)?|neemt|nemen){_BETWEEN}{{0,5}}?\s+(?:met|van|naar|tot)"
    rf"\s+(?P<at>{EXPRESSION})(?P<particle>\s+(?:toe|af)\b)?"
)
_DIRECTION_AFTER = re.compile(
    rf"(?i)(?P<at>{EXPRESSION})(?:\s+(?!of\b|en\b|die\b|dat\b)[^\W\d_]+)?"
    rf"\s+(?P<word>meer|minder|hoger|lager|groter|kleiner|{_VERBS})\b"
)


@dataclass(frozen=True)
class Typed:
    """Something typed that may not be, at [start, end) of the plain text."""

    start: int
    end: int
    shown: str
    problem: str
    todo: str


@dataclass(frozen=True)
class Wording:
    """How a language says numbers, roundings and directions.

    A rounding and a direction have a `word`, and `at` where the number is printed.
    """

    number_words: Callable[[str], Iterable[NumberWord]]
    rounding: re.Pattern[str]
    directions: tuple[re.Pattern[str], ...]


DUTCH = Wording(number_words, _ROUNDING, (_DIRECTION_BEFORE, _DIRECTION_AFTER))


def typed(parsed: Parsed, wording: Wording = DUTCH) -> tuple[Plain, tuple[Typed, ...]]:
    """All that is typed and should be computed, with the plain text that it was found in."""
    text = plain(parsed.parts)
    calls = calls_at(parsed.parts, text)
    printing = {
        at
        for at, call in calls.items()
        if (rule := FUNCTIONS.get(call.name)) and rule.prints and not rule.signless
    }
    found = [*_digits(text.text), *_words(text.text, wording)]
    found += _rounding(text.text, printing, wording)
    found += _directions(text.text, printing, wording)
    return text, tuple(found)


def typed_arguments(source: Source, parsed: Parsed, wording: Wording = DUTCH) -> Iterator[Finding]:
    """Words given to a function are printed too, so they say no numbers either."""
    for call in parsed.calls:
        rule = FUNCTIONS.get(call.name)
        for literal in call.args[1:] if rule and rule.words else ():
            for one in (*_digits(literal.text), *_words(literal.text, wording)):
                yield source.finding(literal.offset, one.problem, one.todo)


def findings(
    source: Source, text: Plain, all_typed: Sequence[Typed], allowed: Sequence[tuple[int, int]]
) -> Iterator[Finding]:
    """The typed things that no allowed span covers, as findings."""
    for one in all_typed:
        if not _covered(one, allowed, text.text):
            yield source.finding(text.offsets[one.start], one.problem, one.todo)


def covered_by(one: Typed, span: tuple[int, int], text: str) -> bool:
    """Whether a span touches what makes this typed thing a number or a direction."""
    return any(span[0] <= at < span[1] for at in _core(one, text))


def _covered(one: Typed, spans: Sequence[tuple[int, int]], text: str) -> bool:
    return all(any(a <= at < b for a, b in spans) for at in _core(one, text))


def _core(one: Typed, text: str) -> list[int]:
    """The characters that count: the digits of a run with digits, else the whole word."""
    places = range(one.start, one.end)
    return [at for at in places if text[at].isdigit()] or list(places)


def _digits(text: str) -> Iterator[Typed]:
    for match in _RUN.finditer(text):
        run = match.group()
        start = match.start() + len(run) - len(run.lstrip(_EDGE))
        shown = run.strip(_EDGE)
        yield Typed(
            start, start + len(shown), shown, f"‘{shown}’ is typed by hand.",
            _digit_advice(shown, text[: match.start()][-20:]) + _ALLOW,
        )  # fmt: skip


def _digit_advice(shown: str, before: str) -> str:
    if _PLACE.search(before):
        return "Write {{ zie('…') }}, which prints the word and the number; "
    if _YEAR.fullmatch(shown):
        return "Write {{ periode('…', 'jaar') }}; "
    if _QUARTER.search(shown) or len(_YEAR.findall(shown)) > 1:
        return "Write {{ periode('…') }}; "
    return "Write {{ getal('…') }} or another function of a number; "


def _words(text: str, wording: Wording) -> Iterator[Typed]:
    for word in wording.number_words(text):
        yield Typed(
            word.start, word.end, word.word, f"The number word ‘{word.word}’ is typed by hand.",
            _ADVICE[word.kind] + _ALLOW,
        )  # fmt: skip


def _rounding(text: str, printing: set[int], wording: Wording) -> Iterator[Typed]:
    for match in wording.rounding.finditer(text):
        if match.start("at") in printing:
            yield Typed(
                match.start("word"), match.end("word"), match.group("word"),
                f"The rounding word ‘{match.group('word')}’ is typed by hand.",
                "Write {{ ongeveer('…') }}: it chooses the word from the unrounded value.",
            )  # fmt: skip


def _directions(text: str, printing: set[int], wording: Wording) -> Iterator[Typed]:
    for match in (match for rule in wording.directions for match in rule.finditer(text)):
        word = match.group("word")
        halved = word.lower() in ("nam", "namen", "neemt", "nemen")
        if match.start("at") not in printing or (halved and not _taken(match)):
            continue
        yield Typed(
            match.start("word"), match.end("word"), word,
            f"The direction word ‘{word}’ is typed by hand.",
            "Write {{ richting('…', 'gestegen', 'gedaald', 'gelijk gebleven') }} with your own"
            " three words, or {{ meer_minder('…') }}.",
        )  # fmt: skip


def _taken(match: re.Match[str]) -> bool:
    """Whether ‘nam … toe’ or ‘nam … af’ is meant, rather than ‘nam’ alone."""
    inside = re.search(r"\b(?:toe|af)\b", match.group())
    return bool(match.groupdict().get("particle") or inside)
