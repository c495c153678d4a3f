"""A quantity of the ledger down to CBS's raw texts; every value is computed again. Reads no files.

The ledger says how a number was made; the raw rows say what CBS delivered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Protocol

from jaarbericht.audit.trace_findings import findings
from jaarbericht.audit.trace_query import queries
from jaarbericht.audit.trace_record import (
    CellTrace,
    CitationTrace,
    Code,
    Node,
    Printed,
    TableTrace,
    Trace,
)
from jaarbericht.audit.verify.evaluate import CannotEvaluate, cell_value, leaves, outcome
from jaarbericht.compose.tableentries import statline
from jaarbericht.lineage.forms import Form
from jaarbericht.present.dutch import format_number


class RawTables(Protocol):
    """The raw tables that a report was made of, by id."""

    def row(self, table: str, number: int) -> Mapping[str, Any]:
        """The row with that ID, column by column, as delivered."""
        ...

    def sha256(self, table: str) -> str:
        """Of the bytes of the raw file."""
        ...


def trace(id: str, ledger: Mapping[str, Any], printed: Sequence[Printed], raw: RawTables) -> Trace:
    """The trace of a quantity. `printed`: the places where it stands in the report."""
    one = ledger["quantities"][id]
    ids = dict.fromkeys(leaf for _, leaf in leaves(one["expression"]))
    cells = [_cell(leaf, ledger["cells"][leaf], raw) for leaf in ids if leaf in ledger["cells"]]
    cited = [_citation(leaf, ledger) for leaf in ids if leaf in ledger["citations"]]
    values = {cell.id: cell.value for cell in cells} | {one.id: one.value for one in cited}
    formula = _node(one["expression"], values)
    form = Form(**one["form"]) if one["form"] else None
    tables = dict.fromkeys(cell.table for cell in cells)
    return Trace(
        id, tuple(printed), form,
        format_number(formula.value, form) if form and formula.value is not None else "",
        formula.value, Fraction(one["value"]), one["unit"], one["population"], one["status"],
        tuple(one["periods"]), tuple((w["rule"], w["reason"]) for w in one["waivers"]), formula,
        tuple(_table(ledger["tables"][table], cells) for table in tables), tuple(cited),
        (*_other_bytes(ledger, tables, raw),
         *findings(one, ledger["cells"], cells, formula, printed)),
    )  # fmt: skip


def _other_bytes(ledger: Mapping[str, Any], tables: Iterable[str], raw: RawTables) -> Iterator[str]:
    for id in tables:
        if raw.sha256(id) != ledger["tables"][id]["sha256"]:
            yield f"table {id}: the raw file has not the sha256 that the ledger gives"


def _cell(id: str, record: Mapping[str, Any], raw: RawTables) -> CellTrace:
    """The cell with codes and raw text from the row of the raw table, not from the ledger."""
    row = raw.row(record["table"], record["row"])
    codes = tuple(
        Code(key, str(row.get(key, "")), record["titles"].get(key, "")) for key in record["codes"]
    )
    text = str(row.get(record["topic"], ""))
    try:
        value = cell_value(text)
    except CannotEvaluate:
        value = None
    return CellTrace(
        id, record["table"], record["row"], record["topic"], record["topic_title"], codes, text,
        value, record["unit"], record["status"],
    )  # fmt: skip


def _citation(id: str, ledger: Mapping[str, Any]) -> CitationTrace:
    one = ledger["citations"][id]
    return CitationTrace(
        id, Fraction(one["value"]), one["unit"], one["about"], one["group"], one["share_of"],
        one["period"], one["status"], one["document"], one["publisher"], one["place"],
        one["published"],
    )  # fmt: skip


def _node(tree: Mapping[str, Any], values: Mapping[str, Fraction | None]) -> Node:
    for kind in ("cell", "citation"):
        if kind in tree:
            return Node(kind, tree[kind], values.get(tree[kind]))
    if "constant" in tree:
        return Node("constant", tree["constant"], Fraction(tree["constant"]))
    args = tuple(_node(arg, values) for arg in tree["args"])
    labels, chosen = tuple(tree.get("labels", ())), tree.get("chosen", "")
    return Node("op", tree["op"], _outcome(tree["op"], args), args, labels, chosen)


def _outcome(op: str, args: Sequence[Node]) -> Fraction | None:
    known = [arg.value for arg in args if arg.value is not None]
    try:
        return outcome(op, known) if len(known) == len(args) else None
    except CannotEvaluate:
        return None


def _table(record: Mapping[str, Any], cells: Sequence[CellTrace]) -> TableTrace:
    own = tuple(cell for cell in cells if cell.table == record["id"])
    wanted = [{code.dimension: code.code for code in cell.codes} for cell in own]
    topics = list(dict.fromkeys(cell.topic for cell in own))
    seen = record["structure"] == "verified"
    return TableTrace(
        record["id"], record["catalogue"], record["title"],
        record["modified"] or record["stand"], record["sha256"], record["completeness"],
        record["structure"], statline(record["catalogue"], record["id"]),
        queries(record["catalogue"], record["id"], wanted, topics),
        "" if seen else "not all keys of this table were seen at CBS; a query may find nothing",
        own,
    )  # fmt: skip
