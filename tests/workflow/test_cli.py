"""What the command line answers, without building anything."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from project import Project

from jaarbericht import cli
from jaarbericht.doctor import examine
from jaarbericht.edition import read_config

ROOT = Path(__file__).parents[2]


def ask(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "jaarbericht", *arguments],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    [
        ("bild",),
        ("build", "--edition", "x"),
        ("build", "--cores", "0"),
        ("build", "--source", "elders"),
        ("archive", "weg"),
    ],
)
def test_misuse_is_told_on_standard_error(arguments: tuple[str, ...]) -> None:
    done = ask(*arguments)
    assert done.returncode == 2 and done.stdout == ""
    assert "Usage: ./jaarbericht" in done.stderr and "Traceback" not in done.stderr


def test_help_names_what_there_is() -> None:
    told = ask("--help").stdout
    assert all(
        name in told for name in ("build", "test", "doctor", "names", "sign", "archive", "--debug")
    )


def test_a_failure_says_what_where_why_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["archive", "check", "--edition", "1999"]) == 2
    told = capsys.readouterr()
    lines = told.err.splitlines()
    assert lines[0] == "ConfigInvalid: There is no edition 1999."
    assert [line.partition(":")[0] for line in lines[1:]] == ["where", "why", "what to do"]
    assert lines[1].startswith("where: --edition")
    assert told.out == ""


def test_names_of_what_is_no_chapter(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["names", "wreck"]) == 2
    told = capsys.readouterr()
    assert told.out == "" and told.err.startswith("NoNames: The edition has no chapter ‘wreck’.")
    assert "samenvatting, bedrijvenlandschap, " in told.err


def test_debug_may_stand_anywhere(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["archive", "--debug", "check", "--edition", "1999"]) == 2
    assert "Traceback" in capsys.readouterr().err


def test_the_archive_is_as_its_lock_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["archive", "check"]) == 0
    assert "as the lock of 2021 says" in capsys.readouterr().out


def test_a_folder_that_is_not_there_is_not_taken_for_a_host(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "config.yaml").write_bytes((ROOT / "config.yaml").read_bytes())
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    absent = str(tmp_path / "absent")
    assert cli.main(["archive", "update", "--from", absent, "83693NED"]) == 2
    assert f"where: {absent}" in capsys.readouterr().err


def test_an_interrupt_is_a_failure_of_its_own(tmp_path: Path) -> None:
    project = Project.of_checkout(tmp_path / "p")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(60)
        host = f"127.0.0.1:{server.getsockname()[1]}"
        asked = ("archive", "update", "--from", host, "--set", "cbs.https=false", "83693NED")
        process = subprocess.Popen(
            project.command(*asked), cwd=project.root, env=project.environment(),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            connection = server.accept()[0]
        except TimeoutError:
            process.kill()
            pytest.fail(f"It never asked: {process.communicate()}")
        with connection:  # it waits for an answer that never comes
            process.send_signal(signal.SIGINT)
            out, told = process.communicate(timeout=60)
    assert process.returncode == 2 and out == ""
    assert told.startswith("Stopped:") and "what to do:" in told and "Traceback" not in told


def examined(root: Path) -> dict[str, str]:
    return dict(examine(root, read_config(ROOT / "config.yaml")))


def test_the_doctor_finds_everything_here(tmp_path: Path) -> None:
    found = examined(Project.of_checkout(tmp_path / "p").root)
    assert len(found) == 9 and not any(found.values()), found


def test_the_doctor_says_what_lacks(tmp_path: Path) -> None:
    found = examined(tmp_path)
    assert "is not complete" in found["the parts of every chapter"]
    assert found["the archive, as the lock of 2021 has it"] and found["a plan of the build"]


def test_the_doctor_finds_what_would_stop_a_build(tmp_path: Path) -> None:
    for name in ("report", "resources/contracts", "results"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "report/een.md").write_bytes(b"caf\xe9")
    (tmp_path / "resources/contracts/1NED.yaml").write_text("topics: [", "utf-8")
    (tmp_path / "results/2021").write_text("in the way", "utf-8")
    found = examined(tmp_path)
    assert "UTF-8" in found["the texts"] and "report/een.md" in found["the texts"]
    assert "1NED.yaml" in found["the contracts"]
    assert found["the folder can be written to"] == str(tmp_path / "results/2021")
