"""How a comparison of editions is put: what was printed, what is, and by how much it differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from jaarbericht.cbs.cells import Status
from jaarbericht.compose.revisions import Comparison, Revision, texts
from jaarbericht.compose.revisionwords import NOTHING, difference, form_of
from jaarbericht.lineage.forms import Form
from jaarbericht.present.dutch import format_number, status_mark
from jaarbericht.present.labels import label


@dataclass(frozen=True)
class Row:
    """A number as a reader compares it. old: as printed; now: the same, with later figures.

    new: of the later edition, at `periods` of its own. difference: of now and old, as they print.
    """

    old: str
    now: str
    difference: str
    new: str
    periods: str


def row(one: Revision, comparison: Comparison, later: Mapping[str, Any]) -> Row:
    """A number of the earlier edition in words; points of figures as a table prints them."""
    form = form_of(comparison, one.id)
    old, now = (" | ".join(texts(one, then)) for then in (True, False))
    if not one.said:
        old = _short(one.old, form, one.old_status)
        now = NOTHING if one.now is None else _short(one.now, form, one.now_status)
    other = later["quantities"].get(one.id)
    new = _new(other, one.prose) if other else NOTHING
    return Row(old, now or NOTHING, difference(one, form), new, span(one.new_periods))


def span(periods: Sequence[str]) -> str:
    """The periods of a number; of many the first and the last."""
    return " ".join(periods) if len(periods) <= _FEW else f"{periods[0]} … {periods[-1]}"


_FEW = 2


def _short(value: Fraction, form: Form | None, status: str) -> str:
    return NOTHING if form is None else label(value, form, Status(status))


def _new(quantity: Mapping[str, Any], prose: bool) -> str:
    """A number of the later edition: with its word when the text names it."""
    form = Form(**quantity["form"]) if quantity["form"] else None
    if form is None:
        return str(quantity["expression"].get("chosen", NOTHING))
    value, status = Fraction(quantity["value"]), Status(quantity["status"])
    if prose:
        return f"{format_number(value, form)}{status_mark(status)}"
    return label(value, form, status)
