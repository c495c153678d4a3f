"""docs/security.md names tests; they must be there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PAGE = (TESTS.parent / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`([\w/]+\.py)(?:::(\w+))?`", PAGE.partition("## What is trusted")[0])
SHOWN = [(file, name) for file, name in NAMED if Path(file).name.startswith("test_")]


@pytest.mark.parametrize(("file", "name"), SHOWN)
def test_the_test_that_shows_it_is_there(file: str, name: str) -> None:
    assert f"def {name or 'test_'}" in (TESTS / file).read_text(encoding="utf-8")


def test_every_threat_names_a_test() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ")][1:]
    assert len(rows) >= 12 and all("test_" in row for row in rows)
