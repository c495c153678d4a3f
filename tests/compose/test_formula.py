"""Formula trees as lines that a reader can follow."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from ledger_examples import constant, leaf, op

from jaarbericht.compose.formula import UnknownOperation, exact_text, formula
from jaarbericht.compose.markup import text_of

A, B, C, D = (leaf(f"T/{row}/x") for row in range(4))
FORMULAS: list[tuple[dict[str, Any], str]] = [
    (A, "a"),
    (op("sum", A, B, C), "a + b + c"),
    (op("difference", A, B), "a − b"),
    (op("difference", A, op("sum", B, C)), "a − (b + c)"),
    (op("difference", op("sum", A, B), C), "a + b − c"),
    (op("product", A, constant(1000)), "a × 1.000"),
    (op("product", op("sum", A, B), constant("1/2")), "(a + b) × 0,5"),
    (op("quotient", A, B), "a ÷ b"),
    (op("quotient", A, op("quotient", B, C)), "a ÷ (b ÷ c)"),
    (op("share", A, op("sum", B, C)), "a ÷ (b + c) × 100"),
    (op("share", op("sum", A, B), C), "(a + b) ÷ c × 100"),
    (op("growth", A, B), "(a − b) ÷ b × 100"),
    (op("growth", op("sum", A, B), op("sum", C, D)), "((a + b) ÷ (c + d) − 1) × 100"),
    (op("index", A, B), "a ÷ b × 100"),
    (op("mean", A, B, C), "(a + b + c) ÷ 3"),
    (op("weighted_mean", A, B, constant(1), constant(2)), "(1 × a + 2 × b) ÷ 3"),
    (op("per", A, B, constant(1000)), "a ÷ b × 1.000"),
    (op("per", A, B, constant(1)), "a ÷ b"),
    (op("cagr", A, B, constant(5)), "((a ÷ b)1/5 − 1) × 100"),
    (op("maximum", A, B, C), "grootste van a; b; c"),
    (op("minimum", A, op("share", B, C)), "kleinste van a; b ÷ c × 100"),
    (
        op("minimum", op("minimum", A, B), op("maximum", C, A)),
        "kleinste van (kleinste van a; b); (grootste van c; a)",
    ),
    (
        op("growth", op("minimum", A, B), op("minimum", B, C)),
        "((kleinste van a; b) ÷ (kleinste van b; c) − 1) × 100",
    ),
    (op("rank", B, A, B, C), "plaats van a van groot naar klein in b; a; c"),
    (op("difference", op("share", A, B), op("share", C, D)), "a ÷ b × 100 − c ÷ d × 100"),
    (op("growth", A, A), "(a − a) ÷ a × 100"),
]


@pytest.mark.parametrize(("tree", "line"), FORMULAS)
def test_each_operation_reads_as_a_formula(tree: dict[str, Any], line: str) -> None:
    assert text_of(formula(tree).html) == line


def test_a_leaf_keeps_its_letter() -> None:
    made = formula(op("growth", A, op("sum", A, B)))
    assert made.letters == {"a": "T/0/x", "b": "T/1/x"}


def test_the_middle_of_a_long_sum_is_left_out() -> None:
    made = formula(op("sum", *(leaf(f"T/{row}/x") for row in range(30))))
    assert text_of(made.html) == "a + b + … + ad"
    assert len(made.letters) == 30


def test_an_operation_without_words_is_an_error() -> None:
    with pytest.raises(UnknownOperation, match="‘wortel’"):
        formula(op("wortel", A))


@pytest.mark.parametrize(
    ("value", "text"),
    [("1000", "1.000"), ("-5", "−5"), ("1/4", "0,25"), ("2/3", "2/3"), ("-1/2", "−0,5")],
)
def test_constants_read_as_dutch(value: str, text: str) -> None:
    assert exact_text(Fraction(value)) == text
