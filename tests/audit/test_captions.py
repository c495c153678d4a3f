"""Words for time and ratio in titles, units, heads and sentences, against the formulas."""

from __future__ import annotations

from copy import deepcopy
from types import SimpleNamespace
from typing import Any, cast

import pytest

from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.words.captions import check_captions
from jaarbericht.audit.verify.words.gaps import gap_of


def cell(code: str, title: str = "Banen") -> dict[str, Any]:
    return {"codes": {"Perioden": code}, "topic_title": title, "titles": {"Perioden": None}}


CELLS = {
    "new": cell("2021KW01"), "before": cell("2020KW04"), "year": cell("2020KW01"),
    "cbs_year": cell("2021KW01", "Volume, t.o.v. zelfde periode vorig jaar"),
    "cbs_last": cell("2021KW01", "Volume, t.o.v. voorgaande periode"),
    "cbs_last_year": cell("2021JJ00", "Volume, t.o.v. voorgaande periode"),
}  # fmt: skip


def op(name: str, *cells: str) -> dict[str, Any]:
    return {"op": name, "args": [{"cell": one} for one in cells]}


def quantity(unit: str, tree: Any) -> dict[str, Any]:
    return {"unit": unit, "expression": tree}


PER = "banen per 1.000 inwoners"
LEDGER: dict[str, Any] = {
    "cells": CELLS, "citations": {},
    "quantities": {
        "werk.fig.1.2021KW01": quantity("procent", op("growth", "new", "year")),
        "werk.tab.1.1": quantity("banen", {"cell": "new"}),
        "werk.tab.1.2": quantity("procent", op("growth", "new", "before")),
        "werk.tab.1.3": quantity(PER, op("per", "new", "new")),
        "werk.dicht": quantity(PER, op("per", "new", "new")),
    },
    "figures": {"werk.fig": {"anchor": "f", "unit": "groei ten opzichte van hetzelfde kwartaal een"
                             " jaar eerder", "series": ["Alle"]}},
    "shown": {"werk.tab": {"anchor": "t", "unit": "aantal, en groei ten opzichte van het vorige"
                           " kwartaal", "head": "Groep", "rows": ["Alle"],
                           "columns": ["banen", "groei in een kwartaal", "per 1.000 inwoners"]}},
    "annex": {"t": {"about": "Tabel 1.1 Banen per duizend inwoners"}},
    "printed": [{"id": "n1", "quantity": "werk.dicht", "text": "12", "mark": "*"}],
    "passages": [{"text": "Er zijn 12* banen op elke duizend inwoners.", "printed": [["n1", 8]]}],
}  # fmt: skip


def found(ledger: dict[str, Any]) -> list[str]:
    evidence = cast(Evidence, SimpleNamespace(ledger=ledger))
    return [f"{one.where}: {one.what}" for one in check_captions(evidence)]


def unit(item: str, text: str) -> Any:
    return lambda x: {**x["figures"], **x["shown"]}[item].update(unit=text)


def column(number: int, text: str) -> Any:
    return lambda x: x["shown"]["werk.tab"]["columns"].__setitem__(number, text)


def test_words_that_are_right() -> None:
    assert found(LEDGER) == []


@pytest.mark.parametrize(
    "change",
    [
        unit("werk.fig", "groei ten opzichte van hetzelfde kwartaal van 2020"),
        unit("werk.fig", "groei ten opzichte van het kwartaal of het jaar ervoor"),
        column(0, "banen per 100 vestigingen"),
        column(0, "banen, een jaar eerder"),
    ],
)
def test_words_of_what_no_formula_says(change: Any) -> None:
    ledger = deepcopy(LEDGER)
    change(ledger)
    assert found(ledger) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (unit("werk.fig", "groei ten opzichte van het kwartaal ervoor"), "over 12 months"),
        (unit("werk.fig", "groei, vergeleken met de vorige maand"), "werk.fig: ‘groei, vergeleken"),
        (column(1, "groei in een jaar"), "werk.tab: ‘groei in een jaar’ does not fit its changes,"),
        (column(2, "per 100 inwoners"), "does not fit its numbers, which are per 1000"),
        (column(2, "per 10.000 inwoners"), "does not fit its numbers, which are per 1000"),
        (unit("werk.tab", "banen per miljoen inwoners"), "which are per 1000"),
        (lambda x: x["annex"]["t"].update(about="Banen per 100"), "‘Banen per 100’ does not fit"),
        (lambda x: x["passages"][0].update(text="Er zijn 12* banen per honderd inwoners."),
         "n1: ‘banen per honderd’ stands behind it, but it is per 1000"),
    ],
)  # fmt: skip
def test_anything_else_is_found(change: Any, says: str) -> None:
    ledger = deepcopy(LEDGER)
    change(ledger)
    assert any(says in one for one in found(ledger)), found(ledger)


@pytest.mark.parametrize(
    ("tree", "months"),
    [
        (op("growth", "new", "year"), 12), (op("difference", "new", "before"), 3),
        (op("difference", "new", "new"), None), (op("share", "new", "year"), None),
        (op("growth", "new", "cbs_last_year"), None), ({"cell": "cbs_year"}, 12),
        ({"cell": "cbs_last"}, 3), ({"cell": "cbs_last_year"}, 12), ({"cell": "new"}, None),
        (op("maximum", "cbs_last", "cbs_last"), 3), (op("maximum", "cbs_last", "cbs_year"), None),
    ],
)  # fmt: skip
def test_how_far_a_change_goes_back(tree: Any, months: int | None) -> None:
    assert gap_of(tree, LEDGER) == months
