"""Where calls begin and end in a text, and what is wrong with one that Jinja cannot read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jaarbericht.compose.findings import Finding, Source

HOW = (
    "Between {{ and }} write one function with names in quotes, such as {{ getal('naam') }};"
    " figures and tables are {% call figuur('naam') %}titel{% endcall %}."
)
_CLOSES = {"{{": "}}", "{%": "%}", "{#": "#}"}
_SIGN = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_QUOTED = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"")
_CURLY = re.compile("[‘’‚‛“”„‟′″´`«»]")


@dataclass(frozen=True)
class Tag:
    """A call or comment as typed, its signs included, with its place."""

    text: str
    offset: int


@dataclass(frozen=True)
class Tags:
    """The tags of a text; `unclosed` when one does not end, so that nothing after it can be read.

    `strays` are signs that close nothing.
    """

    tags: tuple[Tag, ...]
    unclosed: tuple[Finding, ...]
    strays: tuple[Finding, ...]


def tags(source: Source) -> Tags:
    """Pair every opening sign with its closing one; inside a comment nothing counts."""
    found: list[Tag] = []
    unclosed: list[Finding] = []
    strays: list[Finding] = []
    opened: re.Match[str] | None = None
    for sign in _SIGN.finditer(source.text):
        closes = sign.group() not in _CLOSES
        if opened is None:
            if closes:
                strays.append(_stray(source, sign))
            else:
                opened = sign
        elif sign.group() == _CLOSES[opened.group()]:
            found.append(Tag(source.text[opened.start() : sign.end()], opened.start()))
            opened = None
        elif opened.group() != "{#":
            unclosed.append(_unclosed(source, opened))
            opened = None if closes else sign
    if opened:
        unclosed.append(_unclosed(source, opened))
    return Tags(tuple(found), tuple(unclosed), tuple(strays))


def explain(tag: Tag) -> tuple[int, str, str] | None:
    """What is visibly wrong inside a tag: place, problem, what to do. None when nothing is."""
    rest = _QUOTED.sub(lambda quoted: " " * len(quoted.group()), tag.text)
    if curly := _CURLY.search(rest):
        return (
            tag.offset + curly.start(), f"The quote {curly.group()} cannot stand around a name.",
            "Put the straight quote ' before and behind the name: {{ getal('naam') }}.",
        )  # fmt: skip
    if "'" in rest or '"' in rest:
        return (
            tag.offset, f"‘{short(tag.text)}’ has a quote too few or too many.",
            "Put ' before and behind each name; an apostrophe in the words themselves is ’.",
        )  # fmt: skip
    if rest.count("(") != rest.count(")"):
        return (
            tag.offset, f"‘{short(tag.text)}’ has a bracket too few or too many.",
            "Write one ( behind the function and one ) before the end: {{ getal('naam') }}.",
        )  # fmt: skip
    return None


def short(text: str, width: int = 60) -> str:
    """A text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1] + "…"


def _unclosed(source: Source, opened: re.Match[str]) -> Finding:
    close = _CLOSES[opened.group()]
    line = source.text[opened.start() :].split("\n", 1)[0]
    return source.finding(
        opened.start(), f"‘{opened.group()}’ is never closed: ‘{short(line)}’.",
        f"Add {close} at the end of the call.", first=True,
    )  # fmt: skip


def _stray(source: Source, sign: re.Match[str]) -> Finding:
    opening = next(one for one, close in _CLOSES.items() if close == sign.group())
    return source.finding(
        sign.start(), f"‘{sign.group()}’ closes nothing and would be printed.",
        f"Remove it, or add {opening} where the call begins.",
    )  # fmt: skip
