"""The parts of a report for a terminal or a pipe. Text from data cannot steer it."""

from __future__ import annotations

from typing import IO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from jaarbericht.audit.visible import visible_lines

NARROW, WIDE = 80, 120


def console_on(stream: IO[str], width: int | None) -> Console:
    """A console as wide as the terminal when no width is given; it reads no markup."""
    return Console(file=stream, width=width, highlight=False, markup=False, emoji=False)


def console_for_grids(stream: IO[str], width: int | None) -> Console:
    """A console that is wide enough for a grid, and no wider than one can read."""
    console = console_on(stream, width)
    console.width = min(max(console.width, NARROW), WIDE)
    return console


def empty_grid(*heads: str) -> Table:
    """A table without rows; what does not fit its column goes on below."""
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold")
    return table


def plain(text: str, style: str = "") -> Text:
    """Text from data, which neither steers nor acts as markup; its line ends stay."""
    return Text(visible_lines(text), style)
