"""Heads, remarks, descriptions and rows of figures and tables, against their data."""

from __future__ import annotations

from copy import deepcopy
from types import SimpleNamespace
from typing import Any, cast

import pytest

from jaarbericht.audit.verify.datarows import check_rows
from jaarbericht.audit.verify.evaluate import leaves
from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.page.described import check_descriptions
from jaarbericht.audit.verify.page.heads import check_heads
from jaarbericht.audit.verify.page.remarks import check_remarks

FORM = {"decimals": 0, "scale": 1, "word": "procent", "symbol": "%", "signed": False}


def cell(period: str, title: str) -> dict[str, Any]:
    return {"table": "1NED", "topic": "Banen_1", "codes": {"Regio": "R", "Perioden": period},
            "titles": {"Regio": title, "Perioden": period[:4]}, "topic_title": "Banen"}  # fmt: skip


CELLS = {
    "g19": cell("2019KW03", "Groningen (PV)"), "g21": cell("2021KW03", "Groningen (PV)"),
    "d19": cell("2019KW03", "Drenthe (PV)"), "d21": cell("2021KW03", "Drenthe (PV)"),
}  # fmt: skip


def quantity(value: str, *leaf: str, status: str = "Definitief") -> dict[str, Any]:
    args = [{"cell": one} for one in leaf]
    tree = args[0] if len(args) == 1 else {"op": "growth", "args": args}
    return {"value": value, "unit": "procent", "status": status, "form": FORM, "expression": tree}


def row(label: str, x: str, id: str) -> dict[str, str]:
    """The row of a quantity."""
    one = QUANTITIES[id]
    mark = "*" if one["status"] == "Voorlopig" else ""
    used = " ".join(leaf for _, leaf in leaves(one["expression"]))
    return {"label": label, "categorie": x, "id": id, "waarde": one["value"],
            "teller": one["value"], "noemer": "1", "afgedrukt": f"{one['value']}%{mark}",
            "symbool": "", "eenheid": one["unit"], "status": one["status"],
            "cellen": used}  # fmt: skip


def empty(label: str, x: str, sign: str) -> dict[str, str]:
    """A row without a figure."""
    nothing = dict.fromkeys(("waarde", "teller", "noemer", "eenheid", "status", "cellen"), "")
    return {"label": label, "categorie": x, "id": "", "afgedrukt": sign, "symbool": sign, **nothing}


QUANTITIES: dict[str, Any] = {
    "werk.tab.1.1": quantity("12", "g19"), "werk.tab.1.2": quantity("34", "g21", "g19"),
    "werk.tab.2.1": quantity("5", "d19"), "werk.tab.2.2": quantity("6", "d21", "d19"),
    "werk.fig.1.2019KW03": quantity("12", "g19"), "werk.fig.1.2021KW03": quantity("34", "g21"),
    "werk.fig.2.2019KW03": quantity("5", "d19", status="Voorlopig"),
    "werk.top": {"form": None, "status": "Definitief", "expression": {
        "op": "maximum", "args": [{"cell": "g21"}, {"cell": "d21"}],
        "labels": ["Groningen", "Drenthe"], "chosen": "Groningen"}},
}  # fmt: skip
LEDGER: dict[str, Any] = {
    "allowed": [],
    "tables": {"1NED": {"breaks": []}},
    "cells": CELLS,
    "quantities": QUANTITIES,
    "shown": {"werk.tab": {
        "anchor": "t", "number": "1.1", "unit": "x", "attachment": "tab.csv", "head": "Provincie",
        "columns": ["3e kwartaal 2019", "groei tot 2021"], "rows": ["Groningen", "Drenthe"],
    }},
    "figures": {"werk.fig": {
        "anchor": "f", "number": "1.1", "unit": "banen, derde kwartaal van 2019 = 100",
        "attachment": "fig.csv", "kind": "lines", "series": ["Groningen", "Drenthe"],
        "alt": "Lijndiagram van het derde kwartaal van 2019 tot en met het derde kwartaal van"
               " 2021. ‘Groningen’: van 12 procent naar 34 procent.",
    }},
    "passages": [
        {"kind": "caption", "text": "Figuur\u00a01.1 Banen"},
        {"kind": "remark", "text": "*\u00a0voorlopig cijfer; open of licht getekend."},
        {"kind": "remark", "text": "Het derde kwartaal van 2021 ontbreekt in de gebruikte"
                                   " gegevens."},
        {"kind": "remark", "text": "Een eigen opmerking."},
        {"kind": "caption", "text": "Tabel\u00a01.1 Banen"},
    ],
}  # fmt: skip
DATA = {
    "tab.csv": [row("Groningen", "3e kwartaal 2019", "werk.tab.1.1"),
                row("Groningen", "groei tot 2021", "werk.tab.1.2"),
                row("Drenthe", "3e kwartaal 2019", "werk.tab.2.1"),
                row("Drenthe", "groei tot 2021", "werk.tab.2.2")],
    "fig.csv": [row("Groningen", "2019KW03", "werk.fig.1.2019KW03"),
                row("Groningen", "2021KW03", "werk.fig.1.2021KW03"),
                row("Drenthe", "2019KW03", "werk.fig.2.2019KW03"),
                empty("Drenthe", "2021KW03", "ontbreekt")],
}  # fmt: skip


def found(ledger: dict[str, Any], data: dict[str, Any]) -> list[str]:
    evidence = cast(Evidence, SimpleNamespace(ledger=ledger, data=data))
    checks = (check_heads, check_remarks, check_descriptions, check_rows)
    return [f"{one.where}: {one.what}" for check in checks for one in check(evidence)]


def test_what_agrees_with_its_data() -> None:
    assert found(LEDGER, DATA) == []


@pytest.mark.parametrize(("chapter", "wrong"), [("werk", 0), ("", 0), ("corona", 1)])
def test_a_year_may_be_part_of_an_allowed_name(chapter: str, wrong: int) -> None:
    ledger = deepcopy(LEDGER)
    figure(ledger).update(unit="banen, indeling van 2008")
    rule = {"pattern": r"indeling\s+van\s+2008", "chapter": chapter, "reason": "Naam."}
    ledger["allowed"] = [rule]
    told = [one for one in found(ledger, DATA) if "2008" in one]
    assert len(told) == wrong


def table(x: dict[str, Any]) -> dict[str, Any]:
    return cast(dict[str, Any], x["shown"]["werk.tab"])


def figure(x: dict[str, Any]) -> dict[str, Any]:
    return cast(dict[str, Any], x["figures"]["werk.fig"])


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda x, d: table(x).update(columns=["3e kwartaal 2018", "groei"]), "is not of 2018"),
        (lambda x, d: table(x).update(columns=["1e kwartaal 2019", "groei"]), "not of 2019KW01"),
        (lambda x, d: table(x)["rows"].reverse(), "stand in each other's place"),
        (lambda x, d: figure(x)["series"].reverse(), "werk.fig: ‘Drenthe’ and ‘Groningen’"),
        (
            lambda x, d: x["quantities"]["werk.top"]["expression"]["labels"].reverse(),
            "werk.top: ‘Drenthe’ and ‘Groningen’ stand in each other's place",
        ),
        (lambda x, d: figure(x).update(unit="banen, 2015 = 100"), "is not of 2015"),
        (lambda x, d: x["passages"].pop(1), "werk.fig: It does not remark ‘*"),
        (lambda x, d: x["passages"].pop(2), "werk.fig: It does not remark ‘Het derde kwartaal"),
        (lambda x, d: x["passages"].append(x["passages"][1]), "werk.tab: Nothing in it is what"),
        (lambda x, d: d["fig.csv"][3].update(symbool="-", afgedrukt="-"), "remark ‘-\u00a0nihil"),
        (lambda x, d: figure(x).update(alt="Lijndiagram. Van 12 procent naar 43."), "has ‘43’"),
        (lambda x, d: d["fig.csv"][3].update(eenheid="euro"), "no figure, but eenheid is ‘euro’"),
        (lambda x, d: d["fig.csv"][3].update(teller="7"), "no figure, but teller is ‘7’"),
        (lambda x, d: d["fig.csv"][3].update(symbool="?", afgedrukt="?"), "has the sign ‘?’"),
        (lambda x, d: d["fig.csv"][0].update(teller="7"), "Its teller is ‘7’, not ‘12’"),
        (lambda x, d: d["fig.csv"].pop(0), "not its figures, each once"),
        (lambda x, d: d["fig.csv"][0].update(id="werk.fig.1.2018KW03"), "not its figures"),
        (lambda x, d: d["fig.csv"][3].update(afgedrukt="-"), "prints ‘-’ for ‘ontbreekt’"),
        (lambda x, d: d["fig.csv"].insert(1, d["fig.csv"].pop(0)), "each once and in order"),
        (lambda x, d: d["fig.csv"].insert(2, d["fig.csv"].pop()), "not in order"),
        (lambda x, d: d["fig.csv"].append(d["fig.csv"][3]), "‘Drenthe’ has a row twice"),
        (lambda x, d: d["fig.csv"].insert(0, d["fig.csv"].pop()), "one after the other"),
        (lambda x, d: d["tab.csv"].append(empty("x", "y", "x")), "has the sign ‘x’"),
    ],
)
def test_anything_else_is_found(change: Any, says: str) -> None:
    ledger, data = deepcopy(LEDGER), deepcopy(DATA)
    change(ledger, data)
    assert any(says in one for one in found(ledger, data)), found(ledger, data)
