"""The chapter Verduurzaming on the archive, checked against sums made otherwise."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from raw_archive import (
    CONTRACTS,
    all_cells,
    cell,
    derived,
    near,
    newest_periods,
    percent,
    rows,
    with_cell,
)

from chapters import verduurzaming as chapter
from jaarbericht.lineage import Chapter, Tables, growth_points
from jaarbericht.lineage.errors import CrossesBreak, SecretCell

POWER, WORK = "82610NED", "83583NED"
PARTS = ("E006587", "E006588", "E006590", "E006566")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Chapter:
    return derived(chapter.derive, (POWER, WORK), tmp_path_factory.mktemp("verduurzaming"))


def produced(source: str, year: str) -> Decimal:
    return cell(POWER, chapter.MADE, BronTechniek=source, Perioden=f"{year}JJ00")


def used(year: str) -> Decimal:
    return cell(POWER, chapter.USED, BronTechniek=chapter.EVERY, Perioden=f"{year}JJ00")


def check(made: Chapter, name: str, expected: Decimal) -> None:
    assert near(made.numbers[name].quantity.value, expected), name


def test_the_sources_that_are_shown_are_the_whole(made: Chapter) -> None:
    assert {s.label for s in made.figures["bronnen"].series} == set(chapter.SOURCES)
    assert set(chapter.SOURCES.values()) == set(PARTS)
    for year in ("2010", "2019", "2020"):
        parts = sum((produced(code, year) for code in PARTS), Decimal(0))
        assert abs(parts - produced(chapter.EVERY, year)) <= 1  # CBS rounds each


def test_production_and_its_share_of_use(made: Chapter) -> None:
    now, before = produced(chapter.EVERY, "2020"), produced(chapter.EVERY, "2019")
    check(made, "productie_nu", 1_000_000 * now)
    check(made, "productie_groei", percent(now, before))
    check(made, "aandeel_nu", used("2020"))
    check(made, "aandeel_stap", used("2020") - used("2019"))
    check(made, "aandeel_toen", used("2010"))
    assert made.numbers["aandeel_begin"].quantity.period.code == "1990JJ00"


def test_the_largest_step_is_that_of_all_years_until_the_cut_off(made: Chapter) -> None:
    steps = {year: used(str(year)) - used(str(year - 1)) for year in range(1991, 2021)}
    check(made, "aandeel_sprong", max(steps.values()))
    newest = max(steps, key=steps.__getitem__)
    assert made.numbers["aandeel_sprong"].quantity.period.code == f"{newest}JJ00"


def test_the_largest_source_and_the_largest_gain(made: Chapter) -> None:
    names = {code: name.lower() for name, code in chapter.SOURCES.items()}
    level = {code: produced(code, "2020") for code in PARTS}
    gain = {code: level[code] - produced(code, "2019") for code in PARTS}
    for name, field in (("grootste", level), ("bijdrage", gain)):
        top = max(field, key=field.__getitem__)
        assert made.labels[name].text == names[top]
        check(made, f"{name}_n", 1_000_000 * field[top])


def test_what_power_stations_burn_is_a_part_of_biomass(made: Chapter) -> None:
    burned, biomass = produced("E006662", "2020"), produced("E006566", "2020")
    check(made, "meestook", 100 * burned / biomass)


def test_a_year_in_which_a_source_cannot_occur_is_a_gap(made: Chapter) -> None:
    (sea,) = (s for s in made.figures["vermogen"].series if s.label == chapter.AT_SEA)
    assert sea.points[0].x == "1990JJ00" and sea.points[0].quantity is None
    assert sea.points[-1].quantity is not None


def test_jobs_under_a_hundred_by_branch(made: Chapter) -> None:
    def jobs(branch: str, size: str) -> Decimal:
        codes = {"BedrijfstakkenBranchesSBI2008": branch, "Bedrijfsgrootte": size}
        return cell(WORK, chapter.JOBS, Perioden="2019JJ00", **codes)

    small = {
        name.lower(): 100
        * sum((jobs(code, s) for s in ("WP19074", "WP19090", "WP19096")), Decimal(0))
        / jobs(code, "T001098")
        for name, code in chapter.BRANCHES.items()
    }
    for name, pick in (("banen_klein", max), ("banen_groot", min)):
        found = pick(small, key=small.__getitem__)
        assert made.labels[name].text == found
        check(made, f"{name}_deel", small[found])


def test_the_european_way_of_counting_is_not_compared_across_its_change(tmp_path: Path) -> None:
    derived(chapter.derive, (POWER, WORK), tmp_path)
    later = Tables.read(
        [tmp_path / f"{POWER}.csv"],
        [CONTRACTS / f"{POWER}.yaml"],
        [tmp_path / f"{POWER}.receipt.json"],
        date(2022, 12, 31),
    )
    share = later[POWER].series(chapter.NORMALISED, kind="JJ", BronTechniek=chapter.EVERY)
    with pytest.raises(CrossesBreak, match="2021JJ00"):
        growth_points(share.at("2021JJ00"), share.at("2020JJ00"))


def test_electricity_after_the_cut_off_is_not_used(made: Chapter) -> None:
    assert newest_periods(made) == {f"{POWER} JJ": "2020JJ00", f"{WORK} JJ": "2019JJ00"}


def test_every_cell_of_the_chapter_is_in_the_archive(made: Chapter) -> None:
    for one in all_cells(made):
        row = rows(one.table)[one.row]
        assert int(row["ID"]) == one.row and row[one.topic] == one.raw.strip()


def test_a_secret_size_class_stops_the_chapter(tmp_path: Path) -> None:
    codes = {
        "BedrijfstakkenBranchesSBI2008": "348700",
        "Bedrijfsgrootte": "WP19074",
        "Perioden": "2019JJ00",
    }
    text = with_cell(WORK, ".", chapter.JOBS, **codes)
    with pytest.raises(SecretCell, match=WORK):
        derived(chapter.derive, (POWER, WORK), tmp_path, {WORK: text})
