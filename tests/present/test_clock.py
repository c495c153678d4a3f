"""Clocks: the quadrants in words, what is no clock, and names that stay clear of path and texts."""

from __future__ import annotations

import pytest
from figure_builders import series

from jaarbericht.cbs.periods import parse_period
from jaarbericht.lineage.breaks import Break
from jaarbericht.lineage.figures import Figure, clock
from jaarbericht.lineage.forms import number
from jaarbericht.lineage.series import Point, Series, series_difference
from jaarbericht.present.alt import alt_text
from jaarbericht.present.beside import Box, placed
from jaarbericht.present.clockwork import QUADRANTS, path
from jaarbericht.present.draw import draw
from jaarbericht.present.errors import CannotDraw

LEVELS = {
    "2020KW01": "0.5", "2020KW02": "1.5", "2020KW03": "0.75", "2020KW04": "-1", "2021KW01": "-0.5",
}  # fmt: skip


def made(levels: Series, **options: object) -> Figure:
    axes = {"verandering": series_difference(levels), "afwijking": levels}
    return clock("k", axes, "punten", number(2), **options)  # type: ignore[arg-type]  # options of clock()


def test_each_quadrant_is_told_by_the_signs_of_both_values() -> None:
    hands = path(made(series(LEVELS)))
    assert [hand.period.code for hand in hands] == sorted(LEVELS)[1:]
    assert [hand.quadrant for hand in hands] == [
        "boven trend en stijgend", "boven trend en dalend",
        "onder trend en dalend", "onder trend en stijgend",
    ]  # fmt: skip


def test_on_the_border_there_is_no_quadrant() -> None:
    hands = path(made(series({"2020KW01": "0.5", "2020KW02": "0.5", "2020KW03": "0"})))
    assert [hand.quadrant for hand in hands] == ["", ""]


def test_the_description_counts_quadrants_and_tells_the_ends_of_the_path() -> None:
    told = alt_text(made(series(LEVELS)))
    assert told.startswith("Klokdiagram (punten), van het tweede kwartaal van 2020")
    assert "Van de vier perioden liggen er één boven trend en dalend, één boven" in told
    assert "eindigt in het eerste kwartaal van 2021 op −0,50, onder trend en stijgend" in told
    assert "na een verandering van 0,50" in told
    assert "afwijking is het hoogst in het tweede kwartaal van 2020, 1,50" in told


def test_all_quadrants_and_the_wanted_moments_are_named() -> None:
    drawing = draw(made(series(LEVELS), highlight=["2020KW03"]))
    written = [one.text for one in drawing.texts]
    assert all(written.count(name) == 1 for name in QUADRANTS.values())
    assert {one.x for one in drawing.moments} == {"2020KW03", "2021KW01"}
    assert {one.text for one in drawing.moments} <= set(written)


def test_values_of_one_sign_still_show_all_quadrants() -> None:
    drawing = draw(made(series({f"2020KW0{n}": n for n in range(1, 5)})))
    zero = {tick.axis: tick.at for tick in drawing.named if tick.text in ("0", "0,0")}
    for one in drawing.texts:
        if one.text in QUADRANTS.values():
            assert (one.at[0] > zero["x"]) == ("stijgend" in one.text)
            assert (one.at[1] < zero["y"]) == ("boven" in one.text)


def broken_off() -> Series:
    return series(LEVELS, breaks=[Break("T", parse_period("2020KW04"), "nieuwe methode")])


def with_gap() -> Series:
    points = series(LEVELS).points
    return Series("x", (*points[:3], Point(points[3].period, None, "."), points[4]))


def test_a_path_that_is_broken_is_no_clock() -> None:
    whole = series(LEVELS)
    changes = series_difference(whole)
    apart = Series("x", (*changes.points[:1], *changes.points[2:]))
    cases = {
        "a gap": clock("k", {"a": changes, "b": with_gap()}, "", number(2)),
        "nothing between": clock("k", {"a": apart, "b": whole}, "", number(2)),
        "a break at 2020KW04": clock("k", {"a": changes, "b": broken_off()}, "", number(2)),
        "3 series": clock("k", {"a": changes, "b": whole, "c": whole}, "", number(2)),
    }
    for told, figure in cases.items():
        with pytest.raises(CannotDraw, match=told):
            draw(figure)


def test_names_meet_neither_each_other_nor_the_path() -> None:
    spots = [(50.0, 50.0), (80.0, 50.0), (80.0, 90.0), (140.0, 60.0)]
    names = [(place, 40.0) for place in range(len(spots))]
    taken = [Box(0, 0, 60, 15)]
    found = placed(spots, names, 8.0, taken, [((0.0, 40.0), (200.0, 40.0))], (200, 120))
    for place, box in enumerate(found):
        assert not any(box.holds(spot) for spot in spots)
        assert not any(box.meets(other) for other in (*found[:place], *taken))
        assert box.left >= 0 and box.left + box.width <= 200


def test_only_moments_of_both_series_are_drawn() -> None:
    levels = series(LEVELS)
    figure = made(levels)
    assert [p.x for p in figure.series[1].points] == [p.x for p in figure.series[0].points]
    assert len(levels) == len(figure.series[1].points) + 1
