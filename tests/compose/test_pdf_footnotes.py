"""Notes stand under their marks, and a note that does not stops the build."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_reading import Reading
from sample import FILLER, bare_page, typeset_page

from jaarbericht.compose.pdf.errors import FootnoteMoved

NOTE = '<span class="fn">Een noot die over\n    twee regels in de HTML staat.</span>'
SMALL = (
    "<style>@page{size:90mm 75mm;margin:8mm;@footnote{margin-top:6mm;padding-top:2mm;"
    "border-top:.4pt solid black}} p{orphans:3;widows:3;margin:0 0 2mm}</style>"
)


def words(count: int, note_at: int) -> str:
    every = FILLER.split()[:count]
    return " ".join([*every[:note_at], every[note_at] + NOTE, *every[note_at + 1 :]])


@pytest.mark.parametrize("lead", [2, 5, 9, 14, 16, 23, 30, 37])
def test_notes_stay_under_their_marks_wherever_the_page_ends(tmp_path: Path, lead: int) -> None:
    head = " ".join(FILLER.split()[:lead])
    body = f"<p>{head}</p><p>{words(38, 3)}</p><p>{words(40, 3)}</p><p>{words(40, 36)}</p>"
    pdf = typeset_page(bare_page(tmp_path, body, SMALL), tmp_path / "out.pdf")
    assert len(Reading(pdf).document.all("Note")) == 3


def test_line_ends_of_the_html_are_no_line_ends_of_a_note(tmp_path: Path) -> None:
    wide = SMALL.replace("90mm 75mm", "200mm 200mm")
    body = f"<p>Woord.{NOTE}</p>"
    pdf = Reading(typeset_page(bare_page(tmp_path, body, wide), tmp_path / "out.pdf"))
    (note,) = pdf.document.all("Note")
    assert len(note.marks) == 1


def test_a_note_on_another_page_is_found(tmp_path: Path) -> None:
    late = SMALL + "<style>.fn{footnote-policy:auto}</style>"
    long = '<span class="fn">' + " ".join([FILLER] * 2) + "</span>"
    body = f"<p>{FILLER} Hier{long} en daar.</p>"
    with pytest.raises(FootnoteMoved, match="1") as caught:
        typeset_page(bare_page(tmp_path, body, late), tmp_path / "out.pdf")
    assert "mark on page" in caught.value.where


def test_numbers_that_begin_again_are_refused(tmp_path: Path) -> None:
    again = "<style>section{counter-reset:footnote}</style>"
    body = f"<section><p>Een{NOTE}</p></section><section><p>Twee{NOTE}</p></section>"
    with pytest.raises(FootnoteMoved):
        typeset_page(bare_page(tmp_path, body, again), tmp_path / "out.pdf")
