"""What contradicts itself in a report, and the failure that names both places. Finds nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jaarbericht.errors import JaarberichtError

SHOWN = 12
Ledger = Mapping[str, Any]


class Contradiction(JaarberichtError):
    """Two places in the report cannot both be right, or not in the eyes of a reader."""


@dataclass(frozen=True, order=True)
class Conflict:
    """One contradiction: where (places of texts, or ids), what it is, and what to do about it."""

    places: tuple[str, ...]
    what: str
    todo: str

    def __str__(self) -> str:
        return f"{' and '.join(self.places)}: {self.what}\n    {self.todo}"


def refuse(found: Iterable[Conflict]) -> None:
    """Raise Contradiction with all of them, at most one screen; pass without any."""
    listed = sorted(set(found))
    if not listed:
        return
    lines = [str(one) for one in listed[:SHOWN]]
    if len(listed) > SHOWN:
        lines.append(f"… and {len(listed) - SHOWN} more.")
    raise Contradiction(
        "\n".join([f"{len(listed)} contradiction(s) in the report:", *lines]),
        where=", ".join(dict.fromkeys(place for one in listed for place in one.places)),
        why="A reader who sees two answers to one question trusts neither.",
        todo="Change one of the two places of each.",
    )


def leaves(tree: Mapping[str, Any]) -> Iterator[str]:
    """The cells and citations of a formula tree, left to right, with repeats."""
    if leaf := tree.get("cell") or tree.get("citation"):
        yield leaf
    for arg in tree.get("args", ()):
        yield from leaves(arg)
