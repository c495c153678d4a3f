"""How many figures differ between two states of a table. Says nothing of what they mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from jaarbericht.cbs.raw import RawTable


def revised_cells(old: RawTable, new: RawTable) -> int:
    """The cells that both states have and that say something else, padding apart."""
    topics = [topic for topic in old.topics if topic in new.topics]
    before = dict(_cells(old, topics))
    return sum(
        sum(one != other for one, other in zip(before[codes], cells, strict=True))
        for codes, cells in _cells(new, topics)
        if codes in before
    )


def _cells(raw: RawTable, topics: Sequence[str]) -> Iterator[tuple[frozenset[Any], list[str]]]:
    codes = [(key, raw.columns.index(key)) for key in raw.dimensions]
    places = [raw.columns.index(topic) for topic in topics]
    for row in raw.rows:
        cells = [(row[place] or "").strip() for place in places]
        yield frozenset((key, row[place].strip()) for key, place in codes), cells
