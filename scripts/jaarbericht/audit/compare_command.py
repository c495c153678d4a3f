"""Answers what was revised between two editions, and keeps an edition for the next one."""

from __future__ import annotations

import sys
from pathlib import Path

from jaarbericht.audit.compare_find import EDITIONS, find_revisions
from jaarbericht.audit.ledgerfile import ledger_path, read_ledger
from jaarbericht.audit.pagefile import require_place
from jaarbericht.audit.verify.built.sealed import check_seal
from jaarbericht.compose.kept import kept, write_kept
from jaarbericht.compose.keptlock import is_kept
from jaarbericht.errors import JaarberichtError
from jaarbericht.files import write_text


class NotKept(JaarberichtError):
    """An edition cannot be kept as it is."""


def answer(root: Path, earlier: int, later: int, json: bool, page: Path | None) -> bool:
    """Show what the later edition says of the earlier one; true when something was revised.

    Raises PageRefused, NothingToCompare, NotBuilt, KeptUnusable, FileProblem or a CbsError.
    """
    require_place(root, page)
    found = find_revisions(root, earlier, later)
    if json:
        from jaarbericht.audit.compare_json import as_json

        print(as_json(found))
    else:
        from jaarbericht.audit.compare_text import show

        show(found, sys.stdout)
    if page:
        from jaarbericht.audit.compare_html import page as html_page

        write_text(page, html_page(found))
    return bool(found.comparison.revised)


def keep(root: Path, year: int, again: bool) -> Path:
    """Keep what a built and sealed edition printed, below resources/editions; gives the path.

    Raises NotKept, NotBuilt or FileProblem.
    """
    if is_kept(root / EDITIONS, year) and not again:
        raise NotKept(
            f"Edition {year} was kept before.",
            where=EDITIONS,
            why="What an edition printed does not change after it came out.",
            todo=f"If it is to be replaced: ./jaarbericht keep --edition {year} --again",
        )
    ledger = read_ledger(root, year)
    problems = check_seal(root, year)
    if problems:
        raise NotKept(
            f"The results of edition {year} are not as they were made: {problems[0]}",
            where=ledger_path(year),
            why="Only what the report really printed may be kept.",
            todo=f"Run: ./jaarbericht build --edition {year}",
        )
    return write_kept(root / EDITIONS, kept(ledger)).relative_to(root)
