"""Rows of a table that are too many for memory, in a file without a name. Knows no CBS."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, overload
from weakref import finalize

_BLOCK = 1 << 20
Row = tuple[Any, ...]


class StoredRows(Sequence[Row]):
    """Rows in the form of the raw file, one a line; gone with the process, however it ends.

    `used` says which values were seen in a column, by its name.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._file: IO[bytes] = TemporaryFile(dir=folder)  # noqa: SIM115  # it lives as long as the rows
        self._closing = finalize(self, self._file.close)
        self._count = 0
        self.used: dict[str, set[str]] = {}

    def add(self, lines: bytes, count: int) -> None:
        """Add `count` rows, each a line of JSON."""
        self._file.seek(0, 2)
        self._file.write(lines)
        self._count += count

    def blocks(self) -> Iterator[bytes]:
        """The bytes of all rows, in blocks."""
        self._file.seek(0)
        while block := self._file.read(_BLOCK):
            yield block

    def close(self) -> None:
        """Give the disk back; otherwise done when nobody holds the rows any more."""
        self._closing()

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Row]:
        self._file.seek(0)
        for line in self._file:
            yield tuple(json.loads(line))

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        return list(self)[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # rows can be added
