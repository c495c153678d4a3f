"""A made-up ledger for the tests of the annex, in the shape of docs/ledger.md."""

from __future__ import annotations

from typing import Any


def leaf(id: str) -> dict[str, Any]:
    """A cell in a tree."""
    return {"cell": id}


def constant(value: int | str) -> dict[str, Any]:
    """A number that belongs to the formula."""
    return {"constant": str(value)}


def op(name: str, *args: dict[str, Any]) -> dict[str, Any]:
    """An operation in a tree."""
    return {"op": name, "args": list(args)}
