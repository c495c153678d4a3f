"""Files that change together or not at all, also when the machine stops half-way."""

from __future__ import annotations

from pathlib import Path

import pytest

from jaarbericht.cbs import transaction
from jaarbericht.cbs.transaction import recover, replace_all
from jaarbericht.files import FileProblem

OLD = {"tables/a": b"old a", "lock": b"old lock"}
NEW = {"tables/a": b"new a", "tables/b": b"new b", "lock": b"new lock"}


def _content(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file())
    return {str(path.relative_to(root)): path.read_bytes() for path in files}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    replace_all(tmp_path / "root", OLD)
    return tmp_path / "root"


def test_all_files_change(root: Path) -> None:
    replace_all(root, NEW)
    assert _content(root) == NEW


def _break_on(monkeypatch: pytest.MonkeyPatch, name: str, error: BaseException) -> None:
    move = transaction._move

    def broken(new: Path, path: Path) -> None:
        if path.name == name:
            raise error
        move(new, path)

    monkeypatch.setattr(transaction, "_move", broken)


@pytest.mark.parametrize("name", ["a", "b", "lock"])
def test_a_full_disk_leaves_everything_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    _break_on(monkeypatch, name, OSError(28, "No space left on device"))
    with pytest.raises(FileProblem, match="No space left"):
        replace_all(root, NEW)
    assert _content(root) == OLD


def test_an_interrupt_leaves_everything_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _break_on(monkeypatch, "lock", KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        replace_all(root, NEW)
    assert _content(root) == OLD


def test_what_a_power_cut_left_is_put_right(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _break_on(monkeypatch, "lock", KeyboardInterrupt())
    calls = []
    # The repair after the failure is what a power cut prevents.
    monkeypatch.setattr(transaction, "_undo", lambda root: calls.append(root))
    with pytest.raises(KeyboardInterrupt):
        replace_all(root, NEW)
    assert (root / "tables/a").read_bytes() == b"new a"
    assert len(calls) == 2
    monkeypatch.undo()
    recover(root)
    assert _content(root) == OLD


def test_nothing_to_put_right(root: Path) -> None:
    recover(root)
    assert _content(root) == OLD
