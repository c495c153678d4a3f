"""How much one cell changed between two states of a table, as a class. Not which cells compare."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from jaarbericht.cbs.cells import Parsed, parse_cell
from jaarbericht.cbs.errors import UnreadableCell
from jaarbericht.present.dutch import rounded

# A difference is small when it is at most this part of the old figure, or one last digit.
SMALL_PART = Fraction(1, 100)
# More decimals than any table prints.
_MOST = 20


class Severity(Enum):
    """Classes of change, from the mildest to the gravest (docs/drift.md)."""

    STATUS = "status"
    ROUNDING = "rounding"
    SYMBOL = "symbol"
    SMALL = "small"
    TEXT = "text"
    LARGE = "large"
    APPEARED = "appeared"
    DISAPPEARED = "disappeared"
    SIGN = "sign"

    @property
    def rank(self) -> int:
        """0 for the mildest."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


def severity(old: object, new: object, decimals: int | None = None) -> Severity | None:
    """The class of the change from one raw cell to another; None when both say the same.

    `decimals` are those that the table prints; without them, those of the coarser text. Padding
    and zeros at the end say nothing. A status is not part of a cell, so never is the answer STATUS.
    """
    before, after = cell_text(old), cell_text(new)
    if before == after:
        return None
    try:
        one, other = parse_cell(before), parse_cell(after)
    except UnreadableCell:
        return Severity.TEXT
    places = min(_places(before), _places(after)) if decimals is None else decimals
    return _of_parsed(one, other, min(max(places, 0), _MOST))


def cell_text(raw: object) -> str:
    """The text of a cell without its padding; empty for null."""
    return "" if raw is None else str(raw).strip()


def _of_parsed(old: Parsed, new: Parsed, places: int) -> Severity | None:
    if old.value is None and new.value is None:
        return None if old.symbol == new.symbol else Severity.SYMBOL
    if old.value is None:
        return Severity.APPEARED
    if new.value is None:
        return Severity.DISAPPEARED
    if old.value == new.value:
        return None if old.symbol == new.symbol else Severity.SYMBOL
    return _of_values(Fraction(old.value), Fraction(new.value), places)


def _of_values(old: Fraction, new: Fraction, places: int) -> Severity:
    if rounded(old, places) == rounded(new, places):
        return Severity.ROUNDING
    if old * new < 0:
        return Severity.SIGN
    apart = abs(new - old)
    small = apart <= Fraction(1, 10**places) or apart <= abs(old) * SMALL_PART
    return Severity.SMALL if small else Severity.LARGE


def _places(text: str) -> int:
    return len(text.partition(".")[2])
