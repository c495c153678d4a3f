"""What a verification says: for a terminal, and where it could not be done."""

from __future__ import annotations

import os
from pathlib import Path

import pikepdf
import pytest

from jaarbericht.audit.verify.built.manifest import sha256
from jaarbericht.audit.verify.problem import Problem
from jaarbericht.audit.verify.report import Report, verify_pdf
from jaarbericht.audit.verify_text import as_text


def test_what_is_found_cannot_steer_the_terminal() -> None:
    hostile = "x\x1b]0;all agree\x07\x1b[2J\u202e.csv\nreport.pdf: all agree"
    text = as_text(
        Report(hostile, "", problems=(Problem("attachment", hostile, hostile, hostile),))
    )
    assert text.count("\n") == 2, "the finding, what to do, and the line"
    assert not any(sign in text for sign in ("\x1b", "\x07", "\u202e"))
    assert "\\x1b[2J" in text and "\\u202e" in text


def _pdf_without_structure(path: Path) -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path)
    return path.read_bytes()


@pytest.mark.parametrize("content", [b"", b"# README", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_told_as_not_done(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(content)
    report = verify_pdf(path)
    assert report.undone and "no PDF, or a damaged one" in report.problems[0].what


def test_another_pdf_is_told_as_not_done(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    _pdf_without_structure(path)
    report = verify_pdf(path)
    assert report.undone and "structure" in report.problems[0].what


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp")
    assert sha256(tmp_path / "pijp") == ""
