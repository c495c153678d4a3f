"""The contracts of this repository: each is understood, fits itself, and claims no key unseen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jaarbericht.cbs.contract import Contract, read_contract
from jaarbericht.cbs.names import column_key, table_id
from jaarbericht.cbs.wording import alike, factor_of

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "contracts"
CONTRACTS = {path.stem: read_contract(path) for path in sorted(FOLDER.glob("*.yaml"))}
ROLES = {"branch", "characteristic", "correction", "margin", "mixed", "region", "size", "time"}
# Of each theme of the report the tables that it needs.
NEEDED = {
    "firms": ("81588NED", "81589NED", "83148NED", "83149NED", "83147NED", "48039NED", "48060NED"),
    "establishments": ("81578NED", "83631NED", "83635NED"),
    "bankruptcies": ("82242NED", "82244NED", "82522NED"),
    "vacancies": ("80472ned", "80473ned", "80474ned", "80567ned", "84545NED"),
    "confidence": ("82437NED", "82675NED", "84303NED", "85609NED", "85610NED", "85611NED",
                   "85612NED", "85614NED", "85842NED"),
    "money": ("81156ned", "81837NED", "86413NED"),
    "digital": ("84410NED", "84675NED", "84829NED", "85180NED", "85183NED", "85407NED"),
    "innovation": ("82811NED", "84985NED", "85011NED"),
    "green": ("82610NED", "83300NED"),
    "learning": ("85316NED",),
    "economy": ("85828NED", "85879NED", "85880NED"),
    "next classification": ("86280NED", "86281NED", "86282NED", "86283NED", "86285NED"),
}  # fmt: skip


@pytest.fixture(params=CONTRACTS)
def contract(request: pytest.FixtureRequest) -> Contract:
    return CONTRACTS[request.param]


def test_the_themes_of_the_report_have_their_tables() -> None:
    assert {table for tables in NEEDED.values() for table in tables} <= CONTRACTS.keys()


def test_a_contract_is_of_the_table_it_is_called_after(contract: Contract) -> None:
    assert contract.document is not None
    assert contract.document.path.stem == table_id(contract.id) == contract.id


def test_a_table_of_a_third_party_is_not_in_the_catalogue_of_cbs(contract: Contract) -> None:
    assert contract.catalogue == ("MKB" if contract.id.startswith("48") else "CBS")


def test_only_a_known_structure_has_keys(contract: Contract) -> None:
    assert (contract.structure == "unknown") == (not contract.topics)
    assert not contract.topics or (contract.title and contract.universe and contract.time != "")


def test_a_key_is_its_title_with_a_number(contract: Contract) -> None:
    """CBS makes keys of titles, letters only, cut at 35 or so: a made-up one would not fit."""
    for topic in contract.topics.values():
        name, _, number = column_key(topic.key).rpartition("_")
        assert number.isdigit()
        assert _letters(topic.title).startswith(_letters(name.removeprefix("k_"))), topic


def _letters(text: str) -> str:
    plain = text.lower().translate(str.maketrans("áéëèïíöóôüú", "aeeeiiooouu"))
    return re.sub("[^0-9a-z]", "", plain)


def test_numbers_of_keys_are_used_once(contract: Contract) -> None:
    numbers = [key.rpartition("_")[2] for key in contract.topics]
    assert len(set(numbers)) == len(numbers)


def test_what_was_seen_by_title_only_has_no_key(contract: Contract) -> None:
    for expected in contract.expected.values():
        twins = [t for t in contract.topics.values() if alike(t.title, expected.title)]
        assert not any(expected.group in (None, t.group) for t in twins)
        assert "_" not in expected.title and "…" not in expected.title


def test_a_unit_is_multiplied_by_what_it_says(contract: Contract) -> None:
    for topic in contract.topics.values():
        assert topic.factor == factor_of(topic.unit), topic


def test_classes_overlaps_and_breaks_are_of_what_the_contract_has(contract: Contract) -> None:
    codes = {code for one in contract.dimensions.values() for code in one.codes}
    named = {name for groups in contract.overlaps for group in groups for name in group}
    named |= {name for rule in contract.breaks for name in rule.only} | set(contract.sizes)
    assert named <= codes | set(contract.topics)


def test_classes_that_share_firms_are_said_to_overlap() -> None:
    for contract in CONTRACTS.values():
        topics = {name: size for name, size in contract.sizes.items() if name in contract.topics}
        for one, (low, high) in topics.items():
            for other, (bottom, top) in topics.items():
                meet = max(low, bottom) < min(high or 10**9, top or 10**9)
                assert one == other or meet == contract.overlap(one, other), (one, other)


def test_roles_are_those_that_are_understood(contract: Contract) -> None:
    assert {one.role for one in contract.dimensions.values()} <= ROLES
    assert [one.role for one in contract.dimensions.values()].count("time") <= 1


def test_a_stopped_table_says_so_and_a_lag_is_of_a_kind_of_period(contract: Contract) -> None:
    assert set(contract.publication.lags) <= {"JJ", "HJ", "KW", "MM"}
    ended = re.search(r"\d{4}-\d{4}$", contract.title)
    assert not ended or contract.stopped
