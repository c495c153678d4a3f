"""CBS period codes: what they mean, and that none of them breaks the reader."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaarbericht.cbs.periods import Period, PeriodKind, parse_period

_COUNTS = {"JJ": (0, 0), "HJ": (1, 2), "KW": (1, 4), "MM": (1, 12)}


@st.composite
def standard_codes(draw: st.DrawFn) -> str:
    letters = draw(st.sampled_from(sorted(_COUNTS)))
    low, high = _COUNTS[letters]
    return f"{draw(st.integers(1, 9999)):04d}{letters}{draw(st.integers(low, high)):02d}"


@pytest.mark.parametrize(
    ("code", "kind", "begin", "end"),
    [
        ("2021JJ00", PeriodKind.JAAR, date(2021, 1, 1), date(2021, 12, 31)),
        ("2021HJ02", PeriodKind.HALFJAAR, date(2021, 7, 1), date(2021, 12, 31)),
        ("2021KW03", PeriodKind.KWARTAAL, date(2021, 7, 1), date(2021, 9, 30)),
        ("2020MM02", PeriodKind.MAAND, date(2020, 2, 1), date(2020, 2, 29)),
        ("20210315", PeriodKind.DAG, date(2021, 3, 15), date(2021, 3, 15)),
    ],
)
def test_a_code_gives_its_first_and_last_day(
    code: str, kind: PeriodKind, begin: date, end: date
) -> None:
    assert parse_period(code) == Period(code, kind, begin, end)


@pytest.mark.parametrize(
    "code",
    ["2010X000", "2013SJ00", "2020W105", "2010G300", "2021KW05", "2021KW00", "2021MM13",
     "2021JJ01", "2021HJ03", "20210230", "", "kwartaal", "2021", "٢٠٢١KW01"],
)  # fmt: skip
def test_codes_off_the_calendar_survive_without_dates(code: str) -> None:
    period = parse_period(code)
    assert (period.code, period.kind) == (code, PeriodKind.OVERIG)
    assert (period.begin, period.end, period.previous_year()) == (None, None, None)


def test_padding_is_not_part_of_a_code() -> None:
    assert parse_period("2021KW03  ") == parse_period("2021KW03")


def test_the_year_of_an_x_code_is_still_known() -> None:
    assert parse_period("2010X000").year == 2010
    assert parse_period("kwartaal").year is None


@pytest.mark.parametrize(
    ("code", "earlier"),
    [("2021KW03", "2020KW03"), ("2021JJ00", "2020JJ00"), ("20200229", None), ("0001JJ00", None)],
)
def test_one_year_earlier(code: str, earlier: str | None) -> None:
    assert parse_period(code).previous_year() == earlier


@given(standard_codes())
def test_every_standard_code_is_a_span_of_its_own_year(code: str) -> None:
    period = parse_period(code)
    assert period.kind.value == code[4:6]
    assert period.begin is not None and period.end is not None
    assert period.begin <= period.end
    assert {period.begin.year, period.end.year, period.year} == {int(code[:4])}
    assert period.begin.day == 1
    if period.end < date.max:
        assert (period.end + timedelta(days=1)).day == 1


@given(st.text(max_size=12))
def test_no_text_breaks_the_reader(text: str) -> None:
    period = parse_period(text)
    assert period.code == text.strip()
    assert (period.begin is None) == (period.kind is PeriodKind.OVERIG)


@given(st.lists(st.one_of(standard_codes(), st.sampled_from(["2010X000", "2013SJ00"]))))
def test_sorting_is_by_begin_and_periods_without_dates_come_last(codes: list[str]) -> None:
    ordered = sorted(map(parse_period, codes))
    begins = [p.begin or date.max for p in ordered]
    assert begins == sorted(begins)
    assert all(not later < earlier for earlier, later in pairwise(ordered))
