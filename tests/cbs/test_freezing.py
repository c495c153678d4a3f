"""The locks of editions made anew from the archive as it stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tiny_cbs import build, write_folder

from jaarbericht.cbs.archive import Archive, Renewal, check, update
from jaarbericht.cbs.errors import LockMismatch
from jaarbericht.cbs.freezing import freeze_editions
from jaarbericht.cbs.lock import read_lock
from jaarbericht.cbs.sources import FolderSource

CUTOFFS = {2020: date(2020, 11, 19), 2021: date(2021, 11, 18)}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = Archive(tmp_path / "archive")
    bring(made, tmp_path / "first", "       1")
    return made


def bring(archive: Archive, folder: Path, figure: str) -> None:
    table = build(id="88888NED", cell=lambda row, topic: figure)
    source = FolderSource(write_folder(folder, table))
    update(archive, source, ["88888NED"], Renewal(2021, CUTOFFS[2021]))


def test_each_edition_gets_a_lock_of_its_own(archive: Archive) -> None:
    told = [str(one) for one in freeze_editions(archive, CUTOFFS)]
    assert told == ["2020: 1 tables; new: 88888NED", "2021: 1 tables; unchanged"]
    locks = {year: read_lock(archive.lock_path(year)) for year in CUTOFFS}
    assert {year: lock.cutoff for year, lock in locks.items()} == CUTOFFS
    assert locks[2020].entry("88888NED").newer_than_cutoff
    assert not locks[2021].entry("88888NED").newer_than_cutoff
    assert [check(archive, year) for year in CUTOFFS] == [[], []]


def test_a_table_that_was_renewed_for_one_edition_is_frozen_for_all(
    archive: Archive, tmp_path: Path
) -> None:
    freeze_editions(archive, CUTOFFS)
    bring(archive, tmp_path / "second", "       2")
    assert [one.kind for one in check(archive, 2020)] == ["LockMismatch"]
    assert str(freeze_editions(archive, CUTOFFS)[0]) == "2020: 1 tables; changed: 88888NED"
    assert check(archive, 2020) == []


def test_a_table_that_is_gone_leaves_the_locks(archive: Archive) -> None:
    freeze_editions(archive, CUTOFFS)
    archive.raw_path("88888NED").unlink()
    told = freeze_editions(archive, CUTOFFS)
    assert str(told[0]) == "2020: 0 tables; no longer there: 88888NED"


def test_a_file_that_no_update_brought_is_not_frozen(archive: Archive) -> None:
    freeze_editions(archive, CUTOFFS)
    before = archive.lock_path(2020).read_bytes()
    path = archive.raw_path("88888NED")
    path.write_bytes(path.read_bytes().replace(b'"       1"', b'"       7"', 1))
    with pytest.raises(LockMismatch, match="No lock knows the files of table 88888NED"):
        freeze_editions(archive, CUTOFFS)
    assert archive.lock_path(2020).read_bytes() == before
