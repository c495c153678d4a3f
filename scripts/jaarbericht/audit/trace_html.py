"""A trace as one Dutch page that works by itself: no script, no address that is fetched."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence

from jaarbericht.audit.htmlpage import document, listed
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
from jaarbericht.compose.tableentries import COMPLETENESS, STRUCTURE

_OPERATIONS = {
    "sum": "som", "difference": "verschil", "product": "product", "quotient": "quotiënt",
    "share": "aandeel in procenten", "growth": "groei in procenten", "index": "indexcijfer",
    "mean": "gemiddelde", "weighted_mean": "gewogen gemiddelde", "per": "verhouding",
    "cagr": "gemiddelde groei per jaar in procenten", "chain": "groei over alle perioden samen",
    "maximum": "grootste", "minimum": "kleinste", "rank": "plaats van groot naar klein",
}  # fmt: skip
_STYLE = (
    "body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;"
    "color:#111;background:#fff;overflow-wrap:anywhere}"
    "code{white-space:pre-wrap;background:#eee;padding:0 .2em}a{color:#00458a}"
    ".bevinding{border-left:.4rem solid #a00;padding-left:.6rem}dt{font-weight:bold}dd{margin:0}"
)


def page(asked: str, year: int, traces: Sequence[Trace]) -> str:
    """The page that answers one question."""
    title = f"Herleiding van {_text(asked)}, jaarbericht {year}"
    body = "\n".join(_section(number, one) for number, one in enumerate(traces, 1))
    return document(title, _STYLE, body)


def _section(number: int, one: Trace) -> str:
    leaves = one.leaves
    return "\n".join(
        [
            f'<section aria-labelledby="g{number}">',
            f'<h2 id="g{number}">{_text(one.id)}</h2>',
            *(_finding(text) for text in one.findings),
            "<h3>Gedrukt</h3>",
            listed(_place(place) for place in one.printed) or "<p>Nergens.</p>",
            "<h3>Waarde</h3>",
            _facts(_about(one)),
            "<h3>Formule</h3>",
            listed([_node(joined(one.formula), leaves)]),
            *(["<h3>Tabellen</h3>"] if one.tables else []),
            *(_table(table) for table in one.tables),
            "</section>",
        ]
    )


def _finding(text: str) -> str:
    return f'<p class="bevinding">Bevinding: <span lang="en">{_text(text)}</span></p>'


def _about(one: Trace) -> list[tuple[str, str]]:
    known = [("Afgerond", one.rounded)] if one.rounded else []
    return [
        *known,
        ("Exact", _number(one)),
        ("Eenheid", one.unit),
        ("Groep", one.population),
        ("Status", one.status),
        ("Perioden", ", ".join(one.periods)),
        *(("Afwijking van een regel", f"{rule}: {reason}") for rule, reason in one.waivers),
    ]


def _number(one: Trace | Node | CitationTrace) -> str:
    return exact(one.value).replace(".", ",")


def _place(one: Printed) -> str:
    where = f"{one.kind} {one.id}, {one.file}:{one.line}"
    lang = f' lang="{html.escape(one.language)}"'
    sentence = f"<br><span{lang}>{_text(one.context)}</span>" if one.context else ""
    return f"<strong{lang}>{_text(one.text)}</strong> ({_text(where)}){sentence}"


def _node(node: Node, leaves: Mapping[str, CellTrace | CitationTrace]) -> str:
    if node.kind == "constant":
        return _text(_number(node))
    if node.kind != "op":
        return _leaf(leaves[node.name])
    chosen = f", van {_text(node.chosen)}" if node.chosen else ""
    name = _text(_OPERATIONS.get(node.name, node.name))
    return f"{name} = {_text(_number(node))}{chosen}{listed(_node(a, leaves) for a in node.args)}"


def _leaf(leaf: CellTrace | CitationTrace) -> str:
    if isinstance(leaf, CitationTrace):
        where = f"{leaf.about}: {_number(leaf)} {leaf.unit} ({leaf.document}, {leaf.place})"
        return _text(where)
    where = f"{leaf.unit} (tabel {leaf.table}, rij {leaf.row})"
    return f"{_text(leaf.words)}: {_raw(leaf.raw)} {_text(where)}"


def _table(table: TableTrace) -> str:
    sure = "" if not table.reservation else "niet alle sleutels zijn bij het CBS gezien"
    facts = [
        ("Catalogus", table.catalogue),
        ("Stand", table.stand or "niet bekend"),
        ("sha256", table.sha256),
        ("Volledigheid", COMPLETENESS.get(table.completeness, table.completeness)),
        ("Sleutels en titels", STRUCTURE.get(table.structure, table.structure)),
        *([("Voorbehoud", sure)] if sure else []),
    ]
    return "\n".join(
        [
            f"<h4>Tabel {_text(table.id)}: {_text(table.title)}</h4>",
            _facts(facts),
            "<p>Bij het CBS:</p>",
            listed(_links(table)),
            "<p>Cellen, met de tekst van het CBS:</p>",
            listed(_cell(cell) for cell in table.cells),
        ]
    )


def _links(table: TableTrace) -> Iterator[str]:
    if table.statline:
        yield _link(table.statline, f"tabel {table.id} op StatLine")
    for number, query in enumerate(table.queries, 1):
        yield _link(query, f"de cellen uit {table.id} door OData, vraag {number}")


def _cell(cell: CellTrace) -> str:
    codes = ", ".join(f"{_text(one.dimension)} {_raw(one.code)}" for one in cell.codes)
    return f"rij {cell.row}, {_text(cell.topic)}, {codes}: {_raw(cell.raw)}, {_text(cell.status)}"


def _facts(facts: Iterable[tuple[str, str]]) -> str:
    inner = "".join(f"<dt>{_text(name)}</dt><dd>{_text(text)}</dd>" for name, text in facts)
    return f"<dl>{inner}</dl>"


def _link(address: str, words: str) -> str:
    return f'<a href="{html.escape(address)}">{_text(words)}</a>'


def _raw(text: str) -> str:
    return f"<code>{_text(text)}</code>"


def _text(text: str) -> str:
    """Text from data as HTML: what does not show, a line end too, is written out."""
    return html.escape(visible(text))
