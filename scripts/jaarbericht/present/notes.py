"""Notes that the data demand below a figure or table: status, breaks, missing figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from jaarbericht.cbs.cells import Status
from jaarbericht.lineage.breaks import Break
from jaarbericht.lineage.chapter import Table
from jaarbericht.lineage.figures import Figure, FigureKind, FigurePoint, FigureSeries
from jaarbericht.lineage.quantity import Quantity
from jaarbericht.lineage.series import ABSENT
from jaarbericht.present.dutch import NBSP, enumeration, period_text, periods_text, status_note
from jaarbericht.present.labels import MISSING, set_apart

_SYMBOLS = {
    MISSING: "cijfer onbekend, onvoldoende betrouwbaar of geheim",
    "x": "geheim",
    "-": "nihil",
}
# What stands empty at CBS has no sign to explain.
_BLANK = "leeg"
CANNOT_OCCUR = "Waar niets staat, kan een cijfer op logische gronden niet voorkomen."


# Said of all figures or of some, when CBS's word for their status was not seen.
ALL_UNSURE = "Of deze cijfers nog voorlopig zijn, is uit de gebruikte bestanden niet op te maken."
SOME_UNSURE = (
    "Van een deel van de cijfers is uit de gebruikte bestanden niet op te maken of ze nog voorlopig"
    " zijn."
)
_NAMED = 3


def figure_notes(figure: Figure) -> tuple[str, ...]:
    """The chapter's notes, then those on status, breaks and gaps that it needs; each once."""
    gaps = [p for s in figure.series for p in s.points if p.quantity is None]
    notes = (
        *figure.notes,
        *_status(figure.quantities, any(set_apart(q, figure) for q in figure.quantities)),
        *(f"Reeksbreuk {_from(b)}: {b.why}" for b in shown_breaks(figure)),
        *_absent([p for p in gaps if p.symbol == ABSENT], figure),
        *_symbols(p.symbol or MISSING for p in gaps if p.symbol != ABSENT),
    )
    return tuple(dict.fromkeys(notes))


def table_notes(table: Table) -> tuple[str, ...]:
    """The chapter's notes, then those on status and missing figures that this table needs."""
    missing = (MISSING for row in table.rows for cell in row.cells if cell is None)
    notes = (*table.notes, *_status(table.quantities, apart=False), *_symbols(missing))
    return tuple(dict.fromkeys(notes))


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
    found = {q.status for q in quantities}
    notes = []
    if note := status_note(found):
        notes.append(f"{note}; open of licht getekend." if apart else f"{note}.")
    if Status.ONBEKEND in found:
        notes.append(ALL_UNSURE if found == {Status.ONBEKEND} else SOME_UNSURE)
    return tuple(notes)


def _absent(points: Sequence[FigurePoint], figure: Figure) -> tuple[str, ...]:
    """Which figures were not collected; CBS may well have them. Regions are all named."""
    if not points:
        return ()
    periods = [p.period for p in points if p.period is not None]
    which = periods_text(periods) if periods else enumeration([f"‘{p.x}’" for p in points])
    if len(points) > _NAMED and figure.kind is not FigureKind.TILES:
        return ("Niet alle cijfers staan in de gebruikte gegevens; waar ze ontbreken, is een gat.",)
    verb = "ontbreekt" if len(points) == 1 else "ontbreken"
    return (f"{which[0].upper()}{which[1:]} {verb} in de gebruikte gegevens.",)


def _symbols(symbols: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        CANNOT_OCCUR if s == _BLANK else f"{s}{NBSP}{_SYMBOLS.get(s, 'geen cijfer')}."
        for s in sorted(set(symbols))
    )
