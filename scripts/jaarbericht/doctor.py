"""Looks whether everything that a build needs is there. Repairs nothing."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

from jaarbericht.edition import Config, Edition
from jaarbericht.errors import JaarberichtError

ROOM = 500_000_000


def examine(root: Path, config: Config, settings: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """Each thing a build needs, with what is wrong with it; an empty text when nothing is.

    settings: those that `config` was read with.
    """
    edition = config.edition
    looks: dict[str, Callable[[], str]] = {
        "the folder can be written to": lambda: _writable(root, edition.year),
        "room on the disk": lambda: _room(root),
        "WeasyPrint and its libraries": _engine,
        "the typefaces": _fonts,
        f"the archive, as the lock of {edition.year} has it": lambda: _archive(root, edition.year),
        "the contracts": lambda: _contracts(root),
        "the texts": lambda: _texts(root),
        "the parts of every chapter": lambda: _chapters(root, edition),
        "a plan of the build": lambda: _plan(root, edition, settings),
    }
    for name, look in looks.items():
        try:
            yield name, look()
        except JaarberichtError as failure:
            yield name, failure.what + (f" ({failure.where})" if failure.where else "")


def _writable(root: Path, year: int) -> str:
    results = root / "results" / str(year)
    folders = [root, *(path for path in (results.parent, results) if path.exists())]
    folders += [path for path in sorted(results.rglob("*")) if path.is_dir()]
    refused = [path for path in folders if not (path.is_dir() and os.access(path, os.W_OK))]
    return ", ".join(map(str, refused))


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


def _contracts(root: Path) -> str:
    from jaarbericht.cbs.contract import read_contract

    for path in sorted((root / "resources" / "contracts").glob("*.yaml")):
        read_contract(path)
    return ""


def _texts(root: Path) -> str:
    from jaarbericht.compose.assembly import read_source

    for path in sorted((root / "report").rglob("*.md")):
        read_source(path)
    return ""


def _chapters(root: Path, edition: Edition) -> str:
    from jaarbericht.dag import check_chapters

    check_chapters(root, edition)
    return ""


def _plan(root: Path, edition: Edition, settings: Sequence[str]) -> str:
    from jaarbericht.build import Request, alone, build

    with alone(root) as mark:
        build(root, edition, Request(tuple(settings), dry_run=True, quiet=True), mark)
    return ""
