"""The chapter De mkb-conjunctuurklok: CBS's published positions, kept as they are."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from raw_archive import ROOT, all_quantities, cell, derived, near, newest_periods

from chapters import conjunctuurklok as chapter
from jaarbericht.lineage import Chapter
from jaarbericht.lineage.expression import Citation, leaves

IDS = ("83693NED", "85880NED")
REGISTER = yaml.safe_load((ROOT / "report/citations.yaml").read_text("utf-8"))
LEVELS = {
    str(one["period"]): Decimal(one["value"])
    for key, one in REGISTER.items()
    if key.startswith("klok_2")
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Chapter:
    return derived(chapter.derive, IDS, tmp_path_factory.mktemp("klok"))


def check(made: Chapter, name: str, expected: Decimal) -> None:
    assert near(made.numbers[name].quantity.value, expected), name


def test_it_shows_what_the_report_promises(made: Chapter) -> None:
    assert len(made.figures) + len(made.tables) >= 4 and len(made.numbers) >= 10


def test_the_series_has_every_quarter_and_one_source(made: Chapter) -> None:
    assert list(LEVELS) == sorted(LEVELS)
    assert (min(LEVELS), max(LEVELS), len(LEVELS)) == ("2015KW01", "2020KW03", 23)
    shown = made.figures["verloop"].series[0].points
    assert {p.x: p.quantity.value for p in shown if p.quantity} == {
        period: Fraction(value) for period, value in LEVELS.items()
    }
    sources = {
        leaf.place
        for p in shown
        if p.quantity
        for leaf in leaves(p.quantity.expression)
        if isinstance(leaf, Citation)
    }
    assert len(sources) == 1


def test_positions_are_only_taken_over_and_steps_are_their_differences(made: Chapter) -> None:
    check(made, "stand", LEVELS["2020KW03"])
    check(made, "stap", LEVELS["2020KW03"] - LEVELS["2020KW02"])
    check(made, "top", max(LEVELS.values()))
    check(made, "sinds_top", LEVELS["2020KW03"] - max(LEVELS.values()))
    ordered = [LEVELS[period] for period in sorted(LEVELS)]
    check(made, "val", min(b - a for a, b in pairwise(ordered)))


def test_the_clock_has_a_place_for_every_quarter_but_the_first(made: Chapter) -> None:
    across, upwards = made.figures["klok"].series
    assert [p.x for p in across.points] == [p.x for p in upwards.points] == sorted(LEVELS)[1:]
    assert all(p.quantity and p.quantity.value == Fraction(LEVELS[p.x]) for p in upwards.points)


def test_newer_quarters_are_counts_and_stand_in_no_figure(made: Chapter) -> None:
    counts = {name: made.numbers[name].quantity for name in ("onder_trend", "verbeterd")}
    assert {name: (q.value, q.period.code) for name, q in counts.items()} == {
        "onder_trend": (9, "2021KW02"), "verbeterd": (12, "2021KW03"),
    }  # fmt: skip
    published = made.figures["klok"].quantities + made.figures["verloop"].quantities
    assert max(q.period.code for q in published) == max(LEVELS)


def test_consumers_are_the_mean_of_the_months_of_the_same_quarter(made: Chapter) -> None:
    months = [
        cell("83693NED", "Consumentenvertrouwen_1", Perioden=f"2020MM{month:02d}")
        for month in (7, 8, 9)
    ]
    check(made, "consument_toen", sum(months, Decimal(0)) / 3)
    assert [row.head for row in made.tables["naast"].rows] == [str(y) for y in range(2015, 2021)]


def test_growth_of_the_economy_is_that_of_the_newest_quarter(made: Chapter) -> None:
    codes = {"SoortMutaties": "A045300", "Perioden": "2021KW03"}
    check(made, "bbp", cell("85880NED", "BrutoBinnenlandsProduct_2", **codes))


def test_nothing_newer_than_the_cut_off_day_is_used(made: Chapter) -> None:
    assert newest_periods(made) == {"83693NED MM": "2021MM10", "85880NED KW": "2021KW03"}


def test_a_position_is_never_mixed_with_a_figure_of_a_table(made: Chapter) -> None:
    for one in all_quantities(made):
        kinds = {type(leaf) for leaf in leaves(one.expression)}
        assert len(kinds) == 1
        assert not one.waivers


def test_a_changed_register_changes_the_clock(tmp_path: Path) -> None:
    changed = {**REGISTER, "klok_2020kw03": {**REGISTER["klok_2020kw03"], "value": "0.5"}}
    register = tmp_path / "citations.yaml"
    register.write_text(yaml.safe_dump(changed, allow_unicode=True), "utf-8")
    made = derived(chapter.derive, IDS, tmp_path, register=register)
    assert made.numbers["stand"].quantity.value == Fraction(1, 2)
