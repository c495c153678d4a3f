"""Contracts: what they say, and that a slip in one is pointed at by line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tiny_cbs import make_contract

from jaarbericht.cbs.cells import Status
from jaarbericht.cbs.contract import Contract, Expected, Lag, read_contract
from jaarbericht.cbs.errors import ContractInvalid
from jaarbericht.cbs.periods import parse_period

EXTRA = """\
overlaps:
  - - [Bedrijven_1]
    - [WP1, WP2]
    - [Omzet_2]
breaks:
  - {at: 2020JJ00, why: "Nieuwe methode.", only: [WP1]}
  - {at: 2019JJ00, why: "Nieuwe indeling."}
status:
  - {from: 2020JJ00, status: NaderVoorlopig, why: "De toelichting zegt het."}
notes: ["Een noot."]
dated: "de metadata"
"""


def test_a_contract_as_a_whole(contract: Contract) -> None:
    assert (contract.id, contract.time, contract.structure) == ("99999NED", "Perioden", "verified")
    assert contract.dimensions["Grootte"].codes["WP1"] == "0 tot 10 werkzame personen"
    assert contract.topics["Omzet_2"].factor == 1_000_000
    assert contract.sizes == {"WP1": (0, 10), "WP2": (10, None)}
    assert contract.publication.lags == {"JJ": Lag(100)}


def test_what_is_not_known_is_said_to_be_null(tmp_path: Path) -> None:
    nulls = (('title: "Bedrijven; grootte"', "title: null"), ("cadence: Perjaar", "cadence: null"))
    contract = make_contract(tmp_path, *nulls)
    assert (contract.title, contract.cadence) == ("", None)


def test_topics_and_dimensions_seen_by_title_only(tmp_path: Path) -> None:
    extra = """\
service: v4
stopped: "27 juli 2023"
expected:
  dimensions: ["Marges"]
  topics:
    - {title: "Winst", group: "Geld > Saldo", unit: "mln euro", decimals: 1}
"""
    contract = make_contract(tmp_path, extra=extra)
    assert (contract.service, contract.stopped) == ("v4", "27 juli 2023")
    assert contract.expected == {
        ("expected", "dimensions", "0"): Expected("Marges"),
        ("expected", "topics", "0"): Expected("Winst", "mln euro", "Geld > Saldo", 1),
    }


def test_dates_known_better_are_dates(tmp_path: Path) -> None:
    lag = "JJ: {days: 100, from: end}"
    dated = make_contract(tmp_path, (lag, f"{lag}\n  exceptions: {{2020JJ00: 2021-02-03}}"))
    assert dated.publication.exceptions == {"2020JJ00": date(2021, 2, 3)}


def test_what_the_date_of_cbs_is_the_date_of(contract: Contract, tmp_path: Path) -> None:
    assert contract.dated is None
    assert make_contract(tmp_path, extra=EXTRA).dated == "de metadata"


def test_members_of_two_groups_overlap_and_of_one_do_not(tmp_path: Path) -> None:
    contract = make_contract(tmp_path, extra=EXTRA)
    assert contract.overlap("Bedrijven_1", "WP2")
    assert contract.overlap("Omzet_2", "WP1")
    assert contract.overlap("WP1", "WP1")
    assert not contract.overlap("WP1", "WP2")
    assert not contract.overlap("WP1", "elders")


def test_the_stricter_status_counts(tmp_path: Path) -> None:
    contract = make_contract(tmp_path, extra=EXTRA)
    before, after = parse_period("2019JJ00"), parse_period("2020JJ00")
    assert contract.status_of(before, Status.DEFINITIEF) is Status.DEFINITIEF
    assert contract.status_of(after, Status.DEFINITIEF) is Status.NADER_VOORLOPIG
    assert contract.status_of(after, Status.VOORLOPIG) is Status.VOORLOPIG


def test_a_break_may_touch_some_codes_only(tmp_path: Path) -> None:
    contract = make_contract(tmp_path, extra=EXTRA)
    assert [b.why for b in contract.breaks_for("Omzet_2", {"Grootte": "WP2"})] == [
        "Nieuwe indeling."
    ]
    assert len(contract.breaks_for("Omzet_2", {"Grootte": "WP1"})) == 2


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("structure: verified", "structure: certain", 4, "structure"),
        ("cadence: Perjaar", "rhythm: Perjaar", 6, "rhythm"),
        ("cadence: Perjaar\n", "", 1, "cadence"),
        ("JJ: {days: 100,", "JJ: {days: soon,", 9, "soon"),
        ("from: end}", "from: middle}", 9, "begin or end"),
        ("WP1: [0, 10]", "WP1: [0, ten]", 24, "ten"),
        ("WP1: [0, 10]", "WP1: 10", 24, r"\[low, high\]"),
        ("factor: 1}", "factor: veel}", 21, "veel"),
        ("kind: bedrijven, ", "", 21, "kind"),
        ("role: size", "rol: size", 13, "rol"),
        ("structure: verified", "structure: verified\nservice: v5", 5, "v3, v4"),
        ("structure: verified", "structure: unknown", 20, "no key of a topic"),
        ('universe: "alle bedrijven"', "universe: null", 5, "of what are they"),
        ('universe: "alle bedrijven"\n', "", 1, "universe"),
        ("role: size", "role: size\n    listed: most", 14, "all or some"),
        ("factor: 1}", "factor: 1, decimals: veel}", 21, "veel"),
        ("sizes:\n", "sizes: {WP9: [1, 2]}\nsizes:\n", 24, "stands twice"),
    ],
)
def test_a_slip_is_pointed_at(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    with pytest.raises(ContractInvalid, match=says) as caught:
        make_contract(tmp_path, (old, new))
    assert caught.value.where.endswith(f"99999NED.yaml:{line}")


@pytest.mark.parametrize(
    ("extra", "says"),
    [
        ("breaks: [{at: gisteren, why: x}]\n", "gisteren"),
        ("status: [{from: 2020JJ00, status: Vaag, why: x}]\n", "Vaag"),
        ("overlaps: [[a, b]]\n", "overlap"),
        ("notes: een\n", "list"),
    ],
)
def test_a_slip_in_a_list_is_pointed_at(tmp_path: Path, extra: str, says: str) -> None:
    with pytest.raises(ContractInvalid, match=says) as caught:
        make_contract(tmp_path, extra=extra)
    assert caught.value.where.endswith(":26")


@pytest.mark.parametrize("content", ["", "- a\n- b\n", "id: [unclosed\n", "id: \udcff"])
def test_a_file_that_is_no_contract(tmp_path: Path, content: str) -> None:
    path = tmp_path / "c.yaml"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(ContractInvalid):
        read_contract(path)


def test_no_contract_at_all(tmp_path: Path) -> None:
    with pytest.raises(ContractInvalid, match="99998NED"):
        read_contract(tmp_path / "99998NED.yaml")


def test_codes_that_look_like_numbers_stay_text(tmp_path: Path) -> None:
    contract = make_contract(tmp_path, ('WP1: "0', '0010: "nul"\n      WP1: "0'))
    assert "0010" in contract.dimensions["Grootte"].codes
