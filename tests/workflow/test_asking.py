"""What is asked of CBS for an edition, and when it may be final; without building anything."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from odata_host import Host, archived, serving

from jaarbericht import cli, live, progress
from jaarbericht.cbs.archive import Archive, check
from jaarbericht.cbs.errors import CbsError
from jaarbericht.dag import archive_folder, open_plan
from jaarbericht.dag_tables import TablesUnclear, tables_of
from jaarbericht.edition import Config, read_config
from jaarbericht.embargo import UnderEmbargo, check_release
from jaarbericht.today import TODAY, today

ROOT = Path(__file__).parents[2]
CONFIG = read_config(ROOT / "config.yaml")


def test_the_tables_of_an_edition_are_those_of_its_rules() -> None:
    tables = tables_of(ROOT, CONFIG.edition)
    assert tables == sorted(Archive(ROOT / "resources/archive").tables(), key=str.lower)
    one = replace(CONFIG.edition, chapters=("bedrijvenlandschap",))
    assert tables_of(ROOT, one) == ["81578NED", "81589NED", "83631NED"]


@pytest.mark.parametrize("text", ["plan.chapter('a')", "plan.chapter('a', tables=x)", "for", ""])
def test_a_rule_that_hides_its_tables_is_refused(tmp_path: Path, text: str) -> None:
    parts = ("workflow/rules/chapters/a.smk", "scripts/chapters/a.py", "report/chapters/a.md")
    for part in parts:
        (tmp_path / part).parent.mkdir(parents=True)
        (tmp_path / part).write_text(f"{text}\n\nrule a:\n    # run_chapter(\n", "utf-8")
    with pytest.raises(TablesUnclear):
        tables_of(tmp_path, replace(CONFIG.edition, chapters=("a",)))


@pytest.mark.parametrize(
    ("state", "published", "day", "refused"),
    [
        ("final", date(2021, 12, 2), date(2021, 12, 1), True),
        ("final", date(2021, 12, 2), date(2021, 12, 2), False),
        ("final", None, date(2021, 12, 1), False),
        ("embargoed", date(2021, 12, 2), date(2021, 12, 1), False),
        ("draft", date(2021, 12, 2), date(2021, 12, 1), False),
    ],
)
def test_nothing_is_final_before_it_is_published(
    state: str, published: date | None, day: date, refused: bool
) -> None:
    edition = replace(CONFIG.edition, state=state, published=published)
    if refused:
        with pytest.raises(UnderEmbargo, match="2021-12-02"):
            check_release(edition, day)
    else:
        check_release(edition, day)


FINAL = ("--set", "editions.2021.state=final", "--set", "editions.2021.published=2021-12-02")


def test_a_final_build_under_embargo_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(TODAY, "2021-12-01")
    assert cli.main(["build", *FINAL]) == 2
    told = capsys.readouterr()
    assert told.out == "" and told.err.startswith("UnderEmbargo: Edition 2021 is not published")


def test_plain_snakemake_refuses_it_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import yaml

    monkeypatch.setenv(TODAY, "2021-12-01")
    data = yaml.safe_load((ROOT / "config.yaml").read_bytes())
    with pytest.raises(UnderEmbargo):
        open_plan(tmp_path, data | {"set": [FINAL[1], FINAL[3]]})


def test_the_day_can_be_set_in_one_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TODAY, "2021-11-20")
    assert today() == date(2021, 11, 20)
    monkeypatch.delenv(TODAY)
    assert abs((today() - date.today()).days) <= 1


def test_a_source_can_be_chosen_in_the_description() -> None:
    assert CONFIG.source == "archive"
    assert read_config(ROOT / "config.yaml", ["source=live"]).source == "live"
    assert archive_folder("live", 2021) == "results/2021/live"
    assert archive_folder("archive", 2021) == "resources/archive"


def asking(host: Host) -> Config:
    return replace(CONFIG, cbs=replace(CONFIG.cbs, host=host.name, https=False))


def _download(root: Path, host: Host, *tables: str) -> Archive:
    news = progress.Lines(len(tables), io.StringIO())
    source = live.host_source(root, asking(host).cbs, tables, root / ".cache", news)
    live.download(root, CONFIG.edition, source, tables)
    return Archive(root / "results/2021/live")


def test_a_download_is_an_archive_of_its_own(tmp_path: Path) -> None:
    host = Host(archived(ROOT / "resources/archive"), page=500)
    with serving(host):
        first = _download(tmp_path, host, "80590ned", "83693NED")
        assert first.tables() == ("80590ned", "83693NED") and check(first, 2021) == []
        other = _download(tmp_path, host, "83693NED")
    assert other.tables() == ("83693NED",) and check(other, 2021) == []
    there = [p.name for p in (tmp_path / "results/2021/live").iterdir()]
    assert sorted(there) == ["locks", "tables"]
    assert list((tmp_path / ".cache").iterdir()) == []


def test_a_table_that_breaks_its_contract_is_not_kept(tmp_path: Path) -> None:
    tables = archived(ROOT / "resources/archive")
    tables["83693NED"].info["Title"] = "Iets anders"
    contract = tmp_path / "resources/contracts/83693NED.yaml"
    contract.parent.mkdir(parents=True)
    contract.write_bytes((ROOT / "resources/contracts/83693NED.yaml").read_bytes())
    with (
        serving(Host(tables)) as host,
        pytest.raises(CbsError, match="no longer what its contract"),
    ):
        _download(tmp_path, host, "80590ned", "83693NED")
    assert not list((tmp_path / "results/2021/live").rglob("*.jsonl"))


def test_an_update_asks_one_place_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["archive", "update", "--source", "live", "--from", "elders"]) == 2
    assert "exclude each other" in capsys.readouterr().err


def test_lines_for_a_log_say_what_and_how_far(monkeypatch: pytest.MonkeyPatch) -> None:
    out, clock = io.StringIO(), iter((0.0, 5.0, 12.0, 14.5))
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    lines = progress.Lines(12, out)
    lines.begun("80472ned")
    lines.rows("80472ned", 10_000, 435_456)
    lines.rows("80472ned", 20_000, 435_456)
    lines.note("80472ned", "The host answers 503. Asking again in 2 s.")
    lines.done("80472ned", 435_456)
    assert out.getvalue().splitlines() == [
        "[ 0/12] 80472ned … 20,000 of 435,456 rows",
        "[ 0/12] 80472ned: The host answers 503. Asking again in 2 s.",
        "[ 1/12] 80472ned 435,456 rows 14.5 s",
    ]


def test_a_picture_for_a_terminal_shows_all_of_it() -> None:
    from rich.console import Console
    from rich.progress import Progress, TextColumn

    out = io.StringIO()
    console = Console(file=out, force_terminal=True, width=100)
    column = TextColumn("{task.description} {task.fields[told]}", markup=False)
    with Progress(column, console=console, refresh_per_second=1000) as shown:
        picture = progress.Picture(2, shown)
        picture.begun("80472ned")
        picture.rows("80472ned", 10_000, 435_456)
        shown.refresh()
        picture.note("80472ned", "[bold]503")
        picture.done("80472ned", 435_456)
    told = out.getvalue()
    assert "10,000 of 435,456 rows" in told and "80472ned: [bold]503" in told
    assert "80472ned, 435,456 rows" in told
