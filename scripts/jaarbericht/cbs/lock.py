"""The lock of an edition: which bytes of which table it was frozen with. Reads and writes it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import yaml

from jaarbericht.cbs.errors import ArchiveFileMissing, LockInvalid, LockMismatch, UnknownTable
from jaarbericht.cbs.names import table_id
from jaarbericht.cbs.raw import damaged, read_raw
from jaarbericht.cbs.yamlfile import Document, load
from jaarbericht.files import FileProblem, read_json

_HEAD = """\
# The tables of this edition as they were when it was frozen, written by archive update. A build
# whose raw bytes differ stops. newer_than_cutoff: CBS changed the table after the cut-off, so its
# figures may have been revised since. Empty modified or retrieved: not known.
"""


@dataclass(frozen=True)
class LockEntry:
    """One frozen table. modified, retrieved: as delivered, empty when not known."""

    sha256: str
    origin_sha256: str
    modified: str
    rows: int
    retrieved: str
    source: str
    newer_than_cutoff: bool


@dataclass(frozen=True)
class Lock:
    """The frozen tables of an edition by id."""

    edition: int
    cutoff: date
    tables: Mapping[str, LockEntry]

    def entry(self, table: str) -> LockEntry:
        """The entry of a table. Raises UnknownTable."""
        if table not in self.tables:
            raise UnknownTable(
                f"Table {table} is not in the lock of edition {self.edition}.",
                where=f"locks/{self.edition}.yaml",
                why="Only figures that the edition was frozen with may be used. "
                f"Frozen: {', '.join(self.tables) or 'none'}.",
                todo=f"Check the id, or run: ./jaarbericht archive update {table}",
            )
        return self.tables[table]


def read_lock(path: Path) -> Lock:
    """The lock in `path`. Raises LockInvalid with the line that is wrong.

    A table that CBS changed after the cut-off must be marked so: its readers are told.
    """
    doc = load(path, LockInvalid)
    doc.only({"edition", "cutoff", "tables"})
    tables = {table: _entry(doc, table) for table in map(table_id, doc.mapping("tables"))}
    cutoff = doc.convert(date.fromisoformat, "cutoff")
    for table, entry in tables.items():
        if entry.modified[:10] > cutoff.isoformat() and not entry.newer_than_cutoff:
            raise doc.wrong(
                f"Table {table} is of {entry.modified[:10]}, later than the cut-off {cutoff}, and "
                "is not marked as newer.",
                *("tables", table, "newer_than_cutoff"),
            )
    return Lock(doc.convert(int, "edition"), cutoff, tables)


def lock_text(lock: Lock) -> str:
    """The lock as YAML, tables in order of id, one fact per line."""
    tables = {table: asdict(lock.tables[table]) for table in sorted(lock.tables)}
    content = {"edition": lock.edition, "cutoff": lock.cutoff.isoformat(), "tables": tables}
    return _HEAD + yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=200)


def frozen_bytes(path: Path, sha256: str, edition: int) -> bytes:
    """The content of an archive file, which must be what the edition was frozen with.

    Raises ArchiveFileMissing, ArchiveFileDamaged or LockMismatch.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise ArchiveFileMissing(
            f"{path.name} is not in the archive.",
            where=str(path),
            why="The edition was frozen with this file.",
            todo="Restore it from version control, or run: ./jaarbericht archive update",
        ) from error
    except OSError as error:
        raise damaged(path, error.strerror or str(error)) from error
    found = hashlib.sha256(content).hexdigest()
    if found == sha256:
        return content
    _readable(path)
    raise LockMismatch(
        f"{path.name} is not the file edition {edition} was frozen with.",
        where=f"{path} (sha256 {found[:12]}…, the lock says {sha256[:12]}…)",
        why="The numbers of a frozen edition may not change unnoticed.",
        todo="Restore the file from version control; or, if the change is meant, freeze it anew: "
        f"./jaarbericht archive update (writes locks/{edition}.yaml)",
    )


def _readable(path: Path) -> None:
    # A file that cannot be read at all deserves its own message before the one about the lock.
    if path.suffix == ".jsonl":
        read_raw(path)
        return
    try:
        read_json(path)
    except FileProblem as error:
        raise damaged(path, error.what) from error


def _entry(doc: Document, table: str) -> LockEntry:
    at = ("tables", table)
    doc.only(set(LockEntry.__dataclass_fields__), *at)
    return LockEntry(
        sha256=doc.text(*at, "sha256"),
        origin_sha256=doc.text(*at, "origin_sha256"),
        modified=doc.text(*at, "modified"),
        rows=doc.convert(int, *at, "rows"),
        retrieved=doc.text(*at, "retrieved"),
        source=doc.text(*at, "source"),
        newer_than_cutoff=doc.convert(_truth, *at, "newer_than_cutoff"),
    )


def _truth(word: str) -> bool:
    if word not in ("true", "false"):
        raise ValueError(word)
    return word == "true"
