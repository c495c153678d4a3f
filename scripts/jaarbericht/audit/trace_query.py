"""Where a reader finds the cells at CBS: OData v3 queries. Asks nothing itself.

Keys of codes must be as CBS keeps them: a key without its padding finds nothing, and CBS says no
word about it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from jaarbericht.compose.tableentries import CBS, HOST

HOST_OF_OTHERS = "dataderden.cbs.nl"
# Servers and browsers differ in what they take; all of them take this.
LONGEST = 1_800

Codes = Mapping[str, str]
_Groups = dict[tuple[tuple[str, str], ...], list[str]]


def queries(
    catalogue: str, table: str, rows: Sequence[Codes], topics: Sequence[str]
) -> tuple[str, ...]:
    """URLs that together give exactly `rows` (each dimension to padded code), with `topics`.

    The Feed is asked, since the API refuses large tables even when the answer is small.
    """
    keys = list(rows[0])
    host = HOST if catalogue == CBS else HOST_OF_OTHERS
    columns = quote(",".join(["ID", *keys, *topics]), safe=",")
    head = (
        f"https://{host}/ODataFeed/odata/{quote(table, safe='')}/UntypedDataSet"
        f"?$format=json&$select={columns}&$filter="
    )
    free = min(keys, key=lambda key: len({_fixed(row, key) for row in rows}))
    unique = list(dict.fromkeys((_fixed(row, free), row[free]) for row in rows))
    return tuple(head + text for text in _filters(unique, free, LONGEST - len(head)))


def _fixed(row: Codes, free: str) -> tuple[tuple[str, str], ...]:
    return tuple((key, code) for key, code in row.items() if key != free)


def _filters(
    wanted: Sequence[tuple[tuple[tuple[str, str], ...], str]], free: str, room: int
) -> list[str]:
    """Encoded filters, each as full as `room` allows."""
    done: list[str] = []
    text, groups = "", _Groups()
    for fixed, code in sorted(wanted):
        more = {**groups, fixed: [*groups.get(fixed, ()), code]}
        longer = quote(_filter(more, free), safe="")
        if text and len(longer) > room:
            done.append(text)
            more = {fixed: [code]}
            longer = quote(_filter(more, free), safe="")
        text, groups = longer, more
    return [*done, text]


def _filter(groups: _Groups, free: str) -> str:
    """`A eq 'x' and (P eq '1' or P eq '2')`, for every group."""
    parts = []
    for fixed, codes in groups.items():
        either = " or ".join(_equal(free, code) for code in codes)
        if fixed and len(codes) > 1:
            either = f"({either})"
        parts.append(" and ".join([*(_equal(key, code) for key, code in fixed), either]))
    return parts[0] if len(parts) == 1 else " or ".join(f"({part})" for part in parts)


def _equal(key: str, code: str) -> str:
    doubled = code.replace("'", "''")
    return f"{key} eq '{doubled}'"
