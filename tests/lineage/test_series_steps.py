"""Series made of neighbouring points: differences and chains, and what is next to what."""

from __future__ import annotations

from fractions import Fraction

import pytest
from figures_at_hand import BREAK, figure

from jaarbericht.cbs.periods import parse_period
from jaarbericht.lineage.series import Point, Series, series_chain_last, series_difference


def quarters(values: dict[str, int | None], unit: str = "bedrijven") -> Series:
    points = (
        Point(parse_period(code), None if v is None else figure(v, code, unit=unit), "")
        for code, v in values.items()
    )
    return Series("reeks", tuple(points))


@pytest.mark.parametrize(
    ("late", "early", "next_to"),
    [
        ("2021KW01", "2020KW04", True), ("2021KW02", "2020KW04", False),
        ("2021MM01", "2020MM12", True), ("2021JJ00", "2020JJ00", True),
        ("2021KW01", "2020MM12", False), ("2020KW04", "2021KW01", False),
        ("2010X000", "2009JJ00", False),
    ],
)  # fmt: skip
def test_which_period_follows_which(late: str, early: str, next_to: bool) -> None:
    assert parse_period(late).follows(parse_period(early)) is next_to


def test_a_difference_is_with_the_period_just_before() -> None:
    found = series_difference(quarters({"2020KW04": 3, "2021KW01": 5, "2021KW03": 9}))
    assert [p.period.code for p in found] == ["2021KW01"]
    assert found.last.value == 2


def test_a_gap_gives_a_gap() -> None:
    found = series_difference(quarters({"2020KW04": 3, "2021KW01": None, "2021KW02": 9}))
    assert [p.quantity for p in found] == [None, None]


def test_the_last_changes_are_chained() -> None:
    changes = {"2020KW01": 10, "2020KW02": -10, "2020KW03": None, "2020KW04": 5}
    found = series_chain_last(quarters(changes, "procent"), 2)
    assert [p.period.code for p in found] == ["2020KW02", "2020KW03", "2020KW04"]
    assert [p.quantity is None for p in found] == [False, True, True]
    assert found.first.value == Fraction(-1)


def test_what_may_be_compared_is_known_beforehand() -> None:
    old, new = figure(1, "2014JJ00", breaks=(BREAK,)), figure(2, "2016JJ00", breaks=(BREAK,))
    assert not new.comparable_with(old)
    assert new.comparable_with(figure(2, "2015JJ00", breaks=(BREAK,)))
    assert not new.comparable_with(figure(2, "2015KW01"))
