"""What a trace consists of, as records. How they are found out and shown stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from jaarbericht.lineage.forms import Form


@dataclass(frozen=True)
class Printed:
    """A text on the page. kind: the function of the prose, or `figuur` or `tabel`.

    id: of the occurrence, or of the quantity in a figure or table. context: the sentence.
    language: that of the text, nl or en.
    """

    id: str
    quantity: str
    kind: str
    text: str
    file: str
    line: int
    context: str = ""
    language: str = "nl"


@dataclass(frozen=True)
class Code:
    """A code of a cell as CBS keeps it, padding included, with its title."""

    dimension: str
    code: str
    title: str


@dataclass(frozen=True)
class CellTrace:
    """A cell as CBS delivered it; the period is the last of its codes."""

    id: str
    table: str
    row: int
    topic: str
    topic_title: str
    codes: tuple[Code, ...]
    raw: str
    value: Fraction | None
    unit: str
    status: str

    @property
    def words(self) -> str:
        """What was counted, of what, when."""
        parts = (self.topic_title, *(one.title or one.code for one in self.codes))
        return " · ".join(" ".join(part.split()) for part in parts)


@dataclass(frozen=True)
class CitationTrace:
    """A published figure that stands in no table."""

    id: str
    value: Fraction
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


@dataclass(frozen=True)
class Node:
    """A piece of the formula. kind: op, cell, citation or constant; name: of the op or the leaf.

    value: computed here; None when that cannot be done. labels: of the arguments of an extreme.
    """

    kind: str
    name: str
    value: Fraction | None
    args: tuple[Node, ...] = ()
    labels: tuple[str, ...] = ()
    chosen: str = ""


@dataclass(frozen=True)
class TableTrace:
    """A table behind a number, with the ways to it at CBS. reservation: why a query may fail."""

    id: str
    catalogue: str
    title: str
    stand: str
    sha256: str
    completeness: str
    structure: str
    statline: str
    queries: tuple[str, ...]
    reservation: str
    cells: tuple[CellTrace, ...]


@dataclass(frozen=True)
class Trace:
    """A quantity with everything it rests on. value: computed here; stored: as the ledger says."""

    id: str
    printed: tuple[Printed, ...]
    form: Form | None
    rounded: str
    value: Fraction | None
    stored: Fraction
    unit: str
    population: str
    status: str
    periods: tuple[str, ...]
    waivers: tuple[tuple[str, str], ...]
    formula: Node
    tables: tuple[TableTrace, ...]
    citations: tuple[CitationTrace, ...]
    findings: tuple[str, ...]

    @property
    def leaves(self) -> Mapping[str, CellTrace | CitationTrace]:
        """The cells and citations of the formula by id."""
        cells = {cell.id: cell for table in self.tables for cell in table.cells}
        return {**cells, **{one.id: one for one in self.citations}}


def nodes(node: Node) -> Iterator[Node]:
    """A node and everything below it."""
    yield node
    for arg in node.args:
        yield from nodes(arg)


def joined(node: Node) -> Node:
    """The node with sums within sums as one sum: the same value, with fewer steps to read."""
    args = tuple(joined(arg) for arg in node.args)
    if node.name == "sum":
        pairs = [arg.args if arg.name == "sum" else (arg,) for arg in args]
        args = tuple(arg for pair in pairs for arg in pair)
    return replace(node, args=args)
