"""Whether a chapter leaves out what its edition says it does: no more and no less."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from jaarbericht.defects import in_chapter
from jaarbericht.errors import JaarberichtError

if TYPE_CHECKING:  # the rule files ask this too, and need no figures
    from jaarbericht.lineage.chapter import Chapter, Part

_WHY = "What a report does not have is said in it; nothing is left out unnoticed."


class PartNotMade(JaarberichtError):
    """Figures of a part are missing, and the edition does not say that it leaves the part out."""


class PartMade(JaarberichtError):
    """The edition leaves out a part whose figures are there."""


class PartUnknown(JaarberichtError):
    """A part is named that the chapter does not have."""


def check_left_out(chapter: Chapter, left_out: Sequence[str], year: int) -> None:
    """Raise PartNotMade, PartMade or PartUnknown unless just the parts `left_out` are missing."""
    check_known(chapter.name, chapter.parts, left_out, year)
    failed = {name: part for name, part in chapter.parts.items() if part.cause is not None}
    wanted = [name for name in chapter.parts if name in failed]
    unsaid = [name for name in wanted if name not in left_out]
    if unsaid:
        raise _not_made(chapter.name, unsaid, failed, wanted, year) from failed[unsaid[0]].cause
    made = [name for name in left_out if name not in failed]
    if made:
        raise PartMade(
            f"Edition {year} leaves out {_listed(made)} of chapter {chapter.name}, but the figures"
            " are there.",
            where=_where(chapter.name, year),
            why=_WHY,
            todo=_line(chapter.name, wanted, year),
        )


def check_known(
    chapter: str, parts: Mapping[str, object], left_out: Iterable[str], year: int
) -> None:
    """Raise PartUnknown when a part that the edition leaves out is none of the chapter's."""
    for name in left_out:
        if name not in parts:
            raise PartUnknown(
                f"Chapter {chapter} has no part ‘{name}’.",
                where=_where(chapter, year),
                why="Only a part that the derivation marks as one can be left out.",
                todo=f"Name one of {', '.join(parts)}." if parts else "Take it off the list.",
            )


def _not_made(
    chapter: str,
    unsaid: Sequence[str],
    failed: Mapping[str, Part],
    wanted: Sequence[str],
    year: int,
) -> PartNotMade:
    first = failed[unsaid[0]].cause
    told = f": {first.what}" if first else "."
    place = in_chapter(first) if first else ""
    sort = "Part" if len(unsaid) == 1 else "Parts"
    return PartNotMade(
        f"{sort} {_listed(unsaid)} of chapter {chapter} cannot be made for edition {year}{told}",
        where=", ".join(one for one in (first.where if first else "", place) if one),
        why=_WHY,
        todo=f"When the archive really lacks these figures: {_line(chapter, wanted, year)}"
        " Otherwise mend the derivation.",
    )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"‘{name}’" for name in names)


def _where(chapter: str, year: int) -> str:
    return f"config.yaml: editions.{year}.left_out.{chapter}"


def _line(chapter: str, parts: Sequence[str], year: int) -> str:
    """What config.yaml must say."""
    if not parts:
        return f"take {chapter} out of editions.{year}.left_out in config.yaml."
    return f"write under editions.{year}.left_out in config.yaml: {chapter}: [{', '.join(parts)}]."
