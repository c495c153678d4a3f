"""Runs the Snakemake workflow for an edition and tells how it went. Nothing of what is built."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import IO

from jaarbericht.build_failures import left_failure, told_failure
from jaarbericht.cbs.transaction import recover
from jaarbericht.dag_alive import claim, is_quiet
from jaarbericht.edition import Edition
from jaarbericht.errors import JaarberichtError
from jaarbericht.job_failures import FOLDER, collect

PROGRESS = "JAARBERICHT_PROGRESS"
# Seconds that the steps of a stopped build get to end by themselves.
PATIENCE = 10.0
_ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Busy(JaarberichtError):
    """Another build works in this folder."""


class Stopped(JaarberichtError):
    """The build was interrupted."""


@dataclass(frozen=True)
class Request:
    """What is to be built: settings as `key=value`, and how."""

    settings: tuple[str, ...] = ()
    cores: int = 2
    dry_run: bool = False
    quiet: bool = False


@contextmanager
def alone(root: Path) -> Iterator[int]:
    """Have `root` for this build alone; gives the mark of that, for what goes on without us.

    Raises Busy or FileProblem.
    """
    mark = claim(root)
    if mark is None:
        raise _busy(root)
    try:
        if not is_quiet(root):
            raise _busy(root)
        yield mark
    finally:
        os.close(mark)


def _busy(root: Path) -> Busy:
    return Busy(
        "Another build is running in this folder.",
        where=str(root),
        why="Two builds at the same time would spoil each other's results.",
        todo="Wait until it has ended, or stop it with Ctrl-C where it runs.",
    )


def build(root: Path, edition: Edition, request: Request, mark: int) -> Path:
    """Make the PDF of `edition`, as far as it is not there; gives its path relative to `root`.

    mark: that of `alone`. Raises Stopped or StepFailed; earlier results are left as they were.
    """
    year = edition.year
    recover(root / "resources" / "archive")  # an update may have been killed
    with TemporaryDirectory(prefix="jaarbericht-") as folder:
        failures = Path(folder)
        code, told = _snakemake(root, request, failures, mark)
        if code != 0:
            left = collect(failures)
            raise left_failure(left, year) if left else told_failure(told, root)
    return Path("results") / str(year) / f"jaarbericht-{year}.pdf"


def _snakemake(root: Path, request: Request, failures: Path, mark: int) -> tuple[int, str]:
    """Run Snakemake; gives its exit status and what it complained of."""
    settings = json.dumps(list(request.settings))
    command = [
        sys.executable, "-m", "snakemake", "--directory", str(root),
        "--snakefile", str(root / "Snakefile"), "--cores", str(request.cores),
        # This folder has a mark of its own, which does not outlive a process that was killed.
        "--nolock",
        *(["--dry-run"] if request.dry_run else []),
        "--config", f"set={settings}",
    ]  # fmt: skip
    terminal = os.open(os.devnull, os.O_WRONLY) if request.quiet else os.dup(2)
    with open(failures / "complaints.txt", "w+b") as complaints, _interruptible():
        process = None
        try:
            process = subprocess.Popen(
                command,
                cwd=root,
                env={**os.environ, FOLDER: str(failures), PROGRESS: str(terminal)},
                stdout=complaints,
                stderr=complaints,
                pass_fds=(terminal, mark),
                start_new_session=True,
            )
            code = process.wait()
        except KeyboardInterrupt:
            raise _stop(process, root) from None
        finally:
            os.close(terminal)
        return code, _all_of(complaints)


@contextmanager
def _interruptible() -> Iterator[None]:
    """Take a request to end, or the end of the terminal, as an interrupt from the keyboard."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        for one in _ENDINGS:  # once is enough: what follows must not be cut short
            signal.signal(one, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {one: signal.getsignal(one) for one in _ENDINGS}
    for one, handler in before.items():
        if handler is not signal.SIG_IGN:  # as nohup asks
            signal.signal(one, interrupt)
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _stop(process: subprocess.Popen[bytes] | None, root: Path) -> Stopped:
    """End the workflow and its steps; by force when they do not listen."""
    if process:
        os.killpg(process.pid, signal.SIGTERM)
        if not is_quiet(root, PATIENCE):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return Stopped(
        "The build was stopped.",
        where=f"{root}/results",
        why="Finished steps are kept; nothing was left half done.",
        todo="Run ./jaarbericht build to go on.",
    )


def _all_of(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode("utf-8", "replace")
