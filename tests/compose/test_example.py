"""The number that the guide for the auditor recomputes."""

from __future__ import annotations

from typing import Any

import pytest
from ledger_examples import constant, leaf, op

from jaarbericht.compose.example import NoExample, choose_example
from jaarbericht.compose.prose import Occurrence

TITLES = {"werk": "hoofdstuk 2, Werk"}


def cell(id: str, table: str, row: int, year: str, raw: str) -> tuple[str, dict[str, Any]]:
    codes, titles = (
        {"Bedrijfstak": "T1", "Perioden": f"{year}JJ00"},
        {"Bedrijfstak": "Alle  takken"},
    )
    return id, {
        "catalogue": "CBS", "table": table, "row": row, "topic": "A_1", "topic_title": "Banen",
        "codes": codes, "titles": {**titles, "Perioden": year}, "raw": f"  {raw}",
    }  # fmt: skip


def quantity(*args: dict[str, Any], name: str = "growth") -> dict[str, Any]:
    return {
        "expression": op(name, *args), "value": "50", "unit": "procent", "population": "banen",
        "status": "Definitief", "waivers": [],
    }  # fmt: skip


LEDGER = {
    "tables": {
        "1NED": {"title": "Een deel", "completeness": "partial", "structure": "verified"},
        "2NED": {"title": "Het geheel", "completeness": "complete", "structure": "verified"},
    },
    "cells": dict(
        [
            cell("1NED/0/A_1", "1NED", 0, "2020", "2"), cell("1NED/1/A_1", "1NED", 1, "2021", "3"),
            cell("2NED/7/A_1", "2NED", 7, "2020", "2.5"),
            cell("2NED/8/A_1", "2NED", 8, "2021", "3"),
        ]
    ),
    "citations": {},
    "quantities": {
        "werk.deel": quantity(leaf("1NED/1/A_1"), leaf("1NED/0/A_1")),
        "werk.geheel": quantity(leaf("2NED/8/A_1"), leaf("2NED/7/A_1")),
        "werk.gemengd": quantity(leaf("2NED/8/A_1"), leaf("1NED/0/A_1")),
        "werk.verschil": quantity(leaf("2NED/8/A_1"), leaf("2NED/7/A_1"), name="difference"),
        "werk.half": quantity(leaf("2NED/8/A_1"), constant(2)),
    },
}  # fmt: skip


def said(quantity: str, kind: str = "getal", chapter: str = "werk") -> Occurrence:
    return Occurrence(f"n-{quantity}", 1, chapter, 1, kind, quantity, None, "50 procent")


def test_a_growth_of_a_whole_table_goes_before_an_earlier_one() -> None:
    found = choose_example([said("werk.deel"), said("werk.geheel")], LEDGER, TITLES)
    assert (found.quantity, found.occurrence) == ("werk.geheel", "n-werk.geheel")
    facts = found.facts
    assert facts["plaats"] == "hoofdstuk 2, Werk" and facts["titel"] == "Het geheel"
    assert facts["keuze"] == "Banen, Alle takken"
    assert (facts["rij_a"], facts["periode_a"], facts["ruw_a"]) == ("8", "2021", "3")
    assert (facts["rij_b"], facts["periode_b"], facts["ruw_b"]) == ("7", "2020", "2,5")


def test_without_a_whole_table_it_is_the_first_growth() -> None:
    found = choose_example([said("werk.verschil"), said("werk.deel")], LEDGER, TITLES)
    assert found.quantity == "werk.deel"


@pytest.mark.parametrize(
    "one",
    [
        said("werk.gemengd"), said("werk.verschil"), said("werk.half"),
        said("werk.geheel", "richting"), said("werk.geheel", chapter="summary_en"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_by_hand_is_no_example(one: Occurrence) -> None:
    with pytest.raises(NoExample):
        choose_example([one], LEDGER, TITLES)
