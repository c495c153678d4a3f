"""Check, the other way round: every numeral in the text of the PDF is explained.

By the ledger (a number at its place, its formula, its cells), by a table or document it comes from,
by the structure of the report (page, chapter, figure, footnote), or by the list of allowed terms.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from typing import Any

from jaarbericht.audit.verify.evaluate import leaves
from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.itemdata import item_quantities, items_of
from jaarbericht.audit.verify.page.cited import citation_facts
from jaarbericht.audit.verify.page.numeralfacts import (
    captions,
    category_facts,
    cell_facts,
    constants,
    edition_facts,
    table_facts,
)
from jaarbericht.audit.verify.page.revised import SECTION, section_facts
from jaarbericht.audit.verify.page.sources import document_texts, source_line, source_text
from jaarbericht.audit.verify.page.terms import origin
from jaarbericht.audit.verify.pdf.file import BLOCKS, Node, squeezed
from jaarbericht.audit.verify.problem import Problem
from jaarbericht.audit.verify.saying import document_words, exact_text
from jaarbericht.audit.verify.words.covering import NUMERAL, Facts, left_over, without
from jaarbericht.audit.verify.words.places import is_prose

# Of every formula: `× 100` and `1 + g ÷ 100`.
_FORMULA = ("100", "1")
_LICENCE = ("CC BY 4.0",)
Ledger = Mapping[str, Any]


@dataclass(frozen=True)
class Explained:
    """How many numerals the PDF has, and which of them nothing explains."""

    numerals: int
    problems: tuple[Problem, ...]


def explain_numerals(evidence: Evidence) -> Explained:
    """Look at every text of every page."""
    told = _Told(evidence)
    count = 0
    problems: list[Problem] = []
    for place, text, facts in told.texts():
        count += len(NUMERAL.findall(text))
        if not NUMERAL.search(text):
            continue
        left = left_over(text, facts if isinstance(facts, Facts) else Facts(facts))
        problems += [_unexplained(place, text, numeral) for numeral in left]
    return Explained(count, tuple(problems))


class _Told:
    """The texts of the document, each with what may explain its numerals."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.ledger = evidence.ledger
        self.document = evidence.document
        self.edition = edition_facts(self.ledger)
        self.headings = [node.text for node in self.document.root.all("H1", "H2", "H3")]
        self.passages = _by_words(self.ledger["passages"])
        self.items = items_of(self.ledger)
        self.printed = {one["id"]: one for one in self.ledger["printed"]}
        self.captions = frozenset(captions(self.ledger))
        self._periods: dict[str, set[str]] = {}
        self._below: dict[str, frozenset[str]] = {}
        self._chapters: dict[str, Facts] = {}
        self._tables: dict[str, set[str]] = {}
        self._cells_of: dict[str, Facts] = {}
        self.said = _grouped(self.ledger["printed"])
        self.of_item = item_quantities(self.ledger)
        notes = self.document.root.all("Note")
        self.notes = {id(note): number for number, note in enumerate(notes, 1)}

    def texts(self) -> Iterator[tuple[str, str, Facts | Iterable[str]]]:
        """Where a text stands, the text, and the facts."""
        for number, page in enumerate(self.document.pages, 1):
            running = Facts([*self.edition, str(number), *self.headings])
            for piece in page.artifacts.pieces:
                yield f"page {number}", piece.text, running
        for part in self.document.root.kids:
            if isinstance(part, Node):
                yield from self._part(part)

    def _part(self, part: Node) -> Iterator[tuple[str, str, Facts | Iterable[str]]]:
        heading = next(iter(part.all("H1")), None)
        name = heading.id if heading else ""
        if name == "verantwoording":
            yield from self._annex(part)
        elif name in ("inhoud", "lijsten"):
            yield from self._listing(part)
        elif name == "bronnen":
            yield from self._sources(part)
        elif name == "register":
            yield from self._index(part)
        elif is_prose(part):
            yield from self._prose(part)
        else:
            for block in _blocks(part):
                yield _at(block), block.text, self.edition

    def _prose(self, part: Node) -> Iterator[tuple[str, str, Facts | Iterable[str]]]:
        within = _anchored(part, self.items)
        for block in _blocks(part):
            item = within.get(block, "")
            if block.kind == "Lbl" and block.parent and block.parent.kind == "Note":
                yield _at(block), block.text, [str(self._note_number(block))]
            elif block.kind == "Lbl":  # a mark, for check_marks; or a term, for check_glossary
                mark = self._allowed("begrippen", block.text) if block.id else [block.text]
                yield _at(block), block.text, mark
            elif block.kind in ("TD", "TH"):
                yield _at(block), block.text, self._table_facts(item)
            else:
                yield self._passage(block, item)
        for figure in part.all("Figure"):
            facts = self._figure_facts(within.get(figure, ""))
            names = [squeezed(fact) for fact in facts]
            written = Facts(facts)
            for piece in (piece for content in figure.own() for piece in content.pieces):
                line = [piece.text] if _is_part(squeezed(piece.text), names) else []
                yield _at(figure), piece.text, line or written
        for call, note in _calls(part):
            yield _at(call), call.text, [str(self.notes[id(note)])]

    def _note_number(self, label: Node) -> int:
        return self.notes[id(label.parent)]

    def _passage(self, block: Node, id: str) -> tuple[str, str, Facts]:
        """The words of the passage in a block; what it prints explains itself by its place."""
        known = self.passages
        passage = known.get(block.words.removeprefix("Dekern")) or known.get(block.words)
        if passage is None:
            return _at(block), block.text, Facts(())
        spans = [
            (start, start + len(one["text"]) + len(one["mark"]))
            for key, start in passage["printed"]
            if (one := self.printed.get(key))
        ]
        told = without(passage["text"], spans)
        typed = NUMERAL.search(told) is not None
        facts = Facts(self._passage_facts(passage, id) if typed else (), told)
        return _at(block), passage["text"], facts

    def _passage_facts(self, passage: Mapping[str, Any], id: str) -> Iterator[str]:
        """What the kind of a passage may name."""
        yield from self._allowed(passage["chapter"], passage["text"])
        yield from self._structure_facts(passage, id)
        if passage["chapter"] == "begrippen":
            yield from map(origin, self.ledger["glossary"])
        if passage["chapter"] == "colofon":
            yield from (one["text"] for one in self.ledger["errata"])
            yield from (f"{one['sign']} – {one['meaning']}" for one in self.ledger["signs"])

    def _structure_facts(self, passage: Mapping[str, Any], id: str) -> Iterator[str]:
        kind = passage["kind"]
        if kind == "heading":
            number = NUMERAL.match(passage["text"])
            yield number.group() if number else ""
        if kind == "caption" and id in self.items:
            yield f"Figuur {self.items[id]['number']}"
            yield f"Tabel {self.items[id]['number']}"
            yield self.items[id]["unit"]
        if kind in ("source", "remark") and id in self.items:
            yield from self._below_facts(id)

    def _below_facts(self, id: str) -> frozenset[str]:
        """What a source or a remark below a figure or table may name."""
        if id not in self._below:
            chapter = id.partition(".")[0]
            self._below[id] = frozenset((*self._behind(id), *self._chapter_periods(chapter)))
        return self._below[id]

    def _behind(self, id: str) -> Iterator[str]:
        for table in self._tables_of(id):
            yield from table_facts(self.ledger["tables"][table])
        for quantity in self.of_item[id].values():
            yield from (waiver["reason"] for waiver in quantity["waivers"])
            for kind, key in leaves(quantity["expression"]):
                if kind == "citation":
                    yield document_words(self.ledger["citations"][key])

    def _allowed(self, chapter: str, text: str) -> Iterator[str]:
        """The terms of a text that may hold a numeral, each with a reason in the ledger."""
        for one in self.ledger["allowed"]:
            if one["chapter"] in ("", chapter):
                yield from (match.group() for match in re.finditer(one["pattern"], text))

    def _chapter_periods(self, chapter: str) -> set[str]:
        """The periods of all figures of a chapter."""
        if chapter not in self._periods:
            mine = (
                quantity
                for id, quantity in self.ledger["quantities"].items()
                if id.startswith(f"{chapter}.")
            )
            self._periods[chapter] = self._period_facts(mine)
        return self._periods[chapter]

    def _period_facts(self, quantities: Iterable[Mapping[str, Any]]) -> set[str]:
        """The periods that figures rest on, in words and as years."""
        codes = {code for quantity in quantities for code in quantity["periods"]}
        return {fact for code in codes for fact in category_facts(code)}

    def _table_facts(self, id: str) -> Facts:
        """What the cells of a table say; of one that is no item, what the colophon does."""
        if id not in self._cells_of:
            self._cells_of[id] = Facts(self._cell_texts(id))
        return self._cells_of[id]

    def _cell_texts(self, id: str) -> Iterator[str]:
        item = self.items.get(id)
        if item is not None and "columns" in item:
            yield from (item["head"], *item["columns"], *item["rows"])
            yield from (row["afgedrukt"] for row in self.evidence.data[item["attachment"]])
        else:
            yield from self.edition
            yield from self._seal()

    def _seal(self) -> Iterator[str]:
        tables = self.ledger["tables"].values()
        hash = sha256(self.document.attachments["ledger.json"]).hexdigest()
        yield f"sha256 van ledger.json: {hash}"
        yield f"Van de {len(tables)} gebruikte"
        yield f"er {sum(one['newer_than_cutoff'] for one in tables)} een stand"
        yield from _LICENCE

    def _figure_facts(self, id: str) -> set[str]:
        """Texts of an axis, written values and moments, and names of series and categories."""
        item = self.items.get(id)
        if item is None:
            return set()
        facts = {tick["text"] for tick in item["ticks"]}
        facts |= {label["text"] for label in item["labels"]}
        facts |= {moment["text"] for moment in item["moments"]}
        facts |= set(item["series"])
        for row in self.evidence.data[item["attachment"]]:
            facts.add(row["categorie"])
        return facts

    def _tables_of(self, id: str) -> set[str]:
        """The CBS tables behind a figure or table."""
        if id not in self._tables:
            cells, mine = self.ledger["cells"], self.of_item[id].values()
            found = {leaf for quantity in mine for leaf in leaves(quantity["expression"])}
            self._tables[id] = {cells[leaf]["table"] for kind, leaf in found if kind == "cell"}
        return self._tables[id]

    def _listing(self, part: Node) -> Iterator[tuple[str, str, Facts | Iterable[str]]]:
        """Contents and lists: titles as they stand in the text, and the pages they lead to."""
        titles = [*self.headings, *(one["text"] for one in self.ledger["passages"]), *_LICENCE]
        numbered = [f"V.{n}" for n in range(1, 30)]
        names = [f"{w} {item['number']}" for item in self.items.values() for w in _ITEMS]
        known = [*titles, *self.captions, *numbered, *names, *self.edition]
        known += [*self.document.attachments, "sha256"]
        all_known = Facts(known)
        for block in _blocks(part):
            if block.kind in BLOCKS or block.targets:
                yield _at(block), block.text, all_known
        for entry in part.all("TOCI"):
            pages = _pages(entry, self.document.places)
            line, _, page = _own_line(entry).rpartition(" ")
            yield _at(entry), line.rstrip(" ."), all_known
            yield _at(entry), page, pages

    def _sources(self, part: Node) -> Iterator[tuple[str, str, Facts | Iterable[str]]]:
        """The list of sources: all that the ledger tells of each table."""
        entries = {f"t-{id}": id for id in self.ledger["tables"]}
        facts = Facts(["sha256", *document_texts(self.ledger)])
        for node in _blocks(part):
            if node.id == "documenten":
                facts = Facts(document_texts(self.ledger))
            if node.id in entries:
                id = entries[node.id]
                table = self.ledger["tables"][id]
                text = source_text(id, table)
                facts = Facts([text, *table_facts(table), source_line(table)])
            yield _at(node), node.text, facts

    def _index(self, part: Node) -> Iterator[tuple[str, str, Facts | Iterable[str]]]:
        """The index: words that hold a numeral, and the pages that a line leads to."""
        words = [one["word"] for one in self.ledger["index"]]
        for node in _blocks(part):
            targets = [target for link in node.all("Link") for target in link.targets]
            pages = {str(self.document.places.get(target, 0)) for target in targets}
            yield _at(node), node.text, Facts([*words, *pages])

    def _annex(self, part: Node) -> Iterator[tuple[str, str, Facts | Iterable[str]]]:
        entries = {f"v-{id}": id for id in self.ledger["quantities"]}
        facts = Facts(())
        for node in _blocks(part):
            if node.id in entries:
                id = entries[node.id]
                facts = Facts(self._entry_facts(id, node), more=self._of_chapter(id))
            elif node.id.removeprefix("c-") in self.ledger["citations"]:
                facts = Facts(citation_facts(self.ledger["citations"][node.id.removeprefix("c-")]))
            elif node.kind == "Lbl" and node.all("Link"):
                facts = Facts(self._item_facts(node))
            elif node.kind.startswith("H"):
                facts = Facts({node.text} & set(self.headings))
            yield _at(node), node.text, facts
            if node.id == SECTION:
                facts = Facts(section_facts(self.ledger["revisions"]))

    def _entry_facts(self, id: str, label: Node) -> set[str]:
        """A number of the annex: what it prints, its value, its formula and its cells."""
        quantity = self.ledger["quantities"][id]
        said = self.said.get(id, [])
        facts = {one["text"] for one in said} | {_plain(one["text"]) for one in said}
        pages = {str(self.document.places.get(f"p-{one['id']}", 0)) for one in said}
        facts |= {f"p. {page}" for page in pages} | {f", p. {page}" for page in pages}
        about = label.parent.whole_text if label.parent else ""
        chapter = id.partition(".")[0]
        return facts | set(self._allowed(chapter, about)) | self._quantity_facts(quantity)

    def _of_chapter(self, id: str) -> Facts:
        """The periods of all figures of the chapter of a quantity."""
        chapter = id.partition(".")[0]
        if chapter not in self._chapters:
            self._chapters[chapter] = Facts(self._chapter_periods(chapter))
        return self._chapters[chapter]

    def _quantity_facts(self, quantity: Mapping[str, Any]) -> set[str]:
        """The value of a quantity, its group, its periods, and the parts of its formula."""
        tree = quantity["expression"]
        facts = {exact_text(Fraction(quantity["value"])), quantity["population"], *_FORMULA}
        facts |= {waiver["reason"] for waiver in quantity["waivers"]}
        facts |= set(constants(tree)) | self._period_facts([quantity])
        used = set(leaves(tree))
        for kind, leaf in used:
            if kind == "cell":
                facts |= set(cell_facts(self.ledger["cells"][leaf]))
            else:
                facts |= set(citation_facts(self.ledger["citations"][leaf]))
        counts = range(1, len(used) + 1)
        return facts | {f"({n})" for n in counts} | {f"{n} cellen" for n in counts}

    def _item_facts(self, label: Node) -> set[str]:
        """A figure or table of the annex, with its series."""
        anchors = {f"{item['anchor']}": id for id, item in self.items.items()}
        target = next((t for link in label.all("Link") for t in link.targets), "")
        id = anchors.get(target)
        if id is None:
            return set()
        item = self.items[id]
        facts = {f"{w} {item['number']}" for w in _ITEMS} | self.captions
        facts |= self._tables_of(id) | {item["attachment"]}
        mine = self.of_item[id]
        facts |= {waiver["reason"] for quantity in mine.values() for waiver in quantity["waivers"]}
        counts = range(1, len(mine) + 1)
        return facts | {f"{n} {word}" for n in counts for word in _STATUSES}


_ITEMS = ("Figuur", "Tabel", "figuur", "tabel")
_STATUSES = ("definitief", "status niet bekend", "nader voorlopig", "voorlopig")


def _by_words(passages: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {"".join(one["text"].split()): one for one in passages}


def _plain(text: str) -> str:
    return text[:1].lower() + text[1:]


def _blocks(part: Node) -> Iterator[Node]:
    return (node for node in part.below() if node.kind in BLOCKS and node.text)


def _anchored(part: Node, items: Mapping[str, Mapping[str, Any]]) -> dict[Node, str]:
    """Which figure or table an element belongs to."""
    anchors = {item["anchor"]: id for id, item in items.items()}
    return {
        node: anchors[division.id]
        for division in part.below()
        if division.id in anchors
        for node in division.below()
    }


def _calls(part: Node) -> Iterator[tuple[Node, Node]]:
    """The marks of footnotes in the text, each with its note."""
    for note in part.all("Note"):
        kids = note.parent.kids if note.parent else []
        before = kids[kids.index(note) - 1] if note in kids else None
        if isinstance(before, Node) and before.kind == "Reference":
            yield before, note


def _grouped(printed: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    """What is printed, by quantity."""
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for one in printed:
        found[one["quantity"]].append(one)
    return found


def _is_part(words: str, names: Iterable[str]) -> bool:
    """Whether a text is a line of a longer name; a bare numeral is not."""
    return any(one.isalpha() for one in words) and any(words in name for name in names)


def _own_line(entry: Node) -> str:
    """The text of an entry of the contents, without the entries below it."""
    kids = (kid for kid in entry.kids if isinstance(kid, Node) and kid.kind != "TOC")
    return " ".join(kid.text or kid.whole for kid in kids)


def _pages(entry: Node, places: Mapping[str, int]) -> list[str]:
    targets = [t for kid in entry.kids if isinstance(kid, Node) and kid.kind != "TOC"
               for node in kid.below() for t in node.targets]  # fmt: skip
    return [str(places[target]) for target in targets if target in places]


def _at(node: Node) -> str:
    return f"page {node.page}"


def _unexplained(place: str, text: str, numeral: str) -> Problem:
    around = text if len(text) <= 80 else f"{text[:77]}…"
    return Problem(
        "numeral", place, f"Nothing explains ‘{numeral}’ in ‘{around}’.",
        "Get the report anew, or let the text name the number by its function.",
    )  # fmt: skip
