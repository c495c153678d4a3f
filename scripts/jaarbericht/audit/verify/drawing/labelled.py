"""Check: a value that is written in a drawing is that of its point, and stands at that point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from jaarbericht.audit.verify.drawing.sheet import SIDE
from jaarbericht.audit.verify.itemdata import Item

Point = tuple[int, str]
# Points: from the middle of a line of text down to its baseline, in the two sizes of drawings.
LOW, LOW_LARGE = 2.57, 2.81
# From a bar, a dot and a line to its value; and how far a value may be off.
_BAR, _DOT, _LINE, _NEAR = 4.0, 6.0, 5.0, 0.3
_SAME = 0.01
# At most so wide is a sign.
_SIGN = 7.0
_ABOVE, _BELOW = 3.72, 8.15
_ENDS = ("lines", "slope")


def wrong_labels(item: Item, printed: Mapping[Point, str]) -> Iterator[str]:
    """Values that are not printed as in the data, or that stand elsewhere."""
    marks = {(mark["series"], mark["x"]): mark for mark in item["marks"]}
    seen = set()
    for label in item["labels"]:
        point = label["series"], label["x"]
        told = f"‘{label['x']}’ of series {label['series']}"
        if point not in marks or printed.get(point) != label["text"]:
            yield f"‘{label['text']}’ is not the value of {told}"
        elif point in seen or not _is_beside(item["kind"], label, marks[point]):
            yield f"‘{label['text']}’ does not stand at {told}"
        seen.add(point)
    if item["kind"] in _ENDS and not seen - marks.keys():
        yield from _in_order(item, marks)


def names_in(item: Item) -> list[Item]:
    """The texts of a drawing that are no values of points."""
    values: dict[str, list[Item]] = {}
    for label in item["labels"]:
        values.setdefault(label["text"], []).append(label)
    return [
        one
        for one in item["texts"]
        if not any(
            abs(a - b) < _SAME
            for label in values.get(one["text"], ())
            for a, b in [max(zip(one["at"], label["at"], strict=True), key=_apart)]
        )
    ]


def _apart(pair: tuple[float, float]) -> float:
    return abs(pair[0] - pair[1])


def _is_beside(kind: str, label: Item, mark: Item) -> bool:
    x, y = map(float, label["at"])
    xs, ys = ([float(spot[side]) for spot in mark["spots"]] for side in (0, 1))
    long = _SIGN * len(label["text"])
    middle = (min(ys) + max(ys)) / 2 + LOW
    if kind == "bars" and mark["axis"] == "y":
        below = ys[0] > ys[-1]
        level = ys[0] + _BELOW if below else ys[0] - _ABOVE
        return abs(y - level) < _NEAR and 0 < (min(xs) + max(xs)) / 2 - x < long
    if kind == "bars":
        return abs(y - middle) < _NEAR and _is_aside(x, xs[0], _BAR, long)
    if kind == "stacked":
        return abs(y - middle) < _NEAR and min(xs) < x < max(xs)
    if kind == "dots":
        return abs(y - middle) < _NEAR and _is_aside(x, xs[0], _DOT, long)
    if kind == "multiples":
        return abs(y - middle) < _NEAR and abs(x - xs[0] - _LINE) < _NEAR
    if kind == "tiles":
        return min(xs) < x < max(xs) and min(ys) < y < max(ys)
    at_left = kind == "slope" and label["series"] == 1
    return kind in _ENDS and (x < xs[0] if at_left else x > xs[0])


def _is_aside(x: float, end: float, gap: float, long: float) -> bool:
    """Whether a text begins right after an end, or ends right before it."""
    return abs(x - end - gap) < _NEAR or end - gap - long < x < end - gap


def _in_order(item: Item, marks: Mapping[Point, Item]) -> Iterator[str]:
    """At the ends of lines the values stand in the order of these ends."""
    for left in (True, False):
        rows = sorted(
            (marks[label["series"], label["x"]]["spots"][0][SIDE["y"]], label["at"][1])
            for label in item["labels"]
            if (item["kind"] == "slope" and label["series"] == 1) == left
        )
        if any(one[0] < other[0] and one[1] > other[1] for one, other in pairwise(rows)):
            yield "the values at its ends do not stand in the order of their lines"
