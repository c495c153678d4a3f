"""An edition derived anew in one process: tables, chapters, ledger. Typesets nothing.

What a chapter cannot be made of is told with its cause; the other chapters go on without it.
"""

from __future__ import annotations

import json
import runpy
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jaarbericht.cbs.archive import Archive
from jaarbericht.cbs.contract import read_contract
from jaarbericht.cbs.fetch import fetch_table
from jaarbericht.cbs.lock import Lock
from jaarbericht.cbs.tidy import tidy_table
from jaarbericht.compose.assemble import assemble
from jaarbericht.compose.assembly import Places, read_inputs
from jaarbericht.defects import defect
from jaarbericht.edition import Edition
from jaarbericht.errors import JaarberichtError
from jaarbericht.files import write_bytes
from jaarbericht.job import chapter_record
from jaarbericht.leftout import check_left_out
from jaarbericht.lineage import Chapter, Tables
from jaarbericht.lineage.citations import Register, read_register
from jaarbericht.lineage.tables import Table

if TYPE_CHECKING:
    from jaarbericht.present.canvas import Drawing

Record = Mapping[str, Any]
Records = Mapping[str, Record]
WHOLE = ""


@dataclass(frozen=True)
class Project:
    """Where the texts, derivations and contracts of an edition lie, and a folder for the rest."""

    root: Path
    edition: Edition
    folder: Path

    def contract(self, table: str) -> Path:
        """The contract of a table."""
        return self.root / "resources" / "contracts" / f"{table}.yaml"


@dataclass(frozen=True)
class Unmade:
    """A chapter that cannot be made of a state, and why; no chapter: the document as a whole.

    table: the table that cannot be used; the rest of the chapter is then made with the frozen one.
    """

    chapter: str
    cause: JaarberichtError
    table: str = ""


@dataclass(frozen=True)
class Derived:
    """The ledger of an edition in a state, and the chapters that it holds in the earlier state."""

    ledger: Mapping[str, Any]
    unmade: tuple[Unmade, ...] = ()


@dataclass(frozen=True)
class Base:
    """An edition as it stands: its tables, the records of its chapters, its ledger."""

    tables: Mapping[str, Table]
    records: Records
    ledger: Mapping[str, Any]


def derive_base(project: Project, archive: Archive, lock: Lock) -> Base:
    """The edition of the frozen tables. Raises whatever keeps it from being made."""
    return base_of(project, {id: usable_table(project, id, archive, lock) for id in lock.tables})


def base_of(project: Project, tables: Mapping[str, Table]) -> Base:
    """The edition of these tables. Raises whatever keeps it from being made."""
    both = Tables(tables, _register(project))
    records = {name: _record(project, name, both) for name in project.edition.chapters}
    return Base(tables, records, _ledger(project, records))


def derive_other(
    project: Project, base: Base, tables: Mapping[str, Table | JaarberichtError]
) -> Derived:
    """The edition with `tables` in place of its own; for one that cannot be used, its failure."""
    usable = {id: one for id, one in tables.items() if isinstance(one, Table)}
    both = Tables({**base.tables, **usable}, _register(project))
    made: dict[str, Record] = {}
    unmade: list[Unmade] = []
    for name, old in base.records.items():
        unmade += _without(name, old, tables)
        try:
            made[name] = _record(project, name, both, old)
        except JaarberichtError as cause:
            unmade.append(Unmade(name, cause))
    return _document(project, base, made, unmade)


def _register(project: Project) -> Register:
    """The published figures that the edition may use."""
    path = project.root / "report" / "citations.yaml"
    return read_register(path, project.edition.cutoff) if path.is_file() else Register()


def usable_table(project: Project, id: str, archive: Archive, lock: Lock) -> Table:
    """A frozen table, checked against its contract, as chapters ask it. Raises a CbsError."""
    raw, receipt, tidy = (
        project.folder / f"{id}{ending}" for ending in (".jsonl", ".receipt.json", ".csv")
    )
    fetch_table(id, archive, lock, raw, receipt)
    tidy_table(raw, read_contract(project.contract(id)), tidy)
    read = Tables.read([tidy], [project.contract(id)], [receipt], project.edition.cutoff)
    return read[id]


def _without(
    name: str, old: Record, tables: Mapping[str, Table | JaarberichtError]
) -> Iterator[Unmade]:
    """The tables that a chapter rests on and that cannot be used in this state."""
    for id in old["ledger"]["tables"]:
        found = tables.get(id)
        if isinstance(found, JaarberichtError):
            yield Unmade(name, found, id)


def _record(project: Project, name: str, tables: Tables, old: Record | None = None) -> Record:
    """A chapter as data; what differs from `old` is drawn too, since it would be in a build.

    Raises what its derivation or its drawings raise, a mistake in them as a Defect.
    """
    try:
        chapter: Chapter = _derivation(project.root, name)(tables)
        edition = project.edition
        check_left_out(chapter, edition.parts_left_out(name), edition.year)
        sheets = {id: _sheet() for id in chapter.figures}
        record = chapter_record(chapter, tables, edition.publisher, sheets)
        if old is not None and record != old:
            _try_drawing(chapter)
        return record
    except JaarberichtError:
        raise
    except Exception as error:
        raise defect(error) from error


def _derivation(root: Path, name: str) -> Callable[[Tables], Chapter]:
    derive: Callable[[Tables], Chapter] = runpy.run_path(
        str(root / "scripts" / "chapters" / f"{name}.py")
    )["derive"]
    return derive


def _sheet() -> Drawing:
    """An empty sheet, since drawings are not compared."""
    from jaarbericht.present.canvas import Drawing

    return Drawing(b"", (), (), (0, 0), (), (), (), ())


def _try_drawing(chapter: Chapter) -> None:
    from jaarbericht.present.draw import draw

    for figure in chapter.figures.values():
        draw(figure)


def _document(
    project: Project, base: Base, made: dict[str, Record], unmade: Sequence[Unmade]
) -> Derived:
    """The ledger with the chapters that can be made and set; of the others, the earlier record."""
    try:
        return Derived(_ledger(project, _mixed(base, made)), tuple(unmade))
    except JaarberichtError as cause:
        refused = [*_refused(project, base, made)]
        if not refused:
            return Derived(base.ledger, (*unmade, Unmade(WHOLE, cause)))
    kept = {name: made[name] for name in made if name not in {one.chapter for one in refused}}
    return _document(project, base, kept, [*unmade, *refused])


def _refused(project: Project, base: Base, made: Records) -> Iterable[Unmade]:
    """The chapters whose text cannot be set, each tried with the others as they were."""
    for name, record in made.items():
        try:
            _ledger(project, _mixed(base, {name: record}))
        except JaarberichtError as cause:
            yield Unmade(name, cause)


def _mixed(base: Base, made: Records) -> Records:
    return {name: made.get(name) or _yielding(old, made) for name, old in base.records.items()}


def _yielding(old: Record, made: Records) -> Record:
    """An earlier record that contradicts no newer one about a table, cell or citation."""
    ledger = dict(old["ledger"])
    for part in ("tables", "cells", "citations"):
        newer = {id: one for record in made.values() for id, one in record["ledger"][part].items()}
        ledger[part] = {id: newer.get(id, one) for id, one in ledger[part].items()}
    return {**old, "ledger": ledger}


def _ledger(project: Project, records: Records) -> Mapping[str, Any]:
    """The ledger of the document made of these chapters. Raises ProseRejected and its like."""
    chapters = project.folder / "chapters"
    for name, record in records.items():
        # Compact, since nobody reads it: readable JSON takes as long as deriving the chapter.
        content = json.dumps(record, ensure_ascii=False).encode()
        write_bytes(chapters / name / "chapter.json", content)
    lock = Archive(project.root / "resources" / "archive").lock_path(project.edition.year)
    absent = project.folder / "unused"
    places = Places(project.root / "report", chapters, lock, absent, absent, absent)
    return assemble(read_inputs(project.edition, places)).ledger
