"""Reads what a trace needs from the results of an edition: ledger, data files, raw tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jaarbericht.audit.trace import RawTables
from jaarbericht.audit.trace_printed import in_data, in_prose
from jaarbericht.audit.trace_record import Printed
from jaarbericht.cbs.names import table_id
from jaarbericht.cbs.raw import read_raw
from jaarbericht.errors import JaarberichtError
from jaarbericht.files import FileProblem, read_json, sha256

FORMAT = "jaarbericht-ledger/2"


class NotBuilt(JaarberichtError):
    """The results of an edition are not there, or not all of them."""


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
    results = root / "results" / str(year)
    needed = [results / "ledger.json", results / "raw", results / "chapters"]
    for path in needed:
        if not path.exists():
            raise NotBuilt(
                f"Edition {year} has no {path.name}.",
                where=path.relative_to(root).as_posix(),
                why="A number is traced through the results of a build.",
                todo=f"Run: ./jaarbericht build --edition {year}",
            )
    ledger = read_json(needed[0])
    if ledger.get("format") != FORMAT:
        raise NotBuilt(
            f"The ledger of {year} is {ledger.get('format')}, not {FORMAT}.",
            where=needed[0].relative_to(root).as_posix(),
            why="Another version of this project made it.",
            todo=f"Run: ./jaarbericht build --edition {year}",
        )
    printed = (*in_prose(ledger), *in_data(ledger, results, root))
    return Evidence(ledger, printed, RawFolder(needed[1]))


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
