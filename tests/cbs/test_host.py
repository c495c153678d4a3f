"""What a host can do wrong, asked through cbsodata: the whole table comes, or what was wrong."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from odata_host import Fault, Host, Records, Reply, serving
from tiny_cbs import build

from jaarbericht.cbs.errors import (
    AddressRefused,
    AnswerDamaged,
    CbsError,
    ChangedMeanwhile,
    ColumnsChanged,
    DuplicateRows,
    HostBusy,
    RowCountMismatch,
    RowsBroken,
    SourceUnavailable,
    TooSlow,
    UnknownCode,
    UnknownTable,
    UnreadableCell,
)
from jaarbericht.cbs.host import Hosts, HostSource
from jaarbericht.cbs.limits import USUAL, Limits, Patience
from jaarbericht.cbs.raw import raw_bytes
from jaarbericht.cbs.sources import Delivery

ID, DAY = "99999NED", date(2021, 11, 20)
DATA = "UntypedDataSet"
LAST = f"{DATA}?$format=json&$skip=2"
QUICK = Patience(
    connect=1, silence=0.5, answer=1, again=10, table=20, tries=3, pause=0.01, longest=0.02
)


@pytest.fixture
def host() -> Iterator[Host]:
    """The tiny table, its four rows in two pages."""
    with serving(Host({ID: build()}, page=2)) as host:
        yield host


def read(host: Host, patience: Patience = QUICK, limits: Limits = USUAL) -> Delivery:
    hosts = Hosts(host.name, https=False)
    return HostSource(hosts, DAY, patience=patience, limits=limits).read(ID)


def spoil(host: Host, part: str = LAST, times: int | None = 1, **how: Any) -> None:
    host.faults.append(Fault(f"{DATA}?" if part == DATA else part, times=times, **how))


def status(code: int, **headers: str) -> Callable[[Reply], Reply]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: Reply(code, b"<html>", {"Content-Type": "text/html", **named})


def body(change: Callable[[bytes], bytes]) -> Callable[[Reply], Reply]:
    return lambda reply: replace(reply, body=change(reply.body))


def wire(name: str) -> Callable[[Reply], Reply]:
    return lambda reply: replace(reply, wire=name)


def test_a_table_comes_as_it_is(host: Host) -> None:
    delivery = read(host)
    assert raw_bytes(delivery.raw) == raw_bytes(build())
    assert (delivery.retrieved, delivery.source) == ("2021-11-20", host.name)
    assert delivery.origin["completeness"] == "complete" and delivery.origin["warnings"] == []
    answers = delivery.origin["source"]["answers"]
    assert len(answers) == len(host.asked) and all(len(one["sha256"]) == 64 for one in answers)
    assert all("jaarbericht" in agent for agent in host.agents)


@pytest.mark.parametrize("packs", [True, False])
def test_packed_or_not_the_table_is_the_same(host: Host, packs: bool) -> None:
    host.packs = packs
    assert read(host).raw == build()


# What passes: asked again, the host gives the whole table.
PASSING: dict[str, Callable[[Reply], Reply]] = {
    **{str(code): status(code) for code in (408, 429, 500, 502, 503, 504)},
    **{f"{code} with Retry-After": status(code, Retry_After="0") for code in (429, 500, 502, 503)},
    "Retry-After as a date": status(503, Retry_After="Thu, 01 Jan 2015 00:00:00 GMT"),
    "Retry-After that is none": status(503, Retry_After="soon"),
    "reset": wire("reset"),
    "closed without an answer": wire("close"),
    "no answer": wire("stall before"),
    "stalled in the middle": wire("stall"),
    "dripping": wire("drip"),
    "dripping in the head": wire("drip in the head"),
    "shorter than promised": wire("short"),
    "cut off without a length": wire("without length"),
    "a chunk missing": wire("chunks cut"),
    "empty": body(lambda _: b""),
    "blank": body(lambda _: b" \r\n"),
    "a page of maintenance": body(lambda _: b"<!DOCTYPE html><html>Onderhoud</html>"),
    "cut off JSON": body(lambda content: content[:-5]),
    "half a second document": body(lambda content: content + content[:9]),
    "an error with status 200": body(
        lambda _: json.dumps({"odata.error": {"code": "", "message": {"value": "Fout"}}}).encode()
    ),
    "no records": body(lambda _: b'{"odata.metadata": "x"}'),
    "records that are none": body(lambda _: b'{"value": [1, 2]}'),
    "value is null": body(lambda _: b'{"value": null}'),
    "a list": body(lambda _: b"[]"),
    "very deep": body(lambda _: b"[" * 99_000),
    "not a number": body(lambda content: re.sub(b'"Omzet_2":"[^"]*"', b'"Omzet_2":NaN', content)),
    "another encoding": body(lambda _: '{"value": [{"ID": "één"}]}'.encode("latin-1")),
    "UTF-16": body(lambda content: content.decode().encode("utf-16")),
    "lost letters": body(lambda content: content.replace(b"WP", b"W\xef\xbf\xbd")),
    "damaged gzip": lambda reply: replace(
        reply,
        body=gzip.compress(reply.body)[:-12] + b"\0" * 12,
        headers={"Content-Encoding": "gzip"},
    ),
    "not gzip at all": lambda reply: replace(reply, headers={"Content-Encoding": "gzip"}),
    "gzip cut off": lambda reply: replace(
        reply, body=gzip.compress(reply.body)[:60], headers={"Content-Encoding": "gzip"}
    ),
}


@pytest.mark.parametrize("name", PASSING)
def test_what_goes_wrong_once_is_survived(host: Host, name: str) -> None:
    spoil(host, reply=PASSING[name])
    assert raw_bytes(read(host).raw) == raw_bytes(build())
    assert host.asked_for(LAST) == 2


@pytest.mark.parametrize("part", ["ODataCatalog", "TableInfos", "Grootte", DATA])
@pytest.mark.parametrize("name", ["503", "reset", "empty", "a page of maintenance"])
def test_everything_that_is_asked_for_is_asked_again(host: Host, part: str, name: str) -> None:
    spoil(host, part, reply=PASSING[name])
    assert raw_bytes(read(host).raw) == raw_bytes(build())


QUICKLY = [name for name in PASSING if not name.startswith(("no answer", "stall", "drip"))]


@pytest.mark.parametrize("name", QUICKLY)
def test_what_stays_wrong_is_told(host: Host, name: str) -> None:
    spoil(host, DATA, times=None, reply=PASSING[name])
    with pytest.raises(SourceUnavailable) as caught:
        read(host)
    assert host.asked_for(DATA) == QUICK.tries
    assert DATA in caught.value.where and caught.value.todo


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("no answer", SourceUnavailable),
        ("stalled in the middle", SourceUnavailable),
        ("dripping", TooSlow),
        ("dripping in the head", TooSlow),
    ],
)
def test_what_never_ends_is_given_up(host: Host, name: str, kind: type[CbsError]) -> None:
    spoil(host, DATA, times=None, reply=PASSING[name])
    with pytest.raises(kind):
        read(host, replace(QUICK, tries=2))


def test_a_table_has_a_time_for_all_its_answers(host: Host) -> None:
    host.pause = 0.2
    with pytest.raises(TooSlow, match=f"Table {ID} took longer"):
        read(host, replace(QUICK, table=0.5))


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_a_host_that_asks_for_an_hour_is_not_asked_sooner(host: Host, form: str) -> None:
    then = (datetime.now(UTC) + timedelta(hours=1)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    text = {"seconds": "3600", "date": then}[form]
    spoil(host, DATA, times=None, reply=status(429, Retry_After=text))
    with pytest.raises(HostBusy, match="asks to wait"):
        read(host)
    assert host.asked_for(DATA) == 1


def test_a_host_that_asks_for_a_second_gets_it(host: Host) -> None:
    spoil(host, reply=status(429, Retry_After="1"))
    notes: list[str] = []

    class Listening:
        def note(self, table: str, text: str) -> None:
            notes.append(text)

        def begun(self, table: str) -> None: ...
        def rows(self, table: str, count: int, promised: int | None) -> None: ...
        def done(self, table: str, count: int) -> None: ...

    source = HostSource(Hosts(host.name, https=False), DAY, patience=QUICK, news=Listening())
    begun = datetime.now(UTC)
    assert source.read(ID).raw == build()
    assert datetime.now(UTC) - begun >= timedelta(seconds=1)
    assert notes == ["The host answers 429 Too Many Requests. Asking again in 1 s."]


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410, 501])
def test_what_is_final_is_asked_once(host: Host, code: int) -> None:
    spoil(host, DATA, times=None, reply=status(code))
    with pytest.raises(UnknownTable if code == 404 else SourceUnavailable, match=str(code)):
        read(host)
    assert host.asked_for(DATA) == 1


def test_a_table_that_is_not_there(host: Host) -> None:
    source = HostSource(Hosts(host.name, https=False), DAY, patience=QUICK)
    with pytest.raises(UnknownTable, match="404"):
        source.read("12345NED")
    assert host.asked_for("12345NED/") == 1


def test_a_byte_order_mark_changes_nothing(host: Host) -> None:
    spoil(host, times=None, reply=body(lambda content: b"\xef\xbb\xbf" + content))
    assert read(host).raw == build()


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(host: Host, code: int) -> None:
    spoil(host, reply=status(code, Location="http://169.254.169.254/"))
    with pytest.raises(AddressRefused, match="redirected"):
        read(host)


ELSEWHERE = {
    "another address": "http://169.254.169.254/ODataFeed/odata/99999NED/UntypedDataSet",
    "another port": "http://localhost:1/ODataFeed/odata/99999NED/UntypedDataSet",
    "a file": "file:///etc/passwd",
    "another scheme": "ftp://127.0.0.1/99999NED/UntypedDataSet",
    "no scheme": "//elders/99999NED/UntypedDataSet",
    "no address": "niets",
    "no host": "http:///99999NED/UntypedDataSet",
    "a name before the host": "http://127.0.0.1@elders/99999NED/UntypedDataSet",
    "another table": "HOST/ODataFeed/odata/88888NED/UntypedDataSet?$skip=2",
    "another set": "HOST/ODataFeed/odata/99999NED/TypedDataSet?$skip=2",
    "itself": "HOST/ODataFeed/odata/99999NED/UntypedDataSet?$format=json",
}


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_next_page_elsewhere_is_not_asked(host: Host, name: str) -> None:
    address = ELSEWHERE[name].replace("HOST", f"http://{host.name}")
    spoil(host, DATA, times=None, link=lambda _: address)
    with pytest.raises(AddressRefused):
        read(host)
    assert host.asked_for(DATA) == 1


def test_a_next_page_that_is_no_text(host: Host) -> None:
    spoil(
        host, DATA, times=None,
        reply=body(lambda content: content[:-3] + b',"odata.nextLink":7}'),
    )  # fmt: skip
    with pytest.raises(AnswerDamaged):
        read(host)


def test_pages_without_end_are_left(host: Host) -> None:
    link = f"http://{host.name}/ODataFeed/odata/{ID}/{DATA}?$skip="
    numbers = iter(range(100, 999))
    spoil(host, DATA, times=None, records=lambda _: [], link=lambda _: f"{link}{next(numbers)}")
    with pytest.raises(AnswerDamaged, match="leads on"):
        read(host)


def test_a_page_that_comes_again_under_another_address_is_noticed(host: Host) -> None:
    link = f"http://{host.name}/ODataFeed/odata/{ID}/{DATA}?$skip=0&again"
    spoil(host, DATA, link=lambda _: link)
    with pytest.raises(RowsBroken, match="after row 1 comes row 0"):
        read(host)


def change(row: int, **fields: Any) -> Callable[[Records], Records]:
    return lambda rows: [r | fields if n == row else r for n, r in enumerate(rows)]


def rename(rows: Records) -> Records:
    return [{("Omzet_3" if k == "Omzet_2" else k): v for k, v in row.items()} for row in rows]


def without(rows: Records) -> Records:
    return [{k: v for k, v in row.items() if k != "Omzet_2"} for row in rows]


# What is wrong with the rows of the last page: how, and what is said of it.
WRONG: dict[str, tuple[Callable[[Records], Records], type[CbsError]]] = {
    "a row lost": (lambda rows: rows[1:], RowsBroken),
    "the last row lost": (lambda rows: rows[:1], RowCountMismatch),
    "a row doubled": (lambda rows: [rows[0], *rows], RowsBroken),
    "the last row doubled with a new number": (
        lambda rows: [*rows, rows[1] | {"ID": 4}],
        RowCountMismatch,
    ),
    "a row for another": (lambda rows: [rows[0], rows[0] | {"ID": 3}], DuplicateRows),
    "reordered": (lambda rows: rows[::-1], RowsBroken),
    "no rows": (lambda rows: [], RowCountMismatch),
    "a number as text": (change(0, ID="2"), RowsBroken),
    "a column renamed": (rename, ColumnsChanged),
    "a column renamed in one row": (lambda rows: [rows[0], *rename(rows[1:])], ColumnsChanged),
    "a column added": (change(1, Extra_3="       1"), ColumnsChanged),
    "a column gone": (without, ColumnsChanged),
    "padding of a code stripped": (change(0, Grootte="WP2"), UnknownCode),
    "a code that is not listed": (change(1, Grootte="WP9  "), UnknownCode),
    "a code that is none": (change(1, Grootte=None), UnknownCode),
    "a period that is not listed": (change(1, Perioden="2021JJ00"), UnknownCode),
    "a word in a cell": (change(0, Omzet_2="   fout!"), UnreadableCell),
    "a number in a cell": (change(0, Omzet_2=12.5), UnreadableCell),
    "two numbers in a cell": (change(0, Omzet_2="1\n2"), UnreadableCell),
    "a comma in a cell": (change(0, Omzet_2="    12,5"), UnreadableCell),
    "half a letter": (change(0, Omzet_2="\ud800"), UnreadableCell),
}


@pytest.mark.parametrize("name", WRONG)
def test_rows_that_are_wrong_are_refused(host: Host, name: str) -> None:
    how, kind = WRONG[name]
    spoil(host, LAST, times=None, records=how)
    with pytest.raises(kind) as caught:
        read(host)
    assert ID in str(caught.value) and caught.value.todo
    assert host.asked_for(LAST) == 1


@pytest.mark.parametrize("cell", ["       .", "", "x", "-", "      -1", "    0.50", "0", None])
def test_every_sign_of_cbs_is_kept_as_it_came(host: Host, cell: str | None) -> None:
    spoil(host, LAST, records=change(1, Omzet_2=cell))
    assert list(read(host).raw.rows)[3][-1] == cell


def test_a_next_page_that_is_not_named_leaves_the_table_too_short(host: Host) -> None:
    spoil(host, DATA, times=None, link=lambda _: "")
    with pytest.raises(RowCountMismatch, match="2 rows; the catalogue says 4"):
        read(host)


@pytest.mark.parametrize("key", ["Modified", "MetaDataModified"])
def test_a_table_that_changes_meanwhile_is_refused(host: Host, key: str) -> None:
    stamp = change(0, **{key: "2021-11-20T06:30:00"})
    host.faults.append(Fault("TableInfos", records=stamp, skip=1))
    with pytest.raises(ChangedMeanwhile, match=f"{key} was"):
        read(host)


def test_what_the_catalogue_does_not_say_is_a_warning(host: Host) -> None:
    spoil(host, "ODataCatalog", records=change(0, RecordCount=None))
    spoil(host, "TableInfos", times=None, records=change(0, Modified=""))
    origin = read(host).origin
    assert len(origin["warnings"]) == 2 and origin["unknown"] == origin["warnings"]
    assert "RecordCount" in origin["warnings"][0] and "Modified" in origin["warnings"][1]
    spoil(host, "ODataCatalog", records=lambda _: [])
    assert "does not list" in read(host).origin["warnings"][0]


def test_a_table_of_before_category_groups(host: Host) -> None:
    raw = build()
    host.tables = {ID: replace(raw, sets={k: v for k, v in raw.sets.items() if k[:3] != "Cat"})}
    assert read(host).raw.sets["CategoryGroups"] == []
    assert host.asked_for("CategoryGroups") == host.asked_for(f"{ID}/?") == 1


def test_groups_that_are_listed_must_be_there(host: Host) -> None:
    spoil(host, "CategoryGroups", times=None, reply=status(404))
    with pytest.raises(UnknownTable):
        read(host)


def test_an_order_of_rows_that_is_not_that_of_the_codes_is_kept(host: Host) -> None:
    raw = build()
    order = [raw.rows[n] for n in (2, 0, 3, 1)]
    mixed = replace(raw, rows=[(n, *row[1:]) for n, row in enumerate(order)])
    host.tables = {ID: mixed}
    assert read(host).raw == mixed


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        (Limits(answer=300), "unpacks to more"),
        (Limits(total=3000), "unpacks to more"),
        (Limits(rows=3), "more than 3 rows"),
        (Limits(requests=5), "more than 5 pages"),
    ],
)
def test_more_than_a_table_can_be_is_left(host: Host, limits: Limits, told: str) -> None:
    with pytest.raises(SourceUnavailable, match=told):
        read(host, limits=limits)


def test_a_packed_answer_that_swells_is_left(host: Host) -> None:
    bomb = gzip.compress(b'{"value": [' + b" " * 50_000_000 + b"]}")
    packed = {"Content-Encoding": "gzip"}
    spoil(host, reply=lambda reply: replace(reply, body=bomb, headers=packed))
    with pytest.raises(SourceUnavailable, match="unpacks to more"):
        read(host, limits=Limits(answer=1_000_000))


def test_a_third_party_is_asked_at_its_own_host(host: Host) -> None:
    raw = build()
    raw.info["Catalog"] = "MKB"
    mkb = replace(raw, catalogue="MKB")
    with serving(Host({ID: mkb})) as other:
        hosts = Hosts(host.name, https=False, third_parties=other.name)
        source = HostSource(hosts, DAY, catalogues={ID: "MKB"}, patience=QUICK)
        assert source.read(ID).raw == mkb
        assert host.asked == [] and other.asked_for(DATA) == 1
    with pytest.raises(SourceUnavailable, match="catalogue CBS, not of MKB"):
        HostSource(Hosts(host.name, https=False), DAY, {ID: "MKB"}, patience=QUICK).read(ID)


def test_nobody_is_asked_who_was_not_named() -> None:
    from jaarbericht.cbs.names import TableRef

    mkb, cbs = TableRef("MKB", ID), TableRef("CBS", ID)
    assert (Hosts().of(cbs), Hosts().of(mkb)) == ("opendata.cbs.nl", "dataderden.cbs.nl")
    assert Hosts("127.0.0.1:8765").of(mkb) == "127.0.0.1:8765"
    assert Hosts(third_parties="127.0.0.1:1").of(mkb) == "127.0.0.1:1"


def test_the_connection_is_given_back(host: Host) -> None:
    import cbsodata.cbsodata3 as client  # type: ignore[import-untyped]  # it ships no types

    stock = client.Session
    spoil(host, DATA, reply=status(403))
    with pytest.raises(SourceUnavailable):
        read(host)
    assert client.Session is stock and client.options.use_https is True
