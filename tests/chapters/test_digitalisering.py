"""The chapter Digitalisering: published figures with the right denominators, and jobs in IT."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
import yaml
from raw_archive import CUTOFF, ROOT, cell, derived, near, percent

from chapters import digitalisering as chapter
from jaarbericht.lineage import Chapter
from jaarbericht.lineage.citations import read_register
from jaarbericht.lineage.errors import UnknownFigure
from jaarbericht.lineage.expression import Citation, leaves

WORK = "83583NED"
REGISTER = ROOT / "report/citations.yaml"
ENTRIES: Mapping[str, Mapping[str, Any]] = yaml.safe_load(REGISTER.read_text("utf-8"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Chapter:
    return derived(chapter.derive, (WORK,), tmp_path_factory.mktemp("digitalisering"))


def told(key: str) -> Decimal:
    return Decimal(ENTRIES[key]["value"])


def value(made: Chapter, name: str) -> Fraction:
    return made.numbers[name].quantity.value


def test_who_invests_more_is_a_share_of_those_who_go_on(made: Chapter) -> None:
    on, of_them = told("werkplaatsen_door"), told("werkplaatsen_investeren")
    assert near(value(made, "wp_investeert"), on * of_them / 100)
    assert value(made, "wp_investeert") < value(made, "wp_deel")
    assert "niet van alle deelnemers" in ENTRIES["werkplaatsen_investeren"]["share_of"]
    drawn = {p.x: p.quantity for s in made.figures["vervolg"].series for p in s.points}
    shown = drawn["Investeert ook meer"]
    assert shown is not None and shown.value == value(made, "wp_investeert")


def test_the_evaluated_workshops_are_all_but_the_later_ones(made: Chapter) -> None:
    assert value(made, "wp_nu") == value(made, "wp_totaal") - value(made, "wp_later") == 6
    names = [row.head for row in made.tables["bereik"].rows]
    cells = [row.cells[0] for row in made.tables["bereik"].rows]
    assert len(names) == 3
    assert [c.value for c in cells if c] == [11156, 954, 200]


@pytest.mark.parametrize(("name", "size"), [("mkb", "mkb"), ("klein", "2"), ("groot", "50_100")])
def test_laggards_and_leaders_are_the_outer_classes(made: Chapter, name: str, size: str) -> None:
    behind = told(f"ict_niet_{size}") + told(f"ict_nauwelijks_{size}")
    ahead = told(f"ict_veel_{size}") + told(f"ict_volledig_{size}")
    assert near(value(made, f"achter_{name}"), behind)
    assert near(value(made, f"voor_{name}"), ahead)
    assert behind + ahead + told(f"ict_gemiddeld_{size}") in (99, 100, 101)


def test_the_smaller_the_firm_the_more_often_it_lags_behind() -> None:
    behind = [
        told(f"ict_niet_{size}") + told(f"ict_nauwelijks_{size}")
        for size in [*chapter.WITHIN.values(), *chapter.LARGEST.values()]
    ]
    assert behind == sorted(behind, reverse=True)


def test_the_measures_that_differ_most_and_least(made: Chapter) -> None:
    gaps = {
        label.lower(): told(f"ict_{key}_500") - told(f"ict_{key}_2")
        for label, key in chapter.MEASURES.items()
    }
    assert made.labels["ver_maatregel"].text == max(gaps, key=gaps.__getitem__)
    assert made.labels["dicht_maatregel"].text == min(gaps, key=gaps.__getitem__)


def test_each_figure_is_of_one_year(made: Chapter) -> None:
    shown = {**made.figures, **made.tables}
    for name in ("mate", "gebruik", "veiligheid", "vervolg", "bereik"):
        assert len({q.period for q in shown[name].quantities}) == 1, name


def test_no_published_figure_is_of_a_table_that_may_be_later_than_the_cut_off(
    made: Chapter,
) -> None:
    used = {
        leaf
        for number in made.numbers.values()
        for leaf in leaves(number.quantity.expression)
        if isinstance(leaf, Citation)
    }
    assert {one.period for one in used} <= {"2018JJ00", "2019JJ00", "2020JJ00", "2021JJ00"}
    assert {one.tier for one in used if one.period == "2021JJ00"} == {"letter"}


def test_an_edition_of_before_the_letter_cannot_cite_it() -> None:
    early = read_register(REGISTER, CUTOFF.replace(day=17))
    with pytest.raises(UnknownFigure, match="werkplaatsen_door"):
        early.cited("werkplaatsen_door")


def test_jobs_in_it(made: Chapter) -> None:
    def jobs(size: str, year: str) -> Decimal:
        codes = {"BedrijfstakkenBranchesSBI2008": chapter.IT, "Bedrijfsgrootte": size}
        return cell(WORK, chapter.JOBS, Perioden=f"{year}JJ00", **codes)

    now = jobs(chapter.EVERY_SIZE, "2019")
    assert near(value(made, "it_groei"), percent(now, jobs(chapter.EVERY_SIZE, "2010")))
    small = sum((jobs(s, "2019") for s in ("WP19074", "WP19090", "WP19096")), Decimal(0))
    assert near(value(made, "it_klein"), 100 * small / now)
