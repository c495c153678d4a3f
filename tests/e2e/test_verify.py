"""The built edition verified: as it is, by itself, and after somebody touched it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from project import Project

from jaarbericht.audit.verify.pdf.file import read_document
from jaarbericht.audit.verify.report import Report, check_carried, verify_pdf, verify_results

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("verify")]


def test_the_edition_agrees_with_its_cells(edition: Project) -> None:
    done = edition.run("verify", "--json")
    assert done.returncode == 0, done.stdout
    told = json.loads(done.stdout)
    assert told["verified"] and told["problems"] == []
    assert told["counts"]["figures"] > 2000 and told["counts"]["numerals"] > 7000
    assert told["counts"]["points drawn"] > 1500 and told["raw_files"]


def test_a_pdf_is_verified_by_itself(edition: Project, tmp_path: Path) -> None:
    alone = shutil.copy(edition.pdf, tmp_path / "alone.pdf")
    done = edition.run("verify", str(alone))
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("alone.pdf: all agree with the cells that the PDF carries")
    assert done.stdout.count("\n") == 1


def test_the_example_of_the_guide_is_in_the_docs(edition: Project) -> None:
    ledger = json.loads((edition.results / "ledger.json").read_bytes())
    page = (Path(__file__).parents[2] / "docs" / "accountant.md").read_text("utf-8")
    guide = " ".join(page.split())
    told = [p["text"].replace("\u00a0", " ") for p in ledger["printed"] if p["kind"] == "voorbeeld"]
    assert len(told) >= 12
    assert [text for text in told if text not in guide] == []


def first_digit(text: str) -> str:
    """The text with another first digit."""
    return re.sub(r"\d", lambda m: str((int(m.group()) + 1) % 10), text, count=1)


def edited(root: Path, name: str, pattern: str = r"\d") -> None:
    """Change one digit of a file, behind the first match of a pattern."""
    path = root / name
    text = path.read_text("utf-8")
    start = re.search(pattern, text)
    assert start is not None, name
    path.write_text(text[: start.end() - 1] + first_digit(text[start.end() - 1 :]), "utf-8")


TOUCHED = {
    "a raw cell": ("resources/archive/tables/80472ned.jsonl", r'\[\d+,"[^"]+","2021KW03","\s*'),
    "the lock": ("resources/archive/locks/2021.yaml", r"80472ned:\s+sha256: "),
    "the origin of a table": ("resources/archive/tables/80472ned.origin.json", r"\d"),
    "a contract": ("resources/contracts/80472ned.yaml", r"\d"),
    "the ledger": ("results/2021/ledger.json", r'"value": "'),
    "the cells": ("results/2021/cells.csv", r",\s+\d"),
    "the page": ("results/2021/report/index.html", r'class="getal" id="p-n\d+"[^>]*>'),
    "the data of a figure": ("results/2021/chapters/werk/figures/uurloon.csv", r"\d"),
    "a drawing": ("results/2021/report/figuren/werk-uurloon.svg", r'd="M '),
    "a provenance record": ("results/2021/provenance/werk.json", r"\d"),
    "the crate": ("results/2021/ro-crate-metadata.json", r"\d"),
    "the manifest": ("results/2021/manifest.json", r"\d"),
    "a receipt": ("results/2021/raw/80472ned.receipt.json", r"\d"),
}


@pytest.mark.parametrize(("name", "pattern"), TOUCHED.values(), ids=list(TOUCHED))
def test_one_digit_of_a_file_is_noticed(built: Project, name: str, pattern: str) -> None:
    edited(built.root, name, pattern)
    report = verify_results(built.root, 2021)
    assert any(name in problem.where or name in problem.what for problem in report.problems)


def test_a_text_that_was_edited_since_is_told(built: Project) -> None:
    built.edit("report/chapters/werk.md", "personeel", "mensen")
    found = verify_results(built.root, 2021).problems
    assert [p.where for p in found if p.kind == "changed-since-build"] == [
        "report/chapters/werk.md"
    ]


def test_a_result_that_is_gone_is_told(built: Project) -> None:
    built.pdf.unlink()
    done = built.run("verify")
    assert done.returncode == 2 and "./jaarbericht build" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("config.yaml",), "no PDF"),
        (("report",), "Name the PDF"),
        (("absent.pdf",), "no report to verify"),
        (("--edition", "2021", "config.yaml"), "name either of the two"),
        (("--signature", "config.yaml"), "no public key"),
    ],
)
def test_what_cannot_be_verified_ends_with_two(
    edition: Project, asked: tuple[str, ...], told: str
) -> None:
    done = edition.run("verify", *asked)
    assert done.returncode == 2 and told in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def changed(edition: Project, target: Path, change: Callable[[pikepdf.Pdf], None]) -> Report:
    """The report on a PDF in which one thing was changed."""
    with pikepdf.open(edition.pdf) as pdf:
        change(pdf)
        pdf.save(target / "changed.pdf")
    return verify_pdf(target / "changed.pdf")


def test_one_glyph_of_a_page_is_noticed(edition: Project, tmp_path: Path) -> None:
    """The first two glyphs of a text change places."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[4]
        content = page.Contents.read_bytes()
        texts = re.finditer(rb"\[<([0-9a-f]{4})>([^<]*)<([0-9a-f]{4})>", content)
        first = next(m for m in texts if m.group(1) != m.group(3))
        swapped = b"[<%b>%b<%b>" % (first.group(3), first.group(2), first.group(1))
        page.Contents.write(content[: first.start()] + swapped + content[first.end() :])

    report = changed(edition, tmp_path, change)
    assert "text" in {problem.kind for problem in report.problems}


def test_hidden_text_is_noticed(edition: Project, tmp_path: Path) -> None:
    """A text that is read as another than is shown."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[4]
        content = page.Contents.read_bytes()
        mark = re.search(rb"<</MCID \d+>>", content)
        assert mark is not None
        hidden = mark.group()[:-2] + b" /ActualText <feff0039>>>"
        page.Contents.write(content[: mark.start()] + hidden + content[mark.end() :])

    report = changed(edition, tmp_path, change)
    assert any("read as ‘9’" in problem.what for problem in report.problems)


def test_a_pdf_without_its_ledger_is_no_evidence(edition: Project, tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.attachments["ledger.json"]

    (problem,) = changed(edition, tmp_path, change).problems
    assert problem.kind == "attachment" and problem.where == "ledger.json"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"no PDF at all"])
def test_what_is_no_report_is_a_finding(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.pdf").write_bytes(content)
    (problem,) = verify_pdf(tmp_path / "x.pdf").problems
    assert problem.kind == "unreadable"


def no_operand(pdf: pikepdf.Pdf) -> None:
    pdf.pages[4].Contents = pdf.make_stream(b"BT Tj ET")


def elements_in_elements(pdf: pikepdf.Pdf) -> None:
    inner = pdf.Root.StructTreeRoot.K[0]
    for _ in range(2000):
        inner = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Sect, K=inner))
    pdf.Root.StructTreeRoot.K = pikepdf.Array([inner])


@pytest.mark.parametrize("change", [no_operand, elements_in_elements])
def test_what_no_report_is_like_cannot_be_read(
    edition: Project, tmp_path: Path, change: Callable[[pikepdf.Pdf], None]
) -> None:
    (problem,) = changed(edition, tmp_path, change).problems
    assert problem.kind == "unreadable"


def test_one_cell_of_another_form_hides_no_other(built: Project) -> None:
    """Of a ledger in which a row is no number, the other cells are still compared."""
    document = read_document(built.pdf.read_bytes())
    ledger = json.loads(document.attachments["ledger.json"])
    first, *others = ledger["cells"].values()
    first["row"] = str(first["row"])
    for cell in others:
        cell["raw"] += "1"
    carried = {**document.attachments, "ledger.json": json.dumps(ledger).encode()}
    found = {problem.where for problem in check_carried(built.root, built.pdf, carried)}
    assert len([name for name in found if name in ledger["cells"]]) > 1000


def test_a_damaged_report_is_a_finding(edition: Project, tmp_path: Path) -> None:
    whole = edition.pdf.read_bytes()
    (tmp_path / "cut.pdf").write_bytes(whole[: len(whole) // 2])
    assert verify_pdf(tmp_path / "cut.pdf").problems
