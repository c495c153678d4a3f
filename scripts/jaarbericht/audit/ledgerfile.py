"""The ledger of a built edition, read by whoever asks something of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jaarbericht.audit.verify.built.manifest import Places
from jaarbericht.errors import JaarberichtError
from jaarbericht.files import read_json
from jaarbericht.lineage.ledger import FORMAT


class NotBuilt(JaarberichtError):
    """The results of an edition are not there, or not all of them."""


def ledger_path(year: int) -> str:
    """Where the ledger of an edition lies, relative to the project."""
    return Places(year).of("ledger.json")


def read_ledger(root: Path, year: int) -> Mapping[str, Any]:
    """The ledger of an edition of the project at `root`. Raises NotBuilt or FileProblem."""
    path = root / ledger_path(year)
    if not path.exists():
        raise _refused(
            year,
            f"Edition {year} has not been built.",
            "Its numbers, with their formulas, stand in its ledger.",
        )
    ledger: Mapping[str, Any] = read_json(path)
    if ledger.get("format") != FORMAT:
        raise _refused(
            year,
            f"The ledger of {year} is {ledger.get('format')}, not {FORMAT}.",
            "Another version of this project made it.",
        )
    return ledger


def _refused(year: int, what: str, why: str) -> NotBuilt:
    todo = f"Run: ./jaarbericht build --edition {year}"
    return NotBuilt(what, where=ledger_path(year), why=why, todo=todo)
