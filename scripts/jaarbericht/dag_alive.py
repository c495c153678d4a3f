"""Whether anything still works in this folder: marks that the system lifts when a process dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jaarbericht.files import FileProblem

_MARK = Path(".cache") / "alive.lock"
_CLAIM = Path(".cache") / "build.lock"


def hold(root: Path) -> None:
    """Mark `root` as being worked in until this process ends, however it ends."""
    fcntl.flock(_open(root), fcntl.LOCK_SH)


@contextmanager
def holding(root: Path) -> Iterator[None]:
    """Mark `root` as being worked in for the length of the block."""
    handle = _open(root)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH)
        yield
    finally:
        os.close(handle)


def is_quiet(root: Path, patience: float = 0.0) -> bool:
    """Whether nothing works in `root`, or nothing any more within `patience` seconds."""
    handle = _open(root)
    try:
        return _lock_within(handle, patience)
    finally:
        os.close(handle)


def claim(root: Path) -> int | None:
    """Take `root` for one build; gives the open mark, or None when another build has it."""
    handle = _open(root, _CLAIM)
    if _lock_within(handle, 0):
        return handle
    os.close(handle)
    return None


def _lock_within(handle: int, patience: float) -> bool:
    end = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                return False
            time.sleep(0.1)
        else:
            return True


def _open(root: Path, mark: Path = _MARK) -> int:
    path = root / mark
    try:
        path.parent.mkdir(exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise FileProblem(
            f"{mark}: {error.strerror}",
            where=str(path),
            why="Two builds in one folder at the same time would spoil each other.",
            todo="Make the project folder writable for you, then run the command again.",
        ) from error
