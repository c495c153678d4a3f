"""A quantity: an exact value that remembers how it was made, of what, of whom and when.

The four operations stand here; everything built from them stands in `arithmetic`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from jaarbericht.cbs.cells import Status
from jaarbericht.cbs.periods import Period
from jaarbericht.lineage import rules
from jaarbericht.lineage.breaks import Break
from jaarbericht.lineage.errors import DivisionByZero
from jaarbericht.lineage.expression import Constant, Expression, Operation, Settings
from jaarbericht.lineage.populations import Population
from jaarbericht.lineage.rules import Waiver
from jaarbericht.lineage.units import TIMES, Unit, unit_of_difference


@dataclass(frozen=True)
class Quantity:
    """An exact, unrounded value in whole units, with its expression over cells.

    `periods` are those of the cells, oldest first; `status` is that of the least certain cell.
    """

    value: Fraction
    unit: Unit
    population: Population
    status: Status
    expression: Expression
    periods: tuple[Period, ...]
    waivers: frozenset[Waiver] = frozenset()
    breaks: frozenset[Break] = frozenset()

    @property
    def period(self) -> Period:
        """The newest period that the value rests on."""
        return self.periods[-1]

    def comparable_with(self, other: Quantity) -> bool:
        """Whether both are of one group, over equal spans, without a break between them."""
        return not rules.not_comparable(self, other)

    def __add__(self, other: Quantity) -> Quantity:
        return total(self, other)

    def __sub__(self, other: Quantity) -> Quantity:
        return difference(self, other)

    def __mul__(self, number: int | Fraction) -> Quantity:
        return product(self, number)

    __rmul__ = __mul__

    def __truediv__(self, other: Quantity) -> Quantity:
        return times(self, other)


def derived(
    name: str,
    value: Fraction,
    unit: Unit,
    population: Population,
    args: tuple[Quantity, ...],
    waivers: frozenset[Waiver] = frozenset(),
    constants: tuple[Constant, ...] = (),
    settings: Settings = (),
) -> Quantity:
    """The quantity that operation `name` makes of `args`; it inherits their status and caveats."""
    return Quantity(
        value=value,
        unit=unit,
        population=population,
        status=Status.strictest(q.status for q in args),
        expression=Operation(name, (*(q.expression for q in args), *constants), settings),
        periods=tuple(sorted({p for q in args for p in q.periods})),
        waivers=waivers.union(*(q.waivers for q in args)),
        breaks=frozenset().union(*(q.breaks for q in args)),
    )


def total(*parts: Quantity, because: str | None = None) -> Quantity:
    """The sum over disjoint codes of one period, or over periods of one population."""
    rules.same_unit(parts)
    waivers = rules.excused(rules.not_summable(parts), because)
    value = sum((q.value for q in parts), Fraction(0))
    return derived("sum", value, parts[0].unit, rules.union(parts), parts, waivers)


def difference(new: Quantity, old: Quantity, because: str | None = None) -> Quantity:
    """`new - old`: two moments of one population, or a whole less one of its parts."""
    rules.same_unit((new, old))
    nested = new.periods == old.periods and new.population.contains(old.population)
    problems = [] if nested else rules.not_comparable(new, old)
    waivers = rules.excused(problems, because)
    unit = unit_of_difference(new.unit)
    value = new.value - old.value
    return derived("difference", value, unit, new.population, (new, old), waivers)


def product(quantity: Quantity, number: int | Fraction) -> Quantity:
    """`quantity x number`, for a number that belongs to the formula."""
    factor = Constant(Fraction(number))
    value = quantity.value * factor.value
    unit, population = quantity.unit, quantity.population
    return derived("product", value, unit, population, (quantity,), constants=(factor,))


def times(top: Quantity, bottom: Quantity, because: str | None = None) -> Quantity:
    """`top / bottom` of one kind: how many times as large."""
    rules.same_unit((top, bottom))
    waivers = rules.excused(rules.not_related(top, bottom), because)
    value = quotient(top, bottom)
    return derived("quotient", value, TIMES, top.population, (top, bottom), waivers)


def quotient(top: Quantity, bottom: Quantity) -> Fraction:
    """The exact value of `top / bottom`. Raises DivisionByZero."""
    if bottom.value == 0:
        raise DivisionByZero(
            "The denominator is zero, so there is no ratio.",
            where=f"{bottom.population} ({', '.join(p.code for p in bottom.periods)})",
            why="A share, growth rate or ratio of nothing has no value to print.",
            todo="Choose another base, or leave this number out of the chapter.",
        )
    return top.value / bottom.value
