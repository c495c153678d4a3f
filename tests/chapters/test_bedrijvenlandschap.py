"""The chapter Bedrijvenlandschap on the real archive, checked against sums made in another way."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal, getcontext
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from chapters import bedrijvenlandschap as chapter

from jaarbericht.lineage import Chapter

ROOT = Path(__file__).parents[2]
IDS = ("81589NED", "81578NED", "83631NED")
LATER = ("2022", "2023", "2024", "2025")
getcontext().prec = 40


def raw(table: str) -> dict[tuple[str, ...], dict[str, Decimal]]:
    """Codes to topic to figure, read straight from the raw lines of the archive."""
    lines = (ROOT / "resources/archive/tables" / f"{table}.jsonl").read_text("utf-8").splitlines()
    at = next(i for i, line in enumerate(lines) if '"set":"UntypedDataSet"' in line)
    columns: list[str] = json.loads(lines[at])["columns"]
    topics = [name for name in columns if name.rpartition("_")[2].isdigit()]
    found = {}
    for line in lines[at + 1 :]:
        row: dict[str, Any] = dict(zip(columns, json.loads(line), strict=True))
        codes = tuple(row[name].strip() for name in columns if name not in (*topics, "ID"))
        found[codes[1:]] = {topic: Decimal(row[topic].strip()) for topic in topics}
    return found
