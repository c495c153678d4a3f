"""The edition in one process, step after step: what the workflow is compared with."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

from jaarbericht.cbs.archive import Archive
from jaarbericht.cbs.contract import read_contract
from jaarbericht.cbs.fetch import fetch_table
from jaarbericht.cbs.lock import read_lock
from jaarbericht.cbs.tidy import tidy_table
from jaarbericht.compose.assembly import Places, PlacesBefore, build_document
from jaarbericht.compose.keptlock import kept_path
from jaarbericht.compose.typeset import read_enclosures, typeset
from jaarbericht.edition import Edition, read_config
from jaarbericht.files import write_bytes, write_json, write_text
from jaarbericht.job import chapter_record
from jaarbericht.lineage import Tables
from jaarbericht.present.csvfiles import figure_csv, table_csv
from jaarbericht.present.draw import draw

ARCHIVE = Archive(Path("resources/archive"))
CONTRACTS = Path("resources/contracts")


def main(out: Path) -> None:
    """Derive, assemble and typeset into `out`, from the project in this folder."""
    edition = read_config(Path("config.yaml")).edition
    page = write_page(edition, out)
    enclosed = read_enclosures(page.with_name("bijlagen.json"))
    typeset(page, out / "report.pdf", enclosures=enclosed, created=edition.cutoff)


def write_page(edition: Edition, out: Path) -> Path:
    """All that comes before the PDF, into `out`; gives the page."""
    tables = read_tables(edition, out)
    for name in edition.chapters:
        write_chapter(import_module(f"chapters.{name}"), tables, edition, out / "chapters")
    report = out / "report"
    kept = kept_path(Path("resources/editions"), edition.year - 1)
    before = PlacesBefore(kept, out / "raw", CONTRACTS)
    lock = ARCHIVE.lock_path(edition.year)
    ledger, cells = out / "ledger.json", out / "cells.csv"
    places = Places(Path("report"), out / "chapters", lock, report, ledger, cells, before)
    build_document(edition, places)
    return report / "index.html"


def read_tables(edition: Edition, out: Path) -> Tables:
    """The tables of the edition, fetched, tidied and read once."""
    lock = read_lock(ARCHIVE.lock_path(edition.year))
    tidy, contracts, receipts = [], [], []
    for id in sorted(lock.tables):
        raw = out / "raw" / f"{id}.jsonl"
        contracts.append(CONTRACTS / f"{id}.yaml")
        receipts.append(raw.with_suffix(".receipt.json"))
        tidy.append(out / "tidy" / f"{id}.csv")
        fetch_table(id, ARCHIVE, lock, raw, receipts[-1])
        tidy_table(raw, read_contract(contracts[-1]), tidy[-1])
    return Tables.read(tidy, contracts, receipts, edition.cutoff, Path("report/citations.yaml"))


def write_chapter(module: ModuleType, tables: Tables, edition: Edition, out: Path) -> None:
    """Derive a chapter and write what its rule would, but for the hashes of its code."""
    chapter = module.derive(tables)
    folder = out / chapter.name
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
