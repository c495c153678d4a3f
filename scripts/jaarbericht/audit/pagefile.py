"""Where a page that answers a question may be written. It never takes the place of other work."""

from __future__ import annotations

from pathlib import Path

from jaarbericht.errors import JaarberichtError

SUFFIX = ".html"
_SEALED = ("results", "resources")


class PageRefused(JaarberichtError):
    """A page cannot be written where it was asked for."""


def require_place(root: Path, page: Path | None) -> None:
    """Raise PageRefused unless a page may be written to `page` in the project at `root`."""
    if page is None:
        return
    place = page.resolve()
    if page.suffix != SUFFIX:
        raise _refused(page, f"{page.name or 'What was named'} is no name of a page.")
    if page.exists() and not page.is_file():
        raise _refused(page, f"{page.name} is there already, and is no file.")
    if any(place.is_relative_to(root.resolve() / folder) for folder in _SEALED):
        raise _refused(page, f"{page.name} would lie among what was built or downloaded.")
    if not place.parent.is_dir():
        raise _refused(page, f"The folder of {page.name} is not there.")


def _refused(page: Path, what: str) -> PageRefused:
    return PageRefused(
        what,
        where=str(page),
        why="What has that name would be gone.",
        todo=f"Name a file that ends in {SUFFIX}, in a folder of your own.",
    )
