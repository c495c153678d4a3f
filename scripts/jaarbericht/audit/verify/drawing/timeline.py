"""Check: points over time lie in proportion to time, and the axis names their moments."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from jaarbericht.audit.verify.evaluate import period_words
from jaarbericht.audit.verify.itemdata import Item

# Points: from where a moment belongs to where it is, for places are read off each other.
_NEAR, _LEAST = 0.5, 0.05
_YEAR, _QUARTER = re.compile(r"(19|20)\d\d"), re.compile(r"([1-4])e\s*kw\.")
_PARTS = re.compile(r"(\d{4})(JJ|HJ|KW|MM)(\d{2})")
_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_LONG = {"JJ": 0, "HJ": 6, "KW": 3, "MM": 1}
_MONTHS = {period_words(f"2000MM{n:02}", "kort").split()[0]: (n - 1) / 12 for n in range(1, 13)}


@cache
def moment(code: str) -> float:
    """The first day of a period as a year with a fraction of twelve equal months."""
    if found := _PARTS.fullmatch(code):
        year, sort, number = found.groups()
        return int(year) + _LONG[sort] * (int(number) - 1) / 12
    if found := _DAY.fullmatch(code):
        year, month, day = map(int, found.groups())
        return year + (month - 1) / 12 + (day - 1) / 372
    return float(code[:4])


def is_period(x: str) -> bool:
    """Whether a point is of a period, not of a category."""
    return len(x) == 8 and x[:4].isdigit()


def is_timed(marks: Iterable[Item]) -> bool:
    """Whether points go on in time: they are of periods, and read upwards."""
    return all(mark["axis"] == "y" and is_period(mark["x"]) for mark in marks)


def in_time(marks: Sequence[Item]) -> Iterator[str]:
    """Points of each series that do not lie in proportion to time."""
    if not is_timed(marks):
        return
    for series, row in _rows(marks).items():
        line = _through(row)
        if line is None:
            continue
        zero, step = line
        if step <= 0 or any(abs(zero + step * at - place) > _LEAST for at, place in row):
            yield f"series {series} is not drawn in proportion to time"


def named_moments(item: Item, panel: int, axis: str) -> Iterator[str]:
    """Names of the other axis that stand at another moment than they say."""
    marks = [one for one in item["marks"] if one["panel"] == panel]
    ticks = [one for one in item["ticks"] if one["panel"] == panel and one["axis"] != axis]
    if not ticks:
        return
    line = _line(marks) if is_timed(marks) else None
    moments = {moment(mark["x"]) for mark in item["marks"]} if is_timed(marks) else set()
    if item["kind"] == "spark":
        yield from _of_spark(marks, ticks)
    elif not moments:
        yield f"plot {panel} names moments, but its points are of no period"
    elif line is not None:
        phases = {round(at % 1, 4) for at in moments}
        parts = {round(tick["at"], 2) for tick in ticks if not _YEAR.fullmatch(tick["text"])}
        for tick in ticks:
            within = len(phases) == 1 or round(tick["at"], 2) in parts
            found = _named(tick["text"], phases if within else {0.0}, line, tick["at"])
            if all(abs(line[0] + line[1] * at - tick["at"]) > _NEAR for at in found):
                yield f"plot {panel} names ‘{tick['text']}’ at another moment"


def _of_spark(marks: Sequence[Item], ticks: Sequence[Item]) -> Iterator[str]:
    """A small line names the years of its ends, below these."""
    row = sorted((mark["spots"][0][0], mark["x"][:4]) for mark in marks)
    wanted = sorted({row[0], row[-1]}) if len(row) > 1 else [row[0], row[0]]
    found = sorted((tick["at"], tick["text"]) for tick in ticks)
    if len(found) != 2 or any(
        year != text or abs(place - at) > _LEAST
        for (place, year), (at, text) in zip(wanted, found, strict=False)
    ):
        yield "the years of its ends are named otherwise"


def _named(text: str, phases: set[float], line: tuple[float, float], at: float) -> list[float]:
    """The moments that a name of a time axis can mean, near its place."""
    if _YEAR.fullmatch(text):
        return [int(text) + phase for phase in {0.0, *phases}]
    quarter = _QUARTER.fullmatch(text)
    phase = (int(quarter.group(1)) - 1) / 4 if quarter else _MONTHS.get(text)
    if phase is None:
        return []
    near = (at - line[0]) / line[1]
    return [round(near - phase) + phase]


def _rows(marks: Iterable[Item]) -> Mapping[int, list[tuple[float, float]]]:
    """By series the moment and the place of each point, a bar by its middle."""
    rows = defaultdict(list)
    for mark in marks:
        across = [spot[0] for spot in mark["spots"]]
        rows[mark["series"]].append((moment(mark["x"]), (min(across) + max(across)) / 2))
    return rows


def _line(marks: Sequence[Item]) -> tuple[float, float] | None:
    """Place of the year 0 and length of a year, of series that may stand beside each other."""
    rows = _rows(marks)
    widest = max(rows.values(), key=lambda row: max(row)[0] - min(row)[0])
    line = _through(widest)
    if line is None:
        return None
    step = line[1]
    zeros = [row[0][1] - step * row[0][0] for row in rows.values()]
    return sum(zeros) / len(zeros), step


def _through(row: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    (first, start), (last, end) = min(row), max(row)
    if last == first:
        return None
    step = (end - start) / (last - first)
    return start - step * first, step
