"""CBS tables as chapters ask them: quantities and series by topic, codes and period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

from jaarbericht.cbs import tidytable
from jaarbericht.cbs.contract import Contract, Topic, read_contract
from jaarbericht.cbs.periods import Period, PeriodKind
from jaarbericht.cbs.publication import is_usable
from jaarbericht.cbs.tidytable import Code, TidyTable, read_tidy
from jaarbericht.files import read_json
from jaarbericht.lineage.breaks import Break
from jaarbericht.lineage.citations import Register, read_register
from jaarbericht.lineage.errors import AbsentFigure, EmptySeries, SecretCell, UnknownFigure
from jaarbericht.lineage.expression import Cell
from jaarbericht.lineage.populations import Member, Population, SizeClass
from jaarbericht.lineage.quantity import Quantity, product
from jaarbericht.lineage.series import Point, Series
from jaarbericht.lineage.units import Unit

TOPICS = "Onderwerpen"


@dataclass(frozen=True)
class Table:
    """One CBS table, up to and including `cutoff`; `receipt` says which download it is.

    Codes are given by the key of their dimension, such as `Bedrijfsgrootte="WP19074"`; a dimension
    with one code may be left out.
    """

    tidy: TidyTable
    receipt: Mapping[str, Any] = field(repr=False)
    cutoff: date

    @property
    def contract(self) -> Contract:
        """What is relied on in this table."""
        return self.tidy.contract

    @property
    def id(self) -> str:
        """CBS's identifier, e.g. 81589NED."""
        return self.contract.id

    def quantity(self, topic: str, period: str, **codes: str) -> Quantity:
        """One figure in whole units. Raises UnknownFigure or SecretCell."""
        found = self._cell(topic, period, codes)
        if found.period is not None and not self._is_usable(found.period):
            raise self._unknown(
                f"The figures of {period} were not out on {self.cutoff}",
                self._undated(found.period.kind.value)
                or f"Newest that may be used: {self._newest(found.period.kind)}.",
                AbsentFigure,
            )
        if found.value is None:
            raise SecretCell(
                f"CBS prints ‘{found.symbol}’ instead of a figure.",
                where=f"{self.id}, {topic}, {self._spelled(found)}",
                why="A figure that CBS does not give is not zero and may not be filled in.",
                todo="Use another figure, or show the gap in a figure or table.",
            )
        return self._quantity(found, found.value)

    def series(
        self,
        topic: str,
        kind: str | None = None,
        since: str = "",
        until: str = "",
        **codes: str,
    ) -> Series:
        """All usable periods of one kind (JJ, KW, MM, HJ), gaps where CBS gives a symbol.

        `since` and `until` are period codes, both included. Without `kind` the table must have
        periods of one kind only. Raises EmptySeries or UnknownFigure.
        """
        points = []
        for period in self.periods(kind):
            if (since and period.code < since) or (until and period.code > until):
                continue
            found = self._row(topic, period.code, codes)
            if found is None:
                continue
            if found.value is None:
                points.append(Point(period, None, found.symbol))
            else:
                points.append(Point(period, self._quantity(found, found.value)))
        if not points:
            raise self._empty(topic, kind, codes)
        return Series(self._name(topic, codes), tuple(points))

    def periods(self, kind: str | None = None) -> tuple[Period, ...]:
        """The periods of one kind whose figures were out on the cut-off, oldest first."""
        wanted = None if kind is None else PeriodKind(kind)
        usable = self.tidy.usable(self.cutoff, wanted)
        kinds = {p.kind.value for p in usable}
        if kind is None and len(kinds) > 1:
            raise self._unknown(
                f"The table has periods of several kinds: {', '.join(sorted(kinds))}",
                "Give kind=.",
            )
        return usable

    def latest(self, kind: str | None = None) -> Period:
        """The newest period of one kind whose figures were out on the cut-off."""
        usable = self.periods(kind)
        if not usable:
            raise self._empty("", kind, {})
        return usable[-1]

    def codes(self, dimension: str) -> tuple[Code, ...]:
        """The codes of a dimension that the contract lists, in its order. Raises UnknownFigure.

        A code that CBS adds, such as a sum of the others, is not among them until it is listed.
        """
        if dimension not in self.tidy.dimensions:
            raise self._unknown(
                f"There is no dimension ‘{dimension}’",
                f"There are: {', '.join(self.tidy.dimensions)}.",
            )
        relied = self.contract.dimensions.get(dimension)
        if relied is None or not relied.codes:
            raise self._unknown(
                f"The contract lists no codes of dimension ‘{dimension}’",
                f"List them in resources/contracts/{self.id}.yaml: dimensions.{dimension}.codes.",
            )
        return tuple(Code(code, title) for code, title in relied.codes.items())

    def topic_at(self, column: str) -> Topic:
        """The topic that stands in a column of CBS's table, by CBS's key."""
        ours = {self.tidy.column(key): topic for key, topic in self.contract.topics.items()}
        return ours[column]

    def titles(self, codes: Sequence[tuple[str, str]]) -> dict[str, str]:
        """CBS's titles of codes that the table has, period included."""
        known = self._titles if self.tidy.time is None else {**self._titles, **self._moments}
        return {dimension: known[dimension][code] for dimension, code in codes}

    def _cell(self, topic: str, period: str, codes: Mapping[str, str]) -> tidytable.Cell:
        found = self._row(topic, period, codes)
        if found is None:
            raise self._unknown(
                f"There is no figure at {period or 'any moment'} for {dict(codes)}",
                f"Periods: {self._span()}.",
                AbsentFigure,
            )
        return found

    def _row(self, topic: str, period: str, codes: Mapping[str, str]) -> tidytable.Cell | None:
        if topic not in self.tidy.topics or topic not in self.contract.topics:
            raise self._unknown(
                f"There is no topic ‘{topic}’",
                f"The contract knows: {', '.join(self.contract.topics)}.",
            )
        return self.tidy.cell(topic, self._complete(codes), period)

    def _complete(self, codes: Mapping[str, str]) -> Mapping[str, str]:
        """One code for every dimension."""
        strange = sorted(set(codes) - set(self.tidy.dimensions))
        if strange:
            self.codes(strange[0])
        complete = {}
        for dimension in self.tidy.dimensions:
            known = self._titles[dimension]
            given = codes.get(dimension) or (next(iter(known)) if len(known) == 1 else "")
            if given not in known:
                what = f"no code ‘{given}’" if given else "more than one code"
                raise self._unknown(
                    f"Dimension {dimension} has {what}",
                    f"Give {dimension}= one of: {', '.join(known)}.",
                )
            complete[dimension] = given
        return complete

    @cached_property
    def _titles(self) -> dict[str, dict[str, str]]:
        return {d: {c.code: c.title for c in self.tidy.codes(d)} for d in self.tidy.dimensions}

    @cached_property
    def _moments(self) -> dict[str, dict[str, str]]:
        time = self.tidy.time or ""
        columns = self.tidy.columns
        return {time: dict(zip(columns[time], columns[f"{time}_titel"], strict=True))}

    def _quantity(self, found: tidytable.Cell, value: Decimal) -> Quantity:
        """A cell as a quantity: CBS's figure times the factor of its unit."""
        topic = self.contract.topics[found.topic]
        plain = Quantity(
            value=Fraction(value),
            unit=Unit(topic.kind),
            population=self._population(found, topic),
            status=found.status,
            expression=self._leaf(found, topic),
            periods=(found.period,) if found.period else (),
            breaks=self._breaks(found),
        )
        return plain if topic.factor == 1 else product(plain, topic.factor)

    def _leaf(self, found: tidytable.Cell, topic: Topic) -> Cell:
        when = ((self.tidy.time, found.period.code),) if self.tidy.time and found.period else ()
        return Cell(
            catalogue=self.contract.catalogue,
            table=self.id,
            row=found.row,
            topic=self.tidy.column(found.topic),
            codes=(*found.codes, *when),
            raw=found.raw,
            symbol=found.symbol,
            value=found.value,
            status=found.status,
            unit=topic.unit,
        )

    def _population(self, found: tidytable.Cell, topic: Topic) -> Population:
        members = [self._member(d, code, self._titles[d][code]) for d, code in found.codes]
        members.append(self._topic_member(topic))
        return Population.of(self.contract.universe, tuple(members))

    def _member(self, dimension: str, code: str, title: str) -> Member:
        bounds = self.contract.sizes.get(code)
        return Member(
            dimension, code, " ".join(title.split()) or code,
            SizeClass(*bounds) if bounds else None,
            frozenset(self._wholes(code)), frozenset(self._clashes(code)),
        )  # fmt: skip

    def _topic_member(self, topic: Topic) -> Member:
        title = f"{topic.group}: {topic.title}" if topic.group else topic.title
        member = self._member(TOPICS, topic.key, title)
        is_all = len(self.contract.topics) == 1 or topic.key in self._roots
        return replace(member, whole=is_all)

    @cached_property
    def _roots(self) -> frozenset[str]:
        """Topics that are the whole of which other topics are parts, and part of nothing."""
        wholes = {g[0][0] for g in self.contract.overlaps if len(g[0]) == 1}
        return frozenset(
            t for t in wholes if t in self.contract.topics and not any(self._wholes(t))
        )

    def _wholes(self, name: str) -> Iterator[str]:
        """What the contract says that this topic or code is part of, however deep."""
        for first, *others in self.contract.overlaps:
            if len(first) == 1 and any(name in group for group in others):
                yield first[0]
                yield from self._wholes(first[0])

    def _clashes(self, name: str) -> Iterator[str]:
        """What the contract says may not be added to this topic or code."""
        names = {n for groups in self.contract.overlaps for group in groups for n in group}
        return (other for other in names if other != name and self.contract.overlap(name, other))

    def _breaks(self, found: tidytable.Cell) -> frozenset[Break]:
        concerned = self.contract.breaks_for(found.topic, dict(found.codes))
        return frozenset(Break(self.id, b.at, b.why) for b in concerned)

    def _is_usable(self, period: Period) -> bool:
        return is_usable(period, self.contract, self.cutoff)

    def _newest(self, kind: PeriodKind) -> str:
        usable = self.tidy.usable(self.cutoff, kind)
        return usable[-1].code if usable else "none"

    def _name(self, topic: str, codes: Mapping[str, str]) -> str:
        titles = (self._titles[d][c] for d, c in self._complete(codes).items())
        return "; ".join([self.id, self.contract.topics[topic].title, *titles])

    def _spelled(self, found: tidytable.Cell) -> str:
        when = found.period.code if found.period else "no period"
        return ", ".join([when, *(f"{d}={c}" for d, c in found.codes)])

    def _span(self) -> str:
        periods = self.tidy.periods
        return f"{periods[0].code} to {periods[-1].code}" if periods else "none"

    def _unknown(
        self, what: str, todo: str, sort: type[UnknownFigure] = UnknownFigure
    ) -> UnknownFigure:
        return sort(
            f"{what}.",
            where=f"table {self.id}",
            why="Only figures that the table has, and that were out on the cut-off, may be used.",
            todo=todo,
        )

    def _empty(self, topic: str, kind: str | None, codes: Mapping[str, str]) -> EmptySeries:
        chosen = (f"{dimension}={code}" for dimension, code in codes.items())
        return EmptySeries(
            f"No period is left for {topic or 'any topic'}{f' ({kind})' if kind else ''}.",
            where=", ".join([f"table {self.id}", *chosen, f"cut-off {self.cutoff}"]),
            why="A figure or text would rest on nothing.",
            todo=self._undated(kind) or f"Choose another span; the table holds {self._span()}.",
        )

    def _undated(self, kind: str | None) -> str:
        """What to do when the contract does not tell when figures of this kind are out."""
        kinds = {kind} if kind else {period.kind.value for period in self.tidy.periods}
        unknown = sorted(kinds - set(self.contract.publication.lags))
        if not unknown:
            return ""
        return (
            f"Say when figures of {', '.join(unknown)} are out, under publication in "
            f"resources/contracts/{self.id}.yaml; until then none may be used."
        )


@dataclass(frozen=True)
class Tables(Mapping[str, Table]):
    """The tables that a chapter named, by id, and the register of published figures."""

    tables: Mapping[str, Table]
    register: Register = field(default_factory=Register)

    @classmethod
    def read(
        cls,
        tidy: Sequence[Path],
        contracts: Sequence[Path],
        receipts: Sequence[Path],
        cutoff: date,
        register: Path | None = None,
    ) -> Tables:
        """The tables in three lists of files of the same order, and the register if it is used."""
        found = {}
        for csv, contract, receipt in zip(tidy, contracts, receipts, strict=True):
            relied = read_contract(contract)
            found[relied.id] = Table(read_tidy(csv, relied), read_json(receipt), cutoff)
        return cls(found, read_register(register, cutoff) if register else Register())

    def cited(self, key: str) -> Quantity:
        """A published figure by its key in report/citations.yaml. Raises UnknownFigure.

        The rule of the chapter must say cites=True.
        """
        return self.register.cited(key)

    def __getitem__(self, id: str) -> Table:
        try:
            return self.tables[id]
        except KeyError:
            raise UnknownFigure(
                f"Table {id} is not among the inputs of this chapter.",
                where=f"given: {', '.join(self.tables) or 'none'}",
                why="A chapter can only use the tables that its rule names.",
                todo="Add the id to `tables` in the rule of this chapter: workflow/rules/chapters.",
            ) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables)

    def __len__(self) -> int:
        return len(self.tables)
