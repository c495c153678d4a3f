"""The PDF as assistive technology and archives see it."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pdf_reading import Element, Reading
from sample import ATTACHMENTS, TITLE, typeset_sample

LONG = "".join(f'<tr><th scope="row">{i}</th><td>{i * i}</td><td>{-i}</td></tr>' for i in range(60))
EXTRA = (
    '<section class="proef"><h2 id="h-proef">Proef</h2><table><thead><tr><th>Getal</th>'
    f'<th scope="col">Kwadraat</th><th scope="col">Tegendeel</th></tr>'
    f"</thead><tbody>{LONG}</tbody></table>"
    "<ol><li>een<ul><li>genest</li></ul></li><li><p>twee</p></li></ol>"
    '<p>Een <span lang="en">loan word</span> en <a href="https://example.org/x">een <em>wijze</em>'
    " verwijzing</a>.</p><div>Tekst zonder alinea.</div>"
    '<p><img src="figuren/voorbeeld-groei.svg" alt=""> Sier.</p>'
    '<p><img src="figuren/voorbeeld-groei.svg" alt="Los beeld"></p></section>'
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return typeset_sample(tmp_path_factory.mktemp("structure"), extra=EXTRA, paragraphs=5)


@pytest.fixture(scope="module")
def read(path: Path) -> Reading:
    return Reading(path)


def kinds(elements: list[Element]) -> list[str]:
    return [one.kind for one in elements]


def test_the_catalogue_says_language_title_and_that_it_is_tagged(read: Reading) -> None:
    root = read.pdf.Root
    assert str(root.Lang) == "nl"
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle
    assert str(read.pdf.docinfo["/Title"]) == "Jaarbericht Staat van het mkb 2021"
    assert all(str(page.obj.Tabs) == "/S" for page in read.pdf.pages)


def test_the_metadata_claim_archiving_and_accessibility_at_once(read: Reading) -> None:
    with read.pdf.open_metadata() as metadata:
        assert metadata.pdfa_status == "3A"
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["xmp:CreateDate"] == "2021-11-18"
    xml = read.pdf.Root.Metadata.read_bytes()
    assert b"pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/<" in xml
    assert str(read.pdf.Root.OutputIntents[0].S) == "/GTS_PDFA1"


def test_the_attachments_are_there_once_with_fixed_dates(read: Reading) -> None:
    listed = list(read.pdf.Root.AF)
    assert [str(one.UF) for one in listed] == [one.name for one in ATTACHMENTS]
    assert [str(one.AFRelationship)[1:] for one in listed] == [
        one.relationship for one in ATTACHMENTS
    ]
    assert [str(one.Desc) for one in listed] == [one.description for one in ATTACHMENTS]
    dates = {str(one.EF.F.Params[key]) for one in listed for key in ("/CreationDate", "/ModDate")}
    assert dates == {"D:20211118000000Z"}


def test_all_marked_content_is_in_the_tree_once(read: Reading) -> None:
    claimed = Counter(mark for one in read.document.all() for mark in one.marks)
    assert set(claimed.values()) == {1}
    for page in range(len(read.pdf.pages)):
        drawn = {
            properties["/MCID"]
            for painting in read.painted(page)
            for _, properties in painting
            if "/MCID" in properties
        }
        here = {mcid for number, mcid in claimed if number == page}
        assert drawn <= here
        assert here == set(range(len(here)))


def test_everything_painted_is_content_or_artifact(read: Reading) -> None:
    for page in range(len(read.pdf.pages)):
        assert all(painting for painting in read.painted(page))


def test_the_parent_tree_leads_from_content_to_its_element(read: Reading) -> None:
    parents = read.parents()
    for one in read.document.all():
        for page, mcid in one.marks:
            assert parents[page][mcid].objgen == one.dictionary.objgen
        for link in one.links:
            assert parents[int(link.StructParent)].objgen == one.dictionary.objgen


def test_running_headers_and_footers_are_pagination(read: Reading) -> None:
    found = {
        str(properties.get("/Subtype", ""))
        for page in range(len(read.pdf.pages))
        for painting in read.painted(page)
        for tag, properties in painting
        if tag == "Artifact"
    }
    assert {"/Header", "/Footer"} <= found


def test_headings_begin_at_one_and_skip_no_level(read: Reading) -> None:
    levels = [int(kind[1]) for kind in kinds(read.document.all()) if kind in {"H1", "H2", "H3"}]
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_an_element_cut_by_pages_is_one_element(read: Reading) -> None:
    long = [table for table in read.document.all("Table") if len(table.all("TR")) == 61]
    assert len(long) == 1
    pages = {page for one in long[0].all() for page, _ in one.marks}
    assert len(pages) > 1


def test_a_repeated_table_head_is_read_once(read: Reading) -> None:
    table = next(table for table in read.document.all("Table") if len(table.all("TR")) == 61)
    heads = table.all("THead")[0].all("TH")
    assert len(heads) == 3
    assert {page for head in heads for page, _ in head.marks} == {heads[0].marks[0][0]}


def test_every_head_of_a_table_says_what_it_heads(read: Reading) -> None:
    for table in read.document.all("Table"):
        heads = table.all("TH")
        assert heads
        assert {str(head.attribute("Scope")) for head in heads} <= {"/Row", "/Column"}
        widths = {len(row.all("TH", "TD")) for row in table.all("TR")}
        assert len(widths) == 1


def test_heads_without_a_scope_get_it_from_their_place(read: Reading) -> None:
    table = next(table for table in read.document.all("Table") if len(table.all("TR")) == 61)
    assert str(table.all("THead")[0].all("TH")[0].attribute("Scope")) == "/Column"


def test_a_figure_holds_its_caption_and_says_what_it_shows(read: Reading) -> None:
    framed, single = read.document.all("Figure")
    assert framed.says("Alt").startswith("Kolommen per jaar")
    assert kinds(framed.kids) == ["Caption"]
    assert single.says("Alt") == "Los beeld"
    left, low, right, high = (float(one) for one in framed.attribute("BBox"))
    assert right - left == pytest.approx(160 / 25.4 * 72, abs=0.01)
    assert 0 < low < high < 842
    assert framed.parent is not None
    assert kinds(framed.parent.kids) == ["Figure", "P", "P"]


def test_a_table_in_a_figure_holds_the_caption(read: Reading) -> None:
    captioned = [one for one in read.document.all("Table") if one.all("Caption")]
    assert [kinds(one.kids) for one in captioned] == [["Caption", "THead", "TBody"]]


def test_a_note_stands_behind_its_mark_with_an_id(read: Reading) -> None:
    notes = read.document.all("Note")
    assert [note.says("ID") for note in notes] == [f"note-{i:04}" for i in range(1, 5)]
    for note in notes:
        assert note.parent is not None
        before = note.parent.kids[note.parent.kids.index(note) - 1]
        assert before.kind == "Reference" and before.marks
        assert note.kids[0].kind == "Lbl"


def test_every_element_with_an_id_can_be_looked_up_by_it(read: Reading) -> None:
    names = read.pdf.Root.StructTreeRoot.IDTree.Names
    listed = [str(id) for id in list(names)[::2]]
    said = [id for node in read.document.all() if (id := node.says("ID"))]
    assert listed == sorted(said) and len(set(said)) == len(said)
    assert {"note-0001", "h-proef", "brontabellen"} <= set(said)


def test_every_link_says_where_it_leads(read: Reading) -> None:
    on_pages = [note for page in read.pdf.pages for note in page.obj.get("/Annots", [])]
    in_tree = [link for one in read.document.all("Link") for link in one.links]
    assert sorted(one.objgen for one in on_pages) == sorted(one.objgen for one in in_tree)
    contents = {str(one.Contents) for one in in_tree}
    assert "een wijze verwijzing (https://example.org/x)" in contents
    assert f"1 {TITLE} 5" in contents
    assert "p. 5" in contents


def test_every_internal_link_has_a_destination(read: Reading) -> None:
    names = read.names()
    wanted = {
        str(link.Dest) for one in read.document.all("Link") for link in one.links if "/Dest" in link
    }
    assert "v-voorbeeld.groei" in wanted
    assert wanted <= names.keys()


def test_contents_are_a_table_of_contents(read: Reading) -> None:
    contents = read.document.all("TOC")
    assert contents
    for entry in contents[0].all("TOCI"):
        assert entry.kids[0].kind == "Reference"
        assert kinds(entry.kids[0].kids) == ["Link"]
        assert set(kinds(entry.kids[1:])) <= {"TOC"}


def test_lists_have_labels_before_bodies(read: Reading) -> None:
    for one in read.document.all("L"):
        assert set(kinds(one.kids)) == {"LI"}
        for item in one.kids:
            assert kinds(item.kids) in (["Lbl", "LBody"], ["LBody"])
    numberings = {str(one.attribute("ListNumbering")) for one in read.document.all("L")}
    assert numberings == {"/Decimal", "/Disc", "/None"}


def test_another_language_is_said_where_it_begins(read: Reading) -> None:
    spoken = [one for one in read.document.all() if one.says("Lang")]
    assert {one.says("Lang") for one in spoken} == {"en"}
    assert {"Link", "P", "Sect", "Span"} == set(kinds(spoken))


def test_text_without_an_element_gets_a_paragraph(read: Reading) -> None:
    for one in read.document.all("Document", "Sect", "Div", "Table", "TR", "L", "TOC"):
        assert not one.marks


def test_only_the_typefaces_of_the_report_are_embedded(read: Reading) -> None:
    fonts = [one for one in read.pdf.objects if _is(one, "/FontDescriptor")]
    families = {str(font.FontName).partition("+")[2].split("-")[1] for font in fonts}
    assert families == {"Sans", "Serif"}
    assert all("/FontFile2" in font for font in fonts)


def test_bookmarks_lead_to_chapters_and_sections(read: Reading) -> None:
    with read.pdf.open_outline() as outline:
        titles = {item.title: [kid.title for kid in item.children] for item in outline.root}
    assert titles[f"1 {TITLE}"][0] == "1.1 Meer bedrijven"
    assert "Verantwoording" in titles


def test_outloud_finds_no_error(path: Path) -> None:
    outloud = Path(sys.executable).parent / "outloud"
    done = subprocess.run(
        [outloud, "--fail-on", "error", path], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def _is(one: Any, kind: str) -> bool:
    return str(getattr(one, "Type", "")) == kind


def test_a_hyphen_that_only_ends_a_line_is_soft(read: Reading) -> None:
    spans = [
        str(properties["/ActualText"])
        for page in range(len(read.pdf.pages))
        for painting in read.painted(page)
        for _, properties in painting
        if "/ActualText" in properties
    ]
    assert spans
    assert set(spans) == {"\u00ad"}
