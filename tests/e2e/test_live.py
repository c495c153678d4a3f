"""The edition from a host as it is now: the same report, its own archive, nothing half done."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from odata_host import Fault, Host, Reply, archived, serving
from project import ROOT, Project

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("live")]
DAY = {"JAARBERICHT_TODAY": "2021-11-20"}
# What may differ between tables of the archive and the same tables from a host.
ORIGIN = {"retrieved", "source", "completeness", "completeness_note", "derived", "unknown"}
ONLY_V4 = "resources/contracts/82610NED.yaml"
SMALL = ("80590ned", "83693NED", "85224NED", "82242NED", "84303NED")


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    """A host that serves what the archive of the project holds, a thousand rows a page."""
    with serving(Host(archived(ROOT / "resources/archive"), page=1000)) as host:
        yield host


def at(host: Host, *arguments: str) -> tuple[str, ...]:
    return (*arguments, "--source", "live", "--set", f"cbs.host={host.name}", "--set",
            "cbs.https=false")  # fmt: skip


@pytest.fixture(scope="module")
def live(edition: Project, host: Host, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The edition built from the host. Never change it: copy it."""
    project = edition.copy(tmp_path_factory.mktemp("live") / "p")
    # The host of these tests speaks v3 only.
    project.edit(ONLY_V4, "service: v4\n", "")
    done = project.run(*at(host, "build", "--cores", "2"), extra=DAY)
    assert done.returncode == 0, done.stderr
    assert "[22/22]" in done.stderr and "4,719 rows" in done.stderr and "\r" not in done.stderr
    return project


def ledger(project: Project) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((project.results / "ledger.json").read_bytes())
    return found


def pages(project: Project) -> list[str]:
    """The text of the PDF, without colophon and contents, up to the list of tables.

    The colophon has the sha256 of the ledger; the list says where each table came from.
    """
    with pymupdf.open(project.pdf) as pdf:
        texts = [page.get_text() for page in pdf]
    head = "Gebruikte tabellen van het CBS"
    first = next(n for n, text in enumerate(texts) if head in text and n > 2)
    return [texts[0], *texts[3:first], texts[first].partition(head)[0]]


def content(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_report_is_that_of_the_archive(edition: Project, live: Project) -> None:
    one, other = ledger(edition), ledger(live)
    different = {part for part in one if one[part] != other[part]}
    assert different == {"tables", "attachments"}  # of these, only the lock
    for table, entry in one["tables"].items():
        fields = {name for name in entry if entry[name] != other["tables"][table][name]}
        assert fields <= ORIGIN, table
        assert other["tables"][table]["retrieved"] == "2021-11-20"
    same = [n for n in edition.fingerprints() if n.startswith(("tidy/", "chapters/"))]
    differ = [n for n in same if edition.fingerprints()[n] != live.fingerprints()[n]]
    assert differ == [n for n in differ if n.endswith("chapter.json")]
    shared = min(len(pages(edition)), len(pages(live))) - 1
    assert shared > 60 and pages(edition)[:shared] == pages(live)[:shared]


def test_the_archive_is_left_alone(edition: Project, live: Project) -> None:
    before, after = (content(one.root / "resources") for one in (edition, live))
    contract = ONLY_V4.removeprefix("resources/")
    assert after.pop(contract) != before.pop(contract) and after == before
    kept = content(live.results / "live")
    assert len(kept) == 2 * 22 + 1 and "locks/2021.yaml" in kept
    for table in ledger(live)["tables"]:
        name = f"tables/{table}.jsonl"
        assert kept[name] == (ROOT / "resources/archive" / name).read_bytes()


def test_what_a_host_does_not_say_stands_in_the_ledger(live: Project) -> None:
    unknown = ledger(live)["tables"]["81431NED"]["unknown"]
    assert any("Modified is empty" in text for text in unknown)


def test_no_more_than_three_are_asked_at_a_time(live: Project, host: Host) -> None:
    assert 1 < host.at_once <= 3


def test_it_is_verified_by_the_raw_files_that_it_used(live: Project, tmp_path: Path) -> None:
    assert live.run("verify").returncode == 0
    spoilt = live.copy(tmp_path / "p")
    path = spoilt.results / "live/tables/83693NED.jsonl"
    path.write_bytes(path.read_bytes().replace(b"-10", b"-11", 1))
    done = spoilt.run("verify")
    assert done.returncode == 1 and "live/tables/83693NED.jsonl" in done.stdout
    (spoilt.results / "live/tables/83693NED.jsonl").unlink()
    assert spoilt.run("verify").returncode == 1


def test_the_same_again_makes_nothing_anew(live: Project, host: Host, tmp_path: Path) -> None:
    again = live.copy(tmp_path / "p")
    before = again.fingerprints()
    done = again.run(*at(host, "build"), extra=DAY)
    assert done.returncode == 0 and "typeset" not in done.stderr
    assert again.fingerprints() == before
    assert again.run("verify").returncode == 0


def test_a_host_that_fails_leaves_the_report_as_it_is(
    live: Project, host: Host, tmp_path: Path
) -> None:
    project = live.copy(tmp_path / "p")
    before = content(project.results)
    host.faults.append(Fault("83693NED/UntypedDataSet", reply=lambda _: Reply(403), times=1))
    done = project.run(*at(host, "build"), extra=DAY)
    assert done.returncode == 2 and done.stdout == ""
    assert "SourceUnavailable: The host answers 403" in done.stderr
    assert "Traceback" not in done.stderr
    assert content(project.results) == before


def test_without_a_download_a_live_build_says_what_to_do(edition: Project, tmp_path: Path) -> None:
    done = edition.copy(tmp_path / "p").run("build", "--source", "live", "--dry-run")
    assert done.returncode == 2 and "NotDownloaded" in done.stderr
    assert "./jaarbericht build --edition 2021 --source live" in done.stderr


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_kill_at_any_moment_is_made_good_by_the_next_run(
    edition: Project, host: Host, tmp_path: Path, seed: int
) -> None:
    project, whole = Project.of_checkout(tmp_path / "p"), Project.of_checkout(tmp_path / "whole")
    update = at(host, "archive", "update", "--tables", ",".join(SMALL))
    assert whole.run(*update, extra=DAY).returncode == 0
    moments, host.pause = random.Random(seed), 0.02
    try:
        for _ in range(3):
            process = subprocess.Popen(
                project.command(*update), cwd=project.root, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, env={**project.environment(), **DAY},
            )  # fmt: skip
            time.sleep(moments.uniform(0.3, 2.0))
            process.send_signal(signal.SIGKILL)
            process.wait()
            left = content(project.root / "resources/archive")
            seen = {n: c for n, c in left.items() if not n.startswith((".update", ".incoming"))}
            assert seen in (content(ROOT / "resources/archive"), content_of(whole))
    finally:
        host.pause = 0
    assert project.run(*update, extra=DAY).returncode == 0
    assert content(project.root / "resources") == content(whole.root / "resources")
    assert project.run("archive", "freeze").returncode == 0
    assert project.run("archive", "check").returncode == 0


def content_of(project: Project) -> dict[str, bytes]:
    return content(project.root / "resources/archive")
