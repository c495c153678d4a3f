"""A quantity as it stands in a figure or a table cell, and what its status means there."""

from __future__ import annotations

from fractions import Fraction

from jaarbericht.cbs.cells import Status
from jaarbericht.lineage.figures import Figure, FigureKind
from jaarbericht.lineage.forms import Form
from jaarbericht.lineage.quantity import Quantity
from jaarbericht.present.dutch import format_bare, status_mark

MISSING = "."
_AREAS = (FigureKind.BARS, FigureKind.STACKED)


def label_of(quantity: Quantity, form: Form) -> str:
    """The label of a quantity."""
    return label(quantity.value, form, quantity.status)


def label(value: Fraction, form: Form, status: Status) -> str:
    """`62,1%`, `1.234*`: the percent sign and the status mark belong to it, other units do not."""
    sign = form.symbol if form.symbol == "%" else ""
    return f"{format_bare(value, form)}{sign}{status_mark(status)}"


def set_apart(quantity: Quantity, figure: Figure) -> bool:
    """Whether a figure is drawn as not final; areas only where there are final ones beside it.

    The shade of a tile is its value, so there the mark alone tells.
    """
    if figure.kind is FigureKind.TILES:
        return False
    alone = figure.kind in _AREAS and all(provisional(q) for q in figure.quantities)
    return provisional(quantity) and not alone


def provisional(quantity: Quantity) -> bool:
    """Whether the figure is marked as not final, and so is drawn open."""
    return quantity.status in (Status.VOORLOPIG, Status.NADER_VOORLOPIG)
