"""The archive read without the code under test, and chapters derived from it, changed or not."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from jaarbericht.cbs.archive import Archive
from jaarbericht.cbs.contract import read_contract
from jaarbericht.cbs.fetch import fetch_table
from jaarbericht.cbs.lock import read_lock
from jaarbericht.cbs.tidy import tidy_table
from jaarbericht.lineage import Chapter, Quantity, Tables
from jaarbericht.lineage.expression import Cell, leaves

ROOT = Path(__file__).parents[2]
ARCHIVE = ROOT / "resources/archive/tables"
CONTRACTS = ROOT / "resources/contracts"
REGISTER = ROOT / "report/citations.yaml"
CUTOFF = date(2021, 11, 18)


@cache
def rows(table: str) -> list[dict[str, str]]:
    """The rows of a raw table with stripped texts."""
    lines = (ARCHIVE / f"{table}.jsonl").read_text("utf-8").splitlines()
    at = next(i for i, line in enumerate(lines) if '"set":"UntypedDataSet"' in line)
    columns: list[str] = json.loads(lines[at])["columns"]
    values = (json.loads(line) for line in lines[at + 1 :])
    return [dict(zip(columns, (str(v).strip() for v in row), strict=True)) for row in values]


def cell(table: str, topic: str, **codes: str) -> Decimal:
    """The one figure of a topic at these codes."""
    found = [r[topic] for r in rows(table) if all(r[k] == v for k, v in codes.items())]
    (raw,) = found
    return Decimal(raw)


def with_cell(table: str, raw: str, topic: str, **codes: str) -> str:
    """The raw text of a table with one figure replaced, as wide as CBS writes it."""
    lines = (ARCHIVE / f"{table}.jsonl").read_text("utf-8").splitlines()
    at = next(i for i, line in enumerate(lines) if '"set":"UntypedDataSet"' in line)
    columns: list[str] = json.loads(lines[at])["columns"]
    for i in range(at + 1, len(lines)):
        row: list[Any] = json.loads(lines[i])
        if all(str(row[columns.index(k)]).strip() == v for k, v in codes.items()):
            row[columns.index(topic)] = raw.rjust(8)
            lines[i] = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    return "\n".join(lines) + "\n"


def derived(
    derive: Callable[[Tables], Chapter],
    ids: Sequence[str],
    folder: Path,
    changed: Mapping[str, str] | None = None,
    register: Path = REGISTER,
) -> Chapter:
    """A chapter on the archive; `changed` replaces the raw text of tables."""
    raw = {id: ARCHIVE / f"{id}.jsonl" for id in ids}
    for id, text in (changed or {}).items():
        raw[id] = folder / f"{id}.jsonl"
        raw[id].write_text(text, "utf-8")
    archive = Archive(ARCHIVE.parent)
    lock = read_lock(archive.lock_path(2021))
    for id in ids:
        tidy_table(raw[id], read_contract(CONTRACTS / f"{id}.yaml"), folder / f"{id}.csv")
        fetch_table(id, archive, lock, folder / "raw", folder / f"{id}.receipt.json")
    return derive(opened(ids, folder, register))


def opened(ids: Sequence[str], folder: Path, register: Path = REGISTER) -> Tables:
    """The tables that `derived` has laid in a folder."""
    return Tables.read(
        [folder / f"{id}.csv" for id in ids],
        [CONTRACTS / f"{id}.yaml" for id in ids],
        [folder / f"{id}.receipt.json" for id in ids],
        CUTOFF,
        register,
    )


def add_code(csv: Path, dimension: str, code: str, like: str) -> None:
    """Give a tidy table rows of one more code, with the figures of another."""
    lines = csv.read_text("utf-8").splitlines()
    columns = lines[0].split(",")
    at, title = columns.index(dimension), columns.index(f"{dimension}_titel")
    for line in lines[1:]:
        values = line.split(",")
        if values[at] == like:
            values[0], values[at], values[title] = str(len(lines)), code, f"Nieuw ({code})"
            lines.append(",".join(values))
    csv.write_text("\n".join(lines) + "\n", "utf-8")


def tables_of(chapter: str) -> list[str]:
    """The tables that the rule of a chapter names."""
    text = (ROOT / "workflow" / "rules" / "chapters" / f"{chapter}.smk").read_text("utf-8")
    listed = text[text.index("tables=[") : text.index("]", text.index("tables=["))]
    return re.findall(r'"([^"]+)"', listed)


def percent(new: Decimal, old: Decimal) -> Decimal:
    """Growth in percent."""
    return 100 * (new / old - 1)


def near(found: Fraction, expected: Decimal) -> bool:
    """Equal up to the precision of Decimal: the chapter reckons exactly."""
    return abs(found - Fraction(expected)) < Fraction(1, 10**18)


def all_quantities(made: Chapter) -> list[Quantity]:
    """Everything that a chapter shows."""
    numbers = [n.quantity for n in made.numbers.values()]
    shown = [q for f in made.figures.values() for q in f.quantities]
    tabled = [q for t in made.tables.values() for q in t.quantities]
    return [*numbers, *shown, *tabled]


def all_cells(made: Chapter) -> list[Cell]:
    """The cells behind everything that a chapter shows, with repeats."""
    found = (leaf for q in all_quantities(made) for leaf in leaves(q.expression))
    return [leaf for leaf in found if isinstance(leaf, Cell)]


def newest_periods(made: Chapter) -> dict[str, str]:
    """Table and kind of period to the newest period that is used."""
    newest: dict[str, str] = {}
    for one in all_cells(made):
        period = dict(one.codes)["Perioden"]
        key = f"{one.table} {period[4:6]}"
        newest[key] = max(newest.get(key, ""), period)
    return newest
