"""The annex ‘Bijgesteld ten opzichte van het vorige jaarbericht’: its sentences and its rows.

The same goes into the ledger as data (docs/ledger.md), so that it can be computed again from the
PDF alone. Only numbers of the prose have a row; points of figures and cells of tables are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from jaarbericht.cbs.periods import parse_period
from jaarbericht.compose.kept import Kept
from jaarbericht.compose.later import LaterCell, LaterTable, Tables
from jaarbericht.compose.revisions import Comparison, Kind, Revision, compared, texts
from jaarbericht.lineage.evaluation import leaf_ids
from jaarbericht.lineage.forms import Form
from jaarbericht.present.dutch import NBSP, date_text, digits, period_text

KINDS = {
    Kind.EQUAL: "gelijk gebleven",
    Kind.DEFINITION: "andere groep of formule",
    Kind.STATUS: "andere status",
    Kind.FIGURE: "cijfer bijgesteld",
    Kind.SECRET: "niet meer gegeven",
    Kind.UNIT: "andere eenheid",
    Kind.CELL: "cel niet meer aanwezig",
    Kind.TABLE: "tabel niet meer gebruikt",
}
STATES = {"draft": "concept", "embargoed": "onder embargo", "final": "definitief"}
NOTHING = "–"
_MORE = 6


@dataclass(frozen=True)
class Before:
    """The edition before this one. year: none when config.yaml describes none.

    kept: what it printed; None when that is not in the repository. read: a table of this edition.
    """

    year: int | None = None
    kept: Kept | None = None
    read: Callable[[str], LaterTable] | None = None


@dataclass(frozen=True)
class RevisionRow:
    """A revised number as the annex prints it: what it is and when, as printed then and now."""

    id: str
    what: str
    old: str
    now: str
    kind: str


@dataclass(frozen=True)
class RevisionPart:
    """The annex: its sentences, its rows, and all of it as data."""

    lines: tuple[str, ...]
    rows: tuple[RevisionRow, ...]
    record: Mapping[str, Any]


def revision_part(before: Before, ledger: Mapping[str, Any]) -> RevisionPart:
    """What was revised since the edition before, for the page and for the ledger."""
    if before.kept is None or before.read is None:
        return _without(before.year)
    used = {id: str(one["sha256"]) for id, one in ledger["tables"].items()}
    found = compared(before.kept, Tables(used, before.read), ledger)
    listed = [one for one in found.revised if _has_row(one)]
    earlier = {**before.kept.edition, "kept": True}
    counts = _counts(found, listed)
    lines = tuple(_lines(earlier, counts))
    rows = tuple(_row(one, found) for one in listed)
    record = {
        "earlier": earlier,
        "counts": counts,
        "lines": list(lines),
        "rows": [
            {**_record(one, found), "texts": list(asdict(row).values())[1:]}
            for one, row in zip(listed, rows, strict=True)
        ],
        "tables": {id: one["sha256"] for id, one in before.kept.tables.items()},
        "cells": _cells(listed, found),
        "citations": _citations(listed, found),
    }
    return RevisionPart(lines, rows, record)


def _without(year: int | None) -> RevisionPart:
    """No edition before, or nothing kept of it."""
    line = (
        "Deze editie heeft in dit project geen voorganger, zodat er geen eerder jaarbericht is om"
        " mee te vergelijken."
        if year is None
        else f"De getallen van editie {year} zijn niet bewaard. Welke daarvan zijn bijgesteld, is"
        " hier daarom niet te zeggen."
    )
    earlier = None if year is None else {"year": year, "kept": False}
    parts = ("counts", "tables", "cells", "citations")
    empty: Mapping[str, Any] = {"rows": [], **{name: {} for name in parts}}
    return RevisionPart((line,), (), {"earlier": earlier, "lines": [line], **empty})


def _has_row(one: Revision) -> bool:
    gone = one.kind in (Kind.SECRET, Kind.UNIT, Kind.CELL)
    return one.prose and (gone or (one.kind is Kind.FIGURE and one.is_visible))


def _counts(found: Comparison, listed: Sequence[Revision]) -> dict[str, int]:
    prose = [one for one in found.revisions if one.prose]
    points = [one for one in found.revisions if not one.prose]

    def number(some: Sequence[Revision], *kinds: Kind) -> int:
        return sum(one.kind in kinds for one in some)

    return {
        "numbers": len(prose),
        "points": len(points),
        "rows": len(listed),
        "hidden": sum(one.kind is Kind.FIGURE and not one.is_visible for one in prose),
        "status": number(prose, Kind.STATUS),
        "unused": number(prose, Kind.TABLE),
        "redefined": sum(one.redefined for one in prose),
        "points_revised": number(points, Kind.FIGURE, Kind.SECRET, Kind.UNIT, Kind.CELL),
        "tables": len(found.same) + len(found.other),
        "same": len(found.same),
    }


def _lines(earlier: Mapping[str, Any], counts: Mapping[str, int]) -> Iterator[str]:
    """The sentences; verification words them again from the same counts."""
    state, day = STATES[earlier["state"]], date_text(date.fromisoformat(earlier["cutoff"]))
    yield (
        f"Vergeleken is met {earlier['title']}, versie {earlier['version']} ({state}, peildatum"
        f" {day}), zoals dit project die editie heeft gemaakt en bewaard. Elk getal daaruit is"
        " opnieuw berekend: met de formule en de perioden van toen, en met de tabellen van nu."
    )
    numbers, points = (_whole(counts[name]) for name in ("numbers", "points"))
    if counts["rows"] or counts["points_revised"]:
        rows, revised = (_whole(counts[name]) for name in ("rows", "points_revised"))
        yield (
            f"Van de getallen in de tekst ({numbers}) zouden er {rows} nu anders worden gedrukt;"
            f" van de cijfers in figuren en tabellen ({points}) zijn er {revised} bijgesteld."
        )
    else:
        yield (
            f"Van de getallen in de tekst ({numbers}) zou er geen enkel nu anders worden gedrukt;"
            f" van de cijfers in figuren en tabellen ({points}) is er geen bijgesteld."
        )
    if counts["same"]:
        yield (
            f"Tabellen waarvan beide edities dezelfde stand gebruiken: {counts['same']} van de"
            f" {counts['tables']}. In zo'n tabel kan een bijstelling tussen de twee edities niet"
            " blijken."
        )
    for name, words in _REST.items():
        if counts[name]:
            yield f"{words}: {_whole(counts[name])}."


_REST = {
    "hidden": "Getallen die zijn bijgesteld zonder dat de afronding dat laat zien",
    "status": "Getallen waarvan alleen de status veranderde, zoals van voorlopig in definitief",
    "redefined": "Getallen die deze editie met een andere groep, eenheid of formule berekent",
    "unused": "Getallen uit tabellen die deze editie niet gebruikt, en die dus niet te vergelijken"
    " zijn",
}


def _whole(number: int) -> str:
    return digits(Fraction(number), 0)


def _row(one: Revision, found: Comparison) -> RevisionRow:
    form = form_of(found, one.id)
    old, now = (" | ".join(texts(one, then)) for then in (True, False))
    kind = " ".join(filter(None, (KINDS[one.kind], difference(one, form))))
    return RevisionRow(one.id, _what(one, found), old, now or NOTHING, kind)


def _what(one: Revision, found: Comparison) -> str:
    """`Openstaande vacatures (3e kw. 2021; werk.vac_nu)`: the newest period, and the id."""
    periods = found.earlier.quantities[one.id]["periods"]
    when = period_text(parse_period(periods[-1]), "kort") if periods else ""
    return f"{one.about} ({'; '.join(filter(None, (when, one.id)))})".strip()


def form_of(found: Comparison, id: str) -> Form | None:
    """How the earlier edition prints a number; None for a name that the figures chose."""
    form = found.earlier.quantities[id]["form"]
    return Form(**form) if form else None


def difference(one: Revision, form: Form | None) -> str:
    """By how much a figure was revised, in the form in which it is printed; empty when it was not.

    With more decimals when it would print as nothing.
    """
    if form is None or not one.difference:
        return ""
    value, decimals = one.difference / form.scale, form.decimals
    while abs(value) < Fraction(1, 2 * 10**decimals) and decimals < form.decimals + _MORE:
        decimals += 1
    return NBSP.join(filter(None, (digits(value, decimals, signed=True), _unit(form))))


def _unit(form: Form) -> str:
    """Percentages differ by percentage points."""
    return "procentpunt" if form.word == "procent" else form.word


def _record(one: Revision, found: Comparison) -> Mapping[str, Any]:
    quantity = found.earlier.quantities[one.id]
    return {
        "id": one.id,
        "about": one.about,
        "kind": one.kind.value,
        "unit": quantity["unit"],
        "periods": quantity["periods"],
        "form": quantity["form"],
        "expression": quantity["expression"],
        "old": str(one.old),
        "now": None if one.now is None else str(one.now),
        "old_status": one.old_status,
        "now_status": one.now_status,
        "said": [asdict(said) for said in one.said],
    }


def _cells(listed: Sequence[Revision], found: Comparison) -> Mapping[str, Any]:
    """The cells of the rows, by their id in the edition before: what they said, and say now."""
    trees = [found.earlier.quantities[one.id]["expression"] for one in listed]
    ids = {leaf for tree in trees for leaf in leaf_ids(tree)}
    told = {}
    for id in sorted(ids):
        cell, now = found.earlier.cells[id], found.cells[id]
        later = asdict(now) if isinstance(now, LaterCell) else None
        gone = "" if isinstance(now, LaterCell) else now.value
        told[id] = {
            **{name: cell[name] for name in ("table", "topic_title", "codes", "raw", "status")},
            "now": later,
            "gone": gone,
        }
    return told


def _citations(listed: Sequence[Revision], found: Comparison) -> Mapping[str, Any]:
    """Published figures in the rows: what they said, and say now."""
    trees = [found.earlier.quantities[one.id]["expression"] for one in listed]
    keys = sorted({key for tree in trees for key in leaf_ids(tree, "citation")})
    return {
        key: {**found.earlier.citations[key], "now": asdict(found.citations[key])} for key in keys
    }
