"""What a report says about itself: its pages and what it carries, read and taken apart once."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from jaarbericht.audit.verify.itemdata import items_of
from jaarbericht.audit.verify.pdf.file import Document
from jaarbericht.audit.verify.problem import MALFORMED, PUBLISHED, Problem
from jaarbericht.audit.verify.safeyaml import plain_yaml

LEDGER, CELLS = "ledger.json", "cells.csv"
FORMAT = "jaarbericht-ledger/2"
Row = Mapping[str, str]
CELL_COLUMNS = (
    "id", "catalogue", "table", "sha256", "row", "topic", "topic_title", "codes", "titles", "raw",
    "symbol", "value", "status", "unit",
)  # fmt: skip
DATA_COLUMNS = (
    "label", "categorie", "waarde", "teller", "noemer", "afgedrukt", "eenheid", "status",
    "symbool", "id", "cellen",
)  # fmt: skip


class NoEvidence(Exception):
    """The PDF does not carry what a check needs; `problem` says what."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.what)
        self.problem = problem


@dataclass(frozen=True)
class Evidence:
    """The document, its ledger, its cells, the data of its figures and tables, and its lock."""

    document: Document
    ledger: Mapping[str, Any]
    cells: Sequence[Row]
    data: Mapping[str, Sequence[Row]]
    lock: Mapping[str, Any]


def evidence_in(document: Document) -> Evidence:
    """Take the attachments apart. Raises NoEvidence when one is not there or cannot be read."""
    ledger, year, names = _ledger(document)
    data = {name: _rows(document, name) for name in names}
    try:
        lock = plain_yaml(_bytes(document, f"lock-{year}.yaml"))
        tables = lock["tables"]
        if not isinstance(tables, dict):
            raise TypeError("tables")
    except (yaml.YAMLError, *MALFORMED) as error:
        raise NoEvidence(_unreadable(f"lock-{year}.yaml", error)) from error
    return Evidence(document, ledger, _rows(document, CELLS), data, lock)


def _ledger(document: Document) -> tuple[dict[str, Any], int, list[str]]:
    """The ledger, the year of its edition, and the names of its files of data."""
    try:
        ledger = json.loads(_bytes(document, LEDGER), object_pairs_hook=_once)
        if ledger["format"] != FORMAT:
            raise KeyError(f"format {ledger['format']}")
        missing = _PARTS - ledger.keys()
        if missing:
            raise KeyError(", ".join(sorted(missing)))
        names = sorted(str(item["attachment"]) for item in items_of(ledger).values())
        return ledger, ledger["edition"]["year"], names
    except MALFORMED as error:
        raise NoEvidence(_unreadable(LEDGER, error)) from error


_PARTS = {
    "edition", "tables", "cells", "citations", "quantities", "printed", "figures", "shown",
    "passages", "example", "annex", "revisions", "allowed", "attachments",
    "glossary", "index", "signs", "errata", "left_out",
}  # fmt: skip


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON, in which no name may stand twice."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _rows(document: Document, name: str) -> list[Row]:
    try:
        rows = csv.reader(io.StringIO(_bytes(document, name).decode("utf-8")))
        head = next(rows, [])
        if tuple(head) != (CELL_COLUMNS if name == CELLS else DATA_COLUMNS):
            raise ValueError(f"its columns are {', '.join(head)}")
        return [dict(zip(head, map(_plain, row), strict=True)) for row in rows]
    except (ValueError, csv.Error) as error:
        raise NoEvidence(_unreadable(name, error)) from error


def _plain(field: str) -> str:
    """A field without the apostrophe that keeps a spreadsheet from running it."""
    return field[1:] if field.startswith("'") and field[1:2] in _RUN else field


_RUN = frozenset("=+-@\t\r\n")


def _bytes(document: Document, name: str) -> bytes:
    if name not in document.attachments:
        raise NoEvidence(Problem("attachment", name, "It is not attached to the PDF.", PUBLISHED))
    return document.attachments[name]


def _unreadable(name: str, error: Exception) -> Problem:
    what = str(error) or type(error).__name__
    return Problem("attachment", name, f"It cannot be read: {what}.", PUBLISHED)
