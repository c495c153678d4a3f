"""The cards: each line ends at the number that stands on its card, taken from other chapters."""

from __future__ import annotations

from decimal import Decimal

import pytest
from raw_archive import ROOT, cell, derived, near

from chapters import oogopslag as chapter
from jaarbericht.compose.findings import Source
from jaarbericht.compose.syntax import parse
from jaarbericht.lineage import Chapter
from jaarbericht.lineage.figures import FigureKind

IDS = (
    "80072ned", "80472ned", "80590ned", "81431NED", "81589NED", "82242NED", "82610NED", "82675NED",
    "83583NED", "83693NED", "85224NED", "85429NED", "85880NED",
)  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Chapter:
    return derived(chapter.derive, IDS, tmp_path_factory.mktemp("oogopslag"))


def last(made: Chapter, name: str) -> tuple[str, Decimal]:
    point = made.figures[name].series[0].points[-1]
    assert point.quantity is not None
    value = point.quantity.value
    return point.x, Decimal(value.numerator) / Decimal(value.denominator)


def test_about_twelve_cards_each_with_a_line(made: Chapter) -> None:
    assert len(made.figures) >= 12
    assert {figure.kind for figure in made.figures.values()} == {FigureKind.SPARK}


def test_lines_end_at_the_figures_of_cbs(made: Chapter) -> None:
    vacancies = cell(
        "80472ned", "OpenstaandeVacatures_1", Bedrijfskenmerken="T001081", Perioden="2021KW03"
    )
    assert last(made, "vacatures") == ("2021KW03", 1000 * vacancies)
    firms = cell(
        "81589NED", "TotaalBedrijven_1", BedrijfstakkenBranchesSBI2008="T001081",
        Perioden="2021KW04",
    )  # fmt: skip
    assert last(made, "bedrijven") == ("2021KW04", firms)


def test_steps_are_between_the_same_periods_of_two_years(made: Chapter) -> None:
    for name in (
        "alleen_stap",
        "ov_stap",
        "cv_stap",
        "werkloos_stap",
        "zzp_groei",
        "loon_groei",
        "it_groei",
    ):
        old, new = (period.code for period in made.numbers[name].quantity.periods)
        assert (int(old[:4]) + 1, old[4:]) == (int(new[:4]), new[4:])


def test_the_rate_of_unemployment_a_year_before(made: Chapter) -> None:
    def rate(period: str) -> Decimal:
        return cell("80590ned", "Seizoengecorrigeerd_8", Perioden=period)

    step = rate("2021MM09") - rate("2020MM09")
    assert near(made.numbers["werkloos_stap"].quantity.value, step)


def test_key_figures_of_other_chapters_are_named_and_not_made_anew() -> None:
    text = (ROOT / "report/chapters/oogopslag.md").read_text("utf-8")
    calls = parse(Source("tekst", text)).calls
    named = {call.args[0].text.partition(".")[0] for call in calls if "." in call.args[0].text}
    assert named >= {"bedrijvenlandschap", "werk", "corona"}
