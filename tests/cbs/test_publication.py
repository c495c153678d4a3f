"""Which periods were out at the cut-off."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tiny_cbs import make_contract

from jaarbericht.cbs.contract import Contract, read_contract
from jaarbericht.cbs.periods import parse_period
from jaarbericht.cbs.publication import published_on, usable_periods

CUTOFF = date(2021, 11, 18)
LAG = "JJ: {days: 100, from: end}"


def _usable(contract: Contract, *codes: str, cutoff: date = CUTOFF) -> list[str]:
    return [p.code for p in usable_periods(contract, map(parse_period, codes), cutoff)]


def test_a_period_is_usable_from_the_day_it_is_out(contract: Contract) -> None:
    assert published_on(parse_period("2020JJ00"), contract.publication) == date(2021, 4, 10)
    assert _usable(contract, "2020JJ00", cutoff=date(2021, 4, 9)) == []
    assert _usable(contract, "2020JJ00", cutoff=date(2021, 4, 10)) == ["2020JJ00"]


def test_a_stock_is_counted_from_its_first_day(tmp_path: Path) -> None:
    contract = make_contract(tmp_path, (LAG, "KW: {days: 30, from: begin}"))
    assert _usable(contract, "2022KW01", "2021KW04", "2021KW03") == ["2021KW03", "2021KW04"]


def test_a_date_known_better_wins(tmp_path: Path) -> None:
    contract = make_contract(tmp_path, (LAG, f"{LAG}\n  exceptions: {{2020JJ00: 2021-12-01}}"))
    assert _usable(contract, "2019JJ00", "2020JJ00") == ["2019JJ00"]


def test_kinds_without_a_lag_and_codes_off_the_calendar_are_not_usable(contract: Contract) -> None:
    assert _usable(contract, "2019KW01", "2010X000", "2019SJ00") == []


def test_a_period_that_lies_after_the_cut_off_is_not_used_though_published(tmp_path: Path) -> None:
    contract = make_contract(tmp_path, (LAG, f"{LAG}\n  exceptions: {{2022JJ00: 2021-10-01}}"))
    assert _usable(contract, "2022JJ00") == []


@pytest.mark.parametrize(
    ("table", "codes", "newest"),
    [
        ("80472ned", ("2021KW02", "2021KW03", "2021KW04"), "2021KW03"),
        ("81589NED", ("2021KW03", "2021KW04", "2022KW01"), "2021KW04"),
        ("82242NED", ("2021MM09", "2021MM10", "2021MM11"), "2021MM10"),
        ("82242NED", ("2020JJ00", "2021JJ00"), "2020JJ00"),
        ("85880NED", ("2021KW02", "2021KW03", "2021KW04"), "2021KW03"),
        ("85224NED", ("2021KW02", "2021KW03", "2021KW04"), "2021KW03"),
        ("81431NED", ("2010X000", "2019JJ00", "2020JJ00"), "2019JJ00"),
        ("83693NED", ("2021MM10", "2021MM11"), "2021MM10"),
        ("82675NED", ("2021KW04", "2022KW01"), "2021KW04"),
    ],
)
def test_the_newest_period_of_the_edition_2021(
    repository: Path, table: str, codes: tuple[str, ...], newest: str
) -> None:
    contract = read_contract(repository / "resources" / "contracts" / f"{table}.yaml")
    assert _usable(contract, *codes)[-1] == newest


def test_vacancies_of_the_third_quarter_came_out_on_16_november(repository: Path) -> None:
    contract = read_contract(repository / "resources" / "contracts" / "80472ned.yaml")
    quarter = parse_period("2021KW03")
    assert published_on(quarter, contract.publication) == date(2021, 11, 16)
    assert _usable(contract, "2021KW03", cutoff=date(2021, 11, 15)) == []
