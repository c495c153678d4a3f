"""The sentences of a passage, and what the ledger prints in each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Entry = Mapping[str, Any]
# Not behind a single letter (m.a.w.) or a short quarter (3e kw. 2020).
_END = re.compile(r"(?<!\b[a-z])(?<!\bkw)[.!?]\s")


@dataclass(frozen=True)
class Sentence:
    """A sentence with the entries of `printed` in it: where each begins, and the entry."""

    text: str
    printed: tuple[tuple[int, Entry], ...]


def sentences(ledger: Mapping[str, Any]) -> Iterator[Sentence]:
    """Every sentence of every passage that prints something."""
    entries = {one["id"]: one for one in ledger["printed"]}
    for passage in ledger["passages"]:
        placed = [(at, entries[id]) for id, at in passage["printed"] if id in entries]
        for begin, end in _bounds(passage["text"]) if placed else ():
            inside = tuple((at - begin, one) for at, one in placed if begin <= at < end)
            if inside:
                yield Sentence(passage["text"][begin:end], inside)


def sentence_at(text: str, at: int) -> str:
    """The sentence of a passage that a place lies in."""
    return next((text[a:b] for a, b in _bounds(text) if a <= at < b), text)


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for match in _END.finditer(text):
        yield begin, match.start()
        begin = match.end()
    yield begin, len(text)
