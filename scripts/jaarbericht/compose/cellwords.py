"""The cells behind a formula in words, letter by letter; many cells are told together. No formulas.

Whatever is told together here stands cell by cell in the attachments.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

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
    """A list item per cell when they are few, else per group of cells that have most in common."""
    cells = [Lettered(letter, ledger.cell(leaf)) for letter, leaf in letters.items()]
    return "".join(f"<li>{line}</li>" for line in _lines(cells))


def _lines(cells: Sequence[Lettered]) -> list[str]:
    if len(cells) <= MANY:
        return [_group([one]) for one in cells]
    groups = min((_grouped(cells, key) for key in _KEYS), key=len)
    if len(groups) > GROUPS:
        groups = _grouped(cells, lambda cell: cell.table)
    return [_group(group) for group in groups]


def _grouped(cells: Sequence[Lettered], key: _Key) -> list[list[Lettered]]:
    groups: dict[object, list[Lettered]] = {}
    for one in cells:
        groups.setdefault(key(one.cell), []).append(one)
    return list(groups.values())


def _group(group: Sequence[Lettered]) -> str:
    """`a: 81589NED; Totaal bedrijven; A-U Alle …; 2021 4e kwartaal: 1995790`, or many in one."""
    table = escape(group[0].cell.table)
    link = f'<a href="#t-{table}">{table}</a>; ' if table else ""
    told = [_told(words) for words in zip(*(_words(one.cell) for one in group), strict=True)]
    words = "; ".join(escape(part) for part in told if part)
    return f"{_letters(group)}: {link}{words}: {_values(group)}"


def _words(cell: CellView) -> tuple[str, ...]:
    """Topic, codes and period; every cell of a table has as many."""
    parts = (cell.topic, *cell.selection, cell.period)
    return tuple(" ".join(part.split()) for part in parts)


def _told(words: Sequence[str]) -> str:
    """What cells have in common, or from where to where they run."""
    different = list(dict.fromkeys(words))
    if len(different) == 1:
        return different[0]
    if len(different) <= MANY:
        return ", ".join(different)
    return f"{different[0]} t/m {different[-1]} ({len(different)})"


def _letters(group: Sequence[Lettered]) -> str:
    first, last = group[0].letter, group[-1].letter
    return f"<i>{first}</i>" if first == last else f"<i>{first}</i>–<i>{last}</i>"


def _values(group: Sequence[Lettered]) -> str:
    if len(group) > LISTED:
        return f"{len(group)} cellen"
    return ", ".join(f"<b>{escape(one.cell.raw)}</b>" for one in group)
