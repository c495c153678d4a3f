"""Figures and tables as the ledger has them, and the quantities of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Quantity = Mapping[str, Any]
Item = Mapping[str, Any]


@dataclass(frozen=True)
class Spot:
    """Where a quantity of a figure or table belongs, by the parts of its id.

    item: id of the figure or table. number: of the series or row, from 1. x: the category of a
    point, or the number of a column. Those two are empty for any other quantity.
    """

    item: str
    number: str
    x: str


def spot_of(id: str) -> Spot:
    """The parts of the id of a quantity."""
    chapter, _, rest = id.partition(".")
    name, _, point = rest.partition(".")
    number, _, x = point.partition(".")
    return Spot(f"{chapter}.{name}", number, x)


def items_of(ledger: Mapping[str, Any]) -> Mapping[str, Item]:
    """The figures, then the tables, by their id."""
    return {**ledger["figures"], **ledger["shown"]}


def item_quantities(ledger: Mapping[str, Any]) -> Mapping[str, Mapping[str, Quantity]]:
    """The quantities of each figure and table by their id, in the order of the ledger."""
    found: dict[str, dict[str, Quantity]] = {id: {} for id in items_of(ledger)}
    for id, quantity in ledger["quantities"].items():
        spot = spot_of(id)
        if spot.number and spot.item in found:
            found[spot.item][id] = quantity
    return found
