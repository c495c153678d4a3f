"""Reads what a trace needs from the results of an edition: ledger, data files, raw tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jaarbericht.audit.ledgerfile import NotBuilt, read_ledger
from jaarbericht.audit.trace import RawTables
from jaarbericht.audit.trace_printed import in_data, in_prose
from jaarbericht.audit.trace_record import Printed
from jaarbericht.cbs.names import table_id
from jaarbericht.cbs.raw import read_raw
from jaarbericht.files import FileProblem, sha256


@dataclass(frozen=True)
class Evidence:
    """The ledger, every printed text in order, and the raw tables."""

    ledger: Mapping[str, Any]
    printed: tuple[Printed, ...]
    raw: RawTables

    def of(self, quantity: str) -> tuple[Printed, ...]:
        """The places where a quantity is printed."""
        return tuple(one for one in self.printed if one.quantity == quantity)


def read_evidence(root: Path, year: int) -> Evidence:
    """The evidence of an edition below `root`; raw tables are read when they are asked for.

    Raises NotBuilt or FileProblem.
    """
    ledger = read_ledger(root, year)
    results = root / "results" / str(year)
    raw, chapters = results / "raw", results / "chapters"
    for path in (raw, chapters):
        if not path.exists():
            raise NotBuilt(
                f"Edition {year} has no {path.name}.",
                where=path.relative_to(root).as_posix(),
                why="A number is traced through the results of a build.",
                todo=f"Run: ./jaarbericht build --edition {year}",
            )
    printed = (*in_prose(ledger), *in_data(ledger, results, root))
    return Evidence(ledger, printed, RawFolder(raw))


class RawFolder:
    """The raw tables of an edition, each read once, when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tables: dict[str, Mapping[int, Mapping[str, Any]]] = {}

    def row(self, table: str, number: int) -> Mapping[str, Any]:
        """The row with that ID. Raises FileProblem or CbsError."""
        if table not in self._tables:
            raw = read_raw(self._path(table))
            self._tables[table] = {
                row[0]: dict(zip(raw.columns, row, strict=True)) for row in raw.rows
            }
        if number not in self._tables[table]:
            raise FileProblem(
                f"Table {table} has no row {number}.",
                where=str(self._path(table)),
                why="The ledger says that a number rests on it.",
                todo="Run: ./jaarbericht build",
            )
        return self._tables[table][number]

    def sha256(self, table: str) -> str:
        """Of the raw file. Raises FileProblem."""
        return sha256(self._path(table))

    def _path(self, table: str) -> Path:
        return self._folder / f"{table_id(table)}.jsonl"
