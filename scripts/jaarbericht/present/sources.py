"""Where figures come from, as the reader sees it below each figure and table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jaarbericht.present.dutch import NBSP, date_text, enumeration
from jaarbericht.present.errors import NoSource


@dataclass(frozen=True)
class Source:
    """A CBS table as it was used.

    `modified` is CBS's own date, of `dated` when that is not of the figures; `stand` is Dutch text
    for when it is not known, such as `omstreeks 3 november 2022`.
    """

    table: str
    modified: date | None = None
    stand: str = ""
    dated: str = ""


def stand_text(source: Source) -> str:
    """`3 november 2022`, `omstreeks …`, `van de metadata 16 augustus 2023`, or `onbekend`."""
    if source.modified is None:
        return source.stand or "onbekend"
    day = date_text(source.modified)
    return f"van {source.dated} {day}" if source.dated else day


def card_line(sources: Sequence[Source], documents: Sequence[str]) -> str:
    """`Bron: CBS 81589NED, stand 3 november 2022`, for the little room of a card."""
    tables = [f"CBS {s.table}, stand {stand_text(s)}" for s in dict.fromkeys(sources)]
    return f"Bron: {'; '.join([*tables, *dict.fromkeys(documents)])}"


def source_line(sources: Sequence[Source], documents: Sequence[str], editor: str) -> str:
    """`Bron: CBS StatLine, tabel 81589NED (stand 3 november 2022); bewerking …`.

    Each table and each document once, in the order given. Raises NoSource when there
    is neither.
    """
    tables, texts = list(dict.fromkeys(sources)), list(dict.fromkeys(documents))
    if not tables and not texts:
        raise NoSource(
            "A figure or table has no source behind it.",
            why="Nothing is shown without its source.",
            todo="Make its numbers from cells of a table, or from published figures.",
        )
    named = [_tables(tables)] if tables else []
    return f"Bron: {'; '.join([*named, *texts])}; bewerking {editor}."


def _tables(tables: Sequence[Source]) -> str:
    noun = "tabel" if len(tables) == 1 else "tabellen"
    named = [f"{NBSP}".join((s.table, f"(stand {stand_text(s)})")) for s in tables]
    return f"CBS StatLine, {noun} {enumeration(named)}"
