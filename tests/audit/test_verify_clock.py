"""A clock that says another thing than its data is noticed: places, directions, names, order."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from fractions import Fraction
from typing import Any

import pytest

from jaarbericht.audit.verify.drawing.clock import QUADRANTS, steps
from jaarbericht.audit.verify.drawing.joined import both_ways, follows, joined
from jaarbericht.audit.verify.drawing.paths import not_joined
from jaarbericht.audit.verify.drawing.proportion import in_proportion
from jaarbericht.cbs.cells import Status
from jaarbericht.cbs.periods import parse_period
from jaarbericht.job import drawn_record
from jaarbericht.lineage.expression import Constant
from jaarbericht.lineage.figures import clock
from jaarbericht.lineage.forms import number
from jaarbericht.lineage.populations import Population
from jaarbericht.lineage.quantity import Quantity
from jaarbericht.lineage.series import Point, Series, series_difference
from jaarbericht.lineage.units import Unit
from jaarbericht.present.clockwork import QUADRANTS as DRAWN
from jaarbericht.present.draw import draw

Item = dict[str, Any]
LEVELS = ("0.1", "0.9", "1.4", "1.2", "0.4", "-0.6", "-1.1", "-0.8")


def level(code: str, value: str) -> Point:
    exact = Fraction(value)
    made = Quantity(
        exact, Unit("index"), Population("klok", frozenset()), Status.DEFINITIEF,
        Constant(exact), (parse_period(code),),
    )  # fmt: skip
    return Point(parse_period(code), made)


@pytest.fixture(scope="module")
def told() -> tuple[Item, dict[tuple[int, str], float]]:
    """A clock as in the ledger, and its values."""
    codes = [f"{2019 + n // 4}KW0{n % 4 + 1}" for n in range(len(LEVELS))]
    levels = Series("klok", tuple(map(level, codes, LEVELS)))
    axes = {"verandering": series_difference(levels), "afwijking": levels}
    figure = clock("k", axes, "punten", number(2), highlight=["2019KW03", "2020KW02"])
    values = {
        (n, p.x): float(p.quantity.value)
        for n, one in enumerate(figure.series, 1)
        for p in one.points
        if p.quantity
    }
    labels = [one.label for one in figure.series]
    return {"kind": "klok", "series": labels, **drawn_record(draw(figure))}, values


def faults(item: Item, values: dict[tuple[int, str], float]) -> list[str]:
    return list(in_proportion(item, values))


def test_a_clock_as_drawn_has_no_fault(told: tuple[Item, dict[tuple[int, str], float]]) -> None:
    assert faults(*told) == []
    assert set(QUADRANTS) == set(DRAWN.values())


def moved(axis: str) -> Callable[[Item], None]:
    def change(item: Item) -> None:
        mark = next(m for m in item["marks"] if m["axis"] == axis and m["x"] == "2020KW01")
        mark["spots"] = [[mark["spots"][0][0] + 3, mark["spots"][0][1] + 3]]

    return change


def quadrant_moved(item: Item) -> None:
    one = next(t for t in item["texts"] if t["text"] == "boven trend en dalend")
    one["at"] = [one["at"][0] + 300, one["at"][1]]


def quadrants_swapped(item: Item) -> None:
    for one in item["texts"]:
        if one["text"].startswith("boven"):
            one["text"] = one["text"].replace("boven", "onder")
        elif one["text"].startswith("onder trend"):
            one["text"] = one["text"].replace("onder", "boven")


def quadrant_gone(item: Item) -> None:
    item["texts"] = [t for t in item["texts"] if t["text"] != "onder trend en dalend"]


def axes_renamed(item: Item) -> None:
    for one in item["texts"]:
        trade = {"Verandering →": "Afwijking →", "↑ Afwijking": "↑ Verandering"}
        one["text"] = trade.get(one["text"], one["text"])


def moment_renamed(item: Item) -> None:
    item["moments"][0]["text"] = "1e\u00a0kw.\u00a02018"


def moment_unknown(item: Item) -> None:
    item["moments"][0] |= {"x": "2018KW01", "text": "1e\u00a0kw.\u00a02018"}


def moment_elsewhere(item: Item) -> None:
    item["moments"][0]["at"][0] += 60


def along_one_axis(item: Item) -> None:
    for mark in item["marks"]:
        mark["axis"] = "y"


def not_a_clock(item: Item) -> None:
    item["kind"] = "lines"


def mirrored(item: Item) -> None:
    """All that is read to the right runs to the left, in proportion."""
    width = item["size"][0]
    for mark in item["marks"]:
        mark["spots"] = [[width - mark["spots"][0][0], mark["spots"][0][1]]]
    for tick in item["ticks"]:
        if tick["axis"] == "x":
            tick["at"] = width - tick["at"]


CHANGES: dict[str, Callable[[Item], None]] = {
    "drawn elsewhere": moved("x"), "has not one place": moved("y"),
    "is named elsewhere": quadrant_moved, "‘onder trend en": quadrants_swapped,
    "is not named once": quadrant_gone, "is not the name of 2020KW04": moment_renamed,
    "is not the name of 2018KW01": moment_unknown, "does not stand beside": moment_elsewhere,
    "an axis is not named ‘Verandering →’": axes_renamed,
    "not drawn as those of the kind ‘klok’": along_one_axis,
    "not drawn as those of the kind ‘lines’": not_a_clock,
    "runs the other way": mirrored,
}  # fmt: skip


@pytest.mark.parametrize("words", CHANGES)
def test_each_change_is_told(words: str, told: tuple[Item, dict[tuple[int, str], float]]) -> None:
    item, values = deepcopy(told)
    item = {key: _lists(value) for key, value in item.items()}
    CHANGES[words](item)
    assert any(words in fault for fault in faults(item, values))


def _lists(value: Any) -> Any:
    """As read from JSON: no tuples."""
    if isinstance(value, dict):
        return {key: _lists(one) for key, one in value.items()}
    return [_lists(one) for one in value] if isinstance(value, list | tuple) else value


def test_lines_go_in_order_of_time_whatever_the_order_of_the_marks(
    told: tuple[Item, dict[tuple[int, str], float]],
) -> None:
    item = deepcopy(told[0])
    wanted = steps(item)
    item["marks"].reverse()
    assert steps(item) == wanted and len(wanted) == len(LEVELS) - 2


def test_a_step_that_is_not_painted_is_missed(
    told: tuple[Item, dict[tuple[int, str], float]],
) -> None:
    item = told[0]
    lines = steps(item)
    assert list(not_joined(lines, lines)) == []
    for gone in range(len(lines)):
        left = lines[:gone] + lines[gone + 1 :]
        (fault,) = not_joined(lines, left)
        assert "does not join" in fault


def test_a_line_may_only_join_neighbours_in_time(
    told: tuple[Item, dict[tuple[int, str], float]],
) -> None:
    item = told[0]
    pairs = both_ways(joined(item, {}))
    (first, second), (_, third) = steps(item)[:2]
    assert follows([tuple(first), tuple(second)], pairs)
    assert not follows([tuple(first), tuple(third)], pairs)
