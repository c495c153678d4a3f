"""The chapter Regio's on the archive, checked against sums made in another way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from raw_archive import all_cells, cell, derived, near, newest_periods, opened, percent, rows

from chapters import regio as chapter
from jaarbericht.lineage import Chapter, Tables
from jaarbericht.lineage.errors import EmptySeries
from jaarbericht.lineage.regions import PROVINCES
from jaarbericht.lineage.series import ABSENT

IDS = ("81578NED", "82522NED", "83599NED", "84303NED")
NOW, YEAR_AGO, BEFORE = "2021KW03", "2020KW03", "2016KW03"
CODES = {
    "Groningen": "PV20", "Fryslân": "PV21", "Drenthe": "PV22", "Overijssel": "PV23",
    "Flevoland": "PV24", "Gelderland": "PV25", "Utrecht": "PV26", "Noord-Holland": "PV27",
    "Zuid-Holland": "PV28", "Zeeland": "PV29", "Noord-Brabant": "PV30", "Limburg": "PV31",
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("regio")


@pytest.fixture(scope="module")
def made(folder: Path) -> Chapter:
    return derived(chapter.derive, IDS, folder)


def vacancies(region: str, period: str, branch: str = "T001081") -> Decimal:
    codes = {"BedrijfstakkenBranchesSBI2008": branch, "RegioS": region, "Perioden": period}
    return 1000 * cell("83599NED", "OpenstaandeVacatures_1", **codes)


def establishments(areas: tuple[str, ...], period: str) -> Decimal:
    found = (
        Decimal(row["Vestigingen_1"])
        for row in rows("81578NED")
        if row["RegioS"] in areas and row["Perioden"] == period
    )
    return sum(found, Decimal(0))


def bankruptcies(region: str, months: list[str]) -> Decimal:
    found = (
        Decimal(row["UitgesprokenFaillissementen_1"])
        for row in rows("82522NED")
        if row["RegioS"] == region
        and row["Perioden"] in months
        and row["TypeGefailleerde"] == "A047596"
    )
    return sum(found, Decimal(0))


def twelve_months(end: int) -> list[str]:
    """November of the year before up to and including October."""
    return [f"{end - 1}MM11", f"{end - 1}MM12", *(f"{end}MM{n:02d}" for n in range(1, 11))]


def drawn(made: Chapter, figure: str) -> dict[str, Decimal]:
    """Region to value of a map."""
    return {
        p.x: Decimal(p.quantity.value.numerator) / p.quantity.value.denominator
        for p in made.figures[figure].series[0].points
        if p.quantity is not None
    }


def lacking(made: Chapter, figure: str) -> dict[str, str]:
    """Region without a figure to the sign in its place."""
    points = made.figures[figure].series[0].points
    return {p.x: p.symbol for p in points if p.quantity is None}


def agrees(made: Chapter, name: str, expected: Decimal) -> bool:
    return near(made.numbers[name].quantity.value, expected)


def test_it_has_the_promised_maps_tables_and_numbers(made: Chapter) -> None:
    assert len(made.figures) >= 4 and len(made.tables) >= 2 and len(made.numbers) >= 10


def test_growth_of_vacancies_per_province(made: Chapter) -> None:
    rises = {n: percent(vacancies(c, NOW), vacancies(c, BEFORE)) for n, c in CODES.items()}
    found = drawn(made, "vacatures_kaart")
    assert found.keys() == rises.keys()
    assert all(abs(found[name] - rise) < Decimal("1e-20") for name, rise in rises.items())
    assert made.labels["vac_sterkst"].text == max(rises, key=rises.__getitem__)
    assert made.labels["vac_zwakst"].text == min(rises, key=rises.__getitem__)
    assert agrees(made, "vac_sterkst_n", max(rises.values()))
    assert agrees(made, "vac_nl_jaar", percent(vacancies("NL01", NOW), vacancies("NL01", YEAR_AGO)))


def test_the_country_is_about_the_sum_of_its_provinces() -> None:
    summed = sum((vacancies(code, NOW) for code in CODES.values()), Decimal(0))
    assert abs(summed - vacancies("NL01", NOW)) <= 600


def test_vacancies_are_set_against_the_establishments_of_the_same_province(made: Chapter) -> None:
    rates = {
        name: 1000 * vacancies(code, NOW) / establishments(PROVINCES[name], "2021JJ00")
        for name, code in CODES.items()
    }
    assert agrees(made, "dicht_meest_n", max(rates.values()))
    assert agrees(made, "dicht_minst_n", min(rates.values()))
    assert made.labels["dicht_meest"].text == max(rates, key=rates.__getitem__)


def test_parts_of_the_vacancies_add_up_but_for_rounding(made: Chapter) -> None:
    figure = made.figures["samenstelling"]
    assert len(figure.series[0].points) == 4
    for name in {p.x for p in figure.series[0].points}:
        parts = [p.quantity for s in figure.series for p in s.points if p.x == name]
        assert abs(sum(q.value for q in parts if q) - 100) < 5


def test_provinces_without_bankruptcies_stay_empty_and_enter_no_sum(made: Chapter) -> None:
    assert lacking(made, "faillissementen_kaart") == {"Utrecht": ABSENT, "Overijssel": ABSENT}
    known = [c for n, c in CODES.items() if n not in ("Utrecht", "Overijssel")]
    now, then = (
        sum((bankruptcies(code, twelve_months(year)) for code in known), Decimal(0))
        for year in (2021, 2020)
    )
    assert agrees(made, "fail", now)
    assert agrees(made, "fail_groei", percent(now, then))
    flevoland = 10_000 * bankruptcies("PV24", twelve_months(2021))
    assert agrees(
        made, "fail_meest_n", flevoland / establishments(PROVINCES["Flevoland"], "2021JJ00")
    )


def test_confidence_is_shown_only_where_it_is_known(made: Chapter) -> None:
    known = {
        row["RegioS"]: Decimal(row["Ondernemersvertrouwen_1"])
        for row in rows("84303NED")
        if row["Perioden"] == NOW and row["RegioS"] != "NL01"
    }
    found = drawn(made, "vertrouwen_kaart")
    assert {CODES[name]: value for name, value in found.items()} == known
    assert set(lacking(made, "vertrouwen_kaart")) == set(CODES) - set(found)
    assert agrees(made, "stemming_laagst_n", min(known.values()))


def test_areas_are_compared_between_moves_of_borders_only(made: Chapter) -> None:
    pace = made.numbers["gebied_nl"].quantity
    assert [p.code for p in pace.periods] == ["2019JJ00", "2021JJ00"]
    assert not pace.waivers
    every = tuple(code for codes in PROVINCES.values() for code in codes)
    new, old = establishments(every, "2021JJ00"), establishments(every, "2019JJ00")
    assert near(pace.value, (100 * ((new / old).sqrt() - 1)).quantize(Decimal("1e-18")))
    table = made.tables["gebieden"]
    assert [row.strong for row in table.rows] == [False] * 5 + [True] + [False] * 5


def test_the_spoilt_quarter_is_never_used(made: Chapter) -> None:
    assert "2011KW04" not in {dict(one.codes)["Perioden"] for one in all_cells(made)}


def test_nothing_after_the_day_of_the_edition(made: Chapter) -> None:
    assert newest_periods(made) == {
        "81578NED JJ": "2021JJ00",
        "82522NED MM": "2021MM10",
        "83599NED KW": NOW,
        "84303NED KW": NOW,
    }


@pytest.mark.parametrize(
    ("day", "quarter", "span"),
    [
        (date(2020, 12, 16), "2020KW03", ("2019JJ00", "2020JJ00")),
        (date(2022, 11, 17), "2022KW03", ("2019JJ00", "2022JJ00")),
        (date(2023, 11, 15), "2023KW02", ("2019JJ00", "2022JJ00")),
    ],
)
def test_other_editions(
    made: Chapter, folder: Path, day: date, quarter: str, span: tuple[str, str]
) -> None:
    tables = {id: replace(table, cutoff=day) for id, table in opened(IDS, folder).items()}
    other = chapter.derive(Tables(tables))
    assert other.numbers["vac_nl"].quantity.period.code == quarter
    assert tuple(p.code for p in other.numbers["gebied_nl"].quantity.periods) == span
    assert other.figures.keys() == made.figures.keys()


@pytest.mark.parametrize("day", [date(2018, 10, 3), date(2019, 11, 14)])
def test_before_confidence_was_measured_per_province_all_else_is_there(
    made: Chapter, folder: Path, day: date
) -> None:
    tables = {id: replace(table, cutoff=day) for id, table in opened(IDS, folder).items()}
    other = chapter.derive(Tables(tables))
    assert isinstance(other.parts["vertrouwen"].cause, EmptySeries)
    assert set(made.figures) - set(other.figures) == {"vertrouwen_kaart"}
    assert other.tables.keys() == made.tables.keys()
    assert [p.code for p in other.numbers["gebied_nl"].quantity.periods] == ["2015JJ00", "2017JJ00"]
