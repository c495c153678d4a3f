"""Answers what drifted: find, show as text or JSON, write the page. Decides nothing itself."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from jaarbericht.audit.drift import Verdict
from jaarbericht.audit.drift_find import DriftReport, find_drift
from jaarbericht.audit.drift_json import as_json
from jaarbericht.audit.drift_state import state
from jaarbericht.audit.pagefile import require_place
from jaarbericht.audit.rederive import Project
from jaarbericht.cbs.archive import Archive
from jaarbericht.dag import archive_folder
from jaarbericht.edition import Config
from jaarbericht.errors import JaarberichtError
from jaarbericht.files import write_text


class NotAllRead(JaarberichtError):
    """Some tables of the other state could not be read."""


@dataclass(frozen=True)
class Asked:
    """What is compared and how it is told: no tables means all, no page means none."""

    against: str
    tables: Sequence[str] = ()
    json: bool = False
    page: Path | None = None


def answer(root: Path, config: Config, asked: Asked) -> bool:
    """Show what drifted on standard output, progress on standard error; true when there is drift.

    Raises PageRefused, NoState, UnknownTable, FileProblem, whatever keeps the edition from being
    made, and, after showing the rest, NotAllRead.
    """
    require_place(root, asked.page)
    known = Archive(root / archive_folder("archive", config.edition.year)).tables()
    with (
        TemporaryDirectory(prefix="jaarbericht-") as folder,
        state(asked.against, root, config.cbs, known) as other,
    ):
        project = Project(root, config.edition, Path(folder))
        report = find_drift(project, asked.against, other, _ids(asked.tables), _say)
    _show(report, asked)
    failed = report.of(Verdict.UNREADABLE)
    if failed:
        raise NotAllRead(
            f"{len(failed)} of {len(report.tables)} tables could not be read.",
            where=", ".join(one.table for one in failed),
            why="Whether they drifted is not known; the rest was compared.",
            todo="See above why; then give the command again.",
        )
    return report.has_drift


def _show(report: DriftReport, asked: Asked) -> None:
    if asked.json:
        print(as_json(report))
    else:
        from jaarbericht.audit.drift_text import show

        show(report, sys.stdout)
    if asked.page:
        from jaarbericht.audit.drift_html import page

        write_text(asked.page, page(report))


def _ids(given: Sequence[str]) -> list[str]:
    """Ids that were given one by one or with commas between them."""
    return [id for text in given for id in text.replace(",", " ").split()]


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
