"""Provenance records, and whether results are still what they say."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from jaarbericht.audit.provenance import (
    Altered,
    ProvenanceUnreadable,
    Record,
    altered,
    hashes,
    read_record,
    write_record,
)
from jaarbericht.files import FileProblem

RESULTS = "results/2021"
MADE = f"{RESULTS}/tidy/80472ned.csv"


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The record of one step that made one result, in a project of its own."""
    monkeypatch.chdir(tmp_path)
    Path(MADE).parent.mkdir(parents=True)
    Path(MADE).write_text("a;b\n", "utf-8")
    path = Path(RESULTS) / "provenance" / "tidy_table.80472ned.json"
    made = hashes([MADE])
    software = {"python": "3.11.2", "lock": digest("lock"), "packages": {"pyyaml": "6.0"}}
    write_record(
        path, Record("tidy_table", {"table": "80472ned"}, {}, made, {}, {"year": 2021}, software)
    )
    return path


def findings() -> list[Altered]:
    return list(altered(Path(), RESULTS))


def test_a_record_comes_back_as_it_was_written(record: Path) -> None:
    found = read_record(record)
    assert found.rule == "tidy_table" and found.wildcards == {"table": "80472ned"}
    assert found.outputs == {MADE: digest("a;b\n")}
    assert found.config == {"year": 2021} and found.software["packages"] == {"pyyaml": "6.0"}


def test_what_was_made_is_not_altered(record: Path) -> None:
    assert findings() == []


def test_a_result_written_over_by_hand(record: Path) -> None:
    Path(MADE).write_text("a;c\n", "utf-8")
    assert findings() == [Altered(MADE, record.as_posix(), digest("a;b\n"), digest("a;c\n"))]


def test_a_result_that_cannot_be_read(record: Path) -> None:
    Path(MADE).unlink()
    Path(MADE).mkdir()
    assert [(one.path, one.found) for one in findings()] == [(MADE, "")]


def test_a_result_taken_away_is_made_again_and_not_called_altered(record: Path) -> None:
    Path(MADE).unlink()
    assert findings() == []


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": "other/1"}', '{"format": "jaarbericht-provenance/1"}']
)
def test_a_damaged_record_is_altered_itself(record: Path, text: str) -> None:
    record.write_text(text, "utf-8")
    with pytest.raises(ProvenanceUnreadable, match="is not a provenance record"):
        read_record(record)
    assert [one.path for one in findings()] == [record.as_posix()]


def test_nothing_was_built_yet(tmp_path: Path) -> None:
    assert list(altered(tmp_path, RESULTS)) == []


def test_files_are_hashed_in_order_and_must_be_there(record: Path) -> None:
    Path("b").write_text("b", "utf-8")
    assert list(hashes([MADE, "b"])) == ["b", MADE]
    with pytest.raises(FileProblem, match="absent"):
        hashes(["absent"])
