"""Names from outside that become part of a path or an address: only such as CBS gives."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jaarbericht.cbs.errors import CbsError

_TABLE = re.compile(r"[0-9A-Za-z]{1,32}")
# The longest key of a column seen in 17 tables has 41 characters.
_KEY = re.compile(r"[0-9A-Za-z_]{1,128}")
_CODE = re.compile(r"[ -~]{1,128}")
HOST = r"[0-9A-Za-z][0-9A-Za-z.-]*(:[0-9]{1,5})?(/[0-9A-Za-z_-]+)*"


class StrangeName(CbsError):
    """An id, key or host that cannot be one."""


@dataclass(frozen=True)
class TableRef:
    """A table of CBS, or of a third party that CBS publishes: ids are unique within a catalogue."""

    catalogue: str
    id: str


def table_id(text: str) -> str:
    """The id of a table, such as 80472ned. Raises StrangeName."""
    return _checked(text, _TABLE, "id of a table", "letters and digits, such as 80472ned")


def column_key(text: str) -> str:
    """The key of a dimension or topic, such as RegioS, or a name of ours. Raises StrangeName."""
    return _checked(text, _KEY, "key of a column", "letters, digits and _, such as RegioS")


def code_key(text: str) -> str:
    """The key of a code with its padding, such as `NL01  `. Raises StrangeName."""
    return _checked(text, _CODE, "key of a code", "letters, digits and signs that can be seen")


def host_name(text: str) -> str:
    """A host, with port or path where needed. Raises StrangeName."""
    return _checked(text, re.compile(HOST), "host", "a name such as opendata.cbs.nl, with a port")


def _checked(text: str, allowed: re.Pattern[str], what: str, like: str) -> str:
    if allowed.fullmatch(text):
        return text
    shown = repr(text if len(text) <= 60 else text[:60] + "…")
    raise StrangeName(
        f"{shown} is no {what}.",
        why="It becomes part of a path or an address, and could lead elsewhere.",
        todo=f"Give {like}.",
    )
