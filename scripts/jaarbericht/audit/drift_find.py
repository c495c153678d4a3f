"""An edition against another state: every table, then the report that would be made of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from jaarbericht.audit.drift import TableDrift, Verdict, compare, overlaid
from jaarbericht.audit.rederive import (
    Base,
    Derived,
    Project,
    Unmade,
    derive_base,
    derive_other,
    usable_table,
)
from jaarbericht.audit.reprinted import Reprint, reprinted
from jaarbericht.cbs.archive import Archive, freeze
from jaarbericht.cbs.conformity import check
from jaarbericht.cbs.contract import read_contract
from jaarbericht.cbs.errors import ContractBroken, SourceUnavailable, UnknownTable
from jaarbericht.cbs.lock import Lock, LockEntry, frozen_bytes, read_lock
from jaarbericht.cbs.raw import RawTable, raw_blocks, read_raw, write_raw
from jaarbericht.cbs.sources import Delivery, Source
from jaarbericht.errors import JaarberichtError
from jaarbericht.files import json_bytes, write_bytes
from jaarbericht.lineage.tables import Table

_WHOLE = "complete"
_GRAVE = (Verdict.REVISED, Verdict.RESTRUCTURED, Verdict.STOPPED)


@dataclass(frozen=True)
class TableReport:
    """What was found of one table. drift: None when it is absent, unreadable or the same bytes.

    laid_over: the other state is only a part, and its figures were laid over the frozen ones.
    contract: what is relied on and the other state no longer has. failure: why it cannot be read.
    """

    table: str
    verdict: Verdict
    drift: TableDrift | None = None
    laid_over: bool = False
    contract: tuple[str, ...] = ()
    failure: JaarberichtError | None = None


@dataclass(frozen=True)
class DriftReport:
    """Everything that was found about an edition and another state."""

    edition: int
    against: str
    tables: tuple[TableReport, ...]
    unmade: tuple[Unmade, ...] = ()
    reprint: Reprint = field(default_factory=Reprint)

    @property
    def has_drift(self) -> bool:
        """Whether a table is no longer what it was, or the report would be another."""
        grave = any(one.verdict in _GRAVE for one in self.tables)
        return grave or bool(self.unmade) or not self.reprint.is_empty

    def of(self, *verdicts: Verdict) -> tuple[TableReport, ...]:
        """The tables with one of these verdicts."""
        return tuple(one for one in self.tables if one.verdict in verdicts)


def find_drift(
    project: Project,
    against: str,
    source: Source,
    tables: Sequence[str],
    say: Callable[[str], None],
) -> DriftReport:
    """Compare `tables` of the edition (all when none are named) with those of `source`.

    Raises UnknownTable for a table that the edition does not have, and whatever keeps the edition
    itself from being read or made; failures of the other state are part of the report.
    """
    here = Archive(project.root / "resources" / "archive")
    lock = read_lock(here.lock_path(project.edition.year))
    frozen = {id: lock.entry(id) for id in tables or lock.tables}
    found: dict[str, _Look] = {}
    for number, (id, entry) in enumerate(frozen.items(), 1):
        say(f"table {number} of {len(frozen)}: {id}")
        content = frozen_bytes(here.raw_path(id), entry.sha256, lock.edition)
        found[id] = _look(project, here, source, id, hashlib.sha256(content).hexdigest())
    report = DriftReport(
        project.edition.year, against, tuple(look.report for look in found.values())
    )
    others = {id: look.delivery for id, look in found.items() if look.delivery}
    if not others:
        return report
    say(f"deriving the report anew from the state of {', '.join(others)}")
    base, other = _derive(project, here, lock, others)
    return replace(report, unmade=other.unmade, reprint=reprinted(base.ledger, other.ledger))


@dataclass(frozen=True)
class _Look:
    """What was seen of a table, and what a report would be made of; None for the frozen table."""

    report: TableReport
    delivery: Delivery | None = None


def _look(project: Project, here: Archive, source: Source, id: str, frozen: str) -> _Look:
    try:
        delivery = source.read(id)
        if _sha256(delivery.raw) == frozen:
            return _Look(TableReport(id, Verdict.UNCHANGED))
        return _compared(project, here, id, delivery)
    except UnknownTable:
        return _Look(TableReport(id, Verdict.ABSENT))
    except JaarberichtError as failure:
        return _Look(TableReport(id, Verdict.UNREADABLE, failure=failure))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return _Look(TableReport(id, Verdict.UNREADABLE, failure=_misshapen(id, error)))


def _compared(project: Project, here: Archive, id: str, delivery: Delivery) -> _Look:
    old, new = read_raw(here.raw_path(id)), delivery.raw
    whole = _wholes(here.origin(id), delivery.origin)
    drift = compare(old, new, *whole)
    laid_over = not whole[1]
    if laid_over:
        delivery = replace(delivery, raw=overlaid(old, new))
    broken = () if laid_over else _broken(new, project.contract(id))
    return _Look(TableReport(id, drift.verdict, drift, laid_over, broken), delivery)


def _wholes(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[bool, bool]:
    """Whether each state is the whole table, or both are the same selection from it."""
    said = [(str(one.get("completeness", "")), one.get("completeness_note")) for one in (old, new)]
    if said[0] == said[1]:
        return True, True
    old_is_whole, new_is_whole = (words.startswith(_WHOLE) or not words for words, _ in said)
    return old_is_whole, new_is_whole


def _broken(raw: RawTable, contract: Path) -> tuple[str, ...]:
    """What the contract relies on and the table no longer has, one line each."""
    try:
        check(raw, read_contract(contract))
    except ContractBroken as broken:
        return tuple(line.strip() for line in broken.what.splitlines()[1:])
    return ()


def _derive(
    project: Project, here: Archive, lock: Lock, others: Mapping[str, Delivery]
) -> tuple[Base, Derived]:
    """The report as it is, and as it would be with the other tables."""
    base = derive_base(project, here, lock)
    there = Archive(project.folder / "other")
    entries = {id: _keep(there, one, lock.cutoff) for id, one in others.items()}
    changed = replace(project, folder=project.folder / "derived")
    tables = {id: _usable(changed, id, there, replace(lock, tables=entries)) for id in others}
    return base, derive_other(changed, base, tables)


def _sha256(raw: RawTable) -> str:
    digest = hashlib.sha256()
    for block in raw_blocks(raw):
        digest.update(block)
    return digest.hexdigest()


def _keep(there: Archive, delivery: Delivery, cutoff: date) -> LockEntry:
    origin = json_bytes(delivery.origin)
    hash = write_raw(there.raw_path(delivery.raw.id), delivery.raw)
    write_bytes(there.origin_path(delivery.raw.id), origin)
    return freeze(delivery, hash, origin, cutoff)


def _usable(project: Project, id: str, there: Archive, lock: Lock) -> Table | JaarberichtError:
    try:
        return usable_table(project, id, there, lock)
    except JaarberichtError as failure:
        return failure


def _misshapen(table: str, error: Exception) -> SourceUnavailable:
    return SourceUnavailable(
        f"Table {table} could not be compared: unexpected content ({error!r}).",
        where=table,
        why="Whether its figures changed is not known.",
        todo="Look at that table in the other state; download it again.",
    )
