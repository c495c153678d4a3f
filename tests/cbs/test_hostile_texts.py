"""A title of CBS that is no innocent text, followed from the download to every kind of output."""

from __future__ import annotations

import csv
import html
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from tiny_cbs import SIZES, build, make_contract

from jaarbericht.cbs.errors import CbsError
from jaarbericht.cbs.names import StrangeName
from jaarbericht.cbs.raw import write_raw
from jaarbericht.cbs.tidy import check_rows, tidy_table
from jaarbericht.compose.cellwords import cells_html
from jaarbericht.compose.formula import formula
from jaarbericht.compose.ledgermerge import cells_csv
from jaarbericht.compose.ledgerview import LedgerView
from jaarbericht.compose.markup import figure_html, table_html
from jaarbericht.compose.numbering import Place
from jaarbericht.compose.typeset import typeset
from jaarbericht.files import write_json, write_text
from jaarbericht.job import chapter_record
from jaarbericht.lineage.chapter import Chapter, Column, Row
from jaarbericht.lineage.figures import bars
from jaarbericht.lineage.forms import count
from jaarbericht.lineage.tables import Tables
from jaarbericht.present.csvfiles import figure_csv, table_csv
from jaarbericht.present.draw import draw

HOSTILE = {
    "markup": "<b>vet</b> & <script>alert(1)</script>",
    "end of a drawing": "]]></text></svg><svg onload='x'>",
    "quotes": "\"' onerror='alert(1)' x=\"",
    "entities": "&lt;b&gt; &xxe; &#x202e;",
    "reading direction": "een\u202eeewt\u202c \u2066drie\u2069 \u200fvier",
    "formula": '=HYPERLINK("https://elders";"klik")',
    "plus": "+1+cmd|' /C calc'!A0",
    "minus": "-2+3",
    "at": "@SUM(A1)",
    "tab": "\t=1+1",
    "return": "\r\n=1+1",
    "controls": "a\x00b\x1b[31mc\x07\x08\x7f\x85",
    "template": "{{ ''.__class__ }} {% include '/etc/passwd' %} {0} %s",
    "mathematics": "$\\frac{1}{2}$ _a^b \\N",
    "invisible": "\ufeffzes\u200b \U000e0041 \ue000",
    "null": None,
}
TOTAL = ("WP9  ", "Alle groottes")
FORBIDDEN = "\u202e\u202c\u2066\u2069\u200f\u200b\ufeff\ue000\U000e0041\x00\x07\x08\x1b\x7f\x85"


@dataclass(frozen=True)
class Shown:
    """What a chapter makes of one hostile title."""

    title: str
    svg: str
    csv: tuple[str, str]
    record: Mapping[str, Any]


@pytest.fixture(params=HOSTILE)
def shown(request: pytest.FixtureRequest, tmp_path: Path) -> Shown:
    title: Any = HOSTILE[request.param]
    raw = build({"Grootte": [*SIZES, ("WP3  ", title)]})
    some = ("role: size", "role: characteristic\n    listed: some")
    contract = make_contract(tmp_path, some)
    write_raw(tmp_path / "t.jsonl", raw)
    tidy_table(tmp_path / "t.jsonl", contract, tmp_path / "99999NED.csv")
    origin = {"completeness": "slice", "derived": [title or ""], "unknown": [title or ""],
              "findings": [title or ""]}  # fmt: skip
    receipt = {
        "modified": "2021-03-04T02:00:00", "newer_than_cutoff": False, "retrieved": "",
        "source": "folder", "sha256": "0", "rows": 6, "origin": origin,
    }  # fmt: skip
    write_json(tmp_path / "receipt.json", receipt)
    files = ([tmp_path / f"99999NED.{end}"] for end in ("csv", "yaml"))
    tables = Tables.read(*files, [tmp_path / "receipt.json"], date(2021, 11, 18))
    table = tables["99999NED"]
    found = {
        c.title or c.code: table.quantity("Bedrijven_1", "2020JJ00", Grootte=c.code)
        for c in table.codes("Grootte")
    }
    chapter = Chapter("proef", "Proef")
    figure = bars("staven", {"Bedrijven": found}, "bedrijven", count())
    chapter.figure(figure)
    rows = [Row(head, (one,)) for head, one in found.items()]
    chapter.table("tabel", rows, [Column(list(found)[-1], count())], "Grootte")
    drawing = draw(figure)
    return Shown(
        list(found)[-1], drawing.svg.decode(),
        (figure_csv(figure, "proef"), table_csv(chapter.tables["tabel"], "proef")),
        chapter_record(chapter, tables, "Comité", {"staven": drawing}),
    )  # fmt: skip


def test_it_is_clean_and_never_empty(shown: Shown) -> None:
    everything = json.dumps(shown.record, ensure_ascii=False) + shown.svg + "".join(shown.csv)
    assert shown.title and not set(everything) & set(FORBIDDEN)
    assert shown.title == shown.title.strip() and "\n" not in shown.title


def test_in_a_drawing_it_is_text(shown: Shown) -> None:
    tree = ET.fromstring(shown.svg)
    names = {one.tag.rpartition("}")[2] for one in tree.iter()}
    texts = "".join("".join(one.itertext()) for one in tree.iter() if one.tag.endswith("}text"))
    assert not names & {"script", "b", "image", "foreignObject"}
    assert not any(name.startswith("on") for one in tree.iter() for name in one.attrib)
    assert "".join(shown.title.split()) in "".join(texts.split())


def test_in_a_data_file_it_is_no_formula(shown: Shown) -> None:
    for text in shown.csv:
        for record in csv.reader(io.StringIO(text)):
            for cell in record:
                assert not cell.startswith(("=", "+", "@", "\t", "\r")), cell
                assert not cell.startswith("-") or cell == "-2" or cell.lstrip("-").isdigit()


def test_on_the_page_and_in_the_annex_it_is_text(shown: Shown) -> None:
    record, ledger = shown.record, shown.record["ledger"]
    place = Place("#fig-x", "1.1", "figuur 1.1")
    last = list(ledger["quantities"].values())[-1]
    page = [
        figure_html(place, "Titel", record["figures"][0], "figuren/x.svg"),
        table_html(place, "Titel", record["tables"][0]),
        f"<ul>{cells_html(formula(last['expression']).letters, LedgerView([ledger]))}</ul>",
    ]
    for part in page:
        tree = ET.fromstring(part)
        assert not {one.tag for one in tree.iter()} & {"script", "svg"}
        assert not any(name.startswith("on") for one in tree.iter() for name in one.attrib)
    assert shown.title in html.unescape(page[1])
    for line in csv.reader(io.StringIO(cells_csv(ledger))):
        assert not any(cell.startswith(("=", "+", "@")) for cell in line)


def test_in_the_pdf_it_is_text(shown: Shown, tmp_path: Path) -> None:
    place = Place("#fig-x", "1.1", "figuur 1.1")
    body = figure_html(place, "Titel", shown.record["figures"][0], "x.svg")
    page = tmp_path / "report" / "index.html"
    title = html.escape(shown.title)
    write_text(page.parent / "x.svg", shown.svg)
    write_text(
        page,
        f'<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>{title}</title>'
        f'<style>html{{font-family:"Source Sans Pro"}}</style></head><body>{body}</body></html>',
    )
    typeset(page, tmp_path / "x.pdf", enclosures=(), created=date(2021, 11, 18))
    with pikepdf.open(tmp_path / "x.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]) == shown.title
        assert ET.fromstring(pdf.Root.Metadata.read_bytes()) is not None
        assert not {"/OpenAction", "/AA"} & set(pdf.Root.keys())
        assert "/JavaScript" not in pdf.Root.get("/Names", {})


@pytest.mark.parametrize("code", ["WP\u202e3", "WP\x003", "", "WP\n3", "x" * 200])
def test_a_code_that_cannot_be_seen_is_refused(code: str) -> None:
    with pytest.raises(StrangeName):
        check_rows(build({"Grootte": [*SIZES, (code, "titel")]}))


@pytest.mark.parametrize("raw", ["<b>1</b>", "=1+1", "1\u202e2", "1e9999999", "NaN", "0x10", "١"])
def test_a_figure_is_a_number_or_a_sign_of_cbs(raw: str, tmp_path: Path) -> None:
    write_raw(tmp_path / "t.jsonl", build(cell=lambda row, topic: raw))
    with pytest.raises(CbsError):
        tidy_table(tmp_path / "t.jsonl", make_contract(tmp_path), tmp_path / "t.csv")
