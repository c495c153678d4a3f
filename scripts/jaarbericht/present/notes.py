"""Notes that the data demand below a figure or table: status, breaks, missing figures."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from jaarbericht.lineage.breaks import Break
from jaarbericht.lineage.chapter import Table
from jaarbericht.lineage.figures import Figure, FigureSeries
from jaarbericht.lineage.quantity import Quantity
from jaarbericht.present.dutch import NBSP, period_text, status_note
from jaarbericht.present.labels import MISSING, set_apart

_SYMBOLS = {
    MISSING: "cijfer onbekend, onvoldoende betrouwbaar of geheim",
    "x": "geheim",
    "-": "nihil",
    "leeg": "cijfer kan niet voorkomen",
}


def figure_notes(figure: Figure) -> tuple[str, ...]:
    """The chapter's notes, then those on status, breaks and gaps that this figure needs."""
    return (
        *figure.notes,
        *_status(figure.quantities, any(set_apart(q, figure) for q in figure.quantities)),
        *(f"Reeksbreuk {_from(b)}: {b.why}" for b in shown_breaks(figure)),
        *_symbols(p.symbol or MISSING for s in figure.series for p in s.points if not p.quantity),
    )


def table_notes(table: Table) -> tuple[str, ...]:
    """The chapter's notes, then those on status and missing figures that this table needs."""
    missing = (MISSING for row in table.rows for cell in row.cells if cell is None)
    return (*table.notes, *_status(table.quantities, apart=False), *_symbols(missing))


def shown_breaks(figure: Figure) -> tuple[Break, ...]:
    """The breaks that lie between two neighbouring points of a series, oldest first."""
    return tuple(sorted({b for s in figure.series for b in _breaks(s)}))


def _breaks(series: FigureSeries) -> Iterable[Break]:
    timed = [p.quantity for p in series.points if p.period is not None and p.quantity is not None]
    for one, other in pairwise(timed):
        yield from (b for b in one.breaks | other.breaks if b.between(one.period, other.period))


def _from(found: Break) -> str:
    return f"vanaf {period_text(found.at)}"


def _status(quantities: Iterable[Quantity], apart: bool) -> tuple[str, ...]:
    shown = list(quantities)
    note = status_note({q.status for q in shown})
    if not note:
        return ()
    if apart:
        return (f"{note}; open of licht getekend.",)
    return (f"{note}.",)


def _symbols(symbols: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{s}{NBSP}{_SYMBOLS.get(s, 'geen cijfer')}." for s in sorted(set(symbols)))
