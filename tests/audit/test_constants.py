"""Constants of formulas, against the units and the periods of their cells."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from jaarbericht.audit.verify.constants import base_of, check_constants, scale_of
from jaarbericht.audit.verify.evidence import Evidence

CODES = (
    "2007JJ00", "2021JJ00", "2020KW01", "2020KW02", "2020KW03", "2021KW01", "2020MM01", "2020MM02",
)  # fmt: skip
CELLS = {
    f"{code}{unit}": {"unit": unit, "codes": {"Perioden": code}}
    for code in CODES
    for unit in ("aantal", "x 1 000", "mln euro")
}


def cell(code: str, unit: str = "aantal") -> dict[str, Any]:
    return {"cell": f"{code}{unit}"}


def op(name: str, *args: Any) -> dict[str, Any]:
    return {"op": name, "args": [a if isinstance(a, dict) else {"constant": a} for a in args]}


def found(tree: dict[str, Any], unit: str = "banen") -> list[str]:
    citations = {"c": {"period": "2021JJ00"}}
    quantities = {"werk.a": {"unit": unit, "expression": tree}}
    ledger = {"cells": CELLS, "citations": citations, "quantities": quantities}
    evidence = cast(Evidence, SimpleNamespace(ledger=ledger))
    return [one.what for one in check_constants(evidence)]


def thousands(number: str) -> dict[str, Any]:
    return op("product", cell("2021JJ00", "x 1 000"), number)


def step(number: str) -> dict[str, Any]:
    return op("product", op("difference", cell("2021KW01"), cell("2020KW01")), number)


def stand(first: str, second: str = "2020KW02") -> dict[str, Any]:
    moments = [cell("2020KW01"), cell(second), cell("2020KW03")]
    return op("weighted_mean", *moments, first, "1", "1/2")


def density(number: str) -> dict[str, Any]:
    return op("per", cell("2021JJ00"), cell("2021JJ00"), number)


CITED = op("product", {"citation": "c"}, {"citation": "c"}, "1/100")
PER = "banen per 1.000 inwoners"


@pytest.mark.parametrize(
    ("tree", "unit"),
    [
        (cell("2021JJ00"), "banen"),
        (thousands("1000"), "banen"),
        (op("growth", thousands("1000"), thousands("1000")), "procent"),
        (op("product", cell("2021JJ00", "mln euro"), "1000000"), "euro"),
        (CITED, "procent"),
        (step("1/4"), "banen"),
        (op("cagr", cell("2021JJ00"), cell("2007JJ00"), "14"), "procent"),
        (op("cagr", op("sum", cell("2021KW01"), cell("2021KW01")), cell("2020KW01"), "1"), "x"),
        (stand("1/2"), "banen"),
        (density("1000"), PER),
        (density("1"), "banen per inwoner"),
        (op("maximum", density("1000"), density("1000")), PER),
        (op("growth", density("100"), density("100")), "procent"),
    ],
)
def test_a_constant_that_a_rule_explains(tree: dict[str, Any], unit: str) -> None:
    assert found(tree, unit) == []


@pytest.mark.parametrize(
    ("tree", "unit", "says"),
    [
        (cell("2021JJ00", "x 1 000"), "banen", "but nothing multiplies it"),
        (op("sum", cell("2021JJ00", "mln euro")), "euro", "but nothing multiplies it"),
        (thousands("10000"), "banen", "by 10.000; a cell in ‘x 1 000’ asks for 1.000"),
        (op("product", cell("2021JJ00"), "1000"), "banen", "asks for 1"),
        (op("growth", thousands("10"), thousands("10")), "procent", "asks for 1.000"),
        (op("maximum", thousands("10"), thousands("1000")), "banen", "asks for 1.000"),
        (op("product", op("sum", cell("2021JJ00")), "2"), "banen", "Nothing explains its constant"),
        (op("product", {"citation": "c"}, {"citation": "c"}, "1/10"), "procent", "for 1/100"),
        (op("product", cell("2021JJ00", "x 1 000"), "1000", "2"), "banen", "more than one"),
        (step("1/10"), "banen", "4 periods from the one moment to the other asks for 1/4"),
        (op("cagr", cell("2021JJ00"), cell("2007JJ00"), "7"), "procent", "over 7 years; between"),
        (op("cagr", cell("2020MM02"), cell("2020MM01"), "1"), "procent", "lie 1/12 years"),
        (op("cagr", cell("2021JJ00"), cell("2020KW01"), "1"), "procent", "lie no known time"),
        (stand("1"), "banen", "Its weights 1, 1, 1/2 are not"),
        (stand("1/2", "2021KW01"), "banen", "are not those of moments in a row"),
        (density("100"), PER, "It is per 100, its unit says ‘banen per 1.000 inwoners’"),
        (op("maximum", density("100")), PER, "It is per 100"),
        (op("growth", density("100"), density("10")), "procent", "what is per 10 and per 100"),
        (op("sum", cell("2021JJ00"), "5"), "banen", "A sum has no constant"),
    ],
)
def test_any_other_constant_is_found(tree: dict[str, Any], unit: str, says: str) -> None:
    assert any(says in one for one in found(tree, unit)), found(tree, unit)


@pytest.mark.parametrize(
    ("unit", "scale"),
    [
        ("aantal", 1), ("euro", 1), ("2015 = 100", 1), ("1000 euro", 1_000), ("x  1 000", 1_000),
        ("x 1000", 1_000), ("mln kWh", 10**6), ("x mln euro", 10**6), ("x 1 000 000", 10**6),
        ("mld euro", 10**9), ("megawatt", 1), ("in % van het verbruik", 1),
    ],
)  # fmt: skip
def test_the_scale_of_a_unit_of_cbs(unit: str, scale: int) -> None:
    assert scale_of(unit) == scale


@pytest.mark.parametrize(
    ("unit", "number"),
    [
        ("euro per voltijdbaan", 1), ("banen per 10.000 inwoners", 10_000), ("per duizend", 1_000),
        ("vacatures per 100 werklozen", 100),
    ],
)  # fmt: skip
def test_the_number_of_a_unit(unit: str, number: int) -> None:
    assert base_of(unit) == number
