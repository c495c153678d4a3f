"""Which quantities say up or down, and what richting() and meer_minder() make of the others."""

from __future__ import annotations

from typing import Any

import pytest
from ledger_examples import constant, leaf, op
from prose_examples import demo, form, number, rendered

from jaarbericht.compose.changes import has_direction
from jaarbericht.compose.findings import ProseRejected

NEW, OLD, BEFORE = leaf("new"), leaf("old"), leaf("before")
TOLD = leaf("told")
RISE, GROWTH = op("difference", NEW, OLD), op("growth", NEW, OLD)
WAIVER = [{"rule": "MixedPopulation", "reason": "Twee groepen."}]


def cell(period: str, title: str = "Bedrijven") -> dict[str, Any]:
    return {"topic_title": title, "codes": {"Perioden": period}, "titles": {"Perioden": period}}


CELLS = {
    "new": cell("2021KW04"),
    "part": cell("2021KW04"),
    "old": cell("2020KW04"),
    "before": cell("2019JJ00"),
    "told": cell("2021KW04") | {"titles": {"Soort": "Volume, t.o.v. voorgaande periode"}},
}


def directed(
    tree: dict[str, Any], unit: str = "procent", signed: bool = False, excused: bool = False
) -> bool:
    quantity = {"unit": unit, "expression": tree, "waivers": WAIVER if excused else []}
    return has_direction(quantity, form(signed=signed), {"cells": CELLS})


@pytest.mark.parametrize(
    "tree",
    [
        RISE,
        GROWTH,
        op("cagr", NEW, OLD, constant(1)),
        op("growth", op("product", NEW, constant(1000)), op("minimum", NEW, OLD, BEFORE)),
        op("difference", op("share", NEW, leaf("part")), op("share", OLD, OLD)),
        op("chain", TOLD, TOLD),
        TOLD,
        op("minimum", TOLD, TOLD),
        op("maximum", GROWTH, op("growth", OLD, BEFORE)),
        op("mean", GROWTH, op("growth", OLD, BEFORE)),
        op("product", RISE, constant("1/4")),
        op("per", RISE, OLD, constant(1000)),
    ],
)
def test_a_change_has_a_direction(tree: dict[str, Any]) -> None:
    assert directed(tree)


@pytest.mark.parametrize(
    "tree",
    [
        NEW,
        op("sum", NEW, OLD),
        op("product", NEW, constant(1000)),
        op("share", NEW, leaf("part")),
        op("share", RISE, RISE),
        op("quotient", NEW, OLD),
        op("index", NEW, OLD),
        op("rank", GROWTH, GROWTH),
        op("per", NEW, RISE, constant(1000)),
        op("maximum", NEW, OLD),
        op("maximum", GROWTH, NEW),
        op("difference", NEW, leaf("part")),
        op("difference", OLD, NEW),
        {"citation": "bron"},
    ],
)
def test_a_level_a_share_a_rest_and_what_looks_back_have_none(tree: dict[str, Any]) -> None:
    assert not directed(tree)


def test_two_groups_compared_on_purpose_have_more_or_less() -> None:
    assert directed(op("difference", NEW, leaf("part")), "bedrijven", excused=True)
    assert not directed(op("share", NEW, leaf("part")), excused=True)


def test_a_balance_and_what_is_printed_with_a_sign_have_a_direction() -> None:
    assert directed(NEW, "saldo") and directed(NEW, signed=True)


@pytest.mark.parametrize(
    "call",
    [
        "richting('aantal', 'gestegen', 'gedaald', 'gelijk gebleven')",
        "meer_minder('aantal')",
        "meer_minder('deel')",
        "richting('factor', 'groter', 'kleiner', 'gelijk')",
    ],
)
def test_a_direction_of_a_level_is_refused_with_what_to_do(call: str) -> None:
    with pytest.raises(ProseRejected) as caught:
        rendered(f"# T\n\nHet aantal is {{{{ {call} }}}}, tot {{{{ getal('aantal') }}}}.")
    said = str(caught.value)
    assert "demo.md:3:15" in said and "is no change" in said
    assert "./jaarbericht names demo" in said


def test_what_grew_is_no_share() -> None:
    share = number("deel", "70", "procent", decimals=1)
    with pytest.raises(ProseRejected, match="is no growth"):
        rendered("# T\n\nDat is {{ verveelvoudigd('deel') }}.", demo(deel=share))
