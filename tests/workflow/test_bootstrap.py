"""The command that makes its own environment."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The bootstrap alone, beside an environment of which nobody knows whether it is whole."""
    shutil.copy2(ROOT / "jaarbericht", tmp_path)
    (tmp_path / "envs").mkdir()
    (tmp_path / "envs/build.lock").write_text("# nothing is needed\n", "utf-8")
    (tmp_path / "envs/test.lock").write_text("# nothing is needed\n", "utf-8")
    library = tmp_path / "scripts/jaarbericht"
    library.mkdir(parents=True)
    (library / "__main__.py").write_text(
        "import os, sys\nprint(sys.argv[1:], sys.prefix, sys.dont_write_bytecode)\n", "utf-8"
    )
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv/half").touch()
    return tmp_path


def start(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(folder / "jaarbericht"), *arguments],
        capture_output=True, text=True, check=False, cwd="/",
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **settings},
    )  # fmt: skip


def test_a_set_up_that_was_cut_short_is_made_whole_and_then_reused(folder: Path) -> None:
    done = start(folder, "build", "--cores", "1")
    assert done.returncode == 0, done.stderr
    assert "['build', '--cores', '1']" in done.stdout and str(folder / ".venv") in done.stdout
    assert done.stdout.strip().endswith("False"), "bytecode is kept"
    assert "Setting up" in done.stderr and not (folder / ".venv/half").exists()
    stamp = (folder / ".venv/jaarbericht.stamp").read_text("utf-8")
    assert hashlib.sha256((folder / "envs/build.lock").read_bytes()).hexdigest() in stamp
    assert start(folder, "build").stderr == ""


def test_another_lock_is_another_environment(folder: Path) -> None:
    start(folder, "build")
    with (folder / "envs/build.lock").open("a", encoding="utf-8") as stream:
        stream.write("# changed\n")
    assert "Setting up" in start(folder, "build").stderr


def test_an_environment_whose_python_is_gone_is_made_again(folder: Path) -> None:
    start(folder, "build")
    python = folder / ".venv/bin/python"
    python.unlink()
    python.symlink_to("/nowhere/python3")
    done = start(folder, "build")
    assert done.returncode == 0 and "Setting up" in done.stderr, done.stderr


def test_a_package_with_another_hash_is_refused(folder: Path) -> None:
    wrong = "--hash=sha256:" + "0" * 64
    (folder / "envs/build.lock").write_text(f"six==1.17.0 {wrong}\n", "utf-8")
    done = start(folder, "build")
    assert done.returncode == 2 and "The set-up stopped at" in done.stderr
    assert "Traceback" not in done.stderr and not (folder / ".venv/jaarbericht.stamp").exists()


def test_a_folder_that_cannot_be_written_to(folder: Path) -> None:
    (folder / ".cache").write_text("in the way", "utf-8")
    done = start(folder, "build")
    assert done.returncode == 2 and "cannot be written to" in done.stderr


def interrupted() -> None:
    """Leave an interrupt for whoever lets it through."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.parametrize("command", [["-I", "jaarbericht"], ["-P", "-m", "jaarbericht"]])
def test_an_interrupt_before_the_command_has_begun(folder: Path, command: list[str]) -> None:
    start(folder, "build")
    shutil.rmtree(folder / "scripts")
    (folder / "scripts").symlink_to(ROOT / "scripts")
    done = subprocess.run(
        [sys.executable, *command, "doctor"], cwd=folder, preexec_fn=interrupted,
        capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(folder / "scripts")},
    )  # fmt: skip
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr.startswith("Stopped:") and "Traceback" not in done.stderr


def test_an_interrupt_while_setting_up(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-I", "jaarbericht", "build"], cwd=folder, preexec_fn=interrupted,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2 and done.stderr.strip().startswith("Stopped while setting up")
    assert "Traceback" not in done.stderr and not (folder / ".venv/jaarbericht.stamp").exists()


@pytest.fixture
def bootstrap(folder: Path) -> ModuleType:
    """The bootstrap as a module, for the folder that it lies in."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    loader = SourceFileLoader("bootstrap", str(folder / "jaarbericht"))
    module = ModuleType("bootstrap")
    module.__file__ = str(folder / "jaarbericht")
    loader.exec_module(module)
    signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return module


def test_what_a_killed_set_up_started_keeps_others_waiting(
    folder: Path, bootstrap: ModuleType
) -> None:
    (folder / ".cache").mkdir()
    with (folder / ".cache/setup.lock").open("w") as guard:
        child = os.fork()
        if child == 0:
            fcntl.flock(guard, fcntl.LOCK_EX)
            bootstrap.run(["sleep", "3"], dict(os.environ), guard)
            os._exit(0)
        time.sleep(1)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    begun = time.monotonic()
    done = start(folder, "build")
    assert "waiting for it" in done.stderr and "Setting up" in done.stderr
    assert done.returncode == 0 and time.monotonic() - begun > 1


def test_an_environment_that_is_not_whole_is_not_taken_for_it(
    folder: Path, bootstrap: ModuleType
) -> None:
    packages = folder / ".venv/lib/python3.11/site-packages"
    (packages / "een-1.dist-info").mkdir(parents=True)
    (packages / "een.py").write_text("abc", "utf-8")
    record = packages / "een-1.dist-info/RECORD"
    record.write_text('een.py,sha256=x,3\n"twee, drie.py",sha256=x,5\neen.pyc,,\n', "utf-8")
    with pytest.raises(bootstrap.CannotSetUp, match=r"1 files .*twee, drie\.py"):
        bootstrap.require_whole()
    (packages / "twee, drie.py").write_text("abcde", "utf-8")
    bootstrap.require_whole()


def test_the_locks_pin_every_package_with_a_hash_and_agree() -> None:
    pins = {}
    for name in ("build", "test"):
        text = (ROOT / "envs" / f"{name}.lock").read_text("utf-8")
        blocks = re.split(r"\n(?=[a-z0-9])", text.partition("\n\n")[2] or text)
        blocks = [b for b in blocks if re.match(r"[a-z0-9][\w.-]*==", b)]
        assert blocks and all("--hash=sha256:" in block for block in blocks)
        pins[name] = {b.split(" ")[0].split(";")[0].strip() for b in blocks}
    assert pins["build"] <= pins["test"]


def test_every_dependency_is_explained_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    table = readme[readme.index("## Dependencies") : readme.index("## Design")]
    for name in ("build.in", "test.in"):
        for line in (ROOT / "envs" / name).read_text("utf-8").splitlines():
            package = re.match(r"[a-z][a-z0-9-]*", line)
            assert package is None or package[0] in table, line


def test_conda_users_get_the_same_packages() -> None:
    assert "- -r build.lock" in (ROOT / "envs/jaarbericht.yaml").read_text("utf-8")
