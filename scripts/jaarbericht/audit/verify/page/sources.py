"""Check: the list of sources says of each table what the ledger says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.pdf.file import Node
from jaarbericht.audit.verify.problem import Problem, sentence
from jaarbericht.audit.verify.saying import date_words, document_words
from jaarbericht.audit.verify.words.covering import says

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
_FOLDER = "folder"
_UNKNOWN = "niet bekend"


def check_sources(evidence: Evidence) -> Iterator[Problem]:
    """Each table has its entry: title, state, size, sha256, and how certain that is."""
    found = {id: entry for entry in _entries(evidence) if (id := _id(entry))}
    tables = evidence.ledger["tables"]
    for id, table in tables.items():
        entry = found.get(f"t-{id}")
        if entry is None:
            yield _problem(id, "it has no entry among the tables")
        elif not says(entry, source_text(id, table)):
            yield _problem(id, f"its entry on page {entry.page} is not as the ledger has it")
    for name in sorted(found.keys() - {f"t-{id}" for id in tables}):
        yield _problem(name, "the ledger has no such table")


def check_documents(evidence: Evidence) -> Iterator[Problem]:
    """Each document that figures are cited from stands in the list of sources, once."""
    entries = _entries(evidence)
    found = [one for one in entries if not _id(one)]
    wanted = document_texts(evidence.ledger)
    for one in found:
        if not any(says(one, text) for text in wanted):
            yield _problem("documents", f"‘{one.whole[:60]}’ is not in the ledger")
    for text in wanted:
        if sum(says(one, text) for one in found) != 1:
            yield _problem("documents", f"‘{text[:60]}’ does not stand there once")


def _entries(evidence: Evidence) -> list[Node]:
    head = evidence.document.ids.get("bronnen")
    return head.parent.all("LI") if head is not None and head.parent is not None else []


def _id(entry: Node) -> str:
    """The id of the label of an entry; not of one in it."""
    return next((kid.id for kid in entry.kids if isinstance(kid, Node) and kid.kind == "Lbl"), "")


def document_texts(ledger: Mapping[str, Any]) -> list[str]:
    """The lines of the documents: publisher, title, date, how many figures, address."""
    found = Counter((document_words(one), one["place"]) for one in ledger["citations"].values())
    return [
        f"{words} ({'1 cijfer' if count == 1 else f'{count} cijfers'}). {place}"
        for (words, place), count in found.items()
    ]


def source_text(id: str, table: Mapping[str, Any]) -> str:
    """The whole entry of a table."""
    return " ".join([id, table["title"], source_line(table), f"sha256 {table['sha256']}"])


def source_line(table: Mapping[str, Any]) -> str:
    """What is told of a table in running text."""
    stand = _day(table["modified"]) if table["modified"] else table["stand"] or _UNKNOWN
    later = " (later dan de peildatum)" if table["newer_than_cutoff"] else ""
    got = _day(table["retrieved"]) if table["retrieved"] else _UNKNOWN
    by = "uit bestanden" if table["source"] == _FOLDER else f"bij {table['source']}"
    rows = f"{table['rows']:,} {'rij' if table['rows'] == 1 else 'rijen'}".replace(",", ".")
    facts = [
        f"Catalogus {table['catalogue']}",
        f"stand: {stand}{later}",
        f"opgehaald: {got}, {by}",
        rows,
        _COMPLETE.get(table["completeness"], table["completeness"]),
        _SEEN.get(table["structure"], table["structure"]),
    ]
    return " ".join([f"{'; '.join(facts)}.", f"Populatie: {table['universe']}.", *table["notes"]])


def _day(text: str) -> str:
    return date_words(text[:10])


def _problem(id: str, what: str) -> Problem:
    return Problem("sources", id, sentence(what))
