"""Check: drawings are in proportion to their data, and the PDF paints them so.

The ledger tells where each point of a figure lies. Along its axis that place must follow from the
exact value, on the same scale as the named values of the axis; and there the PDF must have a corner
of a path, with the value beside it where one is written. A clock has two axes of values.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from jaarbericht.audit.verify.clock import KIND as CLOCK
from jaarbericht.audit.verify.clock import clock_faults, steps
from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.pdfcontent import Content, Point, Stroke
from jaarbericht.audit.verify.pdffile import squeezed
from jaarbericht.audit.verify.problem import Problem
from jaarbericht.audit.verify.sheet import NEAR, SIDE, SYMBOL, Sheet, size_of, tick_value
from jaarbericht.audit.verify.tiled import painted_tiles, places_of_tiles

# Points: lines of the data are thick, those of an axis and to a label thin.
_THIN, _THICK = 0.65, 1.1
_GROUND, _PER_SIGN = 12.0, 6.0
TILES = "tiles"
_YEAR = re.compile(r"(19|20)\d\d")
Item = Mapping[str, Any]


@dataclass(frozen=True)
class Scale:
    """A place along an axis for each value: `zero` + `step` × value, in points."""

    zero: float
    step: float

    def place(self, value: float) -> float:
        """Where a value belongs."""
        return self.zero + self.step * value


def check_drawings(evidence: Evidence) -> Iterator[Problem]:
    """Every figure that the ledger places."""
    points = _points(evidence.ledger)
    for id, item in evidence.ledger["figures"].items():
        values = points[id]
        try:
            yield from _in_proportion(id, item, values)
            yield from _painted(id, item, values, evidence)
        except (KeyError, ValueError, TypeError, IndexError, StopIteration) as error:
            yield _problem(id, f"the places of its points cannot be read: {error!r}")


def _points(ledger: Mapping[str, Any]) -> Mapping[str, Mapping[tuple[int, str], float]]:
    """Per figure the value of each point in the scale of the axis, by series and category."""
    found: dict[str, dict[tuple[int, str], float]] = {id: {} for id in ledger["figures"]}
    for key, quantity in ledger["quantities"].items():
        chapter, _, rest = key.partition(".")
        name, _, point = rest.partition(".")
        if f"{chapter}.{name}" in found and point:
            number, _, x = point.partition(".")
            exact = Fraction(quantity["value"]) / quantity["form"]["scale"]
            found[f"{chapter}.{name}"][int(number), x] = float(exact)
    return found


def _in_proportion(
    id: str, item: Item, values: Mapping[tuple[int, str], float]
) -> Iterator[Problem]:
    marked = [(mark["series"], mark["x"]) for mark in item["marks"]]
    if sorted(marked) != sorted(values):
        yield _problem(id, "its points are not those of its data")
        return
    if item["kind"] == TILES:
        yield from (_problem(id, what) for what in places_of_tiles(item, values))
        return
    plots = defaultdict(list)
    for mark in item["marks"]:
        plots[mark["panel"], mark["axis"]].append(mark)
    is_clock = item["kind"] == CLOCK
    scales = {}
    for (panel, axis), marks in plots.items():
        scale = _scale(_ticks(item, panel, axis), marks, values)
        if scale is None:
            yield _problem(id, f"plot {panel} has no scale that can be read")
            continue
        scales[panel, axis] = scale
        for mark in marks:
            if abs(_off(mark, values[mark["series"], mark["x"]], scale)) > NEAR:
                yield _problem(id, f"‘{mark['x']}’ of series {mark['series']} is drawn elsewhere")
        if not is_clock:
            yield from _years_in_order(id, item, panel, axis)
            yield from _in_order(id, marks)
    yield from _directions(id, item, scales) if is_clock else _one_way(id, plots)


def _one_way(id: str, plots: Iterable[tuple[int, str]]) -> Iterator[Problem]:
    """All values of a plot are read along one axis."""
    for panel, count in Counter(panel for panel, _ in plots).items():
        if count > 1:
            yield _problem(id, f"plot {panel} is read along two axes")


def _directions(id: str, item: Item, scales: Mapping[tuple[int, str], Scale]) -> Iterator[Problem]:
    """A clock is read along both axes of its one plot, and is told as one."""
    if sorted(scales) != [(1, "x"), (1, "y")]:
        yield _problem(id, "a clock is not read along two axes")
        return
    zero = {axis: scale.zero for (_, axis), scale in scales.items()}
    step = {axis: scale.step for (_, axis), scale in scales.items()}
    yield from (_problem(id, fault) for fault in clock_faults(item, zero, step))


def _ticks(item: Item, panel: int, axis: str) -> list[tuple[float, float]]:
    """Value and place of the named values of the axis along which a plot is read."""
    return [
        (tick_value(tick["text"]), tick["at"])
        for tick in item["ticks"]
        if (tick["panel"], tick["axis"]) == (panel, axis)
    ]


def _scale(
    ticks: Sequence[tuple[float, float]],
    marks: Sequence[Item],
    values: Mapping[tuple[int, str], float],
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


def _ends(
    marks: Sequence[Item], values: Mapping[tuple[int, str], float]
) -> Iterator[tuple[float, float]]:
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


def _years_in_order(id: str, item: Item, panel: int, axis: str) -> Iterator[Problem]:
    """The years that a time axis names go on from left to right."""
    named = [
        (tick["at"], int(tick["text"]))
        for tick in item["ticks"]
        if tick["panel"] == panel and tick["axis"] != axis and _YEAR.fullmatch(tick["text"])
    ]
    years = [year for _, year in sorted(named)]
    if years != sorted(years):
        yield _problem(id, f"plot {panel} does not name its years in order")


def _in_order(id: str, marks: Sequence[Item]) -> Iterator[Problem]:
    """Along the other axis points of one series go on in time."""
    rows = defaultdict(list)
    for mark in marks:
        if mark["axis"] == "y" and mark["x"][:4].isdigit() and len(mark["x"]) == 8:
            rows[mark["series"]].append((mark["x"], mark["spots"][0][0]))
    for series, row in rows.items():
        if [place for _, place in sorted(row)] != sorted(place for _, place in row):
            yield _problem(id, f"series {series} is not drawn in order of time")


def _painted(
    id: str, item: Item, values: Mapping[tuple[int, str], float], evidence: Evidence
) -> Iterator[Problem]:
    division = evidence.document.ids.get(item["anchor"])
    figure = next(iter(division.all("Figure")), None) if division else None
    if figure is None or not figure.box:
        return  # told by check_figures
    content = [kid for kid in figure.kids if isinstance(kid, Content)]
    sheet = Sheet(figure, item["size"], content)
    for mark in item["marks"]:
        if not all(sheet.has_corner(spot) for spot in mark["spots"]):
            yield _problem(
                id, f"page {figure.page} paints ‘{mark['x']}’ of series {mark['series']} elsewhere"
            )
    for label in item["labels"]:
        if not sheet.has_text(label["text"], label["at"]):
            yield _problem(id, f"page {figure.page} does not have ‘{label['text']}’ in its place")
    for tick in item["ticks"]:
        if not sheet.has_tick(tick):
            yield _problem(id, f"page {figure.page} names ‘{tick['text']}’ of the axis elsewhere")
    yield from _all_written(id, item, sheet, figure.page)
    if item["kind"] == TILES:
        rows = evidence.data[item["attachment"]]
        wrong = painted_tiles(item, values, rows, sheet)
        yield from (_problem(id, f"on page {figure.page} {what}") for what in wrong)
    else:
        yield from _nothing_else(id, item, sheet, figure.page)
    if item["kind"] == CLOCK:
        yield from _goes_on(id, item, sheet, figure.page)


def _goes_on(id: str, item: Item, sheet: Sheet, page: int) -> Iterator[Problem]:
    """The hand of a clock goes from each moment to the next."""
    for name in item["moments"]:
        if not sheet.has_text(name["text"], name["at"]):
            yield _problem(id, f"page {page} does not have ‘{name['text']}’ in its place")
    painted: set[tuple[Point, Point]] = set()
    for stroke in sheet.strokes():
        if not stroke.filled and stroke.width >= _THICK:
            for one, other in pairwise(stroke.corners):
                painted |= {(_rough(one), _rough(other)), (_rough(other), _rough(one))}
    for here, there in steps(item):
        if not _follows([(here[0], here[1]), (there[0], there[1])], painted):
            yield _problem(id, f"page {page} does not join a moment with the next")


def _all_written(id: str, item: Item, sheet: Sheet, page: int) -> Iterator[Problem]:
    """The texts of a drawing are those of the ledger, each in its place, and no other."""
    painted = Counter(squeezed(text) for text, _ in sheet.texts() if text.strip())
    wanted = Counter(squeezed(one["text"]) for one in item["texts"] if one["text"].strip())
    for text in (painted - wanted) + (wanted - painted):
        yield _problem(id, f"page {page} does not have ‘{text}’ as often as the ledger")
    for one in item["texts"]:
        if one["text"].strip() and not sheet.has_text(one["text"], one["at"]):
            yield _problem(id, f"page {page} does not have ‘{one['text']}’ in its place")


def _nothing_else(id: str, item: Item, sheet: Sheet, page: int) -> Iterator[Problem]:
    """What is drawn joins points in order, or is a bar, a symbol, or part of an axis."""
    joined = _joined(item)
    bars = {_rough(spot) for mark in item["marks"] if len(mark["spots"]) > 1
            for spot in mark["spots"]}  # fmt: skip
    for stroke in sheet.strokes():
        width, height = size_of(stroke.corners)
        if max(width, height) <= SYMBOL:
            continue
        if stroke.filled and min(width, height) > NEAR:
            is_bar = all(_among(spot, bars) for spot in stroke.corners)
            if not is_bar and not _is_ground(stroke, item):
                yield _problem(id, f"page {page} fills a shape that the data do not have")
        elif not _is_axis(stroke) and (stroke.curved or not _follows(stroke.corners, joined)):
            yield _problem(id, f"page {page} paints a line that the data do not have")


def _is_ground(stroke: Stroke, item: Item) -> bool:
    """Whether a shape is just the ground on which one value is written."""
    left, right = min(x for x, _ in stroke.corners), max(x for x, _ in stroke.corners)
    top, bottom = min(y for _, y in stroke.corners), max(y for _, y in stroke.corners)
    return bottom - top < _GROUND and any(
        left - 1 < x < right and top < y < bottom and right - x < _PER_SIGN * len(text)
        for text, (x, y) in ((label["text"], label["at"]) for label in item["labels"])
    )


def _is_axis(stroke: Stroke) -> bool:
    """Whether a line is thin and straight along an axis, or as thin as one to a label."""
    straight = min(size_of(stroke.corners)) < NEAR
    return stroke.width < (_THICK if straight else _THIN)


def _joined(item: Item) -> set[tuple[Point, Point]]:
    """Pairs of places that a thick line may join: neighbours of a series, or of a row of dots."""
    pairs: set[tuple[Point, Point]] = set()
    if item["kind"] == CLOCK:
        both = [(_rough(here), _rough(there)) for here, there in steps(item)]
        return {pair for one in both for pair in (one, one[::-1])}
    rows = defaultdict(list)
    for mark in item["marks"]:
        if len(mark["spots"]) == 1:
            spot = tuple(mark["spots"][0])
            rows["series", mark["panel"], mark["series"]].append(spot)
            rows["row", mark["panel"], mark["x"]].append(spot)
    for key, spots in rows.items():
        ordered = sorted(spots) if key[0] == "row" else spots
        for one, other in pairwise(ordered):
            pairs |= {(_rough(one), _rough(other)), (_rough(other), _rough(one))}
        if key[0] == "row":
            pairs |= {(_rough(ordered[0]), _rough(ordered[-1]))}
    return pairs


def _follows(corners: Sequence[Point], joined: set[tuple[Point, Point]]) -> bool:
    """Whether each piece of a line joins two places that belong together."""
    return all(
        (_rough(one), _rough(other)) in joined
        or any((a, b) in joined for a in _around(one) for b in _around(other))
        for one, other in pairwise(corners)
        if one != other
    )


def _rough(spot: Sequence[float]) -> Point:
    return round(spot[0], 1), round(spot[1], 1)


def _around(spot: Point) -> list[Point]:
    x, y = _rough(spot)
    steps = (-0.1, 0.0, 0.1)
    return [(round(x + a, 1), round(y + b, 1)) for a in steps for b in steps]


def _among(spot: Point, places: set[Point]) -> bool:
    return any(near in places for near in _around(spot))


def _problem(id: str, what: str) -> Problem:
    return Problem("drawing", id, f"{what[0].upper()}{what[1:]}.", _TODO)


_TODO = "Get the report anew from where it was published, or build it again."
