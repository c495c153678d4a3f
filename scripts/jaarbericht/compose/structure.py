"""Rule: prose keeps to the small part of Markdown that the report uses. Nothing about numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from jaarbericht.compose.findings import Finding, Source
from jaarbericht.compose.syntax import BlockEnd, Call, Parsed, Text

CONTAINERS = ("kern",)
DEEPEST = 4
CARD_LINES = ("name", "number", "period", "change")

_HEADING = re.compile(r"(?m)^(#{1,6})[ \t]+(\S.*)$")
_FENCE = re.compile(r"(?m)^[ \t]*(:{3,})[ \t]*([^\n]*)$")
_NOTE = re.compile(r"\[\^([^\]\n]+)\](:?)")
_LIST = re.compile(r"(?m)^[ \t]*(\d+)[.)][ \t]+\S")
_REFUSED = (
    (re.compile(r"</?[A-Za-z][^>\n]*>|<!--"), "HTML", "Use Markdown: *schuin*, **vet**."),
    (re.compile(r"!\["), "An image", "Figures come from the chapter: {% call figuur('…') %}."),
    (re.compile(r"(?m)^[ \t]*\|"), "A table in Markdown",
     "Tables come from the chapter: {% call tabel('…') %}."),
    (re.compile(r"&(?:#\w+|\w+);"), "A character code", "Type the character itself."),
    (re.compile(r"`"), "A back quote", "Use ‘quotes’; code has no place in the report."),
    (re.compile(r"(?m)^[ \t]*(?:-{3,}|={3,}|\*{3,}|_{3,})[ \t]*$"), "A ruled line",
     "Leave an empty line, or write a heading with #."),
    (re.compile(r"\]\((?!https://)[^)\n]*\)"), "A link to something else than https://",
     "Give the full address, or refer with {{ zie('…') }}."),
    (re.compile(r"(?m)^#{1,6}[ \t][^\n]*\[\^"), "A footnote in a heading",
     "Put it behind the first sentence of the text."),
    (re.compile(r"(?m)^[ \t]*\d+\)[ \t]"), "A number with a bracket",
     "Number a list as 1. and 2."),
    (re.compile(r"(?m)^\[(?!\^)[^\]\n]+\]:"), "A link definition",
     "Put the address behind the words: [woorden](https://…)."),
)  # fmt: skip
_ADDRESS = re.compile(r"<https?://[^>\s]+>")


def check_structure(source: Source, parsed: Parsed, chapter: bool = True) -> Iterator[Finding]:
    """Findings on headings, blocks, footnotes and everything the report does not use."""
    text = masked(source, parsed)
    yield from _headings(source, text, chapter)
    yield from _refused(source, text)
    yield from _containers(source, text)
    yield from _footnotes(source, text)
    yield from _lists(source, text)
    yield from _invisible(source)
    yield from _blocks(source, parsed)


def masked(source: Source, parsed: Parsed) -> str:
    """The source with calls and comments blanked out, so that every offset stays the same."""
    blank = list(re.sub(r"[^\n]", " ", source.text))
    for part in parsed.parts:
        if isinstance(part, Text):
            blank[part.offset : part.offset + len(part.text)] = part.text
        elif isinstance(part, Call) and not part.block:
            blank[part.offset] = "\ufffc"
    return "".join(blank)


def _headings(source: Source, text: str, chapter: bool) -> Iterator[Finding]:
    headings = [(m.start(), len(m.group(1))) for m in _HEADING.finditer(text)]
    first = len(text) - len(text.lstrip())
    if chapter and headings[:1] != [(first, 1)]:
        yield source.finding(
            first, "The text does not begin with its title.", "Begin with ‘# Titel’."
        )
    for (_, before), (offset, level) in pairwise(headings):
        if level == 1:
            yield source.finding(offset, "A second title.", "Use ## for a section.")
        elif level > before + 1 or level > DEEPEST:
            yield source.finding(
                offset, f"A heading of level {level} after one of level {before}.",
                f"Use {'#' * min(before + 1, DEEPEST)} here.",
            )  # fmt: skip


def _refused(source: Source, text: str) -> Iterator[Finding]:
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    for rule, name, todo in _REFUSED:
        for match in rule.finditer(text):
            if not any(a <= match.start() < b for a, b in addresses):
                yield source.finding(match.start(), f"{name} is not used in prose.", todo)


def _containers(source: Source, text: str) -> Iterator[Finding]:
    opened: int | None = None
    for match in _FENCE.finditer(text):
        name = match.group(2).strip()
        if name and name not in CONTAINERS:
            yield source.finding(match.start(), f"Unknown box ‘{name}’.", "Write ‘::: kern’.")
        if bool(name) == (opened is not None):
            yield source.finding(
                match.start(), "Boxes begin with ‘::: kern’ and end with ‘:::’, one at a time.",
                "Check the box before this line.",
            )  # fmt: skip
        opened = match.start() if name else None
    if opened is not None:
        yield source.finding(opened, "This box is never closed.", "Add a line with ‘:::’.")


def _footnotes(source: Source, text: str) -> Iterator[Finding]:
    marks = [(m.group(1), bool(m.group(2)) and _at_margin(text, m), m.start())
             for m in _NOTE.finditer(text)]  # fmt: skip
    texts = [(name, offset) for name, is_text, offset in marks if is_text]
    calls = [(name, offset) for name, is_text, offset in marks if not is_text]
    for name, offset in calls:
        if name not in {known for known, _ in texts}:
            yield source.finding(
                offset, f"Footnote ‘{name}’ has no text.", f"Add a line ‘[^{name}]: …’."
            )
    for name, offset in texts:
        times = sum(called == name for called, _ in calls)
        if times != 1:
            yield source.finding(
                offset, f"Footnote ‘{name}’ is used {times} times.",
                "Give every footnote one mark in the text.",
            )  # fmt: skip
        if sum(known == name for known, _ in texts) > 1:
            yield source.finding(
                offset, f"Footnote ‘{name}’ has two texts.", "Give one of them another name."
            )


def _lists(source: Source, text: str) -> Iterator[Finding]:
    """A numbered list begins at one; its first point stands behind something else."""
    before = ""
    for match in re.finditer(r"(?m)^.*$", text):
        line = match.group()
        point = _LIST.match(line)
        if point and not before and point.group(1) != "1":
            yield source.finding(
                match.start(), f"A list begins with {point.group(1)}.", "Number it from 1."
            )
        before = "point" if point else before if line.startswith((" ", "\t")) or not line else ""


def _at_margin(text: str, match: re.Match[str]) -> bool:
    return match.start() == 0 or text[match.start() - 1] == "\n"


def _invisible(source: Source) -> Iterator[Finding]:
    for offset, character in enumerate(source.text):
        if character not in "\n\t\u00ad" and unicodedata.category(character) in (
            "Cc", "Cf", "Co", "Cs", "Cn",
        ):  # fmt: skip
            yield source.finding(
                offset, f"An invisible character (U+{ord(character):04X}).", "Remove it."
            )


def _blocks(source: Source, parsed: Parsed) -> Iterator[Finding]:
    """A figure or table stands on lines of its own, at the margin, and has a title."""
    opened: Call | None = None
    for part in parsed.parts:
        if isinstance(part, Call) and part.block and not part.container:
            opened = part
            if part.offset and source.text[part.offset - 1] != "\n":
                yield source.finding(
                    part.offset, f"‘{part.name}’ does not begin a line.",
                    "Put {% call … %} at the start of a line of its own.",
                )  # fmt: skip
        if isinstance(part, BlockEnd) and opened:
            rest = source.text[part.end :].split("\n", 1)[0]
            title = source.text[opened.end : part.offset]
            if rest.strip():
                yield source.finding(part.end, "Text after {% endcall %}.", "Begin a new line.")
            if opened.name == "kaart" and len(title.strip().splitlines()) != len(CARD_LINES):
                yield source.finding(
                    opened.offset, f"A card has {len(CARD_LINES)} lines.",
                    f"Give a line each to its {', '.join(CARD_LINES)}, and none to anything else.",
                )  # fmt: skip
            if not title.strip():
                yield source.finding(opened.offset, "A title is missing.", "Say what is found.")
            if "\n\n" in title.strip():
                yield source.finding(opened.offset, "A title of several paragraphs.", "Keep one.")
            opened = None
