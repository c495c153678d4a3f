"""Files that the document needs and that are not there: named as the writer knows them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jaarbericht.compose import assembly
from jaarbericht.compose.assemble import Assembled
from jaarbericht.compose.assembly import Places, check_styles, read_inputs
from jaarbericht.compose.conflicts import Contradiction
from jaarbericht.edition import read_config
from jaarbericht.files import FileProblem

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["voorwerk", "colofon", "handleiding"])
def test_a_text_that_every_edition_has_is_to_be_put_back(name: str, tmp_path: Path) -> None:
    prose = tmp_path / "report"
    prose.mkdir()
    for other in {"voorwerk", "colofon", "handleiding"} - {name}:
        (prose / f"{other}.md").write_text("# Titel\n", "utf-8")
    places = Places(prose, *[tmp_path] * 5)
    with pytest.raises(FileProblem) as caught:
        read_inputs(read_config(ROOT / "config.yaml").edition, places)
    assert caught.value.where == f"report/{name}.md"
    assert "every edition" in caught.value.todo and "config.yaml" not in caught.value.todo


def test_a_style_that_is_gone_is_sought_where_the_writer_keeps_it(tmp_path: Path) -> None:
    (tmp_path / "report/styles").mkdir(parents=True)
    (tmp_path / "report/styles/tekst.css").write_text("", "utf-8")
    page = '<link href="styles/tekst.css"><link href="styles/pagina.css">'
    with pytest.raises(FileProblem) as caught:
        check_styles(page, tmp_path / "report")
    assert caught.value.where == "report/styles/pagina.css"
    assert "report/template/report.html.jinja" in caught.value.todo
    (tmp_path / "report/styles/pagina.css").write_text("", "utf-8")
    check_styles(page, tmp_path / "report")


def test_a_report_that_contradicts_itself_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def said(chapter: str, line: int, text: str) -> dict[str, Any]:
        return {"quantity": f"{chapter}.n", "kind": "getal", "chapter": chapter, "line": line,
                "text": text}  # fmt: skip

    def number(decimals: int) -> dict[str, Any]:
        return {"value": "123/10", "unit": "procent", "population": "", "periods": [],
                "form": {"decimals": decimals, "scale": 1},
                "expression": {"cell": "1NED/1/A"}}  # fmt: skip

    ledger = {
        "printed": [said("een", 3, "12 procent"), said("twee", 5, "12,3 procent")],
        "quantities": {"een.n": number(0), "twee.n": number(1)},
        "annex": {}, "shown": {}, "cells": {"1NED/1/A": {"topic_title": "A", "codes": {"P": "x"}}},
    }  # fmt: skip
    monkeypatch.setattr(assembly, "read_inputs", lambda *_: None)
    monkeypatch.setattr(assembly, "assemble", lambda _: Assembled({}, ledger, b"", "", ()))
    edition = read_config(ROOT / "config.yaml").edition
    with pytest.raises(Contradiction) as told:
        assembly.build_document(edition, Places(*[tmp_path / "x"] * 6))
    assert "report/chapters/een.md:3" in told.value.where
    assert "report/chapters/twee.md:5" in told.value.where
    assert list(tmp_path.iterdir()) == []
