"""Check: every figure follows from its cells, and every record of it says the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import chain
from typing import Any

from jaarbericht.audit.verify.evaluate import (
    CannotEvaluate,
    cell_value,
    chosen,
    leaves,
    periods_of,
    shown,
    status_of,
    value_of,
)
from jaarbericht.audit.verify.evidence import CELLS, Evidence, Row
from jaarbericht.audit.verify.itemdata import item_quantities
from jaarbericht.audit.verify.problem import Problem, sentence

_PLACES = 12
_SIGNS = frozenset({".", "x", "-", "leeg", "ontbreekt", ""})
_FIGURE = ("waarde", "teller", "noemer", "cellen")


def check_quantities(evidence: Evidence) -> Iterator[Problem]:
    """Value, status and periods of each quantity, from the raw texts of its cells."""
    for id, quantity in evidence.ledger["quantities"].items():
        try:
            yield from _quantity(id, quantity, evidence.ledger)
        except (CannotEvaluate, KeyError, ValueError, TypeError) as error:
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
    if "chosen" in tree and tree["chosen"] != chosen(tree, ledger)[0]:
        yield _differs(id, f"‘{tree['chosen']}’ is not the {tree['op']}")


def check_cells(evidence: Evidence) -> Iterator[Problem]:
    """The cells of the ledger, and that cells.csv holds the same ones."""
    listed = {row["id"]: row for row in evidence.cells}
    if len(listed) != len(evidence.cells):
        yield Problem("cell", CELLS, "A cell stands there twice.")
    cells = evidence.ledger["cells"]
    for id in sorted(cells.keys() ^ listed.keys()):
        yield Problem("cell", id, f"It stands in only one of ledger.json and {CELLS}.")
    for id in cells.keys() & listed.keys():
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
        **{name: cell[name] for name in ("catalogue", "table", "row", "topic", "raw", "symbol")},
        **{name: cell[name] for name in ("value", "status", "unit")},
        "codes": " ".join(f"{key}={code}" for key, code in cell["codes"].items()),
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
    except (CannotEvaluate, ValueError, TypeError):
        agrees = False
    if not agrees:
        yield Problem("cell", id, f"‘{cell['raw']}’ is not {cell['value']}.")


def check_data(evidence: Evidence) -> Iterator[Problem]:
    """The data of figures and tables: each row is its quantity, and each quantity has its row."""
    found: set[str] = set()
    for name, rows in evidence.data.items():
        for row in rows:
            if row["id"] in found:
                yield Problem("data", f"{name}: {row['id']}", "It stands there twice.")
            if row["id"]:
                found.add(row["id"])
                yield from _row(name, row, evidence.ledger)
            elif row["afgedrukt"] not in _SIGNS or any(row[column] for column in _FIGURE):
                what = f"The row of ‘{row['categorie']}’ has a figure of no quantity."
                yield Problem("data", name, what)
    for id in chain.from_iterable(item_quantities(evidence.ledger).values()):
        if id not in found:
            yield Problem("data", id, "It stands in no attached data file.")


def _row(name: str, row: Row, ledger: Mapping[str, Any]) -> Iterator[Problem]:
    quantity = ledger["quantities"].get(row["id"])
    if quantity is None:
        yield Problem("data", f"{name}: {row['id']}", "The ledger does not know it.")
        return
    value = Fraction(quantity["value"])  # check_quantities vouches for it
    wanted = {
        "waarde": decimal_text(value),
        "teller": str(value.numerator),
        "noemer": str(value.denominator),
        "afgedrukt": shown(value, quantity["form"], quantity["status"]),
        "eenheid": quantity["unit"],
        "status": quantity["status"],
        "symbool": "",
        "cellen": " ".join(dict.fromkeys(leaf for _, leaf in leaves(quantity["expression"]))),
    }
    for column, text in wanted.items():
        if row[column] != text:
            yield Problem(
                "data", f"{name}: {row['id']}", f"{column} is ‘{row[column]}’, not ‘{text}’."
            )


def decimal_text(value: Fraction) -> str:
    """With a decimal point: all decimals when they end within twelve, else twelve of them."""
    places = next((d for d in range(_PLACES) if 10**d % value.denominator == 0), _PLACES)
    units = round(value * 10**places)
    whole, rest = divmod(abs(units), 10**places)
    sign = "-" if units < 0 else ""
    return f"{sign}{whole}.{rest:0{places}d}" if places else f"{sign}{whole}"


def _differs(id: str, what: str) -> Problem:
    return Problem("number", id, sentence(what))
