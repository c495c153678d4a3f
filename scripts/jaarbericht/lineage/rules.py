"""What may be added, compared and divided. A broken rule is an error unless a reason is given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from jaarbericht.lineage.errors import (
    CrossesBreak,
    LineageError,
    MixedPeriods,
    MixedPopulation,
    NeedlessReason,
    NonNestingClasses,
    UnitMismatch,
)
from jaarbericht.lineage.populations import Member, Population

if TYPE_CHECKING:
    from jaarbericht.lineage.quantity import Quantity

_SAY_WHY = "Compare like with like, or pass because='…' with the Dutch reason for the annex."


@dataclass(frozen=True, order=True)
class Waiver:
    """A rule that was broken on purpose, and the Dutch reason that is printed in the annex."""

    rule: str
    reason: str


def excused(problems: Sequence[LineageError], because: str | None) -> frozenset[Waiver]:
    """The waivers that `because` buys; raises the first problem when there is no reason."""
    if because is None:
        if problems:
            raise problems[0]
        return frozenset()
    if not problems:
        raise NeedlessReason(
            f"A reason is given where no rule is broken: {because!r}.",
            why="The annex would print an excuse for nothing.",
            todo="Leave out because=.",
        )
    return frozenset(Waiver(problem.kind, because) for problem in problems)


def same_unit(quantities: Sequence[Quantity]) -> None:
    """Raise UnitMismatch unless all quantities are of one kind. No reason excuses this."""
    kinds = sorted({q.unit.kind for q in quantities})
    if len(kinds) != 1:
        raise UnitMismatch(
            f"Quantities of different kinds: {', '.join(kinds) or 'none'}.",
            why="Their sum or difference means nothing.",
            todo="Use per() for a ratio of two kinds.",
        )


def not_summable(parts: Sequence[Quantity]) -> list[LineageError]:
    """Why parts do not add up: neither disjoint codes of one period nor periods of one group."""
    if len({q.population for q in parts}) == 1 and len({q.periods for q in parts}) == len(parts):
        return [*_mixed_kinds(parts), *_overlapping_periods(parts), *_breaks_between(parts)]
    problems: list[LineageError] = []
    if len({q.periods for q in parts}) != 1:
        problems.append(_mixed_periods("Parts of a total are of different periods", parts))
    return problems + _overlaps([q.population for q in parts])


def not_comparable(new: Quantity, old: Quantity) -> list[LineageError]:
    """Why two moments cannot be compared: other group, other length, or a break between them."""
    problems: list[LineageError] = []
    if new.population != old.population:
        problems.append(_mixed_population(new.population, old.population))
    if len(new.periods) != len(old.periods):
        problems.append(_mixed_periods("Spans of unequal length are compared", (new, old)))
    return [*problems, *_mixed_kinds((new, old)), *_breaks_between((new, old))]


def not_part_of(part: Quantity, whole: Quantity) -> list[LineageError]:
    """Why `part` is no part of `whole`."""
    problems: list[LineageError] = []
    if part.periods != whole.periods:
        problems.append(_mixed_periods("Part and whole are of different periods", (part, whole)))
    if not whole.population.contains(part.population):
        problems.append(_misfit(part.population, whole.population))
    return problems


def not_related(top: Quantity, bottom: Quantity) -> list[LineageError]:
    """Why a ratio of two quantities may mislead: other group or other moment."""
    problems: list[LineageError] = []
    if top.periods != bottom.periods:
        problems.append(_mixed_periods("A ratio of different periods", (top, bottom)))
    if top.population != bottom.population:
        problems.append(_misfit(top.population, bottom.population))
    return problems


def union(parts: Sequence[Quantity]) -> Population:
    """The population of a sum: all members of the parts."""
    populations = [q.population for q in parts]
    return Population(populations[0].universe, frozenset().union(*(p.members for p in populations)))


def _overlaps(populations: Sequence[Population]) -> list[LineageError]:
    for one, other in combinations(populations, 2):
        dimensions = one.differing(other)
        if one.universe != other.universe or len(dimensions) != 1:
            return [_mixed_population(one, other)]
        (dimension,) = dimensions
        pairs = [(a, b) for a in one.along(dimension) for b in other.along(dimension)]
        if not pairs:
            return [_mixed_population(one, other)]
        clash = next(((a, b) for a, b in pairs if a.overlaps(b)), None)
        if clash:
            return [_double(*clash)]
    return []


def _double(one: Member, other: Member) -> LineageError:
    kind = NonNestingClasses if one.size or other.size else MixedPopulation
    return kind(
        f"‘{one.title}’ and ‘{other.title}’ overlap.",
        where=one.dimension,
        why="Their sum would count the same twice.",
        todo="Add disjoint codes only.",
    )


def _misfit(part: Population, whole: Population) -> LineageError:
    sizes = [m for p in (part, whole) for m in p.members if m.size]
    if part.universe == whole.universe and len(sizes) > 1:
        return NonNestingClasses(
            f"Size classes do not nest: {'; '.join(sorted(m.title for m in sizes))}.",
            where=part.universe,
            why="Classes with other limits describe other firms.",
            todo=_SAY_WHY,
        )
    return _mixed_population(part, whole)


def _mixed_population(one: Population, other: Population) -> LineageError:
    return MixedPopulation(
        f"Two groups are mixed: ‘{one}’ and ‘{other}’.",
        why="A figure of one group says nothing about another.",
        todo=_SAY_WHY,
    )


def _mixed_periods(what: str, quantities: Iterable[Quantity]) -> LineageError:
    spans = " and ".join("+".join(p.code for p in q.periods) for q in quantities)
    return MixedPeriods(
        f"{what}: {spans}.",
        why="Months, quarters and years measure other lengths and moments.",
        todo=_SAY_WHY,
    )


def _mixed_kinds(quantities: Sequence[Quantity]) -> list[LineageError]:
    kinds = {p.kind for q in quantities for p in q.periods}
    return [] if len(kinds) == 1 else [_mixed_periods("Kinds of period are mixed", quantities)]


def _overlapping_periods(quantities: Sequence[Quantity]) -> list[LineageError]:
    periods = [p for q in quantities for p in q.periods]
    if len(set(periods)) == len(periods):
        return []
    return [_mixed_periods("A period is counted twice", quantities)]


def _breaks_between(quantities: Sequence[Quantity]) -> list[LineageError]:
    periods = sorted({p for q in quantities for p in q.periods})
    crossed = sorted(
        {b for q in quantities for b in q.breaks if b.between(periods[0], periods[-1])}
    )
    return [
        CrossesBreak(
            f"The series is broken at {b.at.code}: {b.why}",
            where=f"{b.table}, {periods[0].code} to {periods[-1].code}",
            why="Figures before and after a break are not comparable.",
            todo=_SAY_WHY,
        )
        for b in crossed
    ]
