"""The chapter Corona en veerkracht on the archive, checked against sums made in another way."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from raw_archive import (
    CONTRACTS,
    all_cells,
    cell,
    derived,
    newest_periods,
    percent,
    rows,
    with_cell,
)
from raw_archive import near as near_to

from chapters import corona as chapter
from jaarbericht.cbs.cells import Status
from jaarbericht.lineage import ABSENT, Chapter, Quantity
from jaarbericht.lineage.errors import SecretCell
from jaarbericht.lineage.expression import Cell, leaves

IDS = (
    "80472ned", "82242NED", "82244NED", "82522NED", "82602NED", "82675NED", "83693NED",
    "84303NED", "85880NED",
)  # fmt: skip
FIRMS, SOLE = "A047597", "A028820"
BRANCH = "BedrijfstakkenBranchesSBI2008"
FAILED = "UitgesprokenFaillissementen_1"


def failed(period: str, *types: str) -> Decimal:
    return sum(
        (cell("82242NED", FAILED, TypeGefailleerde=t, Perioden=period) for t in types), Decimal(0)
    )


def months(year: int, first: int, last: int) -> list[str]:
    return [f"{year}MM{m:02d}" for m in range(first, last + 1)]


def failed_in(periods: list[str], *types: str) -> Decimal:
    return sum((failed(p, *types) for p in periods), Decimal(0))


def chained(*changes: Decimal) -> Decimal:
    level = Decimal(1)
    for change in changes:
        level *= 1 + change / 100
    return 100 * (level - 1)


def gdp(period: str, kind: str = "A045300", topic: str = "BrutoBinnenlandsProduct_2") -> Decimal:
    return cell("85880NED", topic, SoortMutaties=kind, Perioden=period)


def vacancies(period: str, code: str = "T001081") -> Decimal:
    return cell("80472ned", "OpenstaandeVacatures_1", Bedrijfskenmerken=code, Perioden=period)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Chapter:
    return derived(chapter.derive, IDS, tmp_path_factory.mktemp("corona"))


def value(made: Chapter, name: str) -> Fraction:
    return made.numbers[name].quantity.value


def near(made: Chapter, name: str, expected: Decimal) -> bool:
    return near_to(value(made, name), expected)


def test_it_shows_what_the_report_promises(made: Chapter) -> None:
    assert len(made.figures) >= 8
    assert len(made.tables) >= 3
    assert len(made.numbers) >= 28
    assert len({f.kind for f in made.figures.values()}) >= 4


def test_bankruptcies_of_firms_and_sole_traders(made: Chapter) -> None:
    now, before = failed("2020JJ00", FIRMS, SOLE), failed("2019JJ00", FIRMS, SOLE)
    run = [*months(2020, 11, 12), *months(2021, 1, 10)]
    newest = failed_in(run, FIRMS, SOLE)
    assert value(made, "fail_2020") == now
    assert near(made, "fail_groei", percent(now, before))
    assert value(made, "fail_twaalf") == newest
    assert near(made, "fail_twaalf_groei", percent(newest, before))
    assert value(made, "fail_bedrijven") == failed_in(run, FIRMS)


def test_extremes_are_those_of_all_calendar_years(made: Chapter) -> None:
    years = {y: failed(f"{y}JJ00", FIRMS, SOLE) for y in range(1981, 2021)}
    low, high = min(years, key=years.__getitem__), max(years, key=years.__getitem__)
    for name, year in (("fail_laagste", low), ("fail_piek", high)):
        assert value(made, name) == years[year]
        assert made.numbers[name].quantity.period.code == f"{year}JJ00"


def test_private_persons_are_never_counted(made: Chapter) -> None:
    types = {
        dict(c.codes).get("TypeGefailleerde") for c in all_cells(made) if c.table == "82242NED"
    }
    assert types == {FIRMS, SOLE}


def test_sections_add_up_to_the_country(made: Chapter) -> None:
    assert value(made, "fail_half") == failed_in(months(2020, 7, 12), FIRMS)


def test_sections_are_provisional_while_a_month_is(made: Chapter) -> None:
    assert made.numbers["fail_half"].quantity.status.mark == "*"


def test_provinces_are_compared_over_the_same_months_and_never_added_up(made: Chapter) -> None:
    def so_far(region: str, year: int) -> Decimal:
        codes = {"TypeGefailleerde": "A047596", "RegioS": region}
        cells = (cell("82522NED", FAILED, Perioden=p, **codes) for p in months(year, 1, 10))
        return sum(cells, Decimal(0))

    change = {r: percent(so_far(r, 2021), so_far(r, 2019)) for r in ("PV20", "PV30")}
    assert near(made, "prov_meest_n", change["PV30"])
    assert near(made, "prov_minst_n", change["PV20"])
    assert made.labels["prov_meest"].text == "Noord-Brabant"
    regions = [
        {dict(leaf.codes)["RegioS"] for leaf in leaves(q.expression)} for q in provincial(made)
    ]
    assert regions and all(len(one) == 1 for one in regions)


def provincial(made: Chapter) -> tuple[Quantity, ...]:
    return made.figures["provincies"].quantities


def test_gdp_is_chained_from_quarterly_changes(made: Chapter) -> None:
    quarters = [f"2020KW0{q}" for q in (1, 2, 3, 4)] + [f"2021KW0{q}" for q in (1, 2, 3)]
    assert value(made, "bbp_dip") == Fraction(gdp("2020KW02"))
    assert near(made, "bbp_kuil", chained(gdp("2020KW01"), gdp("2020KW02")))
    assert near(made, "bbp_niveau", chained(*map(gdp, quarters)))


def test_value_added_is_compared_with_the_same_quarter_of_2019(made: Chapter) -> None:
    changes = [gdp(p, "A045299", "IHoreca_43") for p in ("2020KW02", "2021KW02")]
    assert near(made, "tw_zwaarst_n", changes[0])
    assert near(made, "tw_laagst_n", chained(*changes))
    assert made.labels["tw_laagst"].text == "horeca"
    group = [gdp(p, "A045299", "Totaal_40") for p in ("2020KW03", "2021KW03")]
    assert near(made, "tw_groep", chained(*group))


def test_value_added_shows_every_section_and_ranks_them_all(made: Chapter) -> None:
    sections = [
        t
        for t in rows("85880NED")[0]
        if re.fullmatch(r"[A-SU]+[A-Z][a-z]\w+_(?:2\d|[345]\d|60)", t)
    ]
    single = [t for t in sections if not t.startswith(("BF", "BE", "AF", "GN", "GI", "MN", "OU"))]
    level = [
        chained(gdp("2020KW02", "A045299", t), gdp("2021KW02", "A045299", t))
        for t in (*single, "Totaal_24", "Totaal_49")
    ]
    assert len(level) == len(made.figures["toegevoegde_waarde"].series[0].points) == 18
    assert near(made, "tw_laagst_n", min(level)) and near(made, "tw_hoogst_n", max(level))


def test_two_tables_of_gdp_are_two_series_with_a_mark_between(made: Chapter) -> None:
    figure = made.figures["bbp_kwartaal"]
    tables = [
        {leaf.table for p in s.points if p.quantity for leaf in leaves(p.quantity.expression)}
        for s in figure.series
    ]
    assert tables == [{"82602NED"}, {"85880NED"}]
    assert [e.period.code for e in figure.events] == ["2020KW01"]


def test_vacancies_are_compared_with_the_same_quarter(made: Chapter) -> None:
    assert value(made, "vac_dip") == vacancies("2020KW02") * 1000
    assert near(made, "vac_daling", percent(vacancies("2020KW02"), vacancies("2019KW02")))
    assert near(made, "vac_groei", percent(vacancies("2021KW03"), vacancies("2019KW03")))
    horeca = percent(vacancies("2021KW03", "389100"), vacancies("2019KW03", "389100"))
    assert near(made, "vac_hoogst_n", horeca)


def against_2019(code: str) -> dict[str, Decimal]:
    quarters = [f"2020KW0{q}" for q in (1, 2, 3, 4)] + [f"2021KW0{q}" for q in (1, 2, 3)]
    return {q: percent(vacancies(q, code), vacancies(f"2019{q[4:]}", code)) for q in quarters}


def test_the_deepest_dip_is_that_of_all_quarters_and_all_large_sections(made: Chapter) -> None:
    titles = re.findall(
        r'"?(\w+)"?: "(?:[A-Q] |R-U )', (CONTRACTS / "80472ned.yaml").read_text("utf-8")
    )
    large = [
        code for code in titles if all(vacancies(f"2019KW0{q}", code) >= 2 for q in (1, 2, 3, 4))
    ]
    low = {(code, q): change for code in large for q, change in against_2019(code).items()}
    code, quarter = min(low, key=low.__getitem__)
    assert (code, quarter) == ("389100", "2020KW04")
    assert near(made, "vac_diepst_n", low[code, quarter])
    assert made.numbers["vac_diepst_n"].quantity.period.code == quarter
    shown = made.figures["vacatures_sector"].series[0].points
    assert len(shown) == len(large) == len(made.tables["vacatures_tabel"].rows) - 1
    last = {code: against_2019(code)["2021KW03"] for code in large}
    assert near(made, "vac_hoogst_n", max(last.values()))


def test_what_is_not_shown_is_named(made: Chapter) -> None:
    for shown in ("vacatures_verloop", "vacatures_sector"):
        assert any("Delfstoffenwinning, Energie, Water" in n for n in made.figures[shown].notes)
    assert any("Delfstoffenwinning" in n for n in made.figures["faillissementen_sector"].notes)


def test_a_month_is_the_lowest_of_all_months_since_1981(made: Chapter) -> None:
    every = [f"{y}MM{m:02d}" for y in range(1981, 2022) for m in range(1, 13)][:-2]
    counts = {p: failed(p, FIRMS, SOLE) for p in every}
    low = min(counts.values())
    assert value(made, "fail_maand_laagst") == low
    wanted = tuple(p for p in every if counts[p] == low)
    assert tuple(p.code for p in made.periods["fail_maand_laagst_wanneer"]) == wanted


def test_the_newest_year_is_compared_with_the_lowest_calendar_year(made: Chapter) -> None:
    run = failed_in([*months(2020, 11, 12), *months(2021, 1, 10)], FIRMS, SOLE)
    low = min(failed(f"{y}JJ00", FIRMS, SOLE) for y in range(1981, 2021))
    assert near(made, "fail_twaalf_verschil", percent(run, low))
    last = made.figures["faillissementen"].series[0].points[-1]
    assert last.x == "2021MM10" and last.quantity and last.quantity.value == run


def test_the_two_large_falls_of_sole_traders(made: Chapter) -> None:
    counts = [failed(f"{y}JJ00", SOLE) for y in range(1981, 2021)]
    falls = sorted(percent(new, old) for old, new in pairwise(counts))[:2]
    for name in ("eenmans_daling_1", "eenmans_daling_2"):
        assert any(near(made, name, fall) for fall in falls)


def test_lows_of_consumers_know_all_their_months(made: Chapter) -> None:
    for name, topic in (("klimaat_dal", "EconomischKlimaat_2"), ("koop_dal", "Koopbereidheid_3")):
        since = [*months(2020, 1, 12), *months(2021, 1, 10)]
        found = {p: cell("83693NED", topic, Perioden=p) for p in since}
        low = min(found.values())
        assert value(made, name) == low
        wanted = [p for p in since if found[p] == low]
        assert [p.code for p in made.periods[f"{name}_wanneer"]] == wanted
    assert len(made.periods["koop_dal_wanneer"]) == 2


def test_a_final_figure_is_not_marked_for_the_company_it_keeps(made: Chapter) -> None:
    worst = min(
        Decimal(r["BrutoBinnenlandsProduct_2"])
        for r in rows("82602NED")
        if "KW" in r["Perioden"] and r["BrutoBinnenlandsProduct_2"] != "."
    )
    assert value(made, "bbp_dip_eerder") == Fraction(worst)
    for name in ("bbp_dip_eerder", "bbp_dip_keer"):
        assert made.numbers[name].quantity.status is Status.DEFINITIEF
    assert made.tables["twee_crises"].rows[0].cells[0].status is Status.DEFINITIEF  # type: ignore[union-attr]  # CBS gives it


def test_confidence_keeps_its_gap_and_takes_each_quarter_from_one_table(made: Chapter) -> None:
    firms = made.figures["vertrouwen"].series[0]
    assert [(p.x, p.symbol) for p in firms.points if p.quantity is None] == [("2019KW03", ABSENT)]
    source = {p.x: p.quantity.expression for p in firms.points if p.quantity}
    cells = {x: e for x, e in source.items() if isinstance(e, Cell)}
    regional = {x for x, e in cells.items() if e.table == "84303NED"}
    assert regional == {"2019KW04", *(f"2020KW0{q}" for q in (1, 2, 3, 4))} | {
        f"2021KW0{q}" for q in (1, 2, 3)
    }
    marked = {x for x, e in cells.items() if e.status is Status.VOORLOPIG}
    assert marked == regional - {"2019KW04", "2020KW01"}


def test_the_two_tables_of_confidence_agree_where_both_have_a_figure() -> None:
    topic = "Ondernemersvertrouwen_1"
    ours = {r["Perioden"]: r[topic] for r in rows("82675NED") if r[BRANCH] == "ONBEKEND_XFN"}
    theirs = {r["Perioden"]: r[topic] for r in rows("84303NED") if r["RegioS"] == "NL01"}
    shared = ours.keys() & theirs.keys()
    assert shared and all(ours[p] == theirs[p] for p in shared)


def test_consumers_are_averaged_over_whole_quarters_only(made: Chapter) -> None:
    people = made.figures["vertrouwen"].series[1]
    assert people.points[-1].x == "2021KW03"
    assert all(p.quantity and len(p.quantity.periods) == 3 for p in people.points)


def test_nothing_from_after_the_cut_off_is_used(made: Chapter) -> None:
    newest = newest_periods(made)
    assert newest["82242NED MM"] == "2021MM10"
    assert newest["82242NED JJ"] == "2020JJ00"
    assert newest["82522NED MM"] == "2021MM10"
    assert newest["80472ned KW"] == "2021KW03"
    assert newest["85880NED KW"] == "2021KW03"
    assert newest["83693NED MM"] == "2021MM10"
    assert newest["82675NED KW"] == "2021KW04"


def test_sections_of_gdp_stop_before_the_first_calculation(made: Chapter) -> None:
    shown = made.figures["toegevoegde_waarde"].quantities
    assert max(q.period.code for q in shown) == "2021KW02"


def test_a_changed_cell_changes_what_rests_on_it_and_nothing_else(
    made: Chapter, tmp_path: Path
) -> None:
    codes = {"TypeGefailleerde": FIRMS, "Perioden": "2020JJ00"}
    changed = derived(
        chapter.derive, IDS, tmp_path, {"82242NED": with_cell("82242NED", "4000", FAILED, **codes)}
    )
    other = {n for n in made.numbers if value(changed, n) != value(made, n)}
    assert other == {"fail_2020", "fail_groei"}
    assert value(changed, "fail_2020") == 4000 + failed("2020JJ00", SOLE)


def test_a_secret_cell_stops_the_chapter(tmp_path: Path) -> None:
    codes = {"TypeGefailleerde": FIRMS, "Perioden": "2021MM07"}
    changed = {"82242NED": with_cell("82242NED", ".", FAILED, **codes)}
    with pytest.raises(SecretCell):
        derived(chapter.derive, IDS, tmp_path, changed)
