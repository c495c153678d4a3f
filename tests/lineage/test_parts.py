"""Parts of a chapter: left out when figures are missing, and only then."""

from __future__ import annotations

import pytest
from figures_at_hand import figure

from jaarbericht.leftout import PartMade, PartNotMade, PartUnknown, check_left_out
from jaarbericht.lineage import Chapter, Series, lines
from jaarbericht.lineage.errors import (
    AbsentFigure,
    ChapterMistake,
    EmptySeries,
    SecretCell,
    UnitMismatch,
    UnknownFigure,
)
from jaarbericht.lineage.forms import count
from jaarbericht.lineage.series import Point

MISSING = [AbsentFigure, EmptySeries, SecretCell]
FAULTS = [UnknownFigure, UnitMismatch, ChapterMistake]
ONE = figure(5)
YEARS = Series("jaren", (Point(ONE.period, ONE),))


def chapter(fails: type[Exception] | None = None) -> Chapter:
    """A chapter with a number before, within and behind its part."""
    c = Chapter("demo", "Demo")
    c.number("voor", ONE, count(), "Voor")
    with c.part("deel"):
        c.number("binnen", ONE, count(), "Binnen")
        c.period("toen", ONE.period, of="binnen")
        c.figure(lines("figuur", {"Reeks": YEARS}, "aantal", count()))
        if fails:
            raise fails("Er is iets niet.")
    c.number("na", ONE, count(), "Na")
    return c


def test_a_part_that_can_be_made_knows_its_names() -> None:
    made = chapter()
    assert made.parts["deel"].names == ("binnen", "toen", "figuur")
    assert made.parts["deel"].cause is None and [*made.numbers] == ["voor", "binnen", "na"]


@pytest.mark.parametrize("error", MISSING)
def test_of_a_part_without_figures_nothing_remains(error: type[Exception]) -> None:
    made = chapter(error)
    assert [*made.numbers] == ["voor", "na"]
    assert (made.figures, made.periods, made.reached) == ({}, {}, {})
    assert isinstance(made.parts["deel"].cause, error)


@pytest.mark.parametrize("error", [*FAULTS, ValueError, IndexError])
def test_a_fault_is_never_taken_for_missing_figures(error: type[Exception]) -> None:
    with pytest.raises(error):
        chapter(error)


def test_a_part_has_one_name() -> None:
    made = chapter()
    with pytest.raises(ChapterMistake, match="The part ‘deel’ is used twice"), made.part("deel"):
        pass


def test_what_the_edition_says_is_what_is_missing() -> None:
    check_left_out(chapter(), (), 2021)
    check_left_out(chapter(SecretCell), ("deel",), 2018)


def test_missing_figures_that_the_edition_does_not_mention_stop_it() -> None:
    with pytest.raises(PartNotMade) as told:
        check_left_out(chapter(SecretCell), (), 2018)
    assert "Part ‘deel’ of chapter demo cannot be made for edition 2018" in told.value.what
    assert "editions.2018.left_out in config.yaml: demo: [deel]" in told.value.todo


def test_a_part_that_is_left_out_without_need_stops_it() -> None:
    with pytest.raises(
        PartMade, match="leaves out ‘deel’ of chapter demo, but the figures"
    ) as told:
        check_left_out(chapter(), ("deel",), 2018)
    assert "take demo out of editions.2018.left_out" in told.value.todo


def test_a_part_that_does_not_exist_is_told() -> None:
    with pytest.raises(PartUnknown, match="Chapter demo has no part ‘dele’") as told:
        check_left_out(chapter(), ("dele",), 2018)
    assert told.value.todo == "Name one of deel."
