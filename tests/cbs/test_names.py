"""Names that could lead elsewhere are refused before they are part of a path or an address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tiny_cbs import build, write_folder

from jaarbericht import cli
from jaarbericht.cbs.archive import Archive, Renewal, update
from jaarbericht.cbs.errors import CbsError
from jaarbericht.cbs.host import Hosts, HostSource
from jaarbericht.cbs.lock import read_lock
from jaarbericht.cbs.names import StrangeName, column_key, host_name, table_id
from jaarbericht.cbs.sources import FolderSource

STRANGE = [
    "", ".", "..", "../../x", "/etc/passwd", "x; rm -rf .", "$(id)", "`id`", "a b", "a\nb", "a\x00",
    "x" * 200, "é", "a%2e", "a?b", "a#b", "a'b", "-x", "x\n",
]  # fmt: skip


@pytest.mark.parametrize("check", [table_id, column_key, host_name])
@pytest.mark.parametrize("text", STRANGE)
def test_a_name_that_leads_elsewhere_is_refused(check: Callable[[str], str], text: str) -> None:
    if (check, text) in ((host_name, "x" * 200),):
        return
    with pytest.raises(StrangeName):
        check(text)


@pytest.mark.parametrize("text", ["user:secret@host", "host:port", "host/../x", "http://host"])
def test_a_host_is_a_host_and_no_more(text: str) -> None:
    with pytest.raises(StrangeName):
        host_name(text)


def test_what_cbs_gives_passes() -> None:
    assert table_id("80472ned") == "80472ned" and column_key("k_2Werkzame_3") == "k_2Werkzame_3"
    for host in ("opendata.cbs.nl", "127.0.0.1:8765", "localhost:80/een/pad"):
        assert host_name(host) == host


@pytest.mark.parametrize("id", ["../../x", "x; rm -rf ."])
def test_no_file_is_read_or_written_for_a_strange_id(id: str, tmp_path: Path) -> None:
    write_folder(tmp_path / "from", build())
    archive = Archive(tmp_path / "archive")
    for source in (
        FolderSource(tmp_path / "from"),
        HostSource(Hosts("127.0.0.1:9", https=False), date(2021, 11, 18)),
    ):
        with pytest.raises(StrangeName):
            source.read(id)
        with pytest.raises(StrangeName):
            update(archive, source, [id], Renewal(2021, date(2021, 11, 18)))
    for path in (archive.raw_path, archive.origin_path):
        with pytest.raises(StrangeName):
            path(id)
    assert not list(tmp_path.glob("archive/**/*.jsonl"))


def test_a_dimension_of_a_table_cannot_name_a_path(tmp_path: Path) -> None:
    path = write_folder(tmp_path, build()) / "tables" / "99999NED" / "DataProperties.json"
    path.write_text(path.read_text("utf-8").replace('"Grootte"', '"../../../x"'), encoding="utf-8")
    with pytest.raises(StrangeName, match="key of a column"):
        FolderSource(tmp_path).read("99999NED")


def test_a_lock_cannot_name_a_path(tmp_path: Path) -> None:
    path = tmp_path / "2021.yaml"
    path.write_text("edition: 2021\ncutoff: 2021-11-18\ntables:\n  ../x: {}\n", encoding="utf-8")
    with pytest.raises(CbsError):
        read_lock(path)


@pytest.mark.parametrize(
    "arguments",
    [
        ["archive", "update", "--from", "opendata.cbs.nl", "../../x"],
        ["archive", "update", "--from", "host;id", "80472ned"],
        ["build", "--set", "editions.2021.chapters=[../../x]"],
        ["build", "--set", "editions.2021.chapters=[x; rm -rf .]"],
        ["build", "--set", "cbs.host=$(id)"],
        ["build", "--set", "edition=../2021"],
        ["trace", "werk.vac_groei", "--edition", "../2021"],
    ],
)
def test_the_command_line_refuses_them(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(arguments) == 2
    told = capsys.readouterr()
    assert told.out == "" and "Traceback" not in told.err
