"""Classes of equal width for values that are shown by shade, and the shade of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from jaarbericht.lineage.forms import Form
from jaarbericht.present.axis import round_step
from jaarbericht.present.dutch import digits
from jaarbericht.present.palette import PAPER, PETROL, mixed

_ABOUT = 6
# The part of white in the lightest and in the darkest shade.
_LIGHT, _DARK = 0.86, 0.0


@dataclass(frozen=True)
class Shades:
    """The limits of the classes from low to high with their texts, and one shade per class."""

    limits: tuple[Fraction, ...]
    texts: tuple[str, ...]
    colours: tuple[str, ...]

    def of(self, value: Fraction) -> str:
        """The shade of a value; one on a limit belongs to the class above it, if there is one."""
        above = sum(limit <= value for limit in self.limits[1:-1])
        return self.colours[above]


def shades(values: Iterable[Fraction], form: Form) -> Shades:
    """At most seven classes between round limits that hold all values, ever darker."""
    known = list(values)
    low, high = min(known), max(known)
    step = round_step((high - low) / _ABOUT) if high > low else Fraction(1, 10**form.decimals)
    first = floor(low / step)
    count = max(ceil(high / step) - first, 2)
    limits = tuple((first + n) * step for n in range(count + 1))
    decimals = next(d for d in range(12) if (step * 10**d).denominator == 1)
    sign = form.symbol if form.symbol == "%" else ""
    return Shades(
        limits,
        tuple(digits(limit, decimals, form.signed) + sign for limit in limits),
        tuple(
            mixed(PETROL, PAPER, _LIGHT + (_DARK - _LIGHT) * n / (count - 1)) for n in range(count)
        ),
    )
