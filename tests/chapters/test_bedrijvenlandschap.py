"""The chapter Bedrijvenlandschap on the archive, checked against sums made in another way."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from raw_archive import (
    all_cells,
    cell,
    derived,
    near,
    newest_periods,
    percent,
    rows,
    with_cell,
)

from chapters import bedrijvenlandschap as chapter
from jaarbericht.lineage import Chapter

IDS = ("81578NED", "81589NED", "83631NED")
ALONE, LARGER = "k_1WerkzaamPersoon_2", (
    "k_2WerkzamePersonen_3", "k_3Tot5WerkzamePersonen_4", "k_5Tot10WerkzamePersonen_5",
    "k_10Tot20WerkzamePersonen_6", "k_20Tot50WerkzamePersonen_7", "k_50Tot100WerkzamePersonen_8",
    "k_100WerkzamePersonenOfMeer_9",
)  # fmt: skip
TEN_PLUS = LARGER[3:]
NOW, START = "2021KW04", "2007KW04"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Chapter:
    return derived(chapter.derive, IDS, tmp_path_factory.mktemp("bedrijvenlandschap"))


def firms(topic: str, period: str) -> Decimal:
    return cell("81589NED", topic, Perioden=period)


def in_regions(table: str, topic: str, period: str, *regions: str) -> Decimal:
    found = [
        Decimal(row[topic])
        for row in rows(table)
        if row["Perioden"] == period and (not regions or row["RegioS"] in regions)
    ]
    return sum(found, Decimal(0))


def quarters() -> list[str]:
    return sorted(r["Perioden"] for r in rows("81589NED") if r["Perioden"] <= NOW)


def ten_plus(period: str) -> Decimal:
    return sum((firms(topic, period) for topic in TEN_PLUS), Decimal(0))


def year_before(period: str) -> str:
    return f"{int(period[:4]) - 1}{period[4:]}"


def check(made: Chapter, name: str, expected: Decimal) -> None:
    assert near(made.numbers[name].quantity.value, expected), name


def test_it_shows_what_the_report_promises(made: Chapter) -> None:
    assert len(made.figures) >= 5 and len(made.tables) >= 2 and len(made.numbers) >= 20


def test_firms_and_their_growth(made: Chapter) -> None:
    new, old = firms("TotaalBedrijven_1", NOW), firms("TotaalBedrijven_1", START)
    check(made, "bedrijven", new)
    check(made, "bedrijven_groei", percent(new, old))
    check(made, "alleen_groei", percent(firms(ALONE, NOW), firms(ALONE, START)))
    rise = firms(ALONE, NOW) - firms(ALONE, START)
    check(made, "alleen_bijdrage", 100 * rise / (new - old))


def test_firms_of_two_and_more_are_the_sum_of_their_classes(made: Chapter) -> None:
    new, old = (sum((firms(t, p) for t in LARGER), Decimal(0)) for p in (NOW, START))
    check(made, "groter", new)
    check(made, "groter_groei", percent(new, old))


def test_the_largest_step_is_that_of_all_quarters(made: Chapter) -> None:
    level = {p: sum((firms(t, p) for t in LARGER), Decimal(0)) for p in quarters()}
    steps = {b: percent(level[b], level[a]) for a, b in pairwise(level)}
    leap = max(steps, key=steps.__getitem__)
    check(made, "sprong", steps[leap])
    before = quarters()[quarters().index(leap) - 1]
    check(made, "sprong_alleen", percent(firms(ALONE, leap), firms(ALONE, before)))


def test_the_pace_stands_beside_that_of_a_quarter_earlier_and_of_two_years(made: Chapter) -> None:
    every = {p: firms("TotaalBedrijven_1", p) for p in quarters()}
    paces = {p: percent(every[p], every[year_before(p)]) for p in quarters()[4:]}
    check(made, "tempo", paces["2021KW04"])
    check(made, "tempo_eerder", paces["2020KW04"])
    check(made, "tempo_kwartaal", paces["2021KW03"])
    check(made, "tempo_kwartaal_eerder", paces["2020KW03"])
    check(made, "tempo_rang", Decimal(sorted(paces.values(), reverse=True).index(paces[NOW]) + 1))
    check(made, "basis_stap", every["2020KW04"] - every["2020KW03"])
    check(made, "stap", sum(b - a for a, b in pairwise(every.values())) / Decimal(len(every) - 1))
    both = 100 * ((every[NOW] / every["2019KW04"]).sqrt() - 1)
    check(made, "tempo_twee", both)
    assert made.figures["toename"].series[0].points[0].x == min(paces)


def test_firms_of_ten_and_more_over_all_quarters(made: Chapter) -> None:
    level = {p: ten_plus(p) for p in quarters()}
    for name, pick in (("tien_laagste", min), ("tien_hoogste", max)):
        found = pick(level, key=level.__getitem__)
        check(made, name, level[found])
        assert made.numbers[name].quantity.period.code == found
    check(made, "tien_stap", percent(level["2021KW04"], level["2021KW03"]))
    check(made, "tien_kwartaal", percent(level["2021KW03"], level["2007KW03"]))
    check(made, "tien_groei", percent(level[NOW], level[START]))


def test_the_quarters_with_jumps_are_found_in_the_figures(made: Chapter) -> None:
    level = {p: ten_plus(p) for p in quarters()}
    jumps = [b for a, b in pairwise(level) if abs(percent(level[b], level[a])) > chapter.JUMP]
    assert jumps == ["2009KW03", "2010KW04", "2021KW04"]
    (note,) = (n for n in made.figures["klassen"].notes if "procent af van" in n)
    assert "het derde kwartaal van 2009, het vierde kwartaal van 2010 en" in note
    assert note in made.tables["omvang"].notes


def test_legal_forms_over_all_quarters_and_over_two_years(made: Chapter) -> None:
    natural, legal = "NatuurlijkePersonen_12", "Rechtspersonen_13"
    shares = {p: 100 * firms(natural, p) / firms("TotaalBedrijven_1", p) for p in quarters()}
    most = max(shares, key=shares.__getitem__)
    check(made, "natuurlijk_hoogste", shares[most])
    assert made.numbers["natuurlijk_hoogste"].quantity.period.code == most == "2021KW01"
    for name, topic in (("natuurlijk", natural), ("rechts", legal)):
        check(made, f"{name}_groei", percent(firms(topic, NOW), firms(topic, "2020KW04")))
        check(made, f"{name}_kwartaal", percent(firms(topic, "2021KW03"), firms(topic, "2020KW03")))
        check(
            made, f"{name}_twee", 100 * ((firms(topic, NOW) / firms(topic, "2019KW04")).sqrt() - 1)
        )
    rise = firms(legal, NOW) - firms(legal, "2019KW04")
    whole = firms("TotaalBedrijven_1", NOW) - firms("TotaalBedrijven_1", "2019KW04")
    check(made, "rechts_bijdrage", 100 * rise / whole)


def test_one_person_firms_that_must_be_legal_persons(made: Chapter) -> None:
    check(made, "alleen_rechts", firms(ALONE, NOW) - firms("NatuurlijkePersonen_12", NOW))
    assert {w.rule for w in made.numbers["alleen_rechts"].quantity.waivers} == {"MixedPopulation"}


def test_births_in_cities_stand_beside_the_stock_of_the_same_year(made: Chapter) -> None:
    stock = in_regions("81578NED", "Vestigingen_1", "2020JJ00")
    cities = in_regions("81578NED", "Vestigingen_1", "2020JJ00", *chapter.CITIES)
    check(made, "steden_stand_toen", 100 * cities / stock)
    table = made.tables["provincies_tabel"]
    (country,) = (row for row in table.rows if row.strong)
    first = country.cells[0]
    assert first is not None and first.value == stock and "2020" in table.columns[0].head


def test_births_and_stock_by_region(made: Chapter) -> None:
    births = in_regions("83631NED", "OprichtingenVanVestigingen_1", "2020JJ00")
    stock = in_regions("81578NED", "Vestigingen_1", "2020JJ00")
    check(made, "opgericht", births)
    placed = births - in_regions("83631NED", "OprichtingenVanVestigingen_1", "2020JJ00", "CR99")
    check(made, "opgericht_dichtheid", 1000 * placed / stock)
    check(made, "vestigingen", in_regions("81578NED", "Vestigingen_1", "2021JJ00"))


def test_a_region_is_named_by_its_own_figures(made: Chapter) -> None:
    regions = {r["RegioS"] for r in rows("83631NED")} - {"CR99"}
    rates = {
        r: in_regions("83631NED", "OprichtingenVanVestigingen_1", "2020JJ00", r)
        / in_regions("81578NED", "Vestigingen_1", "2020JJ00", r)
        for r in regions
    }
    check(made, "regio_hoogst_dichtheid", 1000 * max(rates.values()))
    check(made, "regio_laagst_dichtheid", 1000 * min(rates.values()))
    assert max(rates, key=rates.__getitem__) == "CR26"
    assert made.labels["regio_hoogst"].text == "Agglomeratie 's-Gravenhage"


def test_borders_of_provinces_stood_still_in_each_comparison(made: Chapter) -> None:
    spans = {
        tuple(p.code for p in q.periods)
        for figure in ("provincies",)
        for q in made.figures[figure].quantities
    }
    assert spans == {("2015JJ00", "2018JJ00"), ("2019JJ00", "2021JJ00")}


def test_nothing_from_after_the_cut_off_is_used(made: Chapter) -> None:
    assert newest_periods(made) == {
        "81589NED KW": "2021KW04", "81578NED JJ": "2021JJ00", "83631NED JJ": "2020JJ00",
    }  # fmt: skip


def test_every_cell_is_the_raw_text_of_the_archive(made: Chapter) -> None:
    for one in all_cells(made):
        row = rows(one.table)[one.row]
        assert int(row["ID"]) == one.row and row[one.topic] == one.raw.strip()


def test_a_changed_cell_changes_the_words_that_rest_on_it(made: Chapter, tmp_path: Path) -> None:
    text = with_cell("81589NED", "1000000", "TotaalBedrijven_1", Perioden=START)
    changed = derived(chapter.derive, IDS, tmp_path, {"81589NED": text})
    other = {
        n for n in made.numbers
        if changed.numbers[n].quantity.value != made.numbers[n].quantity.value
    }  # fmt: skip
    assert {"bedrijven_toen", "bedrijven_groei", "alleen_deel_toen"} <= other
    assert not other & {"bedrijven", "alleen_groei", "tempo", "vestigingen"}
