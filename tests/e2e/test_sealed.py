"""The seal of the real edition, and its provenance as the standards read it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from project import ROOT, YEAR, Project

from jaarbericht.audit.verify.built.sealed import check_seal
from jaarbericht.audit.verify.problem import Problem

sys.path.append(str(ROOT / "tests" / "audit"))
from standards import complaints, read_prov

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("sealed")]


def problems(project: Project) -> list[Problem]:
    return check_seal(project.root, int(YEAR))


def test_the_edition_is_as_it_was_sealed(edition: Project) -> None:
    assert problems(edition) == []


def test_the_community_validator_accepts_the_crate(edition: Project, tmp_path: Path) -> None:
    assert complaints(edition.results, tmp_path / "cache") == []


def test_prov_names_every_step(edition: Project) -> None:
    from prov.model import ProvActivity

    steps = list(read_prov(edition.results / "prov.json").get_records(ProvActivity))
    assert len(steps) == len(list((edition.results / "provenance").glob("*.json"))) - 1


EDITS: dict[str, Callable[[bytes], bytes]] = {
    "results/2021/jaarbericht-2021.pdf": lambda c: c.replace(b"%%EOF", b"%%EOf"),
    "results/2021/cells.csv": lambda c: c.replace(b"1", b"2", 1),
    "results/2021/report/figuren/werk-krapte.svg": lambda c: c + b"\n",
    "results/2021/logs/typeset.log": lambda c: c + b"x",
    "resources/archive/locks/2021.yaml": lambda c: c.replace(b"a", b"b", 1),
    "resources/archive/tables/83693NED.jsonl": lambda c: c.replace(b"-10", b"-11", 1),
    "resources/contracts/83693NED.yaml": lambda c: c + b"#",
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_noticed(built: Project, name: str) -> None:
    path = built.root / name
    before = path.read_bytes()
    path.write_bytes(EDITS[name](before))
    assert path.read_bytes() != before
    assert name in {one.where for one in problems(built)}
