"""The archive in the repository: where its files are, renewing them and checking them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jaarbericht.cbs.errors import CbsError, UnknownTable
from jaarbericht.cbs.findings import Finding
from jaarbericht.cbs.lock import Lock, LockEntry, frozen_bytes, lock_text, read_lock
from jaarbericht.cbs.names import table_id
from jaarbericht.cbs.periods import parse_period
from jaarbericht.cbs.raw import RawTable, read_raw, write_raw
from jaarbericht.cbs.revision import revised_cells
from jaarbericht.cbs.sources import Delivery, Source
from jaarbericht.cbs.stored import StoredRows
from jaarbericht.cbs.tidy import check_rows
from jaarbericht.cbs.together import each, many_objects
from jaarbericht.cbs.transaction import incoming, recover, replace_all
from jaarbericht.files import FileProblem, json_bytes, read_json


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
    """What an update did to one table: new, changed, retrieved anew (same figures) or unchanged.

    rows: that it has now. told: what else changed, in words. warnings: how it differs from its
    contract, without harm to a figure.
    """

    table: str
    what: str
    rows: int
    told: tuple[str, ...] = ()
    warnings: tuple[Finding, ...] = ()

    def __str__(self) -> str:
        return f"{self.table}: {', '.join((self.what, f'{self.rows} rows', *self.told))}"


@dataclass(frozen=True)
class Renewal:
    """How tables are brought into an archive.

    check: adds the contract. compare: also count revised cells, which reads the old table.
    others: keep the tables that are not asked for. at_once: tables at a time; stop: ends all.
    before: what is done when all are there, just before the archive changes.
    """

    edition: int
    cutoff: date
    check: Callable[[RawTable], tuple[Finding, ...]] = lambda raw: ()
    compare: bool = True
    others: bool = True
    at_once: int = 1
    stop: Callable[[], None] = lambda: None
    before: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class _Brought:
    entry: LockEntry
    origin: bytes
    change: Change


def update(
    archive: Archive, source: Source, tables: Iterable[str], renewal: Renewal
) -> list[Change]:
    """Bring `tables` from `source` into the archive and freeze them for an edition.

    Everything is read and checked first; then all files and the lock are written together. On any
    failure the archive is as it was.
    """
    ids, edition = [table_id(table) for table in tables], renewal.edition
    with many_objects(), incoming(archive.root) as folder:
        old = _frozen(archive, edition)

        def bring(table: str) -> _Brought:
            raw = folder / f"{table}.jsonl"
            return _bring(archive, source, table, raw, renewal, old.get(table))

        brought = dict(zip(ids, each(bring, ids, renewal.at_once, renewal.stop), strict=True))
        entries = {**(old if renewal.others else {}), **{t: b.entry for t, b in brought.items()}}
        lock = lock_text(Lock(edition, renewal.cutoff, entries))
        files: dict[str, bytes | Path] = {}
        for table, one in brought.items():
            files[f"tables/{table}.jsonl"] = folder / f"{table}.jsonl"
            files[f"tables/{table}.origin.json"] = one.origin
        renewal.before()
        replace_all(archive.root, files | {f"locks/{edition}.yaml": lock.encode("utf-8")})
    return [one.change for one in brought.values()]


def _bring(
    archive: Archive,
    source: Source,
    table: str,
    path: Path,
    renewal: Renewal,
    old: LockEntry | None,
) -> _Brought:
    """Write the raw table to `path` when all is well with it."""
    delivery = source.read(table)
    if not isinstance(delivery.raw.rows, StoredRows):
        check_rows(delivery.raw)
    warnings = renewal.check(delivery.raw)
    origin = json_bytes(_origin(delivery, warnings))
    entry = freeze(delivery, write_raw(path, delivery.raw), origin, renewal.cutoff)
    told = _told(archive, table, path, old, entry) if renewal.compare else ()
    change = Change(table, _what(old, entry), entry.rows, told, warnings)
    if isinstance(delivery.raw.rows, StoredRows):
        delivery.raw.rows.close()
    return _Brought(entry, origin, change)


def freeze(delivery: Delivery, raw_sha256: str, origin: bytes, cutoff: date) -> LockEntry:
    """The lock entry of a delivered table."""
    return LockEntry(
        sha256=raw_sha256,
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
    begins = (parse_period(code).begin for code in raw.used(key))
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


def _frozen(archive: Archive, edition: int) -> Mapping[str, LockEntry]:
    path = archive.lock_path(edition)
    return read_lock(path).tables if path.exists() else {}


def _what(old: LockEntry | None, new: LockEntry) -> str:
    if old is None:
        return "new"
    if old.sha256 != new.sha256:
        return "changed"
    return "unchanged" if old.origin_sha256 == new.origin_sha256 else "retrieved anew"


def _told(
    archive: Archive, table: str, path: Path, old: LockEntry | None, new: LockEntry
) -> tuple[str, ...]:
    """What is different from the table in the archive, in words."""
    before = archive.raw_path(table)
    if old is None or old.sha256 == new.sha256 or not before.exists():
        return ()
    told = [f"was {old.rows}"] if old.rows != new.rows else []
    if old.modified != new.modified:
        told.append(f"Modified {old.modified or 'not known'} → {new.modified or 'not known'}")
    revised = revised_cells(read_raw(before), read_raw(path))
    return (*told, f"{revised} cells revised") if revised else tuple(told)


def _origin(delivery: Delivery, warnings: Sequence[Finding]) -> dict[str, Any]:
    """The origin of a table, with what its contract warns of."""
    found = {"findings": [one.what for one in warnings]} if warnings else {}
    return {**delivery.origin, **found}
