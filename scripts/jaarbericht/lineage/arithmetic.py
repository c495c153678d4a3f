"""Named calculations on quantities: shares, growth, means, ratios, extremes.

Each takes and gives exact quantities, says which rules it keeps, and names its operation in the
expression. A rule is broken only with `because=`, a Dutch sentence that the annex prints.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from math import prod

from jaarbericht.lineage import rules
from jaarbericht.lineage.errors import EmptySeries, MixedPeriods, UnitMismatch
from jaarbericht.lineage.expression import Constant, Settings
from jaarbericht.lineage.quantity import Quantity, derived, difference, quotient
from jaarbericht.lineage.units import INDEX, PERCENT, RANK, Unit

HUNDRED = Fraction(100)
CAGR_DECIMALS = 20
_ROOTS = Context(prec=60, rounding=ROUND_HALF_EVEN)


def share(part: Quantity, whole: Quantity, because: str | None = None) -> Quantity:
    """`part` as a percentage of `whole`; the part must lie within the whole."""
    rules.same_unit((part, whole))
    waivers = rules.excused(rules.not_part_of(part, whole), because)
    value = HUNDRED * quotient(part, whole)
    return derived("share", value, PERCENT, part.population, (part, whole), waivers)


def nested_share(part: Quantity, outer: Quantity, because: str | None = None) -> Quantity:
    """`part` percent of those that are `outer` percent, as a percentage of the whole of `outer`."""
    for quantity in (part, outer):
        _is_percentage(quantity)
    waivers = rules.excused(rules.not_related(part, outer), because)
    value = part.value * outer.value / HUNDRED
    factor = Constant(1 / HUNDRED)
    return derived("product", value, PERCENT, outer.population, (part, outer), waivers, (factor,))


def growth(new: Quantity, old: Quantity, because: str | None = None) -> Quantity:
    """Relative change from `old` to `new` in percent, of one population."""
    rules.same_unit((new, old))
    waivers = rules.excused(rules.not_comparable(new, old), because)
    value = HUNDRED * (quotient(new, old) - 1)
    return derived("growth", value, PERCENT, new.population, (new, old), waivers)


def growth_points(new: Quantity, old: Quantity, because: str | None = None) -> Quantity:
    """Change of a percentage in percentage points."""
    for quantity in (new, old):
        _is_percentage(quantity)
    return difference(new, old, because)


def index(quantity: Quantity, base: Quantity, because: str | None = None) -> Quantity:
    """`quantity` with `base` = 100, of one population."""
    rules.same_unit((quantity, base))
    problems = [] if quantity == base else rules.not_comparable(quantity, base)
    waivers = rules.excused(problems, because)
    value = HUNDRED * quotient(quantity, base)
    return derived("index", value, INDEX, quantity.population, (quantity, base), waivers)


def mean(*quantities: Quantity, because: str | None = None) -> Quantity:
    """The unweighted mean over periods of one population."""
    return weighted_mean(*((q, 1) for q in quantities), because=because)


def weighted_mean(*pairs: tuple[Quantity, int | Fraction], because: str | None = None) -> Quantity:
    """The mean over periods of one population, with weights that belong to the formula."""
    quantities = tuple(q for q, _ in pairs)
    rules.same_unit(quantities)
    waivers = rules.excused(rules.not_summable(quantities), because)
    weights = tuple(Constant(Fraction(w)) for _, w in pairs)
    weight = sum((w.value for w in weights), Fraction(0))
    value = sum((q.value * w.value for q, w in zip(quantities, weights, strict=True)), Fraction(0))
    name = "mean" if all(w.value == 1 for w in weights) else "weighted_mean"
    constants = () if name == "mean" else weights
    first = quantities[0]
    return derived(
        name, value / weight, first.unit, first.population, quantities, waivers, constants
    )


def per(
    top: Quantity,
    bottom: Quantity,
    times: int = 1,
    unit: str = "",
    because: str | None = None,
) -> Quantity:
    """`top` per `times` of `bottom`, two different kinds; `unit` names the result."""
    waivers = rules.excused(rules.not_related(top, bottom), because)
    value = times * quotient(top, bottom)
    kind = Unit(unit or f"{top.unit} per {bottom.unit}")
    factor = Constant(Fraction(times))
    return derived("per", value, kind, top.population, (top, bottom), waivers, (factor,))


def cagr(new: Quantity, old: Quantity, because: str | None = None) -> Quantity:
    """Average growth per year in percent between two moments that lie whole years apart."""
    rules.same_unit((new, old))
    waivers = rules.excused(rules.not_comparable(new, old), because)
    years = _whole_years(new, old)
    value = HUNDRED * (root(quotient(new, old), years) - 1)
    return derived(
        "cagr", value, PERCENT, new.population, (new, old), waivers, (Constant(Fraction(years)),)
    )


def chain(*changes: Quantity, because: str | None = None) -> Quantity:
    """Consecutive changes in percent of one population as one change over the whole span."""
    for change in changes:
        _is_percentage(change)
    waivers = rules.excused(rules.not_summable(changes), because)
    factor = prod((1 + change.value / HUNDRED for change in changes), start=Fraction(1))
    value = HUNDRED * (factor - 1)
    return derived("chain", value, PERCENT, changes[0].population, changes, waivers)


def root(value: Fraction, degree: int) -> Fraction:
    """The `degree`-th root, rounded half even to 20 decimals (60 digits inside)."""
    ratio = _ROOTS.divide(Decimal(value.numerator), Decimal(value.denominator))
    exponent = _ROOTS.divide(Decimal(1), Decimal(degree))
    step = Decimal(1).scaleb(-CAGR_DECIMALS)
    return Fraction(_ROOTS.power(ratio, exponent).quantize(step, context=_ROOTS))


@dataclass(frozen=True)
class Extreme:
    """The largest or smallest of a field: all `labels` that have it, with their `own` quantities.

    `quantity` is the value with the whole field as its evidence, and so with the strictest status
    of the field; the one to print is `own`, when the field is less certain than what was chosen.
    """

    labels: tuple[str, ...]
    own: tuple[Quantity, ...]
    quantity: Quantity


def highest(choices: Mapping[str, Quantity]) -> Extreme:
    """The largest value, and every label that has it."""
    return _extreme("maximum", choices)


def lowest(choices: Mapping[str, Quantity]) -> Extreme:
    """The smallest value, and every label that has it."""
    return _extreme("minimum", choices)


def largest_of(choices: Mapping[str, Quantity]) -> tuple[str, Quantity]:
    """The label with the largest value, and that value with the whole field as its evidence.

    The first label wins a tie; highest() knows them all.
    """
    found = highest(choices)
    return found.labels[0], found.quantity


def smallest_of(choices: Mapping[str, Quantity]) -> tuple[str, Quantity]:
    """The label with the smallest value, and that value with the whole field as its evidence."""
    found = lowest(choices)
    return found.labels[0], found.quantity


def rank_of(label: str, choices: Mapping[str, Quantity]) -> Quantity:
    """The place of `label` from large to small; 1 is the largest, equal values share a place."""
    field = _field(choices)
    mine = choices[label]
    place = 1 + sum(q.value > mine.value for q in field)
    return derived("rank", Fraction(place), RANK, mine.population, (mine, *field))


def _is_percentage(quantity: Quantity) -> None:
    if quantity.unit != PERCENT:
        raise UnitMismatch(
            f"{quantity.unit} is not a percentage.",
            where=str(quantity.population),
            why="Only percentages differ by percentage points or can be chained.",
            todo="Use difference() or growth().",
        )


def _extreme(name: str, choices: Mapping[str, Quantity]) -> Extreme:
    field = _field(choices)
    pick = max if name == "maximum" else min
    value = pick(q.value for q in field)
    labels = tuple(label for label, q in choices.items() if q.value == value)
    settings: Settings = (("labels", tuple(choices)), ("chosen", labels[0]))
    own = tuple(choices[label] for label in labels)
    made = derived(name, value, own[0].unit, own[0].population, field, settings=settings)
    return Extreme(labels, own, replace(made, periods=own[0].periods))


def _field(choices: Mapping[str, Quantity]) -> tuple[Quantity, ...]:
    field = tuple(choices.values())
    if not field:
        raise EmptySeries(
            "There is nothing to rank.",
            why="A largest, smallest or rank needs at least one figure.",
            todo="Check the period and the codes of the selection.",
        )
    rules.same_unit(field)
    return field


def _whole_years(new: Quantity, old: Quantity) -> int:
    late, early = new.period, old.period
    if late.begin is None or early.begin is None or late.code[4:] != early.code[4:]:
        raise MixedPeriods(
            f"{early.code} and {late.code} do not lie whole years apart.",
            why="Growth per year needs the same moment of two years.",
            todo="Choose the same quarter or month.",
        )
    return late.begin.year - early.begin.year
