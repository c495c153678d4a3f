"""Check: every figure follows from its cells, and every record of it says the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from jaarbericht.audit.verify.evaluate import (
    cell_value,
    leaves,
    periods_of,
    status_of,
    value_of,
)
from jaarbericht.audit.verify.evidence import CELLS, Evidence, Row
from jaarbericht.audit.verify.problem import MALFORMED, Problem, sentence


def check_quantities(evidence: Evidence) -> Iterator[Problem]:
    """Value, status and periods of each quantity, from the raw texts of its cells."""
    for id, quantity in evidence.ledger["quantities"].items():
        try:
            yield from _quantity(id, quantity, evidence.ledger)
        except MALFORMED as error:
            yield _differs(id, f"its formula cannot be evaluated: {error}")


def _quantity(id: str, quantity: Mapping[str, Any], ledger: Mapping[str, Any]) -> Iterator[Problem]:
    tree = quantity["expression"]
    value = value_of(tree, ledger)
    if value != Fraction(quantity["value"]):
        yield _differs(id, f"the formula gives {value}, the ledger says {quantity['value']}")
    status = status_of(tree, ledger)
    if status != quantity["status"]:
        yield _differs(id, f"its cells are {status}, the ledger says {quantity['status']}")
    if periods_of(tree, ledger) != quantity["periods"]:
        yield _differs(id, "its periods are not those of its cells")


def check_cells(evidence: Evidence) -> Iterator[Problem]:
    """The cells of the ledger, and that cells.csv holds the same ones."""
    listed = {row["id"]: row for row in evidence.cells}
    if len(listed) != len(evidence.cells):
        yield Problem("cell", CELLS, "A cell stands there twice.")
    cells = evidence.ledger["cells"]
    for id in sorted(cells.keys() ^ listed.keys()):
        yield Problem("cell", id, f"It stands in only one of ledger.json and {CELLS}.")
    for id in sorted(cells.keys() & listed.keys()):
        yield from _cell(id, cells[id], listed[id], evidence.ledger["tables"])
    used = {
        leaf
        for quantity in evidence.ledger["quantities"].values()
        for kind, leaf in leaves(quantity["expression"])
        if kind == "cell"
    }
    for id in sorted(cells.keys() - used):
        yield Problem("cell", id, "No formula uses it.")


def _cell(
    id: str, cell: Mapping[str, Any], row: Row, tables: Mapping[str, Any]
) -> Iterator[Problem]:
    said = {
        **{name: cell[name] for name in ("catalogue", "table", "row", "topic", "topic_title")},
        **{name: cell[name] for name in ("raw", "symbol", "value", "status", "unit")},
        "codes": " ".join(f"{key}={code}" for key, code in cell["codes"].items()),
        "titles": "; ".join(title for title in cell["titles"].values() if title),
        "sha256": tables[cell["table"]]["sha256"],
    }
    for name, value in said.items():
        text = "" if value is None else str(value)
        if row[name] != text:
            yield Problem(
                "cell", id, f"{name} is ‘{text}’ in ledger.json, ‘{row[name]}’ in {CELLS}."
            )
    if id != f"{cell['table']}/{cell['row']}/{cell['topic']}":
        yield Problem("cell", id, "Its id is not its table, row and topic.")
    try:
        agrees = cell_value(cell["raw"]) == Fraction(cell["value"])
    except (ValueError, TypeError):
        agrees = False
    if not agrees:
        yield Problem("cell", id, f"‘{cell['raw']}’ is not {cell['value']}.")


def _differs(id: str, what: str) -> Problem:
    return Problem("number", id, sentence(what))
