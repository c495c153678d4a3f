"""What a build tells while it runs."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from snakemake_interface_logger_plugins.common import LogEvent

from snakemake_logger_plugin_jaarbericht import PROGRESS, LogHandler


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file that progress goes to."""
    path = tmp_path / "progress"
    with path.open("wb") as stream:
        monkeypatch.setenv(PROGRESS, str(stream.fileno()))
        yield path


def handler(dryrun: bool = False) -> LogHandler:
    common: Any = SimpleNamespace(dryrun=dryrun)
    return LogHandler(common, None)


def emit(to: LogHandler, event: LogEvent | None, message: str = "", **facts: Any) -> None:
    level = logging.WARNING if event is None else logging.INFO
    record = logging.LogRecord("snakemake", level, "", 0, message, (), None)
    record.__dict__ |= {"event": event, **facts}
    to.emit(record)


def run(to: LogHandler, *jobs: tuple[str, dict[str, str]]) -> None:
    emit(to, LogEvent.RUN_INFO, stats={"all": 1, "total": len(jobs) + 1})
    for number, (rule, wildcards) in enumerate([*jobs, ("all", {})]):
        emit(to, LogEvent.JOB_INFO, jobid=number, rule_name=rule, wildcards=wildcards)
        emit(to, LogEvent.JOB_FINISHED, job_id=number)


def test_a_line_for_every_step_and_none_for_the_goal(told: Path) -> None:
    run(handler(), ("tidy_table", {"table": "80472ned"}), ("werk", {}))
    lines = told.read_text("utf-8").splitlines()
    assert [re.sub(r" [\d.]+ s$", "", line) for line in lines] == [
        "[1/2] tidy_table 80472ned",
        "[2/2] werk",
    ]
    assert all(re.search(r" \d+\.\d s$", line) for line in lines)


def test_a_dry_run_names_the_steps(told: Path) -> None:
    to = handler(dryrun=True)
    emit(to, LogEvent.JOB_INFO, jobid=1, rule_name="werk", wildcards={})
    emit(to, LogEvent.JOB_INFO, jobid=2, rule_name="all", wildcards={})
    assert told.read_text("utf-8") == "werk\n"


def test_a_dry_run_says_so_when_there_is_nothing_to_do(told: Path) -> None:
    message = "Nothing to be done (all requested files are present and up to date)."
    emit(handler(), LogEvent.RUN_INFO, message, stats={"total": 0})
    assert told.read_text("utf-8") == ""
    record = logging.LogRecord("snakemake", logging.INFO, "", 0, message, (), None)
    handler(dryrun=True).emit(record)
    assert told.read_text("utf-8") == "Nothing to do: everything is as it must be.\n"


def test_a_step_that_fails(told: Path) -> None:
    to = handler()
    emit(to, LogEvent.JOB_ERROR, rule_name="werk", wildcards=None)
    assert told.read_text("utf-8").strip() == "werk failed"


def test_complaints_go_to_standard_error(told: Path, capfd: pytest.CaptureFixture[str]) -> None:
    to = handler()
    emit(to, None, "No such rule")
    emit(to, None, "None")
    assert capfd.readouterr().err == "No such rule\n" and told.read_text("utf-8") == ""


def test_on_a_terminal_the_steps_share_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    main, other = os.pipe()
    monkeypatch.setenv(PROGRESS, str(other))
    monkeypatch.setattr(os, "isatty", lambda handle: handle == other)
    run(handler(), ("assemble", {}), ("typeset", {}))
    text = os.read(main, 4096).decode()
    os.close(main)
    os.close(other)
    assert text.count("\n") == 1 and text.count("\r\x1b[K") == 4
    assert "[1/2] typeset …" in text
