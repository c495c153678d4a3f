"""The edition of this project against states in which one thing or another changed."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from jaarbericht import cli
from jaarbericht.audit import drift_find
from jaarbericht.audit.drift import Verdict
from jaarbericht.audit.drift_find import DriftReport, find_drift
from jaarbericht.audit.drift_html import page
from jaarbericht.audit.drift_json import FORMAT, as_json
from jaarbericht.audit.drift_state import NoState, state
from jaarbericht.audit.drift_text import show
from jaarbericht.audit.rederive import Base, Project, derive_base
from jaarbericht.cbs.archive import Archive
from jaarbericht.cbs.errors import SourceUnavailable, UnknownTable
from jaarbericht.cbs.lock import Lock
from jaarbericht.cbs.raw import RawTable, read_raw, write_raw
from jaarbericht.cbs.sources import Delivery
from jaarbericht.edition import Cbs, read_config

ROOT = Path(__file__).parents[2]
HERE = Archive(ROOT / "resources" / "archive")
VACANCIES, CONFIDENCE, FAILED = "80472ned", "83693NED", "82242NED"
HOSTILE = "<script>alert(1)</script>\x1b[31m"


class Changed:
    """The archive, with some tables changed on the way; those that are not named are absent."""

    def __init__(self, changes: Mapping[str, Callable[[RawTable], RawTable]]) -> None:
        self.changes = changes

    def read(self, table: str) -> Delivery:
        """The changed table."""
        if table not in self.changes:
            raise UnknownTable("There is no such table.")
        raw = self.changes[table](read_raw(HERE.raw_path(table)))
        return Delivery(raw, HERE.origin(table), "", "test")


def with_info(raw: RawTable, **info: str) -> RawTable:
    return replace(raw, sets=raw.sets | {"TableInfos": [raw.info | info]})


def halved(raw: RawTable) -> RawTable:
    """The vacancies of one quarter, half as many, by a correction of CBS."""
    time, topic = (raw.columns.index(key) for key in ("Perioden", "OpenstaandeVacatures_1"))
    rows = [
        (*row[:topic], f"{float(row[topic]) / 2:8.1f}", *row[topic + 1 :])
        if row[time].strip() == "2021KW03" and row[topic].strip() != "." else row
        for row in raw.rows
    ]  # fmt: skip
    return with_info(replace(raw, rows=rows), ReasonDelivery="Correctie")


def renamed(raw: RawTable) -> RawTable:
    """The first column with another key and title."""
    old = raw.topics[0]
    properties = [
        one | {"Key": "Nieuw_9", "Title": HOSTILE} if one["Key"] == old else one
        for one in raw.properties
    ]
    columns = tuple("Nieuw_9" if key == old else key for key in raw.columns)
    return replace(raw, columns=columns, sets=raw.sets | {"DataProperties": properties})


def emptied(raw: RawTable) -> RawTable:
    """Without the periods that the report needs."""
    place = raw.columns.index("Perioden")
    rows = [row for row in raw.rows if row[place] > "2022"]
    return replace(raw, rows=rows, sets=raw.sets | {"Tables": []})


def negative(raw: RawTable) -> RawTable:
    """Extra pay below zero at the smallest firms, which no ratio can tell of."""
    group, topic = (
        raw.columns.index(key) for key in ("KenmerkenBaanWerknemerBedrijf", "BijzondereBeloning_8")
    )
    rows = [
        (*row[:topic], f"{'-' + row[topic].strip():>8}", *row[topic + 1 :])
        if row[group].strip() == "WP19074" and row[topic].strip().isdigit() else row
        for row in raw.rows
    ]  # fmt: skip
    return replace(raw, rows=rows)


def stopped(raw: RawTable) -> RawTable:
    return with_info(raw, Frequency="Stopgezet")


def refused(raw: RawTable) -> RawTable:
    raise SourceUnavailable("The host did not answer.")


def drift(folder: Path, **changes: Callable[[RawTable], RawTable]) -> DriftReport:
    edition = read_config(ROOT / "config.yaml").edition
    project = Project(ROOT, edition, folder)
    named = {id.lstrip("_"): change for id, change in changes.items()}
    return find_drift(project, "een stand", Changed(named), (), lambda _: None)


@pytest.fixture(scope="module", autouse=True)
def _one_base() -> Iterator[None]:
    """The edition as it stands is the same in every test, and takes seconds to derive."""
    with pytest.MonkeyPatch.context() as patch:
        known: list[Base] = []

        def base(project: Project, archive: Archive, lock: Lock) -> Base:
            if not known:
                known.append(derive_base(project, archive, lock))
            return known[0]

        patch.setattr(drift_find, "derive_base", base)
        yield


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> DriftReport:
    """A correction, a restructured and a stopped table, one that fails; the others absent."""
    return drift(
        tmp_path_factory.mktemp("drift"),
        _80472ned=halved, _83693NED=renamed, _82242NED=stopped, _80590ned=refused,
    )  # fmt: skip


def test_each_table_has_its_verdict(report: DriftReport) -> None:
    found = {one.table: one.verdict for one in report.tables}
    assert found.pop(VACANCIES) is Verdict.REVISED
    assert found.pop(CONFIDENCE) is Verdict.RESTRUCTURED
    assert found.pop(FAILED) is Verdict.STOPPED
    assert found.pop("80590ned") is Verdict.UNREADABLE
    assert set(found.values()) == {Verdict.ABSENT} and report.has_drift


def test_what_the_contract_misses_is_told(report: DriftReport) -> None:
    [one] = [one for one in report.tables if one.table == CONFIDENCE]
    assert len(one.contract) == 1 and "is gone" in one.contract[0]


def test_a_chapter_that_cannot_be_made_leaves_the_others(report: DriftReport) -> None:
    found = {(one.chapter, one.table, one.cause.kind) for one in report.unmade}
    assert ("corona", CONFIDENCE, "ContractBroken") in found
    assert {(table, kind) for _, table, kind in found} == {(CONFIDENCE, "ContractBroken")}


def test_such_a_chapter_is_compared_with_the_frozen_table(report: DriftReport) -> None:
    assert {one.chapter for one in report.reprint.texts} >= {"werk", "corona"}


def test_numbers_directions_and_sentences_stand_old_beside_new(report: DriftReport) -> None:
    texts = {(one.sort, one.old, one.new) for one in report.reprint.texts}
    assert ("number", "376\xa0duizend", "188\xa0duizend") in texts
    assert any(sort == "direction" for sort, _, _ in texts)
    sentences = [(one.old, one.new) for one in report.reprint.rewordings]
    assert any("376\xa0duizend" in old and "188\xa0duizend" in new for old, new in sentences)
    assert {one.id for one in report.reprint.items} >= {"werk.vacatures", "werk.krapte"}


def test_the_text_fits_and_hides_nothing(report: DriftReport) -> None:
    stream = io.StringIO()
    show(report, stream, 80)
    text = stream.getvalue()
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b" not in text and "drift" in text.splitlines()[0]
    assert "[-376" in text and "{+188" in text


def test_the_json_holds_all(report: DriftReport) -> None:
    told = json.loads(as_json(report))
    assert told["format"] == FORMAT and told["drift"] is True
    assert told["verdicts"]["absent"] == 18
    tables = {one["table"]: one for one in told["tables"]}
    revised = tables[VACANCIES]["drift"]
    assert revised["kinds"] == ["correction"] and revised["changed"] == len(revised["cells"]) > 50
    assert sum(revised["severities"].values()) == revised["changed"]
    assert told["unmade"][0]["kind"] == "ContractBroken"
    assert len(told["report"]["sentences"]) == len(report.reprint.rewordings)


class _Page(HTMLParser):
    """Which tags there are, in order, with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_can_be_read_by_everybody(report: DriftReport) -> None:
    text = page(report)
    found = _Page(text)
    assert found.open == [] and ("html", {"lang": "nl"}) in found.tags
    names = [tag for tag, _ in found.tags]
    assert names.count("h1") == 1 and "h2" in names and "script" not in names
    assert names.count("table") == names.count("caption")
    assert all(given.get("scope") for tag, given in found.tags if tag == "th")
    assert 'onzichtbaar">[vervalt:' in text and "\x1b" not in text


def test_a_derivation_that_fails_names_its_chapter(tmp_path: Path) -> None:
    found = drift(tmp_path, _82242NED=emptied)
    causes = {(one.chapter, one.table, one.cause.kind) for one in found.unmade}
    assert ("corona", "", "EmptySeries") in causes
    assert {kind for *_, kind in causes} == {"EmptySeries"}
    assert found.reprint.is_empty and found.has_drift


def test_a_sentence_that_cannot_be_said_names_its_chapter(tmp_path: Path) -> None:
    found = drift(tmp_path, _81431NED=negative, _80472ned=halved)
    [unmade] = found.unmade
    assert (unmade.chapter, unmade.table) == ("werk", "")
    assert "extra_keer" in str(unmade.cause)
    assert {one.chapter for one in found.reprint.texts} == {"corona", "handleiding"}


def test_an_absent_state_changes_nothing(tmp_path: Path) -> None:
    found = drift(tmp_path)
    assert not found.has_drift and found.reprint.is_empty


def test_another_date_alone_is_no_drift(tmp_path: Path) -> None:
    later = "2026-11-01T02:00:00"
    found = drift(tmp_path, _82242NED=lambda raw: with_info(raw, Modified=later))
    assert not found.has_drift
    assert found.reprint.sources and all(
        "1\xa0november 2026" in s.new for s in found.reprint.sources
    )


def _archive(folder: Path, table: str, change: Callable[[RawTable], RawTable]) -> None:
    write_raw(folder / "tables" / f"{table}.jsonl", change(read_raw(HERE.raw_path(table))))
    origin = HERE.origin_path(table)
    (folder / "tables" / origin.name).write_bytes(origin.read_bytes())


@pytest.mark.parametrize(
    ("change", "status", "word"), [(lambda raw: raw, 0, "no drift"), (stopped, 1, "drift")]
)
def test_the_command(
    change: Callable[[RawTable], RawTable], status: int, word: str,
    tmp_path: Path, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    _archive(tmp_path, FAILED, change)
    asked = ["drift", "--against", str(tmp_path), "--tables", f"{FAILED},{VACANCIES}"]
    assert cli.main([*asked, "--html", str(tmp_path / "x.html")]) == status
    told = capsys.readouterr()
    assert f": {word}." in " ".join(told.out.split()).partition("Tables:")[0]
    assert "table 1 of 2" in told.err and "absent" in told.out
    assert (tmp_path / "x.html").read_text("utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("asked", [["--tables", "99999NED"], ["--edition", "1999"]])
def test_misuse(asked: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _archive(tmp_path, FAILED, lambda raw: raw)
    assert cli.main(["drift", "--against", str(tmp_path), *asked]) == 2
    assert capsys.readouterr().out == ""


def test_a_table_that_cannot_be_read_is_a_failure_after_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _archive(tmp_path, FAILED, lambda raw: raw)
    (tmp_path / "tables" / f"{VACANCIES}.jsonl").write_text("{")
    assert cli.main(["drift", "--against", str(tmp_path), "--json"]) == 2
    told = capsys.readouterr()
    verdicts: Any = json.loads(told.out)["verdicts"]
    assert (verdicts["unreadable"], verdicts["unchanged"]) == (1, 1)
    assert "NotAllRead" in told.err and VACANCIES in told.err


def test_a_folder_without_tables_is_no_state(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(NoState), state(str(folder), tmp_path, Cbs("opendata.cbs.nl", True), ()):
            pass
