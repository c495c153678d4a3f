"""A clock as data: its quadrants in words, its path in time, and what makes it none. No drawing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from jaarbericht.cbs.periods import Period
from jaarbericht.lineage.figures import Figure
from jaarbericht.lineage.quantity import Quantity
from jaarbericht.present.notes import shown_breaks

# By whether the deviation is above zero, and whether the change is.
QUADRANTS = {
    (True, False): "boven trend en dalend",
    (True, True): "boven trend en stijgend",
    (False, False): "onder trend en dalend",
    (False, True): "onder trend en stijgend",
}


@dataclass(frozen=True)
class Hand:
    """Where the clock stands in one period: `change` to the right, `level` upwards."""

    period: Period
    change: Quantity
    level: Quantity

    @property
    def quadrant(self) -> str:
        """The quadrant in words; empty on the border of two."""
        change, level = self.change.value, self.level.value
        return QUADRANTS[level > 0, change > 0] if change and level else ""


def path(figure: Figure) -> list[Hand]:
    """The places of a clock, oldest first."""
    changes, levels = figure.series
    return sorted(
        (
            Hand(one.period, one.quantity, other.quantity)
            for one, other in zip(changes.points, levels.points, strict=True)
            if one.period and one.quantity and other.quantity
        ),
        key=lambda hand: hand.period,
    )


def why_no_clock(figure: Figure) -> str:
    """What keeps a figure from being one unbroken path through a plane; empty when nothing does."""
    if len(figure.series) != 2:
        return f"{len(figure.series)} series"
    if any(p.quantity is None for s in figure.series for p in s.points):
        return "a gap"
    for one, other in pairwise(path(figure)):
        if not other.period.follows(one.period):
            return f"nothing between {one.period.code} and {other.period.code}"
    found = shown_breaks(figure)
    return f"a break at {found[0].at.code}" if found else ""
