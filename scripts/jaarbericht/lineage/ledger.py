"""The ledger of a chapter: every quantity that can reach the page, as data (docs/ledger.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from jaarbericht.lineage.chapter import Chapter
from jaarbericht.lineage.expression import (
    Cell,
    Citation,
    Constant,
    Expression,
    Operation,
    leaves,
)
from jaarbericht.lineage.forms import Form
from jaarbericht.lineage.quantity import Quantity
from jaarbericht.lineage.tables import Table, Tables
from jaarbericht.texts import clean

FORMAT = "jaarbericht-ledger/2"


def ledger(chapter: Chapter, tables: Tables) -> dict[str, Any]:
    """Tables, cells, citations and quantities of a chapter, each by its id."""
    named = list(quantities(chapter))
    used = {leaf.id: leaf for _, q, _ in named for leaf in leaves(q.expression)}
    cells = {id: leaf for id, leaf in sorted(used.items()) if isinstance(leaf, Cell)}
    cited = {id: leaf for id, leaf in sorted(used.items()) if isinstance(leaf, Citation)}
    ids = {cell.table for cell in cells.values()}
    return {
        "tables": {id: table_record(tables[id]) for id in sorted(ids)},
        "cells": {id: cell_record(cell, tables[cell.table]) for id, cell in cells.items()},
        "citations": {id: citation_record(citation) for id, citation in cited.items()},
        "quantities": {id: quantity_record(q, form) for id, q, form in named},
    }


def quantities(chapter: Chapter) -> Iterator[tuple[str, Quantity, Form | None]]:
    """Id, quantity and form of numbers, labels (no form), figures and tables, as declared.

    Ids are `chapter.number`, `chapter.figure.series.x` and `chapter.table.row.column`; series, rows
    and columns are counted from 1.
    """
    for name, number in chapter.numbers.items():
        yield f"{chapter.name}.{name}", number.quantity, number.form
    for name, label in chapter.labels.items():
        yield f"{chapter.name}.{name}", label.of, None
    for name, figure in chapter.figures.items():
        for i, series in enumerate(figure.series, 1):
            for point in series.points:
                if point.quantity is not None:
                    yield f"{chapter.name}.{name}.{i}.{point.x}", point.quantity, figure.form
    for name, table in chapter.tables.items():
        for i, row in enumerate(table.rows, 1):
            for j, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True), 1):
                if cell is not None:
                    yield f"{chapter.name}.{name}.{i}.{j}", cell, column.form


def quantity_record(quantity: Quantity, form: Form | None) -> dict[str, Any]:
    """A quantity: exact value `p/q` in whole units, unit, group, status, form, formula tree."""
    return {
        "value": str(quantity.value),
        "unit": quantity.unit.kind,
        "population": str(quantity.population),
        "status": quantity.status.value,
        "periods": [period.code for period in quantity.periods],
        "waivers": [{"rule": w.rule, "reason": w.reason} for w in sorted(quantity.waivers)],
        "form": None if form is None else asdict(form),
        "expression": tree(quantity.expression),
    }


def tree(expression: Expression) -> dict[str, Any]:
    """A formula tree: a cell or citation by id, a constant as `p/q`, or an operation on trees."""
    match expression:
        case Cell():
            return {"cell": expression.id}
        case Citation():
            return {"citation": expression.id}
        case Constant():
            return {"constant": str(expression.value)}
        case Operation():
            args = [tree(arg) for arg in expression.args]
            return {"op": expression.name, "args": args, **dict(expression.settings)}


def cell_record(cell: Cell, table: Table) -> dict[str, Any]:
    """A cell as CBS delivered it, with CBS's titles; the period is the last of its codes."""
    return {
        "catalogue": cell.catalogue,
        "table": cell.table,
        "row": cell.row,
        "topic": cell.topic,
        "topic_title": table.topic_at(cell.topic).title,
        "codes": dict(cell.codes),
        "titles": table.titles(cell.codes),
        "raw": cell.raw,
        "symbol": cell.symbol,
        "value": None if cell.value is None else str(cell.value),
        "status": cell.status.value,
        "unit": cell.unit,
    }


def citation_record(citation: Citation) -> dict[str, Any]:
    """A citation: exact value, unit, what it is, and where it stands."""
    return {**asdict(citation), "value": str(citation.value)}


def table_record(table: Table) -> dict[str, Any]:
    """A table: what it is, which download, and what is not certain about it.

    `modified` is CBS's own date; `stand` is Dutch text for when that is not known.
    """
    contract, receipt = table.contract, table.receipt
    origin: Mapping[str, Any] = receipt["origin"]
    return {
        "catalogue": contract.catalogue,
        "id": contract.id,
        "title": contract.title,
        "universe": contract.universe,
        "modified": clean(receipt["modified"]),
        "stand": contract.stand or "",
        "newer_than_cutoff": receipt["newer_than_cutoff"],
        "retrieved": receipt["retrieved"],
        "source": receipt["source"],
        "sha256": receipt["sha256"],
        "rows": receipt["rows"],
        "completeness": clean(origin.get("completeness", "")),
        "completeness_note": clean(origin.get("completeness_note", "")),
        "structure": contract.structure,
        "derived": [clean(text) for text in origin.get("derived", ())],
        "unknown": [clean(text) for text in origin.get("unknown", ())],
        "findings": [clean(text) for text in origin.get("findings", ())],
        "notes": list(contract.notes),
        "breaks": [
            {"period": one.at.code, "reason": one.why, "only": list(one.only)}
            for one in contract.breaks
        ],
        "successor": contract.successor or "",
    }
