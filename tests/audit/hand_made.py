"""Hand-made states of a table, to be changed in one respect at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import product
from typing import Any

from jaarbericht.cbs.raw import RawTable, Record

INFO = {
    "Title": "Bedrijven; grootte", "Modified": "2021-03-04T02:00:00", "MetaDataModified": "",
    "ReasonDelivery": "Actualisering", "Frequency": "Perjaar", "OutputStatus": "Regulier",
}  # fmt: skip
SIZES = {"WP1  ": "0 tot 10", "WP2  ": "10 of meer"}
PERIODS = {"2019JJ00": "Definitief", "2020JJ00": "Voorlopig"}
# Key: group, title, unit, decimals.
COLUMNS = {
    "Totaal_1": ("Bedrijven", "Totaal", "aantal", 0),
    "Totaal_2": ("Omzet", "Totaal", "mln euro", 1),
}


def table(
    cells: Mapping[tuple[str, str, str], str] | None = None,
    sizes: Mapping[str, str] = SIZES,
    periods: Mapping[str, str] = PERIODS,
    columns: Mapping[str, tuple[str, str, str, int]] = COLUMNS,
    **info: str,
) -> RawTable:
    """The table; `cells`, by size, period and key without padding, say other figures."""
    given = cells or {}
    rows = [
        (number, size, period,
         *(f"{given.get((size.strip(), period, key), figure(size, period, key)):>8}"
           for key in columns))
        for number, (size, period) in enumerate(product(sizes, periods))
    ]  # fmt: skip
    sets: dict[str, list[Record]] = {
        "Tables": [], "TableInfos": [INFO | info], "CategoryGroups": [],
        "DataProperties": list(properties(columns)),
        "Grootte": [{"Key": key, "Title": title} for key, title in sizes.items()],
        "Perioden": [{"Key": k, "Title": k[:4], "Status": word} for k, word in periods.items()],
    }  # fmt: skip
    return RawTable("CBS", "1NED", sets, ("ID", "Grootte", "Perioden", *columns), rows)


def figure(size: str, period: str, key: str) -> str:
    """A figure that depends on nothing but its place."""
    base = {"WP1": 100, "WP2": 20}.get(size.strip(), 7) + int(period[:4]) - 2019
    return f"{base}.5" if key.endswith("2") else str(base)


def properties(columns: Mapping[str, tuple[str, str, str, int]]) -> list[Record]:
    """DataProperties; every group is a record of its own."""
    found: list[dict[str, Any]] = [
        {"ID": 0, "ParentID": None, "Type": "Dimension", "Key": "Grootte", "Title": "Grootte"},
        {
            "ID": 1,
            "ParentID": None,
            "Type": "TimeDimension",
            "Key": "Perioden",
            "Title": "Perioden",
        },
    ]
    groups: dict[str, int] = {}
    for key, (group, title, unit, decimals) in columns.items():
        if group not in groups:
            groups[group] = len(found)
            found.append({"ID": len(found), "ParentID": None, "Type": "TopicGroup", "Key": "",
                          "Title": group})  # fmt: skip
        found.append({"ID": len(found), "ParentID": groups[group], "Type": "Topic", "Key": key,
                      "Title": title, "Unit": unit, "Decimals": decimals,
                      "Datatype": "Double"})  # fmt: skip
    return found


def rearranged(raw: RawTable) -> RawTable:
    """The same table with rows in another order, other row numbers and other padding."""
    rows = [(number, *(f" {value.strip()}   " for value in row[1:]))
            for number, row in enumerate(reversed(raw.rows), 100)]  # fmt: skip
    return replace(raw, rows=rows)


def with_cells(raw: RawTable, cell: Callable[[int, str], Any]) -> RawTable:
    """The table with other figures, by row number and column key."""
    keys = raw.columns[3:]
    rows = [(*row[:3], *(cell(row[0], key) for key in keys)) for row in raw.rows]
    return replace(raw, rows=rows)
