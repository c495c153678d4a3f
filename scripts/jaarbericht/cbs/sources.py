"""Where raw tables come from, and a folder in the shape of OData v3. Hosts are in host.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from jaarbericht.cbs.errors import SourceUnavailable, UnknownTable
from jaarbericht.cbs.limits import USUAL, Limits, excess
from jaarbericht.cbs.names import column_key, table_id
from jaarbericht.cbs.raw import DATA, RawTable, Record
from jaarbericht.files import FileProblem, read_json

Fetch = Callable[[str], list[Record]]
NO_TABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True)
class Delivery:
    """A table with where it comes from.

    retrieved: day on which it left CBS, empty when unknown. source: `folder`, or a host.
    """

    raw: RawTable
    origin: dict[str, Any]
    retrieved: str
    source: str


class Source(Protocol):
    """Anything that can deliver a table."""

    def read(self, table: str) -> Delivery:
        """The table as it is there now. Raises UnknownTable or SourceUnavailable."""
        ...


@dataclass(frozen=True)
class FolderSource:
    """A folder with catalog.json and tables/<ID>/<set>.json, each with its PROVENANCE.json."""

    root: Path
    limits: Limits = USUAL

    def read(self, table: str) -> Delivery:
        """The table in the folder; its PROVENANCE.json becomes the origin, whole and unchanged."""
        folder = self.root / "tables" / table_id(table)
        if not folder.is_dir():
            names = ", ".join(sorted(p.name for p in (self.root / "tables").glob("*")))
            raise _unknown(table, str(self.root), names)
        try:
            provenance = read_json(folder / "PROVENANCE.json")
            catalogue = read_json(self.root / "catalog.json")
            raw = _assemble(
                table, catalogue, lambda name: self._rows(folder / f"{name}.json"), self.limits
            )
        except FileProblem as error:
            raise unavailable(table, str(self.root), error.what) from error
        except NO_TABLE as error:
            raise unavailable(table, str(self.root), f"unexpected content ({error!r})") from error
        captured = str(provenance.get("source", {}).get("captured_at", ""))[:10]
        return Delivery(raw, provenance, captured, "folder")

    def _rows(self, path: Path) -> list[Record]:
        if path.is_file() and path.stat().st_size > self.limits.total:
            raise excess("the file is larger than any table needs", str(path))
        rows: list[Record] = read_json(path)
        return rows


def frame_of(table: str, catalogue: list[Record], fetch: Fetch) -> RawTable:
    """The table without its rows: everything that says what they are.

    fetch: gives the records of an entity set by its name.
    """
    records = [r for r in catalogue if r.get("Identifier", "").upper() == table.upper()]
    sets = {name: fetch(name) for name in ("TableInfos", "DataProperties", "CategoryGroups")}
    name = str((sets["TableInfos"] or [{}])[0].get("Catalog") or "CBS")
    frame = RawTable(column_key(name), table, {"Tables": records, **sets}, (), [])
    if frame.modified:
        datetime.fromisoformat(frame.modified)  # it becomes a date on the page
    for key in (*frame.dimensions, *frame.topics):
        column_key(key)
    frame.sets.update({key: fetch(key) for key in frame.dimensions})
    return frame


def _assemble(table: str, catalogue: list[Record], fetch: Fetch, limits: Limits) -> RawTable:
    frame = frame_of(table, catalogue, fetch)
    columns = ("ID", *frame.dimensions, *frame.topics)
    items = fetch(DATA)
    if len(items) > limits.rows:
        raise excess(f"it has more than {limits.rows} rows", table)
    rows = [_row(item, columns, table) for item in items]
    return replace(frame, columns=columns, rows=rows)


def _row(item: Record, columns: tuple[str, ...], table: str) -> tuple[Any, ...]:
    if len(item) != len(columns) or not item.keys() >= set(columns):
        odd = sorted(item.keys() ^ set(columns))
        raise unavailable(table, f"row {item.get('ID')}", f"unexpected columns: {', '.join(odd)}")
    return tuple(item[name] for name in columns)


def _unknown(table: str, where: str, known: str) -> UnknownTable:
    return UnknownTable(
        f"There is no table {table}.",
        where=where,
        why=f"There are: {known or 'no tables'}.",
        todo="Check the id; capitals matter.",
    )


def unavailable(table: str, where: str, detail: str) -> SourceUnavailable:
    """The failure for a table that a source has, but not as a table."""
    return SourceUnavailable(
        f"Table {table} could not be read: {detail}",
        where=where,
        why="The archive takes only whole tables; it is as it was.",
        todo="Check the address or folder and try again later.",
    )
