"""Text goes before a figure that no longer fits; figures keep their order and their section."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_reading import Reading
from sample import bare_page, drawing, typeset_page

from jaarbericht.files import write_text

PAGE = (
    "<style>@page{size:120mm 100mm;margin:10mm} p,figure,h2{margin:0 0 5mm;line-height:5mm;"
    "font-size:10pt} figure{break-inside:avoid} h2{break-after:avoid} img{width:100mm;height:50mm}"
    "</style>"
)


def figure(name: str) -> str:
    return f'<figure><img src="figuren/x.svg" alt="{name}"><p>Bron {name}.</p></figure>'


def order(tmp_path: Path, body: str) -> list[tuple[str, int]]:
    """Headings, paragraphs and figures in reading order, each with its page."""
    page = bare_page(tmp_path, "<section>" + body + "</section>", PAGE)
    write_text(tmp_path / "figuren" / "x.svg", drawing())
    read = Reading(typeset_page(page, tmp_path / "out.pdf"))
    (section,) = read.document.all("Sect")
    names = {"Div": "fig", "P": "p", "H1": "h", "H2": "h"}
    return [
        (names[one.kind], next(page for sub in one.all() for page, _ in sub.marks))
        for one in section.kids
    ]


def test_a_figure_that_fits_stays_where_it_is(tmp_path: Path) -> None:
    assert order(tmp_path, f"<p>Een.</p>{figure('A')}<p>Twee.</p>") == [
        ("p", 0), ("fig", 0), ("p", 0),
    ]  # fmt: skip


def test_text_goes_before_a_figure_that_does_not_fit(tmp_path: Path) -> None:
    body = f"<p>Een.</p>{figure('A')}{figure('B')}<p>Twee.</p><p>Drie.</p>"
    found = order(tmp_path, body)
    assert found == [("p", 0), ("fig", 0), ("p", 0), ("fig", 1), ("p", 1)]


def test_a_figure_stays_in_its_section(tmp_path: Path) -> None:
    body = f"<h1>Nul</h1>{'<p>Een.</p>' * 4}{figure('A')}<h2>Kop</h2><p>Twee.</p>"
    assert [kind for kind, _ in order(tmp_path, body)] == ["h", *"pppp", "fig", "h", "p"]


def test_a_heading_passes_with_its_text_when_much_would_be_blank(tmp_path: Path) -> None:
    body = f"<h1>Nul</h1><p>Een.</p><p>Een.</p>{figure('A')}<h2>Kop</h2><p>Twee.</p>"
    found = order(tmp_path, body)
    assert found == [("h", 0), ("p", 0), ("p", 0), ("h", 0), ("p", 0), ("fig", 1)]


def test_a_heading_does_not_pass_alone(tmp_path: Path) -> None:
    body = f"<h1>Nul</h1><p>Een.</p><p>Een.</p>{figure('A')}<h2>Kop</h2>{figure('B')}"
    assert [kind for kind, _ in order(tmp_path, body)] == ["h", "p", "p", "fig", "h", "fig"]


def test_text_passes_several_figures_at_once(tmp_path: Path) -> None:
    body = f"<p>Een.</p>{'<p>Een.</p>' * 3}{figure('A')}{figure('B')}<p>Twee.</p>"
    assert [kind for kind, _ in order(tmp_path, body)] == [*"ppppp", "fig", "fig"]


def test_figures_keep_their_order(tmp_path: Path) -> None:
    body = f"<p>Een.</p>{figure('A')}{figure('B')}{figure('C')}<p>Twee.</p>"
    order(tmp_path, body)
    read = Reading(tmp_path / "out.pdf")
    assert [one.says("Alt") for one in read.document.all("Figure")] == ["A", "B", "C"]


@pytest.mark.parametrize("lines", [30, 60])
def test_a_paragraph_that_goes_first_may_run_over_the_page(tmp_path: Path, lines: int) -> None:
    long = "Nog een regel tekst die lang genoeg is. " * lines
    body = f"{'<p>Kort.</p>' * 4}{figure('A')}<p>{long}</p><p>Slot.</p>"
    found = order(tmp_path, body)
    assert [kind for kind, _ in found[:5]] == ["p"] * 5
    assert found[4][1] == 0
    assert [page for kind, page in found if kind == "fig"] > [0]
    assert [page for _, page in found] == sorted(page for _, page in found)
