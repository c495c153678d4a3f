"""Contract broken: each change CBS can make is seen, all at once, with the line to look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tiny_cbs import TOPICS, build, make_contract

from jaarbericht.cbs.conformity import check
from jaarbericht.cbs.contract import Contract
from jaarbericht.cbs.errors import ContractBroken
from jaarbericht.cbs.raw import RawTable


def test_a_table_that_keeps_its_contract(contract: Contract) -> None:
    check(build(), contract)


def test_more_than_the_contract_asks_is_fine(contract: Contract) -> None:
    more = [("WP1", "0 tot 10 werkzame personen"), ("WP2", "10 of meer werkzame personen")]
    check(
        build({"Grootte": [*more, ("WP3", "Onbekend")]}, topics=[*TOPICS, ("N_3", "N", "%")]),
        contract,
    )


def _title(raw: RawTable, title: str) -> RawTable:
    info = raw.info | {"Title": title}
    return replace(raw, sets=raw.sets | {"TableInfos": [info]})


CHANGES: dict[str, tuple[Callable[[], RawTable], int, str]] = {
    "column gone": (lambda: build(topics=TOPICS[:1]), 22, "column Omzet_2 is gone"),
    "column moved": (
        lambda: build(topics=[TOPICS[0], ("Omzet_3", "Omzet", "mln euro")]),
        22,
        "a topic of that title is now Omzet_3",
    ),
    "column retitled": (
        lambda: build(topics=[TOPICS[0], ("Omzet_2", "Netto omzet", "mln euro")]),
        22,
        "'Netto omzet', it was 'Omzet'",
    ),
    "unit changed": (
        lambda: build(topics=[TOPICS[0], ("Omzet_2", "Omzet", "1 000 euro")]),
        22,
        "unit of Omzet_2 is now '1 000 euro'",
    ),
    "code gone": (
        lambda: build({"Grootte": [("WP1", "0 tot 10 werkzame personen")]}),
        16,
        "code WP2 (10 of meer werkzame personen) is gone",
    ),
    "code retitled": (
        lambda: build({"Grootte": [("WP1", "0 tot 10 werkzame personen"), ("WP2", "meer")]}),
        16,
        "code WP2 is now 'meer'",
    ),
    "dimension gone": (lambda: build({}), 11, "dimension Grootte is gone; there are: Perioden"),
    "time gone": (lambda: build(periods=None), 17, "dimension Perioden is gone"),
    "title changed": (lambda: _title(build(), "Bedrijven; omvang"), 3, "it was 'Bedrijven; groot"),
    "title gained an end year": (
        lambda: _title(build(), "Bedrijven; grootte 2008-2023"),
        3,
        "the table was stopped; successor: 99998NED",
    ),
    "other table": (lambda: build(id="11111NED"), 1, "the table is CBS 11111NED"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_named_with_its_line(contract: Contract, change: str) -> None:
    make, line, says = CHANGES[change]
    with pytest.raises(ContractBroken) as caught:
        check(make(), contract)
    assert says in caught.value.what
    assert f"99999NED.yaml:{line}" in caught.value.what
    assert caught.value.todo


def test_all_differences_are_told_at_once(contract: Contract) -> None:
    broken = _title(build({}, topics=TOPICS[:1]), "Iets anders")
    with pytest.raises(ContractBroken, match="3 differences"):
        check(broken, contract)


def test_padding_and_spaces_are_no_difference(contract: Contract) -> None:
    check(_title(build(), " Bedrijven;  grootte "), contract)


def test_a_topic_that_moved_to_another_group(tmp_path: Path) -> None:
    contract = make_contract(tmp_path, ('{title: "Omzet",', '{title: "Omzet", group: "Financiën",'))
    raw = build()
    parent = {"ID": 90, "ParentID": None, "Type": "TopicGroup", "Key": "", "Title": "Financiën"}
    raw.properties[-1]["ParentID"] = 90
    raw.properties.append(parent)
    check(raw, contract)
    parent["Title"] = "Personeel"
    with pytest.raises(ContractBroken, match="now stands under 'Personeel', not 'Financiën'"):
        check(raw, contract)
