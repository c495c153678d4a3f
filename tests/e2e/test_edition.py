"""The edition as its readers get it: the same bytes everywhere, all of it accounted for."""

from __future__ import annotations

import json

import pikepdf
import pymupdf
import pytest
from project import Project

from jaarbericht.audit.trace import trace
from jaarbericht.audit.trace_evidence import read_evidence

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("edition")]


# Chapters that only print the numbers of others.
WITHOUT_TABLES = {"samenvatting", "aanbevelingen", "dienstverlening"}


def test_two_builds_in_two_folders_give_the_same_bytes(
    edition: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = Project.of_checkout(tmp_path_factory.mktemp("an other") / "mkb één")
    done = other.run("build", "--cores", "1", extra={"LC_ALL": "C", "TZ": "Asia/Tokyo"})
    assert done.returncode == 0, done.stderr
    assert other.fingerprints() == edition.fingerprints()


def test_every_result_is_in_exactly_one_provenance_record(edition: Project) -> None:
    made: list[str] = []
    for path in sorted((edition.results / "provenance").glob("*.json")):
        record = json.loads(path.read_bytes())
        made += record["outputs"]
        assert record["code"] and record["software"]["lock"]
        assert record["inputs"] or record["rule"] in WITHOUT_TABLES
        assert record["outputs"] == {
            name: edition.fingerprints()[name.removeprefix("results/2021/")]
            for name in record["outputs"]
        }
    found = [f"results/2021/{n}" for n in edition.fingerprints() if not n.startswith("provenance/")]
    assert sorted(made) == sorted(found)


def test_the_pdf_carries_its_evidence(edition: Project) -> None:
    with pikepdf.open(edition.pdf) as pdf:
        attached = {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
        relations = {str(s.relationship) for s in pdf.attachments.values()}
        assert pdf.Root.Lang == "nl" and pdf.Root.MarkInfo.Marked
        metadata = str(pdf.open_metadata())
    assert attached["ledger.json"] == (edition.results / "ledger.json").read_bytes()
    assert attached["cells.csv"] == (edition.results / "cells.csv").read_bytes()
    assert {"/Data", "/Source"} == relations
    charts = {p.stem for p in edition.results.glob("chapters/*/figures/*.csv")}
    assert len(charts) >= 15 and len(attached) >= len(charts) + 2
    assert "pdfuaid" in metadata and "pdfaid" in metadata


def test_no_path_of_the_machine_stands_in_a_result(edition: Project) -> None:
    for path in edition.results.rglob("*.json"):
        assert str(edition.root) not in path.read_text("utf-8"), path


def test_every_printed_number_has_its_entry(edition: Project) -> None:
    ledger = json.loads((edition.results / "ledger.json").read_bytes())
    page = (edition.results / "report" / "index.html").read_text("utf-8")
    named = [p for p in ledger["printed"] if p["quantity"]]
    assert len(named) > 200
    for one in named:
        assert one["quantity"] in ledger["quantities"]
        assert f'id="p-{one["id"]}"' in page
        assert f'id="v-{one["quantity"]}"' in page or one["kind"] == "periode"


def test_the_text_of_the_pdf_says_what_the_ledger_says(edition: Project) -> None:
    with pymupdf.open(edition.pdf) as pdf:
        pages = "\n".join(page.get_text() for page in pdf)
    # Without white space: a line may end behind the hyphen of a name.
    text = "".join(pages.replace("\u00ad\n", "").split())
    ledger = json.loads((edition.results / "ledger.json").read_bytes())
    said = {"".join(one["text"].split()) for one in ledger["printed"]}
    assert len(said) > 150
    assert [one for one in said if one not in text] == []


def test_the_report_has_the_size_of_a_yearly_report(edition: Project) -> None:
    with pymupdf.open(edition.pdf) as pdf:
        assert 60 <= pdf.page_count <= 110


def test_every_number_is_traced_to_its_cells_without_a_finding(edition: Project) -> None:
    evidence = read_evidence(edition.root, 2021)
    for id in evidence.ledger["quantities"]:
        one = trace(id, evidence.ledger, evidence.of(id), evidence.raw)
        assert one.findings == () and one.value == one.stored, id
    done = edition.run("trace", "werk.vac_groei")
    assert done.returncode == 0 and "80472ned on StatLine" in done.stdout
