"""The chapter Werk en menselijk kapitaal on the archive, checked against sums made otherwise."""

from __future__ import annotations

import string
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
    opened,
    percent,
    rows,
    with_cell,
)

from chapters import werk as chapter
from jaarbericht.cbs.contract import read_contract
from jaarbericht.leftout import PartNotMade, check_left_out
from jaarbericht.lineage import Chapter, growth
from jaarbericht.lineage.errors import CrossesBreak, SecretCell

IDS = ("80072ned", "80472ned", "80590ned", "81431NED", "83583NED", "85224NED")
BRANCH = "BedrijfstakkenBranchesSBI2008"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Chapter:
    return derived(chapter.derive, IDS, tmp_path_factory.mktemp("werk"))


def vacancies(period: str, code: str = "T001081") -> Decimal:
    return cell("80472ned", "OpenstaandeVacatures_1", Bedrijfskenmerken=code, Perioden=period)


def jobs(period: str, size: str = "T001098", sector: str = "T001081") -> Decimal:
    codes = {BRANCH: sector, "Bedrijfsgrootte": size, "Perioden": period}
    return cell("83583NED", "BanenVanWerknemersInDecember_1", **codes)


def pay(topic: str, size: str, period: str = "2019JJ00") -> Decimal:
    codes = {"KenmerkenBaanWerknemerBedrijf": size, BRANCH: "T001081", "Perioden": period}
    return cell("81431NED", topic, **codes)


def check(made: Chapter, name: str, expected: Decimal) -> None:
    assert near(made.numbers[name].quantity.value, expected), name


def test_it_shows_what_the_report_promises(made: Chapter) -> None:
    assert len(made.figures) >= 5 and len(made.tables) >= 2 and len(made.numbers) >= 20
    assert len({f.kind for f in made.figures.values()}) >= 4


def test_vacancies_in_whole_numbers_and_by_size(made: Chapter) -> None:
    check(made, "vac_nu", 1000 * vacancies("2021KW03"))
    check(made, "vac_groei", percent(vacancies("2021KW03"), vacancies("2020KW03")))
    check(made, "vac_klein_deel", 100 * vacancies("2021KW03", "WP19074") / vacancies("2021KW03"))
    old = vacancies("2019KW03", "WP19098")
    check(made, "vac_groot_groei", percent(vacancies("2021KW03", "WP19098"), old))


def test_the_place_in_the_series_is_among_all_quarters(made: Chapter) -> None:
    level = {
        r["Perioden"]: Decimal(r["OpenstaandeVacatures_1"])
        for r in rows("80472ned")
        if r["Bedrijfskenmerken"] == "T001081" and "KW" in r["Perioden"]
    }
    known = {p: v for p, v in level.items() if p <= "2021KW03"}
    check(made, "vac_rang", Decimal(1 + sum(v > known["2021KW03"] for v in known.values())))
    before = {p: v for p, v in known.items() if p[:4] <= "2019"}
    check(made, "vac_hoogst", 1000 * max(before.values()))
    assert made.numbers["vac_rang"].quantity.periods[0].code == min(known)


def sections() -> dict[str, str]:
    """CBS's titles of the sections A to S, by code."""
    titles = read_contract(CONTRACTS / "80472ned.yaml").dimensions["Bedrijfskenmerken"].codes
    return {c: t for c, t in titles.items() if t[0] in string.ascii_uppercase and t[1] == " "}


def test_all_sections_are_shown_and_ranked_when_they_are_large_enough(made: Chapter) -> None:
    names = {**chapter.SECTORS, **chapter.SECRET}
    assert set(names.values()) == set(sections())
    shown = {p.x for s in made.figures["vacatures_sector"].series for p in s.points}
    assert shown == set(names)
    large = [n for n, c in names.items() if 1000 * vacancies("2019KW03", c) >= chapter.ENOUGH]
    rises = {
        n: percent(vacancies("2021KW03", names[n]), vacancies("2019KW03", names[n])) for n in large
    }
    for name, pick in (("sector_groei", max), ("sector_minst", min)):
        found = pick(rises, key=rises.__getitem__)
        assert made.labels[name].text == found.lower()
        check(made, f"{name}_n", rises[found])
    check(made, "sector_ondergrens", 1000 * min(vacancies("2019KW03", names[n]) for n in large))


def test_only_branches_with_a_secret_class_are_missing_among_the_jobs(made: Chapter) -> None:
    secret = {
        r[BRANCH]
        for r in rows("83583NED")
        if r["Perioden"] == "2019JJ00" and r["BanenVanWerknemersInDecember_1"] == "."
    }
    assert secret & set(sections()) == set(chapter.SECRET.values())
    shown = {p.x for s in made.figures["banen_sector"].series for p in s.points}
    assert shown == set(chapter.SECTORS)


def test_the_break_of_2015_is_told_below_the_jobs(made: Chapter, tmp_path: Path) -> None:
    assert any("vanaf 2015" in note for note in made.figures["banen_sector"].notes)
    derived(chapter.derive, IDS, tmp_path)
    finance = opened(IDS, tmp_path)["83583NED"].series(
        "BanenVanWerknemersInDecember_1", BedrijfstakkenBranchesSBI2008="396300",
        Bedrijfsgrootte="T001098",
    )  # fmt: skip
    with pytest.raises(CrossesBreak, match="2015JJ00"):
        growth(finance.at("2019JJ00"), finance.at("2014JJ00"))


def test_unemployment_at_its_highest_and_lowest(made: Chapter) -> None:
    rates = {
        r["Perioden"]: Decimal(r["Seizoengecorrigeerd_8"])
        for r in rows("80590ned")
        if r["Perioden"] <= "2021MM09" and "MM" in r["Perioden"]
    }
    for name, rate in {"piek": max(rates.values()), "laag": min(rates.values())}.items():
        check(made, f"werkloos_{name}", rate)
        first = min(p for p, one in rates.items() if one == rate)
        assert made.numbers[f"werkloos_{name}"].quantity.period.code == first


def test_tension_is_vacancies_on_the_unemployed_of_one_quarter(made: Chapter) -> None:
    seeking = cell("80590ned", "NietSeizoengecorrigeerd_5", Perioden="2021KW03")
    check(made, "spanning", 100 * vacancies("2021KW03") / seeking)
    waivers = made.numbers["spanning"].quantity.waivers
    assert {w.rule for w in waivers} == {"MixedPopulation"}


def test_jobs_under_a_hundred_are_the_sum_of_their_classes(made: Chapter) -> None:
    under = sum((jobs("2019JJ00", s) for s in ("WP19074", "WP19090", "WP19096")), Decimal(0))
    check(made, "banen_honderd", 100 * under / jobs("2019JJ00"))
    check(made, "banen_groei", percent(jobs("2019JJ00"), jobs("2010JJ00")))


def test_the_share_of_small_firms_in_jobs_and_in_vacancies(made: Chapter) -> None:
    part = 100 * jobs("2019JJ00", "WP19074") / jobs("2019JJ00")
    wanted = 100 * vacancies("2019KW04", "WP19074") / vacancies("2019KW04")
    check(made, "klein_verschil", wanted - part)
    assert made.numbers["klein_verschil"].quantity.status.mark == "*"


def test_pay_by_size(made: Chapter) -> None:
    middle, large = pay("Uurloon_3", "WP19091"), pay("Uurloon_3", "WP19098")
    check(made, "loon_achter", percent(middle, large))
    extra = "BijzondereBeloning_8"
    check(made, "extra_keer", pay(extra, "WP19098") / pay(extra, "WP19074"))


def test_pay_is_never_compared_across_the_change_of_method(made: Chapter) -> None:
    periods = {
        p.code
        for name in ("loon_klein_groei", "loon_groot_groei")
        for p in made.numbers[name].quantity.periods
    }
    assert min(periods) == "2010JJ00"


def test_absence_by_size(made: Chapter) -> None:
    def absent(code: str, period: str) -> Decimal:
        codes = {"BedrijfskenmerkenSBI2008": code, "Perioden": period}
        return cell("80072ned", "Ziekteverzuimpercentage_1", **codes)

    check(made, "verzuim_keer", absent("WP19098", "2019JJ00") / absent("WP19078", "2019JJ00"))
    check(made, "verzuim_stap", absent("T001081", "2020KW01") - absent("T001081", "2019KW01"))


def test_flexible_work_as_a_share_of_all_who_work(made: Chapter) -> None:
    def people(topic: str) -> Decimal:
        codes = {"SeizoenEnWerkdagcorrectie": "A050903", "Perioden": "2021KW03"}
        return cell("85224NED", topic, **codes)

    flexible = people("WerknemerMetFlexibeleArbeidsrelatie_15")
    check(made, "flex_deel", 100 * flexible / people("WerkzameBeroepsbevolking_6"))
    check(made, "zzp", 1000 * people("ZelfstandigeZonderPersoneelZzp_17"))


def test_nothing_from_after_the_cut_off_is_used(made: Chapter) -> None:
    assert newest_periods(made) == {
        "80072ned JJ": "2019JJ00", "80072ned KW": "2020KW01", "80472ned KW": "2021KW03",
        "80590ned KW": "2021KW03", "80590ned MM": "2021MM09", "81431NED JJ": "2019JJ00",
        "83583NED JJ": "2019JJ00", "85224NED KW": "2021KW03",
    }  # fmt: skip


def test_every_cell_is_the_raw_text_of_the_archive(made: Chapter) -> None:
    for one in all_cells(made):
        row = rows(one.table)[one.row]
        assert int(row["ID"]) == one.row and row[one.topic] == one.raw.strip()


def test_a_secret_cell_is_never_a_number(tmp_path: Path) -> None:
    codes = {BRANCH: "389100", "Bedrijfsgrootte": "WP19074", "Perioden": "2019JJ00"}
    text = with_cell("83583NED", ".", "BanenVanWerknemersInDecember_1", **codes)
    without = derived(chapter.derive, IDS, tmp_path, {"83583NED": text})
    cause = without.parts["banen_sector"].cause
    assert isinstance(cause, SecretCell) and "83583NED" in cause.where
    assert not {"sector_klein_n", "banen_sector"} & {*without.numbers, *without.figures}
    with pytest.raises(PartNotMade, match="‘banen_sector’ of chapter werk cannot be made"):
        check_left_out(without, (), 2021)
