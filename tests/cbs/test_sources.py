"""Tables from a folder and from a host, and what is refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from odata_host import Host, serving
from tiny_cbs import build, write_folder

from jaarbericht.cbs.errors import CbsError, SourceUnavailable, UnknownTable
from jaarbericht.cbs.host import Hosts, HostSource
from jaarbericht.cbs.limits import Limits, Patience
from jaarbericht.cbs.raw import raw_bytes
from jaarbericht.cbs.sources import FolderSource

DAY = date(2026, 11, 24)


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


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    write_folder(tmp_path, build())
    with pytest.raises(SourceUnavailable, match="larger than any table"):
        FolderSource(tmp_path, Limits(total=10)).read("99999NED")


def test_more_rows_than_a_table_can_have_are_refused(tmp_path: Path) -> None:
    write_folder(tmp_path, build())
    with pytest.raises(SourceUnavailable, match="more than 3 rows"):
        FolderSource(tmp_path, Limits(rows=3)).read("99999NED")


def test_a_host_gives_the_same_bytes_as_a_folder(tmp_path: Path) -> None:
    folder = FolderSource(write_folder(tmp_path, build())).read("99999NED")
    with serving(Host({"99999NED": build()})) as host:
        delivery = HostSource(Hosts(host.name, https=False), DAY).read("99999NED")
    assert raw_bytes(delivery.raw) == raw_bytes(folder.raw)
    assert (delivery.retrieved, delivery.source) == ("2026-11-24", host.name)
    assert delivery.origin["source"]["url"] == f"http://{host.name}/ODataFeed/odata/99999NED"
    assert delivery.origin["derived"] == []


def test_a_host_that_is_not_there() -> None:
    source = HostSource(Hosts("127.0.0.1:9", https=False), DAY, patience=Patience(tries=1))
    with pytest.raises(SourceUnavailable, match="connection"):
        source.read("99999NED")
