"""The guide for writers names every function, and nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

from jaarbericht.compose.functions import EDITION_FACTS, FUNCTIONS, PERIOD_STYLES

GUIDE = (Path(__file__).parents[2] / "docs/schrijven.md").read_text("utf-8")


def test_every_function_stands_in_the_guide() -> None:
    named = set(re.findall(r"(?:\{\{|call) (\w+)\(", GUIDE))
    assert named == set(FUNCTIONS)


def test_every_style_and_fact_stands_in_the_guide() -> None:
    assert [word for word in PERIOD_STYLES[1:] if f"'{word}'" not in GUIDE] == []
    assert [fact for fact in EDITION_FACTS if fact not in GUIDE] == []
