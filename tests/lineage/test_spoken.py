"""Periods in Dutch, as chapters write them in units and notes."""

from __future__ import annotations

import pytest

from jaarbericht.cbs.periods import parse_period
from jaarbericht.lineage.spoken import enumerated, quarter_name, spoken
from jaarbericht.present.dutch import period_text


@pytest.mark.parametrize("code", [*(f"2021KW0{n}" for n in range(1, 5)), "2019JJ00"])
def test_a_period_is_said_as_in_the_prose(code: str) -> None:
    assert spoken(parse_period(code)) == period_text(parse_period(code))


def test_a_quarter_without_its_year() -> None:
    assert quarter_name(parse_period("2021KW04")) == "vierde kwartaal"
    assert quarter_name(parse_period("2021JJ00")) == "2021JJ00"


@pytest.mark.parametrize(
    ("words", "told"), [(["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")]
)
def test_an_enumeration(words: list[str], told: str) -> None:
    assert enumerated(words) == told
