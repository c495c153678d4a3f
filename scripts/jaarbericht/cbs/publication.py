"""Which periods were out on a given day, by a contract's lags. Does not look at figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from jaarbericht.cbs.contract import Contract, Publication
from jaarbericht.cbs.periods import Period


def published_on(period: Period, publication: Publication) -> date | None:
    """The day the figures of `period` were out; None when nothing is known about such periods."""
    if period.code in publication.exceptions:
        return publication.exceptions[period.code]
    lag = publication.lags.get(period.kind.value)
    if lag is None or period.begin is None or period.end is None:
        return None
    return (period.begin if lag.from_begin else period.end) + timedelta(days=lag.days)


def is_usable(period: Period, contract: Contract, cutoff: date) -> bool:
    """Whether `period` had begun and its figures were out on `cutoff` (that day included)."""
    out = published_on(period, contract.publication)
    begun = period.begin is None or period.begin <= cutoff
    return begun and out is not None and out <= cutoff


def usable_periods(
    contract: Contract, periods: Iterable[Period], cutoff: date
) -> tuple[Period, ...]:
    """The periods whose figures were out on `cutoff`, oldest first.

    A period of a kind for which the contract knows no lag is not usable: nobody can say that it was
    out.
    """
    return tuple(sorted(p for p in periods if is_usable(p, contract, cutoff)))
