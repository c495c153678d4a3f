"""From the archive to an edition's raw file and its receipt, by the lock. Downloads nothing."""

from __future__ import annotations

from pathlib import Path

from jaarbericht.cbs.archive import Archive
from jaarbericht.cbs.lock import Lock, frozen_bytes
from jaarbericht.files import write_bytes, write_json


def fetch_table(table: str, archive: Archive, lock: Lock, out_raw: Path, out_receipt: Path) -> None:
    """Copy the frozen raw bytes of `table` to `out_raw` and say in `out_receipt` what they are.

    Raises UnknownTable, ArchiveFileMissing, ArchiveFileDamaged or LockMismatch.
    """
    entry = lock.entry(table)
    content = frozen_bytes(archive.raw_path(table), entry.sha256, lock.edition)
    frozen_bytes(archive.origin_path(table), entry.origin_sha256, lock.edition)
    receipt = {
        "format": "jaarbericht-receipt/1",
        "table": table,
        "source": entry.source,
        "retrieved": entry.retrieved,
        "modified": entry.modified,
        "newer_than_cutoff": entry.newer_than_cutoff,
        "sha256": entry.sha256,
        "origin_sha256": entry.origin_sha256,
        "rows": entry.rows,
        "origin": archive.origin(table),
    }
    write_bytes(out_raw, content)
    write_json(out_receipt, receipt)
