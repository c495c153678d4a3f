"""Months of period codes: where a period begins and ends, and how far two lie apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

YEAR, QUARTER = 12, 3
_LENGTHS = {"JJ": YEAR, "HJ": 6, "KW": QUARTER, "MM": 1, "X0": YEAR}
_CODE = re.compile(r"(\d{4})(JJ|HJ|KW|MM|X0)(\d{2})", re.ASCII)
_YEARS = re.compile(r"(\d{4})-(\d{4})", re.ASCII)


@dataclass(frozen=True)
class Span:
    """From the first month up to but not including the last, counted from the year 0."""

    begin: int
    end: int


@cache
def span_of(code: str) -> Span | None:
    """The months of a period code or of two years with a dash; None for any other code."""
    years = _YEARS.fullmatch(code)
    if years:
        return Span(int(years[1]) * YEAR, (int(years[2]) + 1) * YEAR)
    match = _CODE.fullmatch(code)
    if match is None:
        return None
    length = _LENGTHS[match[2]]
    number = 0 if length == YEAR else int(match[3]) - 1
    begin = int(match[1]) * YEAR + number * length
    return Span(begin, begin + length)


def whole(codes: Iterable[str]) -> Span | None:
    """From the first month of some periods to the last; None when a code is no period."""
    spans = [span_of(code) for code in codes]
    known = [span for span in spans if span]
    if not known or len(known) != len(spans):
        return None
    return Span(min(one.begin for one in known), max(one.end for one in known))


def months_apart(new: Span | None, old: Span | None) -> int | None:
    """How many months later the new span is; None when they are not of one length."""
    if new is None or old is None or new.end - new.begin != old.end - old.begin:
        return None
    return new.begin - old.begin
