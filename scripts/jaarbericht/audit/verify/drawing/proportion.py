"""Check: where the ledger says that points lie follows from their exact values.

Along its axis the place of a point is on the scale of the named values; bars begin at zero, or
where the bar before them ends. A clock has two axes of values.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from jaarbericht.audit.verify.drawing.clock import KIND as CLOCK
from jaarbericht.audit.verify.drawing.clock import clock_faults
from jaarbericht.audit.verify.drawing.sheet import NEAR, SIDE, tick_value
from jaarbericht.audit.verify.drawing.tiled import places_of_tiles
from jaarbericht.audit.verify.drawing.timeline import in_time, is_period, named_moments
from jaarbericht.audit.verify.itemdata import Item, spot_of

TILES, BARS, STACKED = "tiles", "bars", "stacked"
Values = Mapping[tuple[int, str], float]
Plot = tuple[int, str]


@dataclass(frozen=True)
class Scale:
    """A place along an axis for each value: `zero` + `step` × value, in points."""

    zero: float
    step: float

    def place(self, value: float) -> float:
        """Where a value belongs."""
        return self.zero + self.step * value


def values_of(ledger: Mapping[str, Any]) -> Mapping[str, Values]:
    """Per figure the value of each point in the scale of the axis, by series and category."""
    found: dict[str, dict[tuple[int, str], float]] = {id: {} for id in ledger["figures"]}
    for key, quantity in ledger["quantities"].items():
        spot = spot_of(key)
        if spot.item in found and spot.number:
            exact = Fraction(quantity["value"]) / quantity["form"]["scale"]
            found[spot.item][int(spot.number), spot.x] = float(exact)
    return found


def scales_of(item: Item, values: Values) -> Mapping[Plot, Scale | None]:
    """The scale of each plot and axis along which points are read; None when it has none."""
    return {
        (panel, axis): _scale(_ticks(item, panel, axis), marks, values)
        for (panel, axis), marks in _plots(item).items()
    }


def in_proportion(item: Item, values: Values) -> Iterator[str]:
    """What is wrong with the kind, the plots and the places of a drawing."""
    marked = [(mark["series"], mark["x"]) for mark in item["marks"]]
    if sorted(marked) != sorted(values):
        yield "its points are not those of its data"
        return
    if item["kind"] not in _kinds(item):
        yield f"its points are not drawn as those of the kind ‘{item['kind']}’"
        return
    if item["kind"] == TILES:
        yield from places_of_tiles(item, values)
        return
    yield from _panels(item)
    plots, scales = _plots(item), scales_of(item, values)
    for (panel, axis), marks in plots.items():
        scale = scales[panel, axis]
        if scale is None:
            if item["kind"] != "spark" or len({mark["spots"][0][1] for mark in marks}) > 1:
                yield f"plot {panel} has no scale that can be read"
            continue
        for mark in marks:
            if abs(_off(mark, values[mark["series"], mark["x"]], scale)) > NEAR:
                yield f"‘{mark['x']}’ of series {mark['series']} is drawn elsewhere"
        for value, at in _ticks(item, panel, axis):
            if abs(scale.place(value) - at) > NEAR:
                yield f"plot {panel} names a value of the axis elsewhere"
        if item["kind"] in (BARS, STACKED):
            yield from _bases(item, marks, scale)
        if item["kind"] != CLOCK:
            yield from in_time(marks)
            yield from named_moments(item, panel, axis)
    yield from _directions(item, scales) if item["kind"] == CLOCK else _one_way(plots)


def _plots(item: Item) -> Mapping[Plot, Sequence[Item]]:
    plots = defaultdict(list)
    for mark in item["marks"]:
        plots[mark["panel"], mark["axis"]].append(mark)
    return plots


def _kinds(item: Item) -> set[str]:
    """The kinds that a drawing can be, by how its points are read."""
    marks = item["marks"]
    axes = {mark["axis"] for mark in marks}
    if axes == {"shade"}:
        return {TILES}
    if axes == {"x", "y"}:
        return {CLOCK}
    if any(len(mark["spots"]) > 1 for mark in marks):
        return {BARS, STACKED} if axes == {"x"} else {BARS}
    if axes == {"x"}:
        return {"dots"}
    if not all(is_period(mark["x"]) for mark in marks):
        return {"slope"}
    if not any(tick["axis"] == "y" for tick in item["ticks"]):
        return {"spark"}
    if any(mark["panel"] != mark["series"] for mark in marks):
        return {"lines"}
    return {"lines", "multiples"} if {mark["panel"] for mark in marks} == {1} else {"multiples"}


def _panels(item: Item) -> Iterator[str]:
    """Each series has a plot of its own, or all share one; all plots name the same values."""
    most = len(item["series"]) if item["kind"] == "multiples" else 1
    named = defaultdict(list)
    for tick in item["ticks"]:
        named[tick["panel"]].append((tick["axis"], tick["text"]))
    used = {mark["panel"] for mark in item["marks"]}
    if not used | named.keys() <= set(range(1, most + 1)):
        yield "it has a plot that no series has"
    if len({tuple(sorted(texts)) for texts in named.values()}) > 1 or (
        named and used - named.keys()
    ):
        yield "not all its plots name the same values"


def _one_way(plots: Iterable[Plot]) -> Iterator[str]:
    """All values of a plot are read along one axis."""
    for panel, count in Counter(panel for panel, _ in plots).items():
        if count > 1:
            yield f"plot {panel} is read along two axes"


def _directions(item: Item, scales: Mapping[Plot, Scale | None]) -> Iterator[str]:
    """A clock is read along both axes of its one plot, and is told as one."""
    found = {axis: scale for (_, axis), scale in scales.items() if scale is not None}
    if sorted(scales) != [(1, "x"), (1, "y")]:
        yield "a clock is not read along two axes"
    elif len(found) == len(scales):
        zero = {axis: scale.zero for axis, scale in found.items()}
        yield from clock_faults(item, zero, {axis: scale.step for axis, scale in found.items()})


def _ticks(item: Item, panel: int, axis: str) -> list[tuple[float, float]]:
    """Value and place of the named values of the axis along which a plot is read."""
    return [
        (tick_value(tick["text"]), tick["at"])
        for tick in item["ticks"]
        if (tick["panel"], tick["axis"]) == (panel, axis)
    ]


def _scale(
    ticks: Sequence[tuple[float, float]], marks: Sequence[Item], values: Values
) -> Scale | None:
    """From the outer named values; without them from zero, the base of the bars, and the longest.

    None when nothing tells two values apart.
    """
    known = sorted(set(ticks)) if len(set(ticks)) > 1 else sorted(_ends(marks, values))
    (low, start), (high, end) = known[0], known[-1]
    if high == low:
        return None
    step = (end - start) / (high - low)
    return Scale(start - step * low, step)


def _ends(marks: Sequence[Item], values: Values) -> Iterator[tuple[float, float]]:
    for mark in marks:
        side = SIDE[mark["axis"]]
        yield values[mark["series"], mark["x"]], mark["spots"][0][side]
        if len(mark["spots"]) > 1:
            yield 0.0, mark["spots"][-1][side]


def _off(mark: Item, value: float, scale: Scale) -> float:
    """How far a point lies from where its value belongs: a dot by place, a bar by length."""
    side = SIDE[mark["axis"]]
    place = mark["spots"][0][side]
    if len(mark["spots"]) == 1:
        return float(place - scale.place(value))
    return float(place - mark["spots"][-1][side] - scale.step * value)


def _bases(item: Item, marks: Sequence[Item], scale: Scale) -> Iterator[str]:
    """Bars are rectangles, equally thick, on zero or on the end of the bar before."""
    side = SIDE[marks[0]["axis"]]
    thick = []
    ends: dict[str, float] = {}
    for mark in sorted(marks, key=lambda one: one["series"]):
        (a, b, c, d), base = mark["spots"], ends.get(mark["x"], scale.zero)
        if item["kind"] == STACKED:
            ends[mark["x"]] = a[side]
        if any(abs(spot[side] - base) > NEAR for spot in (c, d)):
            yield f"the bar ‘{mark['x']}’ of series {mark['series']} does not begin where it must"
        square = ((a, b, side), (a, c, 1 - side), (b, d, 1 - side))
        if any(abs(one[along] - other[along]) > NEAR for one, other, along in square):
            yield f"the bar ‘{mark['x']}’ of series {mark['series']} is no rectangle"
        thick.append(abs(a[1 - side] - b[1 - side]))
    if any(abs(one - other) > NEAR for one, other in pairwise(thick)):
        yield "its bars are not equally thick"
