"""The data of figures and tables as CSV, for readers and for programs.

UTF-8, commas, decimal points, one row per figure shown:

label       name of the series, or head of the row
categorie   what it is of: period (CBS's code), category, or head of the column
waarde      the value in whole units; exact when it is a finite decimal, else to 12 decimals
teller, noemer  the exact value as a fraction of whole numbers
afgedrukt   as printed in the report, with its status mark
eenheid     kind of unit of `waarde`
status      CBS's word for the least final cell behind it
symbool     CBS's sign where there is no figure
id          of the quantity in the ledger
cellen      the cells behind it, table/row/topic, separated by spaces

Spreadsheets run text that begins with = + - @ tab or return as a formula. Such text gets an
apostrophe in front, unless it is wholly a number; numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from fractions import Fraction

from jaarbericht.lineage.chapter import Table
from jaarbericht.lineage.expression import leaves
from jaarbericht.lineage.figures import Figure
from jaarbericht.lineage.forms import Form
from jaarbericht.lineage.quantity import Quantity
from jaarbericht.present.labels import MISSING, label_of

COLUMNS = (
    "label", "categorie", "waarde", "teller", "noemer", "afgedrukt", "eenheid", "status",
    "symbool", "id", "cellen",
)  # fmt: skip
_PLACES = 12
_FORMULA = tuple("=+-@\t\r\n")
_NUMBER = re.compile(r"[+-]?\d[\d.,]*%?\*{0,2}")


def figure_csv(figure: Figure, chapter: str) -> str:
    """All points of a figure; ids are `<chapter>.<figure>.<number of the series>.<x>`."""
    return _text(
        _record(series.label, point.x, point.quantity, figure.form, point.symbol or MISSING,
                f"{chapter}.{figure.id}.{number}.{point.x}")
        for number, series in enumerate(figure.series, 1)
        for point in series.points
    )  # fmt: skip


def table_csv(table: Table, chapter: str) -> str:
    """All cells of a table; ids are `<chapter>.<table>.<row>.<column>`, counted from 1."""
    return _text(
        _record(row.head, column.head, cell, column.form, MISSING,
                f"{chapter}.{table.id}.{i}.{j}")
        for i, row in enumerate(table.rows, 1)
        for j, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True), 1)
    )  # fmt: skip


def exact_text(value: Fraction) -> str:
    """Decimal text with a point: all decimals when they end, else rounded to 12 of them."""
    places = next((d for d in range(_PLACES + 1) if (value * 10**d).denominator == 1), _PLACES)
    units = round(value * 10**places)
    whole, rest = divmod(abs(units), 10**places)
    sign = "-" if units < 0 else ""
    return f"{sign}{whole}.{rest:0{places}d}" if places else f"{sign}{whole}"


def safe(cell: str) -> str:
    """The cell with an apostrophe in front when a spreadsheet would run it as a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell


def _record(
    label: str, x: str, quantity: Quantity | None, form: Form, symbol: str, id: str
) -> tuple[str, ...]:
    if quantity is None:
        return (label, x, "", "", "", symbol, "", "", symbol, "", "")
    cells = dict.fromkeys(leaf.id for leaf in leaves(quantity.expression))
    return (
        label, x, exact_text(quantity.value), str(quantity.value.numerator),
        str(quantity.value.denominator), label_of(quantity, form), str(quantity.unit),
        quantity.status.value, "", id, " ".join(cells),
    )  # fmt: skip


def _text(records: Iterable[tuple[str, ...]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(safe, record) for record in records)
    return stream.getvalue()
