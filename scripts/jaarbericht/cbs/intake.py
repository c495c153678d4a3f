"""Rows of a table checked as they come, page by page, and put on disk. Asks nobody for them.

A row is right when it has the columns of the table, the ID after that of the row before it, codes
that stand in the code lists with their padding, and cells that say something. All this is done by
column, for a million rows may not take much longer than reading them.
"""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import pairwise, starmap
from operator import add, itemgetter, lt
from typing import Any

from jaarbericht.cbs.answers import Page, damage
from jaarbericht.cbs.cells import parse_cell
from jaarbericht.cbs.errors import (
    ColumnsChanged,
    DuplicateRows,
    RowCountMismatch,
    RowsBroken,
    UnknownCode,
    UnreadableCell,
)
from jaarbericht.cbs.limits import Limits, excess
from jaarbericht.cbs.news import News
from jaarbericht.cbs.quick import QuickReader, plain_lines
from jaarbericht.cbs.raw import RawTable, Record
from jaarbericht.cbs.stored import Row, StoredRows

_AGAIN = "Try again later; if it stays so, look at the table on StatLine. The archive is as it was."
_CELL = re.compile(rb" *(?:-?0+(?:\.0+)?|[.x-]?) *")
_DIGITS = bytes.maketrans(b"123456789", b"0" * 9)
_PLAIN = re.compile(r"[ !#-\[\]-~]*")
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


class Intake:
    """The rows of the table that `frame` describes; `stored` has those that came so far."""

    def __init__(self, frame: RawTable, stored: StoredRows, limits: Limits, news: News) -> None:
        self.stored = stored
        self.columns = ("ID", *frame.dimensions, *frame.topics)
        self.promised = record_count(frame)
        self._table, self._limits, self._news = frame.id, limits, news
        self._pick, self._quick = itemgetter(*self.columns), QuickReader(self.columns)
        self._places = _places(frame)
        self._numeric = _numeric(frame)
        self._plain = not frame.topics or _numeric(frame) == set(frame.topics)
        self._plain &= all(map(_PLAIN.fullmatch, (c for p in self._places.values() for c in p)))
        self._combinations = array("Q")
        self._in_order = True

    def read(self, body: bytes) -> Page | None:
        """The page in `body` when all is well with its form; None for who looks closer."""
        quick = self._quick.read(body)
        return Page([], quick[1], quick[0]) if quick else None

    def take(self, page: Page, address: str) -> None:
        """Check the rows of a page and keep them; raises what is wrong, and then keeps none."""
        rows = page.rows or self._rows(page.records, address)
        if len(self.stored) + len(rows) > self._limits.rows:
            raise excess(f"it has more than {self._limits.rows} rows", self._table)
        if not rows:
            return
        columns = dict(zip(self.columns, zip(*rows, strict=True), strict=True))
        self._check_numbers(columns["ID"], address)
        combinations = self._read_codes(columns, address)
        topics = self.columns[1 + len(self._places) :]
        numbers = columns["ID"]
        plain = [self._check_cells(key, columns[key], numbers) for key in topics]
        self._see(columns, combinations)
        try:
            self.stored.add(_lines(rows, self._plain and all(plain)), len(rows))
        except UnicodeEncodeError as error:
            raise damage("it holds half a letter", address) from error
        self._news.rows(self._table, len(self.stored), self.promised)

    def finish(self) -> None:
        """See that no row is missing or stands twice. Raises RowCountMismatch or DuplicateRows."""
        count = len(self.stored)
        if self.promised is not None and count != self.promised:
            raise RowCountMismatch(
                f"Table {self._table} came with {count} rows; the catalogue says {self.promised}.",
                where=self._table,
                why="Part of the table is missing, or rows stand twice.",
                todo=_AGAIN,
            )
        if not self._in_order and len(set(self._combinations)) != count:
            raise DuplicateRows(
                f"Table {self._table} has two rows for the same codes.",
                where=self._table,
                why="Only one of them can be right.",
                todo=_AGAIN,
            )

    def _rows(self, records: Sequence[Record], address: str) -> list[Row]:
        wanted, rows = len(self.columns), list[Row]()
        with suppress(KeyError):
            rows = list(map(self._pick, records))
        if len(rows) != len(records) or set(map(len, records)) - {wanted}:
            odd = next(r for r in records if r.keys() != set(self.columns))
            raise self._columns_changed(odd, address)
        return rows

    def _columns_changed(self, row: Record, address: str) -> ColumnsChanged:
        odd = ", ".join(sorted(row.keys() ^ set(self.columns)))
        return ColumnsChanged(
            f"Row {row.get('ID')} of table {self._table} has unexpected columns: {odd}.",
            where=address[:300],
            why="Figures would be read from the wrong place.",
            todo=_AGAIN,
        )

    def _check_numbers(self, numbers: Sequence[Any], address: str) -> None:
        first = len(self.stored)
        if numbers == tuple(range(first, first + len(numbers))) and set(map(type, numbers)) == {
            int
        }:
            return
        after = ((n, wanted) for wanted, n in enumerate(numbers, first) if n != wanted)
        found, wanted = next(after, (numbers[0], first))
        raise RowsBroken(
            f"Rows of table {self._table} are lost, doubled or out of order: "
            f"after row {wanted - 1} comes row {found}.",
            where=address[:300],
            why="A table with a row too few or too many gives other figures.",
            todo=_AGAIN,
        )

    def _read_codes(self, columns: Mapping[str, Sequence[Any]], address: str) -> list[int]:
        """Per row a number for its combination of codes. Raises UnknownCode."""
        numbers: list[int] = []
        for key, places in self._places.items():
            try:
                of_one = map(places.__getitem__, columns[key])
                numbers = list(map(add, numbers, of_one) if numbers else of_one)
            except (KeyError, TypeError) as error:
                odd = next(c for c in columns[key] if not isinstance(c, str) or c not in places)
                raise UnknownCode(
                    f"{self._table} has figures for {odd!r}, which {key} does not list.",
                    where=address[:300],
                    why="A figure without a meaning cannot be printed. Blanks count: CBS pads "
                    "codes.",
                    todo=_AGAIN,
                ) from error
        return numbers or [0] * len(columns["ID"])

    def _check_cells(self, key: str, cells: Sequence[Any], numbers: Sequence[int]) -> bool:
        """Whether all are texts without anything odd. Raises UnreadableCell.

        Cells that differ in their digits only are looked at together.
        """
        if key in self._numeric:
            with suppress(TypeError):
                shapes = "\n".join(cells).encode("utf-8", "replace").translate(_DIGITS)
                seen = set(shapes.split(b"\n"))
                if shapes.count(b"\n") == len(cells) - 1 and all(map(_CELL.fullmatch, seen)):
                    return True
        for cell, number in zip(cells, numbers, strict=True):
            self._check_cell(key, cell, number)
        return False

    def _check_cell(self, key: str, cell: Any, number: int) -> None:
        where = f"{self._table} row {number} column {key}"
        if cell is not None and not isinstance(cell, str):
            raise UnreadableCell(
                f"The cell {cell!r} is no text.",
                where=where,
                why="CBS gives raw cells as texts, with their signs; another form may lose them.",
                todo=_AGAIN,
            )
        if key in self._numeric:
            try:
                parse_cell(cell)
            except UnreadableCell as error:
                error.where = where
                raise

    def _see(self, columns: Mapping[str, Sequence[Any]], combinations: list[int]) -> None:
        """Remember which codes and combinations there were."""
        for key in self._places:
            self.stored.used.setdefault(key, set()).update(columns[key])
        before = self._combinations[-1] if self._combinations else -1
        self._in_order &= before < combinations[0] and all(starmap(lt, pairwise(combinations)))
        self._combinations.extend(combinations)


def record_count(frame: RawTable) -> int | None:
    """How many rows the catalogue promises; None when it does not say."""
    count = frame.record.get("RecordCount")
    return count if isinstance(count, int) and not isinstance(count, bool) else None


def _places(frame: RawTable) -> dict[str, dict[str, int]]:
    """Per dimension the codes with numbers that differ for every combination of codes."""
    places: dict[str, dict[str, int]] = {}
    step = 1
    for key in reversed(frame.dimensions):
        listed = [str(item["Key"]) for item in frame.sets[key]]
        places[key] = {code: number * step for number, code in enumerate(listed)}
        step *= len(listed) or 1
    if step >= 1 << 64:
        raise excess("its codes have more combinations than can be counted", frame.id)
    return {key: places[key] for key in frame.dimensions}


def _numeric(frame: RawTable) -> frozenset[str]:
    texts = {p["Key"] for p in frame.properties if p.get("Datatype") == "String"}
    return frozenset(frame.topics) - texts


def _lines(rows: list[Row], plain: bool) -> bytes:
    """The rows as they stand in the raw file. plain: an ID, then texts that need no escaping."""
    if plain:
        return plain_lines(rows)
    text = "\n".join(map(_ENCODER.encode, rows))
    return f"{text}\n".encode()
