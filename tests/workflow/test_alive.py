"""Whether something works in a folder: a mark that ends with its process, however that ends."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from jaarbericht.build import Busy, alone
from jaarbericht.dag_alive import hold, is_quiet
from jaarbericht.files import FileProblem

WORKER = """
import sys, time
from pathlib import Path
from jaarbericht.dag_alive import hold
hold(Path(sys.argv[1]))
print("holds", flush=True)
time.sleep(60)
"""


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that works in the folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout and process.stdout.readline() == "holds\n"
        yield process
        process.kill()


def test_a_folder_in_which_nothing_works(tmp_path: Path) -> None:
    assert is_quiet(tmp_path)
    assert is_quiet(tmp_path), "looking leaves no mark"


def test_a_folder_in_which_a_process_works(tmp_path: Path, worker: subprocess.Popen[str]) -> None:
    begun = time.monotonic()
    assert not is_quiet(tmp_path, patience=0.2)
    assert time.monotonic() - begun >= 0.2


def test_the_mark_ends_with_a_process_that_was_killed(
    tmp_path: Path, worker: subprocess.Popen[str]
) -> None:
    worker.kill()
    assert is_quiet(tmp_path, patience=10)


def test_two_steps_of_one_build_hold_together(
    tmp_path: Path, worker: subprocess.Popen[str]
) -> None:
    second = subprocess.run(
        [sys.executable, "-c", WORKER.replace("time.sleep(60)", ""), str(tmp_path)],
        capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip
    assert second.stdout == "holds\n"


def test_a_second_build_does_not_start(tmp_path: Path, worker: subprocess.Popen[str]) -> None:
    with pytest.raises(Busy, match="Another build"), alone(tmp_path):
        pass


def test_two_builds_that_start_at_the_same_moment(tmp_path: Path) -> None:
    with alone(tmp_path):
        with pytest.raises(Busy, match="Another build"), alone(tmp_path):
            pass
        assert is_quiet(tmp_path), "no step works yet"
    with alone(tmp_path):
        pass


def test_a_folder_that_cannot_be_marked(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("in the way", "utf-8")
    with pytest.raises(FileProblem, match="alive"):
        hold(tmp_path)
