"""The chapter Internationaal on the archive, checked against sums made otherwise."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from raw_archive import all_cells, cell, derived, near, newest_periods, percent, rows, with_cell

from chapters import internationaal as chapter
from jaarbericht.lineage import Chapter
from jaarbericht.lineage.errors import SecretCell
from jaarbericht.lineage.expression import Citation, leaves

IDS = ("82602NED", "85429NED", "85880NED")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Chapter:
    return derived(chapter.derive, IDS, tmp_path_factory.mktemp("internationaal"))


def goods(topic: str, period: str) -> Decimal:
    return cell("85429NED", topic, Perioden=period)


def exports(period: str) -> Decimal:
    return goods("TotaleUitvoerwaarde_3", period) - goods("DoorvoerwaardeUitgaand_6", period)


def check(made: Chapter, name: str, expected: Decimal) -> None:
    assert near(made.numbers[name].quantity.value, expected), name


def test_it_shows_what_the_report_promises(made: Chapter) -> None:
    assert len(made.figures) + len(made.tables) >= 3 and len(made.numbers) >= 10


def test_exports_are_without_transit(made: Chapter) -> None:
    check(made, "uitvoer", 1_000_000 * exports("2020JJ00"))
    check(made, "uitvoer_groei", percent(exports("2020JJ00"), exports("2019JJ00")))
    whole = goods("TotaleUitvoerwaarde_3", "2020JJ00")
    check(made, "doorvoer_deel", 100 * (whole - exports("2020JJ00")) / whole)
    inward = goods("TotaleInvoerwaarde_1", "2020JJ00") - goods(
        "DoorvoerwaardeInkomend_2", "2020JJ00"
    )
    check(made, "invoer", 1_000_000 * inward)


def test_exports_are_their_parts_but_for_rounding(made: Chapter) -> None:
    for year in range(2015, 2021):
        parts = ("Wederuitvoerwaarde_4", "UitvoerwaardeProductNL_5")
        together = sum((goods(topic, f"{year}JJ00") for topic in parts), Decimal(0))
        assert abs(together - exports(f"{year}JJ00")) <= 1


def test_re_exports_as_a_part_of_exports(made: Chapter) -> None:
    def part(period: str) -> Decimal:
        return 100 * goods("Wederuitvoerwaarde_4", period) / exports(period)

    check(made, "weder_deel", part("2020JJ00"))
    check(made, "weder_verschil", part("2020JJ00") - part("2015JJ00"))


def test_no_growth_crosses_the_new_method_of_2021(made: Chapter) -> None:
    for name in ("uitvoer_groei", "uitvoer_sinds", "weder_verschil", "daling"):
        quantity = made.numbers[name].quantity
        assert quantity.period.code < "2021" and not quantity.waivers, name
    assert made.numbers["uitvoer_maand"].quantity.period.code == "2021MM08"


def test_the_weakest_month_is_among_all_that_can_be_compared(made: Chapter) -> None:
    months = [r["Perioden"] for r in rows("85429NED") if "MM" in r["Perioden"]]
    changes = {
        code: percent(exports(code), exports(before))
        for code in months
        if "2016" <= code < "2021" and (before := f"{int(code[:4]) - 1}{code[4:]}")
    }
    check(made, "daling", min(changes.values()))
    (low,) = made.periods["daling_wanneer"]
    assert changes[low.code] == min(changes.values())


def test_values_are_said_to_be_in_current_prices(made: Chapter) -> None:
    for id in ("samenstelling", "maanden"):
        assert "lopende prijzen" in made.figures[id].unit
    assert "lopende prijzen" in made.tables["jaren"].unit


def test_volume_on_the_same_quarter_a_year_earlier(made: Chapter) -> None:
    def volume(topic: str, period: str = "2021KW03") -> Decimal:
        return cell("85880NED", topic, SoortMutaties="A045299", Perioden=period)

    check(made, "uitvoer_volume", volume("Totaal_16"))
    check(made, "goederen_volume", volume("Goederen_17"))
    check(made, "diensten_volume", volume("Diensten_18"))
    check(made, "invoer_volume", volume("Totaal_4"))
    check(made, "volume_laagst", volume("Totaal_16", "2020KW02"))


def test_a_year_of_the_older_table_is_its_last_quarters_together(made: Chapter) -> None:
    factor = Decimal(1)
    for quarter in range(1, 5):
        codes = {"SoortMutaties": "vlptsa", "Perioden": f"2017KW0{quarter}"}
        factor *= 1 + cell("82602NED", "Totaal_16", **codes) / 100
    check(made, "lang_laatst", 100 * (factor - 1))


def test_the_two_tables_of_volume_are_never_joined(made: Chapter) -> None:
    for figure in made.figures.values():
        for one in figure.series:
            found = {
                leaf.id.partition("/")[0]
                for p in one.points
                if p.quantity
                for leaf in leaves(p.quantity.expression)
                if not isinstance(leaf, Citation) and hasattr(leaf, "id")
            }
            assert len(found) == 1, (figure.id, one.label)


def test_what_is_known_of_the_mkb_is_cited_and_makes_no_trend(made: Chapter) -> None:
    check(made, "mkb_deel", 100 * Decimal("80.5") / Decimal(306))
    cited = {
        name: [leaf for leaf in leaves(one.quantity.expression) if isinstance(leaf, Citation)]
        for name, one in made.numbers.items()
    }
    assert {name for name, found in cited.items() if found} == {
        "toegedeeld", "mkb_export", "mkb_deel", "starters", "handelaars",
    }  # fmt: skip
    assert all(len(one.quantity.periods) == 1 for name, one in made.numbers.items() if cited[name])
    shown = [q for f in made.figures.values() for q in f.quantities]
    assert not any(isinstance(leaf, Citation) for q in shown for leaf in leaves(q.expression))


def test_nothing_that_was_not_out_on_the_cut_off_is_used(made: Chapter) -> None:
    assert newest_periods(made) == {
        "82602NED KW": "2017KW04", "85429NED JJ": "2020JJ00", "85429NED MM": "2021MM08",
        "85880NED KW": "2021KW03",
    }  # fmt: skip


def test_each_cell_is_the_raw_text_of_the_archive(made: Chapter) -> None:
    for one in all_cells(made):
        row = rows(one.table)[one.row]
        assert int(row["ID"]) == one.row and row[one.topic] == one.raw.strip()


def test_a_secret_value_of_the_newest_year_stops_the_chapter(tmp_path: Path) -> None:
    text = with_cell("85429NED", ".", "TotaleUitvoerwaarde_3", Perioden="2020JJ00")
    with pytest.raises(SecretCell, match="2020JJ00"):
        derived(chapter.derive, IDS, tmp_path, {"85429NED": text})
