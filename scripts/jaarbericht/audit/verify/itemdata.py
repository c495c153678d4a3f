"""The quantities of figures and tables, by the id of the figure or table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

Quantity = Mapping[str, Any]


def item_quantities(ledger: Mapping[str, Any]) -> Mapping[str, list[Quantity]]:
    """The quantities of each figure and table, in order."""
    found: dict[str, list[Quantity]] = defaultdict(list)
    for key, quantity in ledger["quantities"].items():
        if key.count(".") > 1:
            found[".".join(key.split(".")[:2])].append(quantity)
    return found


def item_ids(ledger: Mapping[str, Any]) -> Mapping[str, list[str]]:
    """The ids of the quantities of each figure and table, in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for key in ledger["quantities"]:
        if key.count(".") > 1:
            found[".".join(key.split(".")[:2])].append(key)
    return found
