"""Two states of one table compared: figures, structure, and CBS's own word about it. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from enum import Enum
from functools import cached_property

from jaarbericht.audit.drift_cells import Severity, cell_text, severity
from jaarbericht.audit.drift_structure import Axis, Column, Difference, Match, match, structure
from jaarbericht.cbs.raw import RawTable, Record
from jaarbericht.cbs.stored import Row

_Key = tuple[str, ...]
_OF_DELIVERY = ("Modified", "MetaDataModified", "ReasonDelivery")
_STAMPS = (*_OF_DELIVERY, "Frequency", "OutputStatus")
_ENDED = re.compile(r"\d{4}\s*[-–]\s*\d{4}\s*$")
_CORRECTION, _REDESIGN, _STOPPED = "Correctie", "Herontwerp", ("Stopgezet", "Gediscontinueerd")


class Verdict(Enum):
    """What became of a table; a table that cannot be read is told apart from one that is absent."""

    UNCHANGED = "unchanged"
    REVISED = "revised"
    RESTRUCTURED = "restructured"
    STOPPED = "stopped"
    ABSENT = "absent"
    UNREADABLE = "unreadable"


class Kind(Enum):
    """Why figures may change: by CBS's usual work, by its mistake, or by another table design."""

    REVISION = "revision"
    CORRECTION = "correction"
    RESTRUCTURING = "restructuring"


@dataclass(frozen=True)
class Stamps:
    """What CBS says about a delivery, in its own words; empty when it was not seen."""

    modified: str = ""
    metadata_modified: str = ""
    reason: str = ""
    frequency: str = ""
    output_status: str = ""

    @property
    def is_stopped(self) -> bool:
        """Whether CBS says that the table gets no new figures."""
        words = (self.reason, self.frequency, self.output_status)
        return any(word in _STOPPED for word in words)

    def changes(self, new: Stamps) -> Iterator[tuple[str, str, str]]:
        """What CBS says otherwise of the new delivery: the name of the field, old and new."""
        for name, old, becomes in zip(_STAMPS, astuple(self), astuple(new), strict=True):
            if old != becomes:
                yield name, old, becomes


@dataclass(frozen=True)
class CellChange:
    """A figure that changed: topic, codes with titles, period, both texts without padding."""

    topic: str
    codes: tuple[tuple[str, str], ...]
    period: str
    old: str
    new: str
    severity: Severity

    @property
    def words(self) -> str:
        """Where the figure stands, for a reader."""
        return " · ".join([self.topic, *(title or code for code, title in self.codes), self.period])


@dataclass(frozen=True)
class StatusChange:
    """A period whose status changed, and how many unchanged figures that concerns."""

    period: str
    old: str
    new: str
    cells: int


@dataclass(frozen=True)
class TableDrift:
    """A table in two states. common: number of figures that both have.

    expected: differences that follow from a state holding only a part of the table.
    loses_rows: whether figures are gone that the newer state should have.
    """

    table: str
    title: str
    old: Stamps
    new: Stamps
    rows_old: int = 0
    rows_new: int = 0
    rows_added: int = 0
    rows_removed: int = 0
    periods_added: tuple[str, ...] = ()
    periods_removed: tuple[str, ...] = ()
    common: int = 0
    changes: tuple[CellChange, ...] = ()
    statuses: tuple[StatusChange, ...] = ()
    differences: tuple[Difference, ...] = ()
    expected: tuple[Difference, ...] = ()
    loses_rows: bool = False

    @cached_property
    def verdict(self) -> Verdict:
        """The gravest thing that happened to the table."""
        if self._is_stopped:
            return Verdict.STOPPED
        if self.differences or self._is_redesigned:
            return Verdict.RESTRUCTURED
        return Verdict.REVISED if self._has_other_figures else Verdict.UNCHANGED

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Every kind of change that is there."""
        figures = Kind.CORRECTION if self.new.reason == _CORRECTION else Kind.REVISION
        found = [figures] if self._has_other_figures else []
        if self.differences or self._is_redesigned:
            found.append(Kind.RESTRUCTURING)
        return tuple(found)

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many figures changed, by class, the gravest first; STATUS counts the others."""
        found = Counter(one.severity for one in self.changes)
        found[Severity.STATUS] += sum(one.cells for one in self.statuses)
        return {s: found[s] for s in reversed(Severity) if found[s]}

    @property
    def is_silent(self) -> bool:
        """Whether figures changed although CBS's date of them did not."""
        return bool(self.changes and self.old.modified and self.old.modified == self.new.modified)

    @property
    def _is_stopped(self) -> bool:
        """By CBS's words, or by a title that gained the year of its end."""
        if self.new.is_stopped and not self.old.is_stopped:
            return True
        titles = [d for d in self.differences if d.what == "title"]
        return any(_ENDED.search(d.new) and not _ENDED.search(d.old) for d in titles)

    @property
    def _is_redesigned(self) -> bool:
        return self.new.reason == _REDESIGN and self.old != self.new

    @property
    def _has_other_figures(self) -> bool:
        return bool(self.changes or self.statuses or self.loses_rows)


def compare(
    old: RawTable, new: RawTable, old_is_whole: bool = True, new_is_whole: bool = True
) -> TableDrift:
    """What changed between two states of a table; row numbers and padding play no part.

    Codes, columns and rows that a state lacks because it holds only a part are expected: they make
    no restructuring and no revision.
    """
    matched = match(structure(old), structure(new))
    before, after = _index(old, matched, 0), _index(new, matched, 1)
    shared = [key for key in before if key in after]
    expected = [d for d in matched.differences if _is_expected(d, old_is_whole, new_is_whole)]
    columns = matched.columns if shared else ()
    statuses = _statuses(old, new, matched)
    changes = tuple(_changes(old, new, matched, before, after))
    return TableDrift(
        table=old.id,
        title=structure(old).title,
        old=stamps(old),
        new=stamps(new),
        rows_old=len(old.rows),
        rows_new=len(new.rows),
        rows_added=len(after) - len(shared),
        rows_removed=len(before) - len(shared),
        periods_added=_missing(_periods(new), _periods(old)),
        periods_removed=_missing(_periods(old), _periods(new)),
        common=len(shared) * len(columns),
        changes=changes,
        statuses=tuple(_status_changes(statuses, matched, shared, changes)),
        differences=tuple(d for d in matched.differences if d not in expected),
        expected=tuple(expected),
        loses_rows=new_is_whole and len(before) > len(shared),
    )


def overlaid(old: RawTable, new: RawTable) -> RawTable:
    """The older state with the figures, statuses and stamps of a newer one that is only a part."""
    matched = match(structure(old), structure(new))
    after = _index(new, matched, 1)
    places = [old.columns.index(axis.key) for axis, _ in matched.axes]
    moves = [(old.columns.index(a.key), new.columns.index(b.key)) for a, b in matched.columns]
    rows = [
        _laid(row, after.get(tuple(cell_text(row[place]) for place in places)), moves)
        for row in old.rows
    ]
    info = {**old.info, **{name: value for name, value in new.info.items() if name in _OF_DELIVERY}}
    return replace(old, rows=rows, sets={**old.sets, "TableInfos": [info], **_moments(old, new)})


def _laid(row: Row, over: Row | None, moves: Sequence[tuple[int, int]]) -> Row:
    if over is None:
        return row
    found = {here: over[there] for here, there in moves}
    return tuple(found.get(place, value) for place, value in enumerate(row))


def _moments(old: RawTable, new: RawTable) -> dict[str, list[Record]]:
    """The periods of the older state with the statuses of the newer."""
    key, words = old.time_dimension, _status_words(new)
    if key is None:
        return {}
    items = [
        one | {"Status": words.get(cell_text(one["Key"]), one.get("Status"))}
        for one in old.sets[key]
    ]
    return {key: items}


def stamps(raw: RawTable) -> Stamps:
    """CBS's words about a delivery: of the table, else of the catalogue."""

    def word(name: str) -> str:
        return str(raw.info.get(name) or raw.record.get(name) or "")

    return Stamps(*map(word, _STAMPS))


def _is_expected(one: Difference, old_is_whole: bool, new_is_whole: bool) -> bool:
    lacks = (one.is_added and not old_is_whole) or (one.is_removed and not new_is_whole)
    return one.what in ("code", "column") and lacks


def _index(raw: RawTable, matched: Match, side: int) -> dict[_Key, Row]:
    """Rows by their codes in the dimensions that both states have.

    Empty when a dimension that only one state has divides these rows: nothing compares then.
    """
    places = [raw.columns.index(pair[side].key) for pair in matched.axes]
    rows = {tuple(cell_text(row[place]) for place in places): row for row in raw.rows}
    is_split = len(places) < len(raw.dimensions) and len(rows) < len(raw.rows)
    return {} if is_split else rows


def _changes(
    old: RawTable, new: RawTable, matched: Match, before: Mapping[_Key, Row],
    after: Mapping[_Key, Row],
) -> Iterator[CellChange]:  # fmt: skip
    for column, other in matched.columns:
        here, there = old.columns.index(column.key), new.columns.index(other.key)
        places = _decimals(column, other)
        for key, row in before.items():
            if key not in after or row[here] == after[key][there]:
                continue
            found = severity(row[here], after[key][there], places)
            if found:
                yield _change(column, matched.axes, key, row[here], after[key][there], found)


def _decimals(old: Column, new: Column) -> int | None:
    known = [d for d in (old.decimals, new.decimals) if d is not None]
    return min(known, default=None)


def _change(
    column: Column, axes: Sequence[tuple[Axis, Axis]], key: _Key, old: object, new: object,
    found: Severity,
) -> CellChange:  # fmt: skip
    named = [(axis, code) for (axis, _), code in zip(axes, key, strict=True)]
    codes = tuple((code, axis.codes.get(code, "")) for axis, code in named if not axis.is_time)
    period = "".join(code for axis, code in named if axis.is_time)
    return CellChange(column.words, codes, period, cell_text(old), cell_text(new), found)


def _statuses(old: RawTable, new: RawTable, matched: Match) -> dict[str, tuple[str, str]]:
    """Old and new status of the periods where they differ."""
    before, after = _status_words(old), _status_words(new)
    if not any(axis.is_time for axis, _ in matched.axes):
        return {}
    return {
        code: (word, after[code])
        for code, word in before.items()
        if code in after and word != after[code]
    }


def _status_words(raw: RawTable) -> dict[str, str]:
    key = raw.time_dimension
    items = raw.sets[key] if key else []
    return {str(one["Key"]).strip(): cell_text(one.get("Status")) for one in items}


def _status_changes(
    statuses: Mapping[str, tuple[str, str]], matched: Match, shared: Iterable[_Key],
    changes: Iterable[CellChange],
) -> Iterator[StatusChange]:  # fmt: skip
    place = next((n for n, (axis, _) in enumerate(matched.axes) if axis.is_time), None)
    if place is None:
        return
    rows = Counter(key[place] for key in shared)
    revised = Counter(one.period for one in changes)
    for period, (old, new) in statuses.items():
        if rows[period]:
            cells = rows[period] * len(matched.columns) - revised[period]
            yield StatusChange(period, old, new, cells)


def _periods(raw: RawTable) -> list[str]:
    key = raw.time_dimension
    if key is None:
        return []
    place = raw.columns.index(key)
    return sorted({cell_text(row[place]) for row in raw.rows})


def _missing(some: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    there = set(others)
    return tuple(one for one in some if one not in there)
