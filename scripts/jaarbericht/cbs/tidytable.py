"""Reading a tidy CSV: one cell by topic, codes and period. Reckoning with cells is lineage's."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from jaarbericht.cbs.cells import Status
from jaarbericht.cbs.contract import Contract
from jaarbericht.cbs.errors import ArchiveFileDamaged, ArchiveFileMissing
from jaarbericht.cbs.periods import Period, PeriodKind, parse_period
from jaarbericht.cbs.publication import usable_periods
from jaarbericht.cbs.tidy import PERIOD_COLUMNS


@dataclass(frozen=True)
class Code:
    """A code of a dimension, stripped, with CBS's title (empty when it was not seen)."""

    code: str
    title: str


@dataclass(frozen=True)
class Cell:
    """One figure: where it stands and what it says. `value` is in CBS's unit, not multiplied."""

    table: str
    row: int
    topic: str
    codes: tuple[tuple[str, str], ...]
    period: Period | None
    raw: str
    symbol: str
    value: Decimal | None
    status: Status


@dataclass(frozen=True)
class TidyTable:
    """A tidy table in memory, by column; rows keep the order and ID of CBS."""

    contract: Contract
    columns: Mapping[str, tuple[str, ...]]

    @cached_property
    def dimensions(self) -> tuple[str, ...]:
        """Keys of the dimensions apart from time, in column order."""
        keys = (name.removesuffix("_titel") for name in self.columns if name.endswith("_titel"))
        return tuple(key for key in keys if key != self.time)

    @property
    def time(self) -> str | None:
        """Key of the time dimension; None for a table without one."""
        return self.contract.time

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """Keys of the topics in column order."""
        ending = "_symbool"
        return tuple(n.removesuffix(ending) for n in self.columns if n.endswith(ending))

    def column(self, topic: str) -> str:
        """CBS's key of a topic: another one than ours when its place in the table changed."""
        return next(iter(self.columns.get(f"{topic}_kolom", ())), topic)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """All periods with rows, oldest first."""
        return tuple(sorted(map(parse_period, set(self.columns[self.time])))) if self.time else ()

    def codes(self, dimension: str) -> tuple[Code, ...]:
        """The codes of a dimension that have rows, in CBS's order."""
        titles = self.columns[f"{dimension}_titel"]
        pairs = zip(self.columns[dimension], titles, strict=True)
        return tuple(Code(code, title) for code, title in dict.fromkeys(pairs))

    def usable(self, cutoff: date, kind: PeriodKind | None = None) -> tuple[Period, ...]:
        """Periods (of one kind) whose figures were out on `cutoff`, oldest first."""
        chosen = (p for p in self.periods if kind is None or p.kind is kind)
        return usable_periods(self.contract, chosen, cutoff)

    def cell(self, topic: str, codes: Mapping[str, str], period: str | None = None) -> Cell | None:
        """The figure of `topic` for one code per dimension; None when the table has no such row.

        KeyError for a topic or dimension the table does not have: ask `topics` and `dimensions`.
        """
        chosen = tuple(codes[key] for key in self.dimensions)
        row = self._index.get((*chosen, period) if self.time else chosen)
        return None if row is None else self._cell(topic, row)

    @cached_property
    def _index(self) -> dict[tuple[str | None, ...], int]:
        keys = (*self.dimensions, self.time) if self.time else self.dimensions
        if not keys:
            return {(): 0}
        parts = zip(*(self.columns[key] for key in keys), strict=True)
        return {key: row for row, key in enumerate(parts)}

    def _cell(self, topic: str, row: int) -> Cell:
        value = self.columns[f"{topic}_waarde"][row]
        status = self.columns["periode_status"][row]
        return Cell(
            table=self.contract.id,
            row=int(self.columns["ID"][row]),
            topic=topic,
            codes=tuple((key, self.columns[key][row]) for key in self.dimensions),
            period=parse_period(self.columns[self.time][row]) if self.time else None,
            raw=self.columns[topic][row],
            symbol=self.columns[f"{topic}_symbool"][row],
            value=Decimal(value) if value else None,
            status=Status(status) if status else Status.ONBEKEND,
        )


def read_tidy(path: Path, contract: Contract) -> TidyTable:
    """The tidy table in `path`. Raises ArchiveFileMissing or ArchiveFileDamaged."""
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            head, *rows = csv.reader(stream)
            columns = dict(zip(head, zip(*rows, strict=True), strict=True)) if rows else {}
    except FileNotFoundError as error:
        raise ArchiveFileMissing(
            f"{path.name} has not been made.",
            where=str(path),
            why="Figures are read from it.",
            todo="Run: ./jaarbericht build",
        ) from error
    except (OSError, ValueError, csv.Error) as error:
        raise _damaged(path, str(error)) from error
    if not {"ID", *PERIOD_COLUMNS} <= columns.keys():
        raise _damaged(path, "columns or rows are missing")
    return TidyTable(contract, columns)


def _damaged(path: Path, detail: str) -> ArchiveFileDamaged:
    return ArchiveFileDamaged(
        f"{path.name} is no tidy table: {detail}.",
        where=str(path),
        why="Figures are read from it.",
        todo="Remove the file and run: ./jaarbericht build",
    )
