"""Check, the other way round: every numeral in the text of the PDF is explained.

Margins, lists, tables, sources, index and annex are compared letter for letter with what the ledger
says of them, each by a check of its own; their numerals are counted here. All else is explained: by
a number of the ledger at its place, by a table or document it comes from, by the structure of the
report (chapter, figure), or by the list of allowed terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jaarbericht.audit.verify.evaluate import leaves
from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.itemdata import item_quantities, items_of
from jaarbericht.audit.verify.page.cited import citation_facts
from jaarbericht.audit.verify.page.numeralfacts import (
    category_facts,
    cell_facts,
    constants,
    table_facts,
)
from jaarbericht.audit.verify.page.terms import origin
from jaarbericht.audit.verify.pdf.file import BLOCKS, Node, squeezed
from jaarbericht.audit.verify.problem import Problem
from jaarbericht.audit.verify.saying import document_words
from jaarbericht.audit.verify.words.covering import (
    NUMERAL,
    Facts,
    left_over,
    same_numerals,
    without,
)

# The parts that are lists: contents, annex, sources, lists and index.
_LISTS = frozenset(("inhoud", "verantwoording", "bronnen", "lijsten", "register"))
Told = Iterator[tuple[str, str, Facts]]


@dataclass(frozen=True)
class Explained:
    """How many numerals the PDF has, and which of them nothing explains."""

    numerals: int
    problems: tuple[Problem, ...]


def explain_numerals(evidence: Evidence) -> Explained:
    """Look at every text of every page."""
    told = _Told(evidence)
    count = sum(len(NUMERAL.findall(text)) for text in told.compared())
    problems: list[Problem] = []
    for place, text, facts in told.explained():
        count += len(NUMERAL.findall(text))
        problems += [_unexplained(place, text, numeral) for numeral in left_over(text, facts)]
    for place, text, facts in told.named():
        problems += [_unexplained(place, text, numeral) for numeral in left_over(text, facts)]
    return Explained(count, tuple(problems))


class _Told:
    """The texts of the document: those that another check compares, and those to be explained."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.ledger = evidence.ledger
        self.document = evidence.document
        self.passages = _by_words(self.ledger["passages"])
        self.items = items_of(self.ledger)
        self.printed = {one["id"]: one for one in self.ledger["printed"]}
        self.of_item = item_quantities(self.ledger)
        self._below: dict[str, Facts] = {}
        self._chapters: dict[str, Facts] = {}
        parts = [kid for kid in self.document.root.kids if isinstance(kid, Node)]
        self.lists = [part for part in parts if part is parts[0] or _head(part) in _LISTS]
        self.others = [part for part in parts if part not in self.lists]

    def compared(self) -> Iterator[str]:
        """The texts that another check compares as a whole."""
        for page in self.document.pages:
            yield from (piece.text for piece in page.artifacts.pieces)
        for part in self.lists:
            yield from (block.text for block in _blocks(part))
            yield from map(_own_line, part.all("TOCI"))
        for part in self.others:
            yield from (block.text for block in _blocks(part) if _is_compared(block))
            yield from (call.text for call in _calls(part))

    def explained(self) -> Told:
        """Where another text stands, the text, and what may explain its numerals."""
        for part in self.others:
            within = _anchored(part, self.items)
            for block in _blocks(part):
                if block.kind == "Lbl" and block.id:
                    yield _at(block), block.text, Facts(self._allowed("begrippen", block.text))
                elif not _is_compared(block):
                    yield self._passage(block, within.get(block, ""))
            for figure in part.all("Figure"):
                texts = self._figure_facts(within.get(figure, ""))
                names = [squeezed(text) for text in texts]
                written = Facts(texts)
                for piece in (piece for content in figure.own() for piece in content.pieces):
                    line = _is_part(squeezed(piece.text), names)
                    yield _at(figure), piece.text, Facts([piece.text]) if line else written

    def named(self) -> Told:
        """What the annex calls the numbers: their formulas and cells are computed again."""
        for id, told in self.ledger["annex"].items():
            label = self.document.ids.get(f"v-{id}")
            if label is not None and NUMERAL.search(told["about"]):
                facts = Facts(self._name_facts(id, told["about"]), more=self._of_chapter(id))
                yield _at(label), told["about"], facts

    def _passage(self, block: Node, id: str) -> tuple[str, str, Facts]:
        """The words of the passage in a block; what it prints explains itself by its place."""
        known = self.passages
        passage = known.get(block.words.removeprefix("Dekern")) or known.get(block.words)
        if passage is None or not same_numerals(block.text, passage["text"]):
            return _at(block), block.text, Facts(())
        spans = [
            (start, start + len(one["text"]) + len(one["mark"]))
            for key, start in passage["printed"]
            if (one := self.printed.get(key))
        ]
        told = without(passage["text"], spans)
        if not NUMERAL.search(told):
            return _at(block), passage["text"], Facts((), told)
        below = passage["kind"] in ("source", "remark") and id in self.items
        more = self._below_facts(id) if below else None
        return _at(block), passage["text"], Facts(self._passage_facts(passage, id), told, more)

    def _passage_facts(self, passage: Mapping[str, Any], id: str) -> Iterator[str]:
        """What the kind of a passage may name."""
        yield from self._allowed(passage["chapter"], passage["text"])
        if passage["kind"] == "heading":
            number = NUMERAL.match(passage["text"])
            yield number.group() if number else ""
        if passage["kind"] == "caption" and id in self.items:
            yield f"Figuur {self.items[id]['number']}"
            yield f"Tabel {self.items[id]['number']}"
            yield self.items[id]["unit"]
        if passage["chapter"] == "begrippen":
            yield from map(origin, self.ledger["glossary"])
        if passage["chapter"] == "colofon":
            yield from (one["text"] for one in self.ledger["errata"])
            yield from (f"{one['sign']} – {one['meaning']}" for one in self.ledger["signs"])

    def _below_facts(self, id: str) -> Facts:
        """What a source or a remark below a figure or table may name."""
        if id not in self._below:
            self._below[id] = Facts(self._behind(id), more=self._of_chapter(id))
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

    def _period_facts(self, quantities: Iterable[Mapping[str, Any]]) -> set[str]:
        """The periods that figures rest on, in words and as years."""
        codes = {code for quantity in quantities for code in quantity["periods"]}
        return {fact for code in codes for fact in category_facts(code)}

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
        cells, mine = self.ledger["cells"], self.of_item[id].values()
        found = {leaf for quantity in mine for leaf in leaves(quantity["expression"])}
        return {cells[leaf]["table"] for kind, leaf in found if kind == "cell"}

    def _name_facts(self, id: str, name: str) -> Iterator[str]:
        """What the name of a number may hold: of its cells, its periods and its formula."""
        quantity = self.ledger["quantities"][id]
        yield from self._allowed(id.partition(".")[0], name)
        yield from constants(quantity["expression"])
        yield from self._period_facts([quantity])
        for kind, leaf in set(leaves(quantity["expression"])):
            if kind == "cell":
                yield from cell_facts(self.ledger["cells"][leaf])
            else:
                yield from citation_facts(self.ledger["citations"][leaf])

    def _of_chapter(self, id: str) -> Facts:
        """The periods of all figures of the chapter of a quantity, figure or table."""
        chapter = id.partition(".")[0]
        if chapter not in self._chapters:
            quantities = self.ledger["quantities"].items()
            mine = (one for other, one in quantities if other.startswith(f"{chapter}."))
            self._chapters[chapter] = Facts(self._period_facts(mine))
        return self._chapters[chapter]


def _by_words(passages: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {"".join(one["text"].split()): one for one in passages}


def _head(part: Node) -> str:
    """The id of the heading of a part."""
    return next((node.id for node in part.below() if node.kind == "H1"), "")


def _is_compared(block: Node) -> bool:
    """Whether a block of prose is a cell, or the mark of a note or of a point of a list."""
    above = block.parent.kind if block.parent else ""
    if block.kind in ("TD", "TH"):
        return above == "TR" and block.is_within("Table")
    return block.kind == "Lbl" and not block.id and above in ("LI", "Note")


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


def _calls(part: Node) -> Iterator[Node]:
    """The marks of footnotes in the text."""
    for note in part.all("Note"):
        kids = note.parent.kids if note.parent else []
        before = kids[kids.index(note) - 1] if note in kids else None
        if isinstance(before, Node) and before.kind == "Reference":
            yield before


def _is_part(words: str, names: Iterable[str]) -> bool:
    """Whether a text is a line of a longer name; a bare numeral is not."""
    return any(one.isalpha() for one in words) and any(words in name for name in names)


def _own_line(entry: Node) -> str:
    """The text of an entry of the contents, without the entries below it."""
    kids = (kid for kid in entry.kids if isinstance(kid, Node) and kid.kind != "TOC")
    return " ".join(kid.text or kid.whole for kid in kids)


def _at(node: Node) -> str:
    return f"page {node.page}"


def _unexplained(place: str, text: str, numeral: str) -> Problem:
    around = text if len(text) <= 80 else f"{text[:77]}…"
    return Problem(
        "numeral", place, f"Nothing explains ‘{numeral}’ in ‘{around}’.",
        "Get the report anew, or let the text name the number by its function.",
    )  # fmt: skip
