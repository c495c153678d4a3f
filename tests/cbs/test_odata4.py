"""A table that only OData v4 has: the shape it gets, and every fault that must stop it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from odata4_host import PROPERTIES, ROOT, TABLE, Answer, Fault, body, serve, sets

from jaarbericht.cbs.columns import columns_of
from jaarbericht.cbs.contract import read_contract
from jaarbericht.cbs.errors import (
    CbsError,
    DuplicateRows,
    RowCountMismatch,
    SourceUnavailable,
    UnknownCode,
    UnknownTable,
    UnreadableCell,
)
from jaarbericht.cbs.host import Hosts, HostSource
from jaarbericht.cbs.limits import Limits
from jaarbericht.cbs.names import StrangeName
from jaarbericht.cbs.odata4 import V4Source
from jaarbericht.cbs.odata4_keys import topic_key
from jaarbericht.cbs.odata4_session import session
from jaarbericht.cbs.raw import RawTable, raw_bytes, read_raw, write_raw
from jaarbericht.cbs.service import by_contract
from jaarbericht.cbs.sources import Delivery
from jaarbericht.cbs.tidy import check_rows

SMALL = Limits(answer=100_000, rows=20, requests=30, total=400_000)
DAY = date(2026, 11, 26)
RESOURCES = Path(__file__).resolve().parents[2] / "resources"
CONTRACTS = RESOURCES / "contracts"


def read(data: dict[str, Any] | None = None, fault: Fault = lambda *_: None) -> Delivery:
    with serve(sets() if data is None else data, fault) as host:
        return V4Source(host, https=False, today=DAY, limits=SMALL).read(TABLE)


@pytest.fixture(scope="module")
def raw() -> RawTable:
    return read().raw


def test_it_is_a_table_like_any_other(raw: RawTable, tmp_path: Path) -> None:
    check_rows(raw)
    write_raw(tmp_path / "t.jsonl", raw)
    assert read_raw(tmp_path / "t.jsonl") == raw
    assert (raw.catalogue, raw.id, raw.time_dimension) == ("CBS", TABLE, "Perioden")


def test_topics_are_numbered_in_the_order_of_their_index(raw: RawTable) -> None:
    assert raw.columns == (
        "ID", "BronTechniek", "Perioden",
        "GenormaliseerdeBrutoProductie_1", "BrutoElektriciteitsproductie_2",
    )  # fmt: skip


def test_rows_are_all_combinations_the_last_dimension_fastest(raw: RawTable) -> None:
    assert [row[:3] for row in raw.rows][:3] == [
        (0, "T001028", "2024JJ00"), (1, "T001028", "2025JJ00"), (2, "E006587", "2024JJ00"),
    ]  # fmt: skip
    assert len(raw.rows) == 6


def test_figures_and_signs_are_written_as_v3_does(raw: RawTable) -> None:
    assert [row[3:] for row in raw.rows] == [
        ("    1.00", "     809"),
        ("    1.11", "     -12"),
        ("    0.00", ""),
        ("       .", "       x"),
        ("       .", "       ."),
        ("12345678.50", "       7"),
    ]


def test_groups_stand_before_what_they_hold(raw: RawTable) -> None:
    told = [(p["ID"], p["ParentID"], p["Type"], p["Position"]) for p in raw.properties]
    assert told == [
        (0, None, "Dimension", 0), (1, None, "TimeDimension", 1),
        (2, None, "TopicGroup", None), (3, 2, "Topic", 2),
        (4, 2, "TopicGroup", None), (5, 4, "Topic", 3),
    ]  # fmt: skip


def test_the_description_of_the_table(raw: RawTable) -> None:
    info = raw.info
    assert (info["Modified"], info["Frequency"]) == ("2026-06-19T06:30:00", "Perjaar")
    assert (info["ReasonDelivery"], info["OutputStatus"]) == ("Actualisering", "Regulier")
    assert (info["ShortDescription"], info["Description"]) == ("Kort.", "Lang.")
    assert raw.sets["Perioden"][1]["Status"] == "NaderVoorlopig"
    assert raw.sets["BronTechniek"][0]["CategoryGroupID"] is None


def test_the_origin_says_what_is_derived() -> None:
    delivery = read()
    origin = delivery.origin
    assert origin["source"]["url"].endswith(ROOT)
    assert (origin["source"]["captured_at"], delivery.retrieved) == ("2026-11-26", "2026-11-26")
    assert any("column keys" in text for text in origin["derived"])
    assert origin["column_map"][0] == {
        "key": "GenormaliseerdeBrutoProductie_1", "v4_measure": "M2416", "v4_index": 3,
    }  # fmt: skip
    assert origin["warnings"] == []
    json.dumps(origin, allow_nan=False)


def test_the_same_table_gives_the_same_bytes() -> None:
    shuffled = sets()
    for name in ("MeasureCodes", "MeasureGroups", "PeriodenCodes", "Observations"):
        shuffled[name].reverse()
    assert raw_bytes(read(shuffled).raw) == raw_bytes(read().raw)


def test_a_table_without_groups_says_so() -> None:
    data = sets()
    del data["MeasureGroups"]
    delivery = read(data)
    assert "groups of topics" in delivery.origin["unknown"]
    assert [p["ParentID"] for p in delivery.raw.properties] == [None] * 4


def test_figures_finer_than_their_measure_are_kept_and_told() -> None:
    data = sets()
    data["Observations"][1]["Value"] = 809.25
    delivery = read(data)
    assert delivery.raw.rows[0][4] == "  809.25"
    assert delivery.origin["warnings"] == [
        "1 figures have more decimals than their measure says: kept as they are"
    ]


def test_a_topic_of_texts_keeps_them() -> None:
    data = sets()
    data["Observations"][1] |= {"Value": None, "StringValue": "GM0363"}
    assert read(data).raw.rows[0][4] == "GM0363"


def test_a_host_that_does_not_count_is_told() -> None:
    data = sets()
    del data["Properties"]["ObservationCount"]
    (warning,) = read(data).origin["warnings"]
    assert "how many observations" in warning


def _observation(n: int, **fields: Any) -> Callable[[dict[str, Any]], None]:
    return lambda data: data["Observations"][n].update(fields)


CHANGES: dict[str, tuple[Callable[[dict[str, Any]], None], type[CbsError], str]] = {
    "observation lost": (
        lambda data: data["Observations"].pop(), RowCountMismatch, "gave 8 .* there are 9",
    ),
    "observation twice": (
        lambda data: data["Observations"].__setitem__(1, data["Observations"][0]),
        DuplicateRows, "same figure",
    ),
    "number twice": (_observation(1, Id=0), DuplicateRows, "same number"),
    "unknown code": (_observation(2, BronTechniek="E9"), UnknownCode, "BronTechniek E9"),
    "unknown period": (_observation(2, Perioden="2026JJ00"), UnknownCode, "2026JJ00"),
    "unknown measure": (_observation(2, Measure="M1"), UnknownCode, "Measure M1"),
    "unknown mark": (_observation(2, ValueAttribute="Vaag"), UnreadableCell, "'Vaag'"),
    "no value": (_observation(2, Value=None), UnreadableCell, "None"),
    "value and mark": (_observation(5, Value=3), UnreadableCell, "Impossible"),
    "truth for a value": (_observation(2, Value=True), UnreadableCell, "True"),
    "field more": (_observation(2, Regio="NL01"), SourceUnavailable, "Regio"),
    "code twice": (
        lambda data: data["PeriodenCodes"].append(data["PeriodenCodes"][0]), CbsError, "twice",
    ),
    "other table": (
        lambda data: data["Properties"].update(Identifier="1NED"), SourceUnavailable, "1NED",
    ),
    "no date": (
        lambda data: data["Properties"].update(Modified="gisteren"), SourceUnavailable, "gisteren",
    ),
    "strange dimension": (
        lambda data: data["Dimensions"][0].update(Identifier="../x"), StrangeName, "no key",
    ),
    "no codes": (lambda data: data.pop("PeriodenCodes"), UnknownTable, "404"),
    "no figures": (lambda data: data.pop("Observations"), UnknownTable, "404"),
    "too many rows": (
        lambda data: data["PeriodenCodes"].extend(
            {**data["PeriodenCodes"][0], "Identifier": f"{year}JJ00"} for year in range(1990, 2000)
        ),
        SourceUnavailable, "more than 20 rows",
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_table_that_is_not_right_is_refused(change: str) -> None:
    alter, kind, says = CHANGES[change]
    data = sets()
    alter(data)
    with pytest.raises(kind, match=says) as caught:
        check_rows(read(data).raw)
    assert caught.value.why and caught.value.todo


def _instead(part: str, answer: Callable[[Any], Answer]) -> Fault:
    return lambda path, usual: answer(usual) if part in path else None


def _linked(address: str) -> Callable[[Any], Answer]:
    return lambda usual: (200, {}, body({**usual, "@odata.nextLink": address}))


HTML = b"<!DOCTYPE html><html><body>Onderhoud</body></html>"
FAULTS: dict[str, tuple[Fault, str]] = {
    "page missing": (
        _instead("Observations", lambda usual: (200, {}, body({"value": usual["value"]}))),
        "gave 4 observations",
    ),
    "maintenance page": (_instead("Observations", lambda _: (200, {}, HTML)), "no JSON"),
    "empty": (_instead("MeasureCodes", lambda _: (200, {}, b"")), "no JSON"),
    "cut off": (_instead("Dimensions", lambda usual: (200, {}, body(usual)[:-9])), "no JSON"),
    "cut off before its length": (
        _instead("skip=4", lambda u: (200, {"Content-Length": "99999"}, body(u))),
        "could not",
    ),
    "not a number": (
        _instead("Observations", lambda u: (200, {}, body(u).replace(b"809", b"NaN"))),
        "NaN",
    ),
    "endless nesting": (_instead("Codes", lambda _: (200, {}, b"[" * 90_000)), "no JSON"),
    "no list": (_instead("Dimensions", lambda _: (200, {}, b'{"value": null}')), "no list"),
    "error with 200": (_instead("Dimensions", lambda _: (200, {}, b'{"error": {}}')), "no list"),
    "failure of the host": (_instead("skip=8", lambda _: (503, {}, b"")), "503"),
    "redirect": (
        _instead("Properties", lambda _: (302, {"Location": "http://127.0.0.1:1/"}, b"")),
        "redirected",
    ),
    "another host": (_instead("Observations", _linked("http://127.0.0.1:1/x")), "another host"),
    "another scheme": (_instead("Observations", _linked("file:///etc/passwd")), "another host"),
    "too large": (_instead("Codes", lambda _: (200, {}, b" " * 200_000)), "unpacks to more"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_host_that_fails_gives_no_table(fault: str) -> None:
    does, says = FAULTS[fault]
    with pytest.raises(CbsError, match=says) as caught:
        read(fault=does)
    assert isinstance(caught.value, SourceUnavailable | RowCountMismatch)
    assert caught.value.where and caught.value.todo


def test_pages_that_lead_back_end() -> None:
    here: list[str] = []

    def fault(path: str, usual: Any) -> Answer | None:
        return _linked(f"{here[0]}{ROOT}/Observations")(usual) if "Observations" in path else None

    with serve(sets(), fault) as host:
        here.append(f"http://{host}")
        with pytest.raises(SourceUnavailable, match="lead back"):
            V4Source(host, https=False, limits=SMALL).read(TABLE)


def test_a_table_that_changes_while_it_is_read_is_refused() -> None:
    asked: list[str] = []

    def fault(path: str, usual: Any) -> Answer | None:
        asked.append(path)
        again = asked.count(f"{ROOT}/Properties") > 1 and "Properties" in path
        return (200, {}, body({**usual, "Version": "202611260000"})) if again else None

    with pytest.raises(SourceUnavailable, match=r"changed while it was read \(Version\)"):
        read(fault=fault)


def test_an_answer_that_drips_is_left() -> None:
    with serve(sets()) as host:
        root = f"http://{host}{ROOT}"
        with pytest.raises(SourceUnavailable, match="takes too long"):
            session(root, SMALL, patience=-1)(f"{root}/Dimensions")


def test_a_table_the_host_does_not_have() -> None:
    with serve(sets()) as host, pytest.raises(UnknownTable, match="404"):
        V4Source(host, https=False).read("82610ned")


def test_an_id_that_is_none_is_not_asked() -> None:
    with pytest.raises(StrangeName):
        V4Source("127.0.0.1:9", https=False).read("../82610NED")


def test_a_host_that_is_not_there() -> None:
    with pytest.raises(SourceUnavailable):
        V4Source("127.0.0.1:9", https=False).read(TABLE)


def test_the_connection_can_be_another_one() -> None:
    asked: list[str] = []

    def get(address: str) -> Any:
        asked.append(address.rpartition("/")[2])
        name = asked[-1]
        if name == TABLE:
            return {"value": [{"name": name} for name in sets()]}
        return PROPERTIES if name == "Properties" else {"value": whole[name]}

    whole = json.loads(json.dumps(sets()), parse_float=str)
    with pytest.raises(UnreadableCell, match=r"1\.11"):
        V4Source(get=get).read(TABLE)
    assert asked[0] == TABLE and asked[-1] == "Properties"


def test_the_contract_chooses_the_service(tmp_path: Path) -> None:
    (tmp_path / f"{TABLE}.yaml").write_text(
        f"id: {TABLE}\ncatalogue: CBS\nservice: v4\ntitle: null\nstructure: unknown\n"
        "universe: null\ncadence: null\n", encoding="utf-8",
    )  # fmt: skip
    with serve(sets()) as host:
        source = by_contract(tmp_path, HostSource(Hosts(host, https=False), DAY))
        assert source.read(TABLE).origin["source"]["form"] == "OData v4, Observations"
        with pytest.raises(UnknownTable, match="99999NED"):
            source.read("99999NED")


def test_the_contract_finds_its_topics_by_title_and_group(raw: RawTable) -> None:
    contract = read_contract(CONTRACTS / f"{TABLE}.yaml")
    found = columns_of(raw, contract)
    assert found == {key: key for key in raw.topics}
    assert contract.service == "v4"


@pytest.mark.parametrize("table", ["80472ned", "80590ned", "82602NED", "83583NED"])
def test_keys_are_made_as_cbs_makes_them(table: str) -> None:
    topics = [
        p
        for p in read_raw(RESOURCES / "archive" / "tables" / f"{table}.jsonl").properties
        if p["Type"] == "Topic"
    ]
    made = [topic_key(topic["Title"], number) for number, topic in enumerate(topics, 1)]
    assert made == [topic["Key"] for topic in topics]


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("1 werkzaam persoon", "k_1WerkzaamPersoon_7"),
        ("Coöperatieve vereniging", "CooperatieveVereniging_7"),
        ("Vennootschap onder firma (VOF)", "VennootschapOnderFirmaVOF_7"),
        ("CO2", "CO2_7"),
        ("…", "Onderwerp_7"),
    ],
)
def test_the_key_of_a_title(title: str, key: str) -> None:
    assert topic_key(title, 7) == key
