"""Check: the tiles of a map stand on their grid, each in the shade of its value.

The grid is that of docs/ledger.md. Shades are compared with the key that is painted beside the map:
a tile must have the colour of the class in which its value falls. A region without a figure is
hatched, in no colour of the key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from jaarbericht.audit.verify.drawing.keyed import alike
from jaarbericht.audit.verify.drawing.labelled import LOW
from jaarbericht.audit.verify.drawing.sheet import NEAR, Sheet, size_of, tick_value
from jaarbericht.audit.verify.evidence import Row
from jaarbericht.audit.verify.itemdata import Item
from jaarbericht.audit.verify.pdf.content import Colour, Stroke, light
from jaarbericht.audit.verify.pdf.file import squeezed
from jaarbericht.audit.verify.pdf.plane import bounds

Values = Mapping[tuple[int, str], float]
Box = tuple[float, float, float, float]

PROVINCES: Mapping[str, tuple[int, int]] = {
    "Groningen": (3, 0), "Fryslân": (2, 0), "Drenthe": (3, 1), "Overijssel": (3, 2),
    "Flevoland": (2, 1), "Gelderland": (2, 2), "Utrecht": (1, 2), "Noord-Holland": (1, 1),
    "Zuid-Holland": (0, 2), "Zeeland": (0, 3), "Noord-Brabant": (1, 3), "Limburg": (2, 3),
}  # fmt: skip
# Points between tiles, of the bar of a key, of the lines of a hatch; and between two shades.
_BETWEEN, _BAR, _THIN, _LINES, _WHITE = 3.0, 12.0, 0.65, 5, 0.92
# The tile of the key that stands for no figure, and how far its words are from it.
_NO_FIGURE, _SIGN, _APART = "Geen cijfer", 8.0, 5.0


def places_of_tiles(item: Item, values: Values) -> Iterator[str]:
    """What is wrong with where the ledger says that tiles and classes are."""
    boxes = _boxes(item)
    for mark in item["marks"]:
        left, top, right, bottom = boxes[mark["x"]]
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
        if len(mark["spots"]) != len(corners) or any(
            abs(a - b) > NEAR
            for spot, corner in zip(mark["spots"], corners, strict=True)
            for a, b in zip(spot, corner, strict=True)
        ):
            yield f"the tile of ‘{mark['x']}’ stands elsewhere"
    yield from _classes(item, values)


def _classes(item: Item, values: Values) -> Iterator[str]:
    limits = _limits(item)
    widths = [b - a for (a, _), (b, _) in pairwise(limits)]
    steps = [b - a for (_, a), (_, b) in pairwise(limits)]
    even = len(limits) > 2 and all(
        min(found) > 0 and max(found) - min(found) < near * max(found)
        for found, near in ((widths, NEAR), (steps, 1e-9))
    )
    if not even:
        yield "its classes cannot be read from its key"
    elif min(values.values()) < limits[0][1] or max(values.values()) > limits[-1][1]:
        yield "it has a value outside all its classes"


def painted_tiles(item: Item, values: Values, rows: Sequence[Row], sheet: Sheet) -> Iterator[str]:
    """What is wrong with the tiles and the key that the page has, and with all else there."""
    boxes = _boxes(item)
    texts = {row["categorie"]: row["afgedrukt"] for row in rows}
    if sorted(texts) != sorted(boxes) or len(rows) != len(boxes):
        yield "its data do not have each region of its grid once"
        return
    left_over = [one for one in sheet.strokes() if len(one.corners) > 1]
    key = [_swatch(left_over, start, end) for (start, _), (end, _) in pairwise(_limits(item))]
    if any(a is None or b is None or light(a) <= light(b) for a, b in pairwise(key)):
        yield "its key does not go from light to dark"
        return
    shades = [colour for colour in key if colour is not None]
    for name, box in boxes.items():
        known = (1, name) in values
        colour = _ground(left_over, box)
        lines = _hatch(left_over, box)
        if colour is None:
            yield f"there is no tile in the place of ‘{name}’"
        elif known and (lines or not alike(colour, shades[_class(item, values[1, name])])):
            yield f"the shade of ‘{name}’ is not that of its value"
        elif not known and (lines < _LINES or any(alike(colour, one) for one in shades)):
            yield f"‘{name}’ has no figure, but its tile looks as if it had"
        if _written(sheet, box) != squeezed(name + (texts[name] if known else ".")):
            yield f"the tile of ‘{name}’ does not hold its name and its value"
        if known and squeezed(f"‘{name}’ {texts[name]}") not in squeezed(item["alt"]):
            yield f"its description does not have the value of ‘{name}’"
    if len(values) < len(boxes):
        _without_sign(left_over, item)
    if left_over:
        yield "it has a shape or a line that the data do not have"


def _boxes(item: Item) -> dict[str, Box]:
    """Where each region of the grid must be, by the first tile; left, top, right, bottom."""
    first = item["marks"][0]
    (left, top), (right, _) = first["spots"][:2]
    side = right - left
    step = side + _BETWEEN
    column, row = PROVINCES[first["x"]]
    left, top = left - column * step, top - row * step
    return {
        name: (left + x * step, top + y * step, left + x * step + side, top + y * step + side)
        for name, (x, y) in PROVINCES.items()
    }


def _limits(item: Item) -> list[tuple[float, float]]:
    """Place and value of the limits of the classes, from left to right."""
    return sorted((float(tick["at"]), tick_value(tick["text"])) for tick in item["ticks"])


def _class(item: Item, value: float) -> int:
    """The class of a value; one on a limit is of the class above it, if there is one."""
    inner = [limit for _, limit in _limits(item)[1:-1]]
    return sum(limit <= value for limit in inner)


def _swatch(strokes: list[Stroke], start: float, end: float) -> Colour | None:
    """The colour of the class between two limits in the key; takes it from the strokes."""
    return _taken(
        strokes,
        [
            one
            for one in strokes
            if one.filled
            and abs(bounds(one.corners)[0] - start) < NEAR
            and abs(bounds(one.corners)[2] - end) < NEAR
            and size_of(one.corners)[1] < _BAR
        ],
    )


def _ground(strokes: list[Stroke], box: Box) -> Colour | None:
    """The colour of the one square that fills a box; takes it from the strokes."""
    return _taken(
        strokes,
        [
            one
            for one in strokes
            if one.filled
            and not one.curved
            and all(abs(a - b) < NEAR for a, b in zip(bounds(one.corners), box, strict=True))
            and len(set(one.corners)) == 4
        ],
    )


def _taken(strokes: list[Stroke], found: Sequence[Stroke]) -> Colour | None:
    if len(found) != 1:
        return None
    strokes.remove(found[0])
    return found[0].colour


def _hatch(strokes: list[Stroke], box: Box) -> int:
    """How many thin slanting lines a box has; takes them from the strokes."""
    found = [
        one
        for one in strokes
        if not one.filled
        and not one.curved
        and 0 < one.width < _THIN
        and light(one.ink) < _WHITE
        and (min(size_of(one.corners)) > NEAR or max(size_of(one.corners)) < NEAR)
        and all(_inside(corner, box) for corner in one.corners)
    ]
    for one in found:
        strokes.remove(one)
    return len(found)


def _without_sign(strokes: list[Stroke], item: Item) -> None:
    """Takes the small tile of the key that stands for no figure from the strokes."""
    for one in item["texts"]:
        if one["text"] == _NO_FIGURE:
            left, top = one["at"][0] - _APART - _SIGN, one["at"][1] - LOW - _SIGN / 2
            box = (left, top, left + _SIGN, top + _SIGN)
            _hatch(strokes, box)
            _ground(strokes, box)


def _written(sheet: Sheet, box: Box) -> str:
    """All texts that begin in a box, from top to bottom."""
    found = [(at, text) for text, at in sheet.texts() if _inside(at, box)]
    return squeezed("".join(text for _, text in sorted(found, key=lambda one: one[0][1])))


def _inside(at: tuple[float, float], box: Box) -> bool:
    left, top, right, bottom = box
    return left - NEAR <= at[0] <= right + NEAR and top - NEAR <= at[1] <= bottom + NEAR
