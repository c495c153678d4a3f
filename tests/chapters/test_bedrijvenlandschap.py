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
    quarters = sorted({r["Perioden"] for r in rows("81589NED") if r["Perioden"] <= NOW})
    level = [sum((firms(t, p) for t in LARGER), Decimal(0)) for p in quarters]
    steps = [percent(b, a) for a, b in pairwise(level)]
    check(made, "sprong", max(steps))


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
