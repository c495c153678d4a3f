"""The chapter Innovatie en productiviteit on archive and register, reckoned otherwise."""

from __future__ import annotations

from decimal import Decimal
from math import prod

import pytest
import yaml
from raw_archive import ROOT, cell, derived, near, newest_periods, percent, rows

from chapters import innovatie as chapter
from jaarbericht.cbs.cells import Status
from jaarbericht.lineage import Chapter

IDS = ("82602NED", "85224NED", "85880NED")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Chapter:
    return derived(chapter.derive, IDS, tmp_path_factory.mktemp("innovatie"))


def published(key: str) -> Decimal:
    register = yaml.safe_load((ROOT / "report" / "citations.yaml").read_text("utf-8"))
    return Decimal(register[key]["value"])


def working(period: str) -> Decimal:
    codes = {"SeizoenEnWerkdagcorrectie": chapter.ADJUSTED, "Perioden": period}
    return cell("85224NED", chapter.WORKING, **codes)


def chained(table: str, kind: str, first: str, last: str) -> Decimal:
    steps = [
        Decimal(r[chapter.GDP])
        for r in rows(table)
        if r["SoortMutaties"] == kind and "KW" in r["Perioden"] and first <= r["Perioden"] <= last
    ]
    return 100 * (prod((1 + s / 100 for s in steps), start=Decimal(1)) - 1)


def check(made: Chapter, name: str, expected: Decimal) -> None:
    assert near(made.numbers[name].quantity.value, expected), name


def test_the_branches_with_the_widest_and_the_narrowest_gap(made: Chapter) -> None:
    gaps = {
        name: percent(
            published(f"productiviteit_{b}_midden"), published(f"productiviteit_{b}_klein")
        )
        for name, b in chapter.BRANCHES.items()
    }
    for name, pick in (("voor_meest", max), ("voor_minst", min)):
        found = pick(gaps, key=gaps.__getitem__)
        assert made.labels[name].text == found.lower()
        check(made, f"{name}_n", gaps[found])
    assert {p.x for p in made.figures["productiviteit"].series[0].points} == set(gaps)


def test_growth_of_one_year_is_never_drawn_as_a_trend(made: Chapter) -> None:
    cited = ("productiviteit", "groei_omvang", "onderzoek", "innovatoren")
    for name in cited:
        points = [p for s in made.figures[name].series for p in s.points]
        assert all(p.period is None for p in points)
        assert len({q.periods for q in made.figures[name].quantities}) == 1


def test_output_and_workers_start_and_end_together(made: Chapter) -> None:
    check(made, "bbp_eerder", chained("82602NED", "vlptsa", "2013KW02", "2017KW04"))
    check(made, "werkenden_eerder", percent(working("2017KW04"), working("2013KW01")))
    newest = newest_periods(made)
    assert newest["85880NED KW"] == newest["85224NED KW"] == "2021KW03"
    later = chained("85880NED", "A045300", "2020KW01", "2021KW03")
    check(made, "bbp_later", later)
    people = percent(working("2021KW03"), working("2019KW04"))
    check(made, "werkenden_later", people)
    check(made, "per_werkende_later", later - people)
    reasons = {w.reason for w in made.numbers["per_werkende_later"].quantity.waivers}
    assert reasons == {chapter.PER_WORKER}


@pytest.mark.parametrize(
    ("code", "after", "before"),
    [("2013KW01", "2013KW02", "2012KW04"), ("2019KW04", "2020KW01", "2019KW03")],
)
def test_neighbouring_quarters(code: str, after: str, before: str) -> None:
    assert (chapter._next(code), chapter._before(code)) == (after, before)


def test_small_firms_in_research(made: Chapter) -> None:
    spent, small = published("rd_uitgaven"), published("rd_uitgaven_klein")
    firms, few = published("rd_bedrijven"), published("rd_bedrijven_klein")
    check(made, "rd_deel_bedrijven", 100 * few / firms)
    check(made, "rd_deel_uitgaven", 100 * small / spent)
    check(made, "rd_per_klein", small / few)
    check(made, "rd_per_groter", (spent - small) / (firms - few))
    for bar in ("Bedrijven", "Uitgaven"):
        parts = [
            p.quantity for s in made.figures["onderzoek"].series for p in s.points if p.x == bar
        ]
        assert sum(q.value for q in parts if q) == 100


def test_innovators_are_a_share_of_the_firms_of_their_own_size(made: Chapter) -> None:
    for size in ("klein", "midden", "alle"):
        asked = published(f"innovatie_bedrijven_{size}")
        check(made, f"inn_{size}", 100 * published(f"innovatie_innovatoren_{size}") / asked)
    assert made.numbers["inn_klein"].quantity.status is Status.NADER_VOORLOPIG
    # CBS printed whole percents, which these must round to.
    printed = {"inn_alle": 48, "inn_klein": 43, "inn_midden": 63, "tech_klein": 35}
    printed["tech_midden"] = 53
    for name, whole in printed.items():
        assert round(made.numbers[name].quantity.value) == whole, name
