"""Axes: round steps, all values inside, named moments."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaarbericht.cbs.periods import parse_period
from jaarbericht.lineage.forms import balance, count, percent
from jaarbericht.present import axis

values = st.lists(
    st.fractions(min_value=-(10**7), max_value=10**7, max_denominator=1000), min_size=1, max_size=9
)


@given(values, st.booleans())
def test_every_value_lies_on_the_scale_and_ticks_do_not_leave_it(
    numbers: list[Fraction], zero: bool
) -> None:
    scale = axis.value_scale(numbers, percent(1), zero)
    assert all(scale.low <= v <= scale.high for v in numbers)
    assert all(scale.low <= t <= scale.high for t in scale.ticks)
    assert 2 <= len(scale.ticks) <= 9
    assert len(set(scale.texts)) == len(scale.texts)
    if zero:
        assert Fraction(0) in scale.ticks


def test_tick_texts_have_just_the_decimals_they_need() -> None:
    assert axis.value_scale([Fraction(1, 10), Fraction(11, 10)], count(), True).texts[1] == "0,25"
    assert axis.value_scale([Fraction(0), Fraction(4000)], count(), True).texts[-1] == "4.000"
    assert axis.value_scale([Fraction(-20), Fraction(20)], balance(), True).texts[-1] == "+20"


@pytest.mark.parametrize(
    ("least", "step"), [("1", "1"), ("1.1", "2"), ("2.1", "2.5"), ("30", "50"), ("0.07", "0.1")]
)
def test_steps_are_round(least: str, step: str) -> None:
    assert axis.round_step(Fraction(least)) == Fraction(step)


def texts(codes: list[str], width: float) -> list[str]:
    """Texts of the ticks, with the year behind them where it is given."""
    ticks = axis.time_ticks([parse_period(c) for c in codes], width)
    return [f"{t.text} {t.year}".strip() for t in ticks]


def test_long_spans_name_round_years() -> None:
    years = [f"{y}JJ00" for y in range(1981, 2022)]
    assert texts(years, 400)[:3] == ["1985", "1990", "1995"]
    assert texts(years, 100)[0] == "1990"


def test_short_spans_name_quarters_and_months_with_the_year_once() -> None:
    quarters = [f"2020KW0{n}" for n in range(1, 5)] + ["2021KW01"]
    assert texts(quarters, 400) == [
        "1e\u00a0kw. 2020",
        "2e\u00a0kw.",
        "3e\u00a0kw.",
        "4e\u00a0kw.",
        "1e\u00a0kw. 2021",
    ]
    months = [f"{y}MM{m:02d}" for y in (2019, 2020) for m in range(1, 13)]
    assert texts(months, 300)[:5] == ["jan 2019", "apr", "jul", "okt", "jan 2020"]


def test_periods_without_dates_stand_at_their_year() -> None:
    assert axis.moment(parse_period("2010X000")) == 2010.0
    assert axis.moment(parse_period("2010KW03")) == 2010.5
