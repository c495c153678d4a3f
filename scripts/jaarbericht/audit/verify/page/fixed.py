"""Check: the parts that are made of lists have their own headings and no other words.

Contents, annex, sources, lists and index each begin with a heading and a fixed text. What their
entries say is for other checks; here nothing may stand beside these, and each under its heading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.itemdata import items_of
from jaarbericht.audit.verify.pdf.file import BLOCKS, Node
from jaarbericht.audit.verify.problem import Problem, sentence
from jaarbericht.audit.verify.words.covering import says

Blocks = list[tuple[str, str]]
_ANNEX = (
    "Elk getal in de tekst van dit rapport staat hieronder, in de volgorde van de tekst: hoe het"
    " is gedrukt, wat het is, met welke formule het is berekend, uit welke cellen van het CBS, en"
    " met welke status. De letters in een formule verwijzen naar de cellen erachter; vet staat wat"
    " er in de cel stond toen de tabel werd opgehaald, in de volgorde van de letters. De exacte"
    " uitkomst is niet afgerond. Het paginanummer leidt terug naar de plaats in de tekst."
)
_SOURCES = (
    "Van elke tabel staat hier welke uitgave is gebruikt. De stand is de dag waarop het CBS de"
    " tabel het laatst heeft gewijzigd. Met de sha256 is na te gaan of een bestand met de tabel"
    " hetzelfde is. Wat er in een onvolledige tabel ontbreekt en welke opschriften zijn afgeleid,"
    " staat in de bijlage ledger.json, onder tables."
)
_INDEX = (
    "Per hoofdstuk staat hier de bladzijde waar een woord in een kop of een titel staat, of anders"
    " het eerst in de tekst. Een vet paginanummer leidt naar de uitleg in de lijst van begrippen of"
    " naar de gegevens in de bronnenlijst."
)


def check_fixed(evidence: Evidence) -> Iterator[Problem]:
    """The parts stand in their order, each with its headings and its fixed text."""
    _, *parts = (kid for kid in evidence.document.root.kids if isinstance(kid, Node))
    heads = [_head(part) for part in parts]
    names = [head.id for head in heads]
    chapters = _chapters(evidence.ledger)
    if names != [*_BEFORE, *chapters, *_BEHIND]:
        yield _problem("the report", f"its parts are {', '.join(names)}")
    made = _made(evidence.ledger, heads)
    wanted = _wanted(evidence.ledger, made)
    for name, part in zip(names, parts, strict=True):
        if name in wanted:
            yield from _compare(part, list(_beside(part)), wanted[name])
        if name == "verantwoording":
            yield from _sorted(part, evidence.ledger, made)


_BEFORE = ("colofon", "inhoud", "h-voorwerk")
_BEHIND = (
    "h-summary_en", "h-begrippen", "verantwoording", "bronnen", "h-handleiding", "lijsten",
    "register",
)  # fmt: skip


@dataclass(frozen=True)
class _Chapter:
    """A chapter: its number and title, and what the annex has of it: numbers, figures and tables.

    Those numbers come first that its own text prints.
    """

    number: int
    title: str
    numbers: tuple[str, ...]
    items: tuple[str, ...]


def _made(ledger: Mapping[str, Any], heads: Sequence[Node]) -> list[_Chapter]:
    """The chapters that have a number."""
    own: dict[str, list[str]] = {}
    said: dict[str, list[str]] = {}
    for one in ledger["printed"]:
        if one["quantity"] and one["kind"] not in ("periode", "bron"):
            name = one["quantity"].partition(".")[0]
            found = own if one["chapter"] == name else said
            found.setdefault(name, []).append(one["quantity"])
    items: dict[str, list[str]] = {}
    for id, item in items_of(ledger).items():
        items.setdefault(id.partition(".")[0], []).append(item["anchor"])
    numbered = [head for head in heads if head.whole[:1].isdigit()]
    return [
        _Chapter(
            number,
            head.whole.removeprefix(str(number)),
            tuple(dict.fromkeys([*own.get(name, ()), *said.get(name, ())])),
            tuple(sorted(items.get(name, ()))),
        )
        for number, head in enumerate(numbered, 1)
        for name in (head.id.removeprefix("h-"),)
    ]


def _chapters(ledger: Mapping[str, Any]) -> list[str]:
    """The ids of the headings of the chapters, in order."""
    known = dict.fromkeys(f"h-{one['chapter']}" for one in ledger["passages"])
    return [id for id in known if id not in (*_BEFORE, *_BEHIND, "h-colofon")]


def _head(part: Node) -> Node:
    """The heading that a part begins with; the part itself when it has none."""
    kids = (kid for kid in part.kids if isinstance(kid, Node))
    return next((kid for kid in kids if kid.kind == "H1"), part)


def _beside(node: Node) -> Iterator[Node]:
    """The blocks of a part that stand in no list or table."""
    for kid in node.kids:
        if isinstance(kid, Node) and kid.kind in BLOCKS:
            yield kid
        elif isinstance(kid, Node) and kid.kind not in ("LI", "Table", "TOCI"):
            yield from _beside(kid)


def _wanted(ledger: Mapping[str, Any], chapters: Sequence[_Chapter]) -> dict[str, Blocks]:
    documents = [("H2", "Aangehaalde documenten")] if ledger["citations"] else []
    lists = [("H2", "Figuren")] if ledger["figures"] else []
    lists += [("H2", "Tabellen")] if ledger["shown"] else []
    return {
        "inhoud": [("H1", "Inhoud")],
        "verantwoording": [
            ("H1", "Verantwoording"), ("P", _ANNEX), *_annex(ledger, chapters),
        ],
        "bronnen": [
            ("H1", "Bronnen"), ("P", _SOURCES), ("H2", "Gebruikte tabellen van het CBS"),
            *documents,
        ],
        "lijsten": [
            ("H1", "Figuren, tabellen en bijlagen"), *lists,
            ("H2", "Bijlagen in dit pdf-bestand"),
        ],
        "register": [
            ("H1", "Register"), ("P", _INDEX), ("H2", "Begrippen en onderwerpen"),
            ("H2", "Tabellen van het CBS"),
        ],
    }  # fmt: skip


def _annex(ledger: Mapping[str, Any], chapters: Sequence[_Chapter]) -> Iterator[tuple[str, str]]:
    for one in chapters:
        if one.numbers or one.items:
            yield "H2", f"V.{one.number} {one.title}"
        if one.numbers:
            yield "H3", "Getallen in de tekst"
        if one.items:
            yield "H3", "Figuren en tabellen"
    last = len(chapters) + 1
    if ledger["citations"]:
        yield "H2", f"V.{last} Aangehaalde publicaties"
        last += 1
    yield "H2", f"V.{last} Bijgesteld ten opzichte van het vorige jaarbericht"
    yield from (("P", line) for line in ledger["revisions"]["lines"])


def _sorted(
    annex: Node, ledger: Mapping[str, Any], chapters: Sequence[_Chapter]
) -> Iterator[Problem]:
    """Under each heading stand the entries of its chapter, and the numbers as they come."""
    wanted = {"publicaties": sorted(f"c-{key}" for key in ledger["citations"])}
    met = 0
    for one in chapters:
        wanted[f"vw-{one.number}"] = [*(f"v-{id}" for id in one.numbers), *one.items]
    for section in (kid for kid in annex.kids if isinstance(kid, Node) and kid.kind == "Sect"):
        head = next((one.id for one in section.kids if isinstance(one, Node)), "")
        found = [_leads(entry) for entry in _entries(section)]
        met += len(found)
        count = sum(one.startswith("v-") for one in found)
        if [*found[:count], *sorted(found[count:])] != wanted.get(head, []):
            yield _problem(f"page {section.page}", f"under {head} stand other entries")
    if met != sum(not entry.is_within("LI") for entry in annex.all("LI")):
        yield _problem(f"page {annex.page}", "the annex has an entry that stands under no heading")


def _entries(section: Node) -> list[Node]:
    lists = [kid for kid in section.kids if isinstance(kid, Node) and kid.kind == "L"]
    return [kid for one in lists for kid in one.kids if isinstance(kid, Node)]


def _leads(entry: Node) -> str:
    """The id of the label of an entry, or the figure or table that it leads to.

    Numbers and publications are known by the id, for by it their entries are compared.
    """
    label = next((kid for kid in entry.kids if isinstance(kid, Node) and kid.kind == "Lbl"), None)
    targets = [one for link in label.all("Link") for one in link.targets] if label else []
    targets = [one for one in targets if not one.startswith(("v-", "c-"))]
    return (label.id if label else "") or "".join(targets)


def _compare(part: Node, found: Sequence[Node], wanted: Blocks) -> Iterator[Problem]:
    for block, (kind, text) in zip_longest(found, wanted, fillvalue=("", "")):
        if not isinstance(block, Node) or block.kind != kind or not says(block, text):
            said = block.whole if isinstance(block, Node) else ""
            what = f"its part has ‘{said[:60]}’ instead of ‘{text[:60]}’"
            yield _problem(f"page {part.page}", what)
            return


def _problem(where: str, what: str) -> Problem:
    return Problem("text", where, sentence(what))
