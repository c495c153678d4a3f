"""Check: bars and dots have the colour that the key gives to their series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from jaarbericht.audit.verify.drawing.labelled import LOW
from jaarbericht.audit.verify.drawing.named import has_key, key_of
from jaarbericht.audit.verify.itemdata import Item
from jaarbericht.audit.verify.pdf.content import Colour, Point, Stroke

# Points: from the middle of a symbol of the key to its text, and how far it may be off.
_BESIDE, _NEAR = 8.0, 0.3
# The part of white in the colour of what is not final; how much two colours may differ.
_TINT, _SAME = 0.72, 0.01


def keys_of(item: Item) -> list[Point]:
    """Where the symbols of the key lie, in the order of the series; none when there is no key."""
    keys = key_of(item) if has_key(item) else []
    return [(one["at"][0] - _BESIDE, one["at"][1] - LOW) for one in keys]


def key_at(keys: Sequence[Point], middle: Point) -> int | None:
    """The number of the series whose symbol in the key lies at a place."""
    x, y = middle
    for number, (a, b) in enumerate(keys, 1):
        if abs(x - a) < _NEAR and abs(y - b) < _NEAR:
            return number
    return None


def wrong_colours(
    item: Item, keys: Mapping[int, Stroke], parts: Sequence[tuple[int, Stroke]]
) -> Iterator[str]:
    """Series in another colour than in the key; `parts` has the series of each bar or dot."""
    if len(keys) < len(item["series"]):
        yield "does not have a symbol for each series in its key"
        return
    looks: dict[int, list[Colour]] = defaultdict(list)
    for number, stroke in parts:
        looks[number].append(stroke.ink if item["kind"] == "dots" else stroke.colour)
    if item["kind"] == "bars" and any(mark["axis"] == "y" for mark in item["marks"]):
        # Columns may also be told apart by period.
        known = [one.colour for one in keys.values()]
        if not all(any(_fits(found, one) for one in known) for found in looks.values()):
            return
    for number, found in looks.items():
        if not _fits(found, keys[number].colour):
            yield f"does not give series {number} the colour of its key"


def _fits(found: Sequence[Colour], colour: Colour) -> bool:
    """Whether all are one colour, or its tint."""
    return all(alike(one, colour) or alike(one, _tinted(colour)) for one in found)


def _tinted(colour: Colour) -> Colour:
    red, green, blue = (part + (1 - part) * _TINT for part in colour)
    return red, green, blue


def alike(one: Colour, other: Colour) -> bool:
    """Whether two colours are the same to the eye."""
    return all(abs(a - b) < _SAME for a, b in zip(one, other, strict=True))
