"""Which points of a drawing its lines may join, and whether a line joins no others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from jaarbericht.audit.verify.drawing.clock import KIND as CLOCK
from jaarbericht.audit.verify.drawing.clock import steps
from jaarbericht.audit.verify.drawing.timeline import moment
from jaarbericht.audit.verify.itemdata import Item
from jaarbericht.audit.verify.pdf.content import Point

Pair = tuple[Sequence[float], Sequence[float]]
Place = tuple[int, int]
Pairs = Collection[tuple[Place, Place]]
_STEPS = tuple((a, b) for a in (0, -1, 1) for b in (0, -1, 1))
# A line stops where more than one period is left out.
_GAP = 1.5
_OVER_TIME = ("lines", "multiples", "spark")


def joined(item: Item, periods: Mapping[int, Sequence[str]]) -> list[Pair]:
    """Places that a line joins: neighbours in time of a series; the ends of a row or a slope.

    `periods` are those of each series, also where it has no figure: a line stops before a gap.
    """
    if item["kind"] == CLOCK:
        return steps(item)
    if item["kind"] in _OVER_TIME:
        return [
            pair for number, codes in periods.items() for pair in _neighbours(item, number, codes)
        ]
    rows = defaultdict(list)
    for mark in item["marks"]:
        if len(mark["spots"]) == 1:
            rows[mark["x"]].append(mark["spots"][0])
    return [(min(spots), max(spots)) for spots in rows.values() if len(spots) > 1]


def _neighbours(item: Item, series: int, codes: Sequence[str]) -> list[Pair]:
    moments = sorted({moment(code) for code in codes})
    step = min((there - here for here, there in pairwise(moments)), default=0.0)
    marks = sorted(
        (moment(mark["x"]), mark["spots"][0]) for mark in item["marks"] if mark["series"] == series
    )
    return [(here, there) for (a, here), (b, there) in pairwise(marks) if b - a < _GAP * step]


def both_ways(pairs: Iterable[Pair]) -> set[tuple[Place, Place]]:
    """Pairs in both directions, on the grid on which places are compared."""
    found = [(rough(one), rough(other)) for one, other in pairs]
    return {pair for one, other in found for pair in ((one, other), (other, one))}


def follows(corners: Sequence[Point], pairs: Pairs) -> bool:
    """Whether each piece of a line joins two places that belong together."""
    return all(
        (rough(one), rough(other)) in pairs
        or any((a, b) in pairs for a in around(one) for b in around(other))
        for one, other in pairwise(corners)
        if one != other
    )


def rough(spot: Sequence[float]) -> Place:
    """A place on the grid on which places are compared: tenths of a point."""
    return int(spot[0] * 10 + 0.5), int(spot[1] * 10 + 0.5)


def around(spot: Sequence[float]) -> list[Place]:
    """The places of the grid that a place may be meant to be, the likeliest first."""
    x, y = rough(spot)
    return [(x + a, y + b) for a, b in _STEPS]
