"""Paragraphs that belong to a part of a chapter: which they are, and a text without them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from jaarbericht.compose.findings import Finding, Source
from jaarbericht.compose.functions import FUNCTIONS
from jaarbericht.compose.syntax import BlockEnd, Call, Parsed, parse

PART = "deel"
_NOTE = re.compile(r"\[\^([^\]\n]+)\]:")
_MARK = re.compile(r"\[\^([^\]\n]+)\](?!:)")


@dataclass(frozen=True)
class Block:
    """What stands in [start, end) between a call of deel() or met() and its end."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class Note:
    """The text of a footnote, in [start, end)."""

    name: str
    start: int
    end: int


def missing(subject: str) -> str:
    """What stands in the place of a part that an edition does not have."""
    return f"Over {subject} bevat het archief van deze editie geen bruikbare cijfers."


def blocks(parsed: Parsed) -> tuple[Block, ...]:
    """The blocks of a text that belong to a part, those within others first."""
    found: list[Block] = []
    opened: list[Call] = []
    for part in parsed.parts:
        if isinstance(part, Call) and part.block:
            opened.append(part)
        elif isinstance(part, BlockEnd) and opened:
            call = opened.pop()
            if call.container and call.args:
                found.append(Block(call.args[0].text, call.end, part.offset))
    return tuple(found)


def notes(text: str) -> tuple[Note, ...]:
    """The footnotes of a text, each with the lines that go on with it."""
    found: list[Note] = []
    at, ended = 0, True
    for line in text.splitlines(keepends=True):
        head = _NOTE.match(line)
        indented = line[:1].isspace() and bool(line.strip())
        if head:
            found.append(Note(head.group(1), at, at + len(line)))
        elif found and (indented or (line.strip() and not ended)):
            found[-1] = replace(found[-1], end=at + len(line))
        elif line.strip():
            found.append(Note("", at, at))  # words that belong to no note
        ended = not line.strip()
        at += len(line)
    return tuple(note for note in found if note.name)


def without(source: Source, left_out: Collection[str]) -> Source:
    """The text with what belongs to the parts `left_out` made blank: all else keeps its place.

    A footnote whose mark goes with them goes too.
    """
    parsed = parse(source)
    gone = [block for block in blocks(parsed) if block.name in left_out]
    if not gone:
        return source
    text = source.text
    before = set(_MARK.findall(text))
    for block in gone:
        text = _blank(text, block.start, block.end)
    lost = before - set(_MARK.findall(text))
    for note in notes(text):
        if note.name in lost:
            text = _blank(text, note.start, note.end)
    return replace(source, text=text)


def check_parts(
    source: Source, parsed: Parsed, parts: Mapping[str, Sequence[str]]
) -> Iterator[Finding]:
    """What names something of a part and would stay when the part is left out.

    parts: the names of each part, those of other chapters with the name of the chapter before both.
    """
    of = {name: part for part, own in parts.items() for name in own}
    around = blocks(parsed)
    footnotes = notes(source.text)
    for call in parsed.calls:
        name = call.args[0].text if call.args else ""
        part = of.get(name)
        if part is None or call.container or call.name not in FUNCTIONS:
            continue
        places = (call.offset, _mark_of(source.text, footnotes, call.offset))
        held = (one for one in around if one.name == part)
        if not any(one.start <= at < one.end for one in held for at in places):
            yield source.finding(
                call.offset,
                f"‘{name}’ belongs to the part ‘{part}’, which an edition may not have.",
                f"Put it between {{% call met('{part}') %}} and {{% endcall %}}, with the sentences"
                " around it.",
            )  # fmt: skip


def _mark_of(text: str, footnotes: Sequence[Note], offset: int) -> int:
    """Where a place is read: for what stands in a footnote, at the mark of the note."""
    note = next((one for one in footnotes if one.start <= offset < one.end), None)
    if note is None:
        return offset
    marks = (m.start() for m in _MARK.finditer(text) if m.group(1) == note.name)
    return next(marks, offset)


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
