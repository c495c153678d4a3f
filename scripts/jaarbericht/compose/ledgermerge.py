"""One ledger out of those of the chapters, with what was printed, and the used cells as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from jaarbericht.compose.chapterdata import ChapterData
from jaarbericht.compose.numbering import Place
from jaarbericht.compose.prose import Occurrence
from jaarbericht.errors import JaarberichtError
from jaarbericht.lineage.ledger import FORMAT
from jaarbericht.present.csvfiles import safe

CELL_COLUMNS = (
    "id", "catalogue", "table", "sha256", "row", "topic", "topic_title", "codes", "titles", "raw",
    "symbol", "value", "status", "unit",
)  # fmt: skip
_FIGURE = (
    "kind", "unit", "alt", "series", "size", "marks", "labels", "ticks", "texts", "moments",
)  # fmt: skip
_TABLE = ("unit", "head", "columns", "rows")


class LedgerConflict(JaarberichtError):
    """Two chapters tell different things about the same cell, table or quantity."""


def merge(
    edition: Mapping[str, Any],
    chapters: Sequence[ChapterData],
    occurrences: Sequence[Occurrence],
) -> dict[str, Any]:
    """The ledger of the document: tables and cells by id, quantities by chapter, then the prints.

    Raises LedgerConflict.
    """
    ledgers = [one.ledger for one in chapters]
    return {
        "format": FORMAT,
        "edition": dict(edition),
        "code": {one.name: dict(one.code) for one in chapters},
        "tables": _sorted(_union("tables", ledgers)),
        "cells": _sorted(_union("cells", ledgers)),
        "citations": _sorted(_union("citations", ledgers)),
        "quantities": _union("quantities", ledgers),
        "printed": [asdict(one) for one in occurrences],
    }


def shown(chapters: Sequence[ChapterData], places: Mapping[str, Place]) -> dict[str, Any]:
    """The figures and tables that the document places: number, data, and what stands in them."""
    figures: dict[str, Any] = {}
    tables: dict[str, Any] = {}
    for chapter in chapters:
        for name in chapter.figures.keys() | chapter.tables.keys():
            id = f"{chapter.name}.{name}"
            if id in places:
                found, fields = (figures, _FIGURE) if name in chapter.figures else (tables, _TABLE)
                item = {**chapter.figures, **chapter.tables}[name]
                found[id] = {
                    "number": places[id].number,
                    "anchor": places[id].anchor,
                    "attachment": f"{chapter.name}-{name}.csv",
                    **{field: item[field] for field in fields},
                }
    return {"figures": _sorted(figures), "shown": _sorted(tables)}


def cells_csv(ledger: Mapping[str, Any]) -> str:
    """Every cell that a quantity rests on, in order of its id, safe to open in a spreadsheet."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(CELL_COLUMNS)
    for id, cell in ledger["cells"].items():
        values = {"id": id, "sha256": ledger["tables"][cell["table"]]["sha256"], **cell}
        values["codes"] = " ".join(f"{key}={code}" for key, code in cell["codes"].items())
        values["titles"] = "; ".join(title for title in cell["titles"].values() if title)
        writer.writerow(safe(_text(values[name])) for name in CELL_COLUMNS)
    return stream.getvalue()


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _union(part: str, ledgers: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for ledger in ledgers:
        for id, record in ledger[part].items():
            if merged.setdefault(id, record) != record:
                raise LedgerConflict(
                    f"Two chapters disagree about {id} ({part}).",
                    where="results/<year>/chapters/*/chapter.json",
                    why="The document would contradict itself.",
                    todo="Build again; the chapters were made from different files.",
                )
    return merged


def _sorted(records: Mapping[str, Any]) -> dict[str, Any]:
    return {id: records[id] for id in sorted(records)}
