"""Each change CBS can make is seen, all at once, with the line to change and what to write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tiny_cbs import TOPICS, build, make_contract

from jaarbericht.cbs.conformity import check, findings
from jaarbericht.cbs.contract import Contract
from jaarbericht.cbs.errors import ContractBroken
from jaarbericht.cbs.raw import RawTable


def test_a_table_that_keeps_its_contract(contract: Contract) -> None:
    assert check(build(), contract) == ()


def test_topics_that_the_contract_does_not_ask_for_are_fine(contract: Contract) -> None:
    assert check(build(topics=[*TOPICS, ("N_3", "N", "%")]), contract) == ()


def _info(raw: RawTable, **fields: str) -> RawTable:
    return replace(raw, sets=raw.sets | {"TableInfos": [raw.info | fields]})


def _title(raw: RawTable, title: str) -> RawTable:
    return _info(raw, Title=title)


def _grouped(raw: RawTable, *paths: tuple[str, ...]) -> RawTable:
    """The table with each of its topics under the groups of a path."""
    groups: list[dict[str, Any]] = []
    topics = [p for p in raw.properties if p["Type"] == "Topic"]
    for topic, path in zip(topics, paths, strict=True):
        parent = None
        for title in path:
            group = {"ID": 90 + len(groups), "ParentID": parent, "Type": "TopicGroup", "Key": ""}
            groups.append({**group, "Title": title})
            parent = group["ID"]
        topic["ParentID"] = parent
    raw.properties.extend(groups)
    return raw


def _topic(raw: RawTable, key: str, **fields: Any) -> RawTable:
    next(p for p in raw.properties if p["Key"] == key).update(fields)
    return raw


SIZES = [("WP1", "0 tot 10 werkzame personen"), ("WP2", "10 of meer werkzame personen")]


# What CBS changed, the line of the contract that it concerns, what is said, what is to be written.
WRONG: Mapping[str, tuple[Callable[[], RawTable], int, str, str]] = {
    "column gone": (
        lambda: build(topics=TOPICS[:1]), 22, "column Omzet_2 ('Omzet') is gone", "nothing",
    ),
    "column retitled": (
        lambda: build(topics=[TOPICS[0], ("Omzet_2", "Netto omzet", "mln euro")]),
        22, "'Netto omzet', it was 'Omzet'", 'title: "Netto omzet"',
    ),
    "unit changed": (
        lambda: build(topics=[TOPICS[0], ("Omzet_2", "Omzet", "1 000 euro")]),
        22, "unit of Omzet_2 is now '1 000 euro'", 'unit: "1 000 euro", with factor: 1000',
    ),
    "code gone": (
        lambda: build({"Grootte": SIZES[:1]}),
        16, "code WP2 (10 of meer werkzame personen) is gone", "nothing",
    ),
    "code renamed": (
        lambda: build({"Grootte": [SIZES[0], ("WP9", SIZES[1][1])]}),
        16, "is now WP9", 'WP9: "10 of meer werkzame personen"',
    ),
    "code retitled": (
        lambda: build({"Grootte": [SIZES[0], ("WP2", "meer")]}),
        16, "code WP2 is now 'meer'", 'WP2: "meer"',
    ),
    "new size class": (
        lambda: build({"Grootte": [*SIZES, ("WP3", "Onbekend")]}),
        14, "a size class that is not listed: WP3", 'WP3: "Onbekend", and its limits under sizes',
    ),
    "dimension gone": (
        lambda: build({}), 11, "dimension Grootte is gone; there are: Perioden", "the key of the",
    ),
    "new dimension": (
        lambda: build({"Grootte": SIZES, "Seizoencorrectie": [("A1", "Gecorrigeerd")]}),
        10, "a new dimension Seizoencorrectie (Gecorrigeerd)", "Seizoencorrectie: {title:",
    ),
    "time gone": (lambda: build(periods=None), 17, "dimension Perioden is gone", "the key of the"),
    "title changed": (
        lambda: _title(build(), "Bedrijven; omvang"),
        3, "it was 'Bedrijven; groot", 'title: "Bedrijven; omvang"',
    ),
    "other table": (lambda: build(id="11111NED"), 1, "the table is CBS 11111NED", "id: 11111NED"),
}  # fmt: skip

# The same for what makes no figure wrong.
HARMLESS: Mapping[str, tuple[Callable[[], RawTable], int, str, str]] = {
    "column moved": (
        lambda: build(topics=[TOPICS[0], ("Omzet_3", "Omzet", "mln euro")]),
        22, "topic 'Omzet' moved from column Omzet_2 to Omzet_3", "Omzet_3:",
    ),
    "column spelled otherwise": (
        lambda: build(topics=[TOPICS[0], ("Omzet_2", "OMZET.", "mln euro")]),
        22, "title of Omzet_2 is spelled 'OMZET.'", 'title: "OMZET."',
    ),
    "unit spelled otherwise": (
        lambda: build(topics=[TOPICS[0], ("Omzet_2", "Omzet", "Mln. euro")]),
        22, "unit of Omzet_2 is now 'Mln. euro'", 'unit: "Mln. euro"',
    ),
    "code spelled otherwise": (
        lambda: build({"Grootte": [SIZES[0], ("WP2", "10 of meer werkzame personen.")]}),
        16, "code WP2 is now", 'WP2: "10 of meer werkzame personen."',
    ),
    "title gained an end year": (
        lambda: _title(build(), "Bedrijven; grootte 2008-2023"),
        3, "the table was stopped; successor: 99998NED", 'title: "Bedrijven; grootte 2008-2023"',
    ),
    "stopped by its reason": (
        lambda: _info(build(), ReasonDelivery="Stopgezet", MetaDataModified="2023-07-27T00:00:00"),
        1, "CBS stopped the table (ReasonDelivery Stopgezet)", 'stopped: "2023-07-27"',
    ),
    "stopped by its cadence": (
        lambda: _info(build(), Frequency="Stopgezet"), 1, "Frequency Stopgezet", "stopped:",
    ),
    "stopped by its status": (
        lambda: _info(build(), OutputStatus="Gediscontinueerd"), 1, "Gediscontinueerd", "stopped:",
    ),
    "successor named": (
        lambda: _info(build(), Summary="Deze tabel is opgevolgd door tabel 12345NED. Zie aldaar."),
        7, "CBS names a successor: 12345NED", 'successor: "12345NED"',
    ),
    "other cadence": (
        lambda: _info(build(), Frequency="Perkwartaal"),
        6, "how often CBS publishes is now Perkwartaal, it was Perjaar", "cadence: Perkwartaal",
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", WRONG)
def test_a_change_that_can_make_a_figure_wrong_stops(contract: Contract, change: str) -> None:
    make, line, says, write = WRONG[change]
    with pytest.raises(ContractBroken) as caught:
        check(make(), contract)
    told = [text for text in caught.value.what.splitlines() if says in text]
    assert len(told) == 1
    assert f"99999NED.yaml:{line}: " in told[0]
    assert f"write there: {write}" in told[0]
    assert caught.value.todo


@pytest.mark.parametrize("change", HARMLESS)
def test_a_harmless_change_is_a_warning(contract: Contract, change: str) -> None:
    make, line, says, write = HARMLESS[change]
    (found,) = check(make(), contract)
    assert says in found.what
    assert found.where.endswith(f"99999NED.yaml:{line}")
    assert write in found.write


def test_all_differences_are_told_at_once(contract: Contract) -> None:
    broken = _title(build({}, topics=TOPICS[:1]), "Iets anders")
    with pytest.raises(ContractBroken, match="3 differences"):
        check(broken, contract)


def test_padding_and_spaces_are_no_difference(contract: Contract) -> None:
    assert check(_title(build(), " Bedrijven;  grootte "), contract) == ()


def test_what_the_contract_already_says_is_no_news(tmp_path: Path) -> None:
    stopped = make_contract(tmp_path, extra='stopped: "27 juli 2023"\n')
    assert check(_info(build(), Frequency="Stopgezet"), stopped) == ()
    assert check(_info(build(), Summary="Opgevolgd door 99998NED."), stopped) == ()
    assert check(_info(build(), Summary="Deze tabel vervangt 12345NED."), stopped) == ()


def test_a_text_of_cbs_reaches_a_terminal_as_text(contract: Contract) -> None:
    raw = build({"Grootte": SIZES, "Marges": [("M", "\x1b[31mrood\u202e\x07")]})
    (found,) = findings(raw, contract)
    assert found.what == "there is a new dimension Marges ([31mrood)"
    assert str(found).isprintable()


def test_decimals_are_compared_when_the_contract_gives_them(tmp_path: Path) -> None:
    contract = make_contract(tmp_path, ('{title: "Omzet",', '{title: "Omzet", decimals: 1,'))
    assert check(_topic(build(), "Omzet_2", Decimals=1), contract) == ()
    (found,) = check(_topic(build(), "Omzet_2", Decimals=0), contract)
    assert (found.what, found.write) == ("Omzet_2 now has 0 decimals, it had 1", "decimals: 0")


def test_a_code_more_counts_by_what_its_dimension_divides(tmp_path: Path) -> None:
    more = {"Grootte": [*SIZES, ("X", "Elders")]}
    for role, wrong in (("region", True), ("branch", False)):
        contract = make_contract(
            tmp_path,
            ("role: size", f"role: {role}"),
            ("sizes:\n  WP1: [0, 10]\n  WP2: [10, null]\n", ""),
        )
        (found,) = findings(build(more), contract)
        assert found.wrong is wrong
        assert found.what == "Grootte has a code that is not listed: X"


def test_a_size_class_among_other_codes_is_known_by_its_words(tmp_path: Path) -> None:
    contract = make_contract(tmp_path, ("role: size", "role: mixed\n    listed: some"))
    more = {"Grootte": [*SIZES, ("X", "Elders"), ("WP3", "2 tot 5 werkzame personen")]}
    (found,) = findings(build(more), contract)
    assert found.wrong and found.what.endswith("a size class that is not listed: WP3")


def test_a_code_without_figures_is_no_news(contract: Contract) -> None:
    raw = build()
    raw.sets["Grootte"].append({"Key": "WP3", "Title": "Onbekend"})
    assert check(raw, contract) == ()


def test_a_size_class_among_the_topics_gets_into_no_figure(tmp_path: Path) -> None:
    contract = make_contract(tmp_path, ("  WP2: [10, null]", "  Bedrijven_1: [0, null]"))
    new = ("k_0Tot250_3", "0 tot 250 werkzame personen", "aantal")
    (found,) = check(build(topics=[*TOPICS, new]), contract)
    assert found.what == "there is a size class that is not listed: k_0Tot250_3"
    assert found.where.endswith(":23")


def test_an_optional_topic_may_be_absent(tmp_path: Path) -> None:
    contract = make_contract(tmp_path, ('{title: "Omzet",', '{title: "Omzet", optional: true,'))
    assert check(build(topics=TOPICS[:1]), contract) == ()


TWINS = [("Totaal_1", "Totaal", "aantal"), ("Totaal_2", "Totaal", "mln euro")]


def _twins(folder: Path, one: str = "", other: str = "") -> Contract:
    return make_contract(
        folder,
        ('Bedrijven_1: {title: "Bedrijven",', f'Totaal_1: {{title: "Totaal",{one}'),
        ('Omzet_2: {title: "Omzet",', f'Totaal_2: {{title: "Totaal",{other}'),
    )


def test_equal_titles_are_told_apart_by_group(tmp_path: Path) -> None:
    contract = _twins(tmp_path, ' group: "Aantallen",', ' group: "Geld > Omzet",')
    paths = (("Aantallen",), ("Bedrijfsopbrengsten", "Geld", "Omzet"))
    assert check(_grouped(build(topics=TWINS), *paths), contract) == ()
    swapped = [("Totaal_1", "Totaal", "mln euro"), ("Totaal_2", "Totaal", "aantal")]
    moved = check(_grouped(build(topics=swapped), *reversed(paths)), contract)
    assert [one.what for one in moved] == [
        "topic 'Totaal' moved from column Totaal_1 to Totaal_2",
        "topic 'Totaal' moved from column Totaal_2 to Totaal_1",
    ]


def test_equal_titles_without_a_group_are_a_guess(tmp_path: Path) -> None:
    raw = _grouped(build(topics=TWINS), ("Aantallen",), ("Geld",))
    found = findings(raw, _twins(tmp_path))
    assert [one.wrong for one in found] == [True, True]
    assert found[1].write == 'group: "Geld", if it is that one'


def test_the_one_that_is_left_is_not_taken_for_the_one_that_is_gone(tmp_path: Path) -> None:
    (gone,) = findings(build(topics=TWINS[1:]), _twins(tmp_path))
    assert gone.wrong and gone.what.startswith("column Totaal_1 ('Totaal') is gone")
    assert "topics of that title are Totaal_2" in gone.what


def test_a_topic_does_not_move_into_a_group_that_the_contract_does_not_name(
    contract: Contract,
) -> None:
    topics = [TOPICS[0], ("Omzet_3", "Omzet", "mln euro")]
    (gone,) = findings(_grouped(build(topics=topics), (), ("Uitvoer", "Diensten")), contract)
    assert gone.wrong and gone.write == 'group: "Uitvoer > Diensten", if it is that one'


def test_a_table_without_groups_has_only_its_keys(tmp_path: Path) -> None:
    assert check(build(topics=TWINS), _twins(tmp_path)) == ()


def test_a_topic_that_moved_to_another_group(tmp_path: Path) -> None:
    contract = make_contract(tmp_path, ('{title: "Omzet",', '{title: "Omzet", group: "Financiën",'))
    assert check(_grouped(build(), (), ("Financiën",)), contract) == ()
    with pytest.raises(ContractBroken, match="now stands under 'Personeel', not 'Financiën'"):
        check(_grouped(build(), (), ("Personeel",)), contract)


def test_groups_that_go_round_end(tmp_path: Path) -> None:
    contract = make_contract(tmp_path, ('{title: "Omzet",', '{title: "Omzet", group: "A",'))
    raw = _grouped(build(), (), ("B", "A"))
    raw.properties[-2]["ParentID"] = raw.properties[-1]["ID"]
    assert check(raw, contract) == ()


UNKNOWN = """\
expected:
  dimensions: ["Grootte"]
  topics:
    - {title: "Omzet", unit: "mln euro", decimals: 0}
    - {title: "Winst", unit: "mln euro"}
"""


def test_what_was_known_by_title_only_can_be_filled_in(tmp_path: Path) -> None:
    start = (
        'topics:\n  Bedrijven_1: {title: "Bedrijven", unit: "aantal", kind: bedrijven, factor: 1}\n'
    )
    contract = make_contract(
        tmp_path,
        ("structure: verified", "structure: unknown"),
        (start, "topics: {}\n"),
        ('  Omzet_2: {title: "Omzet", unit: "mln euro", kind: euro, factor: 1000000}\n', ""),
        ('  Perioden:\n    title: "Perioden"\n    role: time\n', ""),
        extra=UNKNOWN,
    )
    time, omzet, winst = check(build(), contract)
    assert time.what == "there is a new dimension Perioden (2019, 2020)"
    assert omzet.what == "the column of 'Omzet' is Omzet_2"
    assert (
        'Omzet_2: {title: "Omzet", group: "", unit: "mln euro", kind: …, factor: 1000000}'
        in omzet.write
    )
    assert winst.what == "no topic is called 'Winst'"
    assert winst.where.endswith(":25")
