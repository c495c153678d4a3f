"""Names in extremes, against the arguments that they name."""

from __future__ import annotations

from copy import deepcopy
from types import SimpleNamespace
from typing import Any, cast

import pytest

from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.extremes import check_extremes
from jaarbericht.audit.verify.numbers import check_quantities

CELLS = {
    name: {"raw": raw, "status": "Definitief", "codes": {"Perioden": code}}
    for name, raw, code in (("a", "5", "2019JJ00"), ("b", "7", "2020JJ00"), ("c", "7", "2021JJ00"))
}
HIGHEST = {
    "op": "maximum", "args": [{"cell": "a"}, {"cell": "b"}, {"cell": "c"}],
    "labels": ["2019JJ00", "2020JJ00", "2021JJ00"], "chosen": "2020JJ00",
}  # fmt: skip
LEDGER: dict[str, Any] = {
    "cells": CELLS,
    "quantities": {
        "werk.top": {"value": "7", "status": "Definitief", "periods": ["2020JJ00"],
                     "expression": HIGHEST},
        "werk.stap": {"value": "2", "status": "Definitief", "periods": ["2019JJ00", "2020JJ00"],
                      "expression": {"op": "difference", "args": [HIGHEST, {"cell": "a"}]}},
    },
}  # fmt: skip


def found(ledger: dict[str, Any], data: Any = None) -> list[str]:
    evidence = cast(Evidence, SimpleNamespace(ledger=ledger, data=data or {}))
    both = (*check_extremes(evidence), *check_quantities(evidence))
    return [f"{one.where}: {one.what}" for one in both]


def within(ledger: dict[str, Any]) -> dict[str, Any]:
    return cast(dict[str, Any], ledger["quantities"]["werk.stap"]["expression"]["args"][0])


def without_a_year(ledger: dict[str, Any]) -> None:
    for part in ("labels", "args"):
        del within(ledger)[part][1]
    within(ledger)["chosen"] = "2021JJ00"


def test_a_year_without_a_figure_that_the_report_shows_as_a_gap() -> None:
    ledger = deepcopy(LEDGER)
    without_a_year(ledger)
    ledger["quantities"]["werk.stap"]["periods"][1] = "2021JJ00"
    ledger["quantities"]["werk.top"]["periods"] = ["2021JJ00"]
    gap = {"id": "", "label": "Banen", "categorie": "2020JJ00"}
    assert found(ledger, {"werk-banen.csv": [gap]}) == []
    assert len(found(ledger, {"werk-banen.csv": [gap | {"id": "werk.banen.1.2020JJ00"}]})) == 2


def test_names_that_are_right() -> None:
    assert found(LEDGER) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda x: within(x).update(chosen="2021JJ00"), "werk.stap: The maximum is of ‘2020JJ00’"),
        (lambda x: x["quantities"]["werk.top"]["expression"].update(chosen="2021JJ00"),
         "werk.top: The maximum is of ‘2020JJ00’, not of ‘2021JJ00’"),
        (lambda x: within(x).update(labels=["2018JJ00", "2020JJ00", "2021JJ00"]),
         "werk.stap: What is named 2018JJ00 is not of that period"),
        (lambda x: within(x)["labels"].__setitem__(2, "2020JJ00"), "have one name"),
        (lambda x: x["cells"]["b"].update(raw="."), "werk.stap: Its maximum cannot be evaluated"),
        (lambda x: without_a_year(x), "werk.stap: Its maximum leaves out what lies between 2019JJ00"
         " and 2021JJ00"),
        (lambda x: [x[0].reverse() for x in ([within(x)["labels"]], [within(x)["args"]])],
         "werk.stap: The periods of its maximum are not in order"),
        (lambda x: within(x).update(op="sum"), "werk.stap: A sum chooses nothing"),
    ],
)  # fmt: skip
def test_anything_else_is_found(change: Any, says: str) -> None:
    ledger = deepcopy(LEDGER)
    change(ledger)
    assert any(says in one for one in found(ledger)), found(ledger)
