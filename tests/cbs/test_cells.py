"""What a cell says: exact numbers, CBS's signs, and nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaarbericht.cbs.cells import Parsed, Status, parse_cell, parse_status
from jaarbericht.cbs.errors import UnknownStatus, UnreadableCell


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("  987345", Parsed("", Decimal(987345))),
        ("   -37.2", Parsed("", Decimal("-37.2"))),
        ("     0.0", Parsed("", Decimal("0.0"))),
        ("       .", Parsed(".", None)),
        ("       x", Parsed("x", None)),
        ("       -", Parsed("-", Decimal(0))),
        ("", Parsed("leeg", None)),
        ("        ", Parsed("leeg", None)),
        (None, Parsed("leeg", None)),
    ],
)
def test_numbers_and_signs(raw: str | None, expected: Parsed) -> None:
    assert parse_cell(raw) == expected


def test_a_secret_cell_is_not_zero() -> None:
    assert parse_cell(".").value is None
    assert parse_cell("x").value is None


@pytest.mark.parametrize(
    "raw", ["1,5", "1.234,5", "1e5", "NaN", "inf", "+1", ".5", "5.", "--", "12 345", "١٢", "\ufffd"]
)
def test_anything_else_is_refused(raw: str) -> None:
    with pytest.raises(UnreadableCell) as caught:
        parse_cell(raw)
    assert repr(raw) in caught.value.what
    assert caught.value.todo


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2), st.integers(0, 12))
def test_a_number_keeps_every_digit_whatever_its_padding(value: Decimal, width: int) -> None:
    text = format(value, "f")
    parsed = parse_cell(text.rjust(width))
    assert parsed.value is not None
    assert format(parsed.value, "f") == text


@given(st.text(max_size=10))
def test_a_cell_is_a_number_a_sign_or_an_error(text: str) -> None:
    try:
        parsed = parse_cell(text)
    except UnreadableCell:
        return
    assert parsed.symbol in ("", ".", "x", "-", "leeg")
    assert (parsed.value is None) == (parsed.symbol in (".", "x", "leeg"))


def test_statuses_are_ordered_by_strictness() -> None:
    order = [Status.DEFINITIEF, Status.ONBEKEND, Status.NADER_VOORLOPIG, Status.VOORLOPIG]
    mixed = [Status.VOORLOPIG, Status.ONBEKEND, Status.DEFINITIEF, Status.NADER_VOORLOPIG]
    assert sorted(mixed) == order
    assert [s.mark for s in order] == ["", "?", "**", "*"]


def test_one_provisional_figure_makes_all_provisional() -> None:
    found = [Status.DEFINITIEF, Status.VOORLOPIG, Status.NADER_VOORLOPIG]
    assert Status.strictest(found) is Status.VOORLOPIG
    assert Status.strictest([]) is Status.DEFINITIEF


@pytest.mark.parametrize("word", [None, "", "  "])
def test_a_status_that_is_not_given_is_unknown_and_not_final(word: str | None) -> None:
    assert parse_status(word) is Status.ONBEKEND


def test_a_new_word_for_a_status_is_refused() -> None:
    with pytest.raises(UnknownStatus, match="Geschat"):
        parse_status("Geschat")
