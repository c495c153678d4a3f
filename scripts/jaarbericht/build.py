"""Runs the Snakemake workflow for an edition and tells how it went. Nothing of what is built."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import IO, Any

from jaarbericht.audit.provenance import Altered, altered
from jaarbericht.audit.tampered import tampered
from jaarbericht.cbs.transaction import recover
from jaarbericht.dag_alive import is_quiet
from jaarbericht.edition import Edition
from jaarbericht.errors import JaarberichtError
from jaarbericht.files import FileProblem
from jaarbericht.job_failures import FOLDER, collect

PROGRESS = "JAARBERICHT_PROGRESS"
# Seconds that the steps of a stopped build get to end by themselves.
PATIENCE = 10.0
_TOLD = 20
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Busy(JaarberichtError):
    """Another build works in this folder."""


@dataclass(eq=False)
class StepFailed(JaarberichtError):
    """A step of the build failed, by its own account. `log` is what else it said."""

    failed: str = ""
    log: str = ""

    @property
    def kind(self) -> str:
        """The kind of failure that the step had."""
        return self.failed or super().kind


class Stopped(JaarberichtError):
    """The build was interrupted."""


@dataclass(frozen=True)
class Request:
    """What is to be built: settings as `key=value`, and how."""

    settings: tuple[str, ...] = ()
    cores: int = 2
    dry_run: bool = False


def build(root: Path, edition: Edition, request: Request) -> Path:
    """Make the PDF of `edition`, as far as it is not there; gives its path relative to `root`.

    Raises Busy, Stopped, FileProblem or StepFailed; earlier results are left as they were.
    """
    require_quiet(root)
    recover(root / "resources" / "archive")  # an update may have been killed
    with TemporaryDirectory(prefix="jaarbericht-") as folder:
        failures = Path(folder)
        code, told = _snakemake(root, request, failures)
        if code != 0:
            raise _failure(edition, collect(failures), told)
    return Path("results") / str(edition.year) / f"jaarbericht-{edition.year}.pdf"


def require_quiet(root: Path) -> None:
    """Raise Busy when another build works in `root`."""
    if not is_quiet(root):
        raise Busy(
            "Another build is running in this folder.",
            where=str(root),
            why="Two builds at the same time would spoil each other's results.",
            todo="Wait until it has ended, or stop it with Ctrl-C where it runs.",
        )


def set_aside(root: Path, edition: Edition) -> list[tuple[Altered, Path]]:
    """Move results that are not what their steps made out of the way, so that they are made anew.

    Gives what was found and where it lies now. Raises FileProblem.
    """
    results = Path("results") / str(edition.year)
    by_path = {found.path: found for found in _not_as_made(root, results)}
    moved = []
    for found in by_path.values():
        if found.path.startswith(f"{results.as_posix()}/logs/"):
            # A log is no output that Snakemake knows of: without its record the step runs again.
            (root / found.record).unlink(missing_ok=True)
        if not (root / found.path).exists():
            continue
        target = _free_name(root / results / "set-aside", Path(found.path).name)
        try:
            target.parent.mkdir(exist_ok=True)
            (root / found.path).replace(target)
        except OSError as error:
            raise FileProblem(
                f"{found.path} was changed by hand and cannot be set aside: {error.strerror}.",
                where=found.path,
                why="It is not what its step made, so it cannot stay in the report.",
                todo="Move the file away yourself, then build again.",
            ) from error
        moved.append((found, target.relative_to(root)))
    return moved


def _not_as_made(root: Path, results: Path) -> list[Altered]:
    return [*altered(root, results.as_posix()), *tampered(root, int(results.name))]


def _free_name(folder: Path, name: str) -> Path:
    number = 1
    while (folder / f"{number}-{name}").exists():
        number += 1
    return folder / f"{number}-{name}"


def _snakemake(root: Path, request: Request, failures: Path) -> tuple[int, str]:
    """Run Snakemake; gives its exit status and the end of what it complained of."""
    settings = json.dumps(list(request.settings))
    command = [
        sys.executable, "-m", "snakemake", "--directory", str(root),
        "--snakefile", str(root / "Snakefile"), "--cores", str(request.cores),
        # This folder has a mark of its own, which does not outlive a process that was killed.
        "--nolock",
        *(["--dry-run"] if request.dry_run else []),
        "--config", f"set={settings}",
    ]  # fmt: skip
    terminal = os.dup(2)
    with open(failures / "complaints.txt", "w+b") as complaints:
        process = subprocess.Popen(
            command,
            cwd=root,
            env={**os.environ, FOLDER: str(failures), PROGRESS: str(terminal)},
            stdout=complaints,
            stderr=complaints,
            pass_fds=(terminal,),
            start_new_session=True,
        )
        os.close(terminal)
        with _interruptible():
            try:
                code = process.wait()
            except KeyboardInterrupt:
                raise _stop(process, root) from None
        return code, _end_of(complaints)


@contextmanager
def _interruptible() -> Iterator[None]:
    """Take a request to end as an interrupt, as from the keyboard."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(process: subprocess.Popen[bytes], root: Path) -> Stopped:
    """End the workflow and its steps; by force when they do not listen."""
    os.killpg(process.pid, signal.SIGTERM)
    if not is_quiet(root, PATIENCE):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return Stopped(
        "The build was stopped.",
        why="Finished steps are kept; nothing was left half done.",
        todo="Run ./jaarbericht build to go on.",
    )


def _end_of(stream: IO[bytes]) -> str:
    stream.seek(0)
    lines = stream.read().decode("utf-8", "replace").splitlines()
    return "\n".join(lines[-_TOLD:])


def _failure(edition: Edition, left: Sequence[Mapping[str, Any]], told: str) -> StepFailed:
    """The failure that a step left, or the end of what Snakemake said when none did."""
    full = next((text for text in map(os.strerror, _FULL) if text in told), "")
    if not left and full:
        return StepFailed(
            f"The disk is full: {full}.",
            where=f"results/{edition.year}",
            why="A result could not be written or kept.",
            todo="Free some disk space and run the command again; earlier results are intact.",
            failed="FileProblem",
        )
    if not left:
        return StepFailed(
            "The workflow stopped, and no step says why.",
            where="Snakefile",
            why=told,
            todo="Correct what it complains of.",
        )
    first = left[0]
    others = f" {len(left) - 1} more went wrong; solve this first." if len(left) > 1 else ""
    return StepFailed(
        first["what"] + others,
        first["where"],
        first["why"],
        first["todo"],
        failed=first["kind"],
        log=f"results/{edition.year}/logs/{first['step']}.log",
    )
