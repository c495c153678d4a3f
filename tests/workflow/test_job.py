"""The frame around a step: failures told, records written, nothing left when it fails."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jaarbericht.errors import JaarberichtError
from jaarbericht.job_failures import FOLDER, collect, leave, leaving

STEP = """
import sys, types
from pathlib import Path
from jaarbericht.errors import JaarberichtError
from jaarbericht.job_frame import job
here = Path.cwd()
params = {"code": '{"code": {"a.py": "1"}}', "config": '{"config": {"year": 2021}}',
          "software": '{"software": {"lock": "x"}}'}
snakemake = types.SimpleNamespace(
    log=["logs/proef.log"], rule="proef", wildcards={}, params=params,
    input={"text": "in.txt"}, output={"made": "out.txt", "record": "record.json"},
)
with job(snakemake) as step:
    print("to the log")
    BODY
    step.output["made"].write_text(step.input["text"].read_text() + str(step.config["year"]))
"""


def run(folder: Path, body: str) -> subprocess.CompletedProcess[str]:
    (folder / "in.txt").write_text("tekst ", "utf-8")
    (folder / "left").mkdir()
    code = STEP.replace("BODY", body)
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, FOLDER: str(folder / "left")},
    )  # fmt: skip


def test_a_step_that_ends_well_leaves_its_record(tmp_path: Path) -> None:
    done = run(tmp_path, "pass")
    assert done.returncode == 0 and done.stdout == done.stderr == ""
    record = json.loads((tmp_path / "record.json").read_bytes())
    assert record["rule"] == "proef" and record["config"] == {"year": 2021}
    assert list(record["inputs"]) == ["in.txt"] and list(record["outputs"]) == ["out.txt"]
    assert (tmp_path / "logs/proef.log").read_text("utf-8") == "to the log\n"
    assert collect(tmp_path / "left") == []


def test_a_failure_is_left_for_the_command_and_no_record_is_made(tmp_path: Path) -> None:
    done = run(tmp_path, 'raise JaarberichtError("Stuk.", where="hier", todo="heel maken")')
    assert done.returncode == 1 and not (tmp_path / "record.json").exists()
    (told,) = collect(tmp_path / "left")
    assert (told["step"], told["what"], told["todo"]) == ("proef", "Stuk.", "heel maken")
    assert "Stuk." in (tmp_path / "logs/proef.log").read_text("utf-8")


def test_a_mistake_in_the_code_is_told_as_one(tmp_path: Path) -> None:
    done = run(tmp_path, "1 / 0")
    assert done.returncode == 1
    (told,) = collect(tmp_path / "left")
    assert told["kind"] == "Defect" and "ZeroDivisionError" in told["what"]
    assert "Traceback" in (tmp_path / "logs/proef.log").read_text("utf-8")


def test_a_record_that_cannot_be_written_fails_the_step(tmp_path: Path) -> None:
    done = run(tmp_path, "(here / 'record.json').mkdir()")
    assert done.returncode == 1 and collect(tmp_path / "left")[0]["kind"] == "FileProblem"


def test_nobody_waits_for_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FOLDER, raising=False)
    assert leave(JaarberichtError("x"), "stap") is False


def test_a_plan_leaves_its_failure_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path))

    @leaving
    def plan() -> None:
        raise JaarberichtError("Geen plan.")

    with pytest.raises(JaarberichtError):
        plan()
    assert collect(tmp_path)[0]["what"] == "Geen plan."
