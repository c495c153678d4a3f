"""What one cell says: its sign, its exact value and its status. Not where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import lru_cache, total_ordering

from jaarbericht.cbs.errors import UnknownStatus, UnreadableCell

BLANK = "leeg"
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


@dataclass(frozen=True)
class Parsed:
    """The sign of a cell ("" for a plain number) and its value; no value for '.', 'x' and blank."""

    symbol: str
    value: Decimal | None


@lru_cache(maxsize=65536)
def parse_cell(raw: str | None) -> Parsed:
    """Read a cell of an UntypedDataSet, padded or not.

    '.' is unknown, unreliable or secret; 'x' is secret; '-' is nil; blank cannot occur.
    Raises UnreadableCell for anything that is none of these and no number.
    """
    text = (raw or "").strip()
    if _NUMBER.fullmatch(text):
        return Parsed("", Decimal(text))
    if text == "-":
        return Parsed("-", Decimal(0))
    if text in (".", "x"):
        return Parsed(text, None)
    if not text:
        return Parsed(BLANK, None)
    raise UnreadableCell(
        f"The cell {raw!r} is neither a number nor one of the signs '.', 'x', '-' or blank.",
        why="A cell that is not understood may not be taken for a figure.",
        todo="Download the table again; if CBS changed its signs, teach cbs/cells.py the new one.",
    )


@total_ordering
class Status(Enum):
    """How final a figure is, by CBS's words; ordered from the mildest to the strictest."""

    DEFINITIEF = "Definitief"
    ONBEKEND = "Onbekend"
    NADER_VOORLOPIG = "NaderVoorlopig"
    VOORLOPIG = "Voorlopig"

    @property
    def mark(self) -> str:
        """The sign printed behind the period: '*', '**', '?' for an unknown status, or nothing."""
        return _MARKS[self]

    def __lt__(self, other: Status) -> bool:
        return _ORDER[self] < _ORDER[other]

    @classmethod
    def strictest(cls, statuses: Iterable[Status]) -> Status:
        """The least final of the statuses; DEFINITIEF when there are none."""
        return max(statuses, default=cls.DEFINITIEF)


_ORDER = {status: rank for rank, status in enumerate(Status)}
_MARKS = {
    Status.DEFINITIEF: "",
    Status.ONBEKEND: "?",
    Status.NADER_VOORLOPIG: "**",
    Status.VOORLOPIG: "*",
}


def parse_status(word: str | None) -> Status:
    """CBS's word in a period list; absent or empty is ONBEKEND. Raises UnknownStatus."""
    text = (word or "").strip()
    if not text:
        return Status.ONBEKEND
    try:
        return Status(text)
    except ValueError:
        raise UnknownStatus(
            f"The period status {word!r} is none of {', '.join(s.value for s in Status)}.",
            why="A status that is not understood cannot be shown to the reader.",
            todo="Look at the table on StatLine and add the word to cbs/cells.py.",
        ) from None
