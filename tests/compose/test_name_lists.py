"""The list of names for whoever writes a chapter."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from prose_examples import demo

from jaarbericht.compose.names import NoNames, list_names, names_text
from jaarbericht.edition import read_config

ROOT = Path(__file__).parents[2]
DEMO = demo()
LISTED = names_text(
    replace(
        DEMO,
        figures={"zzp": {**DEMO.figures["zzp"], "series": ["Zzp'ers", "Werknemers"]}},
        tables={"omvang": {**DEMO.tables["omvang"], "head": "Klasse", "columns": ["2020"]}},
        parts={"omslag": ("groei", "zzp")},
        left_out=("loon",),
    )
)


def line(name: str) -> list[str]:
    (found,) = (one for one in LISTED.splitlines() if one.startswith(f"  {name} "))
    return [part.strip() for part in found.split("  ") if part.strip()]


def test_a_number_is_listed_as_it_is_printed_with_its_mark_and_periods() -> None:
    period = "3e kw. 2020 – 3e kw. 2021"
    assert line("groei") == ["groei", "±", "−3,7 procent*", period, "Over groei"]
    assert line("aantal") == ["aantal", "1,8 miljoen", period, "Over aantal"]


def test_everything_that_a_text_must_use_is_listed() -> None:
    assert line("stand") == ["stand", "het derde kwartaal van 2021"]
    assert line("koploper") == ["koploper", "Zuid-Holland", "De koploper"]
    assert line("zzp") == ["zzp", "x 1 000", "Zzp'ers, Werknemers"]
    assert line("omvang") == ["omvang", "Klasse", "2020"]
    assert line("omslag") == ["omslag", "groei, zzp"]
    assert line("loon") == ["loon", "niet in deze editie"]


def test_each_kind_shows_how_it_is_called() -> None:
    assert LISTED.startswith("Namen voor report/chapters/demo.md\n")
    for call in ("getal", "richting", "periode", "label", "figuur", "tabel", "deel"):
        assert f"{call}('…'" in LISTED


def test_a_name_from_the_data_stays_on_its_line() -> None:
    label = replace(DEMO.labels["koploper"], text="Zuid\n\x1b[31m-Holland")
    listed = names_text(replace(DEMO, labels={"koploper": label}, figures={}, tables={}))
    assert "Zuid [31m-Holland" in listed and "\x1b" not in listed


def test_a_chapter_that_was_not_made_is_to_be_built(tmp_path: Path) -> None:
    with pytest.raises(NoNames, match="has not been made") as caught:
        list_names(tmp_path, read_config(ROOT / "config.yaml").edition, "werk")
    assert caught.value.where == "results/2021/chapters/werk/chapter.json"
    assert "./jaarbericht build" in caught.value.todo
