"""Tables from a folder and from a host, and what is refused."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tiny_cbs import build, write_folder

from jaarbericht.cbs.errors import CbsError, SourceUnavailable, UnknownTable
from jaarbericht.cbs.raw import raw_bytes
from jaarbericht.cbs.sources import FolderSource, HostSource


def test_a_folder_gives_the_table_and_its_provenance_whole(tmp_path: Path) -> None:
    delivery = FolderSource(write_folder(tmp_path, build())).read("99999NED")
    assert delivery.raw == build()
    assert delivery.origin == {"identifier": "99999NED", "derived": ["nothing"], "source": {}}
    assert (delivery.retrieved, delivery.source) == ("", "folder")


def test_the_day_of_capture_is_kept_when_known(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, build()) / "tables" / "99999NED"
    origin = {"source": {"captured_at": "2026-07-16T20:55:42Z"}}
    (folder / "PROVENANCE.json").write_text(json.dumps(origin), encoding="utf-8")
    assert FolderSource(tmp_path).read("99999NED").retrieved == "2026-07-16"


def test_a_table_the_folder_does_not_have(tmp_path: Path) -> None:
    write_folder(tmp_path, build())
    with pytest.raises(UnknownTable, match="12345NED") as caught:
        FolderSource(tmp_path).read("12345NED")
    assert "99999NED" in caught.value.why


@pytest.mark.parametrize("name", ["PROVENANCE", "TableInfos", "Grootte", "UntypedDataSet"])
def test_a_folder_with_a_file_missing_or_damaged(tmp_path: Path, name: str) -> None:
    path = write_folder(tmp_path, build()) / "tables" / "99999NED" / f"{name}.json"
    path.write_text("[{", encoding="utf-8")
    with pytest.raises(SourceUnavailable):
        FolderSource(tmp_path).read("99999NED")
    path.unlink()
    with pytest.raises(SourceUnavailable):
        FolderSource(tmp_path).read("99999NED")


def test_a_row_with_other_columns_is_refused(tmp_path: Path) -> None:
    path = write_folder(tmp_path, build()) / "tables" / "99999NED" / "UntypedDataSet.json"
    rows = json.loads(path.read_text("utf-8"))
    rows[2]["Omzet_3"] = rows[2].pop("Omzet_2")
    path.write_text(json.dumps(rows), encoding="utf-8")
    with pytest.raises(SourceUnavailable, match="Omzet_2, Omzet_3"):
        FolderSource(tmp_path).read("99999NED")


@pytest.mark.parametrize(
    ("key", "text"),
    [("Modified", "<b>gisteren</b>"), ("Modified", "2021-02-31"), ("Catalog", "../x")],
)
def test_a_date_or_catalogue_that_is_none_is_refused(tmp_path: Path, key: str, text: str) -> None:
    path = write_folder(tmp_path, build()) / "tables" / "99999NED" / "TableInfos.json"
    info = json.loads(path.read_text("utf-8"))
    info[0][key] = text
    path.write_text(json.dumps(info), encoding="utf-8")
    with pytest.raises(CbsError):
        FolderSource(tmp_path).read("99999NED")


@pytest.fixture
def host(tmp_path: Path) -> Iterator[str]:
    """A host on this machine that serves the tiny table as OData v3."""
    root = write_folder(tmp_path, build())

    class Service(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            *_, table, name = urlsplit(self.path).path.strip("/").split("/")
            catalogue = table == "ODataCatalog"
            path = root / ("catalog.json" if catalogue else f"tables/{table}/{name}.json")
            found = path.is_file()
            body = json.dumps({"value": json.loads(path.read_text("utf-8"))}) if found else ""
            self.send_response(200 if found else 404)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *args: object) -> None:
            """Tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_host_gives_the_same_bytes_as_a_folder(host: str) -> None:
    delivery = HostSource(host, https=False, today=date(2026, 11, 24)).read("99999NED")
    assert raw_bytes(delivery.raw) == raw_bytes(build())
    assert (delivery.retrieved, delivery.source) == ("2026-11-24", host)
    assert delivery.origin["source"]["url"] == f"http://{host}/ODataFeed/odata/99999NED"
    assert delivery.origin["derived"] == []


def test_a_table_the_host_does_not_have(host: str) -> None:
    with pytest.raises(SourceUnavailable, match="12345NED"):
        HostSource(host, https=False).read("12345NED")


def test_a_host_that_is_not_there() -> None:
    with pytest.raises(SourceUnavailable):
        HostSource("127.0.0.1:9", https=False).read("99999NED")
