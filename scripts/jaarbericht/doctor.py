"""Looks whether everything that a build needs is there. Repairs nothing."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from jaarbericht.edition import Edition
from jaarbericht.errors import JaarberichtError

ROOM = 500_000_000


def examine(root: Path, edition: Edition) -> Iterator[tuple[str, str]]:
    """Each thing a build needs, with what is wrong with it; an empty text when nothing is."""
    looks: dict[str, Callable[[], str]] = {
        "the folder can be written to": lambda: "" if os.access(root, os.W_OK) else str(root),
        "room on the disk": lambda: _room(root),
        "WeasyPrint and its libraries": _engine,
        "the typefaces": _fonts,
        f"the archive, as the lock of {edition.year} has it": lambda: _archive(root, edition.year),
        "the parts of every chapter": lambda: _chapters(root, edition),
    }
    for name, look in looks.items():
        try:
            yield name, look()
        except JaarberichtError as failure:
            yield name, failure.what


def _room(root: Path) -> str:
    free = shutil.disk_usage(root).free
    return "" if free > ROOM else f"{free // 1_000_000} MB left"


def _engine() -> str:
    from jaarbericht.compose.pdf.engine import require_engine

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            import_module("weasyprint")
        except (OSError, DeprecationWarning) as error:
            return str(error).strip().splitlines()[0]
    require_engine()
    return ""


def _fonts() -> str:
    from jaarbericht.typefaces import font_files

    font_files()
    return ""


def _archive(root: Path, year: int) -> str:
    from jaarbericht.cbs.archive import Archive, check

    found = check(Archive(root / "resources" / "archive"), year)
    return "; ".join(problem.what for problem in found)


def _chapters(root: Path, edition: Edition) -> str:
    from jaarbericht.dag import check_chapters

    check_chapters(root, edition)
    return ""
