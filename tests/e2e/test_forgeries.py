"""What somebody could do to the PDF itself to show another number: all of it is noticed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from project import Project

from jaarbericht.audit.verify.report import verify_pdf

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("verify")]

PAGE = 4


def painted(pdf: Pdf, extra: bytes) -> None:
    """Paint more on a page, after all that is there."""
    page = pdf.pages[PAGE]
    before = page.Contents.read_bytes()
    page.Contents = pdf.make_stream(b"q\n" + before + b"\nQ\n" + extra)


def replaced(pdf: Pdf, pattern: bytes, change: Callable[[re.Match[bytes]], bytes]) -> None:
    """Change the first match in what a page paints."""
    page = pdf.pages[PAGE]
    before = page.Contents.read_bytes()
    after, count = re.subn(pattern, change, before, count=1)
    assert count == 1
    page.Contents = pdf.make_stream(after)


def note_over_a_number(pdf: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=[100, 500, 200, 520], F=4)
    note.Contents = String("99,9")
    pdf.pages[PAGE].Annots.append(pdf.make_indirect(note))


def box_over_a_text(pdf: Pdf) -> None:
    painted(pdf, b"/Artifact BMC 1 1 1 rg 60 100 480 600 re f EMC")


def text_in_another_typeface(pdf: Pdf) -> None:
    plain = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[PAGE].Resources.Font["/Hh"] = pdf.make_indirect(plain)
    painted(pdf, b"/Artifact BMC BT /Hh 10 Tf 100 500 Td (99,9 procent) Tj ET EMC")


def text_that_cannot_be_seen(pdf: Pdf) -> None:
    replaced(pdf, rb"\bBT\b", lambda m: b"BT 3 Tr")


def pale_text(pdf: Pdf) -> None:
    replaced(pdf, rb"\bBT\b", lambda m: b"1 1 1 rg BT")


def another_reading(pdf: Pdf) -> None:
    names = pdf.Root.StructTreeRoot.IDTree.Names
    names[1].ActualText = String("99,9 procent")


def page_more(pdf: Pdf) -> None:
    pdf.add_blank_page(page_size=(595.275591, 841.889764))


def page_turned(pdf: Pdf) -> None:
    pdf.pages[PAGE].obj.Rotate = 180


def page_cropped(pdf: Pdf) -> None:
    pdf.pages[PAGE].obj.CropBox = Array([0, 200, 595, 842])


def script_at_opening(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('99,9')"))


def glyphs_shown_as_others(pdf: Pdf) -> None:
    font: Any = next(iter(pdf.pages[PAGE].Resources.Font.values()))
    font.DescendantFonts[0].CIDToGIDMap = pdf.make_stream(b"\x00\x01" * 4096)


def attachment_of_two_faces(pdf: Pdf) -> None:
    names = pdf.Root.Names.EmbeddedFiles.Names
    names[1].EF.F = pdf.make_stream(b"id,raw\n")


def another_title(pdf: Pdf) -> None:
    pdf.docinfo["/Title"] = "Jaarbericht Staat van het mkb 2022"


def words_beside_the_blocks(pdf: Pdf) -> None:
    root: Any = pdf.Root.StructTreeRoot.K[0]
    page = pdf.pages[PAGE]
    found = re.search(rb"/Span\s*<</MCID (\d+)>>", page.Contents.read_bytes())
    assert found is not None
    stray = Dictionary(Type=Name.StructElem, S=Name.Span, P=root, Pg=page.obj)
    stray.K = Array([int(found.group(1))])
    root.K.append(pdf.make_indirect(stray))


FORGERIES = (
    note_over_a_number, box_over_a_text, text_in_another_typeface, text_that_cannot_be_seen,
    pale_text, another_reading, page_more, page_turned, page_cropped, script_at_opening,
    glyphs_shown_as_others, attachment_of_two_faces, another_title, words_beside_the_blocks,
)  # fmt: skip


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda one: one.__name__)
def test_a_forgery_is_noticed(
    edition: Project, tmp_path: Path, forge: Callable[[Pdf], None]
) -> None:
    with pikepdf.open(edition.pdf) as pdf:
        forge(pdf)
        pdf.save(tmp_path / "forged.pdf")
    assert verify_pdf(tmp_path / "forged.pdf").problems


def test_saving_anew_is_no_forgery(edition: Project, tmp_path: Path) -> None:
    with pikepdf.open(edition.pdf) as pdf:
        pdf.save(tmp_path / "same.pdf")
    assert verify_pdf(tmp_path / "same.pdf").problems == ()
