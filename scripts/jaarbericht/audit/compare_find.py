"""Two editions beside each other: their ledgers, and the tables of the later one. Shows nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jaarbericht.audit.ledgerfile import ledger_path, read_ledger
from jaarbericht.cbs.archive import Archive
from jaarbericht.cbs.contract import read_contract
from jaarbericht.cbs.lock import frozen_bytes, read_lock
from jaarbericht.cbs.raw import read_raw
from jaarbericht.compose.kept import Kept, kept, read_kept
from jaarbericht.compose.keptlock import is_kept, kept_path
from jaarbericht.compose.later import LaterTable, Tables
from jaarbericht.compose.revisions import Comparison, compared
from jaarbericht.errors import JaarberichtError
from jaarbericht.files import sha256

EDITIONS = "resources/editions"


class NothingToCompare(JaarberichtError):
    """What two editions are compared by is not there."""


@dataclass(frozen=True)
class Compared:
    """What was compared: the ledger of the later edition, and what it says of the earlier.

    source: where the earlier edition was read: its results, or what was kept of it.
    """

    comparison: Comparison
    later: Mapping[str, Any]
    source: str


def find_revisions(root: Path, earlier: int, later: int) -> Compared:
    """Compare two editions of the project at `root`.

    Raises NothingToCompare, NotBuilt, KeptUnusable, FileProblem or a CbsError.
    """
    if earlier >= later:
        raise NothingToCompare(
            f"{earlier} is not before {later}.",
            why="The later edition is asked what it says of the earlier one.",
            todo=f"Run: ./jaarbericht compare {min(earlier, later)} {max(earlier, later)}",
        )
    ledger = read_ledger(root, later)
    before, source = _earlier(root, earlier)
    return Compared(compared(before, tables_of(root, ledger), ledger), ledger, source)


def tables_of(root: Path, ledger: Mapping[str, Any]) -> Tables:
    """The tables of a built edition: those it uses, and all others that it was frozen with."""
    year = int(ledger["edition"]["year"])
    archive = Archive(root / "resources" / "archive")
    path = archive.lock_path(year)
    frozen = {id: one.sha256 for id, one in read_lock(path).tables.items()} if path.exists() else {}
    used = {id: str(one["sha256"]) for id, one in ledger["tables"].items()}

    def read(id: str) -> LaterTable:
        place = root / "results" / str(year) / "raw" / f"{id}.jsonl"
        if id in used:
            _check(place, used[id])
        else:
            place = archive.raw_path(id)
            frozen_bytes(place, frozen[id], year)
        contract = root / "resources" / "contracts" / f"{id}.yaml"
        return LaterTable(read_raw(place), read_contract(contract) if contract.exists() else None)

    return Tables({**frozen, **used}, read)


def _check(path: Path, expected: str) -> None:
    if not path.exists() or sha256(path) != expected:
        raise NothingToCompare(
            f"{path.name} is not the table that the report was made of.",
            where=path.as_posix(),
            why="Earlier figures are looked up in it.",
            todo="Run: ./jaarbericht build",
        )


def _earlier(root: Path, year: int) -> tuple[Kept, str]:
    """The earlier edition from its results, else from what was kept of it."""
    folder = root / EDITIONS
    ledger = ledger_path(year)
    if not (root / ledger).exists() and is_kept(folder, year):
        path = kept_path(folder, year)
        return read_kept(path), path.relative_to(root).as_posix()
    return kept(read_ledger(root, year)), ledger
