"""Renewing and checking the archive, and taking an edition's tables out of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from odata_host import Host, serving
from tiny_cbs import TOPICS, YEARS, build, make_contract, write_folder

from jaarbericht import cli
from jaarbericht.cbs import transaction
from jaarbericht.cbs.archive import Archive, Renewal, check, is_newer, update
from jaarbericht.cbs.conformity import check as conforms
from jaarbericht.cbs.errors import (
    ArchiveFileDamaged,
    ArchiveFileMissing,
    ContractBroken,
    LockMismatch,
    RowCountMismatch,
    UnknownTable,
)
from jaarbericht.cbs.fetch import fetch_table
from jaarbericht.cbs.host import Hosts, HostSource
from jaarbericht.cbs.lock import Lock, read_lock
from jaarbericht.cbs.raw import RawTable, read_raw
from jaarbericht.cbs.sources import FolderSource
from jaarbericht.files import FileProblem, read_json, sha256

CUTOFF = date(2021, 11, 18)


def _other(value: int = 1) -> RawTable:
    return build(id="88888NED", cell=lambda row, topic: f"{value:>8}")


def _fill(tmp_path: Path, *tables: RawTable) -> tuple[Archive, list[str]]:
    archive = Archive(tmp_path / "archive")
    source = FolderSource(write_folder(tmp_path / "cbs", *tables))
    changes = update(archive, source, [raw.id for raw in tables], Renewal(2021, CUTOFF))
    return archive, [str(change) for change in changes]


def _state(archive: Archive) -> dict[str, str]:
    return {str(p): sha256(p) for p in archive.root.rglob("*") if p.is_file()}


def test_an_update_brings_tables_origins_and_the_lock(tmp_path: Path) -> None:
    archive, changes = _fill(tmp_path, build(), _other())
    assert changes == ["99999NED: new, 4 rows", "88888NED: new, 4 rows"]
    assert archive.tables() == ("88888NED", "99999NED")
    assert read_raw(archive.raw_path("99999NED")) == build()
    assert archive.origin("99999NED")["derived"] == ["nothing"]
    entry = read_lock(archive.lock_path(2021)).entry("99999NED")
    assert entry.sha256 == sha256(archive.raw_path("99999NED"))
    assert entry.origin_sha256 == sha256(archive.origin_path("99999NED"))
    assert (entry.rows, entry.modified) == (4, "2021-03-04T02:00:00")
    assert check(archive, 2021) == []


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    archive, _ = _fill(tmp_path, build())
    before = _state(archive)
    assert _fill(tmp_path, build())[1] == ["99999NED: unchanged, 4 rows"]
    assert _state(archive) == before


def test_a_changed_table_is_told_and_others_keep_their_entry(tmp_path: Path) -> None:
    archive, _ = _fill(tmp_path, build(), _other())
    assert _fill(tmp_path, _other(2))[1] == ["88888NED: changed, 4 rows, 8 cells revised"]
    assert set(read_lock(archive.lock_path(2021)).tables) == {"88888NED", "99999NED"}
    assert check(archive, 2021) == []


def test_what_changed_is_told_in_words(tmp_path: Path) -> None:
    archive, _ = _fill(tmp_path, build())
    newer = build(periods=[*YEARS, ("2021JJ00", "2021", None)])
    newer.info["Modified"] = "2021-12-01T02:00:00"
    assert _fill(tmp_path, newer)[1] == [
        "99999NED: changed, 6 rows, was 4, Modified 2021-03-04T02:00:00 → 2021-12-01T02:00:00, "
        "4 cells revised"
    ]
    assert read_lock(archive.lock_path(2021)).entry("99999NED").newer_than_cutoff


def test_the_same_figures_of_another_day_are_retrieved_anew(tmp_path: Path) -> None:
    archive, _ = _fill(tmp_path, build())
    with serving(Host({"99999NED": build()})) as host:
        source = HostSource(Hosts(host.name, https=False), date(2021, 11, 20))
        (change,) = update(archive, source, ["99999NED"], Renewal(2021, CUTOFF))
    assert str(change) == "99999NED: retrieved anew, 4 rows"


def test_a_table_that_does_not_fit_changes_nothing(tmp_path: Path) -> None:
    archive, _ = _fill(tmp_path, build(), _other())
    before = _state(archive)
    broken = build()
    broken.record["RecordCount"] = 99
    with pytest.raises(RowCountMismatch):
        _fill(tmp_path, _other(2), broken)
    assert _state(archive) == before


def test_an_update_can_ask_the_contracts(tmp_path: Path) -> None:
    contract = make_contract(tmp_path)
    source = FolderSource(write_folder(tmp_path / "cbs", build(topics=[("N_1", "N", "%")])))
    archive = Archive(tmp_path / "archive")
    renewal = Renewal(2021, CUTOFF, lambda raw: conforms(raw, contract))
    with pytest.raises(ContractBroken):
        update(archive, source, ["99999NED"], renewal)
    assert not archive.root.exists() or not _state(archive)


def test_what_differs_from_the_contract_goes_into_the_origin(tmp_path: Path) -> None:
    contract = make_contract(tmp_path)
    moved = build(topics=[TOPICS[0], ("Omzet_3", "Omzet", "mln euro")])
    source = FolderSource(write_folder(tmp_path / "cbs", moved))
    archive = Archive(tmp_path / "archive")
    renewal = Renewal(2021, CUTOFF, lambda raw: conforms(raw, contract))
    (change,) = update(archive, source, ["99999NED"], renewal)
    told = "topic 'Omzet' moved from column Omzet_2 to Omzet_3"
    assert [one.what for one in change.warnings] == [told]
    assert archive.origin("99999NED")["findings"] == [told]


def test_the_command_tells_what_differs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "config.yaml").write_bytes((cli.ROOT / "config.yaml").read_bytes())
    contracts = tmp_path / "resources" / "contracts"
    contracts.mkdir(parents=True)
    make_contract(contracts)
    moved = build(topics=[TOPICS[0], ("Omzet_3", "Omzet", "mln euro")])
    folder = str(write_folder(tmp_path / "cbs", moved))
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    assert cli.main(["archive", "update", "--from", folder, "99999NED"]) == 0
    out, told = capsys.readouterr()
    assert out == "99999NED: new, 4 rows\n"
    place = contracts / "99999NED.yaml"
    assert told.startswith(f"warning: {place}:22: topic 'Omzet' moved from column Omzet_2")


def test_one_command_freezes_every_edition_that_is_not_final(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    config = (cli.ROOT / "config.yaml").read_text("utf-8")
    final = config.replace("state: draft", "state: final", 1)
    (tmp_path / "config.yaml").write_text(final, "utf-8")
    folder = str(write_folder(tmp_path / "cbs", _other()))
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    assert cli.main(["archive", "update", "--from", folder, "88888NED"]) == 0
    assert "./jaarbericht archive freeze" in capsys.readouterr().err
    assert cli.main(["archive", "freeze"]) == 0
    years = [int(line.partition(":")[0]) for line in capsys.readouterr().out.splitlines()]
    editions = cli.read_config(tmp_path / "config.yaml").editions
    assert years == sorted(year for year, one in editions.items() if one.state != "final")
    assert len(years) == len(editions) - 1
    (left,) = {*editions} - {*years}
    assert cli.main(["archive", "freeze", "--edition", str(left)]) == 0
    assert cli.main(["archive", "check"]) == 0


def test_a_full_disk_while_writing_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, _ = _fill(tmp_path, build(), _other())
    before = _state(archive)
    move = transaction._move

    def full(new: Path, path: Path) -> None:
        if path.suffix == ".yaml":
            raise OSError(28, "No space left on device")
        move(new, path)

    monkeypatch.setattr(transaction, "_move", full)
    with pytest.raises(FileProblem):
        _fill(tmp_path, _other(3))
    assert _state(archive) == before


@pytest.mark.parametrize(
    ("modified", "last", "newer"),
    [
        ("2021-11-18T02:00:00", "2020JJ00", False),
        ("2021-11-19T02:00:00", "2020JJ00", True),
        ("", "2020JJ00", False),
        ("", "2021KW04", False),
        ("", "2022KW01", True),
        ("", "2010X000", False),
    ],
)
def test_whether_a_state_is_later_than_the_cut_off(modified: str, last: str, newer: bool) -> None:
    raw = build(periods=[("2019JJ00", "", None), (last, "", None)])
    raw.info["Modified"] = modified
    assert is_newer(raw, CUTOFF) is newer


def test_a_table_without_periods_or_date_is_not_called_newer() -> None:
    raw = build(periods=None)
    raw.info["Modified"] = ""
    assert not is_newer(raw, CUTOFF)


def test_a_check_tells_everything_that_is_wrong(tmp_path: Path) -> None:
    archive, _ = _fill(tmp_path, build(), _other())
    archive.raw_path("99999NED").unlink()
    origin = archive.origin_path("88888NED")
    origin.write_text(json.dumps({"derived": []}), encoding="utf-8")
    found = {type(problem) for problem in check(archive, 2021)}
    assert found == {ArchiveFileMissing, LockMismatch}


def test_a_table_that_the_lock_does_not_have_is_told(tmp_path: Path) -> None:
    archive, _ = _fill(tmp_path, build(), _other())
    for path in (archive.raw_path("77777NED"), archive.origin_path("77777NED")):
        path.write_bytes(archive.raw_path("99999NED").read_bytes())
    (found,) = check(archive, 2021)
    assert isinstance(found, UnknownTable) and "77777NED" in found.what


def test_an_unknown_table_has_no_origin(tmp_path: Path) -> None:
    archive, _ = _fill(tmp_path, build())
    with pytest.raises(UnknownTable, match="12345NED"):
        archive.origin("12345NED")


def _fetch(archive: Archive, out: Path, lock: Lock | None = None) -> None:
    frozen = lock or read_lock(archive.lock_path(2021))
    fetch_table("99999NED", archive, frozen, out / "t.jsonl", out / "t.receipt.json")


def test_fetching_copies_the_bytes_and_writes_a_receipt(tmp_path: Path) -> None:
    archive, _ = _fill(tmp_path, build())
    _fetch(archive, tmp_path / "out")
    assert sha256(tmp_path / "out/t.jsonl") == sha256(archive.raw_path("99999NED"))
    receipt = read_json(tmp_path / "out/t.receipt.json")
    assert receipt["format"] == "jaarbericht-receipt/1"
    assert receipt["sha256"] == sha256(tmp_path / "out/t.jsonl")
    assert receipt["origin"] == archive.origin("99999NED")
    assert (receipt["rows"], receipt["newer_than_cutoff"]) == (4, False)


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        (lambda a: a.raw_path("99999NED").unlink(), ArchiveFileMissing),
        (lambda a: a.origin_path("99999NED").unlink(), ArchiveFileMissing),
        (lambda a: a.raw_path("99999NED").write_bytes(b"{}"), ArchiveFileDamaged),
        (lambda a: a.origin_path("99999NED").write_bytes(b"{}"), LockMismatch),
    ],
)
def test_fetching_refuses_what_was_not_frozen(tmp_path: Path, damage, kind) -> None:  # type: ignore[no-untyped-def]  # lambdas of four shapes
    archive, _ = _fill(tmp_path, build())
    damage(archive)
    with pytest.raises(kind):
        _fetch(archive, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_fetching_a_table_that_is_not_in_the_lock(tmp_path: Path) -> None:
    archive, _ = _fill(tmp_path, build())
    empty = replace(read_lock(archive.lock_path(2021)), tables={})
    with pytest.raises(UnknownTable):
        _fetch(archive, tmp_path / "out", empty)
