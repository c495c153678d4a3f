"""Tables as HTML that a screen reader can read. Caption, source and notes come from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from jaarbericht.lineage.chapter import Column, Row, Table
from jaarbericht.lineage.forms import Form
from jaarbericht.lineage.quantity import Quantity
from jaarbericht.present.errors import NothingToDraw
from jaarbericht.present.labels import MISSING, label_of


def table_html(table: Table) -> str:
    """A `<table>`: scope on every head, numerals in class `getal`, `.` where CBS gives no figure.

    Raises NothingToDraw when it has no rows or no columns.
    """
    if not table.rows or not table.columns:
        raise NothingToDraw(
            f"Table ‘{table.id}’ has no rows or no columns.",
            why="An empty table shows nothing and cannot be read aloud.",
            todo="Choose other periods or codes, or leave the table out of this edition.",
        )
    body = "\n".join(_row(row, table.columns) for row in table.rows)
    return f"<table>\n<thead>\n{_head(table)}\n</thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def cell_text(quantity: Quantity | None, form: Form) -> str:
    """What stands in a cell: `1.234*`, `62,1%` or `.`."""
    return MISSING if quantity is None else label_of(quantity, form)


def _head(table: Table) -> str:
    columns = "".join(f'<th scope="col" class="getal">{escape(c.head)}</th>' for c in table.columns)
    return f'<tr><th scope="col">{escape(table.head)}</th>{columns}</tr>'


def _row(row: Row, columns: Sequence[Column]) -> str:
    cells = "".join(
        f'<td class="getal">{escape(cell_text(cell, column.form))}</td>'
        for cell, column in zip(row.cells, columns, strict=True)
    )
    strong = ' class="totaal"' if row.strong else ""
    return f'<tr{strong}><th scope="row">{escape(row.head)}</th>{cells}</tr>'
