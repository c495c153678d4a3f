"""Periods in Dutch, for the units, heads and notes that a chapter writes. Prose asks `present`."""

from __future__ import annotations

from collections.abc import Iterable

from jaarbericht.cbs.periods import Period, PeriodKind

_ORDINALS = ("eerste", "tweede", "derde", "vierde")


def quarter_name(period: Period) -> str:
    """`vierde kwartaal`; the code of a period that is no quarter."""
    if period.kind is not PeriodKind.KWARTAAL or period.begin is None:
        return period.code
    return f"{_ORDINALS[period.begin.month // 3]} kwartaal"


def spoken(period: Period) -> str:
    """`het vierde kwartaal van 2021`, or the year."""
    if period.kind is PeriodKind.KWARTAAL:
        return f"het {quarter_name(period)} van {period.year}"
    return str(period.year or period.code)


def enumerated(words: Iterable[str]) -> str:
    """`a, b en c`."""
    *others, last = words
    return f"{', '.join(others)} en {last}" if others else last
