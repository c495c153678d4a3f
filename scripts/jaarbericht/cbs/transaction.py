"""Several files of one folder replaced together, or none of them. Blind to their content."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from jaarbericht.files import FileProblem, copy_file, read_json, write_bytes, write_json

_STAGE, _INCOMING = ".update", ".incoming"


@contextmanager
def incoming(root: Path) -> Iterator[Path]:
    """A folder under `root` for files that replace_all is going to move; gone after the block.

    What a killed process left there is taken away first.
    """
    recover(root)
    folder = root / _INCOMING
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
    except OSError as error:
        raise _unchanged(root, error) from error
    finally:
        recover(root)


def replace_all(root: Path, files: Mapping[str, bytes | Path]) -> None:
    """Put `files` in place: path under `root` to content, or to a file that is moved there.

    On any failure all stay as they were. Old versions are kept in a journal until the last file
    stands, so that a later call repairs what a power cut left half done. Raises FileProblem.
    """
    _undo(root)
    stage = root / _STAGE
    try:
        for name, content in files.items():
            _lay_out(stage / "new" / name, content)
            if (root / name).exists():
                copy_file(root / name, stage / "old" / name)
        write_json(stage / "journal.json", list(files))
        for name in files:
            _move(stage / "new" / name, root / name)
        (stage / "journal.json").unlink()
    except OSError as error:
        raise _unchanged(root, error) from error
    finally:
        _undo(root)


def recover(root: Path) -> None:
    """Undo a replacement that did not end; does nothing when there is none."""
    _undo(root)
    shutil.rmtree(root / _INCOMING, ignore_errors=True)


def _undo(root: Path) -> None:
    stage = root / _STAGE
    if (stage / "journal.json").exists():
        for name in read_json(stage / "journal.json"):
            _restore(root / name, stage / "old" / name)
        (stage / "journal.json").unlink()
    shutil.rmtree(stage, ignore_errors=True)


def _restore(path: Path, old: Path) -> None:
    if old.exists():
        copy_file(old, path)
    else:
        path.unlink(missing_ok=True)


def _lay_out(path: Path, content: bytes | Path) -> None:
    if isinstance(content, Path):
        _move(content, path)
    else:
        write_bytes(path, content)


def _unchanged(root: Path, error: OSError) -> FileProblem:
    return FileProblem(
        f"{root.name} could not be changed: {error}",
        where=str(root),
        why="The files belong together; the old ones have been put back.",
        todo="Make room, or make the folder writable, and run the command again.",
    )


def _move(new: Path, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new.replace(path)
