"""Results of an earlier build that no step makes any more, as of a chapter that was taken out."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from jaarbericht.audit.tampered import sealed_before
from jaarbericht.audit.verify.built.manifest import Places, present, sha256
from jaarbericht.files import remove


def sweep(root: Path, year: int, made: Container[str]) -> None:
    """Remove what the edition was sealed with before, is still the same and is not `made` now.

    Nothing else: what somebody else put there stays, and the seal tells of it. Raises FileProblem.
    """
    results = Places(year).of("")
    before = sealed_before(root, year)
    for name in present(root, year):
        mine = name.startswith(results) and name not in made
        if mine and before.get(name) == sha256(root / name):
            remove(root / name)
            _tidy(root / name, root / results)


def _tidy(path: Path, results: Path) -> None:
    """Remove the folders that are left empty."""
    for folder in path.parents:
        if folder == results or any(folder.iterdir()):
            return
        folder.rmdir()
