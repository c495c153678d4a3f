"""Where raw tables come from: a folder in the shape of OData v3, or a host that speaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Protocol

from jaarbericht.cbs.errors import SourceUnavailable, UnknownTable
from jaarbericht.cbs.limits import USUAL, Limits, excess, limited
from jaarbericht.cbs.names import column_key, host_name, table_id
from jaarbericht.cbs.raw import DATA, RawTable, Record
from jaarbericht.files import FileProblem, read_json

_TIMEOUT = (10, 120)
_Fetch = Callable[[str], list[Record]]
_NO_TABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True)
class Delivery:
    """A table with where it comes from. retrieved: day on which it left CBS, empty when unknown."""

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
            raise _unavailable(table, str(self.root), error.what) from error
        except _NO_TABLE as error:
            raise _unavailable(table, str(self.root), f"unexpected content ({error!r})") from error
        captured = str(provenance.get("source", {}).get("captured_at", ""))[:10]
        return Delivery(raw, provenance, captured, "folder")

    def _rows(self, path: Path) -> list[Record]:
        if path.is_file() and path.stat().st_size > self.limits.total:
            raise excess("the file is larger than any table needs", str(path))
        rows: list[Record] = read_json(path)
        return rows


@dataclass(frozen=True)
class HostSource:
    """An OData v3 host, asked through cbsodata; `host` may carry a port or a path."""

    host: str = "opendata.cbs.nl"
    https: bool = True
    today: date | None = None
    limits: Limits = USUAL

    def read(self, table: str) -> Delivery:
        """The table as the host has it now. Raises StrangeName or SourceUnavailable."""
        table_id(table)
        with limited(host_name(self.host), self.https, self.limits):
            raw = self._download(table)
        day = (self.today or datetime.now(UTC).date()).isoformat()
        return Delivery(raw, self._origin(raw, day), day, self.host)

    def _download(self, table: str) -> RawTable:
        # requests and cbsodata take as long to import as reading a table; no other job needs them.
        import cbsodata  # type: ignore[import-untyped]  # it ships no types
        import requests

        cbsodata.options.use_https = self.https
        cbsodata.options.catalog_url = self.host
        try:
            listed = cbsodata.get_table_list(filters=f"Identifier eq '{table}'", timeout=_TIMEOUT)
            return _assemble(
                table,
                listed,
                lambda name: cbsodata.get_meta(table, name, timeout=_TIMEOUT),
                self.limits,
            )
        except (requests.RequestException, *_NO_TABLE) as error:
            raise _unavailable(table, self.host, str(error)) from error

    def _origin(self, raw: RawTable, day: str) -> dict[str, Any]:
        scheme = "https" if self.https else "http"
        url = f"{scheme}://{self.host}/ODataFeed/odata/{raw.id}"
        return {
            "identifier": raw.id,
            "title": raw.info.get("Title", ""),
            "completeness": "complete",
            "completeness_note": f"all {len(raw.rows)} rows as delivered",
            "vintage": {"modified": raw.modified},
            "source": {"url": url, "captured_at": day, "form": "OData v3, UntypedDataSet"},
            "seen": ["figures, codes, titles, units, periods, status"],
            "derived": [],
            "unknown": [],
            "warnings": [],
        }


def _assemble(table: str, catalogue: list[Record], fetch: _Fetch, limits: Limits) -> RawTable:
    records = [r for r in catalogue if r.get("Identifier", "").upper() == table.upper()]
    sets = {name: fetch(name) for name in ("TableInfos", "DataProperties", "CategoryGroups")}
    name = str((sets["TableInfos"] or [{}])[0].get("Catalog") or "CBS")
    frame = RawTable(column_key(name), table, {"Tables": records, **sets}, (), [])
    if frame.modified:
        datetime.fromisoformat(frame.modified)  # it becomes a date on the page
    for key in (*frame.dimensions, *frame.topics):
        column_key(key)
    frame.sets.update({key: fetch(key) for key in frame.dimensions})
    columns = ("ID", *frame.dimensions, *frame.topics)
    items = fetch(DATA)
    if len(items) > limits.rows:
        raise excess(f"it has more than {limits.rows} rows", table)
    rows = [_row(item, columns, table) for item in items]
    return RawTable(name, table, frame.sets, columns, rows)


def _row(item: Record, columns: tuple[str, ...], table: str) -> tuple[Any, ...]:
    if len(item) != len(columns) or not item.keys() >= set(columns):
        odd = sorted(item.keys() ^ set(columns))
        raise _unavailable(table, f"row {item.get('ID')}", f"unexpected columns: {', '.join(odd)}")
    return tuple(item[name] for name in columns)


def _unknown(table: str, where: str, known: str) -> UnknownTable:
    return UnknownTable(
        f"There is no table {table}.",
        where=where,
        why=f"There are: {known or 'no tables'}.",
        todo="Check the id; capitals matter.",
    )


def _unavailable(table: str, where: str, detail: str) -> SourceUnavailable:
    return SourceUnavailable(
        f"Table {table} could not be read: {detail}",
        where=where,
        why="The archive takes only whole tables; it is as it was.",
        todo="Check the address or folder and try again later.",
    )
