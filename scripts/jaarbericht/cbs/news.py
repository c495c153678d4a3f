"""What a download tells while it runs. Says nothing of how it is shown."""

from __future__ import annotations

from typing import Protocol


class News(Protocol):
    """Somebody who wants to know how a download goes. Called from several threads."""

    def begun(self, table: str) -> None:
        """A table is being asked for."""
        ...

    def rows(self, table: str, count: int, promised: int | None) -> None:
        """So many rows have come, of so many when the catalogue says it."""
        ...

    def note(self, table: str, text: str) -> None:
        """Something happened that the download survives."""
        ...

    def done(self, table: str, count: int) -> None:
        """The table is there, whole and checked, with so many rows."""
        ...


class Silence:
    """Nobody who wants to know."""

    def begun(self, table: str) -> None:
        """Say nothing."""

    def rows(self, table: str, count: int, promised: int | None) -> None:
        """Say nothing."""

    def note(self, table: str, text: str) -> None:
        """Say nothing."""

    def done(self, table: str, count: int) -> None:
        """Say nothing."""


SILENT = Silence()
