"""Check: a clock is one path in time through the plane of a change and a deviation.

Every moment has one place, which is read along both axes; the names of quadrants and moments stand
where they belong, and a line goes from each moment to the next.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from jaarbericht.audit.verify.evaluate import period_words
from jaarbericht.audit.verify.itemdata import Item

KIND = "klok"
_LEVELS, _CHANGES = ("boven", "onder"), ("stijgend", "dalend")
QUADRANTS = tuple(f"{level} trend en {change}" for level in _LEVELS for change in _CHANGES)
# Series 1 is read to the right, series 2 upwards.
_SERIES = {1: "x", 2: "y"}
# Points: how far from its moment a name may stand, and at least how wide and high a text is.
_BESIDE, _PER_SIGN, _HIGH = 14.0, 3.5, 6.0
Spot = Sequence[float]


def clock_faults(item: Item, zero: Mapping[str, float], step: Mapping[str, float]) -> Iterator[str]:
    """What is wrong with a clock; by axis, `zero` is the place of zero and `step` the unit's size.

    The sheet's y grows downwards.
    """
    if step["x"] <= 0 or step["y"] >= 0:
        yield "an axis runs the other way"
    spots = _spots(item)
    for x, found in spots.items():
        if sorted(axis for axis, _ in found) != ["x", "y"] or found[0][1] != found[1][1]:
            yield f"‘{x}’ has not one place"
    if any(_SERIES.get(mark["series"]) != mark["axis"] for mark in item["marks"]):
        yield "a series is read along another axis"
    yield from _quadrants(item, zero)
    yield from _axes(item)
    for name in item["moments"]:
        if name["x"] not in spots or name["text"] != period_words(name["x"], "kort"):
            yield f"‘{name['text']}’ is not the name of {name['x']}"
        elif _distance(name, spots[name["x"]][0][1]) > _BESIDE:
            yield f"‘{name['text']}’ does not stand beside its moment"


def steps(item: Item) -> list[tuple[Spot, Spot]]:
    """The places that a line joins, in order of time."""
    spots = _spots(item)
    return [(spots[a][0][1], spots[b][0][1]) for a, b in pairwise(sorted(spots))]


def _spots(item: Item) -> dict[str, list[tuple[str, Spot]]]:
    """By moment the axes along which it is read, each with the place."""
    found = defaultdict(list)
    for mark in item["marks"]:
        found[mark["x"]].append((mark["axis"], mark["spots"][0]))
    return found


def _quadrants(item: Item, zero: Mapping[str, float]) -> Iterator[str]:
    """Each quadrant is named once, at the sides of zero that its words say."""
    times = Counter(one["text"] for one in item["texts"])
    for name in QUADRANTS:
        if times[name] != 1:
            yield f"the quadrant ‘{name}’ is not named once"
    for one in item["texts"]:
        if one["text"] in QUADRANTS:
            right, above = one["at"][0] > zero["x"], one["at"][1] < zero["y"]
            if (above, right) != ("boven" in one["text"], "stijgend" in one["text"]):
                yield f"the quadrant ‘{one['text']}’ is named elsewhere"


def axis_names(item: Item) -> list[str]:
    """What the axes to the right and upwards are called."""
    change, level = (f"{name[:1].upper()}{name[1:]}" for name in item["series"])
    return [f"{change} →", f"↑ {level}"]


def _axes(item: Item) -> Iterator[str]:
    times = Counter(one["text"] for one in item["texts"])
    for name in axis_names(item):
        if times[name] != 1:
            yield f"an axis is not named ‘{name}’"


def _distance(name: Item, spot: Spot) -> float:
    """From a place to the nearest part of a text, in points."""
    left, baseline = (float(place) for place in name["at"])
    right, top = left + _PER_SIGN * len(name["text"]), baseline - _HIGH
    across = max(left - spot[0], spot[0] - right, 0.0)
    along = max(top - spot[1], spot[1] - baseline, 0.0)
    return max(across, along)
