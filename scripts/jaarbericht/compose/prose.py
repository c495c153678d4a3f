"""A chapter's Markdown and Jinja made into HTML, with a record of everything it prints.

The text must have passed the guard. While Markdown is read, each call is one private-use character;
its HTML comes in afterwards, so that nothing out of the data can act as markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from jaarbericht.compose import markdown
from jaarbericht.compose.chapterdata import ChapterData
from jaarbericht.compose.cited import footnote_text
from jaarbericht.compose.findings import Finding, Source, reject
from jaarbericht.compose.functions import FIGURE, FUNCTIONS, TABLE
from jaarbericht.compose.markup import (
    card_html,
    figure_html,
    footnote_html,
    number_html,
    starts_sentence,
    table_html,
    text_of,
    together,
)
from jaarbericht.compose.numbering import Place
from jaarbericht.compose.parts import PART, missing
from jaarbericht.compose.plain import calls_at, plain, sentence_around
from jaarbericht.compose.printing import (
    Printed,
    print_label,
    print_number,
    print_period,
)
from jaarbericht.compose.syntax import Call, Parsed, environment
from jaarbericht.errors import JaarberichtError
from jaarbericht.present import english
from jaarbericht.texts import clean

_FIRST = 0xF0000
_TOKEN = re.compile("[\U000f0000-\U000ffffd]")
_ALONE = re.compile("<p>([\U000f0000-\U000ffffd])</p>")


@dataclass(frozen=True)
class Occurrence:
    """One thing printed in prose: where, which quantity, in which form, as which text.

    `asked` holds the words of the call; `which` says how its period was chosen:
    `last`, `first`, `extreme` or `named`; `period` is the code of the period that a text about time
    names, or their codes with + between; `mark` is the status mark that stands behind the text;
    `language` is that of the text.
    """

    id: str
    sequence: int
    chapter: str
    line: int
    kind: str
    quantity: str
    form: Mapping[str, Any] | None
    text: str
    asked: tuple[str, ...] = ()
    period: str = ""
    which: str = ""
    mark: str = ""
    language: str = "nl"


@dataclass(frozen=True)
class Section:
    """An entry of the table of contents below the chapter."""

    level: int
    number: str
    id: str
    text: str


@dataclass(frozen=True)
class ChapterHtml:
    """A chapter without its title heading, what it prints, and its sections.

    `title` is text, `title_html` the same with its numbers linked; `captions` gives the titles of
    figures and tables as text by name, in the order of the page.
    """

    title: str
    title_html: str
    html: str
    occurrences: tuple[Occurrence, ...]
    sections: tuple[Section, ...]
    captions: Mapping[str, str]


@dataclass(frozen=True)
class Surroundings:
    """What a chapter must know of the document: its number, its places, and what went before.

    `edition` gives the facts that editie() prints, `example` those of voorbeeld(); number 0 is for
    a text without a number; `language` is that of the text. `left_out` are the parts and chapters
    that the edition does not have.
    """

    number: int
    places: Mapping[str, Place] = field(default_factory=dict)
    edition: Mapping[str, str] = field(default_factory=dict)
    example: Mapping[str, str] = field(default_factory=dict)
    printed_before: int = 0
    language: str = "nl"
    left_out: frozenset[str] = frozenset()


def render_chapter(
    source: Source, parsed: Parsed, data: ChapterData, around: Surroundings
) -> ChapterHtml:
    """Render one guarded text. Raises ProseRejected when a number cannot be said as asked."""
    return _Rendering(source, parsed, data, around).run()


class _Rendering:
    """One pass over one text; calls come in the order in which they stand in the source."""

    def __init__(
        self, source: Source, parsed: Parsed, data: ChapterData, around: Surroundings
    ) -> None:
        self.source = source
        self.data = data
        self.around = around
        self.calls = parsed.calls
        self.signless = signless_calls(parsed)
        self.pending: list[Printed | Call] = []
        self.titles: dict[int, str] = {}
        self.captions: dict[str, str] = {}
        self.occurrences: dict[int, Occurrence] = {}
        self.findings: list[Finding] = []

    def run(self) -> ChapterHtml:
        """Jinja, then Markdown, then the calls."""
        functions = {name: self._function(name) for name in FUNCTIONS}
        text = environment().from_string(self.source.text).render(functions)
        reject(self.findings)
        sections = _Sections(self.data.name, self.around.number)
        page = markdown.render(text, sections.anchor, sections.number)
        title = next((one.html for one in page.headings if one.level == 1), self.data.title)
        title_html = self._fill(title)
        body = self._fill(_ALONE.sub(self._alone, page.html))
        self._all_placed()
        return ChapterHtml(
            text_of(title_html),
            title_html,
            together(body),
            tuple(self.occurrences[index] for index in sorted(self.occurrences)),
            tuple(
                Section(
                    one.level,
                    sections.numbers.get(one.anchor, ""),
                    one.anchor,
                    text_of(self._fill(one.html)),
                )
                for one in page.headings
                if one.level > 1
            ),
            self.captions,
        )

    def _alone(self, match: re.Match[str]) -> str:
        """A figure or table is no paragraph."""
        printed = self.pending[ord(match.group(1)) - _FIRST]
        return match.group(1 if isinstance(printed, Call) else 0)

    def _function(self, name: str) -> Callable[..., str]:
        def call(*args: str, caller: Callable[[], str] | None = None) -> str:
            index = len(self.pending)
            here = self.calls[index]
            self.pending.append(here)
            if caller is not None and here.container:
                return self._around(here, caller())
            if caller is not None:
                self.titles[index] = caller()
                return f"\n\n{chr(_FIRST + index)}\n\n"
            try:
                self.pending[index] = self._say(here, index)
            except JaarberichtError as error:
                self.findings.append(self.source.finding(here.offset, error.what, error.todo))
            return chr(_FIRST + index)

        return call

    def _around(self, call: Call, inner: str) -> str:
        """The paragraphs of a part, or the note that the edition does not have it."""
        if call.name != PART:
            return inner if inner.strip() else ""
        told = call.args[0].text in self.around.left_out
        return f"\n\n{missing(call.args[1].text) if told else inner}\n\n"

    def _say(self, call: Call, index: int) -> Printed:
        name, *extra = (literal.text for literal in call.args)
        style = extra[0] if extra else "lang"
        language = self.around.language
        if call.name in ("periode", "vorige_periode"):
            newest = call.name == "periode"
            return print_period(self.data, name, style, newest, language)
        if call.name == "label":
            return print_label(self.data, name)
        if call.name == "zie":
            place = self._place(name)
            if place is None:
                return absent(name, language)
            words = place.text if language == "nl" else english.reference(place.text)
            return Printed("verwijzing", words, href=place.href)
        if call.name == "editie":
            return Printed("editie", self.around.edition[name])
        if call.name == "voorbeeld":
            return Printed("voorbeeld", self.around.example[name])
        number = self.data.numbers[name]
        if call.name == "bron":
            return Printed("bron", footnote_text(number.sources), number.id, href=number.citation)
        signless = index in self.signless
        return print_number(call.name, number, tuple(extra), signless, language)

    def _place(self, name: str) -> Place | None:
        places = self.around.places
        return places.get(f"{self.data.name}.{name}") or places.get(name)

    def _fill(self, text: str) -> str:
        """Put the HTML of each call in its place."""

        def put(match: re.Match[str]) -> str:
            index = ord(match.group()) - _FIRST
            printed = self.pending[index]
            if isinstance(printed, Call):
                return self._block(index, printed)
            words = clean(printed.text)
            if starts_sentence(text[: match.start()]):
                words = words[:1].upper() + words[1:]
            one = self._occurrence(index, printed, words)
            if printed.kind == "bron":
                return footnote_html(one.id, printed.href, words)
            return number_html(one.id, printed, words)

        return _TOKEN.sub(put, text)

    def _block(self, index: int, call: Call) -> str:
        name = call.args[0].text
        place = find_place(self.around.places, self.data.name, name)
        if call.name == "kaart":
            lines = self.titles[index].strip().splitlines()
            said = [self._fill(markdown.render_inline(line)) for line in lines]
            self.captions[name] = text_of(said[0])
            drawn = picture(self.data.name, name)
            return card_html(place, said, self.data.figures[name], drawn)
        title = self._fill(markdown.render_inline(self.titles[index]))
        self.captions[name] = text_of(title)
        if call.name == "figuur":
            return figure_html(place, title, self.data.figures[name], picture(self.data.name, name))
        return table_html(place, title, self.data.tables[name])

    def _occurrence(self, index: int, printed: Printed, words: str) -> Occurrence:
        call = self.calls[index]
        number = self.data.numbers.get(call.args[0].text)
        sequence = self.around.printed_before + index + 1
        one = Occurrence(
            f"n{sequence:04}", sequence, self.data.name, self.source.place(call.offset)[0],
            printed.kind, printed.quantity,
            asdict(number.form) if number and printed.quantity else None, words,
            tuple(literal.text for literal in call.args), printed.period, printed.which,
            printed.mark, self.around.language,
        )  # fmt: skip
        self.occurrences[index] = one
        return one

    def _all_placed(self) -> None:
        """Every call must have come out once; in an address or behind a backslash it does not."""
        reject(
            self.source.finding(call.offset, f"{call.name}() stands where no text can stand.",
                                "Take it out of the address of the link.")
            for index, call in enumerate(self.calls)
            if not call.block and index not in self.occurrences
        )  # fmt: skip


class _Sections:
    """Anchors and numbers of the headings, in order."""

    def __init__(self, chapter: str, number: int) -> None:
        self.chapter, self.chapter_number, self.count = chapter, number, 0
        self.numbers: dict[str, str] = {}

    def anchor(self, index: int) -> str:
        """The anchor of the i-th heading; the title is the chapter itself."""
        return f"h-{self.chapter}-{index}" if index else f"h-{self.chapter}"

    def number(self, level: int, index: int) -> str:
        """`2.1` for a section of the second level; deeper headings have no number."""
        if level != 2 or not self.chapter_number:
            return ""
        self.count += 1
        self.numbers[self.anchor(index)] = f"{self.chapter_number}.{self.count}"
        return self.numbers[self.anchor(index)]


def find_place(places: Mapping[str, Place], chapter: str, name: str) -> Place:
    """The place of a name: first in the chapter itself, then in the document."""
    return places.get(f"{chapter}.{name}") or places[name]


def absent(place: str, language: str) -> Printed:
    """What a reference says of a chapter, figure or table that the edition does not have."""
    if language == "en":
        what = "part" if "." in place else "chapter"
        return Printed("ontbreekt", f"a {what} that this edition does not have")
    what = "onderdeel" if "." in place else "hoofdstuk"
    return Printed("ontbreekt", f"een {what} dat deze editie niet heeft")


def picture(chapter: str, figure: str) -> str:
    """Where a drawing lies, seen from the document."""
    return f"figuren/{chapter}-{figure}.svg"


def signless_calls(parsed: Parsed) -> frozenset[int]:
    """Indices of the calls whose sentence says the direction of the same number in words."""
    text = plain(parsed.parts)
    order = {call.offset: index for index, call in enumerate(parsed.calls)}
    calls = calls_at(parsed.parts, text)
    found: set[int] = set()
    for at, call in calls.items():
        rule = FUNCTIONS.get(call.name)
        if rule and rule.signless:
            start, end = sentence_around(text.text, at, at + 1)
            found |= {
                order[other.offset]
                for place, other in calls.items()
                if start <= place < end and other.args[:1] and _same(other, call)
            }
    return frozenset(found)


def _same(one: Call, other: Call) -> bool:
    return one.args[0].text == other.args[0].text


def placed(calls: Sequence[Call], kind: str) -> tuple[str, ...]:
    """The figures or tables of a text in the order in which they stand."""
    name = {FIGURE: "figuur", TABLE: "tabel"}[kind]
    return tuple(call.args[0].text for call in calls if call.name == name and call.args)
