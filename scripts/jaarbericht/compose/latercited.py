"""The published figures of an earlier edition, as a later one cites them. No formulas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CitationRecord = Mapping[str, str]
_SAME = ("unit", "period")


@dataclass(frozen=True)
class LaterCitation:
    """A published figure in the later edition: its value, and the status."""

    value: str
    status: str


def cited_later(
    earlier: Mapping[str, CitationRecord], later: Mapping[str, CitationRecord]
) -> Mapping[str, LaterCitation]:
    """What the later edition says of each published figure.

    One that it does not cite, or of which the key stands for another period or unit there, is what
    it was: no other value of it is known.
    """
    return {key: _told(one, later.get(key, one)) for key, one in earlier.items()}


def _told(old: CitationRecord, new: CitationRecord) -> LaterCitation:
    told = new if all(new[name] == old[name] for name in _SAME) else old
    return LaterCitation(told["value"], told["status"])
