"""Check: categories, lines and plots of a drawing are named where they are.

The names are the series and the categories of the data. Rows are named at their left, lines at
their ends, plots above them, bars and dots of several series by a key in the order of the data.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from jaarbericht.audit.verify.drawing.labelled import LOW_LARGE, names_in
from jaarbericht.audit.verify.drawing.timeline import is_timed
from jaarbericht.audit.verify.itemdata import Item
from jaarbericht.audit.verify.pdf.file import squeezed

# Points: between the lines of a text, and how far a name may be off.
_LINE, _NEAR, _ROW = 10.03, 0.3, 1.0
# From the edge of a plot, or the end of a line, to the names beside it.
_BESIDE = 7.9
ROWS = ("bars", "stacked", "dots")


def wrong_names(item: Item, categories: Sequence[str]) -> Iterator[str]:
    """What a drawing calls otherwise than the data; `categories` are those of all points."""
    if is_timed(item["marks"]):
        if item["kind"] == "multiples":
            yield from _plots(item)
        elif item["kind"] == "lines":
            yield from _ends(item)
    elif item["kind"] in ROWS:
        yield from _rows(item, list(dict.fromkeys(categories)))
    elif item["kind"] == "slope":
        yield from _moments(item)
        yield from _ends(item)
    if has_key(item):
        yield from _key(item)


def has_key(item: Item) -> bool:
    """Whether a drawing tells its series apart by a key."""
    return item["kind"] == "dots" or (item["kind"] in ROWS and len(item["series"]) > 1)


def key_of(item: Item) -> list[Item]:
    """The texts of the key, in the order in which they are read: above all that is drawn."""
    top = min(spot[1] for mark in item["marks"] for spot in mark["spots"])
    found = [one for one in item["texts"] if one["text"] in item["series"] and one["at"][1] < top]
    return sorted(found, key=lambda one: (round(one["at"][1]), one["at"][0]))[: len(item["series"])]


def _key(item: Item) -> Iterator[str]:
    if [one["text"] for one in key_of(item)] != list(item["series"]):
        yield "its key does not name the series in their order"


def _rows(item: Item, names: Sequence[str]) -> Iterator[str]:
    """Read from below, the texts left of the plot are the categories, each beside its row."""
    spots = [spot for mark in item["marks"] for spot in mark["spots"]]
    left, foot = min(x for x, _ in spots) - _BESIDE, max(y for _, y in spots)
    ticks = {tick["text"] for tick in item["ticks"]}
    texts = sorted(
        (
            one
            for one in names_in(item)
            if one["at"][0] < left and not (one["text"] in ticks and one["at"][1] > foot + _NEAR)
        ),
        key=lambda one: float(one["at"][1]),
    )
    middles = _middles(item)
    for name in reversed(names):
        lines: list[Item] = []
        while texts and _joined(lines) != squeezed(name):
            lines.insert(0, texts.pop())
        if _joined(lines) != squeezed(name):
            yield f"‘{name}’ does not stand at its row"
            return
        middle = sum(one["at"][1] for one in lines) / len(lines) - LOW_LARGE
        if name in middles:
            row, spread = middles[name]
            if abs(middle - row) > spread + _ROW:
                yield f"‘{name}’ does not stand at its row"


def _middles(item: Item) -> Mapping[str, tuple[float, float]]:
    """By category the height of its row, and how far its marks can lie off the middle of it."""
    found: dict[str, list[float]] = defaultdict(list)
    for mark in item["marks"]:
        found[mark["x"]] += [spot[1] for spot in mark["spots"]]
    rows = {x: ((min(ys) + max(ys)) / 2, max(ys) - min(ys)) for x, ys in found.items()}
    widest = max(high for _, high in rows.values())
    return {x: (middle, (widest - high) / 2) for x, (middle, high) in rows.items()}


def _ends(item: Item) -> Iterator[str]:
    """The name at the end of a line ends on the line of its value; a left one only if no right."""
    right = {label["x"] for label in item["labels"] if label["series"] == 2}
    texts = names_in(item)
    edges = [spot[0] for mark in item["marks"] for spot in mark["spots"]]
    for label in item["labels"]:
        at_left = item["kind"] == "slope" and label["series"] == 1
        if at_left and label["x"] in right:
            continue
        name = label["x"] if item["kind"] == "slope" else item["series"][label["series"] - 1]
        beside = [
            one
            for one in texts
            if (one["at"][0] < min(edges) if at_left else one["at"][0] > max(edges) + _BESIDE)
        ]
        if not _ends_there(name, label["at"][1], beside):
            yield f"‘{name}’ does not stand at the end of its line"


def _ends_there(name: str, level: float, texts: Sequence[Item]) -> bool:
    """Whether the lines of text up from a level make a name."""
    lines: list[Item] = []
    for _ in range(len(name.split()) + 1):
        here = [one for one in texts if abs(one["at"][1] - level) < _NEAR]
        if len(here) > 1:
            return False
        lines[:0] = here
        if _joined(lines) == squeezed(name):
            return True
        level -= _LINE
    return False


def _moments(item: Item) -> Iterator[str]:
    """The two moments of a slope are named above its left and its right end."""
    top = min(spot[1] for mark in item["marks"] for spot in mark["spots"])
    for number, name in enumerate(item["series"], 1):
        places = {mark["spots"][0][0] for mark in item["marks"] if mark["series"] == number}
        if len(places) > 1 or any(
            not any(
                one["text"] == name
                and one["at"][1] < top
                and 0 < at - one["at"][0] < _BESIDE * len(name)
                for one in item["texts"]
            )
            for at in places
        ):
            yield f"‘{name}’ does not stand above its end"
    left, right = (
        [mark["spots"][0][0] for mark in item["marks"] if mark["series"] == n] for n in (1, 2)
    )
    if left and right and min(left) >= min(right):
        yield "its moments do not go from left to right"


def _plots(item: Item) -> Iterator[str]:
    """Above each plot stands the name of its series, at the same place as above all others."""
    tops: dict[int, float] = {}
    lefts: dict[int, float] = {}
    for tick in item["ticks"]:
        kept = tops if tick["axis"] == "y" else lefts
        kept[tick["panel"]] = min(kept.get(tick["panel"], tick["at"]), tick["at"])
    texts = names_in(item)
    start: float | None = None
    for number, name in enumerate(item["series"], 1):
        if number not in tops or number not in lefts:
            yield f"plot {number} cannot be found"
            continue
        above = max((top for top in tops.values() if top < tops[number] - 1), default=-1e9)
        found = _title(name, [one for one in texts if above < one["at"][1] < tops[number]],
                       None if start is None else start + lefts[number])  # fmt: skip
        if found is None:
            yield f"‘{name}’ does not stand above its plot"
        elif start is None:
            start = found - lefts[number]


def _title(name: str, texts: Sequence[Item], left: float | None) -> float | None:
    """Where a title begins that is made of texts below each other, or None."""
    for first in texts:
        x, y = first["at"]
        if left is not None and abs(x - left) > _NEAR:
            continue
        lines = [first]
        while _joined(lines) != squeezed(name) and squeezed(name).startswith(_joined(lines)):
            y += _LINE
            below = [
                one
                for one in texts
                if abs(one["at"][0] - x) < _NEAR and abs(one["at"][1] - y) < _NEAR
            ]
            if not below:
                break
            lines.append(below[0])
        if _joined(lines) == squeezed(name):
            return float(x)
    return None


def _joined(lines: Sequence[Item]) -> str:
    return squeezed("".join(one["text"] for one in lines))
