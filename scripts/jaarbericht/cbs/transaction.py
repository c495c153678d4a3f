"""Several files of one folder replaced together, or none of them. Blind to their content."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from jaarbericht.files import FileProblem, read_json, write_bytes, write_json

_STAGE = ".update"


def replace_all(root: Path, files: Mapping[str, bytes]) -> None:
    """Put `files` (path under `root` to content) in place; on any failure all stay as they were.

    Old versions are kept in a journal until the last file stands, so that a later call repairs what
    a power cut left half done. Raises FileProblem.
    """
    recover(root)
    stage = root / _STAGE
    try:
        for name, content in files.items():
            write_bytes(stage / "new" / name, content)
            if (root / name).exists():
                write_bytes(stage / "old" / name, (root / name).read_bytes())
        write_json(stage / "journal.json", list(files))
        for name in files:
            _move(stage / "new" / name, root / name)
        (stage / "journal.json").unlink()
    except OSError as error:
        raise FileProblem(
            f"{root.name} could not be changed: {error}",
            where=str(root),
            why="The files belong together; the old ones have been put back.",
            todo="Make room, or make the folder writable, and run the command again.",
        ) from error
    finally:
        recover(root)


def recover(root: Path) -> None:
    """Undo a replacement that did not end; does nothing when there is none."""
    stage = root / _STAGE
    if (stage / "journal.json").exists():
        for name in read_json(stage / "journal.json"):
            _restore(root / name, stage / "old" / name)
    shutil.rmtree(stage, ignore_errors=True)


def _restore(path: Path, old: Path) -> None:
    if old.exists():
        write_bytes(path, old.read_bytes())
    else:
        path.unlink(missing_ok=True)


def _move(new: Path, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new.replace(path)
