"""A trace as a tree for a terminal or a pipe. Addresses stand below it, whole, to be copied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import IO

from rich.text import Text
from rich.tree import Tree

from jaarbericht.audit.terminal import console_on
from jaarbericht.audit.trace_record import (
    CellTrace,
    CitationTrace,
    Node,
    Printed,
    TableTrace,
    Trace,
    joined,
)
from jaarbericht.audit.trace_words import exact
from jaarbericht.audit.visible import visible

MANY, FEW = 12, 4
_Leaves = Mapping[str, CellTrace | CitationTrace]


def show(traces: Sequence[Trace], stream: IO[str], width: int | None = None) -> None:
    """Write the traces, one below the other; `width` is that of the terminal when not given."""
    console = console_on(stream, width)
    for one in traces:
        console.print(tree(one))
        for label, address in _addresses(one):
            console.print()
            console.print(_line(label, "bold"))
            console.print(Text(address), soft_wrap=True)
        console.print()


def show_places(places: Sequence[Printed], stream: IO[str], width: int | None = None) -> None:
    """List the numbers that a text can mean, with their id, place and sentence."""
    console = console_on(stream, width)
    for one in places:
        console.print(_line(one.quantity, "bold"))
        console.print(_place(one))


def tree(one: Trace) -> Tree:
    """The printed texts, how they are rounded, the exact value, the formula, the tables."""
    root = Tree(_line(one.id, "bold"))
    for finding in one.findings:
        root.add(_line(f"FINDING: {finding}", "bold red"))
    places = root.add(_line("printed" if one.printed else "printed nowhere"))
    for place in one.printed:
        places.add(_place(place))
    for name, text in _facts(one):
        root.add(_fact(name, text))
    _grow(root.add(_line("formula")), joined(one.formula), one.leaves, set())
    for table in one.tables:
        _table(root, table)
    return root


def _facts(one: Trace) -> list[tuple[str, str]]:
    rounding = [("rounded", f"{one.rounded} ({_rounding(one)})")] if one.form else []
    return [
        *rounding,
        ("exact", exact(one.value)),
        ("unit", one.unit),
        ("population", one.population),
        ("status", one.status),
        ("periods", ", ".join(one.periods)),
        *(("waiver", f"{rule}: {reason}") for rule, reason in one.waivers),
    ]


def _rounding(one: Trace) -> str:
    form = one.form
    if form is None:
        return ""
    scale = f"divided by {form.scale}, " if form.scale != 1 else ""
    places = "1 decimal" if form.decimals == 1 else f"{form.decimals} decimals"
    return f"{scale}to {places}, half away from zero"


def _place(one: Printed) -> Text:
    text = Text.assemble(("“" + visible(one.text) + "”", "bold"), f"  {one.kind} {one.id}")
    if one.file:
        text.append(f"\n{visible(one.file)}:{one.line}")
    if one.context:
        text.append(f"\n{visible(one.context)}", "dim")
    return text


def _grow(branch: Tree, node: Node, leaves: _Leaves, seen: set[str]) -> None:
    if node.kind == "op":
        chosen = f", of {node.chosen}" if node.chosen else ""
        below = branch.add(_line(f"{node.name} = {exact(node.value)}{chosen}"))
        for arg in _told(node):
            if arg is None:
                below.add(_line(f"… of {len(node.args)}; all with --json or --html", "dim"))
            else:
                _grow(below, arg, leaves, seen)
    elif node.kind == "constant":
        branch.add(_line(exact(node.value)))
    else:
        branch.add(_leaf(leaves[node.name], node.name in seen))
        seen.add(node.name)


def _told(node: Node) -> list[Node | None]:
    """The arguments; of many the first, the one with the outcome and the last. None is a gap."""
    if len(node.args) <= MANY:
        return list(node.args)
    between = next((arg for arg in node.args[3:-1] if arg.value == node.value), None)
    first, last = node.args[: FEW - 1], node.args[-1]
    return [*first, None, last] if between is None else [*first[:-1], None, between, None, last]


def _leaf(leaf: CellTrace | CitationTrace, again: bool) -> Text:
    """A leaf in full; the second time only by its id."""
    if again:
        return _line(f"{leaf.id}, as above")
    if isinstance(leaf, CitationTrace):
        where = f"{leaf.document}, {leaf.place}, {leaf.published}"
        return _line(f"{leaf.about}: {exact(leaf.value)} {leaf.unit}  [{leaf.id}: {where}]")
    text = _line(f"{leaf.words}: ")
    text.append(f'"{visible(leaf.raw)}"', "bold")
    text.append(visible(f" {leaf.unit}  [{leaf.table} row {leaf.row}]"))
    return text


def _table(root: Tree, table: TableTrace) -> None:
    branch = root.add(_fact(f"table {table.id}", table.title))
    facts = (
        ("catalogue", table.catalogue),
        ("stand", table.stand or "not known"),
        ("sha256", table.sha256),
        ("completeness", f"{table.completeness}; keys and titles: {table.structure}"),
        ("reservation", table.reservation),
    )
    for name, text in facts:
        if text:
            branch.add(_fact(name, text))
    cells = branch.add(_line(f"cells ({len(table.cells)})"))
    shown = table.cells if len(table.cells) <= MANY else table.cells[: FEW - 1]
    for cell in shown:
        cells.add(_cell(cell))
    if len(shown) < len(table.cells):
        cells.add(_line(f"… of {len(table.cells)}; all with --json or --html", "dim"))
        cells.add(_cell(table.cells[-1]))


def _cell(cell: CellTrace) -> Text:
    codes = " ".join(f'{one.dimension}="{one.code}"' for one in cell.codes)
    return _line(f'row {cell.row} {cell.topic} {codes}: "{cell.raw}", {cell.status}')


def _addresses(one: Trace) -> list[tuple[str, str]]:
    found = []
    for table in one.tables:
        if table.statline:
            found.append((f"{table.id} on StatLine", table.statline))
        many = len(table.queries)
        for number, query in enumerate(table.queries, 1):
            which = f" {number} of {many}" if many > 1 else ""
            found.append((f"{table.id}: these cells by OData{which}", query))
    return found


def _fact(name: str, text: str) -> Text:
    return Text.assemble((f"{visible(name)}: ", "bold"), visible(text))


def _line(text: str, style: str = "") -> Text:
    """Text from data on one line: what steers, a line end too, is written out."""
    return Text(visible(text), style)
