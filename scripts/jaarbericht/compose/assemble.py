"""Puts the document together: guarded prose, numbers, annex and template into one HTML, one ledger.

Reads nothing and writes nothing; `assembly` does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from jaarbericht.compose.allowlist import Allowlist
from jaarbericht.compose.annex import ChapterEntry, ItemEntry, chapter_entry
from jaarbericht.compose.chapterdata import ChapterData, chapter_data
from jaarbericht.compose.colophon import colophon_lines, edition_facts, edition_text
from jaarbericht.compose.findings import Source, reject
from jaarbericht.compose.functions import Names
from jaarbericht.compose.guard import Verdict, check
from jaarbericht.compose.ledgermerge import cells_csv, merge
from jaarbericht.compose.ledgerview import LedgerView
from jaarbericht.compose.numbering import Numbered, Place, number_document
from jaarbericht.compose.prose import ChapterHtml, Surroundings, render_chapter
from jaarbericht.compose.tableentries import TableEntry, newer, table_entries
from jaarbericht.edition import Edition

FRONT, COLOPHON = "voorwerk", "colofon"
_ELSEWHERE = {
    "verantwoording": Place("#verantwoording", "", "verantwoording"),
    COLOPHON: Place("#colofon", "", "colofon"),
}


@dataclass(frozen=True)
class ChapterInput:
    """A chapter to be put in: its prose, and its chapter.json as read."""

    source: Source
    record: Mapping[str, Any]


@dataclass(frozen=True)
class Inputs:
    """Everything the document is made of; chapters in the order of the report."""

    edition: Edition
    front: Source
    colophon: Source
    chapters: tuple[ChapterInput, ...]
    allowlist: Allowlist


@dataclass(frozen=True)
class Attachment:
    """A file that goes into the PDF: its name, what it is (Dutch), and its relationship."""

    name: str
    description: str
    relationship: str


@dataclass(frozen=True)
class ChapterPart:
    """A chapter as the template sees it."""

    number: int
    id: str
    title: str
    title_html: str
    html: str
    toc: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Assembled:
    """The document: context of the template, ledger, cells, and what is attached."""

    context: Mapping[str, Any]
    ledger: Mapping[str, Any]
    cells: str
    attachments: tuple[Attachment, ...]


@dataclass(frozen=True)
class _Text:
    """A text on its way to the page."""

    source: Source
    data: ChapterData
    verdict: Verdict


def assemble(inputs: Inputs) -> Assembled:
    """Make the whole document. Raises ProseRejected with every finding in every text at once."""
    chapters = [_chapter(one, inputs) for one in inputs.chapters]
    statics = [_static(FRONT, inputs.front, inputs), _static(COLOPHON, inputs.colophon, inputs)]
    _reject_all(inputs, [*statics, *chapters])
    places = _places(chapters)
    facts = edition_facts(inputs.edition)
    pages = _render(chapters, statics, places, facts)
    occurrences = [one for page in pages.values() for one in page.occurrences]
    ledgers = [text.data.ledger for text in chapters]
    code = {text.data.name: text.data.code for text in chapters}
    ledger = merge(_edition_record(inputs.edition), ledgers, occurrences, code)
    view = LedgerView([ledger])
    annex = tuple(
        chapter_entry(number, text.data, pages[text.data.name], places, view)
        for number, text in enumerate(chapters, start=1)
    )
    tables = table_entries(ledger["tables"])
    attached = _attachments(annex)
    context = _context(inputs, chapters, pages, annex, tables, attached)
    return Assembled(context, ledger, cells_csv(ledger), attached)


def _chapter(one: ChapterInput, inputs: Inputs) -> _Text:
    data = chapter_data(one.record, one.source.file)
    names = Names.of(one.record, sorted(_known_places(inputs)))
    return _Text(
        one.source, data, check(one.source, names, inputs.allowlist.for_chapter(data.name))
    )


def _static(name: str, source: Source, inputs: Inputs) -> _Text:
    """A text that belongs to no chapter and so has no numbers of its own."""
    data = ChapterData(name, "", {}, {}, {}, {}, {}, {})
    names = Names(name, places=_known_places(inputs))
    verdict = check(source, names, inputs.allowlist.for_chapter(name))
    return _Text(source, data, verdict)


def _known_places(inputs: Inputs) -> frozenset[str]:
    """Chapters, `chapter.figure` of every chapter, and the fixed parts of the document."""
    places = set(_ELSEWHERE)
    for one in inputs.chapters:
        chapter = one.record["chapter"]
        items = [*one.record["figures"], *one.record["tables"]]
        places |= {chapter, *(f"{chapter}.{item['id']}" for item in items)}
    return frozenset(places)


def _reject_all(inputs: Inputs, texts: Sequence[_Text]) -> None:
    used = frozenset[Any]().union(*(text.verdict.used for text in texts))
    names = [text.data.name for text in texts]
    reject(
        [
            *(finding for text in texts for finding in text.verdict.findings),
            *inputs.allowlist.findings,
            *inputs.allowlist.unused(used, names),
        ]
    )


def _places(chapters: Sequence[_Text]) -> Mapping[str, Place]:
    numbered = [Numbered(text.data.name, text.verdict.parsed.calls) for text in chapters]
    return {**number_document(numbered), **_ELSEWHERE}


def _render(
    chapters: Sequence[_Text],
    statics: Sequence[_Text],
    places: Mapping[str, Place],
    facts: Mapping[str, str],
) -> Mapping[str, ChapterHtml]:
    """All texts as HTML; the calls are counted through the whole document."""
    front, colophon = statics
    order = [(0, front), *enumerate(chapters, start=1), (0, colophon)]
    pages: dict[str, ChapterHtml] = {}
    before = 0
    for number, text in order:
        around = Surroundings(number, places, facts, before)
        parsed = text.verdict.parsed
        pages[text.data.name] = render_chapter(text.source, parsed, text.data, around)
        before += len(parsed.calls)
    return pages


def _attachments(annex: Sequence[ChapterEntry]) -> tuple[Attachment, ...]:
    """The register, the cells, and the data of each figure and table, in order of name."""
    fixed = [
        Attachment("cells.csv", "Alle gebruikte cellen van het CBS", "Source"),
        Attachment("ledger.json", "Register van alle getallen met hun formules", "Data"),
    ]
    data = [
        Attachment(item.attachment, f"Gegevens bij {item.name}: {item.title}", "Data")
        for chapter in annex
        for item in chapter.items
    ]
    return tuple(sorted([*fixed, *data], key=lambda one: one.name))


def _context(
    inputs: Inputs,
    chapters: Sequence[_Text],
    pages: Mapping[str, ChapterHtml],
    annex: tuple[ChapterEntry, ...],
    tables: tuple[TableEntry, ...],
    attached: tuple[Attachment, ...],
) -> Mapping[str, Any]:
    items = [item for chapter in annex for item in chapter.items]
    return {
        "edition": edition_text(inputs.edition),
        "front": _part(0, FRONT, pages[FRONT]),
        "chapters": [
            _part(number, text.data.name, pages[text.data.name])
            for number, text in enumerate(chapters, start=1)
        ],
        "figures_list": _listed(items, "#fig-"),
        "tables_list": _listed(items, "#tab-"),
        "annex": {"chapters": annex, "tables": tables},
        "colophon": {
            "lines": colophon_lines(inputs.edition, newer(tables)),
            "html": pages[COLOPHON].html,
        },
        "attachments": attached,
    }


def _part(number: int, name: str, page: ChapterHtml) -> ChapterPart:
    toc = tuple(asdict(section) for section in page.sections)
    return ChapterPart(number, f"h-{name}", page.title, page.title_html, page.html, toc)


def _listed(items: Sequence[ItemEntry], prefix: str) -> list[ItemEntry]:
    return [item for item in items if item.href.startswith(prefix)]


def _edition_record(edition: Edition) -> Mapping[str, Any]:
    return {
        "year": edition.year,
        "title": edition.title,
        "version": edition.version,
        "state": edition.state,
        "cutoff": edition.cutoff.isoformat(),
        "publisher": edition.publisher,
    }
