"""The command that compares two editions: what it needs, and what it shows."""

from __future__ import annotations

import gzip
import io
import json
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from small_edition import LEDGER, SmallEdition
from vintage_editions import COUNT, ROOT, Edition, Number, archived, vintage

from jaarbericht.audit import compare_command
from jaarbericht.audit.compare_command import NotKept, answer
from jaarbericht.audit.compare_find import NothingToCompare, find_revisions
from jaarbericht.audit.compare_html import page
from jaarbericht.audit.compare_json import FORMAT, as_json
from jaarbericht.audit.compare_text import show
from jaarbericht.audit.ledgerfile import NotBuilt
from jaarbericht.cbs.raw import write_raw
from jaarbericht.compose.kept import kept, read_kept, write_kept
from jaarbericht.compose.keptlock import KeptUnusable, entries, kept_path
from jaarbericht.files import write_json

FIRMS, EDITIONS = "81589NED", "resources/editions"
HOSTILE = "<script>alert(1)</script>\x1b[31m"


def editions(root: Path) -> Edition:
    """Two built editions: 2020 over the firms of March 2020, 2021 over those of the archive."""
    earlier = Edition(2020, vintage(f"{FIRMS}-2020-03-23"))
    codes = {"BedrijfstakkenBranchesSBI2008": "T001081", "Perioden": "2020KW01"}
    for name, topic in (
        ("alleen", "k_1WerkzaamPersoon_2"),
        ("veel", "k_0Tot50WerkzamePersonen_10"),
    ):
        tree = earlier.cell(topic, **codes)
        earlier.numbers[f"b.{name}"] = Number(tree, COUNT, said=(("getal", name),))
    earlier.numbers[f"b.{HOSTILE}"] = Number(tree, COUNT)
    path = root / "results/2021/raw" / f"{FIRMS}.jsonl"
    later = Edition(2021, archived(FIRMS), write_raw(path, archived(FIRMS)))
    for one in (earlier, later):
        write_json(root / f"results/{one.year}/ledger.json", one.ledger())
    return earlier


def test_revisions_are_shown_and_are_a_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    editions(tmp_path)
    assert answer(tmp_path, 2020, 2021, False, tmp_path / "page.html")
    shown = capsys.readouterr().out
    assert "3 revised" in shown and "1.438.145*" in shown and "1.440.295" in shown
    assert "+2.150" in shown and "cell is gone" in shown
    assert "\x1b" not in shown
    assert "<script" not in (tmp_path / "page.html").read_text("utf-8")


def test_the_same_edition_under_two_years_has_no_revision(tmp_path: Path) -> None:
    earlier = editions(tmp_path)
    write_json(
        tmp_path / "results/2021/ledger.json", earlier.ledger() | {"edition": {"year": 2021}}
    )
    assert not answer(tmp_path, 2020, 2021, True, None)


def test_text_fits_and_json_holds_all(tmp_path: Path) -> None:
    editions(tmp_path)
    found = find_revisions(tmp_path, 2020, 2021)
    stream = io.StringIO()
    show(found, stream, 80)
    assert max(map(len, stream.getvalue().splitlines())) <= 80
    told = json.loads(as_json(found))
    assert (told["format"], told["revised"], told["kinds"]["figure"]) == (FORMAT, True, 1)
    [one] = [one for one in told["numbers"] if one["kind"] == "figure"]
    assert (one["old"], one["now"], one["difference"]) == ("1438145", "1440295", "+2.150")
    [cell] = [one for one in told["cells"].values() if one["now"]]
    assert (cell["old"]["raw"], cell["now"]["raw"].strip()) == ("1438145", "1440295")


class Heads(HTMLParser):
    """The tags of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)


def test_the_page_has_a_table_with_heads_and_nothing_that_runs(tmp_path: Path) -> None:
    editions(tmp_path)
    tags = Heads(page(find_revisions(tmp_path, 2020, 2021))).tags
    assert tags.count("table") == tags.count("caption") == 2 and "script" not in tags


@pytest.mark.parametrize("gone", [2020, 2021])
def test_an_edition_that_is_not_built_is_asked_for(tmp_path: Path, gone: int) -> None:
    editions(tmp_path)
    (tmp_path / f"results/{gone}/ledger.json").unlink()
    with pytest.raises(NotBuilt, match="has not been built") as told:
        find_revisions(tmp_path, 2020, 2021)
    assert told.value.todo == f"Run: ./jaarbericht build --edition {gone}"


def test_the_older_edition_comes_first(tmp_path: Path) -> None:
    with pytest.raises(NothingToCompare, match="is not before"):
        find_revisions(tmp_path, 2021, 2020)


def test_a_raw_table_that_changed_since_is_not_used(tmp_path: Path) -> None:
    editions(tmp_path)
    path = tmp_path / "results/2021/raw" / f"{FIRMS}.jsonl"
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(NothingToCompare, match="is not the table"):
        find_revisions(tmp_path, 2020, 2021)


def test_what_was_kept_stands_in_for_results_that_are_gone(tmp_path: Path) -> None:
    earlier = editions(tmp_path)
    built = find_revisions(tmp_path, 2020, 2021)
    write_kept(tmp_path / EDITIONS, kept(earlier.ledger()))
    (tmp_path / "results/2020/ledger.json").unlink()
    found = find_revisions(tmp_path, 2020, 2021)
    assert found.source == "resources/editions/2020.json.gz"
    assert found.comparison.revisions == built.comparison.revisions


def test_what_is_kept_is_small_and_comes_back_the_same(tmp_path: Path) -> None:
    earlier = editions(tmp_path)
    one = kept(earlier.ledger())
    path = write_kept(tmp_path, one)
    assert read_kept(path) == one
    before = path.read_bytes()
    write_kept(tmp_path, one)
    assert path.read_bytes() == before


@pytest.mark.parametrize("part", ["2020.json.gz", "lock.yaml"])
@pytest.mark.parametrize("content", [b"", b"\xff", b"[1]\n", b"2020: {sha256: x}\n"])
def test_what_is_kept_may_not_be_changed(tmp_path: Path, part: str, content: bytes) -> None:
    path = write_kept(tmp_path, kept(editions(tmp_path).ledger()))
    (tmp_path / part).write_bytes(content)
    with pytest.raises(KeptUnusable):
        read_kept(path)


def test_a_kept_edition_of_another_shape_is_told(tmp_path: Path) -> None:
    path = write_kept(tmp_path, kept(editions(tmp_path).ledger()))
    lock = tmp_path / "lock.yaml"
    old = sha256(path.read_bytes()).hexdigest()
    path.write_bytes(b"no gzip")
    new = sha256(b"no gzip").hexdigest()
    lock.write_text(lock.read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(KeptUnusable, match="cannot be read"):
        read_kept(path)


def test_a_kept_edition_of_another_version_is_to_be_kept_again(tmp_path: Path) -> None:
    path = write_kept(tmp_path, kept(editions(tmp_path).ledger()))
    lock = tmp_path / "lock.yaml"
    old = path.read_bytes()
    path.write_bytes(gzip.compress(gzip.decompress(old).replace(b"jaarbericht-kept/2", b"other/1")))
    digests = [sha256(content).hexdigest() for content in (old, path.read_bytes())]
    lock.write_text(lock.read_text("utf-8").replace(*digests), "utf-8")
    with pytest.raises(KeptUnusable, match="is other/1") as told:
        read_kept(path)
    assert told.value.todo.endswith("./jaarbericht keep --edition 2020 --again")


def test_the_editions_that_were_kept_can_be_read() -> None:
    folder = ROOT / EDITIONS
    assert [read_kept(kept_path(folder, year)).year for year in entries(folder)]


def test_an_edition_is_kept_once(sealed: SmallEdition) -> None:
    ledger = Edition(2021, vintage(f"{FIRMS}-2020-03-23")).ledger()
    write_kept(sealed.root / EDITIONS, kept(ledger))
    with pytest.raises(NotKept, match="was kept before"):
        compare_command.keep(sealed.root, 2021, again=False)


def test_results_that_were_changed_are_not_kept(sealed: SmallEdition) -> None:
    ledger = Edition(2021, vintage(f"{FIRMS}-2020-03-23")).ledger()
    write_json(sealed.root / LEDGER, ledger)
    with pytest.raises(NotKept, match="are not as they were made"):
        compare_command.keep(sealed.root, 2021, again=False)
    assert not kept_path(sealed.root / EDITIONS, 2021).exists()
