"""Small editions over real tables in two states: a ledger with numbers over chosen cells."""

from __future__ import annotations

import lzma
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jaarbericht.audit.verify.evaluate import periods_of, status_of, value_of
from jaarbericht.cbs.raw import RawTable, read_raw
from jaarbericht.compose.later import LaterTable, Tables
from jaarbericht.lineage.ledger import FORMAT

ROOT = Path(__file__).parents[2]
COUNT = {"decimals": 0, "scale": 1, "word": "", "symbol": "", "signed": False}
ONE_DECIMAL = COUNT | {"decimals": 1}
PERCENT = ONE_DECIMAL | {"word": "procent", "symbol": "%"}
Tree = Mapping[str, Any]


@cache
def vintage(name: str) -> RawTable:
    """A table in an earlier state, from the folder vintages."""
    packed = Path(__file__).parent / "vintages" / f"{name}.jsonl.xz"
    with TemporaryDirectory() as folder:
        path = Path(folder) / "raw.jsonl"
        path.write_bytes(lzma.decompress(packed.read_bytes()))
        return read_raw(path)


@cache
def archived(id: str) -> RawTable:
    """A table as the archive has it."""
    return read_raw(ROOT / "resources" / "archive" / "tables" / f"{id}.jsonl")


@dataclass(frozen=True)
class Number:
    """A number of a small edition: how it is made, printed and said (function and words)."""

    tree: Tree
    form: Mapping[str, Any] | None = None
    unit: str = "bedrijven"
    population: str = "bedrijven"
    said: tuple[tuple[str, ...], ...] = ()


class Edition:
    """An edition over one state of one table."""

    def __init__(self, year: int, raw: RawTable, sha256: str = "") -> None:
        self.year, self.raw, self.sha256 = year, raw, sha256 or f"sha256 of {year}"
        self.cells: dict[str, dict[str, Any]] = {}
        self.citations: dict[str, dict[str, Any]] = {}
        self.numbers: dict[str, Number] = {}

    def cell(self, topic: str, **codes: str) -> Tree:
        """The leaf for one cell of the table."""
        raw = self.raw
        places = {key: raw.columns.index(key) for key in raw.dimensions}
        [row] = [r for r in raw.rows if all(r[places[k]].strip() == v for k, v in codes.items())]
        id = f"{raw.id}/{row[0]}/{topic}"
        [about] = [one for one in raw.properties if one["Key"] == topic]
        time = raw.time_dimension or ""
        periods = {one["Key"].strip(): one.get("Status") for one in raw.sets[time]}
        found = {key: row[place].strip() for key, place in places.items()}
        self.cells[id] = {
            "table": raw.id, "row": row[0], "topic": topic, "topic_title": about["Title"].strip(),
            "codes": {**{k: v for k, v in found.items() if k != time}, time: found[time]},
            "raw": row[raw.columns.index(topic)], "unit": about["Unit"] or "",
            "status": periods[found[time]] or "Onbekend",
        }  # fmt: skip
        return {"cell": id}

    def cite(
        self, key: str, value: str, period: str = "2019JJ00", status: str = "Onbekend",
        unit: str = "bedrijven",
    ) -> Tree:  # fmt: skip
        """The leaf for a published figure that stands in no table."""
        self.citations[key] = {
            "key": key, "value": value, "unit": unit, "period": period, "status": status,
        }  # fmt: skip
        return {"citation": key}

    def ledger(self) -> dict[str, Any]:
        """The ledger of the edition, as far as a comparison asks it."""
        return {
            "format": FORMAT,
            "edition": {"year": self.year, "title": f"Proefbericht {self.year}", "version": "1.0",
                        "state": "final", "cutoff": f"{self.year}-11-18"},
            "tables": {self.raw.id: {"title": "", "sha256": self.sha256}},
            "cells": self.cells,
            "citations": self.citations,
            "quantities": {id: self._quantity(one) for id, one in self.numbers.items()},
            "printed": [
                {"quantity": id, "kind": words[0], "asked": list(words[1:])}
                for id, one in self.numbers.items() for words in one.said
            ],
            "annex": {id: {"about": f"Wat {id} is"} for id in self.numbers},
        }  # fmt: skip

    def tables(self) -> Tables:
        """Its table, as a later edition offers it."""
        return Tables({self.raw.id: self.sha256}, lambda _: LaterTable(self.raw))

    def _quantity(self, one: Number) -> dict[str, Any]:
        figures = {"cells": self.cells, "citations": self.citations}
        return {
            "value": str(value_of(one.tree, figures)), "unit": one.unit,
            "population": one.population, "status": status_of(one.tree, figures),
            "periods": periods_of(one.tree, figures), "form": one.form, "expression": one.tree,
        }  # fmt: skip


def share(part: Tree, whole: Tree) -> Tree:
    """A share in percent."""
    return {"op": "share", "args": [part, whole]}


def without(raw: RawTable, key: str) -> RawTable:
    """A table whose topic `key` CBS does not print any more."""
    place = raw.columns.index(key)
    rows = [(*row[:place], "       x", *row[place + 1 :]) for row in raw.rows]
    return replace(raw, rows=rows)
