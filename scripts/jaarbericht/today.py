"""The one place where the pipeline learns what day it is. No result depends on it."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta

TODAY = "JAARBERICHT_TODAY"
# Winter time, so that it needs no table of time zones; in summer a day begins an hour late.
_DUTCH = timedelta(hours=1)


def today() -> date:
    """The day in the Netherlands, or that in the environment variable JAARBERICHT_TODAY."""
    given = os.environ.get(TODAY)
    return date.fromisoformat(given) if given else (datetime.now(UTC) + _DUTCH).date()
