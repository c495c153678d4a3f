"""The CBS tables behind the report, as the annex lists them. No numbers of the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jaarbericht.present.dutch import date_text

COMPLETENESS = {
    "complete": "volledig",
    "slice": "een selectie: codes en perioden zijn niet alle opgenomen",
    "partial": "gedeeltelijk: er ontbreken rijen of kolommen",
}
STRUCTURE = {
    "verified": "sleutels en titels zijn bij het CBS gezien",
    "derived": "een deel van de sleutels of titels is afgeleid, niet gezien",
    "unknown": "de herkomst van sleutels en titels is niet bekend",
}


@dataclass(frozen=True)
class TableEntry:
    """A table: what it is, which state of it was used, and what is not certain about it.

    `derived`, `unknown`, `findings` and `completeness_note` are in English, as the archive keeps
    them.
    """

    anchor: str
    id: str
    catalogue: str
    title: str
    universe: str
    stand: str
    newer: bool
    sha256: str
    retrieved: str
    completeness: str
    structure: str
    derived: tuple[str, ...]
    unknown: tuple[str, ...]
    findings: tuple[str, ...]
    notes: tuple[str, ...]
    completeness_note: str = ""


def table_entries(tables: Mapping[str, Mapping[str, Any]]) -> tuple[TableEntry, ...]:
    """The entries of the tables in a ledger, in order of id."""
    return tuple(_entry(id, tables[id]) for id in sorted(tables, key=str.lower))


def _entry(id: str, table: Mapping[str, Any]) -> TableEntry:
    return TableEntry(
        anchor=f"t-{id}",
        id=id,
        catalogue=table["catalogue"],
        title=table["title"],
        universe=table["universe"],
        stand=_stand(table),
        newer=table["newer_than_cutoff"],
        sha256=table["sha256"],
        retrieved=_day(table["retrieved"]),
        completeness=_completeness(table),
        structure=STRUCTURE.get(table["structure"], table["structure"]),
        derived=tuple(table["derived"]),
        unknown=tuple(table["unknown"]),
        findings=tuple(table["findings"]),
        notes=tuple(table["notes"]),
        completeness_note=table["completeness_note"],
    )


def _stand(table: Mapping[str, Any]) -> str:
    """CBS's own date, or what is known instead of it."""
    return _day(table["modified"]) if table["modified"] else table["stand"] or "niet bekend"


def _completeness(table: Mapping[str, Any]) -> str:
    """The archive's word in Dutch."""
    word = table["completeness"]
    return COMPLETENESS.get(word, word) or "niet bekend"


def _day(text: str) -> str:
    """A date, or that nobody knows it."""
    if not text:
        return "niet bekend"
    try:
        return date_text(date.fromisoformat(text[:10]))
    except ValueError:
        return text


def newer(entries: Sequence[TableEntry]) -> tuple[bool, ...]:
    """Per table whether its state is later than the cut-off."""
    return tuple(entry.newer for entry in entries)
