"""Expression trees over cells, citations and constants: how a quantity was made, as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from jaarbericht.cbs.cells import Status


@dataclass(frozen=True)
class Cell:
    """One figure of one CBS table, as delivered.

    `codes` holds every dimension including the period, in column order; `raw` is the string with
    CBS's padding; `value` is None exactly when CBS gives a symbol instead of a number.
    """

    catalogue: str
    table: str
    row: int
    topic: str
    codes: tuple[tuple[str, str], ...]
    raw: str
    symbol: str
    value: Decimal | None
    status: Status
    unit: str

    @property
    def id(self) -> str:
        """`table/row ID/topic`: unique within a catalogue's raw table."""
        return f"{self.table}/{self.row}/{self.topic}"


@dataclass(frozen=True)
class Citation:
    """A published figure that stands in no table.

    `about` says in Dutch what it is, `group` of whom (empty: of all that the document is about),
    `share_of` of what a percentage is a part; `period` is a code or two years such as `2014-2016`.
    `document`, `publisher`, `place` (address) and `published` (ISO date, month or year, or
    `onbekend`) say where it stands; `tier` is the kind of source.
    """

    key: str
    value: Decimal
    unit: str
    about: str
    group: str
    share_of: str
    period: str
    status: str
    document: str
    publisher: str
    place: str
    published: str
    tier: str

    @property
    def id(self) -> str:
        """The key, which is unique in an edition."""
        return self.key


@dataclass(frozen=True)
class Constant:
    """A number that belongs to the formula itself, such as 100 or a table's factor 1 000."""

    value: Fraction


@dataclass(frozen=True)
class Operation:
    """One step: the name of the operation (see docs/ledger.md), its arguments and settings."""

    name: str
    args: tuple[Expression, ...]
    settings: Settings = field(default=())


Settings = tuple[tuple[str, str | int | tuple[str, ...]], ...]
Leaf = Cell | Citation
Expression = Cell | Citation | Constant | Operation


def leaves(expression: Expression) -> Iterator[Leaf]:
    """The cells and citations of a tree, left to right, repeated where they are used again."""
    if isinstance(expression, Operation):
        for arg in expression.args:
            yield from leaves(arg)
    elif not isinstance(expression, Constant):
        yield expression
