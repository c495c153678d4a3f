"""The chapter Financiering en investeringen on the archive, checked against sums made otherwise."""

from __future__ import annotations

from decimal import Decimal
from math import prod
from pathlib import Path

import pytest
from raw_archive import cell, derived, near, newest_periods, percent, rows, with_cell

from chapters import financiering as chapter
from jaarbericht.cbs.cells import Status
from jaarbericht.lineage import Chapter
from jaarbericht.lineage.expression import Citation, leaves

IDS = ("82596NED", "82602NED", "84328NED", "85880NED")
YEARS = ("2015JJ00", "2016JJ00", "2017JJ00")
BILLION = Decimal(10**9)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Chapter:
    return derived(chapter.derive, IDS, tmp_path_factory.mktemp("financiering"))


def balance(topic: str, year: str = "2017JJ00", kind: str = "EB") -> Decimal:
    codes = {"InstitutioneleSectoren": "000S11", "BalansstandenEnTransacties": kind}
    return cell("82596NED", topic, **codes, Perioden=year)


def goods(topic: str, sector: str, kind: str = "T001517", year: str = "2018JJ00") -> Decimal:
    codes = {"BedrijfstakkenEnSectoren": sector, "TypeKapitaalgoederen": kind}
    return cell("84328NED", topic, **codes, Perioden=year)


def without_dwellings(topic: str, sector: str) -> Decimal:
    return goods(topic, sector) - goods(topic, sector, "A047577")


def investment(period: str, kind: str = "A045299", topic: str = chapter.FIRMS) -> Decimal:
    return cell("85880NED", topic, SoortMutaties=kind, Perioden=period)


def check(made: Chapter, name: str, expected: Decimal) -> None:
    assert near(made.numbers[name].quantity.value, expected), name


def test_own_capital_and_loans_as_parts_of_all_capital(made: Chapter) -> None:
    whole = balance("Totaal_38")
    check(made, "vermogen", 10**6 * whole)
    check(made, "eigen_deel", 100 * balance("Totaal_54") / whole)
    check(made, "lening_deel", 100 * balance("Totaal_51") / whole)
    before = balance("Totaal_54", YEARS[0]) / balance("Totaal_38", YEARS[0])
    check(made, "eigen_stap", 100 * (balance("Totaal_54") / whole - before))


def test_the_parts_that_are_drawn_make_up_the_whole_of_each_year(made: Chapter) -> None:
    for year in ("eind 2015", "eind 2016", "eind 2017"):
        points = [p for s in made.figures["balans"].series for p in s.points if p.x == year]
        assert len(points) == len(chapter.PARTS)
        assert sum(p.quantity.value for p in points if p.quantity) == 100


def test_begin_and_changes_add_up_to_the_end(made: Chapter) -> None:
    for row in made.tables["balansmutaties"].rows:
        begin, flows, revalued, end = (q.value for q in row.cells if q is not None)
        assert begin + flows + revalued == end, row.head


def test_new_money_is_told_apart_from_higher_prices(made: Chapter) -> None:
    for name, kind in (("eigen_nieuw", "FT"), ("eigen_waarde", "OM")):
        check(made, name, 10**6 * sum(balance("Totaal_54", year, kind) for year in YEARS))
    check(made, "lening_groei", percent(balance("Totaal_51"), balance("Totaal_51", YEARS[0])))


def test_what_banks_lend_is_quoted_as_the_association_published_it(made: Chapter) -> None:
    check(made, "bank", Decimal("123.7") * BILLION)
    check(made, "bank_klein", Decimal("81.4"))
    sources = {
        leaf.publisher
        for name in ("bank", "bank_klein")
        for leaf in leaves(made.numbers[name].quantity.expression)
        if isinstance(leaf, Citation)
    }
    assert sources == {"Nederlandse Vereniging van Banken"}


def test_figures_of_a_stopped_table_stay_provisional(made: Chapter) -> None:
    assert made.numbers["eigen_deel"].quantity.status is Status.VOORLOPIG


def test_investment_against_the_year_and_the_level_before_the_crisis(made: Chapter) -> None:
    check(made, "inv_jaar", investment("2020JJ00"))
    check(made, "inv_nu", investment("2021KW03"))
    check(made, "inv_overheid", investment("2020JJ00", topic=chapter.STATE))
    quarters = [f"{y}KW0{q}" for y in (2020, 2021) for q in (1, 2, 3, 4)][:7]
    steps = [investment(q, "A045300") for q in quarters]
    check(made, "inv_dip", min(steps))
    check(made, "inv_niveau", 100 * (prod((1 + s / 100 for s in steps), start=Decimal(1)) - 1))


def test_capital_goods_of_firms_leave_out_dwellings(made: Chapter) -> None:
    stock = {n: without_dwellings(chapter.STOCK, c) for n, c in chapter.SECTORS.items()}
    check(made, "kapitaal_waarde", 10**6 * sum(stock.values()))
    most = max(stock, key=stock.__getitem__)
    assert made.labels["kapitaal_meest"].text == most.lower()
    check(made, "kapitaal_meest_deel", 100 * stock[most] / sum(stock.values()))


def test_the_year_is_the_newest_of_which_every_section_is_known(made: Chapter) -> None:
    codes = set(chapter.SECTORS.values())
    known = {
        r["BedrijfstakkenEnSectoren"]
        for r in rows("84328NED")
        if r["Perioden"] == "2019JJ00"
        and r["TypeKapitaalgoederen"] == "T001517"
        and r[chapter.STOCK] != "."
    }
    assert codes & known and not codes <= known
    assert newest_periods(made)["84328NED JJ"] == "2018JJ00"
    assert any("jaar daarna" in note for note in made.tables["vervanging"].notes)


def test_volume_growth_over_ten_years(made: Chapter) -> None:
    rises = {
        name: percent(
            goods(chapter.VOLUME, chapter.SECTORS[name]),
            goods(chapter.VOLUME, chapter.SECTORS[name], year="2008JJ00"),
        )
        for name in chapter.FOLLOWED
    }
    for name, pick in (("volume_meest", max), ("volume_minst", min)):
        found = pick(rises, key=rises.__getitem__)
        assert made.labels[name].text == found.lower()
        check(made, f"{name}_n", rises[found])


def test_investment_per_euro_of_depreciation(made: Chapter) -> None:
    spent, worn = (
        {n: without_dwellings(t, c) for n, c in chapter.SECTORS.items()}
        for t in (chapter.INVESTED, chapter.WORN)
    )
    check(made, "investeerde", 10**6 * sum(spent.values()))
    check(made, "vervanging_keer", sum(spent.values()) / sum(worn.values()))
    ratio = {n: spent[n] / worn[n] for n in spent}
    assert made.labels["vervanging_minst"].text == min(ratio, key=ratio.__getitem__).lower()
    assert len(made.tables["vervanging"].rows) == len(chapter.SECTORS) + 1


def test_a_section_without_a_figure_takes_the_year_with_it(tmp_path: Path) -> None:
    codes = {
        "BedrijfstakkenEnSectoren": "389100",
        "TypeKapitaalgoederen": "T001517",
        "Perioden": "2018JJ00",
    }
    changed = {"84328NED": with_cell("84328NED", ".", chapter.STOCK, **codes)}
    made = derived(chapter.derive, IDS, tmp_path, changed)
    assert newest_periods(made)["84328NED JJ"] == "2017JJ00"
