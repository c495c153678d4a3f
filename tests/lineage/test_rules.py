"""What may not be done with figures, and how a chapter says that it means it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from figures_at_hand import BREAK, figure, section, size

from jaarbericht.lineage import (
    Quantity,
    cagr,
    chain,
    difference,
    growth,
    growth_points,
    index,
    largest_of,
    mean,
    per,
    product,
    share,
    times,
    total,
)
from jaarbericht.lineage.errors import (
    CrossesBreak,
    DivisionByZero,
    EmptySeries,
    LineageError,
    MixedPeriods,
    MixedPopulation,
    NeedlessReason,
    NonNestingClasses,
    UnitMismatch,
)

Pair = Callable[[Quantity, Quantity], Quantity]
SMALL, MIDDLE, LARGE = size(0, 10), size(10, 100), size(100, None)
WHY = "Met opzet vergeleken."


@pytest.mark.parametrize("made", [total, difference, growth, share, index, times, cagr])
def test_other_units_never_mix(made: Pair) -> None:
    with pytest.raises(UnitMismatch):
        made(figure(1), figure(2, unit="euro"))


@pytest.mark.parametrize("made", [growth, difference, index, cagr])
def test_other_groups_are_not_compared_through_time(made: Pair) -> None:
    with pytest.raises(MixedPopulation):
        made(figure(1, "2020JJ00", section("C")), figure(2, "2019JJ00", section("F")))


def test_other_universes_are_not_parts_of_each_other() -> None:
    with pytest.raises(MixedPopulation):
        share(figure(1, universe="banen"), figure(2))


def test_a_sum_takes_disjoint_branches_only() -> None:
    assert (
        total(figure(1, "2020JJ00", section("C")), figure(2, "2020JJ00", section("F"))).value == 3
    )
    with pytest.raises(MixedPopulation, match="B-F"):
        total(figure(1, "2020JJ00", section("C")), figure(2, "2020JJ00", section("BF")))
    with pytest.raises(MixedPopulation):
        total(figure(1, "2020JJ00", section("C")), figure(2))


def test_a_sum_takes_disjoint_size_classes_only() -> None:
    parts = [figure(n, "2020JJ00", s) for n, s in ((1, SMALL), (2, MIDDLE), (3, LARGE))]
    assert total(*parts).value == 6
    with pytest.raises(NonNestingClasses):
        total(parts[0], figure(2, "2020JJ00", size(5, 20)))


def test_a_size_class_and_a_branch_of_one_dimension_overlap() -> None:
    branch = figure(1, "2020JJ00", section("C"))
    mixed = figure(2, "2020JJ00", type(SMALL)("Bedrijfstak", "WP", "klein", SMALL.size))
    with pytest.raises(NonNestingClasses):
        total(branch, mixed)


def test_a_part_lies_within_its_whole() -> None:
    assert share(figure(1, "2020JJ00", section("C")), figure(4)).value == 25
    with pytest.raises(NonNestingClasses):
        share(figure(1, "2020JJ00", size(0, 50)), figure(2, "2020JJ00", SMALL))
    with pytest.raises(MixedPopulation):
        share(figure(4), figure(1, "2020JJ00", section("C")))


def test_lengths_of_period_do_not_mix() -> None:
    with pytest.raises(MixedPeriods):
        growth(figure(2, "2020KW01"), figure(1, "2019JJ00"))
    with pytest.raises(MixedPeriods):
        total(figure(2, "2020KW01"), figure(1, "2020MM05"))
    with pytest.raises(MixedPeriods):
        share(figure(2, "2020KW01", section("C")), figure(1, "2020KW02"))


def test_spans_of_unequal_length_are_not_compared() -> None:
    half = total(*(figure(1, f"2020MM0{m}") for m in range(1, 7)))
    with pytest.raises(MixedPeriods):
        growth(half, figure(5, "2019MM01"))


def test_a_period_counts_once_in_a_sum() -> None:
    one = total(figure(1, "2020MM01"), figure(2, "2020MM02"))
    with pytest.raises(LineageError):
        total(one, figure(2, "2020MM02"))


def test_a_break_is_not_compared_across() -> None:
    new, old = figure(2, "2016JJ00", breaks=(BREAK,)), figure(1, "2014JJ00", breaks=(BREAK,))
    for made in (growth, difference, index, cagr):
        with pytest.raises(CrossesBreak, match="Nieuwe methode"):
            made(new, old)
    later = figure(3, "2017JJ00", breaks=(BREAK,))
    assert growth(later, new).value == 50


def test_the_first_period_after_a_break_belongs_to_what_follows() -> None:
    first = figure(1, "2015JJ00", breaks=(BREAK,))
    assert growth(figure(2, "2016JJ00", breaks=(BREAK,)), first).value == 100
    with pytest.raises(CrossesBreak):
        growth(first, figure(1, "2014JJ00", breaks=(BREAK,)))


def test_a_reason_excuses_and_is_kept() -> None:
    new, old = figure(2, "2016JJ00", breaks=(BREAK,)), figure(1, "2014JJ00", breaks=(BREAK,))
    made = growth(new, old, because=WHY)
    assert made.value == 100
    assert {(w.rule, w.reason) for w in made.waivers} == {("CrossesBreak", WHY)}
    assert product(made, 2).waivers == made.waivers


def test_a_reason_excuses_no_other_unit() -> None:
    with pytest.raises(UnitMismatch):
        growth(figure(1), figure(2, unit="euro"), because=WHY)


def test_a_reason_for_nothing_is_refused() -> None:
    with pytest.raises(NeedlessReason):
        growth(figure(2, "2020JJ00"), figure(1, "2019JJ00"), because=WHY)


@pytest.mark.parametrize("made", [growth, share, index, times, cagr])
def test_nothing_is_divided_by_zero(made: Pair) -> None:
    with pytest.raises(DivisionByZero):
        made(figure(1, "2020JJ00"), figure(0, "2020JJ00"))


def test_a_ratio_of_two_kinds_still_asks_for_one_moment() -> None:
    with pytest.raises(MixedPeriods):
        per(figure(1, "2020JJ00"), figure(2, "2019JJ00", unit="personen"))


def test_points_and_chains_are_of_percentages() -> None:
    for made in (growth_points, chain):
        with pytest.raises(UnitMismatch):
            made(figure(1, "2020JJ00"), figure(1, "2019JJ00"))


def test_a_rate_per_year_asks_for_the_same_part_of_two_years() -> None:
    with pytest.raises(MixedPeriods):
        cagr(figure(2, "2020KW02"), figure(1, "2019KW01"))


def test_an_empty_field_is_not_ranked() -> None:
    with pytest.raises(EmptySeries):
        largest_of({})


@pytest.mark.parametrize("made", [total, mean, chain])
def test_nothing_makes_no_sum(made: Callable[[], Quantity]) -> None:
    with pytest.raises(LineageError):
        made()
