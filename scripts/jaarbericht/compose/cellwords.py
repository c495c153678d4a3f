"""The cells behind a formula in words, letter by letter. No formulas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from jaarbericht.compose.ledgerview import CellView, LedgerView
from jaarbericht.compose.markup import escape

MANY = 8


def cells_html(letters: Mapping[str, str], ledger: LedgerView) -> str:
    """A list with one line per cell; long rows through time are one line together."""
    cells = [(letter, ledger.cell(leaf)) for letter, leaf in letters.items()]
    if len(cells) <= MANY:
        lines = [_line(f"<i>{letter}</i>", cell, cell.period, cell.raw) for letter, cell in cells]
    else:
        lines = [_row(list(group)) for _, group in groupby(cells, key=lambda pair: pair[1].group)]
    return "".join(f"<li>{line}</li>" for line in lines)


def _row(row: Sequence[tuple[str, CellView]]) -> str:
    (first, one), (last, other) = row[0], row[-1]
    if len(row) == 1:
        return _line(f"<i>{first}</i>", one, one.period, one.raw)
    when = f"{one.period} t/m {other.period}"
    return _line(f"<i>{first}</i>–<i>{last}</i>", one, when, f"{len(row)} cellen")


def _line(letters: str, cell: CellView, when: str, shown: str) -> str:
    """`a: 81589NED; Totaal bedrijven; A-U Alle …; 2021 3e kwartaal: 1995790`."""
    told = [_without_padding(part) for part in (cell.topic, *cell.selection, when) if part]
    table = f'<a href="#t-{escape(cell.table)}">{escape(cell.table)}</a>'
    return f"{letters}: {table}; {escape('; '.join(told))}: <b>{escape(shown)}</b>"


def _without_padding(title: str) -> str:
    return " ".join(title.split())
