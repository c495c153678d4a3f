"""The cells of an earlier edition, looked up in the tables of a later one by what they are of.

By table, topic, codes and period; row numbers and columns move at CBS. No formulas, no values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any

from jaarbericht.cbs.cells import Status, parse_cell, parse_status
from jaarbericht.cbs.columns import column_of, matching
from jaarbericht.cbs.contract import Contract, Topic
from jaarbericht.cbs.errors import UnreadableCell
from jaarbericht.cbs.periods import parse_period
from jaarbericht.cbs.raw import RawTable
from jaarbericht.cbs.stored import Row
from jaarbericht.cbs.wording import alike

CellRecord = Mapping[str, Any]


class Gone(Enum):
    """Why a later table gives no figure where an earlier one did."""

    TABLE = "table"
    CELL = "cell"
    SECRET = "secret"
    UNIT = "unit"


@dataclass(frozen=True)
class LaterCell:
    """A cell in the later table: its row and column there, CBS's text, and the status."""

    row: int
    topic: str
    raw: str
    status: str


@dataclass(frozen=True)
class Tables:
    """The tables of the later edition. sha256: of each; read: gives a table and its contract.

    A table with the bytes that the earlier edition used is not read: its cells are what they were.
    """

    sha256: Mapping[str, str]
    read: Callable[[str], LaterTable]

    def has_same(self, table: str, sha256: str) -> bool:
        """Whether the later edition uses the same state of a table."""
        return self.sha256.get(table) == sha256

    def find(self, cell: CellRecord) -> LaterCell | Gone:
        """Where the figure of a cell stands now, or why it does not."""
        if cell["table"] not in self.sha256:
            return Gone.TABLE
        return self._table(cell["table"]).find(cell)

    @cached_property
    def _known(self) -> dict[str, LaterTable]:
        return {}

    def _table(self, id: str) -> LaterTable:
        if id not in self._known:
            self._known[id] = self.read(id)
        return self._known[id]


@dataclass(frozen=True)
class LaterTable:
    """One table of the later edition, with its contract when there is one."""

    raw: RawTable
    contract: Contract | None = None

    def find(self, cell: CellRecord) -> LaterCell | Gone:
        """Where the figure of a cell stands in this table, or why it does not."""
        topic = self._topic(cell["topic"], cell["topic_title"])
        column = self._column(topic, cell["topic"], cell["topic_title"])
        row = self._row(cell["codes"])
        if column is None or row is None:
            return Gone.CELL
        if not alike(topic.unit if topic else self._unit(column), cell["unit"]):
            return Gone.UNIT
        text = row[self.raw.columns.index(column)]
        try:
            value = parse_cell(text).value
        except UnreadableCell:
            return Gone.CELL
        if value is None:
            return Gone.SECRET
        number = row[self.raw.columns.index("ID")]
        return LaterCell(number, column, text, self._status(cell["codes"]).value)

    def _topic(self, key: str, title: str) -> Topic | None:
        """The topic in the contract: the one with that key and title, or the only one so called."""
        known = {} if self.contract is None else self.contract.topics
        found = [topic for topic in known.values() if alike(topic.title, title)]
        exact = [topic for topic in found if topic.key == key]
        return next(iter(exact or found), None) if len(exact or found) == 1 else None

    def _column(self, topic: Topic | None, key: str, title: str) -> str | None:
        """Where a topic stands: under the groups of its contract, else by its title alone."""
        if topic is not None and self.contract is not None:
            return column_of(self.raw, self.contract, topic)
        found = {one["Key"] for one in matching(self.raw, title, None)}
        if key in found:
            return key
        return found.pop() if len(found) == 1 else None

    def _row(self, codes: Mapping[str, str]) -> Row | None:
        if set(codes) != set(self.raw.dimensions):
            return None
        return self._rows.get(tuple(codes[key] for key in self.raw.dimensions))

    @cached_property
    def _rows(self) -> dict[tuple[str, ...], Row]:
        places = [self.raw.columns.index(key) for key in self.raw.dimensions]
        return {tuple(row[place].strip() for place in places): row for row in self.raw.rows}

    def _unit(self, column: str) -> str:
        topics = (one for one in self.raw.properties if one["Type"] == "Topic")
        return next((str(one.get("Unit") or "") for one in topics if one["Key"] == column), "")

    def _status(self, codes: Mapping[str, str]) -> Status:
        """CBS's status of the period, or the stricter one of the contract."""
        key = self.raw.time_dimension
        if key is None:
            return Status.ONBEKEND
        status = self._statuses.get(codes[key], Status.ONBEKEND)
        period = parse_period(codes[key])
        return self.contract.status_of(period, status) if self.contract else status

    @cached_property
    def _statuses(self) -> dict[str, Status]:
        items = self.raw.sets[self.raw.time_dimension or ""]
        return {str(one["Key"]).strip(): parse_status(one.get("Status")) for one in items}
