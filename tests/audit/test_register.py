"""What a ledger says of published figures, of its edition and of titles, where it was built."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from jaarbericht.audit.verify.built.raw import title_problems
from jaarbericht.audit.verify.built.register import check_register, check_settings
from jaarbericht.lineage.citations import read_register
from jaarbericht.lineage.errors import AbsentFigure

ROOT = Path(__file__).parents[2]
ENTRY = """bank:
  value: "81.40"
  unit: procent
  period: "2021"
  about: kredieten
  share_of: het aantal kredieten
  document: De mythe
  publisher: Vereniging
  url: https://www.nvb.nl/
  date: "2021-07"
  tier: other
"""
CITATION = {
    "key": "bank", "value": "81.4", "unit": "procent", "period": "2021JJ00", "about": "kredieten",
    "group": "", "share_of": "het aantal kredieten", "document": "De mythe",
    "publisher": "Vereniging", "place": "https://www.nvb.nl/", "published": "2021-07",
    "tier": "other", "status": "Onbekend",
}  # fmt: skip
EDITION = {
    "year": 2021, "title": "Jaarbericht", "version": "0.1", "state": "draft",
    "cutoff": "2021-11-18", "publisher": "Comité",
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "report").mkdir()
    (tmp_path / "report/citations.yaml").write_text(ENTRY, "utf-8")
    records = tmp_path / "results/2021/provenance"
    records.mkdir(parents=True)
    config = {**EDITION, "previous": None}
    (records / "assemble.json").write_text(json.dumps({"config": config}), "utf-8")
    return tmp_path


def test_citations_are_those_of_the_register(root: Path) -> None:
    assert list(check_register(root, {"citations": {"bank": CITATION}})) == []
    assert list(check_register(root / "nowhere", {"citations": {}})) == []


@pytest.mark.parametrize("field", sorted(CITATION))
def test_every_field_of_a_citation(root: Path, field: str) -> None:
    changed = {**CITATION, field: "9" if field == "value" else f"{CITATION[field]}x"}
    (problem,) = check_register(root, {"citations": {"bank": changed}})
    assert problem.what.startswith(f"{field} is ‘{changed[field]}’")


def test_citations_that_are_in_no_register(root: Path) -> None:
    (problem,) = check_register(root, {"citations": {"bank": CITATION, "kas": CITATION}})
    assert "report/citations.yaml does not have it" in problem.what
    (problem,) = check_register(root / "nowhere", {"citations": {"bank": CITATION}})
    assert "cannot be read" in problem.what


def test_the_whole_register_is_read_as_the_derivations_read_it() -> None:
    from datetime import date

    register = read_register(ROOT / "report/citations.yaml", date.max)
    told: dict[str, Any] = {}
    for key, one in register.entries.items():
        try:
            register.cited(key)
        except AbsentFigure:
            continue
        told[key] = {**vars(one), "value": str(one.value)}
    assert len(told) > 100
    assert list(check_register(ROOT, {"citations": told})) == []


def test_the_edition_is_the_one_that_was_asked_for(root: Path) -> None:
    assert list(check_settings(root, {"edition": EDITION, "errata": []})) == []
    (problem,) = check_settings(root, {"edition": {**EDITION, "state": "final"}, "errata": []})
    assert (problem.where, problem.what[:15]) == ("state", "It is ‘final’, ")


@pytest.mark.parametrize(("version", "errata", "wrong"), [("0.1.2", 2, 0), ("0.1.2", 1, 1)])
def test_the_version_counts_the_corrections(
    root: Path, version: str, errata: int, wrong: int
) -> None:
    ledger = {"edition": {**EDITION, "version": version}, "errata": [{}] * errata}
    assert len(list(check_settings(root, ledger))) == wrong


def lines() -> list[bytes]:
    sets: dict[str, list[dict[str, Any]]] = {
        "DataProperties": [{"ID": 0}, {"Key": "Banen_1", "Title": "Banen", "Unit": "x 1 000"}],
        "Regio": [{"Key": "PV20  ", "Title": "Groningen  (PV)"}],
    }
    return [
        json.dumps(one, separators=(",", ":")).encode()
        for name, records in sets.items()
        for one in ({"set": name, "rows": len(records)}, *records)
    ]


CELL: dict[str, Any] = {
    "row": 1, "topic": "Banen_1", "topic_title": "Banen", "unit": "x 1 000",
    "codes": {"Regio": "PV20"}, "titles": {"Regio": "Groningen (PV)"},
}  # fmt: skip


def test_titles_are_those_of_the_raw_file() -> None:
    assert list(title_problems("1NED", lines(), [CELL])) == []


@pytest.mark.parametrize("field", ["topic_title", "unit", "titles"])
def test_another_title_is_found(field: str) -> None:
    cell = deepcopy(CELL)
    cell[field] = {"Regio": "Drenthe (PV)"} if field == "titles" else "anders"
    (problem,) = title_problems("1NED", lines(), [cell])
    assert problem.what.startswith("The raw file calls it")
