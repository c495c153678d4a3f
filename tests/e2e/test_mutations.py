"""Hundreds of single changes to the built report, every one of which is noticed."""

from __future__ import annotations

import gc
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import mutations
import pytest
from noticing import Noticing
from project import Project

from jaarbericht.audit.verify.pdf.file import Document, read_document
from jaarbericht.audit.verify.report import findings

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("mutations")]

FEW, SEED = 2, 20211118


@pytest.fixture(scope="module")
def document(edition: Project) -> Iterator[Document]:
    """The report, read once; what is made of it is not looked through for garbage, as in verify."""
    gc.disable()
    yield read_document(edition.pdf.read_bytes())
    gc.enable()


def unnoticed(document: Document, made: Iterator[mutations.Mutation]) -> tuple[int, list[str]]:
    """How many changes there were, and which of them no check notices."""
    checks, missed, count = Noticing(document), [], 0
    for mutation in made:
        count += 1
        with mutation.laid(document) as changed:
            if not checks.notices(changed):
                missed.append(f"{mutation.sort}: {mutation.name}")
    return count, missed


def test_without_a_change_there_is_no_finding(document: Document) -> None:
    assert list(findings(document, {})) == []
    assert not Noticing(document).notices(document)


def test_digits_of_every_part_of_the_pdf(document: Document) -> None:
    count, missed = unnoticed(document, mutations.texts(document, SEED, 5 * FEW))
    assert missed == [] and count >= 70


def test_words_that_depend_on_a_value(document: Document) -> None:
    count, missed = unnoticed(document, mutations.words(document, SEED, FEW))
    assert missed == [] and count >= 15


def test_typed_words_that_contradict_a_formula(document: Document) -> None:
    count, missed = unnoticed(document, mutations.typed_words(document))
    assert missed == [] and count >= 4


def test_numbers_that_change_places(document: Document) -> None:
    count, missed = unnoticed(document, mutations.moves(document, SEED, 5 * FEW))
    assert missed == [] and count >= 5


def test_texts_that_trade_places_on_the_page(document: Document) -> None:
    count, missed = unnoticed(document, mutations.places(document, SEED, FEW))
    assert missed == [] and count >= 12


def test_words_of_the_margins_the_cover_and_the_colophon(document: Document) -> None:
    count, missed = unnoticed(document, mutations.frame(document, SEED))
    assert missed == [] and count >= 10


def test_headings_fixed_texts_entries_and_marks_of_lists(document: Document) -> None:
    count, missed = unnoticed(document, mutations.lists(document, SEED))
    assert missed == [] and count >= 13


def test_drawings_of_other_data(document: Document) -> None:
    count, missed = unnoticed(document, mutations.drawings(document, SEED, FEW))
    assert missed == [] and count >= 60


def test_every_part_of_the_ledger(document: Document) -> None:
    count, missed = unnoticed(document, mutations.ledgers(document, SEED, FEW))
    assert missed == [] and count >= 55


def test_the_data_that_are_attached(document: Document) -> None:
    count, missed = unnoticed(document, mutations.data(document, SEED, 1))
    assert missed == [] and count >= 47


def test_attachments_that_are_gone_altered_or_swapped(document: Document) -> None:
    count, missed = unnoticed(document, mutations.attachments(document, SEED))
    assert missed == [] and count >= 100


def test_every_class_of_change_is_tried(document: Document) -> None:
    sorts: dict[str, int] = defaultdict(int)
    for mutation in mutations.everything(document, SEED, FEW):
        sorts[mutation.sort] += 1
    regions = (
        "prose", "table", "drawing", "annex", "contents", "lists", "margin", "colophon", "terms",
        "sources", "index",
    )  # fmt: skip
    assert {f"digit in {region}" for region in regions} <= sorts.keys()
    assert {f"ledger: {sort}" for sort in mutations.LEDGER_CHANGES} <= sorts.keys()
    assert sum(sorts.values()) >= 300


def test_a_number_in_words_is_noticed(document: Document) -> None:
    ledger = json.loads(document.attachments["ledger.json"])
    passage = next(p for p in ledger["passages"] if p["kind"] == "paragraph" and p["printed"])
    passage["text"] += " Dat geldt voor drie op de vier bedrijven."
    with mutations.sealed(document, {}, ledger) as changed:
        found = [one.what for one in findings(changed, {}) if one.kind == "numeral"]
    assert any("Nothing explains ‘drie’" in one for one in found)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda ledger: ledger["allowed"][0].update(pattern="("),
        lambda ledger: next(iter(ledger["quantities"].values()))["form"].update(scale=0),
        lambda ledger: ledger["printed"].pop(0),
        lambda ledger: ledger.update(passages=[]),
        lambda ledger: ledger.pop("left_out"),
        lambda ledger: ledger.update(edition=[]),
        lambda ledger: ledger.update(figures=[1]),
        lambda ledger: ledger.update(shown=None),
        lambda ledger: next(iter(ledger["shown"].values())).pop("attachment"),
        lambda ledger: [cell.update(raw="x") for cell in ledger["cells"].values()],
    ],
)
def test_a_ledger_of_another_form_is_a_finding_and_no_defect(
    document: Document, spoil: Callable[[Any], Any]
) -> None:
    ledger = json.loads(document.attachments["ledger.json"])
    spoil(ledger)
    with mutations.sealed(document, {}, ledger) as changed:
        assert list(findings(changed, {})) != []
