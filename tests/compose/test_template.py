"""The template of the report: what stands on the page in which state, and that it is sound HTML."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any

from sample import REPORT, sample_context

from jaarbericht.compose.assembly import render_template


def html(**changes: Any) -> str:
    return render_template(REPORT / "template", {**sample_context(), **changes})


def test_a_draft_is_marked_on_every_page() -> None:
    assert 'class="staat voorlopig"' in html()


def test_a_final_edition_is_not() -> None:
    edition = replace(sample_context()["edition"], state="final", state_label="Definitief")
    assert "voorlopig" not in html(edition=edition).split("</section>")[0]


def test_every_anchor_stands_once_and_every_link_has_one() -> None:
    page = html()
    anchors = Counter(re.findall(r'\bid="([^"]+)"', page))
    assert set(anchors.values()) == {1}
    assert set(re.findall(r'href="#([^"]+)"', page)) <= anchors.keys()


def test_a_report_without_tables_lists_none() -> None:
    page = html(tables_list=[], annex={"chapters": (), "citations": (), "tables": ()})
    assert '<h2 class="kaal">Tabellen</h2>' not in page
    assert '<h2 class="kaal">Figuren</h2>' in page


def test_what_comes_from_data_is_escaped() -> None:
    edition = replace(sample_context()["edition"], title="Kop & <staart>")
    assert "Kop &amp; &lt;staart&gt;" in html(edition=edition)


def test_the_documents_styles_are_all_there() -> None:
    named = re.findall(r'href="styles/([^"]+)"', html())
    assert sorted(named) == sorted(path.name for path in (REPORT / "styles").glob("*.css"))
