"""Where raw tables, ledger, page and our own reckoning do not agree. Only looks, mends nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from jaarbericht.audit.trace_record import CellTrace, Node, Printed, nodes
from jaarbericht.cbs.cells import Status
from jaarbericht.lineage.forms import Form
from jaarbericht.present import dutch, english
from jaarbericht.present.labels import label

# Whether a function of the prose leaves out the sign.
_IN_FULL = {"getal": False, "omvang": True}
_BARE = {"kaal": False, "kale_omvang": True}


def findings(
    quantity: Mapping[str, Any],
    recorded: Mapping[str, Mapping[str, Any]],
    cells: Sequence[CellTrace],
    formula: Node,
    printed: Sequence[Printed],
) -> tuple[str, ...]:
    """Every disagreement about a quantity of the ledger, in a sentence each.

    recorded: the ledger's cells. cells: those of the formula, as the raw tables have them.
    """
    form = Form(**quantity["form"]) if quantity["form"] else None
    return (
        *(text for cell in cells for text in _about_cell(cell, recorded[cell.id])),
        *_about_value(formula, Fraction(quantity["value"])),
        *_about_texts(formula.value, form, Status(quantity["status"]), printed),
    )


def _about_cell(cell: CellTrace, record: Mapping[str, Any]) -> Iterator[str]:
    stored = None if record["value"] is None else Fraction(record["value"])
    if cell.raw != record["raw"]:
        yield f"{cell.id}: the raw table has {cell.raw!r}, the ledger {record['raw']!r}"
    if cell.value != stored:
        yield f"{cell.id}: {cell.raw!r} is not the ledger's value {record['value']}"
    for code in cell.codes:
        told = record["codes"][code.dimension]
        if code.code.strip() != told.strip():
            yield f"{cell.id}: the row is of {code.dimension} {code.code!r}, not of {told!r}"


def _about_value(formula: Node, stored: Fraction) -> Iterator[str]:
    if formula.value != stored:
        yield f"the formula gives {formula.value}, the ledger says {stored}"
    for node in nodes(formula):
        if node.kind == "op" and node.value is None:
            yield f"{node.name} cannot be computed from its arguments"
        if node.chosen and node.chosen != _chosen(node):
            yield f"{node.name} chooses {_chosen(node)!r}, the ledger says {node.chosen!r}"


def _chosen(node: Node) -> str:
    pairs = zip(node.labels, node.args, strict=False)
    return next((label for label, arg in pairs if arg.value == node.value), "")


def _about_texts(
    value: Fraction | None, form: Form | None, status: Status, printed: Sequence[Printed]
) -> Iterator[str]:
    """Numbers that are not what their form makes of the value; words are left to `verify`."""
    if value is None or form is None:
        return
    for one in printed:
        wanted = _wanted(value, form, status, one)
        if wanted and one.text != wanted:
            yield f"{one.file}:{one.line} prints {one.text!r}; the value gives {wanted!r}"


def _wanted(value: Fraction, form: Form, status: Status, one: Printed) -> str:
    """The text for a kind of printing, in its language; empty for kinds that are words."""
    kind, is_english = one.kind, one.language == "en"
    in_full = english.format_number if is_english else dutch.format_number
    bare = english.format_bare if is_english else dutch.format_bare
    if kind in ("figuur", "tabel"):
        return label(value, form, status)
    if kind in _IN_FULL:
        return in_full(abs(value) if _IN_FULL[kind] else value, form)
    if kind in _BARE:
        return bare(abs(value) if _BARE[kind] else value, form)
    return ""
