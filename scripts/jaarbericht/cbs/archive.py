"""The archive in the repository: where its files are, renewing them and checking them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jaarbericht.cbs.errors import CbsError, UnknownTable
from jaarbericht.cbs.findings import Finding
from jaarbericht.cbs.lock import Lock, LockEntry, frozen_bytes, lock_text, read_lock
from jaarbericht.cbs.names import table_id
from jaarbericht.cbs.periods import parse_period
from jaarbericht.cbs.raw import RawTable, raw_bytes, read_raw
from jaarbericht.cbs.sources import Delivery, Source
from jaarbericht.cbs.tidy import check_rows
from jaarbericht.cbs.transaction import recover, replace_all
from jaarbericht.files import FileProblem, read_json


@dataclass(frozen=True)
class Archive:
    """The folder with tables/<ID>.jsonl, tables/<ID>.origin.json and locks/<year>.yaml."""

    root: Path

    def tables(self) -> tuple[str, ...]:
        """Ids of all tables in the archive, sorted."""
        return tuple(sorted(p.name.removesuffix(".jsonl") for p in self._folder.glob("*.jsonl")))

    def raw_path(self, table: str) -> Path:
        """Where the raw table is, whether or not it exists. Raises StrangeName."""
        return self._folder / f"{table_id(table)}.jsonl"

    def origin_path(self, table: str) -> Path:
        """Where the origin of the table is written, whether or not it exists."""
        return self._folder / f"{table_id(table)}.origin.json"

    def lock_path(self, edition: int) -> Path:
        """Where the lock of an edition is, whether or not it exists."""
        return self.root / "locks" / f"{edition}.yaml"

    def origin(self, table: str) -> dict[str, Any]:
        """Where the figures come from: what was seen, derived and unknown. Raises CbsError."""
        if not self.origin_path(table).exists():
            raise UnknownTable(
                f"The archive has no table {table}.",
                where=str(self._folder),
                why=f"It has: {', '.join(self.tables()) or 'nothing'}.",
                todo=f"Check the id, or run: ./jaarbericht archive update {table}",
            )
        origin: dict[str, Any] = read_json(self.origin_path(table))
        return origin

    @property
    def _folder(self) -> Path:
        return self.root / "tables"


@dataclass(frozen=True)
class Change:
    """What an update did to one table: new, changed or unchanged, and the rows it has now.

    warnings: how it differs from its contract, without harm to a figure.
    """

    table: str
    what: str
    rows: int
    warnings: tuple[Finding, ...] = ()

    def __str__(self) -> str:
        return f"{self.table}: {self.what}, {self.rows} rows"


def update(
    archive: Archive,
    source: Source,
    tables: Iterable[str],
    edition: int,
    cutoff: date,
    check: Callable[[RawTable], tuple[Finding, ...]] | None = None,
) -> list[Change]:
    """Bring `tables` from `source` into the archive and freeze them for `edition`.

    Everything is read and checked first (`check` may add the contract, whose warnings go into the
    origin); then all files and the lock are written together. On any failure the archive is as it
    was. Other tables keep their entry.
    """
    recover(archive.root)
    old = read_lock(archive.lock_path(edition)).tables if _has_lock(archive, edition) else {}
    entries, files, changes = dict(old), {}, []
    for table in map(table_id, tables):
        delivery = source.read(table)
        check_rows(delivery.raw)
        warnings = check(delivery.raw) if check else ()
        raw, origin = raw_bytes(delivery.raw), _origin_bytes(delivery, warnings)
        entries[table] = freeze(delivery, raw, origin, cutoff)
        files[f"tables/{table}.jsonl"] = raw
        files[f"tables/{table}.origin.json"] = origin
        what = _what(old.get(table), entries[table])
        changes.append(Change(table, what, len(delivery.raw.rows), warnings))
    lock = lock_text(Lock(edition, cutoff, entries))
    replace_all(archive.root, files | {f"locks/{edition}.yaml": lock.encode("utf-8")})
    return changes


def freeze(delivery: Delivery, raw: bytes, origin: bytes, cutoff: date) -> LockEntry:
    """The lock entry of a delivered table."""
    return LockEntry(
        sha256=hashlib.sha256(raw).hexdigest(),
        origin_sha256=hashlib.sha256(origin).hexdigest(),
        modified=delivery.raw.modified,
        rows=len(delivery.raw.rows),
        retrieved=delivery.retrieved,
        source=delivery.source,
        newer_than_cutoff=is_newer(delivery.raw, cutoff),
    )


def is_newer(raw: RawTable, cutoff: date) -> bool:
    """Whether the state of the table is later than `cutoff`: by its date, or by a later period.

    False for a table without date and without later periods: nothing shows that it is newer.
    """
    if raw.modified[:10] > cutoff.isoformat():
        return True
    key = raw.time_dimension
    if key is None:
        return False
    place = raw.columns.index(key)
    begins = (parse_period(code).begin for code in {row[place] for row in raw.rows})
    return any(begin is not None and begin > cutoff for begin in begins)


def check(archive: Archive, edition: int) -> list[CbsError | FileProblem]:
    """Everything wrong with the tables of an edition: absent, damaged, other bytes, not frozen."""
    recover(archive.root)
    lock = read_lock(archive.lock_path(edition))
    found: list[CbsError | FileProblem] = []
    for table, entry in lock.tables.items():
        try:
            _check_table(archive, table, entry, edition)
        except (CbsError, FileProblem) as problem:
            found.append(problem)
    return found + [_not_frozen(t, edition) for t in archive.tables() if t not in lock.tables]


def _not_frozen(table: str, edition: int) -> UnknownTable:
    return UnknownTable(
        f"Table {table} is in the archive but not in the lock of edition {edition}.",
        where=f"locks/{edition}.yaml",
        why="Nobody can tell whether its figures are those that were meant.",
        todo=f"Restore the lock or run: ./jaarbericht archive update {table}; or take the files of "
        "the table out of the archive.",
    )


def _check_table(archive: Archive, table: str, entry: LockEntry, edition: int) -> None:
    check_rows(read_raw(archive.raw_path(table)))
    frozen_bytes(archive.raw_path(table), entry.sha256, edition)
    frozen_bytes(archive.origin_path(table), entry.origin_sha256, edition)


def _has_lock(archive: Archive, edition: int) -> bool:
    return archive.lock_path(edition).exists()


def _what(old: LockEntry | None, new: LockEntry) -> str:
    if old is None:
        return "new"
    same = (old.sha256, old.origin_sha256) == (new.sha256, new.origin_sha256)
    return "unchanged" if same else "changed"


def _origin_bytes(delivery: Delivery, warnings: Sequence[Finding]) -> bytes:
    origin = dict(delivery.origin)
    if warnings:
        origin["findings"] = [one.what for one in warnings]
    text = json.dumps(origin, ensure_ascii=False, indent=1, allow_nan=False)
    return f"{text}\n".encode()
