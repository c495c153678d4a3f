"""The guard on prose: gathers what every rule finds in a text. No rendering."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jaarbericht.compose import handtyped
from jaarbericht.compose.allowlist import Entry
from jaarbericht.compose.directions import reversed_directions
from jaarbericht.compose.findings import Finding, Source
from jaarbericht.compose.functions import (
    DECLARED,
    FUNCTIONS,
    NUMBER,
    PART,
    PLACE,
    PLACED,
    SHARED,
    Function,
    Names,
    for_kind,
    nearest,
)
from jaarbericht.compose.handtyped_english import ENGLISH
from jaarbericht.compose.leftovers import leftovers
from jaarbericht.compose.parts import check_parts
from jaarbericht.compose.structure import check_structure
from jaarbericht.compose.syntax import Call, Parsed, parse
from jaarbericht.present import english

_WORDINGS = {"nl": handtyped.DUTCH, "en": ENGLISH}


@dataclass(frozen=True)
class Verdict:
    """What the guard found in one text, how it was cut, and which allowances it needed.

    Not `read` when there was nothing to judge: the text is empty, or a call does not end.
    """

    parsed: Parsed
    findings: tuple[Finding, ...]
    used: frozenset[Entry] = field(default=frozenset())
    read: bool = True


def check(
    source: Source,
    names: Names,
    entries: Sequence[Entry] = (),
    chapter: bool = True,
    parts: Mapping[str, Sequence[str]] | None = None,
) -> Verdict:
    """Apply every rule to a text; `chapter` texts must begin with a title and use all names.

    parts: the names that belong to each part of a chapter, as this text names them.
    """
    parsed = parse(source)
    if not source.text.strip():
        return Verdict(parsed, (_empty(source),), read=False)
    if not parsed.readable:
        return Verdict(parsed, parsed.findings, read=False)
    wording = _WORDINGS[names.language]
    text, typed = handtyped.typed(parsed, wording)
    spans = {entry: tuple(entry.covers(text.text)) for entry in entries}
    used = frozenset(
        entry
        for entry, places in spans.items()
        if any(handtyped.covered_by(one, span, text.text) for span in places for one in typed)
    )
    allowed = [span for places in spans.values() for span in places]
    findings = [
        *parsed.findings,
        *handtyped.findings(source, text, typed, allowed),
        *handtyped.typed_arguments(source, parsed, wording),
        *reversed_directions(source, parsed, text),
        *check_structure(source, parsed, chapter),
        *leftovers(source, parsed),
        *check_calls(source, parsed.calls, names),
        *(check_use(source, parsed.calls, names) if chapter and not parsed.findings else ()),
        *check_cited(source, parsed.calls, names),
        *check_parts(source, parsed, parts or {}),
    ]
    return Verdict(parsed, tuple(sorted(set(findings))), used)


def _empty(source: Source) -> Finding:
    todo = "Write the text, or put the file back as it was."
    return source.finding(0, "This text is empty.", todo, first=True)


def check_calls(source: Source, calls: Sequence[Call], names: Names) -> Iterator[Finding]:
    """Unknown functions, wrong numbers of words, unknown names."""
    for call in calls:
        rule = FUNCTIONS.get(call.name)
        if rule is None:
            yield source.finding(
                call.offset, f"There is no function ‘{call.name}’.",
                f"Nearest: {nearest(call.name, frozenset(FUNCTIONS))}.",
            )  # fmt: skip
        elif problem := _misshapen(call, rule):
            yield source.finding(call.offset, problem, f"Write {rule.example}.")
        elif names.language == "en" and (told := _not_english(call, rule)):
            yield source.finding(call.offset, *told)
        else:
            yield from _unknown(source, call, rule, names)


def _misshapen(call: Call, rule: Function) -> str:
    most = 1 + (rule.words or bool(rule.styles))
    least = 1 + rule.words
    if call.block != rule.block:
        return f"‘{call.name}’ is {'' if rule.block else 'not '}a block."
    if not least <= len(call.args) <= most:
        return _count(call.name, least, most)
    if not call.args[0].text:
        return f"‘{call.name}’ names nothing."
    if rule.styles and len(call.args) > 1 and call.args[1].text not in rule.styles:
        return f"‘{call.args[1].text}’ is none of {', '.join(rule.styles)}."
    return ""


def _not_english(call: Call, rule: Function) -> tuple[str, str] | None:
    """What an English text cannot say, and what to do; None when it can."""
    known = ", ".join(f"{name}()" for name, one in FUNCTIONS.items() if one.english)
    if not rule.english:
        return f"‘{call.name}’ prints Dutch words.", f"An English text has {known}."
    style = call.args[1].text if rule.styles and len(call.args) > 1 else "lang"
    if style not in english.STYLES:
        return f"‘{style}’ is a Dutch style.", f"Choose one of {', '.join(english.STYLES)}."
    return None


def _count(name: str, least: int, most: int) -> str:
    """How many quoted texts a function takes."""
    words = {
        (1, 1): "one name", (1, 2): "one name or a name and a word",
        (2, 2): "a name and its subject", (4, 4): "a name and three words",
    }  # fmt: skip
    return f"‘{name}’ takes {words[least, most]} in quotes."


def _unknown(source: Source, call: Call, rule: Function, names: Names) -> Iterator[Finding]:
    literal = call.args[0]
    known = frozenset[str]().union(*(names.known(kind) for kind in rule.names))
    if literal.text in known or (PLACE in rule.names and names.is_left_out(literal.text)):
        return
    others = names.kinds_of(literal.text)
    if others:
        yield source.finding(
            literal.offset,
            f"‘{literal.text}’ is a {others[0]}, which {call.name}() does not print.",
            f"Write {for_kind(others[0], literal.text)}.",
        )
    elif "." in literal.text and set(rule.names) & set(SHARED):
        yield source.finding(literal.offset, *_not_elsewhere(literal.text, rule, names))
    else:
        whose = source.file if names.fixed else f"Chapter ‘{names.chapter}’"
        yield source.finding(
            literal.offset,
            f"{whose} has no {' or '.join(rule.names)} ‘{literal.text}’.",
            _instead(literal.text, known, rule, names),
        )


def _not_elsewhere(name: str, rule: Function, names: Names) -> tuple[str, str]:
    """What is wrong with an unknown full name, and what to do."""
    chapter, _, rest = name.partition(".")
    other = names.elsewhere.get(chapter)
    if other is None:
        return (
            f"The edition has no other chapter ‘{chapter}’, so ‘{name}’ cannot be printed here.",
            f"Nearest: {nearest(chapter, frozenset(names.elsewhere))}. Correct the name, add the"
            " chapter to config.yaml, or take these words out of the text.",
        )
    known = frozenset[str]().union(*(other.of_kind(kind) for kind in rule.names if kind in SHARED))
    close = nearest(rest, known).replace("‘", f"‘{chapter}.") or "none"
    return (
        f"Chapter ‘{chapter}’ has no {' or '.join(rule.names)} ‘{rest}’.",
        f"Nearest: {close}. ./jaarbericht names {chapter} lists all.",
    )


def _instead(name: str, known: frozenset[str], rule: Function, names: Names) -> str:
    """The names that look like an unknown one, and where all of them can be seen."""
    if names.fixed and not known:
        return "This text belongs to no chapter: it has no numbers, periods, figures or tables."
    wanted = f"Nearest: {nearest(name, known)}." if known else "There are none."
    declared = not names.fixed and set(rule.names) & set(DECLARED)
    return f"{wanted} ./jaarbericht names {names.chapter} lists all." if declared else wanted


def check_use(source: Source, calls: Sequence[Call], names: Names) -> Iterator[Finding]:
    """Names that the text never uses, and figures or tables that are placed twice."""
    end = len(source.text)
    for kind in DECLARED:
        used = Counter(call.args[0].text for call in calls if call.args and _uses(call, kind))
        for name in sorted(names.of_kind(kind) - set(used)):
            yield source.finding(
                end, f"The {kind} ‘{name}’ is declared and never used.",
                f"Write {for_kind(kind, name)}. Should the report do without it, ask a programmer"
                f" to take it out of scripts/chapters/{names.chapter}.py;"
                f" ./jaarbericht names {names.chapter} says what it is.",
            )  # fmt: skip
        if kind in PLACED:
            yield from _twice(source, calls, kind)


def check_cited(source: Source, calls: Sequence[Call], names: Names) -> Iterator[Finding]:
    """Numbers out of a publication that no footnote of the text names, and footnotes of others."""
    told = [call.args[0] for call in calls if call.name == "bron" and call.args]
    named = {text for one in told for text in names.sources(one.text) or ()}
    for one in told:
        if one.text in names.known(NUMBER) and names.sources(one.text) is None:
            yield source.finding(
                one.offset, f"‘{one.text}’ rests on tables of CBS, not on a publication.",
                "Take bron() out: the annex names the tables.",
            )  # fmt: skip
    wanting: set[str] = set()
    for call in calls:
        rule = FUNCTIONS.get(call.name)
        name = call.args[0].text if call.args else ""
        lacks = set(names.sources(name) or ()) - named
        if rule and rule.prints and lacks and name not in wanting:
            wanting.add(name)
            yield source.finding(
                call.offset, f"The source of ‘{name}’ is not told: {'; '.join(sorted(lacks))}.",
                f"Write {{{{ bron('{name}') }}}} behind the sentence; it makes a footnote.",
            )  # fmt: skip


def _uses(call: Call, kind: str) -> bool:
    """Whether a call puts a name of this kind on the page; a reference does not."""
    rule = FUNCTIONS.get(call.name)
    if rule is None or call.name in ("zie", "met"):
        return False
    return kind in rule.names and (kind != NUMBER or rule.prints)


def _twice(source: Source, calls: Sequence[Call], kind: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for call in calls:
        if not call.args or not _uses(call, kind):
            continue
        name = call.args[0].text
        if name in seen:
            yield source.finding(
                call.offset, f"The {kind} ‘{name}’ is placed twice.",
                f"Write {{% call met('{name}') %}} … {{% endcall %}} around what belongs to it too."
                if kind == PART
                else f"Refer to it with {{{{ zie('{name}') }}}}.",
            )  # fmt: skip
        seen.add(name)
