"""Published figures as quantities. Only for what stands in no table of CBS."""

from __future__ import annotations

from fractions import Fraction

from jaarbericht.cbs.cells import Status
from jaarbericht.cbs.periods import parse_period
from jaarbericht.lineage.expression import Citation
from jaarbericht.lineage.populations import Population
from jaarbericht.lineage.quantity import Quantity
from jaarbericht.lineage.units import Unit


def cited(citation: Citation, universe: str, period: str) -> Quantity:
    """A published figure of a group (Dutch) in a period (code), in whole units.

    Whether it is final is not known. Its group is never that of a CBS table, so that the two are
    only compared with a reason.
    """
    return Quantity(
        value=Fraction(citation.value),
        unit=Unit(citation.unit),
        population=Population.of(f"{universe} ({citation.document})", ()),
        status=Status.ONBEKEND,
        expression=citation,
        periods=(parse_period(period),),
    )
