"""What became of the numbers of an earlier edition: each computed again with the later tables.

The formula of the earlier edition is kept as it was; only its cells are read anew, at the same
period. So a change here is one of CBS's figures, never of our formula. That the later edition has
another formula or group for the same number is told beside it. Figures that were not in the earlier
edition cannot be compared; neither can the words of periods (`periode`), nor what CBS changed in
the meaning of a code that kept its key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from typing import Any

from jaarbericht.cbs.cells import Status, parse_cell
from jaarbericht.cbs.periods import parse_period
from jaarbericht.compose.chapterdata import NumberData
from jaarbericht.compose.kept import Kept
from jaarbericht.compose.later import Gone, LaterCell, Tables
from jaarbericht.compose.latercited import LaterCitation, cited_later
from jaarbericht.compose.printing import MARKED, CannotSay, print_number
from jaarbericht.lineage.evaluation import NoValue, chosen, leaf_ids, value_of
from jaarbericht.lineage.forms import Form
from jaarbericht.present.dutch import enumeration

Ledger = Mapping[str, Any]
_SIGNLESS = {"omvang": "getal", "kale_omvang": "kaal", "ongeveer_omvang": "ongeveer"}


class Kind(Enum):
    """What became of a number, from the mildest to the gravest."""

    EQUAL = "equal"
    DEFINITION = "definition"
    STATUS = "status"
    FIGURE = "figure"
    SECRET = "secret"
    UNIT = "unit"
    CELL = "cell"
    TABLE = "table"


_GONE = {
    Gone.TABLE: Kind.TABLE, Gone.CELL: Kind.CELL, Gone.SECRET: Kind.SECRET, Gone.UNIT: Kind.UNIT,
}  # fmt: skip
_KEPT = (Kind.EQUAL, Kind.DEFINITION)
# Over a series, whose length is another each year, or over a field.
_MANY = frozenset({"sum", "mean", "weighted_mean", "chain", "maximum", "minimum", "rank"})
_EXTREMES = ("maximum", "minimum")


@dataclass(frozen=True)
class Said:
    """How a number is printed in one call, then and now; `now` is empty when it has no value.

    words: the function and the words of the call, as in docs/ledger.md.
    """

    words: tuple[str, ...]
    old: str
    now: str

    @property
    def differs(self) -> bool:
        """Whether a reader would see another text."""
        return self.old != self.now


@dataclass(frozen=True)
class Revision:
    """A number of the earlier edition. now: by its own formula and periods, in the later tables.

    new: its value in the later edition, at the periods of that; None when it has no such number.
    redefined: the later edition makes it of another group, unit or formula. prose: whether the text
    names it; else it is a point of a figure or a cell of a table.
    """

    id: str
    about: str
    kind: Kind
    old: Fraction
    old_status: str
    now: Fraction | None
    now_status: str
    said: tuple[Said, ...]
    new: Fraction | None = None
    new_periods: tuple[str, ...] = ()
    redefined: bool = False
    prose: bool = True

    @property
    def is_revised(self) -> bool:
        """Whether the later tables say anything else of the earlier periods."""
        return self.kind not in _KEPT

    @property
    def difference(self) -> Fraction | None:
        """By how much the figure was revised."""
        return None if self.now is None else self.now - self.old

    @property
    def is_visible(self) -> bool:
        """Whether it would be printed otherwise, or not at all."""
        return any(one.differs for one in self.said)


@dataclass(frozen=True)
class Comparison:
    """All numbers of the earlier edition, and what became of each figure they rest on.

    same: the tables of which both editions use the same state. other: those that differ.
    added: ids that only the later edition has.
    """

    earlier: Kept
    revisions: tuple[Revision, ...]
    cells: Mapping[str, LaterCell | Gone]
    citations: Mapping[str, LaterCitation]
    same: tuple[str, ...]
    other: tuple[str, ...]
    added: tuple[str, ...] = ()

    @property
    def revised(self) -> tuple[Revision, ...]:
        """Those of which the later tables say anything else."""
        return tuple(one for one in self.revisions if one.is_revised)


def compared(earlier: Kept, tables: Tables, later: Ledger) -> Comparison:
    """What the later edition, with its ledger and its tables, says of the earlier one."""
    cells = {id: _fate(one, earlier, tables) for id, one in earlier.cells.items()}
    citations = cited_later(earlier.citations, later["citations"])
    compare = _Compare(earlier, cells, citations, later)
    same = [id for id, one in earlier.tables.items() if tables.has_same(id, one["sha256"])]
    return Comparison(
        earlier,
        tuple(compare.revision(id) for id in earlier.quantities),
        cells,
        citations,
        tuple(same),
        tuple(id for id in earlier.tables if id not in same),
        tuple(id for id in later["quantities"] if id not in earlier.quantities),
    )


def _fate(cell: Mapping[str, Any], earlier: Kept, tables: Tables) -> LaterCell | Gone:
    """A table of the same bytes has the same cells, and need not be read."""
    if tables.has_same(cell["table"], earlier.tables[cell["table"]]["sha256"]):
        return LaterCell(cell["row"], cell["topic"], cell["raw"], cell["status"])
    return tables.find(cell)


class _Compare:
    """One earlier edition beside the figures and the ledger of a later one."""

    def __init__(
        self, earlier: Kept, cells: Mapping[str, LaterCell | Gone],
        citations: Mapping[str, LaterCitation], later: Ledger,
    ) -> None:  # fmt: skip
        self.earlier, self.cells, self.citations, self.later = earlier, cells, citations, later
        self.old = {key: Fraction(one["value"]) for key, one in earlier.citations.items()}
        self.old |= {id: _figure(one["raw"]) for id, one in earlier.cells.items()}
        found = {id: one for id, one in cells.items() if isinstance(one, LaterCell)}
        self.now = {key: Fraction(one.value) for key, one in citations.items()}
        self.now |= {id: _figure(one.raw) for id, one in found.items()}

    def revision(self, id: str) -> Revision:
        """What became of one number."""
        one, other = self.earlier.quantities[id], self.later["quantities"].get(id)
        tree, old = one["expression"], Fraction(one["value"])
        now, gone = self._value(tree)
        status = self._status(tree) if now is not None else ""
        made = Revision(
            id, self.earlier.about.get(id, ""), gone, old, one["status"], now, status,
            tuple(self._said(words, one, now, status) for words in self.earlier.said.get(id, ())),
            Fraction(other["value"]) if other else None,
            tuple(other["periods"]) if other else (),
            other is not None and self._is_redefined(one, other),
            id in self.earlier.said,
        )  # fmt: skip
        return replace(made, kind=_kind(made)) if gone is Kind.EQUAL else made

    def _value(self, tree: Mapping[str, Any]) -> tuple[Fraction | None, Kind]:
        """The value with the later figures; without one, the gravest reason."""
        fates = [self.cells[leaf] for leaf in leaf_ids(tree)]
        gone = [_GONE[one] for one in fates if isinstance(one, Gone)]
        if gone:
            return None, max(gone, key=list(Kind).index)
        try:
            return value_of(tree, self.now.__getitem__), Kind.EQUAL
        except NoValue:
            return None, Kind.FIGURE

    def _status(self, tree: Mapping[str, Any]) -> str:
        """That of the least certain of the later figures."""
        fates = (self.cells[leaf] for leaf in leaf_ids(tree))
        found = [one.status for one in fates if isinstance(one, LaterCell)]
        found += [self.citations[key].status for key in leaf_ids(tree, "citation")]
        return Status.strictest(map(Status, found)).value

    def _said(
        self, words: tuple[str, ...], one: Mapping[str, Any], now: Fraction | None, status: str
    ) -> Said:
        """One call, printed with the old value and with the new."""
        old = Fraction(one["value"])
        try:
            return Said(
                words,
                self._text(words, one, old, one["status"], self.old),
                "" if now is None else self._text(words, one, now, status, self.now),
            )
        except CannotSay:
            return self._said(("getal", words[1]), one, now, status)

    def _text(
        self, words: tuple[str, ...], one: Mapping[str, Any], value: Fraction, status: str,
        figures: Mapping[str, Fraction],
    ) -> str:  # fmt: skip
        kind, name, *extra = words
        if kind == "label":
            return enumeration(chosen(one["expression"], figures.__getitem__))
        periods = tuple(map(parse_period, one["periods"]))
        number = NumberData(
            name, "", value, one["unit"], Form(**one["form"]), Status(status), periods, "",
            directed=True,
        )  # fmt: skip
        function = _SIGNLESS.get(kind, kind)
        printed = print_number(function, number, tuple(extra), kind in _SIGNLESS)
        return printed.text + (printed.mark if printed.kind in MARKED else "")

    def _is_redefined(self, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
        sides = ((one, self.earlier.cells), (other, self.later["cells"]))
        mine, theirs = (_definition(quantity, cells) for quantity, cells in sides)
        return mine != theirs


def _kind(one: Revision) -> Kind:
    if one.now != one.old:
        return Kind.FIGURE
    if one.now_status != one.old_status:
        return Kind.STATUS
    return Kind.DEFINITION if one.redefined else Kind.EQUAL


def _definition(quantity: Mapping[str, Any], cells: Mapping[str, Mapping[str, Any]]) -> object:
    """Unit, group and formula without its periods, which each edition chooses anew.

    The group of an extreme is that of what the figures chose, so it is no part of it.
    """
    tree = quantity["expression"]
    group = "" if tree.get("op") in _EXTREMES else quantity["population"]
    return quantity["unit"], group, _shape(tree, cells)


def _shape(tree: Mapping[str, Any], cells: Mapping[str, Mapping[str, Any]]) -> object:
    """A tree with what its cells are of; terms that differ in their period alone count once."""
    if "cell" in tree:
        cell = cells[tree["cell"]]
        # The period is the last of the codes.
        return cell["table"], cell["topic_title"], tuple(list(cell["codes"].items())[:-1])
    if "op" not in tree:
        return tree.get("citation") or tree["constant"]
    parts = [_shape(arg, cells) for arg in tree["args"] if not _is_count(tree, arg)]
    return tree["op"], frozenset(parts) if tree["op"] in _MANY else tuple(parts)


def _is_count(tree: Mapping[str, Any], arg: Mapping[str, Any]) -> bool:
    """The years of an average growth, which follow from its periods."""
    return tree["op"] == "cagr" and "constant" in arg


def _figure(raw: str) -> Fraction:
    value = parse_cell(raw).value
    return Fraction(0) if value is None else Fraction(value)


def texts(one: Revision, then: bool) -> Sequence[str]:
    """What a number prints, each text once, without the capital of a sentence."""
    return list(dict.fromkeys(said.old if then else said.now for said in one.said))


def by_kind(found: Sequence[Revision]) -> Iterator[tuple[Kind, int]]:
    """How many there are of each kind, the gravest first."""
    for kind in reversed(Kind):
        number = sum(one.kind is kind for one in found)
        if number:
            yield kind, number
