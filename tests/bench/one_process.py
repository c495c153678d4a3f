"""The edition in one process, step after step: what the workflow is compared with."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

from jaarbericht.cbs.archive import Archive
from jaarbericht.cbs.contract import Contract, read_contract
from jaarbericht.cbs.fetch import fetch_table
from jaarbericht.cbs.lock import read_lock
from jaarbericht.cbs.tidy import tidy_table
from jaarbericht.compose.assembly import Places, build_document
from jaarbericht.compose.typeset import read_enclosures, typeset
from jaarbericht.edition import Edition, read_config
from jaarbericht.files import write_bytes, write_json, write_text
from jaarbericht.job import chapter_record
from jaarbericht.lineage import Tables
from jaarbericht.present.csvfiles import figure_csv, table_csv
from jaarbericht.present.draw import draw


def main(out: Path) -> None:
    """Read, derive, draw, assemble and typeset into `out`, from the project in this folder."""
    edition = read_config(Path("config.yaml")).edition
    archive = Archive(Path("resources/archive"))
    lock = read_lock(archive.lock_path(edition.year))
    ids = sorted(lock.tables)
    for id in ids:
        fetch_table(id, archive, lock, out / f"{id}.jsonl", out / f"{id}.receipt.json")
        tidy_table(out / f"{id}.jsonl", contract(id), out / f"{id}.csv")
    for name in edition.chapters:
        write_chapter(import_module(f"chapters.{name}"), edition, ids, out)
    report = out / "report"
    places = Places(
        Path("report"), out / "chapters", archive.lock_path(edition.year), report,
        out / "ledger.json", out / "cells.csv",
    )  # fmt: skip
    build_document(edition, places)
    enclosed = read_enclosures(report / "bijlagen.json")
    typeset(report / "index.html", out / "x.pdf", enclosures=enclosed, created=edition.cutoff)


def contract(id: str) -> Contract:
    """What is relied on in a table."""
    return read_contract(Path("resources/contracts") / f"{id}.yaml")


def write_chapter(module: ModuleType, edition: Edition, ids: list[str], out: Path) -> None:
    """Derive a chapter and write what its rule would."""
    tables = Tables.read(
        [out / f"{id}.csv" for id in ids],
        [Path("resources/contracts") / f"{id}.yaml" for id in ids],
        [out / f"{id}.receipt.json" for id in ids],
        edition.cutoff,
    )
    chapter = module.derive(tables)
    folder = out / "chapters" / chapter.name
    drawings = {id: draw(figure) for id, figure in chapter.figures.items()}
    for id, figure in chapter.figures.items():
        write_bytes(folder / "figures" / f"{id}.svg", drawings[id].svg)
        write_text(folder / "figures" / f"{id}.csv", figure_csv(figure, chapter.name))
    for id, table in chapter.tables.items():
        write_text(folder / "tables" / f"{id}.csv", table_csv(table, chapter.name))
    record = chapter_record(chapter, tables, edition.publisher, drawings)
    write_json(folder / "chapter.json", record)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
