"""The annex from a ledger: formulas, cells told together, what is uncertain about tables."""

from __future__ import annotations

from typing import Any

import pytest
from ledger_examples import constant, leaf, op

from jaarbericht.compose.cellwords import cells_html
from jaarbericht.compose.chapterdata import ChapterData
from jaarbericht.compose.citationentries import citation_entries
from jaarbericht.compose.formula import formula
from jaarbericht.compose.ledgermerge import LedgerConflict, cells_csv, merge
from jaarbericht.compose.ledgerview import LedgerView
from jaarbericht.compose.tableentries import table_entries


def cell(row: int, raw: str, region: str, period: str, topic: str = "A_1") -> dict[str, Any]:
    return {
        "catalogue": "CBS", "table": "T", "row": row, "topic": topic, "topic_title": "Aantal",
        "codes": {"RegioS": region, "Perioden": period},
        "titles": {"RegioS": f"Regio {region}" if region != "R9" else "", "Perioden": period[:4]},
        "raw": raw.rjust(8), "symbol": "", "value": raw, "status": "Definitief", "unit": "aantal",
    }  # fmt: skip


def table(**changes: Any) -> dict[str, Any]:
    plain = {
        "catalogue": "CBS", "id": "T", "title": "Proef", "universe": "bedrijven", "modified": "",
        "stand": "omstreeks mei 2022", "newer_than_cutoff": True, "retrieved": "", "source": "x",
        "sha256": "ab", "rows": 2, "completeness": "partial", "completeness_note": "two rows only",
        "structure": "derived", "derived": ["a title"], "unknown": ["status"], "notes": ["Let op."],
        "findings": ["a code more"], "successor": "",
    }  # fmt: skip
    return plain | changes


def ledger(**cells: dict[str, Any]) -> dict[str, Any]:
    named = {f"T/{one['row']}/{one['topic']}": one for one in cells.values()}
    return {"tables": {"T": table()}, "cells": named, "citations": {}, "quantities": {}}


def chapter(ledger: dict[str, Any]) -> ChapterData:
    return ChapterData("proef", "Proef", {}, {}, {}, {}, {}, ledger)


def told(tree: dict[str, Any], **cells: dict[str, Any]) -> str:
    return cells_html(formula(tree).letters, LedgerView([ledger(**cells)]))


def test_few_cells_stand_row_by_row_in_the_order_of_their_letters() -> None:
    cells = {"a": cell(0, "12", "R1", "2020JJ00"), "b": cell(1, "10", "R1", "2019JJ00")}
    cells["c"] = cell(2, "7", "R2", "2019JJ00")
    html = told(op("sum", *(leaf(f"T/{row}/A_1") for row in range(3))), **cells)
    one, other = html.removesuffix("</li>").split("</li> ")
    assert one.endswith("Aantal; Regio R1; 2020, 2019: <b>12</b>, <b>10</b>.")
    assert "<i>a</i>, <i>b</i>: " in one and "<i>c</i>: " in other


def test_many_cells_are_told_by_what_they_share() -> None:
    cells = {f"c{i}": cell(i, str(i), f"R{i}", "2020JJ00") for i in range(1, 9)}
    html = told(op("sum", *(leaf(f"T/{i}/A_1") for i in range(1, 9))), **cells)
    assert html.count("<li>") == 1
    assert "<i>a</i>–<i>h</i>" in html and "Regio R1 t/m Regio R8 (8); 2020" in html
    assert "<b>1</b>, <b>2</b>" in html


def test_very_many_cells_are_counted() -> None:
    cells = {f"c{i}": cell(i, str(i), "R1", f"20{i:02d}JJ00") for i in range(1, 21)}
    html = told(op("maximum", *(leaf(f"T/{i}/A_1") for i in range(1, 21))), **cells)
    assert "20 cellen" in html and "<b>" not in html


def test_periods_are_told_in_order_of_time_and_in_runs() -> None:
    years = [*range(2001, 2011), *range(2015, 2019)]
    cells = {f"c{y}": cell(y, "1", "R1", f"{y}JJ00") for y in reversed(years)}
    cells |= {
        f"q{q}": cell(q, "1", "R1", f"2020KW0{q}")
        | {"titles": {"RegioS": "Regio R1", "Perioden": f"2020 {q}e kw"}}
        for q in range(1, 4)
    }
    html = told(op("maximum", *(leaf(f"T/{one['row']}/A_1") for one in cells.values())), **cells)
    assert "2001 t/m 2010 (10), 2015 t/m 2018 (4), 2020 1e kw t/m 2020 3e kw (3)" in html


def test_a_code_without_a_title_is_told_by_its_code() -> None:
    assert "Aantal; R9; 2020" in told(leaf("T/0/A_1"), c=cell(0, "1", "R9", "2020JJ00"))


def test_titles_of_cbs_are_text_and_never_markup() -> None:
    one = cell(0, "1", "R1", "2020JJ00") | {"topic_title": "<script>x</script>"}
    assert "&lt;script&gt;" in told(leaf("T/0/A_1"), c=one)


def test_long_formulas_leave_out_their_middle() -> None:
    terms = [op("product", leaf(f"T/{i}/A_1"), constant(1000)) for i in range(30)]
    assert formula(op("sum", *terms)).html.count("×") == 3
    assert len(formula(op("sum", *terms)).letters) == 30


def test_a_partial_or_derived_table_never_looks_complete() -> None:
    (entry,) = table_entries({"T": table()})
    assert "; gedeeltelijk; opschriften deels afgeleid." in entry.line
    assert (
        "stand: omstreeks mei 2022 (later dan de peildatum); opgehaald: niet bekend" in entry.line
    )
    assert entry.newer


def test_the_date_of_cbs_goes_before_ours() -> None:
    (entry,) = table_entries({"T": table(modified="2023-08-16T02:00:00", completeness="complete")})
    assert "stand: 16\u00a0augustus 2023" in entry.line and "; volledig; " in entry.line


def test_a_citation_is_told_with_its_document() -> None:
    cited = {
        "key": "K1", "value": "48.5", "unit": "procent", "about": "bedrijven met steun",
        "group": "klein", "share_of": "alle bedrijven", "period": "2020JJ00", "status": "Onbekend",
        "publisher": "Instituut", "document": "Rapport", "published": "2021-06", "tier": "other",
        "place": "https://example.org/rapport",
    }  # fmt: skip
    view = LedgerView([ledger() | {"citations": {"K1": cited}}])
    html = cells_html(formula({"citation": "K1"}).letters, view)
    assert html == (
        "<li><i>a</i>: bedrijven met steun (klein); Instituut, Rapport, juni 2021; 2020:"
        " <b>48.5</b>.</li>"
    )
    (entry,) = citation_entries({"citations": {"K1": cited}})
    assert (entry.anchor, entry.figure) == ("c-K1", "48,5 procent")
    assert entry.about == "bedrijven met steun (klein), 2020; aandeel van alle bedrijven"


def test_chapters_that_disagree_about_a_cell_stop_the_document() -> None:
    one = ledger(c=cell(0, "1", "R1", "2020JJ00"))
    other = ledger(c=cell(0, "2", "R1", "2020JJ00"))
    assert merge({}, [chapter(one), chapter(one)], [])["cells"].keys() == {"T/0/A_1"}
    with pytest.raises(LedgerConflict, match="T/0/A_1"):
        merge({}, [chapter(one), chapter(other)], [])


def test_cells_are_safe_to_open_in_a_spreadsheet() -> None:
    one = cell(0, "1", "R1", "2020JJ00", topic="=A_1")
    text = cells_csv(merge({}, [chapter(ledger(c=one))], []))
    assert ",'=A_1," in text and "RegioS=R1 Perioden=2020JJ00" in text
