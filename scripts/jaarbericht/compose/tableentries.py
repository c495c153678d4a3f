"""The CBS tables behind the report, as the annex lists them. No numbers of the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from jaarbericht.present.dutch import date_text

CBS, HOST, FOLDER = "CBS", "opendata.cbs.nl", "folder"
LATER = " (later dan de peildatum)"
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


_COMPLETE = {
    "complete": "volledig",
    "complete (by structure)": "volledig, naar de opbouw te oordelen",
    "slice": "een selectie van rijen",
    "partial": "gedeeltelijk",
}
_SEEN = {
    "verified": "opschriften gezien",
    "derived": "opschriften deels afgeleid",
    "unknown": "herkomst van de opschriften onbekend",
}


@dataclass(frozen=True)
class TableEntry:
    """A table: what it is, which state of it was used, and how certain that is, in one line.

    What the archive says of it in English (what is absent, which titles were derived) is in the
    ledger, and not here.
    """

    anchor: str
    id: str
    link: str
    title: str
    line: str
    sha256: str
    newer: bool


def table_entries(tables: Mapping[str, Mapping[str, Any]]) -> tuple[TableEntry, ...]:
    """The entries of the tables in a ledger, in order of id."""
    return tuple(_entry(id, tables[id]) for id in sorted(tables, key=str.lower))


def _entry(id: str, table: Mapping[str, Any]) -> TableEntry:
    return TableEntry(
        anchor=f"t-{id}",
        id=id,
        link=statline(table["catalogue"], id),
        title=table["title"],
        line=_line(table),
        sha256=table["sha256"],
        newer=table["newer_than_cutoff"],
    )


def _line(table: Mapping[str, Any]) -> str:
    """All that is told of a table, with the remarks of its contract."""
    rows = f"{table['rows']:,} {'rij' if table['rows'] == 1 else 'rijen'}".replace(",", ".")
    known = [
        f"Catalogus {table['catalogue']}",
        f"stand: {_stand(table)}{LATER if table['newer_than_cutoff'] else ''}",
        f"opgehaald: {_day(table['retrieved'])}, {_origin(table['source'])}",
        rows,
        _COMPLETE.get(table["completeness"], table["completeness"]),
        _SEEN.get(table["structure"], table["structure"]),
    ]
    told = [f"{'; '.join(known)}.", f"Populatie: {table['universe']}.", *table["notes"]]
    return " ".join(told)


def statline(catalogue: str, table: str) -> str:
    """The page of a table on StatLine; empty for catalogues that have a site of their own."""
    if catalogue != CBS:
        return ""
    return f"https://{HOST}/statline/#/{CBS}/nl/dataset/{quote(table, safe='')}/table"


def _origin(source: str) -> str:
    """Where the archive has the table from."""
    return "uit bestanden" if source == FOLDER else f"bij {source}"


def _stand(table: Mapping[str, Any]) -> str:
    """CBS's own date, or what is known instead of it."""
    return _day(table["modified"]) if table["modified"] else table["stand"] or "niet bekend"


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
