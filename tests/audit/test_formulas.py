"""Formulas in words, made once by the report and once by what verifies it, agree."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaarbericht.audit.verify.page.annex import status_counts
from jaarbericht.audit.verify.page.formulas import formula_text
from jaarbericht.compose.formula import formula
from jaarbericht.compose.markup import text_of

CONSTANTS = st.sampled_from(["1", "1000", "-2", "1/2", "2/3", "100"]).map(lambda c: {"constant": c})
LEAVES = st.one_of(
    st.sampled_from("pqrs").map(lambda name: {"cell": name}),
    st.sampled_from("tu").map(lambda name: {"citation": name}),
    CONSTANTS,
)


def operations(trees: Any) -> Any:
    """Formulas of some formulas."""

    def made(ops: list[str], least: int, most: int) -> Any:
        args = st.lists(trees, min_size=least, max_size=most)
        return st.builds(lambda op, args: {"op": op, "args": args}, st.sampled_from(ops), args)

    counted = st.tuples(trees, trees, CONSTANTS).map(list)
    return st.one_of(
        made(["sum", "product", "mean", "chain", "maximum", "minimum", "rank"], 2, 9),
        made(["difference", "quotient", "share", "growth", "index"], 2, 2),
        st.builds(lambda op, args: {"op": op, "args": args}, st.sampled_from(["per", "cagr"]),
                  counted),
        st.lists(st.tuples(trees, CONSTANTS), min_size=2, max_size=8).map(
            lambda pairs: {"op": "weighted_mean", "args": [*(a for a, _ in pairs),
                                                          *(w for _, w in pairs)]}
        ),
    )  # fmt: skip


@given(st.recursive(LEAVES, operations, max_leaves=12))
def test_formulas_are_worded_the_same(tree: dict[str, Any]) -> None:
    assert formula_text(tree) == text_of(formula(tree).html)


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        (["Definitief"] * 2, "2 definitief"),
        (["Voorlopig", "Definitief", "Voorlopig"], "1 definitief, 2 voorlopig (*)"),
        (["NaderVoorlopig", "Onbekend"], "1 status niet bekend, 1 nader voorlopig (**)"),
    ],
)
def test_statuses_are_counted(statuses: list[str], said: str) -> None:
    assert status_counts([{"status": one} for one in statuses]) == said
