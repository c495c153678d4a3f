"""The lock of an edition, and the bytes it insists on."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tiny_cbs import build

from jaarbericht.cbs.errors import (
    ArchiveFileDamaged,
    ArchiveFileMissing,
    LockInvalid,
    LockMismatch,
    UnknownTable,
)
from jaarbericht.cbs.lock import Lock, LockEntry, frozen_bytes, lock_text, read_lock
from jaarbericht.cbs.raw import raw_bytes

ENTRY = LockEntry("0" * 64, "1e9", "2021-03-04T02:00:00", 4, "", "folder", True)
LOCK = Lock(2021, date(2021, 11, 18), {"99999NED": ENTRY, "80472ned": ENTRY})


def test_a_lock_comes_back_as_it_was_written(tmp_path: Path) -> None:
    (tmp_path / "2021.yaml").write_text(lock_text(LOCK), encoding="utf-8")
    assert read_lock(tmp_path / "2021.yaml") == LOCK


def test_tables_stand_in_order_whatever_order_they_came_in() -> None:
    turned = Lock(2021, LOCK.cutoff, dict(list(LOCK.tables.items())[::-1]))
    assert lock_text(turned) == lock_text(LOCK)


def test_a_table_that_was_not_frozen() -> None:
    with pytest.raises(UnknownTable, match="12345NED is not in the lock of edition 2021") as caught:
        LOCK.entry("12345NED")
    assert "80472ned" in caught.value.why


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("rows: 4", "rows: many", "many"),
        ("newer_than_cutoff: true", "newer_than_cutoff: perhaps", "perhaps"),
        ("cutoff: '2021-11-18'", "cutoff: soon", "soon"),
        ("source: folder", "bron: folder", "bron"),
        ("edition: 2021\n", "", "edition"),
    ],
)
def test_a_lock_that_is_not_understood(tmp_path: Path, old: str, new: str, says: str) -> None:
    text = lock_text(LOCK)
    assert old in text
    (tmp_path / "2021.yaml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(LockInvalid, match=says):
        read_lock(tmp_path / "2021.yaml")


@pytest.mark.parametrize(
    ("modified", "marked", "fine"),
    [
        ("2021-11-19T02:00:00", False, False),
        ("2021-11-19T02:00:00", True, True),
        ("2021-11-18T06:30:00", False, True),
        ("", False, True),
    ],
)
def test_what_is_newer_than_the_cut_off_must_be_marked(
    tmp_path: Path, modified: str, marked: bool, fine: bool
) -> None:
    entry = replace(ENTRY, modified=modified, newer_than_cutoff=marked)
    path = tmp_path / "2021.yaml"
    path.write_text(lock_text(replace(LOCK, tables={"99999NED": entry})), encoding="utf-8")
    if fine:
        assert read_lock(path).entry("99999NED") == entry
    else:
        with pytest.raises(LockInvalid, match="not marked as newer") as caught:
            read_lock(path)
        assert caught.value.where.startswith(f"{path}:")


def test_no_lock(tmp_path: Path) -> None:
    with pytest.raises(LockInvalid, match="1999"):
        read_lock(tmp_path / "1999.yaml")


def _file(folder: Path) -> tuple[Path, str]:
    path = folder / "t.jsonl"
    path.write_bytes(raw_bytes(build()))
    return path, hashlib.sha256(path.read_bytes()).hexdigest()


def test_frozen_bytes_are_given_back(tmp_path: Path) -> None:
    path, digest = _file(tmp_path)
    assert frozen_bytes(path, digest, 2021) == raw_bytes(build())


def test_one_changed_figure_is_a_mismatch(tmp_path: Path) -> None:
    path, digest = _file(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"      11", b"      12"))
    with pytest.raises(LockMismatch, match="not the file edition 2021 was frozen with") as caught:
        frozen_bytes(path, digest, 2021)
    assert digest[:12] in caught.value.where


def test_a_cut_file_is_called_damaged(tmp_path: Path) -> None:
    path, digest = _file(tmp_path)
    path.write_bytes(path.read_bytes()[:-4])
    with pytest.raises(ArchiveFileDamaged):
        frozen_bytes(path, digest, 2021)


def test_an_origin_that_is_no_json_is_called_damaged(tmp_path: Path) -> None:
    (tmp_path / "t.origin.json").write_text("{", encoding="utf-8")
    with pytest.raises(ArchiveFileDamaged):
        frozen_bytes(tmp_path / "t.origin.json", "0" * 64, 2021)


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(ArchiveFileMissing, match="jsonl"):
        frozen_bytes(tmp_path / "t.jsonl", "0" * 64, 2021)
