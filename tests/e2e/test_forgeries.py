"""What somebody could do to the PDF itself to show another number: all of it is noticed."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from project import Project

from jaarbericht.audit.verify.pdf.file import NotAReport, read_document
from jaarbericht.audit.verify.pdf.fonts import _to_unicode
from jaarbericht.audit.verify.report import findings, verify_pdf

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("forgeries")]

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
    after, count = re.subn(pattern, change, before, count=1, flags=re.DOTALL)
    assert count == 1
    page.Contents = pdf.make_stream(after)


def in_a_drawing(pdf: Pdf, pattern: bytes, change: Callable[[re.Match[bytes]], bytes]) -> None:
    """Change the first match in the first drawing."""
    for page in pdf.pages:
        head, drawing, rest = page.Contents.read_bytes().partition(b"/Figure\n")
        if drawing:
            after, count = re.subn(pattern, change, rest, count=1, flags=re.DOTALL)
            assert count == 1
            page.Contents = pdf.make_stream(head + drawing + after)
            return
    raise AssertionError("no drawing")


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


def picture_that_is_no_figure(pdf: Pdf) -> None:
    painted(pdf, b"/Figure <</MCID 9999>> BDC 1 1 1 rg 60 100 480 600 re f EMC")


def text_read_as_a_drawing(pdf: Pdf) -> None:
    replaced(pdf, rb"/Span(\s*<</MCID 4>>)", lambda m: b"/Figure" + m[1])


def hyphen_before_a_number(pdf: Pdf) -> None:
    font: Any = pdf.pages[PAGE].Resources.Font
    name, code = next(
        (name, code)
        for name, face in font.items()
        for code, text in _to_unicode(face).items()
        if text == "-"
    )
    soft = b"/Span <</ActualText <FEFF00AD>>> BDC BT %b %b 10 Tf [<%04x>] TJ ET EMC %b"
    replaced(
        pdf, rb"BT\s+([-\d. ]+ Tm)", lambda m: soft % (m[1], name.encode(), code, m[0])
    )  # fmt: skip


def digits_moved_away(pdf: Pdf) -> None:
    replaced(pdf, rb">0<(?=\w{4}>0\] TJ)", lambda m: b">-90000<")


def widths_of_letters(pdf: Pdf) -> None:
    for font in pdf.pages[PAGE].Resources.Font.values():
        font.DescendantFonts[0].W = Array([1, 3000, 0])


def text_mirrored(pdf: Pdf) -> None:
    replaced(pdf, rb"1 0 0 -1 ([\d.]+ [\d.]+ Tm)", lambda m: b"-1 0 0 -1 " + m[1])


def end_cut_off(pdf: Pdf) -> None:
    replaced(
        pdf, rb"BT\s+1 0 0 -1 ([\d.]+) ([\d.]+) Tm.*?ET",
        lambda m: b"q %f %f 12 40 re W n %b Q" % (float(m[1]) - 2, float(m[2]) - 30, m[0]),
    )  # fmt: skip


def line_over_a_text(pdf: Pdf) -> None:
    painted(pdf, b"/Artifact BMC 1 1 1 RG 40 w 60 560 m 540 560 l S EMC")


def box_over_the_end_of_a_text(pdf: Pdf) -> None:
    painted(pdf, b"/Artifact BMC 1 1 1 rg 430 100 100 600 re f EMC")


def dark_ground(pdf: Pdf) -> None:
    page = pdf.pages[PAGE]
    ground = b"/Artifact BMC q 0.1 0.15 0.18 rg 60 100 480 600 re f Q EMC "
    page.Contents = pdf.make_stream(ground + page.Contents.read_bytes())


def pale_digit_in_a_drawing(pdf: Pdf) -> None:
    in_a_drawing(pdf, rb"\bBT\b", lambda m: b"1 1 1 rg BT")


def digits_of_a_drawing_exchanged(pdf: Pdf) -> None:
    letter = rb"1 0 0 -1 ([\d.]+) ([\d.]+) Tm((?:(?!\bET\b|\bTm\b).)*?)"
    two = letter + rb"1 0 0 -1 ([\d.]+) \2 Tm"
    back = b"1 0 0 -1 %b %b Tm%b1 0 0 -1 %b %b Tm"
    in_a_drawing(pdf, two, lambda m: back % (m[4], m[2], m[3], m[1], m[2]))


def drawing_cut_off(pdf: Pdf) -> None:
    in_a_drawing(pdf, rb"BDC", lambda m: b"BDC 200 0 60 60 re W n")


def script_of_a_bookmark(pdf: Pdf) -> None:
    bookmark: Any = pdf.Root.Outlines.First.Next
    bookmark.A = Dictionary(S=Name.JavaScript, JS=String("app.alert('99,9')"))


def script_after_a_link(pdf: Pdf) -> None:
    links = (one for page in pdf.pages for one in page.obj.get("/Annots", []) if "/A" in one)
    link: Any = next(links)
    link.A.Next = Dictionary(S=Name.JavaScript, JS=String("app.alert('99,9')"))


def summary_of_an_element(pdf: Pdf) -> None:
    element: Any = pdf.Root.StructTreeRoot.IDTree.Names[1]
    element.A = Dictionary(O=Name.Table, Summary=String("99,9 procent"))


def attachments_in_another_list(pdf: Pdf) -> None:
    pdf.Root.Names.EmbeddedFiles.Kids = Array([])


def words_of_a_link(pdf: Pdf) -> None:
    pdf.pages[PAGE].Annots[0].Contents = String("99,9 procent")


def links_exchanged(pdf: Pdf) -> None:
    one, other = pdf.pages[PAGE].Annots[0], pdf.pages[PAGE].Annots[1]
    one.Rect, other.Rect = Array(list(other.Rect)), Array(list(one.Rect))


def another_state(pdf: Pdf) -> None:
    pdf.docinfo["/Subject"] = String(str(pdf.docinfo.Subject).replace("Concept", "Vastgesteld"))


def another_state_in_the_metadata(pdf: Pdf) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b"Concept", b"Vastgesteld"))


def bookmarks_exchanged(pdf: Pdf) -> None:
    one: Any = pdf.Root.Outlines.First.Next
    one.Title, one.Next.Title = String(str(one.Next.Title)), String(str(one.Title))


def bookmark_of_another_page(pdf: Pdf) -> None:
    bookmark: Any = pdf.Root.Outlines.First.Next
    bookmark.Dest[0] = pdf.pages[40].obj


ARTIFACT = b"/Artifact BMC q %b Q EMC"


def over_a_figure(pdf: Pdf, path: bytes) -> None:
    """Paint in the middle of a figure, after all that is there."""
    page, box = box_of_a_figure(pdf)
    left, low, right, high = box
    middle = (left + (right - left) / 2, low + (high - low) / 2)
    before = page.Contents.read_bytes()
    moved = b"1 0 0 1 %f %f cm " % middle
    page.Contents = pdf.make_stream(b"q\n" + before + b"\nQ\n" + ARTIFACT % (moved + path))


def box_of_a_figure(pdf: Pdf) -> tuple[Any, list[float]]:
    waiting: list[Any] = [pdf.Root.StructTreeRoot.K[0]]
    while waiting:
        one = waiting.pop()
        if one.get("/S") == "/Figure":
            return pikepdf.Page(one.Pg), [float(side) for side in one.A.BBox]
        kids = one.get("/K", [])
        waiting += [
            kid for kid in (kids if isinstance(kids, Array) else [kids])
            if isinstance(kid, Dictionary) and "/S" in kid
        ]  # fmt: skip
    raise AssertionError("no figure")


def white_box_over_a_figure(pdf: Pdf) -> None:
    over_a_figure(pdf, b"1 1 1 rg -4 -4 8 8 re f")


def line_over_a_figure(pdf: Pdf) -> None:
    over_a_figure(pdf, b"0.7 0.3 0.2 RG 2 w -20 0 m 20 0 l S")


def slanting_line_over_a_figure(pdf: Pdf) -> None:
    over_a_figure(pdf, b"0.7 0.3 0.2 RG 2 w -20 -3 m 20 3 l S")


def letter_in_blank_space(pdf: Pdf) -> None:
    painted(pdf, ARTIFACT % b"0 0 0 RG 1.5 w 440 20 m 440 34 l S 445 34 m 452 20 l 459 34 l S")


def minus_before_a_number(pdf: Pdf) -> None:
    replaced(
        pdf, rb"BT\s+1 0 0 -1 ([\d.]+) ([\d.]+) Tm",
        lambda m: b"/Artifact BMC q %f %f m %f %f l S Q EMC %b" % (
            float(m[1]) - 16, float(m[2]) - 3, float(m[1]) - 4, float(m[2]) - 3, m[0],
        ),
    )  # fmt: skip


def strokes_under_digits(pdf: Pdf) -> None:
    replaced(
        pdf, rb"BT\s+1 0 0 -1 ([\d.]+) ([\d.]+) Tm",
        lambda m: b"q 1 w %f %f m %f %f l S Q %b" % (
            float(m[1]), float(m[2]) - 4, float(m[1]) + 30, float(m[2]) - 4, m[0],
        ),
    )  # fmt: skip


def text_hidden_by_a_bow_tie(pdf: Pdf) -> None:
    replaced(
        pdf, rb"BT\s+1 0 0 -1 ([\d.]+) ([\d.]+) Tm.*?ET",
        lambda m: b"q -500 %f m 1500 %f l 1500 %f l -500 %f l h W n %b Q" % (
            float(m[2]) - 900, float(m[2]) + 20, float(m[2]) - 900, float(m[2]) + 20, m[0],
        ),
    )  # fmt: skip


def operators_behind_a_vertical_tab(pdf: Pdf) -> None:
    replaced(pdf, rb"\bBT\b", lambda m: b"1 1 1 rg 0.1 0.1 0.1\x0brg BT")


def state_that_never_began(pdf: Pdf) -> None:
    painted(pdf, b"1 0 0 1 0 40 cm Q")


TWO_LETTERS = rb"(/\w+) ([\d.]+) Tf\s+\[<(\w{8})>0<"


def paler_letters(pdf: Pdf) -> None:
    paler = b"%b %b Tf [<%b>] TJ 0.5 0.5 0.5 rg [<"
    replaced(pdf, TWO_LETTERS, lambda m: paler % (m[1], m[2], m[3]))


def smaller_letters(pdf: Pdf) -> None:
    smaller = b"%b %b Tf [<%b>] TJ %b 7 Tf [<"
    replaced(pdf, TWO_LETTERS, lambda m: smaller % (m[1], m[2], m[3], m[1]))


def letters_too_small(pdf: Pdf) -> None:
    smaller = b"%b 4.5 Tf [<%b>0<"
    replaced(pdf, TWO_LETTERS, lambda m: smaller % (m[1], m[3]))


def text_over_another(pdf: Pdf) -> None:
    two = rb"(1 0 0 -1 [\d.]+ [\d.]+ Tm)(.*?)1 0 0 -1 [\d.]+ [\d.]+ Tm"
    replaced(pdf, two, lambda m: b"%b%b%b" % (m[1], m[2], m[1]))


def smaller_letter_in_a_drawing(pdf: Pdf) -> None:
    two = rb"(/\w+) ([\d.]+) Tf(\s+\[[^\]]*\] TJ[^\[]*Tm\s+)(\[[^\]]*\] TJ)"
    smaller = b"%b %b Tf%b%b 6 Tf %b %b %b Tf"
    in_a_drawing(pdf, two, lambda m: smaller % (m[1], m[2], m[3], m[1], m[4], m[1], m[2]))


def colours_of_another_meaning(pdf: Pdf) -> None:
    page = pdf.pages[PAGE]
    resources = Dictionary(dict(page.obj.Resources.items()))
    dark = pdf.make_stream(
        b"{ pop pop pop 0.1 0.1 0.1 }", FunctionType=4, Domain=[0, 1] * 3, Range=[0, 1] * 3
    )
    names = Array([Name.Red, Name.Green, Name.Blue])
    resources.ColorSpace = Dictionary(DefaultRGB=Array([Name.DeviceN, names, Name.DeviceRGB, dark]))
    page.obj.Resources = resources


def typeface_of_a_copied_file(pdf: Pdf) -> None:
    page = pdf.pages[PAGE]
    fonts = page.Resources.Font.values()
    font = next(one for one in fonts if {"3", "8"} <= set(_to_unicode(one).values()))
    inner: Any = font.DescendantFonts[0]
    described = Dictionary(dict(inner.FontDescriptor.items()))
    described.FontFile2 = pdf.make_stream(described.FontFile2.read_bytes())
    copied = Dictionary(dict(inner.items()))
    copied.FontDescriptor = pdf.make_indirect(described)
    read = b"".join(
        b"<%04x> <%04x>\n" % (code, ord({"3": "8", "8": "3"}.get(text, text)))
        for code, text in _to_unicode(font).items() if len(text) == 1
    )  # fmt: skip
    lying = Dictionary(dict(font.items()))
    lying.DescendantFonts = Array([pdf.make_indirect(copied)])
    lying.ToUnicode = pdf.make_stream(b"1 beginbfchar\n" + read + b"endbfchar")
    page.Resources.Font["/Zz"] = pdf.make_indirect(lying)
    replaced(pdf, rb"\bBT\b", lambda m: b"BT /Zz 10 Tf")


def top_cut_off(pdf: Pdf) -> None:
    replaced(
        pdf, rb"BT\s+1 0 0 -1 ([\d.]+) ([\d.]+) Tm(\s+/\w+ )([\d.]+)(.*?)ET",
        lambda m: b"q %f %f 600 %f re W n %b Q" % (
            float(m[1]) - 2, float(m[2]) - 0.55 * float(m[4]), 2 * float(m[4]), m[0],
        ),
    )  # fmt: skip


def grey_text(pdf: Pdf) -> None:
    replaced(pdf, rb"\bBT\b", lambda m: b"0.7 0.7 0.7 rg BT")


def embedded(pdf: Pdf) -> Any:
    return pdf.Root.Names.EmbeddedFiles.Names[1]


def attachment_described_otherwise(pdf: Pdf) -> None:
    embedded(pdf).Desc = String("Gecontroleerd: 99,9 procent")


def attachment_of_another_use(pdf: Pdf) -> None:
    embedded(pdf).AFRelationship = Name.Unspecified


def attachment_of_another_size(pdf: Pdf) -> None:
    embedded(pdf).EF.F.Params = Dictionary(Size=1, CheckSum=String("x"))


def another_maker(pdf: Pdf) -> None:
    pdf.docinfo["/Producer"] = String("99,9 procent")


def changed_metadata(pdf: Pdf, change: Callable[[bytes], bytes]) -> None:
    pdf.Root.Metadata.write(change(pdf.Root.Metadata.read_bytes()))


def comment_in_the_metadata(pdf: Pdf) -> None:
    changed_metadata(pdf, lambda xml: xml.replace(b"</rdf:RDF>", b"<!-- 99,9 --></rdf:RDF>"))


def title_and_publisher_exchanged(pdf: Pdf) -> None:
    exchanged = {b"dc:title": b"dc:creator", b"dc:creator": b"dc:title"}
    pattern = re.compile(rb"dc:title|dc:creator")
    changed_metadata(pdf, lambda xml: pattern.sub(lambda m: exchanged[m[0]], xml))


def elements_in_another_language(pdf: Pdf) -> None:
    for element in pdf.Root.StructTreeRoot.IDTree.Names[1::2]:
        element.Lang = String("zh")


def cells_over_more_columns(pdf: Pdf) -> None:
    element: Any = pdf.Root.StructTreeRoot.IDTree.Names[1]
    element.A = Dictionary(O=Name.Table, ColSpan=3)


def texts_that_belong_nowhere(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.ParentTree.Nums = Array([])


def structure_that_does_not_count(pdf: Pdf) -> None:
    pdf.Root.MarkInfo = Dictionary(Marked=False)


def structure_in_a_ring(pdf: Pdf) -> None:
    root: Any = pdf.Root.StructTreeRoot.K[0]
    root.K.append(root)


def pages_taller(pdf: Pdf) -> None:
    for page in pdf.pages:
        page.obj.MediaBox = Array([0, 0, 595.275591, 2000])


def pages_trimmed(pdf: Pdf) -> None:
    for page in pdf.pages:
        page.obj.TrimBox = Array([0, 300, 595, 841])


def pages_with_words(pdf: Pdf) -> None:
    pdf.Root.Pages.Note = String("99,9 procent")


def colours_with_words(pdf: Pdf) -> None:
    pdf.Root.OutputIntents[0].Info = String("99,9 procent")


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
    picture_that_is_no_figure, text_read_as_a_drawing, hyphen_before_a_number, digits_moved_away,
    widths_of_letters, text_mirrored, end_cut_off, line_over_a_text, box_over_the_end_of_a_text,
    dark_ground, pale_digit_in_a_drawing, digits_of_a_drawing_exchanged, drawing_cut_off,
    script_of_a_bookmark, script_after_a_link, summary_of_an_element, attachments_in_another_list,
    words_of_a_link, links_exchanged, another_state, another_state_in_the_metadata,
    bookmarks_exchanged, bookmark_of_another_page, white_box_over_a_figure, line_over_a_figure,
    slanting_line_over_a_figure, letter_in_blank_space, minus_before_a_number,
    strokes_under_digits, text_hidden_by_a_bow_tie, operators_behind_a_vertical_tab,
    state_that_never_began, paler_letters, smaller_letters, letters_too_small, text_over_another,
    smaller_letter_in_a_drawing, colours_of_another_meaning, typeface_of_a_copied_file,
    top_cut_off, grey_text, attachment_described_otherwise,
    attachment_of_another_use, attachment_of_another_size, another_maker, comment_in_the_metadata,
    title_and_publisher_exchanged, elements_in_another_language, cells_over_more_columns,
    texts_that_belong_nowhere, structure_that_does_not_count, structure_in_a_ring, pages_taller,
    pages_trimmed, pages_with_words, colours_with_words,
)  # fmt: skip


def is_noticed(path: Path) -> bool:
    """Whether a verification finds anything, or that it is no report; it goes on no further."""
    gc.disable()  # as `verify` does
    try:
        return any(findings(read_document(path.read_bytes()), {}))
    except NotAReport:
        return True
    finally:
        gc.enable()


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda one: one.__name__)
def test_a_forgery_is_noticed(
    edition: Project, tmp_path: Path, forge: Callable[[Pdf], None]
) -> None:
    with pikepdf.open(edition.pdf) as pdf:
        forge(pdf)
        pdf.save(tmp_path / "forged.pdf")
    assert is_noticed(tmp_path / "forged.pdf")


def test_saving_anew_is_no_forgery(edition: Project, tmp_path: Path) -> None:
    with pikepdf.open(edition.pdf) as pdf:
        pdf.save(tmp_path / "same.pdf")
    assert verify_pdf(tmp_path / "same.pdf").problems == ()
