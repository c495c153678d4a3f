"""A comparison of two editions for a terminal or a pipe, between 80 and 120 columns wide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO

from rich.console import Console
from rich.table import Table

from jaarbericht.audit.compare_find import Compared
from jaarbericht.audit.compare_words import Row, row
from jaarbericht.audit.terminal import console_for_grids, empty_grid, plain
from jaarbericht.compose.revisions import Kind, Revision, by_kind

POINTS = 40
KINDS = {
    Kind.EQUAL: "equal",
    Kind.STATUS: "status changed",
    Kind.DEFINITION: "other group or formula",
    Kind.FIGURE: "figure changed",
    Kind.SECRET: "became secret",
    Kind.UNIT: "other unit",
    Kind.CELL: "cell is gone",
    Kind.TABLE: "table is gone",
}
_STYLES = {Kind.EQUAL: "green", Kind.STATUS: "yellow", Kind.DEFINITION: "yellow"}


def show(found: Compared, stream: IO[str], width: int | None = None) -> None:
    """Write every number of the prose, and of figures and tables what was revised."""
    console = console_for_grids(stream, width)
    for line in headline(found):
        console.print(plain(line))
    revisions = found.comparison.revisions
    _print(console, "Numbers of the text", [one for one in revisions if one.prose], found)
    points = [one for one in revisions if one.is_revised and not one.prose]
    _print(console, "Points of figures and cells of tables", points[:POINTS], found)
    if len(points) > POINTS:
        console.print(plain(f"… and {len(points) - POINTS:,} more; --json lists all."))


def headline(found: Compared) -> Iterator[str]:
    """What was compared and what was found, a sentence a line."""
    one = found.comparison
    year, later = one.earlier.year, found.later["edition"]["year"]
    revised = len(one.revised)
    yield f"Edition {year} ({found.source}) by edition {later}: {_what(revised)}."
    kinds = ", ".join(f"{number:,} {KINDS[kind]}" for kind, number in by_kind(one.revisions))
    yield f"{len(one.revisions):,} numbers: {kinds}. Only in {later}: {len(one.added):,}."
    if not one.other:
        yield "Both editions use the same state of every table, so CBS cannot have revised one."
    elif one.same:
        yield f"The same state in both: {', '.join(one.same)}. Another: {', '.join(one.other)}."


def _what(revised: int) -> str:
    return f"{revised:,} revised" if revised else "nothing was revised"


def _print(console: Console, title: str, listed: Sequence[Revision], found: Compared) -> None:
    if not listed:
        return
    console.print()
    console.print(plain(title, "bold"))
    year, later = found.comparison.earlier.year, found.later["edition"]["year"]
    heads = ("number", f"printed in {year}", "the same, now", "revised", f"in {later}")
    grid = empty_grid(*heads)
    for one in listed:
        _add(grid, one, row(one, found.comparison, found.later))
    console.print(grid)


def _add(grid: Table, one: Revision, words: Row) -> None:
    kind = " ".join(filter(None, (KINDS[one.kind], words.difference)))
    if one.redefined and one.kind not in (Kind.EQUAL, Kind.DEFINITION):
        kind += f"; {KINDS[Kind.DEFINITION]}"
    now = "" if one.kind is Kind.EQUAL else words.now
    new = f"{words.new} ({words.periods})" if words.periods else words.new
    style = _STYLES.get(one.kind, "bold red")
    grid.add_row(plain(one.id), plain(words.old), plain(now), plain(kind, style), plain(new))
