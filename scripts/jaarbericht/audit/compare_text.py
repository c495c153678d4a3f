"""A comparison of two editions for a terminal or a pipe, between 80 and 120 columns wide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from jaarbericht.audit.compare_find import Compared
from jaarbericht.audit.compare_words import Row, row
from jaarbericht.audit.visible import visible
from jaarbericht.compose.revisions import Kind, Revision, by_kind

NARROW, WIDE, POINTS = 80, 120, 40
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
    console = Console(
        file=stream, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False
    )
    console.width = min(max(console.width, NARROW), WIDE)
    for line in headline(found):
        console.print(_line(line))
    revisions = found.comparison.revisions
    _print(console, "Numbers of the text", [one for one in revisions if one.prose], found)
    points = [one for one in revisions if one.is_revised and not one.prose]
    _print(console, "Points of figures and cells of tables", points[:POINTS], found)
    if len(points) > POINTS:
        console.print(_line(f"… and {len(points) - POINTS:,} more; --json lists all."))


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
    console.print(_line(title, "bold"))
    year, later = found.comparison.earlier.year, found.later["edition"]["year"]
    grid = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    for head in ("number", f"printed in {year}", "the same, now", "revised", f"in {later}"):
        grid.add_column(head, overflow="fold")
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
    grid.add_row(_line(one.id), _line(words.old), _line(now), _line(kind, style), _line(new))


def _line(text: str, style: str = "") -> Text:
    """Text from data can neither steer the terminal nor act as rich's markup."""
    return Text("\n".join(map(visible, text.split("\n"))), style)
