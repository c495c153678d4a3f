"""A chapter: named numbers, periods, labels, figures and tables. No prose and no drawing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from jaarbericht.cbs.periods import Period
from jaarbericht.lineage.errors import FIGURES_ARE_MISSING, ChapterMistake, LineageError
from jaarbericht.lineage.figures import Figure
from jaarbericht.lineage.forms import Form
from jaarbericht.lineage.quantity import Quantity


@dataclass(frozen=True)
class Number:
    """A quantity that prose names, and its printed form; `about` is Dutch, for the annex."""

    name: str
    quantity: Quantity
    form: Form
    about: str


@dataclass(frozen=True)
class Label:
    """A name that the data choose, such as the region with the most; `of` decided it."""

    name: str
    text: str
    of: Quantity
    about: str


@dataclass(frozen=True)
class Column:
    """A column of a table: its head and the form of its numbers."""

    head: str
    form: Form


@dataclass(frozen=True)
class Row:
    """A row of a table; None is a figure that CBS does not give, printed as ‘.’."""

    head: str
    cells: tuple[Quantity | None, ...]
    strong: bool = False


@dataclass(frozen=True)
class Table:
    """A table: `head` stands above the row heads, `unit` is the Dutch text under the title."""

    id: str
    head: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit: str = ""
    notes: tuple[str, ...] = ()

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """All quantities shown, row by row."""
        return tuple(q for row in self.rows for q in row.cells if q is not None)


@dataclass(frozen=True)
class Part:
    """What an edition may have to do without: the names that it declares, or why it has none."""

    names: tuple[str, ...]
    cause: LineageError | None = None


@dataclass
class Chapter:
    """Collects what a chapter shows, in the order in which it is declared.

    `reached` gives, for a name of periods, the number whose extreme is reached in them.
    """

    name: str
    title: str
    numbers: dict[str, Number] = field(default_factory=dict)
    periods: dict[str, tuple[Period, ...]] = field(default_factory=dict)
    reached: dict[str, str] = field(default_factory=dict)
    labels: dict[str, Label] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Around what an edition leaves out when it lacks the figures; config.yaml must say so.

        When the figures are missing nothing of the block remains; the chapter goes on behind it.
        """
        if name in self.parts:
            raise self._twice("part", name)
        before = {known for names in self._declared() for known in names}
        try:
            yield
        except FIGURES_ARE_MISSING as cause:
            for names in (*self._declared(), self.reached):
                for known in [known for known in names if known not in before]:
                    del names[known]
            self.parts[name] = Part((), cause)
        else:
            new = (known for names in self._declared() for known in names if known not in before)
            self.parts[name] = Part(tuple(new))

    def number(self, name: str, quantity: Quantity, form: Form, about: str) -> Quantity:
        """Name a number for the prose; gives the quantity back."""
        self._new(name)
        self.numbers[name] = Number(name, quantity, form, about)
        return quantity

    def period(self, name: str, *periods: Period, of: str = "") -> None:
        """Name a period for the prose, or all the periods of which one thing is true.

        `of` names the number whose extreme is reached in these periods.
        """
        self._new(name)
        self.periods[name] = periods
        if of:
            self.reached[name] = of

    def label(self, name: str, choice: tuple[str, Quantity], about: str) -> Quantity:
        """Name a label that largest_of() or smallest_of() chose; gives its quantity back."""
        self._new(name)
        text, quantity = choice
        self.labels[name] = Label(name, text, quantity, about)
        return quantity

    def figure(self, figure: Figure) -> None:
        """Add a figure."""
        self._new(figure.id)
        self.figures[figure.id] = figure

    def table(
        self,
        id: str,
        rows: Sequence[Row],
        columns: Sequence[Column],
        head: str,
        unit: str = "",
        notes: Sequence[str] = (),
    ) -> None:
        """Add a table; every row has as many cells as there are columns."""
        self._new(id)
        uneven = [row.head for row in rows if len(row.cells) != len(columns)]
        if uneven:
            raise ChapterMistake(
                f"Table ‘{id}’ has {len(columns)} columns, but these rows have another number"
                f" of cells: {', '.join(uneven)}.",
                where=f"chapter {self.name}",
                why="A cell would land under the wrong head.",
                todo="Give every row one cell per column; None where CBS gives no figure.",
            )
        self.tables[id] = Table(id, head, tuple(columns), tuple(rows), unit, tuple(notes))

    def _declared(self) -> tuple[dict[str, Any], ...]:
        return (self.numbers, self.periods, self.labels, self.figures, self.tables)

    def _new(self, name: str) -> None:
        if any(name in names for names in self._declared()):
            raise self._twice("name", name)

    def _twice(self, what: str, name: str) -> ChapterMistake:
        return ChapterMistake(
            f"The {what} ‘{name}’ is used twice.",
            where=f"chapter {self.name}",
            why="Prose and ledger could not tell the two apart.",
            todo="Give each number, period, label, figure, table and part a name of its own.",
        )
