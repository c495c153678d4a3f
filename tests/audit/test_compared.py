"""What is compared as a whole has nothing beside it, and what is not must be explained."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.page.annex import check_items
from jaarbericht.audit.verify.page.fixed import check_fixed
from jaarbericht.audit.verify.page.listings import check_listings
from jaarbericht.audit.verify.page.marks import check_marks
from jaarbericht.audit.verify.page.numerals import explain_numerals
from jaarbericht.audit.verify.page.revised import check_revisions
from jaarbericht.audit.verify.page.sources import check_documents, check_sources, source_text
from jaarbericht.audit.verify.page.terms import check_index
from jaarbericht.audit.verify.pdf.content import Content, PageContent, Piece
from jaarbericht.audit.verify.pdf.file import Document, Node
from jaarbericht.audit.verify.problem import Problem
from jaarbericht.audit.verify.words.covering import Facts, left_over, says
from jaarbericht.audit.verify.words.places import check_passages

TABLE: dict[str, Any] = {
    "title": "Bedrijven", "catalogue": "CBS", "modified": "2021-10-01T02:00:00", "stand": "",
    "newer_than_cutoff": False, "retrieved": "", "source": "folder", "rows": 4,
    "completeness": "complete", "structure": "verified", "universe": "alle bedrijven", "notes": [],
    "sha256": "ab12",
}  # fmt: skip
QUANTITY: dict[str, Any] = {
    "expression": {"constant": "1"}, "periods": ["2020JJ00"], "waivers": [], "unit": "aantal",
}  # fmt: skip
LEDGER: dict[str, Any] = {
    "edition": {"year": 2021}, "tables": {"1NED": TABLE}, "cells": {}, "citations": {},
    "quantities": {"werk.deel": QUANTITY}, "printed": [], "figures": {}, "shown": {},
    "passages": [{"chapter": "werk", "kind": "paragraph", "text": "Werk.", "printed": []}],
    "annex": {"werk.deel": {"about": "Aandeel in 2020"}}, "allowed": [], "glossary": [],
    "index": [{"word": "bedrijven", "places": ["p"], "explained": "", "forms": ["bedrijven"]}],
    "revisions": {"lines": []},
}  # fmt: skip


_NONE_BEFORE = (
    "Deze editie heeft in dit project geen voorganger, zodat er geen eerder jaarbericht is om mee"
    " te vergelijken."
)


def node(kind: str, *within: Node | str, id: str = "", targets: tuple[str, ...] = ()) -> Node:
    """An element with texts and elements in it."""
    made = Node(kind, id, targets=list(targets))
    for one in within:
        if isinstance(one, Node):
            one.parent = made
        made.kids.append(one if isinstance(one, Node) else Content([Piece(one, (0.0, 0.0))]))
    return made


def evidence(*parts: Node, **ledger: Any) -> Evidence:
    """A report of a cover and these parts."""
    root = node("Document", node("Sect", node("P", "Jaarbericht")), *parts)
    ids = {one.id: one for one in root.below() if one.id}
    pages = dict.fromkeys(ids, 7)
    document = Document(root, ids, (PageContent(),), {"ledger.json": b"{}"}, pages)
    return Evidence(document, LEDGER | ledger, (), {}, {})


def part(id: str, *within: Node, title: str = "Kop") -> Node:
    return node("Sect", node("H1", title, id=id), *within)


def found(check: Callable[[Evidence], Iterator[Problem]], *parts: Node, **ledger: Any) -> list[str]:
    return [problem.what for problem in check(evidence(*parts, **ledger))]


def source(*more: Node) -> Node:
    label = node("Lbl", "1NED", id="t-1NED")
    rest = source_text("1NED", TABLE).removeprefix("1NED")
    return part("bronnen", node("L", node("LI", label, node("LBody", rest)), *more))


def test_an_entry_of_the_sources_is_a_table_or_a_document() -> None:
    for check in (check_sources, check_documents):
        assert found(check, source()) == []
    nameless = node("LI", node("Lbl", "2NED"), node("LBody", "99 rijen"))
    assert any("2NED99rijen" in what for what in found(check_documents, source(nameless)))
    unknown = node("LI", node("Lbl", "2NED", id="t-2NED"), node("LBody", "99 rijen"))
    assert any("no such table" in what for what in found(check_sources, source(unknown)))


def test_an_entry_of_the_sources_has_no_other_in_it() -> None:
    true = source().kids[1]
    assert isinstance(true, Node)
    outer = node("L", node("LI", node("LBody", "99 rijen", true)))
    assert any("99rijen" in what for what in found(check_documents, part("bronnen", outer)))


def index(*line: Node) -> tuple[Node, Node]:
    place = part("h-werk", node("P", "bedrijven", id="p"))
    return place, part("register", node("L", node("LI", *line)))


def test_a_line_of_the_index_is_compared_with_what_stands_before_it() -> None:
    line = node("LBody", "bedrijven ", node("Link", "7", targets=("p",)))
    assert found(check_index, *index(line)) == []
    line = node("LBody", "bedrijven ", node("Link", "7", targets=("p",)))
    assert any(
        "‘9bedrijven7’" in what for what in found(check_index, *index(node("Lbl", "9"), line))
    )


def contents(line: str) -> tuple[Node, Node]:
    title = node("H1", "1.1 Werk", id="h-werk")
    link = node("Link", f"{line} 7", targets=("h-werk",))
    listed = node("L", node("LI", node("LBody", "ledger.json ")))
    return (
        part("inhoud", node("TOC", node("TOCI", node("Reference", link)))), node("Sect", title),
    ) if line else (part("lijsten", listed), node("Sect", title))  # fmt: skip


@pytest.mark.parametrize(("line", "agrees"), [("1.1 Werk", True), ("11 Werk", False)])
def test_a_line_of_the_contents_has_the_points_of_its_title(line: str, agrees: bool) -> None:
    said = [what for what in found(check_listings, *contents(line)) if "there stands" in what]
    assert (said == []) is agrees


def unexplained(*parts: Node, **ledger: Any) -> list[str]:
    problems = explain_numerals(evidence(*parts, **ledger)).problems
    return [problem.what.split("‘")[1].split("’")[0] for problem in problems]


@pytest.mark.parametrize("id", ["h-werk", "werk", "colofon", "h-begrippen"])
def test_a_part_that_is_no_list_explains_its_numerals(id: str) -> None:
    assert unexplained(part(id, node("P", "Nog 99 procent."))) == ["99"]


def test_a_part_without_a_heading_explains_its_numerals() -> None:
    assert unexplained(node("Sect", node("P", "Nog 99 procent."))) == ["99"]


def test_only_a_cell_of_a_row_of_a_table_is_compared_with_its_data() -> None:
    cell = node("Table", node("TR", node("TD", "99")))
    assert unexplained(part("h-werk", cell)) == []
    assert unexplained(part("h-werk", node("TR", node("TD", "99")))) == ["99"]
    assert unexplained(part("h-werk", node("Table", node("TD", "99")))) == ["99"]


def test_only_a_mark_of_a_note_or_of_a_point_is_looked_at_elsewhere() -> None:
    assert unexplained(part("h-werk", node("L", node("LI", node("Lbl", "99."))))) == []
    assert unexplained(part("h-werk", node("Lbl", "99"))) == ["99"]
    assert unexplained(part("h-werk", node("P", node("Lbl", "99")))) == ["99"]
    assert unexplained(part("h-werk", node("L", node("LI", node("Lbl", "99", id="x"))))) == ["99"]


@pytest.mark.parametrize(
    ("about", "left"),
    [("Aandeel in 2020", []), ("Aandeel in 2019", ["2019"]), ("Aandeel, 99 procent", ["99"])],
)
def test_what_the_annex_calls_a_number_is_explained(about: str, left: list[str]) -> None:
    entry = node("LI", node("Lbl", "5 procent", id="v-werk.deel"), node("LBody", about))
    annex = {"werk.deel": {"about": about}}
    assert unexplained(part("verantwoording", node("L", entry)), annex=annex) == left


def test_every_numeral_is_counted() -> None:
    cell = node("Table", node("TR", node("TD", "12,5")))
    listed = part("bronnen", node("L", node("LI", node("LBody", "3 en 4"))))
    looked = explain_numerals(evidence(part("h-werk", cell, node("P", "Nog 99.")), listed))
    assert looked.numerals == 4


def annex(*within: Node) -> Node:
    head = node("H2", "V.1 Bijgesteld ten opzichte van het vorige jaarbericht", id="bijgesteld")
    return part("verantwoording", node("Sect", head), *within)


def test_no_entry_of_the_annex_stands_under_no_heading() -> None:
    def said(*within: Node) -> list[str]:
        return [w for w in found(check_fixed, annex(*within)) if "under no heading" in w]

    assert said() == []
    assert said(node("Div", node("L", node("LI", node("LBody", "99"))))) != []


def test_an_entry_is_known_by_what_it_is_compared_by() -> None:
    def said(label: Node) -> list[str]:
        head = node("H2", "V.1", id="publicaties")
        section = node("Sect", head, node("L", node("LI", label)))
        whole = part("verantwoording", section)
        return [
            what
            for what in found(check_fixed, whole, citations={"k": {}})
            if "other entries" in what
        ]

    assert said(node("Lbl", "5 procent", id="c-k")) == []
    assert said(node("Lbl", node("Link", "99", targets=("c-k",)))) != []


def test_an_entry_of_a_figure_has_no_other_in_it() -> None:
    def said(*entries: Node) -> list[str]:
        figure = {"anchor": "fig", "attachment": "f.csv", "number": "1.1"}
        told = {"fig": {"about": "Figuur 1.1 Werk", "status": ""}}
        listed = part("verantwoording", node("Sect", node("L", *entries)))
        return found(check_items, listed, figures={"werk.f": figure}, annex=told)

    def entry() -> Node:
        body = node("LBody", " Status: . Alle cijfers: bijlage f.csv.")
        return node("LI", label("Figuur 1.1 Werk."), body)

    def label(text: str) -> Node:
        return node("Lbl", node("Link", text, targets=("fig",)))

    assert said(entry()) == []
    assert said(node("LI", label("99"), node("LBody", node("L", entry())))) != []


def test_the_section_of_what_was_revised_begins_with_its_heading() -> None:
    def said(*before: Node) -> list[str]:
        head = node("H2", "V.1 Bijgesteld", id="bijgesteld")
        section = part("verantwoording", node("Sect", *before, head, node("P", _NONE_BEFORE)))
        part_: dict[str, Any] = {"earlier": None, "counts": {}, "lines": [_NONE_BEFORE], "rows": [],
                 "cells": {}, "citations": {}, "tables": {}}  # fmt: skip
        return found(check_revisions, section, revisions=part_)

    assert said() == []
    assert said(node("Table", node("TR", node("TD", "99 procent")))) != []


def test_a_row_without_a_table_is_no_row_of_a_list() -> None:
    row = node("TR", node("TD", "99 procent"))
    said = found(check_fixed, part("inhoud", row, title="Inhoud"))
    assert any("‘99procent’" in what for what in said)


def test_no_chapter_is_added() -> None:
    names = ["colofon", "inhoud", "h-voorwerk", "h-werk"]
    names += ["h-summary_en", "h-begrippen", "verantwoording", "bronnen", "h-handleiding",
              "lijsten", "register"]  # fmt: skip

    def said(*names: str) -> list[str]:
        return [w for w in found(check_fixed, *map(part, names)) if "parts are" in w]

    assert said(*names) == []
    assert said(*names[:4], "h-vondst", *names[4:]) != []
    assert said(*names[:3], *names[4:]) != []


def marked(*within: Node) -> list[str]:
    glossary = [{"anchor": "begrip-mkb"}]
    return found(check_marks, part("h-werk", *within), glossary=glossary)


def test_a_mark_is_a_dash_or_a_term_that_the_ledger_has() -> None:
    assert marked(node("L", node("LI", node("Lbl", "–")))) == []
    assert marked(node("L", node("LI", node("Lbl", "mkb", id="begrip-mkb")))) == []
    assert marked(node("L", node("LI", node("Lbl", "vals", id="begrip-vals")))) != []


def test_a_note_says_something() -> None:
    def note(*words: str) -> Node:
        call = node("Reference", "1")
        return node("P", "Werk.", call, node("Note", node("Lbl", "1"), *words))

    assert marked(note("Bron: CBS.")) == []
    assert marked(note()) != []


def test_only_a_box_has_the_head_of_a_box() -> None:
    assert found(check_passages, part("h-werk", node("Div", node("P", "De kern Werk.")))) == [
        "‘Kop’ is not in the ledger."
    ]
    assert any(
        "DekernWerk." in what
        for what in found(check_passages, part("h-werk", node("P", "De kern Werk.")))
    )


def test_a_space_is_neither_put_in_a_numeral_nor_taken_away() -> None:
    for text, same in (
        ("in 2020 62 procent", True),
        ("in  2020 62 procent", True),
        ("in 20206 2 procent", False),
        ("in 202062 procent", False),
        ("in 2 020 62 procent", False),
    ):
        assert says(node("P", text), "in 2020 62 procent") is same
    parted = node("LI", node("Lbl", "2020"), node("LBody", "62 procent"))
    assert says(parted, "2020 62 procent")


@pytest.mark.parametrize(("text", "left"), [("Werk 2020 62.", []), ("Werk 20206 2.", ["20206"])])
def test_a_passage_has_the_numerals_of_the_ledger(text: str, left: list[str]) -> None:
    passage = {"chapter": "werk", "kind": "paragraph", "text": "Werk 2020 62.", "printed": []}
    allowed = [{"chapter": "werk", "pattern": "2020 62"}]
    block = part("h-werk", node("P", text))
    assert unexplained(block, passages=[passage], allowed=allowed)[:1] == left


def test_a_text_that_is_a_fact_has_its_numerals() -> None:
    assert left_over("65,0%", Facts(["65,0%"])) == []
    assert left_over("65 ,0%", Facts(["65,0%"])) == ["65", "0"]
