"""Words chosen by numbers: never the wrong way round."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jaarbericht.lineage.forms import Form, count, million, percent, thousand
from jaarbericht.present import words
from jaarbericht.present.dutch import printed_value

NBSP = "\u00a0"
values = st.fractions(min_value=-(10**8), max_value=10**8, max_denominator=10**4)
forms = st.sampled_from([count(), percent(1), million(1), thousand(0), percent(0)])
shares = st.fractions(min_value=0, max_value=1, max_denominator=1000)
ratios = st.fractions(min_value=Fraction(1, 100), max_value=30, max_denominator=1000)


def said(text: str, fractions: dict[Fraction, str]) -> tuple[str, Fraction | None]:
    """The rounding word of a text and the fraction it names, if any."""
    word, _, rest = text.partition(" ") if text.startswith(("ruim ", "bijna ")) else ("", "", text)
    found = [value for value, name in fractions.items() if name == rest]
    return word, found[0] if found else None


@given(values, forms)
@example(Fraction(26300000, 1000000), percent(0))
@example(Fraction(0), count())
def test_ruim_is_above_and_bijna_below_what_is_printed(value: Fraction, form: Form) -> None:
    word, shown = words.rounding_word(value, form), printed_value(value, form) * form.scale
    assert word in ("", "ruim", "bijna", "circa")
    if word == "ruim":
        assert value > shown > 0
    if word == "bijna":
        assert 0 < value < shown
    if value == shown:
        assert word == ""


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        ("1849999", million(1), "ruim|1,8|miljoen"),
        ("1760000", million(1), "bijna|1,8|miljoen"),
        ("1800000", million(1), "1,8|miljoen"),
        ("1801000", million(1), "1,8|miljoen"),
        ("26.3", percent(0), "ruim|26|procent"),
        ("26.7", percent(0), "bijna|27|procent"),
        ("1400000", million(0), "circa|1|miljoen"),
        ("-26.3", percent(0), "circa|\u221226|procent"),
    ],
)
def test_ongeveer(value: str, form: Form, text: str) -> None:
    assert words.ongeveer(Fraction(value), form) == text.replace("|", NBSP)


@pytest.mark.parametrize(
    ("value", "word"),
    [("0.06", "meer"), ("0.04", "evenveel"), ("-0.04", "evenveel"), ("-3", "minder")],
)
def test_direction_is_equal_only_when_printed_as_zero(value: str, word: str) -> None:
    assert words.meer_minder(Fraction(value), percent(1)) == word


@given(values, forms)
def test_direction_follows_the_exact_sign(value: Fraction, form: Form) -> None:
    word = words.richting(value, form, "gestegen", "gedaald", "gelijk gebleven")
    if word != "gelijk gebleven":
        assert word == ("gestegen" if value > 0 else "gedaald")
    else:
        assert printed_value(value, form) == 0


@pytest.mark.parametrize(
    ("share", "text"),
    [
        ("1/3", "een derde"),
        ("0.33", "een derde"),
        ("0.35", "ruim een derde"),
        ("0.65", "bijna twee derde"),
        ("0.52", "ruim de helft"),
        ("0.5", "de helft"),
        ("0.24", "bijna een kwart"),
        ("0.75", "driekwart"),
        ("0.45", f"45{NBSP}procent"),
        ("0.01", f"1{NBSP}procent"),
        ("1", f"100{NBSP}procent"),
    ],
)
def test_breuk(share: str, text: str) -> None:
    assert words.breuk(Fraction(share)) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        ("0.75", "drie op de vier"),
        ("0.335", "één op de drie"),
        ("0.88", "bijna negen op de tien"),
        ("0.52", "ruim één op de twee"),
        ("0.62", "ruim drie op de vijf"),
        ("0.45", f"45{NBSP}op{NBSP}de{NBSP}100"),
    ],
)
def test_op_de(share: str, text: str) -> None:
    assert words.op_de(Fraction(share)) == text


@given(shares)
def test_fractions_are_never_named_from_the_wrong_side(share: Fraction) -> None:
    for text, names in (
        (words.breuk(share), words._PARTS),
        (words.op_de(share), words._OUT_OF),
    ):
        word, named = said(text, names)
        if named is not None:
            assert abs(share - named) <= words.NEAR_SHARE
            assert word != "ruim" or share > named
            assert word != "bijna" or share < named


@pytest.mark.parametrize(
    ("ratio", "text"),
    [
        ("2", "twee keer"),
        ("2.1", "ruim twee keer"),
        ("1.9", "bijna twee keer"),
        ("1.5", "anderhalf keer"),
        ("2.5", "tweeënhalf keer"),
        ("1.2", f"1,2{NBSP}keer"),
        ("45", f"45,0{NBSP}keer"),
    ],
)
def test_keer(ratio: str, text: str) -> None:
    assert words.keer(Fraction(ratio)) == text


@pytest.mark.parametrize(
    ("ratio", "text"),
    [
        ("2", "verdubbeld"),
        ("2.15", "ruim verdubbeld"),
        ("1.85", "bijna verdubbeld"),
        ("3", "verdrievoudigd"),
        ("0.5", "gehalveerd"),
        ("0.47", f"0,5{NBSP}keer zo groot geworden"),
        ("1.3", f"1,3{NBSP}keer zo groot geworden"),
    ],
)
def test_verveelvoudigd(ratio: str, text: str) -> None:
    assert words.verveelvoudigd(Fraction(ratio)) == text


@given(ratios)
def test_multiples_are_never_named_from_the_wrong_side(ratio: Fraction) -> None:
    word, named = said(words.keer(ratio), words._MULTIPLES)
    if named is not None:
        assert word != "ruim" or ratio > named
        assert word != "bijna" or ratio < named


def test_order_and_small_numbers_in_words() -> None:
    assert [words.rang(Fraction(n)) for n in (1, 3, 20, 21)] == [
        "eerste",
        "derde",
        "twintigste",
        "21e",
    ]
    assert [words.cardinal(n) for n in (0, 1, 12, 21, 1500)] == [
        "nul",
        "één",
        "twaalf",
        "21",
        "1.500",
    ]
