"""What is kept by hand beside the texts, and what the document makes of it: terms, signs, errata.

Puts together what `glossary`, `signs`, `errata` and `wordindex` make. Decides nothing about them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jaarbericht.compose import glossary, signs
from jaarbericht.compose.allowlist import Allowlist, Entry
from jaarbericht.compose.annex import ChapterEntry
from jaarbericht.compose.errata import (
    Erratum,
    errata_html,
    errata_record,
    of_edition,
    read_errata,
)
from jaarbericht.compose.findings import Finding
from jaarbericht.compose.glossary import TextPlace, Use
from jaarbericht.compose.numbering import Place
from jaarbericht.compose.prose import ChapterHtml
from jaarbericht.compose.wordindex import (
    IndexEntry,
    IndexWord,
    by_letter,
    index_record,
    index_texts,
    read_index,
    table_lines,
)
from jaarbericht.edition import Edition


@dataclass(frozen=True)
class Lists:
    """The lists in report/*.yaml that the document prints."""

    glossary: tuple[glossary.Term, ...]
    index: tuple[IndexWord, ...]
    errata: tuple[Erratum, ...]
    signs: tuple[signs.Sign, ...]


@dataclass(frozen=True)
class Linked:
    """The texts with the links to terms and the marks of the index, and what these lead to."""

    pages: Mapping[str, ChapterHtml]
    uses: tuple[Use, ...]
    readable: tuple[TextPlace, ...]
    entries: tuple[IndexEntry, ...]


def read_lists(prose: Path) -> Lists:
    """The lists in a folder. Raises FileProblem or RecordsInvalid."""
    return Lists(
        glossary.read_glossary(prose / "glossary.yaml", "report/glossary.yaml"),
        read_index(prose / "index.yaml", "report/index.yaml"),
        read_errata(prose / "errata.yaml", "report/errata.yaml"),
        signs.read_signs(prose / "tekens.yaml", "report/tekens.yaml"),
    )


def check_lists(
    lists: Lists, allowlist: Allowlist, colophon: str
) -> tuple[tuple[Finding, ...], frozenset[Entry]]:
    """What the guard has to say about the terms and the signs, and the allowances they needed."""
    terms, used = glossary.check_terms(lists.glossary, allowlist.for_chapter(glossary.NAME))
    others, also = signs.check_signs(lists.signs, colophon, allowlist.for_chapter(colophon))
    return (*terms, *others), used | also


def link_texts(
    lists: Lists, pages: Mapping[str, ChapterHtml], readable: Sequence[TextPlace],
    places: Mapping[str, Place],
) -> Linked:  # fmt: skip
    """Link the terms in the texts that readers read through, and mark where the index leads."""
    linked: dict[str, ChapterHtml] = {}
    uses: list[Use] = []
    for place in readable:
        page = pages[place.chapter]
        html, found = glossary.link_terms(page.html, place.chapter, lists.glossary)
        linked[place.chapter] = replace(page, html=html)
        uses += found
    explained = glossary.used(lists.glossary, uses)
    words = [*lists.index, *(_as_word(term, uses) for term in explained)]
    marked, entries = index_texts(words, linked, places)
    return Linked({**pages, **marked}, tuple(uses), tuple(readable), entries)


def _as_word(term: glossary.Term, uses: Sequence[Use]) -> IndexWord:
    mine = tuple((use.chapter, use.anchor) for use in uses if use.term == term.id)
    return IndexWord(term.term, term.forms, term.anchor, mine)


def glossary_page(lists: Lists, linked: Linked) -> ChapterHtml:
    """The page of the terms."""
    return glossary.glossary_page(lists.glossary, linked.uses, linked.readable)


def colophon_page(
    page: ChapterHtml, lists: Lists, edition: Edition, shown: signs.Shown
) -> ChapterHtml:
    """The text of the colophon with the signs and the errata behind it."""
    explained = signs.signs_html(signs.occurring(lists.signs, shown))
    corrections = errata_html(of_edition(lists.errata, edition.year))
    return replace(page, html=page.html + explained + corrections)


def back_matter_record(
    lists: Lists, linked: Linked, edition: Edition, shown: signs.Shown, lines: Sequence[IndexEntry]
) -> dict[str, Any]:
    """What all this says, for the ledger. `lines` are those of the tables in the index."""
    return {
        "glossary": glossary.glossary_record(lists.glossary, linked.uses, linked.readable),
        "index": index_record([*linked.entries, *lines]),
        "signs": signs.signs_record(signs.occurring(lists.signs, shown)),
        "errata": errata_record(of_edition(lists.errata, edition.year)),
    }


def table_index(
    tables: Mapping[str, object], annex: Sequence[ChapterEntry]
) -> tuple[IndexEntry, ...]:
    """The lines of the index for the tables of CBS."""
    return table_lines(tables, [chapter.items for chapter in annex])


def index_context(linked: Linked, lines: Sequence[IndexEntry]) -> Mapping[str, Any]:
    """The index for the template: words in groups of a letter, and tables."""
    return {"words": by_letter(linked.entries), "tables": lines}
