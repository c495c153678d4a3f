"""Where figures come from, as the reader sees it below each figure and table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jaarbericht.present.dutch import NBSP, date_text
from jaarbericht.present.errors import NoSource


@dataclass(frozen=True)
class Source:
    """A CBS table as it was used.

    `modified` is CBS's own date of the figures; `stand` is Dutch text for when that is not known,
    such as `omstreeks 3 november 2022`.
    """

    table: str
    modified: date | None = None
    stand: str = ""


def stand_text(source: Source) -> str:
    """`3 november 2022`, `omstreeks 3 november 2022`, or `onbekend`."""
    if source.modified is not None:
        return date_text(source.modified)
    return source.stand or "onbekend"


def source_line(sources: Sequence[Source], editor: str) -> str:
    """`Bron: CBS StatLine, tabel 81589NED (stand 3 november 2022); bewerking …`.

    Each table once, in the order given. Raises NoSource when there is none.
    """
    tables = list(dict.fromkeys(sources))
    if not tables:
        raise NoSource(
            "A figure or table has no CBS table behind it.",
            why="Nothing is shown without its source.",
            todo="Make its numbers from cells of a table.",
        )
    noun = "tabel" if len(tables) == 1 else "tabellen"
    named = [f"{NBSP}".join((s.table, f"(stand {stand_text(s)})")) for s in tables]
    return f"Bron: CBS StatLine, {noun} {enumeration(named)}; bewerking {editor}."


def enumeration(words: Sequence[str]) -> str:
    """`a`, `a en b`, `a, b en c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} en {words[-1]}"
