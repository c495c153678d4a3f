"""Which breaks of its table lie between the periods that figures are of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jaarbericht.audit.verify.calendar import Span, span_of
from jaarbericht.audit.verify.evaluate import leaves

Tree = Mapping[str, Any]
Ledger = Mapping[str, Any]
Break = Mapping[str, Any]


def breaks_touching(trees: Iterable[Tree], ledger: Ledger) -> list[Break]:
    """The breaks that touch a cell of some formulas, each once, oldest first."""
    used = {leaf for tree in trees for kind, leaf in leaves(tree) if kind == "cell"}
    found = {(one["period"], one["reason"]): one for one in _of_cells(used, ledger)}
    return [found[key] for key in sorted(found)]


def lies_between(one: Break, early: Span, late: Span) -> bool:
    """Whether a break lies after the first day of a period and not after that of a later one."""
    at = span_of(one["period"])
    return at is not None and early.begin < at.begin <= late.begin


def _of_cells(used: Iterable[str], ledger: Ledger) -> Iterator[Break]:
    for leaf in used:
        cell = ledger["cells"][leaf]
        for one in ledger["tables"][cell["table"]]["breaks"]:
            if not one["only"] or _names(cell) & set(one["only"]):
                yield one


def _names(cell: Mapping[str, Any]) -> set[str]:
    return {cell["topic"], *(code.strip() for code in cell["codes"].values())}
