"""The other state that an edition is compared with: CBS as it is now, or a folder of tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from jaarbericht.cbs.archive import Archive
from jaarbericht.cbs.errors import UnknownTable
from jaarbericht.cbs.news import SILENT
from jaarbericht.cbs.raw import read_raw
from jaarbericht.cbs.service import by_contract
from jaarbericht.cbs.sources import Delivery, FolderSource, Source
from jaarbericht.edition import Cbs
from jaarbericht.errors import JaarberichtError
from jaarbericht.live import host_source

LIVE = "live"
_CATALOGUE = "catalog.json"


class NoState(JaarberichtError):
    """What was named holds no tables to compare with."""


@dataclass(frozen=True)
class ArchiveSource:
    """An archive folder in the format of this project: tables/<id>.jsonl with its origin."""

    archive: Archive

    def read(self, table: str) -> Delivery:
        """The table as it is kept there. Raises UnknownTable or a CbsError."""
        path = self.archive.raw_path(table)
        if not path.exists():
            raise UnknownTable(
                f"There is no table {table}.",
                where=str(self.archive.root),
                why=f"There are: {', '.join(self.archive.tables())}.",
                todo="Check the id; capitals matter.",
            )
        has_origin = self.archive.origin_path(table).exists()
        origin = self.archive.origin(table) if has_origin else {}
        return Delivery(read_raw(path), origin, "", "archive")


@contextmanager
def state(against: str, root: Path, cbs: Cbs, tables: Sequence[str]) -> Iterator[Source]:
    """The source that `against` names: `live`, or a folder in one of three shapes.

    A folder has catalog.json with tables/<ID>/, catalog.json with <ID>/, or tables/<id>.jsonl.
    Raises NoState.
    """
    if against == LIVE:
        hosts = host_source(root, cbs, tables, root / ".cache", SILENT)
        yield by_contract(root / "resources" / "contracts", hosts)
        return
    folder = Path(against).expanduser()
    has_catalogue = (folder / _CATALOGUE).is_file()
    if has_catalogue and (folder / "tables").is_dir():
        yield FolderSource(folder)
    elif has_catalogue:
        with _as_tables(folder.resolve()) as source:
            yield source
    elif any((folder / "tables").glob("*.jsonl")):
        yield ArchiveSource(Archive(folder))
    else:
        raise _no_state(folder)


@contextmanager
def _as_tables(folder: Path) -> Iterator[Source]:
    """A folder whose tables lie beside its catalogue, seen as a source wants it."""
    with TemporaryDirectory(prefix="jaarbericht-") as name:
        view = Path(name)
        (view / "tables").symlink_to(folder, target_is_directory=True)
        (view / _CATALOGUE).symlink_to(folder / _CATALOGUE)
        yield FolderSource(view)


def _no_state(folder: Path) -> NoState:
    there = "There are no tables in this folder." if folder.is_dir() else "There is no such folder."
    return NoState(
        there,
        where=str(folder),
        why="The edition is compared with the tables that lie there.",
        todo=f"Name a folder with {_CATALOGUE} or with tables/<id>.jsonl, or write: --against live",
    )
