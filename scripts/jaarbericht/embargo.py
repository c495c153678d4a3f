"""Whether an edition may be in its state today. Nothing of what is in it."""

from __future__ import annotations

from datetime import date

from jaarbericht.edition import Edition
from jaarbericht.errors import JaarberichtError

FINAL = "final"


class UnderEmbargo(JaarberichtError):
    """An edition that is called final before it is published."""


def check_release(edition: Edition, today: date) -> None:
    """Raise UnderEmbargo when the edition is final before its day of publication."""
    day = edition.published
    if edition.state != FINAL or day is None or today >= day:
        return
    raise UnderEmbargo(
        f"Edition {edition.year} is not published before {day.isoformat()}, so it cannot be final "
        f"on {today.isoformat()}.",
        where=f"config.yaml: editions.{edition.year}.state",
        why="A report that says that it is final can no longer be held back.",
        todo="Set state to embargoed until that day, or correct published.",
    )
