"""Locks of editions made anew from the archive as it stands. Brings no tables and changes none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from jaarbericht.cbs.archive import Archive, is_newer
from jaarbericht.cbs.errors import LockMismatch
from jaarbericht.cbs.lock import Lock, LockEntry, lock_text, read_lock
from jaarbericht.cbs.raw import RawTable, read_raw
from jaarbericht.cbs.transaction import recover, replace_all
from jaarbericht.files import sha256


@dataclass(frozen=True)
class Frozen:
    """What freezing did to the lock of one edition: ids of tables that are new, other or gone."""

    edition: int
    tables: int
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def __str__(self) -> str:
        told = {"new": self.new, "changed": self.changed, "no longer there": self.gone}
        parts = [f"{what}: {', '.join(ids)}" for what, ids in told.items() if ids]
        return f"{self.edition}: {'; '.join([f'{self.tables} tables', *(parts or ['unchanged'])])}"


def freeze_editions(archive: Archive, cutoffs: Mapping[int, date]) -> list[Frozen]:
    """Write the locks of these editions for the tables that are in the archive: all, or none.

    cutoffs: the cut-off of each edition. Where a table comes from is taken from the lock that it
    was brought in with; for a file that no lock knows nobody can say that. Raises LockMismatch,
    ArchiveFileMissing, ArchiveFileDamaged, LockInvalid or FileProblem.
    """
    recover(archive.root)
    locks = {int(path.stem): read_lock(path) for path in (archive.root / "locks").glob("*.yaml")}
    entries = {table: _known(archive, table, locks) for table in archive.tables()}
    raw = {table: read_raw(archive.raw_path(table)) for table in entries}
    made = {year: _lock(year, cutoff, entries, raw) for year, cutoff in cutoffs.items()}
    texts = {f"locks/{year}.yaml": lock_text(lock).encode("utf-8") for year, lock in made.items()}
    replace_all(archive.root, texts)
    return [_told(lock, locks.get(year)) for year, lock in sorted(made.items())]


def _known(archive: Archive, table: str, locks: Mapping[int, Lock]) -> LockEntry:
    """The entry that a lock has for the files of a table as they are."""
    found = (sha256(archive.raw_path(table)), sha256(archive.origin_path(table)))
    for lock in locks.values():
        entry = lock.tables.get(table)
        if entry and (entry.sha256, entry.origin_sha256) == found:
            return entry
    raise LockMismatch(
        f"No lock knows the files of table {table} as they are.",
        where=str(archive.raw_path(table)),
        why="Only what archive update has brought may be frozen: of another file nobody can say"
        " where it comes from.",
        todo="Restore the files from version control, or run: ./jaarbericht archive update "
        f"{table}",
    )


def _lock(
    year: int, cutoff: date, entries: Mapping[str, LockEntry], raw: Mapping[str, RawTable]
) -> Lock:
    return Lock(
        year,
        cutoff,
        {
            table: replace(entry, newer_than_cutoff=is_newer(raw[table], cutoff))
            for table, entry in entries.items()
        },
    )


def _told(new: Lock, old: Lock | None) -> Frozen:
    before = old.tables if old else {}
    return Frozen(
        new.edition,
        len(new.tables),
        tuple(table for table in new.tables if table not in before),
        tuple(t for t, entry in new.tables.items() if t in before and before[t] != entry),
        tuple(table for table in before if table not in new.tables),
    )
