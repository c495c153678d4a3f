"""English texts are worked out again by verification, from the value and the form alone."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from jaarbericht.audit.verify.evaluate import CannotEvaluate
from jaarbericht.audit.verify.evaluate_english import printed_english
from jaarbericht.cbs.periods import parse_period
from jaarbericht.lineage.forms import Form
from jaarbericht.present import english
from jaarbericht.present.errors import NoEnglish

FORM = {"decimals": 1, "scale": 1, "word": "procent", "symbol": "%", "signed": False}


def said(kind: str, value: str, *asked: str, period: str = "", **form: Any) -> str:
    quantity = {"expression": {"constant": value}, "form": {**FORM, **form}, "unit": "procent"}
    one = {"kind": kind, "asked": ["x", *asked], "quantity": "c.x", "period": period}
    return printed_english(one, {"quantities": {"c.x": quantity}, "cells": {}})


@pytest.mark.parametrize(
    ("kind", "value", "form", "text"),
    [
        ("getal", "-37/10", {}, "−3.7\u00a0per cent"),
        ("omvang", "-37/10", {}, "3.7\u00a0per cent"),
        ("kaal", "12345", {"word": ""}, "12,345.0"),
        ("getal", "376300", {"decimals": 0, "scale": 1000, "word": "duizend"}, "376\u00a0thousand"),
        ("ongeveer", "304/100", {}, "just over\u00a03.0\u00a0per cent"),
        ("ongeveer_omvang", "-296/100", {}, "almost\u00a03.0\u00a0per cent"),
        (
            "ongeveer",
            "1834567",
            {"decimals": 1, "scale": 1_000_000, "word": "miljoen"},
            "just over\u00a01.8\u00a0million",
        ),
        ("getal", "23/10", {"word": "procentpunt"}, "2.3\u00a0percentage points"),
    ],
)
def test_numbers(kind: str, value: str, form: dict[str, Any], text: str) -> None:
    assert said(kind, value, **form) == text


@pytest.mark.parametrize(
    ("codes", "style", "text"),
    [
        ("2021KW03", "lang", "the third quarter of 2021"),
        ("2021KW03", "jaar", "2021"),
        ("2021HJ01", "lang", "the first half of 2021"),
        ("2020MM04+2020MM05", "lang", "April and May 2020"),
        ("2018JJ00+2019JJ00+2020JJ00", "lang", "2018, 2019 and 2020"),
    ],
)
def test_periods_are_said_alike_by_the_report_and_by_verification(
    codes: str, style: str, text: str
) -> None:
    periods = [parse_period(code) for code in codes.split("+")]
    assert english.periods_text(periods, style) == text
    one = {"kind": "periode", "asked": ["x", style], "quantity": "", "period": codes}
    assert printed_english(one, {}) == text


def test_directions_take_the_words_of_the_text() -> None:
    assert said("richting", "-1", "rose", "fell", "was the same") == "fell"


def test_a_word_without_english_is_refused_by_both() -> None:
    with pytest.raises(CannotEvaluate, match="no English"):
        said("getal", "1", word="vacatures per 100 werklozen")
    with pytest.raises(NoEnglish):
        english.format_number(Fraction(1), Form(word="vacatures per 100 werklozen"))


def test_a_dutch_kind_is_refused() -> None:
    with pytest.raises(CannotEvaluate, match="not said in English"):
        said("breuk", "1")
