"""The index: words with the places that they lead to. report/index.yaml names them.

Per text a word leads to one place: its title, a heading or a caption that has the word, else its
first use in the running text. So no page is named twice. The page numbers come in when the pages
are made. A word that stands in no text is left out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from jaarbericht.compose.annex import ItemEntry
from jaarbericht.compose.numbering import Place
from jaarbericht.compose.prose import ChapterHtml
from jaarbericht.compose.records import Shape, read_records, wrong
from jaarbericht.compose.wordmarks import Piece, Word, Words, normal, pieces, slug, twins

SHAPE = Shape(("word",), "{word: …, forms: […]}", lists=("forms",))


@dataclass(frozen=True)
class IndexWord:
    """A word of the index, and every form in which texts use it.

    Of a term: `explained` is the id of its entry, and `uses` where each text links to it.
    """

    word: str
    forms: tuple[str, ...]
    explained: str = ""
    uses: tuple[tuple[str, str], ...] = ()

    @property
    def mark(self) -> Word:
        """The word as what is looked for in texts."""
        return Word(slug(self.word), self.forms)


@dataclass(frozen=True)
class IndexEntry:
    """A line of the index: its word, the ids of the places, and that of what explains it."""

    word: str
    forms: tuple[str, ...]
    places: tuple[str, ...]
    explained: str = ""


def read_index(path: Path, shown: str) -> tuple[IndexWord, ...]:
    """The words of the index. Raises FileProblem or RecordsInvalid."""
    records = read_records(path, shown, SHAPE)
    words = tuple(
        IndexWord(name, tuple(dict.fromkeys((name, *one.lists["forms"]))))
        for one in records
        for name in [one.texts["word"].replace("'", "’")]
    )
    for form, word in twins([one.mark for one in words]):
        record = next(r for r in records if slug(r.texts["word"]) == word.id)
        raise wrong(record.where, f"‘{form}’ is already a form of another word.", SHAPE)
    return words


def index_texts(
    words: Sequence[IndexWord], pages: Mapping[str, ChapterHtml], places: Mapping[str, Place]
) -> tuple[dict[str, ChapterHtml], tuple[IndexEntry, ...]]:
    """The texts with marks where the index leads, and the entries in the order of the alphabet.

    `pages` are the texts that are looked in, in the order of the report. A word that is a term too
    is that term.
    """
    terms = {normal(form) for word in words if word.explained for form in word.forms}
    kept = [w for w in words if w.explained or not terms & {normal(form) for form in w.forms}]
    marked: dict[str, ChapterHtml] = {}
    found: dict[str, list[str]] = {}
    for name, page in pages.items():
        marked[name], anchors = _index_text(kept, name, page, places)
        for word, anchor in anchors.items():
            found.setdefault(word, []).append(anchor)
    entries = (
        IndexEntry(one.word, one.forms, tuple(found[one.mark.id]), one.explained)
        for one in kept
        if one.mark.id in found
    )
    return marked, tuple(sorted(entries, key=lambda entry: _alphabetic(entry.word)))


def _index_text(
    words: Sequence[IndexWord], name: str, page: ChapterHtml, places: Mapping[str, Place]
) -> tuple[ChapterHtml, dict[str, str]]:
    """One text with its marks, and the place of each word in it."""
    headed = _headed(words, name, page, places)
    terms = {
        one.mark.id: anchor
        for one in words
        for text, anchor in one.uses
        if text == name and one.mark.id not in headed
    }
    rest = [one.mark for one in words if not one.explained and one.mark.id not in headed]
    html, marked = _marked(page.html, name, rest)
    return replace(page, html=html), headed | terms | marked


def _headed(
    words: Sequence[IndexWord], name: str, page: ChapterHtml, places: Mapping[str, Place]
) -> dict[str, str]:
    """The first title, heading or caption that has each word."""
    heads = [(f"h-{name}", page.title)]
    heads += [(section.id, section.text) for section in page.sections]
    heads += [(places[f"{name}.{id}"].anchor, title) for id, title in page.captions.items()]
    known = Words(one.mark for one in words)
    found: dict[str, str] = {}
    for anchor, text in heads:
        for word in known.find(text):
            found.setdefault(word.id, anchor)
    return found


def _marked(html: str, name: str, words: Iterable[Word]) -> tuple[str, dict[str, str]]:
    """A page with an id around the first use of each word in its running text."""
    known = Words(words)
    found: dict[str, str] = {}

    def mark(word: Word, text: str) -> str:
        if word.id in found:
            return text
        found[word.id] = anchor = f"r-{name}-{word.id}"
        return f'<span id="{anchor}">{text}</span>'

    marked = "".join(
        known.put(one.html, mark) if _markable(one) else one.html for one in pieces(html)
    )
    return marked, found


def _markable(piece: Piece) -> bool:
    return piece.running and piece.link in ("", "begrip")


def _alphabetic(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
    return normal(plain)


def by_letter(entries: Sequence[IndexEntry]) -> list[list[IndexEntry]]:
    """The entries in groups that begin with the same letter."""
    groups: dict[str, list[IndexEntry]] = {}
    for entry in entries:
        groups.setdefault(_alphabetic(entry.word)[:1], []).append(entry)
    return list(groups.values())


def table_lines(
    tables: Iterable[str], chapters: Sequence[Sequence[ItemEntry]]
) -> tuple[IndexEntry, ...]:
    """Per CBS table the first figure or table of each chapter that rests on it, and its source."""
    return tuple(
        IndexEntry(id, (id,), tuple(_firsts(id, chapters)), f"t-{id}")
        for id in sorted(tables, key=str.lower)
    )


def _firsts(table: str, chapters: Sequence[Sequence[ItemEntry]]) -> Iterator[str]:
    for items in chapters:
        first = next((item for item in items if table in item.tables), None)
        if first is not None:
            yield first.href.removeprefix("#")


def index_record(entries: Sequence[IndexEntry]) -> list[dict[str, object]]:
    """The entries for the ledger."""
    return [asdict(entry) for entry in entries]
