"""The index: one place per text and word, where the word stands, in the order of the alphabet."""

from __future__ import annotations

from pathlib import Path

import pytest

from jaarbericht.compose.annex import ItemEntry
from jaarbericht.compose.numbering import Place
from jaarbericht.compose.prose import ChapterHtml, Section
from jaarbericht.compose.records import RecordsInvalid
from jaarbericht.compose.wordindex import (
    IndexEntry,
    IndexWord,
    by_letter,
    index_texts,
    read_index,
    table_lines,
)

PLACES = {"werk.zzp": Place("#fig-werk-zzp", "1.1", "figuur 1.1")}
HORECA = IndexWord("horeca", ("horeca",))


def page(html: str, *sections: Section, title: str = "Werk", **captions: str) -> ChapterHtml:
    return ChapterHtml(title, title, html, (), sections, captions)


def places_of(word: IndexWord, one: ChapterHtml) -> tuple[str, ...]:
    _, entries = index_texts([word], {"werk": one}, PLACES)
    return entries[0].places if entries else ()


def test_a_heading_goes_before_a_caption_and_a_caption_before_the_text() -> None:
    text, section = "<p>De horeca.</p>", Section(2, "1.1", "h-werk-1", "Krapte in de horeca")
    assert places_of(HORECA, page(text, section, zzp="De horeca groeit")) == ("h-werk-1",)
    assert places_of(HORECA, page(text, zzp="De horeca groeit")) == ("fig-werk-zzp",)
    assert places_of(HORECA, page(text)) == ("r-werk-horeca",)
    assert places_of(HORECA, page(text, title="Horeca")) == ("h-werk",)


def test_the_first_use_in_running_text_is_marked_and_changes_no_word() -> None:
    one = page('<h2 id="h">x</h2><p>In de horeca, en de horeca.</p>')
    marked, _ = index_texts([HORECA], {"werk": one}, PLACES)
    assert marked["werk"].html == (
        '<h2 id="h">x</h2><p>In de <span id="r-werk-horeca">horeca</span>, en de horeca.</p>'
    )


def test_a_word_may_stand_inside_a_term_and_not_inside_a_number() -> None:
    term = '<p><a class="begrip" id="b" href="#x">sterke horeca</a></p>'
    number = '<p><a class="getal" id="p-n0001" href="#v">horeca</a></p>'
    assert places_of(HORECA, page(term)) == ("r-werk-horeca",)
    assert places_of(HORECA, page(number)) == ()


def test_a_term_leads_to_its_links_and_to_its_entry() -> None:
    term = IndexWord("baan", ("baan", "banen"), "begrip-baan", (("werk", "b-werk-baan"),))
    own = IndexWord("banen", ("banen",))
    _, entries = index_texts([own, term], {"werk": page("<p>banen</p>")}, PLACES)
    assert entries == (IndexEntry("baan", ("baan", "banen"), ("b-werk-baan",), "begrip-baan"),)


def test_words_are_in_the_order_of_the_alphabet_by_letter() -> None:
    words = [IndexWord(word, (word,)) for word in ("zorg", "Überhaupt", "export", "België")]
    html = "<p>zorg, Überhaupt, export en België</p>"
    _, entries = index_texts(words, {"werk": page(html)}, PLACES)
    groups = [[entry.word for entry in group] for group in by_letter(entries)]
    assert groups == [["België"], ["export"], ["Überhaupt"], ["zorg"]]


def test_a_table_leads_to_the_first_figure_of_each_chapter_and_to_its_source() -> None:
    def item(href: str, *tables: str) -> ItemEntry:
        return ItemEntry(href, "Figuur", "titel", "x.csv", tables, "", ())

    chapters = [[item("#fig-a", "1NED"), item("#fig-b", "1NED")], [item("#tab-c", "2ned", "1NED")]]
    lines = table_lines(["2ned", "1NED", "3NED"], chapters)
    assert [(one.word, one.places, one.explained) for one in lines] == [
        ("1NED", ("fig-a", "tab-c"), "t-1NED"),
        ("2ned", ("tab-c",), "t-2ned"),
        ("3NED", (), "t-3NED"),
    ]


def test_a_form_belongs_to_one_word(tmp_path: Path) -> None:
    path = tmp_path / "index.yaml"
    path.write_text("- word: handel\n- word: winkels\n  forms: [Handel]\n", "utf-8")
    with pytest.raises(RecordsInvalid) as caught:
        read_index(path, "report/index.yaml")
    assert caught.value.where == "report/index.yaml:2"
