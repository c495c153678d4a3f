"""Check: all that a drawing paints is a part of its data, its axes, its key or its names.

A line joins neighbours, a bar or a symbol has its place, and the grid is thin; what shows data is
dark and, but for dashes, whole. A path has no other reason, so that none hides or invents data.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jaarbericht.audit.verify.drawing.clock import KIND as CLOCK
from jaarbericht.audit.verify.drawing.gridlines import Grid, grid_of, is_of_grid, is_visible
from jaarbericht.audit.verify.drawing.joined import (
    Pair,
    Pairs,
    Place,
    around,
    both_ways,
    follows,
    joined,
    rough,
)
from jaarbericht.audit.verify.drawing.keyed import key_at, keys_of, wrong_colours
from jaarbericht.audit.verify.drawing.sheet import size_of
from jaarbericht.audit.verify.itemdata import Item
from jaarbericht.audit.verify.pdf.content import Point, Stroke, light
from jaarbericht.audit.verify.pdf.plane import bounds

Of = tuple[int, str]
_NOT_FINAL = ("Voorlopig", "NaderVoorlopig")
# Lines that only a break cuts, and those that show where.
_UNBROKEN, _CUT = ("lines", "multiples", "slope", CLOCK), ("lines", "multiples")
# Points: lines of data; symbols and arrows, with the outline of these and of bars.
_THICK, _THICKEST = 1.1, 2.5
_SMALLEST, _LARGEST, _ARROW = 2.0, 6.8, 3.3
_OPEN, _OUTLINE, _EDGE, _NEAR = 0.9, 1.5, 0.9, 0.15
# How light what shows data may be; from where on a colour is pale, and from where white.
_DARK, _PALE, _WHITE = 0.72, 0.92, 0.99
# The ground on which one value is written.
_GROUND, _PER_SIGN, _ASIDE, _DOT = 12.0, 6.0, 2.0, 3.0


@dataclass(frozen=True)
class Plan:
    """What a drawing may paint: the points by the places of their dots and bars, and the rest."""

    item: Item
    steps: Sequence[Pair]
    pairs: Pairs
    dots: Mapping[Place, Sequence[Item]]
    bars: Mapping[Place, Sequence[Item]]
    not_final: Collection[Of]
    set_apart: bool
    grid: Grid
    keys: Sequence[Point]
    arrows: Sequence[Point]


@dataclass(frozen=True)
class Part:
    """A path and what it is: of which point or points, or which number."""

    sort: str
    stroke: Stroke
    marks: Sequence[Item] = ()
    number: int = 0


def wrong_paths(
    item: Item,
    zeros: Mapping[tuple[int, str], float],
    points: Mapping[Of, str],
    strokes: Iterable[Stroke],
) -> Iterator[str]:
    """Paths without a reason, and points that are not painted, or painted as others.

    `zeros` has by plot and axis the place of zero; `points` the status of each point, empty where
    it has no figure.
    """
    plan = _plan(item, zeros, points)
    parts: list[Part] = []
    for stroke in strokes:
        if len(stroke.corners) < 2:
            continue  # a place alone paints nothing
        part = _part(plan, stroke)
        if part is not None:
            parts.append(part)
        elif stroke.filled and min(size_of(stroke.corners)) > _NEAR:
            yield "fills a shape that the data do not have"
        else:
            yield "paints a line that the data do not have"
    yield from _unseen(plan, parts)
    yield from _too_often(plan, parts)
    if plan.keys:
        keys = {part.number: part.stroke for part in parts if part.sort == "key"}
        coloured = [
            (part.marks[0]["series"], part.stroke)
            for part in parts
            if len(part.marks) == 1 and part.sort in ("bar", "symbol")
        ]
        yield from wrong_colours(item, keys, coloured)
    if item["kind"] in _UNBROKEN:
        lines = [part.stroke.corners for part in parts if part.sort == "line"]
        cuts = [part.stroke.corners[0][0] for part in parts if part.sort == "grid"
                and size_of(part.stroke.corners)[0] < _NEAR]  # fmt: skip
        yield from not_joined(plan.steps, lines, cuts if item["kind"] in _CUT else ())


def not_joined(
    steps: Sequence[Pair], lines: Iterable[Sequence[Sequence[float]]], cuts: Sequence[float] = ()
) -> Iterator[str]:
    """Steps that no line takes; a line stops where the grid marks a break, halfway a step."""
    painted = both_ways(pair for corners in lines for pair in pairwise(corners))
    for here, there in steps:
        if not follows([(here[0], here[1]), (there[0], there[1])], painted):
            middle = (here[0] + there[0]) / 2
            if not any(abs(cut - middle) < _NEAR for cut in cuts):
                yield "does not join a point with the next"


def _plan(item: Item, zeros: Mapping[tuple[int, str], float], points: Mapping[Of, str]) -> Plan:
    not_final = {point for point, status in points.items() if status in _NOT_FINAL}
    periods: dict[int, list[str]] = defaultdict(list)
    for number, x in points:
        periods[number].append(x)
    pairs = joined(item, periods)
    dots: dict[Place, list[Item]] = defaultdict(list)
    bars: dict[Place, list[Item]] = defaultdict(list)
    for mark in item["marks"]:
        places = {rough(spot) for spot in mark["spots"]}
        for place in places:
            (dots if len(mark["spots"]) == 1 else bars)[place].append(mark)
    hand = pairs if item["kind"] == CLOCK else []
    arrows = [((a + c) / 2, (b + d) / 2) for (a, b), (c, d) in hand]
    return Plan(
        item, pairs, both_ways(pairs), dots, bars, not_final, len(not_final) < len(item["marks"]),
        grid_of(item, zeros), keys_of(item), arrows,
    )  # fmt: skip


def _part(plan: Plan, stroke: Stroke) -> Part | None:
    """What a path is, or None when it may not be there."""
    return next((part for find in _FINDERS if (part := find(plan, stroke)) is not None), None)


def _line(plan: Plan, stroke: Stroke) -> Part | None:
    """A line of the data, or the line of no length between two equal points."""
    plain = not stroke.filled and not stroke.curved and _THICK <= stroke.width < _THICKEST
    if not plain or light(stroke.ink) > _DARK or not is_visible(stroke):
        return None
    if len(set(stroke.corners)) == 1 and not _at(plan.dots, stroke.corners[0]):
        return None
    return Part("line", stroke) if follows(stroke.corners, plan.pairs) else None


def _grid(plan: Plan, stroke: Stroke) -> Part | None:
    return Part("grid", stroke) if is_of_grid(plan.grid, stroke) else None


def _bar(plan: Plan, stroke: Stroke) -> Part | None:
    """A shape with the corners of a bar, in a colour that shows whether its figure is final."""
    if not stroke.filled or stroke.curved:
        return None
    marks = [
        mark for mark in _at(plan.bars, stroke.corners[0])
        if _same(mark["spots"], stroke.corners) and _has_colour(plan, mark, stroke)
    ]  # fmt: skip
    return Part("bar", stroke, marks) if marks else None


def _same(spots: Sequence[Sequence[float]], corners: Sequence[Point]) -> bool:
    """Whether two shapes have the same corners."""
    return all(
        any(abs(x - a) < _NEAR and abs(y - b) < _NEAR for a, b in others)
        for these, others in ((spots, corners), (corners, spots))
        for x, y in these
    )


def _has_colour(plan: Plan, mark: Item, stroke: Stroke) -> bool:
    pale = plan.set_apart and (mark["series"], mark["x"]) in plan.not_final
    shade = light(stroke.colour)
    if stroke.width >= _EDGE or not (_DARK < shade < _PALE if pale else shade < _DARK):
        return False
    return stroke.width == 0 or plan.item["kind"] == "stacked" or light(stroke.ink) < _DARK


def _symbol(plan: Plan, stroke: Stroke) -> Part | None:
    """A dot at a point: open when its figure is not final."""
    if not _is_small(stroke):
        return None
    marks = _at(plan.dots, _middle(stroke))
    is_open = light(stroke.colour) > _WHITE
    as_told = any(((m["series"], m["x"]) in plan.not_final) == is_open for m in marks)
    outline = stroke.width > 0 and light(stroke.ink) < _DARK
    plain = outline and stroke.width >= _OPEN if is_open else _is_dark(stroke)
    return Part("open" if is_open else "symbol", stroke, marks) if as_told and plain else None


def _key(plan: Plan, stroke: Stroke) -> Part | None:
    number = key_at(plan.keys, _middle(stroke)) if _is_small(stroke) else None
    return Part("key", stroke, number=number) if number and _is_dark(stroke) else None


def _arrow(plan: Plan, stroke: Stroke) -> Part | None:
    """A small triangle halfway a step of a clock."""
    if not _is_small(stroke) or stroke.curved or not _is_dark(stroke) or stroke.width:
        return None
    for number, (x, y) in enumerate(plan.arrows, 1):
        if all(abs(a - x) < _ARROW and abs(b - y) < _ARROW for a, b in stroke.corners):
            return Part("arrow", stroke, number=number)
    return None


def _ground(plan: Plan, stroke: Stroke) -> Part | None:
    """The white on which the value beside a dot is written; it hides no dot."""
    if plan.item["kind"] != "dots" or not stroke.filled or stroke.curved or stroke.width:
        return None
    left, top, right, bottom = bounds(stroke.corners)
    spots = (mark["spots"][0] for mark in plan.item["marks"])
    if any(left - _DOT < x < right + _DOT and top < y < bottom for x, y in spots):
        return None
    for number, label in enumerate(plan.item["labels"], 1):
        x, y = label["at"]
        within = abs(x - left) < _ASIDE and top < y < bottom
        if within and bottom - top < _GROUND and right - x < _PER_SIGN * len(label["text"]):
            return Part("ground", stroke, number=number)
    return None


_FINDERS: tuple[Callable[[Plan, Stroke], Part | None], ...] = (
    _line, _bar, _symbol, _grid, _key, _ground, _arrow,
)  # fmt: skip


def _is_small(stroke: Stroke) -> bool:
    width, height = size_of(stroke.corners)
    small = _SMALLEST < width < _LARGEST and _SMALLEST < height < _LARGEST
    return stroke.filled and small and stroke.width < _OUTLINE


def _is_dark(stroke: Stroke) -> bool:
    return light(stroke.colour) < _DARK and (not stroke.width or light(stroke.ink) < _DARK)


def _middle(stroke: Stroke) -> Point:
    left, top, right, bottom = bounds(stroke.corners)
    return (left + right) / 2, (top + bottom) / 2


def _at(places: Mapping[Place, Sequence[Item]], spot: Sequence[float]) -> Sequence[Item]:
    """The points that lie at a place."""
    found: dict[int, Item] = {}
    for near in around(spot):
        found.update((id(mark), mark) for mark in places.get(near, ()))
    return list(found.values())


def _unseen(plan: Plan, parts: Sequence[Part]) -> Iterator[str]:
    """Points that no path shows, or not as what they are."""
    seen = {rough(corner) for part in parts if part.sort == "line" for corner in part.stroke.corners
            if len(set(part.stroke.corners)) > 1}  # fmt: skip
    shown = {id(mark) for part in parts for mark in part.marks}
    opened = {id(mark) for part in parts if part.sort == "open" for mark in part.marks}
    for mark in plan.item["marks"]:
        spot = mark["spots"][0]
        told = f"‘{mark['x']}’ of series {mark['series']}"
        is_dot = len(mark["spots"]) == 1
        if id(mark) not in shown and not (is_dot and any(near in seen for near in around(spot))):
            yield f"does not show {told}"
        elif is_dot and (mark["series"], mark["x"]) in plan.not_final and id(mark) not in opened:
            yield f"does not show that {told} is not final"


def _too_often(plan: Plan, parts: Sequence[Part]) -> Iterator[str]:
    """Bars, symbols and grounds that lie over each other."""
    times = Counter(
        (part.sort.replace("open", "symbol"), part.number, *sorted(map(id, part.marks)))
        for part in parts
        if part.sort not in ("line", "grid")
    )
    for (_, _, *marks), count in times.items():
        if count > max(len(marks), 1):
            yield "paints a bar or a symbol more than once"
            return
