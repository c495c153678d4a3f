"""Which formulas give a change: words of direction are refused for all others."""

from __future__ import annotations

from typing import Any

import pytest

from jaarbericht.compose.changes import is_change

LEVEL = {
    "topic": "Banen_1",
    "topic_title": "Banen",
    "titles": {"Geslacht": "Totaal", "Perioden": "2020"},
}
CELLS: dict[str, dict[str, Any]] = {
    "level": LEVEL,
    "percent": LEVEL | {"topic_title": "Ziekteverzuimpercentage"},
    "change": LEVEL
    | {"titles": {"Soort": "Volume, t.o.v. voorgaande periode", "Perioden": "2020"}},
    "mutation": LEVEL | {"titles": {"SoortMutaties": "Volume", "Perioden": "2020"}},
}


def op(name: str, *args: Any) -> dict[str, Any]:
    return {"op": name, "args": [{"cell": a} if isinstance(a, str) else a for a in args]}


@pytest.mark.parametrize(
    "tree",
    [
        {"cell": "change"},
        {"cell": "mutation"},
        op("difference", "level", "level"),
        op("growth", "level", "level"),
        op("cagr", "level", "level", {"constant": "3"}),
        op("chain", "change", "change"),
        op("product", op("difference", "level", "level"), {"constant": "1000"}),
        op("per", op("difference", "level", "level"), "level", {"constant": "1"}),
        op("weighted_mean", "change", "change", {"constant": "1"}, {"constant": "2"}),
        op("minimum", op("growth", "level", "level"), "change"),
    ],
)
def test_a_change(tree: dict[str, Any]) -> None:
    assert is_change(tree, CELLS)


@pytest.mark.parametrize(
    "tree",
    [
        {"cell": "level"},
        {"cell": "percent"},
        {"citation": "bron"},
        op("sum", "level", "change"),
        op("product", "level", {"constant": "1000"}),
        op("share", op("difference", "level", "level"), "level"),
        op("quotient", "change", "change"),
        op("index", "level", "level"),
        op("per", "level", op("growth", "level", "level"), {"constant": "1"}),
        op("maximum", "level", "level"),
        op("rank", "change", "change"),
    ],
)
def test_a_level(tree: dict[str, Any]) -> None:
    assert not is_change(tree, CELLS)
