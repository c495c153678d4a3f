"""The cells behind a formula in words, letter by letter; many cells are told together. No formulas.

Whatever is told together here stands cell by cell in the attachments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jaarbericht.cbs.periods import Period, PeriodKind, parse_period
from jaarbericht.compose.ledgerview import CellView, LedgerView
from jaarbericht.compose.markup import escape

MANY = 4
LISTED = 12
GROUPS = 4


@dataclass(frozen=True)
class Lettered:
    """A cell and the letter it has in the formula."""

    letter: str
    cell: CellView


_Key = Callable[[CellView], object]
_KEYS: tuple[_Key, ...] = (
    lambda cell: (cell.table, cell.topic, cell.selection),
    lambda cell: (cell.table, cell.topic, cell.period),
    lambda cell: (cell.table, cell.selection, cell.period),
)


def cells_html(letters: Mapping[str, str], ledger: LedgerView) -> str:
    """A list item per row of cells when they are few, else per group that has most in common."""
    cells = [Lettered(letter, ledger.cell(leaf)) for letter, leaf in letters.items()]
    return " ".join(f"<li>{line}.</li>" for line in _lines(cells))


def _lines(cells: Sequence[Lettered]) -> list[str]:
    if len(cells) <= MANY:
        return [_row(row) for row in _grouped(cells, _KEYS[0])]
    groups = min((_grouped(cells, key) for key in _KEYS), key=len)
    if len(groups) > GROUPS:
        groups = _grouped(cells, lambda cell: cell.table)
    return [_group(group) for group in groups]


def _grouped(cells: Sequence[Lettered], key: _Key) -> list[list[Lettered]]:
    groups: dict[object, list[Lettered]] = {}
    for one in cells:
        groups.setdefault(key(one.cell), []).append(one)
    return list(groups.values())


def _row(row: Sequence[Lettered]) -> str:
    """`a, b: 81589NED; Totaal bedrijven; A-U …; 2021 4e kwartaal, 2020 4e kwartaal: 5, 4`."""
    first = row[0].cell
    words = "; ".join(escape(part) for part in _words(first) if part)
    periods = escape(", ".join(" ".join(one.cell.period.split()) for one in row))
    values = ", ".join(f"<b>{escape(one.cell.raw)}</b>" for one in row)
    letters = ", ".join(f"<i>{one.letter}</i>" for one in row)
    return f"{letters}: {_link(first.table)}{words}; {periods}: {values}"


def _link(table: str) -> str:
    return f'<a href="#t-{escape(table)}">{escape(table)}</a>; ' if table else ""


def _group(group: Sequence[Lettered]) -> str:
    """`a–z: 81589NED; Totaal bedrijven; A-U Alle …; 2007 1e kwartaal t/m …: 26 cellen`."""
    told = [_told(words) for words in zip(*(_words(one.cell) for one in group), strict=True)]
    words = "; ".join(escape(part) for part in (*told, _periods(group)) if part)
    return f"{_letters(group)}: {_link(group[0].cell.table)}{words}: {_values(group)}"


def _words(cell: CellView) -> tuple[str, ...]:
    """Topic and codes; every cell of a table has as many."""
    parts = (cell.topic, *cell.selection)
    return tuple(" ".join(part.split()) for part in parts)


def _told(words: Sequence[str]) -> str:
    """What cells have in common, or from where to where they run."""
    different = list(dict.fromkeys(words))
    if len(different) == 1:
        return different[0]
    if len(different) <= MANY:
        return ", ".join(different)
    return f"{different[0]} t/m {different[-1]} ({len(different)})"


def _periods(group: Sequence[Lettered]) -> str:
    """The periods in order of time; many of them from where to where, per row of equal steps."""
    titles = {one.cell.when: " ".join(one.cell.period.split()) for one in group}
    if len(titles) <= MANY:
        return ", ".join(titles.values())
    runs = [run for kind in _by_kind(titles) for run in _steady(kind)]
    if len(runs) > GROUPS:
        runs = _by_kind(titles)
    return ", ".join(
        titles[run[0].code]
        if len(run) == 1
        else f"{titles[run[0].code]} t/m {titles[run[-1].code]} ({len(run)})"
        for run in runs
    )


def _by_kind(codes: Iterable[str]) -> list[list[Period]]:
    """Periods apart by kind (years, quarters, …), each in order of time."""
    found: dict[PeriodKind, list[Period]] = {}
    for period in sorted(map(parse_period, codes), key=lambda one: one.code):
        found.setdefault(period.kind, []).append(period)
    return list(found.values())


def _steady(periods: Sequence[Period]) -> list[list[Period]]:
    """Runs in which periods follow each other at the step that is usual among them."""
    steps = [_months(other) - _months(one) for one, other in pairwise(periods)]
    usual = max(steps, key=steps.count, default=0)
    runs = [[periods[0]]]
    for step, period in zip(steps, periods[1:], strict=True):
        if step == usual:
            runs[-1].append(period)
        else:
            runs.append([period])
    return runs


def _months(period: Period) -> int:
    """When a period begins, in months; only the year counts when that is not known."""
    begin = period.begin
    return begin.year * 12 + begin.month if begin else (period.year or 0) * 12


def _letters(group: Sequence[Lettered]) -> str:
    first, last = group[0].letter, group[-1].letter
    return f"<i>{first}</i>" if first == last else f"<i>{first}</i>–<i>{last}</i>"


def _values(group: Sequence[Lettered]) -> str:
    if len(group) > LISTED:
        return f"{len(group)} cellen"
    in_time = sorted(group, key=lambda one: one.cell.when)
    return ", ".join(f"<b>{escape(one.cell.raw)}</b>" for one in in_time)
