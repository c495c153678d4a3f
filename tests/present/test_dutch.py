"""Dutch numbers, dates and periods."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaarbericht.audit.verify.evaluate import period_words
from jaarbericht.cbs.cells import Status
from jaarbericht.cbs.periods import Period, PeriodKind, parse_period
from jaarbericht.lineage.forms import (
    Form,
    balance,
    count,
    euro,
    million,
    percent,
    points,
    thousand,
)
from jaarbericht.present import dutch
from jaarbericht.present.errors import UnknownStyle

NBSP, MINUS = "\u00a0", "\u2212"
values = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("999", 0, "999"),
        ("1000", 0, "1.000"),
        ("1234567.85", 1, "1.234.567,9"),
        ("0.05", 1, "0,1"),
        ("-0.05", 1, f"{MINUS}0,1"),
        ("-0.04", 1, "0,0"),
        ("2.5", 0, "3"),
        ("-2.5", 0, f"{MINUS}3"),
        ("1.005", 2, "1,01"),
        ("999.95", 1, "1.000,0"),
    ],
)
def test_rounds_half_away_from_zero_and_writes_comma_points_and_minus(
    value: str, decimals: int, text: str
) -> None:
    assert dutch.digits(Fraction(value), decimals) == text


def test_sign_only_when_asked_and_never_at_zero() -> None:
    assert dutch.digits(Fraction(1, 10), 1, signed=True) == "+0,1"
    assert dutch.digits(Fraction(1, 100), 1, signed=True) == "0,0"
    assert dutch.digits(Fraction(-1, 100), 1, signed=True) == "0,0"


@given(values, st.integers(0, 4))
def test_what_is_printed_is_within_half_a_unit(value: Fraction, decimals: int) -> None:
    assert abs(dutch.rounded(value, decimals) - value) <= Fraction(1, 2 * 10**decimals)


@given(values, st.integers(0, 4))
def test_the_text_reads_back_as_the_rounded_value(value: Fraction, decimals: int) -> None:
    text = dutch.digits(value, decimals)
    back = Fraction(text.replace(".", "").replace(",", ".").replace(MINUS, "-"))
    assert back == dutch.rounded(value, decimals)


@given(values)
def test_rounding_is_the_same_on_both_sides_of_zero(value: Fraction) -> None:
    assert dutch.rounded(-value, 1) == -dutch.rounded(value, 1)


@pytest.mark.parametrize(
    ("value", "form", "prose", "short"),
    [
        ("62.14", percent(1), f"62,1{NBSP}procent", "62,1%"),
        ("1849999", million(1), f"1,8{NBSP}miljoen", f"1,8{NBSP}mln"),
        ("386800", thousand(1), f"386,8{NBSP}duizend", "386,8"),
        ("-1.25", points(1), f"{MINUS}1,3{NBSP}procentpunt", f"{MINUS}1,3%-punt"),
        ("21.35", euro(), f"21,35{NBSP}euro", f"21,35{NBSP}euro"),
        ("1234", count(), "1.234", "1.234"),
        ("12.4", balance(), "+12,4", "+12,4"),
    ],
)
def test_forms_in_prose_and_in_figures(value: str, form: Form, prose: str, short: str) -> None:
    assert dutch.format_number(Fraction(value), form) == prose
    assert dutch.format_short(Fraction(value), form) == short


@given(values, st.sampled_from([percent(1), million(1), thousand(0), points(2), euro()]))
def test_no_number_can_break_over_lines(value: Fraction, form: Form) -> None:
    assert " " not in dutch.format_number(value, form)


def test_plural_goes_by_what_is_printed() -> None:
    assert dutch.plural(Fraction(1), 0, "bedrijf", "bedrijven") == "bedrijf"
    assert dutch.plural(Fraction(13, 10), 0, "bedrijf", "bedrijven") == "bedrijf"
    assert dutch.plural(Fraction(0), 0, "bedrijf", "bedrijven") == "bedrijven"
    assert dutch.plural(Fraction(1), 1, "bedrijf", "bedrijven") == "bedrijven"


@pytest.mark.parametrize(
    ("code", "long", "short", "year"),
    [
        ("2021JJ00", "2021", "2021", "2021"),
        ("2021KW03", "het derde kwartaal van 2021", f"3e{NBSP}kw.{NBSP}2021", "2021"),
        ("2020HJ01", "de eerste helft van 2020", f"1e{NBSP}helft{NBSP}2020", "2020"),
        ("2020MM11", "november 2020", f"nov{NBSP}2020", "2020"),
        ("20221103", f"3{NBSP}november 2022", f"3{NBSP}nov{NBSP}2022", "2022"),
        ("2010X000", "2010", "2010", "2010"),
        ("2020SJ00", "2020/'21", "2020/'21", "2020"),
        ("2020G300", "2020G300", "2020G300", "2020"),
    ],
)
def test_periods_of_every_kind(code: str, long: str, short: str, year: str) -> None:
    period = parse_period(code)
    assert dutch.period_text(period) == long
    assert dutch.period_text(period, "kort") == short
    assert dutch.period_text(period, "jaar") == year


def test_month_of_a_month_but_not_of_a_quarter() -> None:
    assert dutch.period_text(parse_period("2020MM11"), "maand") == "november 2020"
    with pytest.raises(UnknownStyle, match="2020KW01"):
        dutch.period_text(parse_period("2020KW01"), "maand")


def test_unknown_style_and_period_without_year_are_refused() -> None:
    with pytest.raises(UnknownStyle, match="breed"):
        dutch.period_text(parse_period("2020KW01"), "breed")
    with pytest.raises(UnknownStyle):
        dutch.period_text(Period("onbekend", PeriodKind.OVERIG), "jaar")
    with pytest.raises(UnknownStyle):
        dutch.period_text(parse_period("2014-2016"), "jaar")


@pytest.mark.parametrize("style", ["lang", "kort"])
def test_from_one_year_to_another(style: str) -> None:
    assert dutch.period_text(parse_period("2014-2016"), style) == "2014\u20132016"
    assert period_words("2014-2016", style) == "2014\u20132016"


def test_dates() -> None:
    assert dutch.date_text(date(2022, 11, 3)) == f"3{NBSP}november 2022"


def test_status_marks_and_their_note() -> None:
    assert [dutch.status_mark(s) for s in Status] == ["", "", "**", "*"]
    note = dutch.status_note({Status.VOORLOPIG, Status.NADER_VOORLOPIG, Status.DEFINITIEF})
    assert note == f"*{NBSP}voorlopig cijfer; **{NBSP}nader voorlopig cijfer"
    assert dutch.status_note({Status.DEFINITIEF, Status.ONBEKEND}) == ""


@pytest.mark.parametrize(
    ("codes", "style", "text"),
    [
        (["2020MM05", "2020MM04"], "lang", "april en mei 2020"),
        (["2019MM12", "2020MM01", "2020MM03"], "lang", "december 2019, januari en maart 2020"),
        (["2020MM07", "2020MM08"], "kort", "jul en aug\u00a02020"),
        (["2020MM07", "2020MM08"], "jaar", "2020"),
        (["2019JJ00", "2020JJ00"], "lang", "2019 en 2020"),
        (["2020KW02"], "lang", "het tweede kwartaal van 2020"),
    ],
)
def test_several_periods_of_which_one_thing_is_true(
    codes: list[str], style: str, text: str
) -> None:
    assert dutch.periods_text([parse_period(c) for c in codes], style) == text
