"""Exact values, inherited status, and identities that must hold for any figures."""

from __future__ import annotations

from fractions import Fraction

from figures_at_hand import figure, section
from hypothesis import given
from hypothesis import strategies as st

from jaarbericht.cbs.cells import Status
from jaarbericht.lineage import (
    cagr,
    chain,
    difference,
    growth,
    growth_points,
    highest,
    index,
    largest_of,
    lowest,
    mean,
    per,
    product,
    rank_of,
    share,
    smallest_of,
    times,
    total,
    weighted_mean,
)
from jaarbericht.lineage.units import POINTS

COUNTS = st.integers(1, 10**12)


@given(COUNTS, COUNTS, COUNTS)
def test_shares_of_all_parts_are_a_hundred(a: int, b: int, c: int) -> None:
    parts = [
        figure(n, "2020JJ00", section(s)) for n, s in zip((a, b, c), ("C", "F", "G"), strict=True)
    ]
    whole = total(*parts)
    assert sum(share(p, whole).value for p in parts) == 100


@given(COUNTS, COUNTS)
def test_growth_index_and_ratio_tell_the_same(new: int, old: int) -> None:
    a, b = figure(new, "2020JJ00"), figure(old, "2019JJ00")
    assert growth(a, b).value == index(a, b).value - 100
    assert growth(a, b).value == 100 * Fraction(new - old, old)
    assert difference(a, b).value == new - old


@given(COUNTS, COUNTS, st.integers(1, 20))
def test_the_rate_per_year_gives_the_growth_back(new: int, old: int, years: int) -> None:
    rate = cagr(figure(new, "2020JJ00"), figure(old, f"{2020 - years}JJ00")).value
    grown = old * (1 + rate / 100) ** years
    assert abs(grown - new) <= Fraction(new + old, 10**6)


@given(st.lists(st.integers(-99, 300), min_size=2, max_size=6))
def test_chained_growth_is_growth_over_the_whole_span(steps: list[int]) -> None:
    parts = [figure(g, f"20{10 + i}JJ00", unit="procent") for i, g in enumerate(steps)]
    level = Fraction(1)
    for g in steps:
        level *= 1 + Fraction(g, 100)
    assert chain(*parts).value == 100 * (level - 1)


@given(st.lists(st.integers(-1000, 1000), min_size=1, max_size=8))
def test_means(values: list[int]) -> None:
    found = [figure(v, f"20{10 + i}JJ00") for i, v in enumerate(values)]
    assert mean(*found).value == Fraction(sum(values), len(values))
    weighted = weighted_mean(*((q, i + 1) for i, q in enumerate(found)))
    weights = sum(range(1, len(values) + 1))
    assert weighted.value == Fraction(sum((i + 1) * v for i, v in enumerate(values)), weights)


def test_ratios_of_one_and_of_two_kinds() -> None:
    a, b = figure(3), figure(2)
    assert times(a, b).value == Fraction(3, 2) and times(a, b).unit.kind == "keer"
    rate = per(a, figure(4, unit="personen"), 1000, "bedrijven per 1.000 personen")
    assert rate.value == 750 and rate.unit.kind == "bedrijven per 1.000 personen"
    assert product(a, Fraction(1, 3)).value == 1


def test_percentages_differ_by_points() -> None:
    new, old = (figure(v, p, unit="procent") for v, p in (("3.7", "2020JJ00"), ("5.1", "2019JJ00")))
    step = growth_points(new, old)
    assert step.value == Fraction(-14, 10) and step.unit == POINTS


def test_largest_smallest_and_rank_rest_on_the_whole_field() -> None:
    field = {"a": figure(3, "2018JJ00"), "b": figure(5, "2019JJ00"), "c": figure(5, "2020JJ00")}
    label, top = largest_of(field)
    assert (label, top.value, top.period.code) == ("b", 5, "2019JJ00")
    assert smallest_of(field)[0] == "a"
    assert [rank_of(name, field).value for name in field] == [3, 1, 1]
    assert {leaf.id for leaf in top.expression.args} == {q.expression.id for q in field.values()}


def test_an_extreme_knows_all_that_have_it_and_how_certain_each_is() -> None:
    field = {
        "a": figure(3, "2018JJ00", status=Status.VOORLOPIG),
        "b": figure(5, "2019JJ00"),
        "c": figure(5, "2020JJ00"),
    }
    top = highest(field)
    assert top.labels == ("b", "c") and [q.period.code for q in top.own] == ["2019JJ00", "2020JJ00"]
    assert top.own[0] == field["b"] and top.own[0].status is Status.DEFINITIEF
    assert top.quantity.status is Status.VOORLOPIG
    assert lowest(field).labels == ("a",)


@given(st.lists(st.sampled_from(Status), min_size=1, max_size=5))
def test_one_uncertain_cell_makes_the_result_uncertain(statuses: list[Status]) -> None:
    parts = [figure(1, f"20{10 + i}JJ00", status=s) for i, s in enumerate(statuses)]
    order = [Status.DEFINITIEF, Status.ONBEKEND, Status.NADER_VOORLOPIG, Status.VOORLOPIG]
    assert total(*parts).status is max(statuses, key=order.index)


def test_operators_are_the_named_operations() -> None:
    a, b = figure(6, "2020JJ00", section("C")), figure(2, "2020JJ00", section("F"))
    assert (a + b).expression == total(a, b).expression
    assert (2 * a).value == 12
    assert (figure(6, "2020JJ00") - figure(2, "2019JJ00")).value == 4
    assert (figure(6) / figure(2)).value == 3
