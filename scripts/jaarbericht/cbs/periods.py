"""CBS period codes as dates. No titles, no publication dates."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache, total_ordering


class PeriodKind(Enum):
    """Length of a period, by the letters CBS writes in the code."""

    JAAR = "JJ"
    HALFJAAR = "HJ"
    KWARTAAL = "KW"
    MAAND = "MM"
    DAG = "DAG"
    OVERIG = "X"


_MONTHS = {
    PeriodKind.JAAR: 12,
    PeriodKind.HALFJAAR: 6,
    PeriodKind.KWARTAAL: 3,
    PeriodKind.MAAND: 1,
}
_STANDARD = re.compile(r"(\d{4})(JJ|HJ|KW|MM)(\d{2})", re.ASCII)
_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)


@total_ordering
@dataclass(frozen=True)
class Period:
    """A period of a table, e.g. 2021KW03. `begin` and `end` are both inside it.

    Periods that follow no calendar (2010X000, school years, moving means) keep their code and have
    no dates. Ordered by begin, end and code; periods without dates come last.
    """

    code: str
    kind: PeriodKind
    begin: date | None = None
    end: date | None = None

    @property
    def year(self) -> int | None:
        """The four digits CBS codes begin with; None when they do not."""
        head = self.code[:4]
        return int(head) if len(head) == 4 and head.isascii() and head.isdigit() else None

    def previous_year(self) -> str | None:
        """Code of the same period one year earlier; None for periods that follow no calendar."""
        if self.kind is PeriodKind.OVERIG or self.year is None:
            return None
        code = f"{self.year - 1:04d}{self.code[4:]}"
        return code if parse_period(code).kind is self.kind else None

    def follows(self, other: Period) -> bool:
        """Whether this is the next period of the same kind."""
        if self.kind is not other.kind or self.begin is None or other.end is None:
            return False
        return self.begin == other.end + timedelta(days=1)

    def __lt__(self, other: Period) -> bool:
        return self._rank() < other._rank()

    def _rank(self) -> tuple[date, date, str]:
        return (self.begin or date.max, self.end or date.max, self.code)

    def __str__(self) -> str:
        return self.code


@lru_cache(maxsize=4096)
def parse_period(code: str) -> Period:
    """The period of a CBS code, padded or not. Unknown kinds become OVERIG; never raises."""
    code = code.strip()
    if match := _STANDARD.fullmatch(code):
        return _standard(code, int(match[1]), PeriodKind(match[2]), int(match[3]))
    if match := _DAY.fullmatch(code):
        return _day(code, int(match[1]), int(match[2]), int(match[3]))
    return Period(code, PeriodKind.OVERIG)


def _standard(code: str, year: int, kind: PeriodKind, number: int) -> Period:
    months = _MONTHS[kind]
    index = number if kind is PeriodKind.JAAR else number - 1
    if year < 1 or not 0 <= index < 12 // months:
        return Period(code, PeriodKind.OVERIG)
    last = (index + 1) * months
    end = date(year, last, calendar.monthrange(year, last)[1])
    return Period(code, kind, date(year, index * months + 1, 1), end)


def _day(code: str, year: int, month: int, day: int) -> Period:
    try:
        moment = date(year, month, day)
    except ValueError:
        return Period(code, PeriodKind.OVERIG)
    return Period(code, PeriodKind.DAG, moment, moment)
