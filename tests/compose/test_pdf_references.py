"""A page number that is filled in moves headings; the numbers of those are filled in anew."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from sample import bare_page, typeset_page
from weasyprint.layout import page

# On a page of five lines a heading stands last, until the references above it take a second line.
PAGE = (
    "<style>@page{size:60mm 45mm;margin:10mm} h1,h2,p,div{margin:0;font-size:10pt;line-height:5mm}"
    "a::after{content:target-counter(attr(href),page)} .nieuw{break-before:page}</style>"
)
BEFORE = 9
REFERENCES = 16


def test_the_contents_name_the_page_where_a_heading_ends_up(tmp_path: Path) -> None:
    body = (
        '<h1>Inhoud</h1><p><a href="#doel">Doel </a></p>'
        + '<p class="nieuw">Tussen.</p>' * BEFORE
        + '<p class="nieuw">'
        + '<a href="#doel"></a> ' * REFERENCES
        + "</p><p>Een.</p><p>Twee.</p><p>Drie.</p>"
        + '<h2 id="doel">Het doel</h2>'
    )
    pages = _pages(typeset_page(bare_page(tmp_path, body, PAGE), tmp_path / "out.pdf"))
    (found,) = (number for number, text in enumerate(pages, 1) if "Het doel" in text)
    assert found == BEFORE + 3, "the heading has moved to the next page"
    assert f"Doel {found}" in pages[0]
    assert pages[BEFORE + 1].split().count(str(found)) == REFERENCES


def test_a_page_is_set_once_when_what_it_points_to_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    stock = page.remake_page

    def counted(index: int, *rest: Any) -> Any:
        made.append(index)
        return stock(index, *rest)

    monkeypatch.setattr(page, "remake_page", counted)
    body = (
        '<h1>Inhoud</h1><p><a href="#doel">Doel </a></p>'
        + '<p class="nieuw">Tussen.</p>' * BEFORE
        + '<h2 class="nieuw" id="doel">Het doel</h2>'
        + '<p class="nieuw">Zie <a href="#doel"></a></p>' * REFERENCES
        + '<p class="nieuw" id="hier">Zie <a href="#hier"></a></p>'
    )
    pages = _pages(typeset_page(bare_page(tmp_path, body, PAGE), tmp_path / "out.pdf"))
    last = len(pages) - 1
    again = sorted((Counter(made) - Counter(range(len(pages)))).keys())
    assert again == [0, last], "the one points ahead, the other to itself"
    assert [text.split()[-1] for text in pages[BEFORE + 2 : last]] == [str(BEFORE + 2)] * REFERENCES
    assert pages[last].split()[-1] == str(len(pages))


def _pages(pdf: Path) -> list[str]:
    with pymupdf.open(pdf) as document:
        return [page.get_text().replace("\xa0", " ") for page in document]
