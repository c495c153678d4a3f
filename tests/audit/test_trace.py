"""From a printed text to raw texts: what is found, what is told, what is noticed."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from traced_report import HOSTILE, write_results

from jaarbericht.audit.ledgerfile import NotBuilt
from jaarbericht.audit.trace import trace
from jaarbericht.audit.trace_command import answer
from jaarbericht.audit.trace_evidence import Evidence, read_evidence
from jaarbericht.audit.trace_find import NothingFound, TextAmbiguous, find
from jaarbericht.audit.trace_html import page
from jaarbericht.audit.trace_json import as_json
from jaarbericht.audit.trace_record import Node, Trace, joined
from jaarbericht.audit.trace_text import show
from jaarbericht.cbs.names import StrangeName
from jaarbericht.files import write_json, write_text


@pytest.fixture
def report(tmp_path: Path) -> Path:
    write_results(tmp_path)
    return tmp_path


@pytest.fixture
def evidence(report: Path) -> Evidence:
    return read_evidence(report, 2021)


def follow(evidence: Evidence, id: str) -> Trace:
    return trace(id, evidence.ledger, evidence.of(id), evidence.raw)


def meant(evidence: Evidence, asked: str) -> list[str]:
    found = find(asked, evidence.ledger["quantities"], evidence.printed)
    return [one.quantity for one in found]


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("werk.groei", ["werk.groei"]),
        ("n0003", ["werk.groei"]),
        ("#p-n0003", ["werk.groei"]),
        ("#v-werk.groei", ["werk.groei"]),
        ("werk.lijn.1.2020JJ00", ["werk.lijn.1.2020JJ00"]),
        ("74,5 procent", ["werk.groei"]),
        ("  74,5\u202fPROCENT ", ["werk.groei"]),
        ("376 duizend", ["werk.nu"]),
        ("216", ["werk.lijn.1.2020JJ00"]),
        ("376*", ["werk.lijn.1.2021JJ00"]),
        ("74,5", ["werk.groei"]),
    ],
)
def test_a_number_is_found_by_id_place_or_text(
    evidence: Evidence, asked: str, ids: Sequence[str]
) -> None:
    assert meant(evidence, asked) == ids


def test_a_piece_of_a_number_is_not_that_number(evidence: Evidence) -> None:
    with pytest.raises(NothingFound):
        meant(evidence, "4,5 procent")


@pytest.mark.parametrize(
    ("asked", "told"), [("werk.groie", "werk.groei"), ("375 duizend", "“376\xa0duizend”")]
)
def test_what_is_nearly_so_is_named(evidence: Evidence, asked: str, told: str) -> None:
    with pytest.raises(NothingFound) as caught:
        meant(evidence, asked)
    assert told in caught.value.todo


@pytest.mark.parametrize("asked", ["n0001", "n9999", "", "   "])
def test_what_is_no_number_has_no_trace(evidence: Evidence, asked: str) -> None:
    with pytest.raises(NothingFound):
        meant(evidence, asked)


def test_a_trace_leads_from_the_sentence_to_the_raw_text(evidence: Evidence) -> None:
    one = follow(evidence, "werk.groei")
    assert (one.value, one.rounded, one.findings) == (Fraction(40175, 539), "74,5\xa0procent", ())
    first = one.printed[0]
    assert (first.file, first.line) == ("report/chapters/werk.md", 7)
    assert first.context == "Er waren 376 duizend vacatures, 74,5 procent meer."
    assert [arg.value for arg in one.formula.args] == [376300, 215600]
    (point,) = evidence.of("werk.lijn.1.2021JJ00")
    assert (point.line, point.context) == (3, "figuur 1.1: lijn, 2021JJ00")
    (table,) = one.tables
    assert [(c.raw, c.codes[0].code) for c in table.cells] == [
        ("   376.3", "NL01  "),
        ("   215.6", "NL01  "),
    ]
    assert "%27NL01%20%20%27" in table.queries[0]


def changed(evidence: Evidence, *keys: Any, to: Any) -> Evidence:
    ledger = json.loads(json.dumps(evidence.ledger))
    target = ledger
    for key in keys[:-1]:
        target = target[key]
    target[keys[-1]] = to
    return Evidence(ledger, evidence.printed, evidence.raw)


@pytest.mark.parametrize(
    ("id", "keys", "to", "told"),
    [
        ("werk.groei", ("quantities", "werk.groei", "value"), "74", "the ledger says 74"),
        ("werk.groei", ("cells", "1NED/0/A_1", "raw"), "   215.7", "the raw table has"),
        ("werk.groei", ("cells", "1NED/0/A_1", "value"), "215.7", "is not the ledger's value"),
        ("werk.groei", ("cells", "1NED/0/A_1", "value"), None, "is not the ledger's value"),
        ("werk.groei", ("cells", "1NED/0/A_1", "row"), 1, "the row is of Perioden"),
        ("werk.groei", ("cells", "1NED/0/A_1", "codes", "Regio"), "NL02", "the row is of Regio"),
        ("werk.groei", ("tables", "1NED", "sha256"), "0", "has not the sha256"),
        ("werk.groei", ("quantities", "werk.groei", "expression", "op"), "share", "gives"),
        ("werk.groei", ("quantities", "werk.groei", "expression", "op"), "magie", "computed"),
        ("werk.groei", ("quantities", "werk.groei", "form", "decimals"), 0, "prints '74,5"),
        ("werk.lijn.1.2020JJ00", ("quantities", "werk.lijn.1.2020JJ00", "status"), "Definitief",
         "prints '216*'"),
        ("werk.hoogst", ("quantities", "werk.hoogst", "expression", "chosen"), "toen", "chooses"),
    ],
)  # fmt: skip
def test_what_does_not_agree_is_a_finding(
    evidence: Evidence, id: str, keys: Sequence[Any], to: Any, told: str
) -> None:
    assert follow(evidence, id).findings == ()
    assert any(told in finding for finding in follow(changed(evidence, *keys, to=to), id).findings)


def told(traces: Sequence[Trace], width: int) -> str:
    stream = io.StringIO()
    show(traces, stream, width)
    return stream.getvalue()


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_tree_fits_and_loses_nothing(evidence: Evidence, width: int) -> None:
    one = follow(evidence, "werk.groei")
    text = told([one], width)
    lines = text.splitlines()
    assert all(len(line) <= width for line in lines if not line.startswith("https://"))
    assert one.tables[0].queries[0] in lines and one.tables[0].statline in lines
    assert '"   376.3"' in text and "… of" not in text
    assert "74.536178107607…" in text


@pytest.mark.parametrize(
    ("highest", "shown"),
    [
        (0, ["1500", "1001", "1002", "1019"]),
        (9, ["1000", "1001", "1500", "1019"]),
        (19, ["1000", "1001", "1002", "1500"]),
    ],
)
def test_of_many_terms_the_ends_and_the_outcome_are_told(
    evidence: Evidence, highest: int, shown: list[str]
) -> None:
    values = [Fraction(1500 if i == highest else 1000 + i) for i in range(20)]
    terms = tuple(Node("constant", "", value) for value in values)
    formula = Node("op", "maximum", max(values), terms)
    text = told([replace(follow(evidence, "werk.groei"), formula=formula, tables=())], 80)
    assert "… of 20; all with --json or --html" in text
    assert [line[-4:] for line in text.splitlines() if line[:-4].endswith("── ")] == shown


@pytest.mark.parametrize(
    ("text", "is_right"), [("74.5\xa0per cent", True), ("74,5\xa0procent", False)]
)
def test_a_number_in_english_is_held_against_english_words(
    evidence: Evidence, text: str, is_right: bool
) -> None:
    printed = [
        replace(one, language="en", text=text) if one.quantity == "werk.groei" else one
        for one in evidence.printed
        if one.kind == "getal"
    ]
    told = Evidence(evidence.ledger, tuple(printed), evidence.raw)
    assert (follow(told, "werk.groei").findings == ()) is is_right


def test_texts_of_cbs_cannot_steer_the_terminal(evidence: Evidence) -> None:
    text = told([follow(evidence, "werk.groei")], 200)
    assert "\x1b" not in text and "\u202e" not in text
    assert r"Regio <b>&\u202e\x1b[31m[bold]=1+1" in text


class Outline(HTMLParser):
    """Checks that elements close in order; keeps headings, texts and addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append(tag)
        assert not {name for name, _ in attrs} & {"src", "onclick", "style"}
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_dutch_whole_and_escaped(evidence: Evidence) -> None:
    html = page("<script>", 2021, [follow(evidence, id) for id in ("werk.groei", "werk.nu")])
    outline = Outline()
    outline.feed(html)
    assert not outline.open and "script" not in outline.tags and "b" not in outline.tags
    assert html.startswith('<!DOCTYPE html>\n<html lang="nl">') and "\u202e" not in html
    levels = [int(tag[1]) for tag in outline.tags if tag in ("h1", "h2", "h3", "h4")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    assert "<code>   376.3</code>" in html and "groei in procenten = 74,536178107607" in html


def test_json_has_the_formula_of_the_ledger_with_values(evidence: Evidence) -> None:
    content = json.loads(as_json("x", 2021, [follow(evidence, "werk.hoogst")], ()))
    (one,) = content["traces"]
    assert one["formula"]["op"] == "maximum" and one["formula"]["chosen"] == "nu"
    assert one["formula"]["args"][0]["args"] == [
        {"cell": "1NED/0/A_1", "value": "1078/5"},
        {"constant": "1000", "value": "1000"},
    ]
    assert one["tables"][0]["title"] == HOSTILE and one["tables"][0]["cells"][0]["raw"]
    assert one["waivers"] == [{"rule": "overlap", "reason": "Dat is de bedoeling."}]


def test_sums_within_sums_are_read_as_one() -> None:
    one, two, three = (Node("constant", text, Fraction(text)) for text in "123")
    inner = Node("op", "sum", Fraction(3), (one, two))
    assert joined(Node("op", "sum", Fraction(6), (inner, three))).args == (one, two, three)
    kept = Node("op", "difference", Fraction(0), (inner, three))
    assert joined(kept) == kept


def test_an_answer_says_whether_there_is_a_finding(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not answer(report, 2021, "74,5 procent", False, report / "t.html")
    assert capsys.readouterr().out.startswith("werk.groei\n")
    assert (report / "t.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    path = report / "results" / "2021" / "ledger.json"
    content = json.loads(path.read_text("utf-8"))
    content["quantities"]["werk.groei"]["value"] = "74"
    write_json(path, content)
    assert answer(report, 2021, "74,5 procent", True, None)
    assert json.loads(capsys.readouterr().out)["traces"][0]["findings"]


def test_a_text_of_many_numbers_is_listed_and_refused(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = report / "results" / "2021" / "ledger.json"
    content = json.loads(path.read_text("utf-8"))
    for number in range(4):
        id = f"werk.ook{number}"
        content["quantities"][id] = content["quantities"]["werk.nu"]
        content["printed"].append({**content["printed"][1], "quantity": id, "id": f"n1{number}"})
    write_json(path, content)
    with pytest.raises(TextAmbiguous, match="5 different numbers"):
        answer(report, 2021, "376 duizend", False, None)
    out = capsys.readouterr().out
    assert "werk.ook3" in out and "report/chapters/werk.md:7" in out and "Er waren 376" in out


def test_what_is_not_built_cannot_be_traced(tmp_path: Path) -> None:
    with pytest.raises(NotBuilt) as caught:
        read_evidence(tmp_path, 2021)
    assert caught.value.todo == "Run: ./jaarbericht build --edition 2021"


@pytest.mark.parametrize("part", ["tables", "figures"])
def test_a_ledger_cannot_name_a_path(report: Path, part: str) -> None:
    path = report / "results" / "2021" / "ledger.json"
    text = path.read_text("utf-8")
    write_text(path, text.replace("1NED", "../x") if part == "tables" else
               text.replace('"werk.lijn"', '"../../x"'))  # fmt: skip
    with pytest.raises(StrangeName):
        follow(read_evidence(report, 2021), "werk.groei")


def test_results_of_another_version_are_refused(report: Path) -> None:
    write_json(report / "results" / "2021" / "ledger.json", {"format": "jaarbericht-ledger/1"})
    with pytest.raises(NotBuilt, match="jaarbericht-ledger/1"):
        read_evidence(report, 2021)
