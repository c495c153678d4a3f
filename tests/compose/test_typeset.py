"""One page in, one PDF out: the same bytes everywhere, or a failure that says what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from pdf_reading import Reading
from sample import CREATED, bare_page, build_sample, drawing, typeset_page

from jaarbericht.compose import fonts
from jaarbericht.compose.pdf.errors import (
    GlyphMissing,
    TagTreeBroken,
    TypesettingWarned,
)
from jaarbericht.compose.typeset import Enclosure, read_enclosures, typeset
from jaarbericht.errors import JaarberichtError
from jaarbericht.files import FileProblem, write_text
from jaarbericht.typefaces import font_files

HERE = Path(__file__).parent
ONCE = (
    "import sys; from pathlib import Path; import sample; sample.typeset_sample(Path(sys.argv[1]))"
)


def run_once(folder: Path, **environment: str) -> bytes:
    """The sample, made by a process of its own in a folder of its own."""
    folder.mkdir()
    subprocess.run(
        [sys.executable, "-c", ONCE, "here"], cwd=folder, check=True,
        env={**os.environ, "PYTHONPATH": str(HERE), **environment},
    )  # fmt: skip
    return (folder / "here" / "sample.pdf").read_bytes()


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    one = run_once(tmp_path / "een", PYTHONHASHSEED="1", TZ="Europe/Amsterdam", LC_ALL="C")
    other = run_once(
        tmp_path / "een andere map", PYTHONHASHSEED="2", TZ="Asia/Tokyo", LC_ALL="C.UTF-8",
        FONTCONFIG_FILE="/nonexistent", SOURCE_DATE_EPOCH="1",
    )  # fmt: skip
    assert one == other


BROKEN: Mapping[str, tuple[type[JaarberichtError], str, str, str]] = {
    "unknown rule": (
        TypesettingWarned, "<style>p{colour:red}</style>", "<p>x</p>", "1 complaint: .*colour",
    ),
    "link to nothing": (TypesettingWarned, "", '<p><a href="#weg">x</a></p>', "#weg"),
    "number of no page": (
        TypesettingWarned,
        "<style>a::after{content:target-counter(attr(href),page)}</style>",
        '<p><a href="#weg">x</a></p>',
        "#weg",
    ),
    "unreadable picture": (TypesettingWarned, "", '<img src="kapot.svg" alt="x">', "kapot.svg"),
    "two of one anchor": (
        TypesettingWarned, "", '<p id="a">x</p><p id="a">y</p><p><a href="#a">z</a></p>', "a",
    ),
    "character without a shape": (GlyphMissing, "", "<p>een \u4e2d teken</p>", "U\\+4E2D"),
    "drawn character without a shape": (
        GlyphMissing, "", '<img src="teken.svg" alt="x">', "U\\+2603",
    ),
    "picture without words": (TagTreeBroken, "", '<img src="goed.svg">', "goed.svg"),
    "translucent text": (TagTreeBroken, "", '<p style="opacity:.5">vaag</p>', "vaag"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_would_be_lost_in_silence_is_a_failure(tmp_path: Path, name: str) -> None:
    kind, head, body, said = BROKEN[name]
    write_text(tmp_path / "goed.svg", drawing())
    write_text(tmp_path / "kapot.svg", "<svg")
    write_text(tmp_path / "teken.svg", drawing().replace("2012", "\u2603"))
    out = tmp_path / "out.pdf"
    out.write_bytes(b"earlier")
    with pytest.raises(kind, match=said):
        typeset_page(bare_page(tmp_path, body, head), out)
    assert out.read_bytes() == b"earlier"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".out")]


def test_a_document_without_a_language_is_refused(tmp_path: Path) -> None:
    page = bare_page(tmp_path, "<p>x</p>")
    write_text(page, page.read_text(encoding="utf-8").replace(' lang="nl"', ""))
    with pytest.raises(TagTreeBroken, match="language"):
        typeset_page(page, tmp_path / "out.pdf")


def test_a_missing_character_is_told_with_its_words(tmp_path: Path) -> None:
    with pytest.raises(GlyphMissing) as caught:
        typeset_page(bare_page(tmp_path, "<p>Groei van \u2603.</p>"), tmp_path / "out.pdf")
    assert "SNOWMAN" in caught.value.what
    assert "Groei van \u2603." in caught.value.where


def test_the_fonts_laid_out_are_those_of_the_report(tmp_path: Path) -> None:
    configuration = fonts.lay_out_fonts(tmp_path)
    laid_out = {path.name for path in (tmp_path / "fonts").iterdir()}
    assert laid_out == {path.name for path in font_files()}
    assert "<include" not in configuration.read_text(encoding="utf-8")


def test_the_environment_is_as_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "5")
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    typeset_page(bare_page(tmp_path, "<p>x</p>"), tmp_path / "out.pdf")
    assert os.environ["SOURCE_DATE_EPOCH"] == "5"
    assert "FONTCONFIG_FILE" not in os.environ


def test_a_page_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match=r"index\.html"):
        typeset(tmp_path / "index.html", tmp_path / "out.pdf", enclosures=(), created=CREATED)


def test_an_attachment_that_is_not_there_is_told(tmp_path: Path) -> None:
    build_sample(tmp_path)
    (tmp_path / "bijlagen" / "cells.csv").unlink()
    with pytest.raises(FileProblem, match=r"cells\.csv"):
        read_enclosures(tmp_path / "bijlagen.json")


def test_attachments_are_in_order_of_name_and_unchanged(tmp_path: Path) -> None:
    for name in ("b.csv", "a.json"):
        write_text(tmp_path / "bijlagen" / name, f"inhoud van {name}")
    given = [Enclosure(tmp_path / "bijlagen" / n, n, "Data") for n in ("b.csv", "a.json")]
    page, out = bare_page(tmp_path, "<p>x</p>"), tmp_path / "out.pdf"
    typeset(page, out, enclosures=given, created=CREATED)
    read = Reading(out)
    held = read.pdf.attachments
    assert list(held) == ["a.json", "b.csv"]
    assert held["b.csv"].get_file().read_bytes() == b"inhoud van b.csv"
    assert held["b.csv"].get_file().mime_type == "text/csv"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    write_text(tmp_path / "bezet", "")
    with pytest.raises(FileProblem):
        typeset_page(bare_page(tmp_path / "report", "<p>x</p>"), tmp_path / "bezet" / "out.pdf")


def test_an_interrupt_while_drawing_is_an_interrupt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from weasyprint.svg import SVG

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(SVG, "draw", interrupted)
    write_text(tmp_path / "goed.svg", drawing())
    page = bare_page(tmp_path, '<img src="goed.svg" alt="x">')
    with pytest.raises(KeyboardInterrupt):
        typeset_page(page, tmp_path / "out.pdf")
    assert not (tmp_path / "out.pdf").exists()
