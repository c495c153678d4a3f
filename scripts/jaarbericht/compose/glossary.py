"""The list of terms: report/glossary.yaml, its links from the chapters, and its page.

A term is linked at its first use in each text. A term that stands in no text is left out, so that
an edition with fewer chapters has a shorter list. No numbers of the report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jaarbericht.compose import markdown
from jaarbericht.compose.allowlist import Entry
from jaarbericht.compose.findings import Finding, Source
from jaarbericht.compose.functions import Names
from jaarbericht.compose.guard import check
from jaarbericht.compose.markup import escape, text_of
from jaarbericht.compose.prose import ChapterHtml
from jaarbericht.compose.records import Record, Shape, read_records, wrong
from jaarbericht.compose.wordmarks import Piece, Word, Words, pieces, slug, twins

NAME, TITLE = "begrippen", "Begrippen"
SHAPE = Shape(
    ("term", "definition", "source"),
    "{term: …, forms: […], definition: …, source: CBS}",
    lists=("forms",),
)
_INTRO = (
    "Wat begrippen in dit rapport betekenen. Waar een hoofdstuk een begrip voor het eerst gebruikt,"
    " verwijst het hierheen; vandaar leidt een verwijzing terug. Begrippen die dit rapport niet"
    " gebruikt, staan hier niet."
)


@dataclass(frozen=True)
class Term:
    """A term: what it means, who says so, and every form in which texts use it."""

    id: str
    term: str
    forms: tuple[str, ...]
    definition: str
    source: str
    record: Record

    @property
    def anchor(self) -> str:
        """The id of its entry."""
        return f"begrip-{self.id}"

    @property
    def word(self) -> Word:
        """The term as what is looked for in texts."""
        return Word(self.id, self.forms)


@dataclass(frozen=True)
class Use:
    """The first use of a term in a text: where, and whether it is a link to the term.

    It is none where the term is part of a number, which already is a link.
    """

    term: str
    chapter: str
    anchor: str
    linked: bool


@dataclass(frozen=True)
class TextPlace:
    """A text that may use terms, with what a reference to it says: a number or a title."""

    chapter: str
    words: str


def read_glossary(path: Path, shown: str) -> tuple[Term, ...]:
    """The terms, in the order of the alphabet. Raises FileProblem or RecordsInvalid."""
    terms = [_term(record) for record in read_records(path, shown, SHAPE)]
    for form, word in twins([term.word for term in terms]):
        twin = next(term for term in terms if term.word == word)
        raise wrong(twin.record.where, f"‘{form}’ is already a form of another term.", SHAPE)
    return tuple(sorted(terms, key=lambda term: term.term.lower()))


def _term(record: Record) -> Term:
    term = record.texts["term"].replace("'", "’")
    forms = tuple(dict.fromkeys((term, *record.lists["forms"])))
    return Term(slug(term), term, forms, record.texts["definition"], record.texts["source"], record)


def check_terms(
    terms: Sequence[Term], entries: Sequence[Entry]
) -> tuple[tuple[Finding, ...], frozenset[Entry]]:
    """What the guard has to say about the definitions, and the allowances that they needed."""
    findings: list[Finding] = []
    used: frozenset[Entry] = frozenset()
    for term in terms:
        for text in (term.term, term.definition, term.source):
            source = Source(term.record.file, text)
            verdict = check(source, Names(NAME, fixed=True), entries, chapter=False)
            used |= verdict.used
            findings += [replace(one, line=term.record.line, column=1) for one in verdict.findings]
            if verdict.parsed.calls:
                problem = f"The entry of ‘{term.term}’ calls a function."
                todo = "Write plain words; no figures belong in a definition."
                findings.append(Finding(term.record.file, term.record.line, 1, problem, todo))
    return tuple(findings), used


def link_terms(html: str, chapter: str, terms: Sequence[Term]) -> tuple[str, tuple[Use, ...]]:
    """The page of a text with each term linked at its first use, and these uses in order."""
    words, anchors = Words(term.word for term in terms), {term.id: term.anchor for term in terms}
    uses: dict[str, Use] = {}

    def mark(word: Word, text: str) -> str:
        if word.id in uses:
            return text
        uses[word.id] = use = Use(word.id, chapter, f"b-{chapter}-{word.id}", linked=True)
        return f'<a class="begrip" id="{use.anchor}" href="#{anchors[word.id]}">{text}</a>'

    cut = list(pieces(html))
    linked = "".join(words.put(one.html, mark) if _free(one) else one.html for one in cut)
    for piece in cut:
        if piece.link_id.startswith("p-"):
            for word in words.find(text_of(piece.html)):
                uses.setdefault(word.id, Use(word.id, chapter, piece.link_id, linked=False))
    return linked, tuple(uses.values())


def _free(piece: Piece) -> bool:
    return piece.running and not piece.link


def glossary_page(
    terms: Sequence[Term], uses: Sequence[Use], places: Sequence[TextPlace]
) -> ChapterHtml:
    """The page with the terms that are used, each with where that is."""
    entries = "\n".join(_entry(term, _in_order(term, uses, places)) for term in used(terms, uses))
    listed = f'<dl class="begrippen">\n{entries}\n</dl>\n' if entries else ""
    return ChapterHtml(TITLE, TITLE, f"<p>{_INTRO}</p>\n{listed}", (), (), {})


def used(terms: Sequence[Term], uses: Sequence[Use]) -> tuple[Term, ...]:
    """The terms that a text uses."""
    found = {use.term for use in uses}
    return tuple(term for term in terms if term.id in found)


def _in_order(
    term: Term, uses: Sequence[Use], places: Sequence[TextPlace]
) -> list[tuple[Use, TextPlace]]:
    mine = {use.chapter: use for use in uses if use.term == term.id}
    return [(mine[place.chapter], place) for place in places if place.chapter in mine]


def _entry(term: Term, found: Sequence[tuple[Use, TextPlace]]) -> str:
    return (
        f'<div class="begrip"><dt id="{term.anchor}">{escape(term.term)}</dt>'
        f"<dd><p>{markdown.render_inline(term.definition)}"
        f' <span class="herkomst">Omschrijving: {escape(term.source)}. Gebruikt in'
        f" {_where(found)}.</span></p></dd></div>"
    )


def _where(found: Sequence[tuple[Use, TextPlace]]) -> str:
    """`Over dit rapport, hoofdstuk 1, 4`, each a link."""
    links = [
        (place.words.isdigit(), f'<a href="#{use.anchor}">{escape(place.words)}</a>')
        for use, place in found
    ]
    titles = [link for chapter, link in links if not chapter]
    chapters = ", ".join(link for chapter, link in links if chapter)
    return ", ".join([*titles, *([f"hoofdstuk {chapters}"] if chapters else [])])


def glossary_record(
    terms: Sequence[Term], uses: Sequence[Use], places: Sequence[TextPlace]
) -> list[Mapping[str, object]]:
    """What the page says, for the ledger."""
    return [
        {
            "anchor": term.anchor,
            "term": term.term,
            "forms": list(term.forms),
            "definition": text_of(markdown.render_inline(term.definition)),
            "source": term.source,
            "uses": [
                {"anchor": use.anchor, "linked": use.linked, "words": place.words}
                for use, place in _in_order(term, uses, places)
            ],
        }
        for term in used(terms, uses)
    ]
