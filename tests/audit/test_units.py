"""Words of scale and kind, against forms and formulas."""

from __future__ import annotations

from copy import deepcopy
from types import SimpleNamespace
from typing import Any, cast

import pytest

from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.words.units import check_units

GROWTH = {"op": "growth", "args": [{"cell": "a"}, {"cell": "b"}]}


def quantity(unit: str, tree: Any = None, **form: Any) -> dict[str, Any]:
    plain = {"decimals": 0, "scale": 1, "word": "", "symbol": "", "signed": False}
    return {"unit": unit, "form": plain | form, "expression": tree or {"cell": "a"}}


PERCENT = {"word": "procent", "symbol": "%"}
LEDGER: dict[str, Any] = {
    "cells": {"a": {"unit": "x 1 000"}, "b": {"unit": "aantal"}, "e": {"unit": "mln  euro"},
              "k": {"unit": "mln kWh"}},
    "quantities": {
        "werk.a": quantity("procent", GROWTH, **PERCENT),
        "werk.b": quantity("vacatures", word="duizend", scale=1000),
        "werk.c": quantity("procentpunt", {"op": "difference", "args": [GROWTH, GROWTH]},
                           word="procentpunt", symbol="%-punt"),
        "werk.d": quantity("euro", {"cell": "e"}, word="miljard euro", scale=10**9,
                           symbol="mld"),
        "werk.e": quantity("kWh", {"op": "product", "args": [{"cell": "k"}, {"constant": "1"}]},
                           word="miljard kilowattuur", scale=10**9, symbol="mld kWh"),
        "werk.f": quantity("euro per baan", {"op": "per", "args": [{"cell": "e"}, {"cell": "a"}]},
                           word="duizend euro", scale=1000),
        "werk.g": quantity("procent groei", {"citation": "c"}, **PERCENT),
        "werk.fig.1.2019JJ00": quantity("vacatures", word="duizend", scale=1000),
        "werk.tab.1.1": quantity("banen", scale=1000),
        "werk.tab.1.2": quantity("procent", GROWTH, **PERCENT),
    },
    "printed": [{"id": "n1", "kind": "getal", "form": quantity("x", word="duizend",
                                                              scale=1000)["form"]}],
    "figures": {"werk.fig": {"anchor": "f", "kind": "lines", "unit": "openstaande vacatures,"
                             " x 1.000"}},
    "shown": {"werk.tab": {"anchor": "t", "unit": "banen van werknemers, x 1.000", "head": "",
                           "columns": ["2019", "groei"], "rows": ["Alle"]}},
    "annex": {"f": {"about": "Figuur\u00a01.1 Meer vacatures"},
              "t": {"about": "Tabel\u00a01.1 Banen"}},
    "passages": [
        {"kind": "caption", "text": "Figuur\u00a01.1 Meer vacatures openstaande vacatures,"
         " x 1.000"},
        {"kind": "caption", "text": "Tabel\u00a01.1 Banen banen van werknemers, x 1.000"},
    ],
}  # fmt: skip


def found(ledger: dict[str, Any]) -> list[str]:
    evidence = cast(Evidence, SimpleNamespace(ledger=ledger))
    return [f"{one.where}: {one.what}" for one in check_units(evidence)]


def unit_of(item: str, text: str) -> Any:
    """The unit of a figure or table is another, in its caption too."""

    def change(ledger: dict[str, Any]) -> None:
        one = {**ledger["figures"], **ledger["shown"]}[item]
        for passage in ledger["passages"]:
            passage["text"] = passage["text"].replace(one["unit"], text)
        one["unit"] = text

    return change


def form_of(id: str, **form: Any) -> Any:
    return lambda ledger: ledger["quantities"][id]["form"].update(form)


def test_words_that_are_right() -> None:
    assert found(LEDGER) == []


@pytest.mark.parametrize(
    ("item", "unit"),
    [
        ("werk.fig", "vacatures per duizend banen, x 1.000"),
        ("werk.fig", "vacatures, in duizendtallen"),
        ("werk.tab", "banen per miljoen inwoners, x 1.000"),
    ],
)
def test_a_ratio_to_a_round_number_is_no_scale(item: str, unit: str) -> None:
    ledger = deepcopy(LEDGER)
    unit_of(item, unit)(ledger)
    assert found(ledger) == []


def test_a_row_may_be_named_by_another_thing_that_is_counted() -> None:
    ledger = deepcopy(LEDGER)
    unit_of("werk.tab", "x 1.000")(ledger)
    ledger["shown"]["werk.tab"]["rows"] = ["alle vacatures"]
    assert found(ledger) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (form_of("werk.b", word="miljoen"), "werk.b: ‘miljoen’ is not its scale of 1000"),
        (form_of("werk.b", word="", scale=1, symbol="mln"), "‘mln’ is not its scale of 1"),
        (form_of("werk.a", word="procentpunt"), "‘procentpunt’ is not its unit procent"),
        (form_of("werk.a", symbol="%-punt"), "‘%-punt’ does not go with ‘procent’"),
        (form_of("werk.d", word="miljard uur"), "‘miljard uur’ is not its unit euro"),
        (form_of("werk.d", word="miljard dollar"), "‘miljard dollar’ is not its unit euro"),
        (form_of("werk.e", word="miljard megawattuur"), "‘miljard megawattuur’ is not its unit"),
        (form_of("werk.f", word="duizend dollar"), "is not its unit euro per baan"),
        (form_of("werk.b", word="duizend euro"), "‘duizend euro’ is not its unit vacatures"),
        (form_of("werk.b", word="euro", scale=1), "‘euro’ is not its unit vacatures"),
        (lambda x: x["quantities"]["werk.d"].update(unit="dollar"), "cells are euro, the ledger"),
        (lambda x: x["quantities"]["werk.f"].update(unit="uur per baan"), "cells are euro, the"),
        (lambda x: x["quantities"]["werk.b"].update(unit="euro"), "cells are counted, the ledger"),
        (lambda x: x["quantities"]["werk.a"].update(unit="procentpunt"), "gives procent, the"),
        (lambda x: x["quantities"]["werk.c"].update(unit="procent"), "gives procentpunt"),
        (lambda x: x["printed"][0]["form"].update(word=""), "n1: No word says its scale"),
        (unit_of("werk.fig", "openstaande vacatures, x 1 miljoen"), "unit says ‘x 1 miljoen’"),
        (unit_of("werk.fig", "openstaande vacatures"), "say its scale of 1000"),
        (unit_of("werk.tab", "vacatures, x 1.000"), "about banen, its unit says vacatures"),
        (lambda x: x["figures"]["werk.fig"].update(unit="x 1.000"), "werk.fig: Its caption"),
        (lambda x: x["annex"]["t"].update(about="Tabel\u00a01.1 Werk"), "werk.tab: Its caption"),
    ],
)  # fmt: skip
def test_anything_else_is_found(change: Any, says: str) -> None:
    ledger = deepcopy(LEDGER)
    change(ledger)
    assert any(says in one for one in found(ledger)), found(ledger)
