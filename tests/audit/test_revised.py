"""The annex of revisions: what it says of real tables, and that any change of it is noticed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from revised_annex import problems, section
from vintage_editions import COUNT, PERCENT, Edition, Number, archived, share, vintage

from jaarbericht.audit.verify.built.kept import check_kept
from jaarbericht.audit.verify.pdf.content import Content, Piece
from jaarbericht.audit.verify.pdf.file import Node
from jaarbericht.compose.kept import kept, write_kept
from jaarbericht.compose.later import LaterTable
from jaarbericht.compose.revisionwords import Before, RevisionPart, revision_part

FIRMS = "81589NED"
GROWTH = PERCENT | {"signed": True}
WORDS = ("steeg", "daalde", "bleef gelijk")
Ledger = dict[str, Any]


def earlier() -> Edition:
    """An edition over the firms of the first quarter of 2020, as they were in March 2020."""
    made = Edition(2020, vintage(f"{FIRMS}-2020-03-23"))

    def cell(topic: str) -> Mapping[str, Any]:
        return made.cell(topic, BedrijfstakkenBranchesSBI2008="T001081", Perioden="2020KW01")

    alone, five = cell("k_1WerkzaamPersoon_2"), cell("k_5Tot10WerkzamePersonen_5")
    fifty, under = cell("k_50Tot100WerkzamePersonen_8"), cell("k_0Tot50WerkzamePersonen_10")
    field = {"op": "maximum", "args": [fifty, five], "labels": ["groot", "klein"],
             "chosen": "klein"}  # fmt: skip
    million = COUNT | {"scale": 1_000_000, "word": "miljoen"}
    made.numbers = {
        "b.alleen": Number(alone, COUNT, said=(("getal", "alleen"), ("ongeveer", "alleen"))),
        "b.ruw": Number(alone, million, said=(("getal", "ruw"),)),
        "b.deel": Number(share(five, alone), GROWTH, "procent",
                         said=(("getal", "deel"), ("richting", "deel", *WORDS))),
        "b.vijftig": Number(fifty, COUNT, said=(("getal", "vijftig"),)),
        "b.weg": Number(under, COUNT, said=(("getal", "weg"),)),
        "b.naam": Number(field, None, said=(("label", "naam"),)),
        "b.punt": Number(five, COUNT),
    }  # fmt: skip
    return made


def later() -> Ledger:
    return Edition(2021, archived(FIRMS)).ledger()


def read(id: str) -> LaterTable:
    return LaterTable(archived(id))


@pytest.fixture(scope="module")
def part() -> RevisionPart:
    return revision_part(Before(2020, kept(earlier().ledger()), read), later())


def with_part(part: RevisionPart) -> Ledger:
    return later() | {"revisions": json.loads(json.dumps(part.record))}


def test_the_annex_lists_what_a_reader_would_see_otherwise(part: RevisionPart) -> None:
    rows = {row.id: (row.old, row.now, row.kind) for row in part.rows}
    assert rows == {
        "b.alleen": ("1.438.145*", "1.440.295", "cijfer bijgesteld +2.150"),
        "b.deel": (
            "+4,5\xa0procent* | steeg", "+4,6\xa0procent | steeg",
            "cijfer bijgesteld +0,1\xa0procentpunt",
        ),
        "b.ruw": ("1\xa0miljoen*", "1\xa0miljoen", "cijfer bijgesteld +0,002\xa0miljoen"),
        "b.weg": ("1.835.980*", "–", "cel niet meer aanwezig"),
    }  # fmt: skip
    assert part.rows[0].what == "Wat b.alleen is (1e\xa0kw.\xa02020; b.alleen)"


def test_the_others_are_counted(part: RevisionPart) -> None:
    counts = part.record["counts"]
    assert counts == {
        "numbers": 6, "points": 1, "rows": 4, "hidden": 1, "status": 1, "unused": 0,
        "redefined": 0, "points_revised": 1, "tables": 1, "same": 0,
    }  # fmt: skip
    assert "zouden er 4 nu anders worden gedrukt" in part.lines[1]


def test_without_a_revision_a_sentence_says_so() -> None:
    made = earlier()
    ledger = later()
    ledger["tables"][FIRMS]["sha256"] = made.sha256
    part = revision_part(Before(2020, kept(made.ledger()), read), ledger)
    assert part.rows == () and "zou er geen enkel nu anders worden gedrukt" in part.lines[1]
    assert "dezelfde stand gebruiken: 1 van de 1" in part.lines[2]
    assert list(problems(ledger | {"revisions": part.record}, section(part))) == []


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (Before(), "heeft in dit project geen voorganger"),
        (Before(2020), "De getallen van editie 2020 zijn niet bewaard"),
    ],
)
def test_without_an_edition_to_compare_with_a_sentence_says_so(before: Before, said: str) -> None:
    part = revision_part(before, later())
    assert len(part.lines) == 1 and said in part.lines[0]
    assert list(problems(with_part(part), section(part))) == []


def test_the_annex_is_computed_again_without_a_finding(part: RevisionPart) -> None:
    assert list(problems(with_part(part), section(part))) == []
    assert any("1.438.145*" in row["texts"] for row in part.record["rows"])


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every text, number and truth in a record, by its path."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from places(one, (*at, key))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from places(one, (*at, number))
    elif value is not None:
        yield at


def other(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, int) else f"{value}1"


# Where a cell stands is for the raw files; what no text shows is for what was kept.
ELSEWHERE = frozenset({"row", "topic", "topic_title", "table", "BedrijfstakkenBranchesSBI2008"})
UNSEEN = frozenset({"symbol", "unit", "scale", "year", FIRMS})


def test_every_change_of_the_record_is_noticed(part: RevisionPart) -> None:
    plain, shown = with_part(part), section(part)
    missed = []
    for path in places(plain["revisions"]):
        changed = deepcopy(plain)
        holder = changed["revisions"]
        for key in path[:-1]:
            holder = holder[key]
        holder[path[-1]] = other(holder[path[-1]])
        try:
            noticed = next(problems(changed, shown), None)
        except (KeyError, ValueError, TypeError, AttributeError):
            continue
        # The names and the words that a call did not choose stand nowhere.
        unsaid = path[-2:-1] == ("words",) and path[-1] > 0
        if noticed is None and not unsaid and not {path[-1], path[0]} & ELSEWHERE:
            missed.append(path)
    assert {path[-1] for path in missed} - UNSEEN == set()


def test_every_change_of_the_page_is_noticed(part: RevisionPart) -> None:
    ledger = with_part(part)
    for number in range(1, len(section(part).kids)):
        shown = section(part)
        node = shown.kids[number]
        assert isinstance(node, Node) and isinstance(node.kids[0], Content)
        node.kids[0].pieces[0] = Piece(node.kids[0].pieces[0].text + "1", (0.0, 0.0))
        assert next(problems(ledger, shown), None) is not None, number
        del shown.kids[number]
        assert next(problems(ledger, shown), None) is not None, number


def test_a_difference_that_prints_as_nothing_gets_more_decimals() -> None:
    made = earlier()
    tree = made.numbers["b.alleen"].tree
    form = COUNT | {"scale": 1_000_000, "word": "miljoen", "decimals": 1}
    made.numbers = {"b.a": Number({"op": "product", "args": [tree, {"constant": "7/200"}]}, form,
                                  said=(("getal", "a"),))}  # fmt: skip
    [one] = kept(made.ledger()).quantities.values()
    assert Fraction(one["value"]) * 200 / 7 == 1_438_145
    part = revision_part(Before(2020, kept(made.ledger()), read), later())
    ledger = with_part(part)
    assert list(problems(ledger, section(part))) == []


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_kept(tmp_path / "resources/editions", kept(earlier().ledger()))
    return tmp_path


def _value(part: Any) -> None:
    part["rows"][0]["old"] = "1"


def _numbers(part: Any) -> None:
    part["counts"]["numbers"] += 1


def _raw(part: Any) -> None:
    next(iter(part["cells"].values()))["raw"] = "1"


def _table(part: Any) -> None:
    part["tables"][FIRMS] = "0" * 64


def _version(part: Any) -> None:
    part["earlier"]["version"] = "2.0"


@pytest.mark.parametrize("change", [_value, _numbers, _raw, _table, _version])
def test_what_was_kept_tells_what_the_report_changed(
    part: RevisionPart, project: Path, change: Callable[[Any], None]
) -> None:
    ledger = with_part(part)
    assert list(check_kept(project, ledger)) == []
    change(ledger["revisions"])
    assert list(check_kept(project, ledger))


def test_what_was_kept_and_is_gone_is_told(part: RevisionPart, tmp_path: Path) -> None:
    assert list(check_kept(tmp_path, with_part(part)))
