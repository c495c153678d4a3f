"""Tiny tables in the form CBS delivers them, for the tests of the cbs layer."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from jaarbericht.cbs.contract import Contract, read_contract
from jaarbericht.cbs.raw import RawTable

SIZES = [("WP1  ", "0 tot 10 werkzame personen"), ("WP2  ", "10 of meer werkzame personen")]
YEARS = [("2019JJ00", "2019", "Definitief"), ("2020JJ00", "2020 ", "Voorlopig")]
TOPICS = [("Bedrijven_1", "Bedrijven", "aantal"), ("Omzet_2", "Omzet", "mln euro")]

CONTRACT = """\
id: 99999NED
catalogue: CBS
title: "Bedrijven; grootte"
structure: verified
universe: "alle bedrijven"
cadence: Perjaar
successor: 99998NED
publication:
  JJ: {days: 100, from: end}
dimensions:
  Grootte:
    title: "Grootte"
    role: size
    codes:
      WP1: "0 tot 10 werkzame personen"
      WP2: "10 of meer werkzame personen"
  Perioden:
    title: "Perioden"
    role: time
topics:
  Bedrijven_1: {title: "Bedrijven", unit: "aantal", kind: bedrijven, factor: 1}
  Omzet_2: {title: "Omzet", unit: "mln euro", kind: euro, factor: 1000000}
sizes:
  WP1: [0, 10]
  WP2: [10, null]
"""


def build(
    dimensions: dict[str, list[tuple[str, str]]] | None = None,
    periods: Sequence[tuple[str, str, str | None]] | None = YEARS,
    topics: list[tuple[str, str, str]] = TOPICS,
    cell: Callable[[int, str], Any] = lambda row, topic: f"{row * 10 + len(topic):>8}",
    id: str = "99999NED",
) -> RawTable:
    """A whole table: one row per combination of codes, time last and fastest."""
    lists = {"Grootte": SIZES} if dimensions is None else dimensions
    properties = [_property(key, "Dimension") for key in lists]
    codes = [[code for code, _ in items] for items in lists.values()]
    sets: dict[str, list[dict[str, Any]]] = {
        key: [{"Key": c, "Title": t, "Description": "", "CategoryGroupID": None} for c, t in items]
        for key, items in lists.items()
    }
    if periods is not None:
        properties.append(_property("Perioden", "TimeDimension"))
        codes.append([code for code, _, _ in periods])
        sets["Perioden"] = [
            {"Key": c, "Title": t, "Description": "", "Status": s} for c, t, s in periods
        ]
    properties += [_topic(*topic) for topic in topics]
    for number, item in enumerate(properties):
        item["ID"] = number
    rows = [
        (n, *combination, *(cell(n, key) for key, _, _ in topics))
        for n, combination in enumerate(product(*codes))
    ]
    names = [p["Key"] for p in properties if p["Type"] != "Topic"]
    info = {"ID": 0, "Title": "Bedrijven; grootte", "Identifier": id, "Catalog": "CBS"}
    info |= {"Modified": "2021-03-04T02:00:00"}
    head = {
        "Tables": [{"Identifier": id, "RecordCount": len(rows)}],
        "TableInfos": [info],
        "DataProperties": properties,
        "CategoryGroups": [],
    }
    columns = ("ID", *names, *dict.fromkeys(key for key, _, _ in topics))
    return RawTable("CBS", id, head | sets, columns, rows)


def _property(key: str, kind: str) -> dict[str, Any]:
    return {"odata.type": f"Cbs.OData.{kind}", "ID": 0, "ParentID": None, "Type": kind,
            "Key": key, "Title": key}  # fmt: skip


def _topic(key: str, title: str, unit: str) -> dict[str, Any]:
    return _property(key, "Topic") | {"Title": title, "Unit": unit, "Datatype": "Long"}


def write_folder(root: Path, *tables: RawTable) -> Path:
    """The tables as a folder in the shape of OData v3."""
    catalogue = [raw.record for raw in tables]
    for raw in tables:
        folder = root / "tables" / raw.id
        folder.mkdir(parents=True, exist_ok=True)
        names = ("TableInfos", "DataProperties", "CategoryGroups", *raw.dimensions)
        content: dict[str, Any] = {name: raw.sets[name] for name in names}
        content["UntypedDataSet"] = [dict(zip(raw.columns, r, strict=True)) for r in raw.rows]
        content["PROVENANCE"] = {"identifier": raw.id, "derived": ["nothing"], "source": {}}
        for name, value in content.items():
            (folder / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
    (root / "catalog.json").write_text(json.dumps(catalogue), encoding="utf-8")
    return root


def make_contract(folder: Path, *changes: tuple[str, str], extra: str = "") -> Contract:
    """The contract of the tiny table with text replaced and added."""
    text = CONTRACT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / "99999NED.yaml"
    path.write_text(text + extra, encoding="utf-8")
    return read_contract(path)
