"""Breaks in series: where figures before and after may not be compared."""

from __future__ import annotations

from dataclasses import dataclass

from jaarbericht.cbs.periods import Period


@dataclass(frozen=True, order=True)
class Break:
    """A series is not comparable across `at`, the first period after the break."""

    table: str
    at: Period
    why: str

    def between(self, one: Period, other: Period) -> bool:
        """Whether the break lies after the earlier and not after the later of two periods."""
        early, late = sorted((one, other))
        if early.begin is None or late.begin is None or self.at.begin is None:
            return False
        return early.begin < self.at.begin <= late.begin
