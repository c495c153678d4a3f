"""The raw format: nothing is lost, nothing half is taken for whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny_cbs import TOPICS, build

from jaarbericht.cbs.errors import (
    ArchiveFileDamaged,
    ArchiveFileMissing,
    RowCountMismatch,
    UnreadableCell,
)
from jaarbericht.cbs.raw import raw_bytes, read_raw, write_raw
from jaarbericht.files import sha256

_TEXT = st.text(st.characters(codec="utf-8"), max_size=9)


def test_a_table_comes_back_as_it_went_in(tmp_path: Path) -> None:
    raw = build()
    digest = write_raw(tmp_path / "t.jsonl", raw)
    assert read_raw(tmp_path / "t.jsonl") == raw
    assert digest == sha256(tmp_path / "t.jsonl")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.none(), _TEXT), min_size=8, max_size=8))
def test_any_text_survives_byte_for_byte(tmp_path: Path, texts: list[str | None]) -> None:
    raw = build(cell=lambda row, topic: texts[row * 2 + (topic == "Omzet_2")])
    write_raw(tmp_path / "t.jsonl", raw)
    again = read_raw(tmp_path / "t.jsonl")
    assert again == raw
    assert raw_bytes(again) == (tmp_path / "t.jsonl").read_bytes()


@pytest.mark.parametrize("value", ["\ud800", float("nan"), float("inf")])
def test_what_is_no_text_and_no_number_is_refused(tmp_path: Path, value: object) -> None:
    with pytest.raises(UnreadableCell, match="99999NED"):
        write_raw(tmp_path / "t.jsonl", build(cell=lambda row, topic: value))
    assert not (tmp_path / "t.jsonl").exists()


def test_the_file_reads_as_documented(tmp_path: Path) -> None:
    write_raw(tmp_path / "t.jsonl", build())
    lines = [json.loads(x) for x in (tmp_path / "t.jsonl").read_text("utf-8").splitlines()]
    assert lines[0] == {"format": "jaarbericht-raw/1", "catalogue": "CBS", "table": "99999NED"}
    names = ["Tables", "TableInfos", "DataProperties", "CategoryGroups", "Grootte", "Perioden"]
    headings = [line for line in lines if isinstance(line, dict) and "set" in line]
    assert [h["set"] for h in headings] == [*names, "UntypedDataSet"]
    columns = ["ID", "Grootte", "Perioden", "Bedrijven_1", "Omzet_2"]
    assert headings[-1] == {"set": "UntypedDataSet", "rows": 4, "columns": columns}
    assert lines[-4] == [0, "WP1  ", "2019JJ00", "      11", "       7"]


def test_dimensions_topics_and_time_are_found_by_type() -> None:
    raw = build(dimensions={"RegioS": [("NL01", "Nederland")]})
    assert raw.dimensions == ("RegioS", "Perioden")
    assert raw.topics == ("Bedrijven_1", "Omzet_2")
    assert raw.time_dimension == "Perioden"
    assert build(periods=None).time_dimension is None


def test_a_topic_key_that_stands_twice_is_one_column() -> None:
    assert build(topics=[*TOPICS[:1], *TOPICS[:1]]).topics == ("Bedrijven_1",)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ArchiveFileMissing, match="jsonl"):
        read_raw(tmp_path / "t.jsonl")


def _damage(tmp_path: Path, change: str) -> Path:
    path = tmp_path / "t.jsonl"
    content = raw_bytes(build())
    changed = {
        "empty": b"",
        "cut in a line": content[:-10],
        "no format": content.split(b"\n", 1)[1],
        "not utf-8": content.replace(b"Omzet", b"Om\xe9zet"),
        "no json": content.replace(b'{"set":"Grootte"', b'{"set":Grootte'),
        "no title": content.replace(b'{"set":"TableInfos"', b'{"name":"TableInfos"'),
        "column without property": content.replace(b'"Bedrijven_1","Omzet_2"]', b'"Bedrijven_1"]'),
        "short row": content.replace(b',"      11","       7"]', b',"      11"]'),
    }[change]
    path.write_bytes(changed)
    return path


@pytest.mark.parametrize(
    "change",
    ["empty", "cut in a line", "no format", "not utf-8", "no json", "no title",
     "column without property", "short row"],
)  # fmt: skip
def test_damage_is_seen(tmp_path: Path, change: str) -> None:
    path = _damage(tmp_path, change)
    with pytest.raises(ArchiveFileDamaged) as caught:
        read_raw(path)
    assert str(path) in caught.value.where
    assert caught.value.todo


def test_rows_lost_at_the_end_are_missed(tmp_path: Path) -> None:
    content = raw_bytes(build())
    (tmp_path / "t.jsonl").write_bytes(content[: content[:-1].rindex(b"\n") + 1])
    with pytest.raises(RowCountMismatch, match="3 rows where its heading says 4"):
        read_raw(tmp_path / "t.jsonl")
