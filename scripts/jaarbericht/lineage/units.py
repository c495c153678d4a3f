"""Units: the kind of thing a quantity counts or measures. Scale and rounding belong to forms."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Unit:
    """A kind such as `bedrijven`, `euro` or `procent`. Quantities stand in whole units."""

    kind: str

    def __str__(self) -> str:
        return self.kind


PERCENT = Unit("procent")
POINTS = Unit("procentpunt")
INDEX = Unit("index")
TIMES = Unit("keer")
RANK = Unit("rang")
BALANCE = Unit("saldo")
STEP = Unit("punt")

_DIFFERENCE = {PERCENT: POINTS, INDEX: STEP, BALANCE: STEP}


def unit_of_difference(unit: Unit) -> Unit:
    """The unit of `a - b`: percentages differ by percentage points, balances by points."""
    return _DIFFERENCE.get(unit, unit)
