"""The group of a quantity, against the titles of its cells."""

from __future__ import annotations

from copy import deepcopy
from types import SimpleNamespace
from typing import Any, cast

import pytest

from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.populations import check_populations


def cell(branch: str, period: str, table: str = "1NED") -> dict[str, Any]:
    return {
        "table": table, "topic": "Banen_1", "topic_title": "Banen  totaal",
        "codes": {"Tak": branch, "Perioden": period}, "titles": {"Tak": branch, "Perioden": None},
    }  # fmt: skip


def quantity(group: str, *cells: str) -> dict[str, Any]:
    return {"population": group, "expression": {"op": "sum", "args": [{"cell": c} for c in cells]}}


BANKS, TRADE = "K Banken, verzekeraars; overig", "G Handel"
LEDGER: dict[str, Any] = {
    "tables": {"1NED": {"universe": "banen"}, "2NED": {"universe": "personen"}},
    "cells": {
        "bank": cell(BANKS, "2020JJ00"), "bank_then": cell(BANKS, "2019JJ00"),
        "trade": cell(TRADE, "2020JJ00"), "people": cell(TRADE, "2020JJ00", "2NED"),
    },
    "quantities": {
        "werk.bank": quantity(f"banen; {BANKS}", "bank"),
        "werk.bank_then": quantity(f"banen; {BANKS}", "bank_then", "bank"),
        "werk.bank_again": quantity(f"banen; {BANKS}", "bank"),
        "werk.both": quantity(f"banen; {TRADE}, {BANKS}", "bank", "trade"),
        "werk.all": quantity("banen", "bank", "trade"),
        "werk.run": quantity(f"banen; {TRADE} t/m {BANKS} (9)", "bank", "trade"),
        "werk.topic": quantity("banen; Cijfers > Banen: Banen totaal; G Handel", "trade"),
        "werk.part": quantity(f"personen; {TRADE}", "people", "bank"),
        "werk.cited": {"population": "wie dan ook", "expression": {"citation": "c"}},
    },
}  # fmt: skip


def found(ledger: dict[str, Any]) -> list[str]:
    evidence = cast(Evidence, SimpleNamespace(ledger=ledger))
    return [f"{one.where}: {one.what}" for one in check_populations(evidence)]


def test_groups_that_are_right() -> None:
    assert found(LEDGER) == []


@pytest.mark.parametrize(
    ("id", "group", "says"),
    [
        ("werk.bank", f"banen; {TRADE}", "werk.bank: Its group ‘banen; G Handel’ is not that of"),
        ("werk.bank", "banen", "its group is ‘banen’, of the same cells elsewhere ‘banen; K Bank"),
        ("werk.bank", f"banen bij het mkb; {BANKS}", "is not that of its cells"),
        ("werk.both", f"banen; {TRADE}, I Horeca", "is not that of its cells"),
        ("werk.run", f"banen; I Horeca t/m {TRADE} (9)", "is not that of its cells"),
        ("werk.topic", "banen; Banen: Lonen; G Handel", "is not that of its cells"),
        ("werk.all", "personen", "is not that of its cells"),
    ],
)
def test_any_other_group_is_found(id: str, group: str, says: str) -> None:
    ledger = deepcopy(LEDGER)
    ledger["quantities"][id]["population"] = group
    assert any(says.lower() in one.lower() for one in found(ledger)), found(ledger)
