"""The raw table as CBS delivered it, and the file format that keeps it. No interpretation."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from jaarbericht.cbs.errors import (
    ArchiveFileDamaged,
    ArchiveFileMissing,
    RowCountMismatch,
    UnreadableCell,
)
from jaarbericht.cbs.stored import Row, StoredRows
from jaarbericht.files import atomic

FORMAT = "jaarbericht-raw/1"
DATA = "UntypedDataSet"
_LEADING = ("Tables", "TableInfos", "DataProperties", "CategoryGroups")
_NO_DIMENSION = ("Topic", "TopicGroup")

Record = dict[str, Any]


@dataclass(frozen=True)
class RawTable:
    """One table: metadata sets by name as delivered, and the figures as rows of `columns`.

    Many rows are StoredRows, which were checked on their way to disk.
    `sets` holds Tables (the catalogue record), TableInfos, DataProperties, CategoryGroups and one
    list per dimension. `columns` begins with ID; values are verbatim, with CBS's padding.
    """

    catalogue: str
    id: str
    sets: dict[str, list[Record]]
    columns: tuple[str, ...]
    rows: Sequence[Row]

    @property
    def properties(self) -> list[Record]:
        """DataProperties: dimensions, topic groups and topics."""
        return self.sets["DataProperties"]

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Keys of all dimensions in column order, the time dimension among them."""
        return tuple(p["Key"] for p in self.properties if p["Type"] not in _NO_DIMENSION)

    @property
    def topics(self) -> tuple[str, ...]:
        """Keys of all topics in column order; a key that stands twice counts once."""
        return tuple(dict.fromkeys(p["Key"] for p in self.properties if p["Type"] == "Topic"))

    @property
    def time_dimension(self) -> str | None:
        """Key of the time dimension by its type, since its name and place differ; None without."""
        keys = (p["Key"] for p in self.properties if p["Type"] == "TimeDimension")
        return next(keys, None)

    @property
    def info(self) -> Record:
        """The one row of TableInfos."""
        return self.sets["TableInfos"][0]

    @property
    def record(self) -> Record:
        """The row of the catalogue; empty when the catalogue did not list the table."""
        return next(iter(self.sets["Tables"]), {})

    @property
    def modified(self) -> str:
        """When CBS last changed the figures, as delivered; empty when not known."""
        return str(self.info.get("Modified") or self.info.get("MetaDataModified") or "")

    def used(self, key: str) -> set[str]:
        """The codes of a dimension that rows carry."""
        if isinstance(self.rows, StoredRows):
            return self.rows.used.get(key, set())
        place = self.columns.index(key)
        return {row[place] for row in self.rows}


def raw_bytes(raw: RawTable) -> bytes:
    """The canonical file of a raw table: the same bytes for the same table, whenever retrieved.

    Raises UnreadableCell for a value that is no text and no finite number.
    """
    return b"".join(raw_blocks(raw))


def raw_blocks(raw: RawTable) -> Iterator[bytes]:
    """The canonical file in pieces, for a table that is too large for memory."""
    try:
        yield "".join(f"{_dumps(value)}\n" for value in _head(raw)).encode("utf-8")
        if isinstance(raw.rows, StoredRows):
            yield from raw.rows.blocks()
        else:
            yield "".join(f"{_dumps(row)}\n" for row in raw.rows).encode("utf-8")
    except ValueError as error:
        raise UnreadableCell(
            f"Table {raw.id} has a value that is no text and no finite number: {error}.",
            where=raw.id,
            why="It could not be kept as it was delivered.",
            todo="Download the table again.",
        ) from error


def write_raw(path: Path, raw: RawTable) -> str:
    """Write `raw` to `path`, whole or not at all; returns the sha256 of the bytes."""
    digest = hashlib.sha256()
    with atomic(path) as stream:
        for block in raw_blocks(raw):
            stream.write(block)
            digest.update(block)
    return digest.hexdigest()


def read_raw(path: Path) -> RawTable:
    """The raw table in `path`.

    Raises ArchiveFileMissing, ArchiveFileDamaged, or RowCountMismatch when a set has not as many
    rows as its heading says.
    """
    values = _parse(path)
    head = next(values, None)
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise damaged(path, f"the first line does not say {FORMAT}")
    sets: dict[str, list[Record]] = {}
    columns: tuple[str, ...] = ()
    rows: list[Row] = []
    try:
        for heading in values:
            name, items = heading["set"], _take(values, path, heading)
            if name == DATA:
                columns, rows = tuple(heading["columns"]), [tuple(item) for item in items]
            else:
                sets[name] = items
        raw = RawTable(head["catalogue"], head["table"], sets, columns, rows)
        _check_shape(raw, path)
    except (KeyError, TypeError, IndexError) as error:
        raise damaged(path, f"a heading or set is not as it should be ({error!r})") from error
    return raw


def damaged(path: Path, detail: str) -> ArchiveFileDamaged:
    """The failure for a file of the archive that cannot be understood."""
    return ArchiveFileDamaged(
        f"{path.name} is damaged: {detail}.",
        where=str(path),
        why="Figures from a damaged file cannot be trusted.",
        todo="Restore the file from version control, or run: ./jaarbericht archive update",
    )


def _head(raw: RawTable) -> Iterator[Any]:
    yield {"format": FORMAT, "catalogue": raw.catalogue, "table": raw.id}
    for name in (*_LEADING, *raw.dimensions):
        items = raw.sets[name]
        yield {"set": name, "rows": len(items)}
        yield from items
    yield {"set": DATA, "rows": len(raw.rows), "columns": raw.columns}


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _parse(path: Path) -> Iterator[Any]:
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise ArchiveFileMissing(
            f"{path.name} is not there.",
            where=str(path),
            why="The report cannot be made without the figures of this table.",
            todo="Restore the file from version control, or run: ./jaarbericht archive update",
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise damaged(path, str(error)) from error
    if not text.endswith("\n"):
        raise damaged(path, "it ends in the middle of a line")
    for number, line in enumerate(text[:-1].split("\n"), 1):
        try:
            yield json.loads(line)
        except ValueError as error:
            raise damaged(path, f"line {number} is no JSON ({error})") from error


def _take(values: Iterator[Any], path: Path, heading: Record) -> list[Any]:
    wanted = heading["rows"]
    items = list(islice(values, wanted))
    if len(items) != wanted:
        raise RowCountMismatch(
            f"{heading['set']} has {len(items)} rows where its heading says {wanted}.",
            where=str(path),
            why="Part of the table is missing.",
            todo="Restore the file from version control, or run: ./jaarbericht archive update",
        )
    return items


def _check_shape(raw: RawTable, path: Path) -> None:
    expected = ("ID", *raw.dimensions, *raw.topics)
    missing = [n for n in (*_LEADING, *raw.dimensions) if n not in raw.sets]
    if missing or not raw.sets["TableInfos"]:
        raise damaged(path, f"these sets are missing: {', '.join(missing) or 'TableInfos'}")
    odd = [row for row in raw.rows if len(row) != len(raw.columns)]
    if odd or not set(expected) <= set(raw.columns):
        gone = [key for key in expected if key not in raw.columns]
        raise damaged(path, f"rows or columns do not fit ({gone or odd[:1]})")
