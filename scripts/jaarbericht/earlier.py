"""Earlier results before a build: what cannot be trusted is moved away, or made again."""

from __future__ import annotations

from pathlib import Path

from jaarbericht.audit.provenance import Altered, altered
from jaarbericht.audit.tampered import tampered
from jaarbericht.edition import Edition
from jaarbericht.files import FileProblem, remove


def set_aside(root: Path, edition: Edition) -> list[tuple[Altered, Path]]:
    """Move results that are not what their steps made out of the way, so that they are made anew.

    Gives what was found and where it lies now. Raises FileProblem.
    """
    results = Path("results") / str(edition.year)
    by_path = {found.path: found for found in _not_as_made(root, results)}
    moved = []
    for found in by_path.values():
        if found.path.startswith(f"{results.as_posix()}/logs/"):
            # A log is no output that Snakemake knows of: without its record the step runs again.
            remove(root / found.record)
        if not (root / found.path).exists():
            continue
        target = _free_name(root / results / "set-aside", Path(found.path).name)
        try:
            target.parent.mkdir(exist_ok=True)
            (root / found.path).replace(target)
        except OSError as error:
            raise FileProblem(
                f"{found.path} was changed by hand and cannot be set aside: {error.strerror}.",
                where=found.path,
                why="It is not what its step made, so it cannot stay in the report.",
                todo="Move the file away yourself, then build again.",
            ) from error
        moved.append((found, target.relative_to(root)))
    return moved


def forget(root: Path, edition: Edition) -> None:
    """Have everything made again when Snakemake's memory of it is gone: it would trust the dates.

    Raises FileProblem.
    """
    if not (root / ".snakemake" / "metadata").is_dir():
        for record in (root / "results" / str(edition.year) / "provenance").glob("*.json"):
            remove(record)


def _not_as_made(root: Path, results: Path) -> list[Altered]:
    return [*altered(root, results.as_posix()), *tampered(root, int(results.name))]


def _free_name(folder: Path, name: str) -> Path:
    number = 1
    while (folder / f"{number}-{name}").exists():
        number += 1
    return folder / f"{number}-{name}"
