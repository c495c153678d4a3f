"""Numbers that rest on a published figure which the next edition cites with another value."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from revised_annex import Ledger, problems, section
from vintage_editions import COUNT, PERCENT, Edition, Number, share, vintage

from jaarbericht.audit.compare_find import Compared
from jaarbericht.audit.compare_json import as_json
from jaarbericht.audit.verify.built.kept import check_kept
from jaarbericht.audit.verify.page.revised import SECTION
from jaarbericht.compose.kept import Kept, kept, write_kept
from jaarbericht.compose.later import LaterTable
from jaarbericht.compose.revisions import Comparison, Kind, compared
from jaarbericht.compose.revisionwords import Before, RevisionPart, revision_part

KEY = "bron"
TABLE = vintage("83599NED-2020-08-14")
PLACE = {"BedrijfstakkenBranchesSBI2008": "T001081", "RegioS": "NL01"}
ALONE, MIXED, PROVISIONAL = "b.alleen", "b.gemengd", "b.voorlopig"


@dataclass(frozen=True)
class Cited:
    """What an edition cites of one published figure."""

    value: str = "12000"
    status: str = "Onbekend"
    period: str = "2019JJ00"
    unit: str = "bedrijven"


FIRST = Cited()
REVISED = Cited("13000", "NaderVoorlopig")
RESTATED = Cited(status="NaderVoorlopig")


def earlier(cited: Cited = FIRST) -> Kept:
    """Three numbers: of the figure alone, and beside a final and a provisional cell."""
    made = Edition(2020, TABLE)
    told = made.cite(KEY, cited.value, cited.period, cited.status, cited.unit)
    final, provisional = (
        made.cell("OpenstaandeVacatures_1", **PLACE, Perioden=period)
        for period in ("2011KW01", "2020KW02")
    )
    made.numbers = {
        ALONE: Number(told, COUNT, said=(("getal", "alleen"),)),
        MIXED: Number(share(told, final), PERCENT, "procent", said=(("getal", "gemengd"),)),
        PROVISIONAL: Number(
            share(told, provisional), PERCENT, "procent", said=(("getal", "voorlopig"),)
        ),
    }
    return kept(made.ledger())


def later(cited: Cited | None) -> Ledger:
    """The next edition, over the same table."""
    made = Edition(2021, TABLE, "sha256 of 2020")
    if cited is not None:
        made.cite(KEY, cited.value, cited.period, cited.status, cited.unit)
    return made.ledger()


def found(cited: Cited | None) -> Comparison:
    return compared(earlier(), Edition(2021, TABLE, "sha256 of 2020").tables(), later(cited))


def annex(before: Kept, cited: Cited | None) -> RevisionPart:
    return revision_part(Before(2020, before, lambda _: LaterTable(TABLE)), later(cited))


def with_annex(part: RevisionPart, cited: Cited | None) -> Ledger:
    return later(cited) | {"revisions": json.loads(json.dumps(part.record))}


def kinds(cited: Cited | None) -> Mapping[str, Kind]:
    return {one.id: one.kind for one in found(cited).revisions}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_kept(tmp_path / "resources/editions", earlier())
    return tmp_path


def test_a_corrected_value_is_a_revision_of_all_that_rests_on_it() -> None:
    assert set(kinds(REVISED).values()) == {Kind.FIGURE}
    rows = {row.id: (row.old, row.now, row.kind) for row in annex(earlier(), REVISED).rows}
    assert rows[ALONE] == ("12.000", "13.000**", "cijfer bijgesteld +1.000")
    assert rows.keys() == {ALONE, MIXED, PROVISIONAL}


def test_a_status_alone_is_that_of_the_least_certain_figure() -> None:
    assert kinds(RESTATED) == {ALONE: Kind.STATUS, MIXED: Kind.STATUS, PROVISIONAL: Kind.EQUAL}
    told = {one.id: (one.old_status, one.now_status) for one in found(RESTATED).revisions}
    assert told[ALONE] == told[MIXED] == ("Onbekend", "NaderVoorlopig")
    assert annex(earlier(), RESTATED).record["counts"]["status"] == 2


@pytest.mark.parametrize(
    "cited",
    [
        FIRST,
        None,
        Cited("14000", "Definitief", period="2020JJ00"),
        Cited("14000", "Definitief", unit="ondernemers"),
    ],
    ids=["as it was", "not cited any more", "of another period", "in another unit"],
)
def test_a_figure_that_is_the_same_or_not_told_again_revises_nothing(cited: Cited | None) -> None:
    assert set(kinds(cited).values()) == {Kind.EQUAL}


@pytest.mark.parametrize(("cited", "number"), [(REVISED, 3), (RESTATED, 2), (FIRST, 0), (None, 0)])
def test_json_tells_the_figure_behind_a_revision(cited: Cited | None, number: int) -> None:
    told = json.loads(as_json(Compared(found(cited), later(cited), "")))
    assert sum(one["citations"] == [KEY] for one in told["numbers"]) == number
    if cited is None or not number:
        assert told["citations"] == {}
        return
    old, now = ({"value": one.value, "status": one.status} for one in (FIRST, cited))
    assert told["citations"] == {KEY: {"period": FIRST.period, "old": old, "now": now}}


@pytest.mark.parametrize("cited", [REVISED, Cited("13000"), RESTATED, FIRST, None])
def test_an_honest_next_edition_has_no_finding(cited: Cited | None, project: Path) -> None:
    part = annex(earlier(), cited)
    ledger = with_annex(part, cited)
    assert list(problems(ledger, section(part))) == []
    assert list(check_kept(project, ledger)) == []


@pytest.mark.parametrize("name", ["value", "unit", "period", "status"])
def test_each_field_of_then_is_compared_with_what_was_kept(name: str, project: Path) -> None:
    ledger = with_annex(annex(earlier(), REVISED), REVISED)
    ledger["revisions"]["citations"][KEY][name] += "1"
    [one] = check_kept(project, ledger)
    assert one.where == KEY and name in one.what


@pytest.mark.parametrize("name", ["value", "status"])
def test_each_field_of_now_is_compared_with_what_the_report_cites(name: str) -> None:
    part = annex(earlier(), REVISED)
    ledger = with_annex(part, REVISED)
    forged: dict[str, Any] = ledger["revisions"]["citations"][KEY]["now"]
    forged[name] = {"value": "13001", "status": "Voorlopig"}[name]
    assert any(one.where == KEY and name in one.what for one in problems(ledger, section(part)))


def test_an_annex_that_agrees_with_itself_over_another_figure_of_then(project: Path) -> None:
    part = annex(earlier(Cited("11000")), REVISED)
    ledger = with_annex(part, REVISED)
    assert list(problems(ledger, section(part))) == []
    assert KEY in {one.where for one in check_kept(project, ledger)}


@pytest.mark.parametrize("lost", range(3))
def test_a_number_that_lost_its_row_is_told_by_what_was_kept(lost: int, project: Path) -> None:
    part = annex(earlier(), REVISED)
    ledger = with_annex(part, REVISED)
    gone = ledger["revisions"]["rows"].pop(lost)
    [one] = check_kept(project, ledger)
    assert one.where == gone["id"] and "no row" in one.what


def test_an_annex_without_its_rows_says_how_many_there_were() -> None:
    part = annex(earlier(), REVISED)
    ledger = with_annex(part, REVISED)
    ledger["revisions"] |= {"rows": [], "cells": {}, "citations": {}}
    found = problems(ledger, section(replace(part, rows=())))
    assert [one.where for one in found] == [SECTION]


@pytest.mark.parametrize("cited", [FIRST, RESTATED, Cited("13000"), None])
def test_an_annex_that_agrees_with_itself_over_another_figure_of_now(cited: Cited | None) -> None:
    part = annex(earlier(), REVISED)
    assert {one.where for one in problems(with_annex(part, cited), section(part))} == {KEY}


@pytest.mark.parametrize(
    "renewed", [None, Cited("20", period="2020JJ00"), Cited("20", unit="ondernemers")]
)
def test_beside_a_corrected_figure_one_that_is_not_told_again_is_what_it_was(
    renewed: Cited | None,
) -> None:
    before, after = Edition(2020, TABLE), Edition(2021, TABLE, "sha256 of 2020")
    total = {"op": "sum", "args": [before.cite(KEY, "12000"), before.cite("ander", "10")]}
    before.numbers = {"b.som": Number(total, COUNT, said=(("getal", "som"),))}
    after.cite(KEY, "13000")
    if renewed is not None:
        after.cite("ander", renewed.value, renewed.period, renewed.status, renewed.unit)
    part = revision_part(
        Before(2020, kept(before.ledger()), lambda _: LaterTable(TABLE)), after.ledger()
    )
    [row] = part.rows
    assert (row.old, row.now) == ("12.010", "13.010")
    ledger = after.ledger() | {"revisions": json.loads(json.dumps(part.record))}
    assert list(problems(ledger, section(part))) == []
    ledger["revisions"]["citations"]["ander"]["now"]["value"] = "20"
    assert "ander" in {one.where for one in problems(ledger, section(part))}
