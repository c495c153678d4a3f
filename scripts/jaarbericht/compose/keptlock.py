"""The lock of what is kept of earlier editions: where the files lie, and their sha256. Light."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

import yaml

from jaarbericht import yamltext
from jaarbericht.errors import JaarberichtError
from jaarbericht.files import FileProblem, read_bytes, write_text

LOCK = "lock.yaml"
_HEAD = """\
# The editions of which is kept what they printed, written by ./jaarbericht keep. A file with
# another sha256 stops the build of the edition after it.
"""


class KeptUnusable(JaarberichtError):
    """What was kept of an edition is not there, damaged, or not what the lock says."""


@dataclass(frozen=True)
class KeptEntry:
    """A kept edition in the lock."""

    sha256: str
    version: str
    state: str
    cutoff: str


def kept_path(folder: Path, year: int) -> Path:
    """Where an edition is kept in `resources/editions`."""
    return folder / f"{year}.json.gz"


def is_kept(folder: Path, year: int) -> bool:
    """Whether an edition is kept, by its file or by the lock. Raises KeptUnusable."""
    return kept_path(folder, year).exists() or year in entries(folder)


def kept_content(path: Path) -> bytes:
    """The bytes of a kept edition, which must be those that the lock beside it names.

    Raises KeptUnusable.
    """
    year = int(path.name.partition(".")[0])
    entry = entries(path.parent).get(year)
    content = path.read_bytes() if path.exists() else b""
    if entry is None or sha256(content).hexdigest() != entry.sha256:
        raise KeptUnusable(
            f"What is kept of edition {year} is not what the lock says.",
            where=f"{path.as_posix()}, {LOCK}",
            why="What was printed is compared with it, so nobody may change it unnoticed.",
            todo="Restore both files from version control; or, if the change is meant: build that"
            f" edition, then ./jaarbericht keep --edition {year} --again",
        )
    return content


def entries(folder: Path) -> Mapping[int, KeptEntry]:
    """The lock, by year; empty when there is none. Raises KeptUnusable."""
    path = folder / LOCK
    if not path.exists():
        return {}
    try:
        found = yamltext.load(read_bytes(path).decode("utf-8"))
        if not isinstance(found, dict):
            raise TypeError(type(found).__name__)
        return {
            int(year): KeptEntry(**{name: str(value) for name, value in one.items()})
            for year, one in found.items()
        }
    except (FileProblem, yaml.YAMLError, ValueError, TypeError, AttributeError) as error:
        raise damaged(path, str(error)) from error


def write_entries(folder: Path, known: Mapping[int, KeptEntry]) -> None:
    """Write the lock, by year. Raises FileProblem."""
    listed = {year: asdict(known[year]) for year in sorted(known)}
    write_text(folder / LOCK, _HEAD + yaml.safe_dump(listed, sort_keys=False))


def damaged(path: Path, what: str) -> KeptUnusable:
    """The failure for a kept file that cannot be read."""
    return KeptUnusable(
        f"{path.name} cannot be read: {what}.",
        where=path.as_posix(),
        why="It says what an earlier edition printed.",
        todo="Restore the file from version control.",
    )


def outdated(path: Path, found: str) -> KeptUnusable:
    """The failure for a kept file of another version."""
    year = path.name.partition(".")[0]
    return KeptUnusable(
        f"{path.name} is {found}, which this version does not read.",
        where=path.as_posix(),
        why="Another version of this project kept it.",
        todo=f"Build that edition, then run: ./jaarbericht keep --edition {year} --again",
    )
