"""What `verify` accepts outside the structure: margins, and the head of a table that goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sample import bare_page, typeset_page

from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.page.margins import check_margins
from jaarbericht.audit.verify.page.order import check_order
from jaarbericht.audit.verify.pdf.content import Piece
from jaarbericht.audit.verify.pdf.file import read_document

STYLES = Path(__file__).parents[2] / "report" / "styles"
EDITION = {
    "title": "Jaarbericht", "version": "1.0", "state": "final", "cutoff": "2021-11-18",
}  # fmt: skip
ROWS = "".join(f'<tr><th scope="row">Rij {n}</th><td>{n}</td></tr>' for n in range(120))
BODY = f"""
<section class="omslag"><p class="uitgever">Comité</p></section>
<nav class="inhoud" role="doc-toc"><h1 id="inhoud" data-rapport="Jaarbericht">Inhoud</h1>
<ol class="toc"><li><a href="#lang">Lang</a></li></ol></nav>
<section class="hoofdstuk"><h1 id="lang" data-rapport="Jaarbericht">Lang</h1>
<div><table><thead><tr><th scope="col">Wat het is</th><th scope="col">Nu</th></tr></thead>
<tbody>{ROWS}</tbody></table></div></section>
"""


@pytest.fixture(scope="module")
def final(tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    """A report in its final state, with a table of several pages."""
    sheets = "".join((STYLES / f"{name}.css").read_text() for name in _SHEETS)
    folder = tmp_path_factory.mktemp("margins")
    page = bare_page(folder, BODY, f"<style>{sheets}</style>")
    document = read_document(typeset_page(page, folder / "out.pdf").read_bytes())
    return Evidence(document, {"edition": EDITION, "figures": {}, "shown": {}}, [], {}, {})


_SHEETS = ("pagina", "tekst", "figuren", "omslag", "achterin")


def found(evidence: Evidence) -> Iterator[str]:
    yield from (one.what for one in (*check_margins(evidence), *check_order(evidence)))


def test_a_table_of_several_pages_repeats_its_head(final: Evidence) -> None:
    heads = [
        number
        for number, page in enumerate(final.document.pages, 1)
        if any(piece.text == "Wat het is" for piece in page.artifacts.pieces)
    ]
    assert heads == [4, 5, 6]
    assert list(found(final)) == []


@pytest.mark.parametrize(
    ("text", "other"), [("Nu", "Toen"), ("Wat het is", "Wat het was"), ("5", "6"), ("Lang", "Kort")]
)
def test_another_text_is_noticed(final: Evidence, text: str, other: str) -> None:
    pieces = final.document.pages[4].artifacts.pieces
    index = next(n for n, piece in enumerate(pieces) if piece.text.strip() == text)
    before = pieces[index]
    pieces[index] = replace(before, text=other)
    try:
        assert list(found(final))
    finally:
        pieces[index] = before


@pytest.mark.parametrize("text", ["niet", "4", "Concept", "Jaarbericht", "......"])
@pytest.mark.parametrize("at", [(300.0, 400.0), (300.0, 800.0), (300.0, 36.5)])
def test_a_text_more_is_noticed(final: Evidence, text: str, at: tuple[float, float]) -> None:
    pieces = final.document.pages[3].artifacts.pieces
    pieces.append(Piece(text, at))
    try:
        assert list(found(final))
    finally:
        pieces.pop()


def test_a_state_that_is_not_final_stands_on_each_page(final: Evidence) -> None:
    ledger = {**final.ledger, "edition": {**EDITION, "state": "embargoed"}}
    assert len(list(found(replace(final, ledger=ledger)))) == 5
