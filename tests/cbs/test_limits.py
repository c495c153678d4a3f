"""A source that does not end, swells or leads elsewhere is left, and nothing is kept of it."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from tiny_cbs import build, write_folder

from jaarbericht.cbs.errors import SourceUnavailable
from jaarbericht.cbs.limits import Limits
from jaarbericht.cbs.sources import FolderSource, HostSource

# What a host answers to a request for the figures: status, headers, body.
Answer = Callable[[str], tuple[int, dict[str, str], bytes]]
SMALL = Limits(answer=100_000, rows=20, requests=30, total=400_000)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Callable[[Answer], str]]:
    """Serves the tiny table on this machine, its figures by a function of the address."""
    root = write_folder(tmp_path, build())
    servers = []

    def serve(figures: Answer) -> str:
        class Service(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                *_, table, name = urlsplit(self.path).path.strip("/").split("/")
                catalogue = table == "ODataCatalog"
                path = root / ("catalog.json" if catalogue else f"tables/{table}/{name}.json")
                if name == "UntypedDataSet":
                    status, headers, body = figures(self.path)
                else:
                    value = json.loads(path.read_text("utf-8"))
                    status, headers, body = 200, {}, page(value)
                self.send_response(status)
                for key, text in headers.items():
                    self.send_header(key, text)
                self.end_headers()
                with suppress(OSError):  # the client may have seen enough
                    self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                """Tests are quiet."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        servers.append(server)
        return f"127.0.0.1:{server.server_port}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def page(value: Any, then: str = "") -> bytes:
    link = {"odata.nextLink": then} if then else {}
    return json.dumps({"value": value, **link}).encode()


def rows(first: int = 0, count: int = 4) -> list[dict[str, Any]]:
    raw = build()
    made = [dict(zip(raw.columns, row, strict=True)) for row in raw.rows]
    return [{**made[(first + n) % 4], "ID": first + n} for n in range(count)]


def read(host: str) -> None:
    HostSource(host, https=False, limits=SMALL).read("99999NED")


def test_pages_that_end_are_read(served: Callable[[Answer], str]) -> None:
    def figures(address: str) -> tuple[int, dict[str, str], bytes]:
        last = "skip" in address
        return 200, {}, page(rows(2, 2) if last else rows(0, 2), "" if last else there[0])

    host = served(figures)
    there = [f"http://{host}/ODataFeed/OData/99999NED/UntypedDataSet?$skip=2"]
    assert HostSource(host, https=False, limits=SMALL).read("99999NED").raw == build()


def test_pages_without_end_are_left(served: Callable[[Answer], str]) -> None:
    asked: list[str] = []

    def figures(address: str) -> tuple[int, dict[str, str], bytes]:
        asked.append(address)
        then = f"http://{host}/ODataFeed/odata/99999NED/UntypedDataSet?$skip={len(asked)}"
        return 200, {}, page(rows(), then)

    host = served(figures)
    with pytest.raises(SourceUnavailable, match="more than 30 pages"):
        read(host)
    assert len(asked) < 30


def test_a_page_that_leads_to_itself_is_read_once(served: Callable[[Answer], str]) -> None:
    def figures(address: str) -> tuple[int, dict[str, str], bytes]:
        return 200, {}, page(rows(), f"http://{host}{address}")

    host = served(figures)
    with pytest.raises(SourceUnavailable, match="already read"):
        read(host)


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest/",
        "http://localhost:1/x",
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "//elders/x",
        "niets",
        "http://127.0.0.1@elders/x",
    ],
)
def test_a_next_page_elsewhere_is_not_asked(served: Callable[[Answer], str], address: str) -> None:
    host = served(lambda _: (200, {}, page(rows(), address)))
    with pytest.raises(SourceUnavailable):
        read(host)


def test_a_redirect_is_not_followed(served: Callable[[Answer], str]) -> None:
    host = served(lambda _: (302, {"Location": "http://169.254.169.254/"}, b""))
    with pytest.raises(SourceUnavailable, match="redirected"):
        read(host)


def test_a_packed_answer_that_swells_is_left(served: Callable[[Answer], str]) -> None:
    bomb = gzip.compress(b'{"value": [' + b" " * 50_000_000 + b"]}")
    host = served(lambda _: (200, {"Content-Encoding": "gzip"}, bomb))
    with pytest.raises(SourceUnavailable, match="unpacks to more"):
        read(host)


def test_a_packed_answer_of_a_usual_size_is_read(served: Callable[[Answer], str]) -> None:
    packed = gzip.compress(page(rows()))
    host = served(lambda _: (200, {"Content-Encoding": "gzip"}, packed))
    assert HostSource(host, https=False, limits=SMALL).read("99999NED").raw == build()


def test_many_answers_that_are_too_much_together_are_left(
    served: Callable[[Answer], str],
) -> None:
    count = iter(range(1000))

    def figures(address: str) -> tuple[int, dict[str, str], bytes]:
        then = f"http://{host}/ODataFeed/odata/99999NED/UntypedDataSet?$skip={next(count)}"
        return 200, {}, page(rows(), then) + b" " * 90_000

    host = served(figures)
    with pytest.raises(SourceUnavailable, match="unpacks to more"):
        read(host)


def test_more_rows_than_a_table_can_have_are_refused(
    served: Callable[[Answer], str], tmp_path: Path
) -> None:
    host = served(lambda _: (200, {}, page(rows(0, 21))))
    with pytest.raises(SourceUnavailable, match="more than 20 rows"):
        read(host)
    with pytest.raises(SourceUnavailable, match="more than 3 rows"):
        FolderSource(tmp_path, Limits(rows=3)).read("99999NED")


@pytest.mark.parametrize(
    "body", [b"[" * 99_000, b"null", b'{"value": null}', b'{"value": [null]}', b"\xff", b""]
)
def test_an_answer_of_another_shape_is_no_table(
    served: Callable[[Answer], str], body: bytes
) -> None:
    host = served(lambda _: (200, {}, body))
    with pytest.raises(SourceUnavailable):
        read(host)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    write_folder(tmp_path, build())
    with pytest.raises(SourceUnavailable, match="larger than any table"):
        FolderSource(tmp_path, Limits(total=10)).read("99999NED")


def test_the_connection_is_given_back(served: Callable[[Answer], str]) -> None:
    import cbsodata.cbsodata3 as client

    stock = client.Session
    with pytest.raises(SourceUnavailable):
        read(served(lambda _: (500, {}, b"")))
    assert client.Session is stock
