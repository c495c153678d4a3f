"""How a download is told: a moving picture on a terminal, plain lines in a log."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TextIO

from jaarbericht.cbs.news import News

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

# Seconds between two lines about a table that takes long.
_EVERY = 10.0


@dataclass
class Lines:
    """A line when a table is there, when something is asked again, and now and then in between."""

    total: int
    out: TextIO
    _done: int = 0
    _begun: dict[str, float] = field(default_factory=dict)
    _told: dict[str, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begun(self, table: str) -> None:
        """Remember when."""
        self._begun[table] = self._told[table] = time.monotonic()

    def rows(self, table: str, count: int, promised: int | None) -> None:
        """Say how far it is, when nothing was said of it for a while."""
        now = time.monotonic()
        if now - self._told[table] >= _EVERY:
            self._told[table] = now
            self._say(f"{self._place(self._done)} {table} … {how_far(count, promised)}")

    def note(self, table: str, text: str) -> None:
        """Say it."""
        self._say(f"{self._place(self._done)} {table}: {text}")

    def done(self, table: str, count: int) -> None:
        """Say how many rows came, and how long it took."""
        with self._lock:
            self._done += 1
            place = self._place(self._done)
        seconds = time.monotonic() - self._begun[table]
        self._say(f"{place} {table} {how_far(count, None)} {seconds:.1f} s")

    def _place(self, done: int) -> str:
        return f"[{done:{len(str(self.total))}}/{self.total}]"

    def _say(self, text: str) -> None:
        self.out.write(f"{text}\n")  # at once, so that two tables never share a line
        self.out.flush()


@dataclass
class Picture:
    """A line per table that is under way, and one for all of them, which stays."""

    total: int
    progress: Progress
    _all: TaskID = field(init=False)
    _tasks: dict[str, TaskID] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._all = self.progress.add_task("tables", total=self.total, told="")

    def begun(self, table: str) -> None:
        """Show the table."""
        self._tasks[table] = self.progress.add_task(table, total=None, told="")

    def rows(self, table: str, count: int, promised: int | None) -> None:
        """Show how far it is."""
        told = how_far(count, promised)
        self.progress.update(self._tasks[table], completed=count, total=promised, told=told)

    def note(self, table: str, text: str) -> None:
        """Put it above the picture, where it stays."""
        self.progress.console.print(f"{table}: {text}", markup=False, highlight=False)

    def done(self, table: str, count: int) -> None:
        """Take the table away and count it."""
        self.progress.remove_task(self._tasks.pop(table))
        self.progress.update(self._all, advance=1, told=f"{table}, {how_far(count, None)}")


def how_far(count: int, promised: int | None) -> str:
    """`120,000 of 435,456 rows`."""
    return f"{count:,} of {promised:,} rows" if promised else f"{count:,} rows"


@contextmanager
def shown(total: int) -> Iterator[News]:
    """Show the download of `total` tables on standard error for the length of the block."""
    out = sys.stderr
    if not out.isatty():
        yield Lines(total, out)
        return
    # Only a terminal pays for the import.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description:>10}"), BarColumn(30), MofNCompleteColumn(),
        TextColumn("{task.fields[told]}", markup=False), TimeElapsedColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(file=out)) as progress:
        yield Picture(total, progress)
