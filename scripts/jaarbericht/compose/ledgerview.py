"""The ledger as the annex reads it: quantities, cells and tables by id. Reading only.

The shape of the JSON is that of docs/ledger.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from jaarbericht.cbs.cells import Status
from jaarbericht.cbs.periods import parse_period
from jaarbericht.present.dutch import period_text
from jaarbericht.present.publications import document_text


@dataclass(frozen=True)
class CellView:
    """A cell in words: the table, what was counted, of what, when, and CBS's own string.

    `when` is the code of its period. A citation has no table.
    """

    id: str
    table: str
    topic: str
    selection: tuple[str, ...]
    period: str
    raw: str
    when: str = ""

    @property
    def group(self) -> tuple[str, str, tuple[str, ...]]:
        """What cells of one row through time have in common."""
        return self.table, self.topic, self.selection


@dataclass(frozen=True)
class QuantityView:
    """A quantity in words: its formula tree, exact value, unit, group, status, excuses."""

    id: str
    tree: Mapping[str, Any]
    value: Fraction
    unit: str
    population: str
    status: Status
    waivers: tuple[tuple[str, str], ...]


class LedgerView:
    """Looks up by id; several chapters may be laid over each other."""

    def __init__(self, ledgers: Sequence[Mapping[str, Any]]) -> None:
        self.tables: dict[str, Mapping[str, Any]] = {}
        self._cells: dict[str, Mapping[str, Any]] = {}
        self._citations: dict[str, Mapping[str, Any]] = {}
        self._quantities: dict[str, Mapping[str, Any]] = {}
        for ledger in ledgers:
            self.tables |= ledger["tables"]
            self._cells |= ledger["cells"]
            self._citations |= ledger["citations"]
            self._quantities |= ledger["quantities"]

    def cell(self, id: str) -> CellView:
        """A cell by `table/row/topic`, or a citation by its key: then `table` is empty."""
        if id in self._citations:
            return _cited(id, self._citations[id])
        one = self._cells[id]
        *titles, period = (title or one["codes"][key] for key, title in one["titles"].items())
        *_, when = one["codes"].values()
        return CellView(
            id, one["table"], one["topic_title"], tuple(titles), period, one["raw"].strip(), when
        )

    def quantity(self, id: str) -> QuantityView:
        """A quantity by its id."""
        one = self._quantities[id]
        return QuantityView(
            id, one["expression"], Fraction(one["value"]), one["unit"], one["population"],
            Status(one["status"]),
            tuple((waiver["rule"], waiver["reason"]) for waiver in one["waivers"]),
        )  # fmt: skip

    def starting_with(self, prefix: str) -> Iterator[str]:
        """Ids of the quantities of one figure or table, in order."""
        return (id for id in self._quantities if id.startswith(prefix))

    def tables_of(self, ids: Sequence[str]) -> tuple[str, ...]:
        """The tables that quantities rest on, in order of their ids."""
        leaves = (leaf for id in ids for leaf in leaves_of(self._quantities[id]["expression"]))
        return tuple(sorted({self._cells[leaf]["table"] for leaf in leaves if leaf in self._cells}))


def _cited(id: str, one: Mapping[str, Any]) -> CellView:
    about = f"{one['about']} ({one['group']})" if one["group"] else one["about"]
    where = document_text(one["publisher"], one["document"], one["published"])
    period = period_text(parse_period(one["period"]))
    return CellView(id, "", about, (where,), period, one["value"], one["period"])


def leaves_of(tree: Mapping[str, Any]) -> Iterator[str]:
    """Ids of the cells of a tree, left to right, with repeats."""
    if "op" in tree:
        for arg in tree["args"]:
            yield from leaves_of(arg)
    elif "cell" in tree:
        yield tree["cell"]
