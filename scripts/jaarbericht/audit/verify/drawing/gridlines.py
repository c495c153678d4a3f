"""Which thin lines a drawing has: of its axes, of events, and from a line to its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jaarbericht.audit.verify.drawing.clock import KIND as CLOCK
from jaarbericht.audit.verify.drawing.labelled import LOW_LARGE
from jaarbericht.audit.verify.drawing.sheet import NEAR, size_of
from jaarbericht.audit.verify.drawing.timeline import is_timed
from jaarbericht.audit.verify.itemdata import Item
from jaarbericht.audit.verify.pdf.content import Point, Stroke, light

_NEAR = 0.06
# Points: lines of an axis, and to a name; how light they are at most.
_THIN, _THINNEST, _PALE = 0.75, 0.6, 0.92
# A small line at a moment that is named.
_STUB = 3.2
# From the line of an event to its words, and how wide a sign of these is at least and at most.
_FLAG, _NARROW, _WIDE = 3.0, 2.2, 5.4
# From the end of a line to that of the line to its name, and from there to the name.
_START, _BEFORE, _LINES = 3.5, 1.4, 32.0
# The least dash and the largest gap of a line.
_DASH, _BREAK = 1.3, 1.7
_NUMBER = re.compile(r"[\d.]+")


@dataclass(frozen=True)
class Grid:
    """Where thin lines may be: heights, places across, moments, and those of events."""

    levels: Sequence[float]
    uprights: Sequence[float]
    moments: Sequence[float]
    events: Sequence[tuple[float, float]]
    leads: Sequence[tuple[Point, Point]]
    size: tuple[float, float]


def grid_of(item: Item, zeros: Mapping[tuple[int, str], float]) -> Grid:
    """The grid of a drawing; `zeros` has by plot and axis the place of zero."""
    at: dict[str, list[float]] = {"x": [], "y": []}
    moments: list[float] = []
    timed = is_timed(item["marks"]) and item["kind"] != CLOCK
    for tick in item["ticks"]:
        (moments if timed and tick["axis"] == "x" else at[tick["axis"]]).append(tick["at"])
    for (_, axis), place in zeros.items():
        at[axis].append(place)
    if item["kind"] == "slope":
        at["x"] += {mark["spots"][0][0] for mark in item["marks"]}
    width, height = item["size"]
    return Grid(
        sorted(set(at["y"])), sorted(set(at["x"])), moments,
        list(_events(item)) if timed and item["kind"] != "spark" else [], list(_leads(item)),
        (width, height),
    )  # fmt: skip


def is_of_grid(grid: Grid, stroke: Stroke) -> bool:
    """Whether a path is a thin line of the grid, of an event or to a name."""
    width, height = size_of(stroke.corners)
    if stroke.curved or not 0 < stroke.width < _THIN or light(stroke.ink) > _PALE:
        return False
    (x, y), whole = stroke.corners[0], not _NUMBER.search(stroke.dashes)
    if len(stroke.corners) != 2 or not is_visible(stroke) or not _is_within(grid, stroke):
        return False
    if stroke.filled:
        return width < NEAR and height < _STUB and _is_among(x, grid.moments)
    if height < NEAR and whole and _is_among(y, grid.levels):
        return True
    if width < NEAR:
        events = any(low < x < high for low, high in grid.events)
        return events or (whole and _is_among(x, grid.uprights))
    return whole and stroke.width < _THINNEST and _is_lead(grid, stroke)


def is_visible(stroke: Stroke) -> bool:
    """Whether a line is whole, or in dashes with short gaps."""
    numbers = [float(number) for number in _NUMBER.findall(stroke.dashes)]
    return all(dash > _DASH for dash in numbers[::2]) and all(gap < _BREAK for gap in numbers[1::2])


def _is_within(grid: Grid, stroke: Stroke) -> bool:
    width, height = grid.size
    return all(-1 < x < width + 1 and -1 < y < height + 1 for x, y in stroke.corners)


def _is_among(place: float, places: Sequence[float]) -> bool:
    return any(abs(place - one) < _NEAR for one in places)


def _events(item: Item) -> Iterator[tuple[float, float]]:
    """Where the line of each text may be: just before it, or just behind it; in every plot."""
    lefts: dict[int, float] = {}
    for tick in item["ticks"]:
        if tick["axis"] == "x":
            lefts[tick["panel"]] = min(lefts.get(tick["panel"], tick["at"]), tick["at"])
    shifts = {round(left - lefts[1], 3) for left in lefts.values()} if 1 in lefts else {0.0}
    said = {tick["text"] for tick in item["ticks"]} | {one["text"] for one in item["labels"]}
    for one in item["texts"]:
        if one["text"] in said:
            continue
        x, length = one["at"][0], len(one["text"])
        for shift in shifts:
            yield x - _FLAG - 0.3 + shift, x - _FLAG + 0.3 + shift
            yield x + _FLAG + _NARROW * length + shift, x + _FLAG + _WIDE * length + shift


def _leads(item: Item) -> Iterator[tuple[Point, Point]]:
    """The point and the place of each value at the end of a line."""
    if item["kind"] not in ("lines", "slope"):
        return
    spots = {(mark["series"], mark["x"]): mark["spots"][0] for mark in item["marks"]}
    for label in item["labels"]:
        x, y = spots.get((label["series"], label["x"]), (0.0, 0.0))
        yield (x, y), (label["at"][0], label["at"][1])


def _is_lead(grid: Grid, stroke: Stroke) -> bool:
    """Whether a line goes from beside a point to beside its value."""
    (x, y), (u, v) = stroke.corners
    for (a, b), (left, baseline) in grid.leads:
        right = left > a
        begins = abs(y - b) < _NEAR and abs(x - a - (_START if right else -_START)) < _NEAR
        ends = a < u < left - _BEFORE if right else left < u < a
        if begins and ends and -0.3 < baseline - LOW_LARGE - v < _LINES:
            return True
    return False
