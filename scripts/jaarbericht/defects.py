"""Exceptions that nothing foresees, as failures that say where in the project they arose."""

from __future__ import annotations

import traceback
from contextlib import suppress
from pathlib import Path

from jaarbericht.errors import JaarberichtError

# Lines that Snakemake puts before a script.
_PREAMBLE = 3


class Defect(JaarberichtError):
    """Something that no step foresees: a mistake in the code of the project."""


def defect(error: BaseException) -> Defect:
    """An unforeseen exception as a failure that says where in the project it arose."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if _is_ours(frame.filename)] or frames[-1:]
    place = place_of(ours[-1].filename, ours[-1].lineno or 0) if ours else ""
    return mistake(f"{type(error).__name__}: {error}", place)


def mistake(what: str, where: str) -> Defect:
    """A mistake in the code at `where`."""
    return Defect(
        what,
        where=where,
        why="The code met something that it does not foresee.",
        todo="Correct the code there; --debug shows the whole path to it.",
    )


def in_chapter(error: BaseException) -> str:
    """The line of a derivation that led to `error`; empty when none did."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [place_of(f.filename, f.lineno or 0) for f in frames if f.name != "<module>"]
    return next((place for place in reversed(places) if place.startswith("scripts/chapters/")), "")


def place_of(filename: str, line: int) -> str:
    """`scripts/chapters/werk.py:12`, of the file and line that Python names."""
    path = Path(filename)
    if ".snakemake" in path.parts:
        # Snakemake runs a copy of the script, .snakemake/scripts/tmpabc.werk.py.
        name, line = path.name.partition(".")[2], line - _PREAMBLE
        path = _source(path, name)
    with suppress(ValueError):
        path = path.relative_to(Path.cwd())
    return f"{path}:{line}"


def _source(copy: Path, name: str) -> Path:
    root = Path(*copy.parts[: copy.parts.index(".snakemake")])
    chapter = Path("scripts", "chapters", name)
    return chapter if (root / chapter).is_file() else Path("scripts", name)


def _is_ours(filename: str) -> bool:
    parts = Path(filename).parts
    return "site-packages" not in parts and ("scripts" in parts)
