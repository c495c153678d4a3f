"""Chapters without figures of their own: they print those of other chapters by their full names."""

from __future__ import annotations

from types import ModuleType

import pytest
from raw_archive import ROOT

from chapters import aanbevelingen, dienstverlening, samenvatting
from jaarbericht.compose.findings import Source
from jaarbericht.compose.functions import FUNCTIONS, SHARED
from jaarbericht.compose.syntax import parse
from jaarbericht.edition import read_config
from jaarbericht.lineage import Tables

CHAPTERS = [samenvatting, dienstverlening, aanbevelingen]


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda one: one.__name__)
def test_it_makes_nothing_and_names_only_others(chapter: ModuleType) -> None:
    made = chapter.derive(Tables({}))
    assert not (made.numbers or made.periods or made.labels or made.figures or made.tables)
    others = set(read_config(ROOT / "config.yaml").edition.chapters) - {made.name}
    text = (ROOT / f"report/chapters/{made.name}.md").read_text("utf-8")
    named = [
        call.args[0].text
        for call in parse(Source("tekst", text)).calls
        if set(FUNCTIONS[call.name].names) & set(SHARED)
    ]
    assert len(named) >= 10
    assert {name.partition(".")[0] for name in named} <= others
