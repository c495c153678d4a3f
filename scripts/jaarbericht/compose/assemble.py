"""Puts the document together: guarded prose, numbers, annex and template into one HTML, one ledger.

Reads nothing and writes nothing; `assembly` does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from hashlib import sha256
from typing import Any

from jaarbericht.compose.allowlist import Allowlist
from jaarbericht.compose.annex import (
    ChapterEntry,
    ItemEntry,
    annex_texts,
    by_quantity,
    chapter_entry,
)
from jaarbericht.compose.annotations import check_annotations
from jaarbericht.compose.backmatter import (
    Linked,
    Lists,
    back_matter_record,
    check_lists,
    colophon_page,
    glossary_page,
    index_context,
    link_texts,
    table_index,
)
from jaarbericht.compose.chapterdata import ChapterData, chapter_data, with_others
from jaarbericht.compose.citationentries import CitationEntry, citation_entries, document_entries
from jaarbericht.compose.colophon import colophon_lines, edition_facts, edition_text
from jaarbericht.compose.errata import corrected
from jaarbericht.compose.example import FACTS, choose_example
from jaarbericht.compose.findings import Finding, Source, reject
from jaarbericht.compose.functions import Names
from jaarbericht.compose.glossary import NAME as TERMS
from jaarbericht.compose.glossary import TextPlace
from jaarbericht.compose.guard import Verdict, check
from jaarbericht.compose.ledgermerge import cells_csv, merge, shown
from jaarbericht.compose.ledgerview import LedgerView
from jaarbericht.compose.numbering import Numbered, Place, number_document
from jaarbericht.compose.omissions import Absent, Omissions, content_text, record
from jaarbericht.compose.parts import without
from jaarbericht.compose.passages import Passage, passages
from jaarbericht.compose.prose import ChapterHtml, Surroundings, render_chapter
from jaarbericht.compose.revisionwords import Before, revision_part
from jaarbericht.compose.signs import Shown, shown_by
from jaarbericht.compose.syntax import parse
from jaarbericht.compose.tableentries import TableEntry, newer, table_entries
from jaarbericht.edition import Edition
from jaarbericht.files import json_bytes

FRONT, COLOPHON, GUIDE, SUMMARY = "voorwerk", "colofon", "handleiding", "summary_en"
# The language of a text that is not in that of the report.
_LANGUAGES = {SUMMARY: "en"}
_ELSEWHERE = {
    "verantwoording": Place("#verantwoording", "", "verantwoording"),
    COLOPHON: Place("#colofon", "", "colofon"),
    GUIDE: Place("#h-handleiding", "", "handleiding voor de accountant"),
    TERMS: Place(f"#h-{TERMS}", "", "lijst van begrippen"),
    "bronnen": Place("#bronnen", "", "bronnenlijst"),
    "register": Place("#register", "", "register"),
}


@dataclass(frozen=True)
class ChapterInput:
    """A chapter to be put in: its prose, and its chapter.json as read."""

    source: Source
    record: Mapping[str, Any]


@dataclass(frozen=True)
class Inputs:
    """Everything the document is made of; chapters in the order of the report.

    `data` is the sha256 of each file that is attached as it is, by its name in the PDF; `before` is
    what is known of the edition before; `absent` are the chapters that the edition does not have.
    """

    edition: Edition
    front: Source
    colophon: Source
    guide: Source
    summary: Source
    chapters: tuple[ChapterInput, ...]
    allowlist: Allowlist
    lists: Lists
    data: Mapping[str, str]
    before: Before = field(default_factory=Before)
    absent: tuple[Absent, ...] = ()

    @property
    def omissions(self) -> Omissions:
        """What the edition does not have."""
        parts = {one.record["chapter"]: tuple(one.record["left_out"]) for one in self.chapters}
        return Omissions(self.absent, parts)


@dataclass(frozen=True)
class Attachment:
    """A file that goes into the PDF: its name, what it is (Dutch), and its relationship.

    `short` is what it is in the list of attachments, where the titles of figures stand already.
    """

    name: str
    description: str
    relationship: str
    short: str


@dataclass(frozen=True)
class ChapterPart:
    """A chapter as the template sees it."""

    number: int
    id: str
    title: str
    title_html: str
    html: str
    toc: tuple[Mapping[str, Any], ...]
    language: str = ""


@dataclass(frozen=True)
class Assembled:
    """The document: context of the template, ledger, cells, and what is attached.

    written: the ledger as its file; the colophon has the sha256 of these bytes.
    """

    context: Mapping[str, Any]
    ledger: Mapping[str, Any]
    written: bytes
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
    inputs = replace(inputs, edition=corrected(inputs.edition, inputs.lists.errata))
    omissions = inputs.omissions
    chapters = [_chapter(one, inputs, omissions) for one in inputs.chapters]
    front, colophon, summary, guide = (
        _static(name, source, inputs, omissions)
        for name, source in (
            (FRONT, inputs.front), (COLOPHON, inputs.colophon), (SUMMARY, inputs.summary),
            (GUIDE, inputs.guide),
        )
    )  # fmt: skip
    texts = [front, *chapters, colophon, summary]
    terms = _by_hand(inputs)
    _reject_all(inputs, [*texts, guide, terms])
    places = _places(chapters)
    titles = {text.data.name: text.data.title for text in chapters}
    facts = partial(edition_facts, inputs.edition, content_text(omissions, titles))
    data = [text.data for text in chapters]
    pages = _render(texts, facts, data, places)
    said = [one for page in pages.values() for one in page.occurrences]
    numbered = {
        text.data.name: f"hoofdstuk {places[text.data.name].number}, {text.data.title}"
        for text in chapters
    }
    example = choose_example(said, merge(_edition_record(inputs.edition), data, said), numbered)
    before = sum(map(_calls, texts))
    pages |= _render([guide], facts, data, places, example.facts, before)
    occurrences = [one for page in pages.values() for one in page.occurrences]
    ledger = merge(_edition_record(inputs.edition), data, occurrences)
    view = LedgerView([ledger])
    by_id = by_quantity(occurrences)
    annex = tuple(
        chapter_entry(number, text.data, pages[text.data.name], by_id, places, view)
        for number, text in enumerate(chapters, start=1)
    )
    tables = table_entries(ledger["tables"])
    revised = revision_part(inputs.before, ledger)
    attached = _attachments(annex, inputs.edition)
    cells = cells_csv(ledger)
    named = {one.name for one in attached}
    linked = _linked(inputs, pages, places)
    pages = {**linked.pages, TERMS: glossary_page(inputs.lists, linked)}
    signed = _signed([*texts, guide, terms], pages, places, annex)
    pages[COLOPHON] = colophon_page(pages[COLOPHON], inputs.lists, inputs.edition, signed)
    lines = table_index(ledger["tables"], annex)
    ledger |= {
        **back_matter_record(inputs.lists, linked, inputs.edition, signed, lines),
        **shown(data, places),
        "example": {"quantity": example.quantity, "printed": example.occurrence},
        "passages": [
            asdict(one)
            for text in [*texts, guide, terms]
            for one in _passages(text, pages, places)
        ],
        "left_out": record(omissions, [(text.data, text.verdict.parsed) for text in chapters]),
        "annex": annex_texts(annex),
        "revisions": revised.record,
        "allowed": [
            {"pattern": one.rule.pattern, "chapter": one.chapter, "reason": one.reason}
            for one in inputs.allowlist.entries
        ],
        "attachments": {
            "cells.csv": sha256(cells.encode()).hexdigest(),
            **{name: hash for name, hash in sorted(inputs.data.items()) if name in named},
        },
    }  # fmt: skip
    written = json_bytes(ledger)
    seal = sha256(written).hexdigest()
    cited = citation_entries(ledger)
    context = _context(inputs, chapters, pages, annex, cited, tables, attached, seal)
    context |= {"index": index_context(linked, lines), "documents": document_entries(ledger)}
    context |= {"revisions": revised}
    return Assembled(context, ledger, written, cells, attached)


def _passages(
    text: _Text, pages: Mapping[str, ChapterHtml], places: Mapping[str, Place]
) -> tuple[Passage, ...]:
    """The words of a text, its title first."""
    page, name = pages[text.data.name], text.data.name
    number = f"{places[name].number} " if name in places and name not in _ELSEWHERE else ""
    return passages(name, f"<h1>{number}{page.title_html}</h1>{page.html}")


def _chapter(one: ChapterInput, inputs: Inputs, omissions: Omissions) -> _Text:
    data = chapter_data(one.record, one.source.file)
    names = Names.of(
        one.record, _known_places(inputs), _elsewhere(inputs, data.name), omissions.incomplete
    )
    entries = inputs.allowlist.for_chapter(data.name)
    source = without(one.source, omissions.of(data.name))
    verdict = check(source, names, entries, parts=_parts(inputs, data.name))
    findings, used = check_annotations(one.record, entries)
    return _Text(
        source,
        data,
        replace(verdict, findings=(*verdict.findings, *findings), used=verdict.used | used),
    )


def _static(name: str, source: Source, inputs: Inputs, omissions: Omissions) -> _Text:
    """A text that belongs to no chapter and so has no numbers of its own."""
    data = ChapterData(name, "", {}, {}, {}, {}, {}, {}, left_out=tuple(omissions.of(name)))
    example = FACTS if name == GUIDE else frozenset[str]()
    names = Names(
        name, places=_known_places(inputs), example=example, fixed=True,
        elsewhere=_elsewhere(inputs), incomplete=omissions.incomplete,
        language=_LANGUAGES.get(name, "nl"),
    )  # fmt: skip
    source = without(source, omissions.of(name))
    entries = inputs.allowlist.for_chapter(name)
    verdict = check(source, names, entries, parts=_parts(inputs, name))
    return _Text(source, data, verdict)


def _elsewhere(inputs: Inputs, but: str = "") -> Mapping[str, Names]:
    """The names of the chapters of the edition, but for those of one chapter."""
    records = [one.record for one in inputs.chapters]
    return {one["chapter"]: Names.of(one) for one in records if one["chapter"] != but}


def _by_hand(inputs: Inputs) -> _Text:
    """The terms, with what the guard has to say about them and about the signs."""
    findings, used = check_lists(inputs.lists, inputs.allowlist, COLOPHON)
    source = Source("report/glossary.yaml", "")
    data = ChapterData(TERMS, "", {}, {}, {}, {}, {}, {})
    return _Text(source, data, Verdict(parse(source), findings, used))


def _linked(
    inputs: Inputs, pages: Mapping[str, ChapterHtml], places: Mapping[str, Place]
) -> Linked:
    """The front matter and the chapters with the links to terms, and the index."""
    names = [one.record["chapter"] for one in inputs.chapters]
    readable = [TextPlace(FRONT, pages[FRONT].title)]
    readable += [TextPlace(name, places[name].number) for name in names]
    return link_texts(inputs.lists, pages, readable, places)


def _signed(
    texts: Sequence[_Text], pages: Mapping[str, ChapterHtml], places: Mapping[str, Place],
    annex: Sequence[ChapterEntry],
) -> Shown:  # fmt: skip
    """What the document shows, to see which signs it uses."""
    said = [one for page in pages.values() for one in page.occurrences]
    words = [one.text for text in texts for one in _passages(text, pages, places)]
    exact = [number.value for chapter in annex for number in chapter.numbers]
    return shown_by([text.data for text in texts], said, words, exact)


def _parts(inputs: Inputs, chapter: str) -> Mapping[str, Sequence[str]]:
    """The names of each part of the report, as a text of `chapter` names them."""
    found: dict[str, Sequence[str]] = {}
    for made in (one.record for one in inputs.chapters):
        head = "" if made["chapter"] == chapter else f"{made['chapter']}."
        found |= {
            f"{head}{part}": [f"{head}{name}" for name in names]
            for part, names in made["parts"].items()
        }
    return found


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
    read = [text.data.name for text in texts if text.verdict.read]
    # What an edition leaves out may be what an entry is there for: the whole report can tell.
    unused = inputs.allowlist.unused(used, read, len(read) == len(texts))
    reject(
        [
            *(finding for text in texts for finding in text.verdict.findings),
            *_reasons(inputs.edition),
            *inputs.allowlist.findings,
            *(() if inputs.omissions else unused),
        ]
    )


def _reasons(edition: Edition) -> Iterator[Finding]:
    """What is typed in the reasons for leaving out a chapter: they are printed too."""
    for one in edition.left_out:
        if one.reason:
            where = f"config.yaml: editions.{edition.year}.left_out.{one.chapter}"
            names = Names(where, fixed=True)
            yield from check(Source(where, one.reason), names, chapter=False).findings


def _places(chapters: Sequence[_Text]) -> Mapping[str, Place]:
    numbered = [Numbered(text.data.name, text.verdict.parsed.calls) for text in chapters]
    return {**number_document(numbered), **_ELSEWHERE}


def _render(
    texts: Sequence[_Text],
    facts: Callable[[str], Mapping[str, str]],
    chapters: Sequence[ChapterData],
    places: Mapping[str, Place],
    example: Mapping[str, str] | None = None,
    before: int = 0,
) -> dict[str, ChapterHtml]:
    """Texts as HTML; the calls are counted through the whole document, `before` before these.

    `facts` gives those of the edition in a language.
    """
    pages: dict[str, ChapterHtml] = {}
    for text in texts:
        name = text.data.name
        number = int(places[name].number or 0) if name in places else 0
        language = _LANGUAGES.get(name, "nl")
        left_out = frozenset(text.data.left_out)
        around = Surroundings(
            number, places, facts(language), example or {}, before, language, left_out
        )
        data = with_others(text.data, (one for one in chapters if one.name != name))
        pages[name] = render_chapter(text.source, text.verdict.parsed, data, around)
        before += _calls(text)
    return pages


def _calls(text: _Text) -> int:
    return len(text.verdict.parsed.calls)


def lock_name(edition: Edition) -> str:
    """The name of the edition's lock as an attachment."""
    return f"lock-{edition.year}.yaml"


def _attachments(annex: Sequence[ChapterEntry], edition: Edition) -> tuple[Attachment, ...]:
    """The register, the cells, the lock, and the data of figures and tables, in order of name."""
    fixed = [
        Attachment(name, text, relationship, text)
        for name, text, relationship in (
            ("cells.csv", "Alle gebruikte cellen van het CBS", "Source"),
            ("ledger.json", "Register van alle getallen met hun formules", "Data"),
            (lock_name(edition), "De vastgelegde brontabellen met hun sha256", "Source"),
        )
    ]
    data = [
        Attachment(item.attachment, f"Gegevens bij {item.name}: {item.title}", "Data", item.name)
        for chapter in annex
        for item in chapter.items
    ]
    return tuple(sorted([*fixed, *data], key=lambda one: one.name))


def _context(
    inputs: Inputs,
    chapters: Sequence[_Text],
    pages: Mapping[str, ChapterHtml],
    annex: tuple[ChapterEntry, ...],
    cited: tuple[CitationEntry, ...],
    tables: tuple[TableEntry, ...],
    attached: tuple[Attachment, ...],
    seal: str,
) -> dict[str, Any]:
    items = [item for chapter in annex for item in chapter.items]
    return {
        "edition": edition_text(inputs.edition),
        "front": _part(0, FRONT, pages[FRONT]),
        "guide": _part(0, GUIDE, pages[GUIDE]),
        "summary": _part(0, SUMMARY, pages[SUMMARY]),
        "terms": _part(0, TERMS, pages[TERMS]),
        "chapters": [
            _part(number, text.data.name, pages[text.data.name])
            for number, text in enumerate(chapters, start=1)
        ],
        "figures_list": _listed(items, "#fig-"),
        "tables_list": _listed(items, "#tab-"),
        "annex": {"chapters": annex, "citations": cited, "tables": tables},
        "colophon": {
            "lines": colophon_lines(inputs.edition, newer(tables), seal),
            "html": pages[COLOPHON].html,
        },
        "attachments": attached,
    }


def _part(number: int, name: str, page: ChapterHtml) -> ChapterPart:
    toc = tuple(asdict(section) for section in page.sections)
    language = _LANGUAGES.get(name, "")
    return ChapterPart(number, f"h-{name}", page.title, page.title_html, page.html, toc, language)


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
