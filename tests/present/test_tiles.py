"""Maps of tiles: every region in its place, in the shade of its value, with its value in it."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

import pytest
from figure_builders import quantity

from jaarbericht.audit.verify.drawing.tiled import PROVINCES as KNOWN_TO_VERIFY
from jaarbericht.lineage.errors import ChapterMistake
from jaarbericht.lineage.figures import tiles
from jaarbericht.lineage.forms import balance, count, percent
from jaarbericht.lineage.series import ABSENT
from jaarbericht.lineage.tilegrid import PROVINCES
from jaarbericht.present.csvfiles import figure_csv
from jaarbericht.present.draw import draw
from jaarbericht.present.errors import CannotDraw
from jaarbericht.present.notes import figure_notes
from jaarbericht.present.palette import contrast, luminance, text_on
from jaarbericht.present.shades import shades


def test_no_two_regions_share_a_place_and_verify_knows_the_same_grid() -> None:
    assert len(set(PROVINCES.values())) == len(PROVINCES) == 12
    assert dict(KNOWN_TO_VERIFY) == dict(PROVINCES)


def test_a_region_that_was_not_given_is_told_from_one_that_cbs_does_not_give() -> None:
    figure = tiles("k", {"x": {"Drenthe": quantity(1), "Zeeland": None}}, "aantal", count())
    signs = {p.x: p.symbol for p in figure.series[0].points}
    assert (signs["Drenthe"], signs["Zeeland"], signs["Utrecht"]) == ("", ".", ABSENT)
    assert "x,Zeeland,,,,.,,,.,," in figure_csv(figure, "h").splitlines()


def test_every_region_that_lacks_is_named_below_the_map() -> None:
    figure = tiles("k", {"x": {"Drenthe": quantity(1), "Utrecht": quantity(2)}}, "n", count())
    (note,) = (one for one in figure_notes(figure) if "ontbreken" in one)
    assert all(f"‘{name}’" in note for name in PROVINCES if name not in ("Drenthe", "Utrecht"))


def test_a_region_that_the_grid_does_not_have_is_refused() -> None:
    with pytest.raises(ChapterMistake, match="Holland"):
        tiles("k", {"x": {"Holland": quantity(1)}}, "aantal", count())


def test_one_map_shows_one_thing() -> None:
    both = {"a": {"Drenthe": quantity(1)}, "b": {"Drenthe": quantity(2)}}
    with pytest.raises(CannotDraw, match="2 series"):
        draw(tiles("k", both, "aantal", count()))


def test_tiles_stand_on_the_grid_and_hold_their_values() -> None:
    values = {name: quantity(n) for n, name in enumerate(PROVINCES, 1)}
    drawing = draw(tiles("k", {"x": values}, "aantal", count()))
    corners = {mark.x: mark.spots[0] for mark in drawing.marks}
    right, down = corners["Groningen"], corners["Drenthe"]
    assert corners["Fryslân"][0] < right[0] and corners["Fryslân"][1] == right[1]
    assert right[0] == down[0] and right[1] < down[1]
    for label in drawing.labels:
        x, y = corners[label.x]
        assert x < label.at[0] < x + 46 and y < label.at[1] < y + 46


def test_a_region_without_a_figure_is_hatched_and_has_no_mark() -> None:
    whole = {name: quantity(n) for n, name in enumerate(PROVINCES, 1)}
    with_all = draw(tiles("k", {"x": whole}, "aantal", count()))
    with_gap = draw(tiles("k", {"x": {**whole, "Utrecht": None}}, "aantal", count()))
    assert len(with_gap.marks) == len(with_all.marks) - 1
    assert with_gap.svg.count(b"stroke-width: 0.4") > with_all.svg.count(b"stroke-width: 0.4")
    assert {"Geen cijfer", "."} <= {text.text for text in with_gap.texts}
    assert "Geen cijfer" not in {text.text for text in with_all.texts}


@pytest.mark.parametrize(
    ("low", "high"), [(Fraction(61, 10), Fraction(118, 10)), (-4, 20), (0, 0), (121, 170), (5, 5)]
)
def test_classes_hold_all_values_and_go_from_light_to_dark(low: Fraction, high: Fraction) -> None:
    looks = shades([Fraction(low), Fraction(high)], balance(1))
    assert looks.limits[0] <= low and high <= looks.limits[-1]
    assert 2 <= len(looks.colours) <= 7 and len(looks.texts) == len(looks.limits)
    assert all(luminance(a) > luminance(b) for a, b in pairwise(looks.colours))
    assert all(contrast(text_on(colour), colour) >= 4.5 for colour in looks.colours)


def test_a_value_on_a_limit_has_the_darker_shade() -> None:
    looks = shades([Fraction(0), Fraction(60)], percent(0))
    assert looks.limits[1] == 10
    assert looks.of(Fraction(10)) == looks.colours[1]
    assert looks.of(Fraction(99, 10)) == looks.colours[0]
    assert looks.of(Fraction(60)) == looks.colours[-1]


def test_equal_values_have_one_shade() -> None:
    equal = {"Drenthe": quantity(5), "Utrecht": quantity(5)}
    drawing = draw(tiles("k", {"x": equal}, "aantal", count()))
    assert [label.text for label in drawing.labels] == ["5", "5"]
    shade = shades([Fraction(5), Fraction(5)], count()).of(Fraction(5))
    fills = re.findall(r"fill: (#[0-9a-f]{6})", drawing.svg.decode())
    assert fills.count(shade.lower()) == 3
