"""Tables that only OData v4 has: reading all sets of one, whole. What they become: odata4_table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from jaarbericht.cbs.errors import RowCountMismatch
from jaarbericht.cbs.limits import USUAL, Limits, excess
from jaarbericht.cbs.names import column_key, host_name, table_id
from jaarbericht.cbs.odata4_session import Get, same_host, session, unavailable
from jaarbericht.cbs.odata4_table import Answers, origin_of, raw_of
from jaarbericht.cbs.raw import Record
from jaarbericht.cbs.sources import Delivery

HOST = "datasets.cbs.nl"
_SHAPE = (ValueError, KeyError, TypeError, AttributeError, IndexError, ArithmeticError)
_STAMPS = ("Version", "Modified", "ObservationsModified", "ObservationCount")


@dataclass(frozen=True)
class V4Source:
    """An OData v4 host. `get` replaces the connection, for instance by one that tries again."""

    host: str = HOST
    https: bool = True
    today: date | None = None
    limits: Limits = USUAL
    get: Get | None = None

    def read(self, table: str) -> Delivery:
        """The table as the host has it now, in the shape of v3.

        Raises StrangeName, UnknownTable, UnknownCode, DuplicateRows, RowCountMismatch,
        UnreadableCell or SourceUnavailable.
        """
        scheme = "https" if self.https else "http"
        root = f"{scheme}://{host_name(self.host)}/odata/v1/CBS/{table_id(table)}"
        get = self.get or session(root, self.limits)
        try:
            answers = read_answers(root, get, self.limits)
            raw, warnings = raw_of(table, answers, self.limits.rows)
        except _SHAPE as error:
            raise unavailable(root, f"unexpected content ({error!r})") from error
        day = (self.today or datetime.now(UTC).date()).isoformat()
        return Delivery(raw, origin_of(raw, answers, root, day, warnings), day, self.host)


def read_answers(root: str, get: Get, limits: Limits) -> Answers:
    """All sets of the table at `root`. Raises SourceUnavailable when it changed meanwhile."""
    # The list of sets says which there are: not every table has groups of measures.
    names = {one["name"] for one in get(root)["value"]}
    properties = get(f"{root}/Properties")
    dimensions = _whole(root, "Dimensions", get, limits)
    keys = [column_key(one["Identifier"]) for one in dimensions]
    groups = "MeasureGroups"
    answers = Answers(
        properties=properties,
        dimensions=dimensions,
        measures=_whole(root, "MeasureCodes", get, limits),
        groups=_whole(root, groups, get, limits) if groups in names else [],
        codes={key: _whole(root, f"{key}Codes", get, limits) for key in keys},
        observations=_whole(root, "Observations", get, limits),
    )
    _all_there(answers, root)
    _unchanged(properties, get(f"{root}/Properties"), root)
    return answers


def _whole(root: str, name: str, get: Get, limits: Limits) -> list[Record]:
    """All pages of a set."""
    return [one for page in _pages(f"{root}/{name}", get, limits) for one in page]


def _pages(address: str, get: Get, limits: Limits) -> Iterator[list[Record]]:
    root, asked = address, set[str]()
    while address:
        if address in asked or len(asked) >= limits.requests:
            raise excess("its pages lead back, or do not end", address)
        asked.add(address)
        answer = get(address)
        yield _list(answer, address)
        address = str(answer.get("@odata.nextLink") or "")
        if address:
            same_host(address, root)


def _list(answer: Any, address: str) -> list[Record]:
    items = answer.get("value") if isinstance(answer, dict) else None
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise unavailable(address, "the answer has no list of objects under `value`")
    return items


def _all_there(answers: Answers, root: str) -> None:
    promised, found = answers.properties.get("ObservationCount"), len(answers.observations)
    if isinstance(promised, int) and promised != found:
        raise RowCountMismatch(
            f"The host gave {found} observations; it says that there are {promised}.",
            where=root,
            why="Part of the table is missing, or figures stand twice.",
            todo="Download the table again.",
        )


def _unchanged(before: Record, after: Record, root: str) -> None:
    changed = [name for name in _STAMPS if before.get(name) != after.get(name)]
    if changed:
        raise unavailable(root, f"the table changed while it was read ({', '.join(changed)})")
