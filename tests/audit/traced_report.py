"""A made-up report in a folder: ledger, data of a figure, raw table. For tests of tracing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jaarbericht.cbs.raw import RawTable, write_raw
from jaarbericht.files import write_json, write_text
from jaarbericht.lineage.ledger import FORMAT

PERCENT = {"decimals": 1, "scale": 1, "word": "procent", "symbol": "%", "signed": False}
THOUSAND = {"decimals": 0, "scale": 1000, "word": "duizend", "symbol": "", "signed": False}
HOSTILE = "Regio <b>&\u202e\x1b[31m[bold]=1+1"
ROWS = [("NL01  ", "2020JJ00", "   215.6"), ("NL01  ", "2021JJ00", "   376.3")]
WORDS = "Een zin vooraf. Er waren 376\xa0duizend vacatures, 74,5\xa0procent meer. Een zin erna."


def product(row: int) -> dict[str, Any]:
    return {"op": "product", "args": [{"cell": f"1NED/{row}/A_1"}, {"constant": "1000"}]}


def quantity(value: str, tree: Mapping[str, Any], form: Any, **changes: Any) -> dict[str, Any]:
    plain = {
        "value": value, "unit": "vacatures", "population": "bedrijven", "status": "Voorlopig",
        "periods": ["2020JJ00", "2021JJ00"], "form": form, "expression": tree,
        "waivers": [{"rule": "overlap", "reason": "Dat is de bedoeling."}],
    }  # fmt: skip
    return plain | changes


def cell(row: int) -> dict[str, Any]:
    region, period, raw = ROWS[row]
    return {
        "catalogue": "CBS", "table": "1NED", "row": row, "topic": "A_1", "topic_title": "Vacatures",
        "codes": {"Regio": region.strip(), "Perioden": period},
        "titles": {"Regio": HOSTILE, "Perioden": period[:4]}, "raw": raw, "symbol": "",
        "value": raw.strip(), "status": "Voorlopig", "unit": "x 1 000",
    }  # fmt: skip


def printed(number: int, quantity: str, kind: str, text: str) -> dict[str, Any]:
    return {"id": f"n{number:04}", "sequence": number, "chapter": "werk", "line": 7, "kind": kind,
            "quantity": quantity, "form": None, "text": text}  # fmt: skip


def raw_table() -> RawTable:
    kinds = {"Regio": "Dimension", "Perioden": "TimeDimension", "A_1": "Topic"}
    properties = [{"Type": kind, "Key": key} for key, kind in kinds.items()]
    sets: dict[str, list[dict[str, Any]]] = {
        "Tables": [], "TableInfos": [{"Title": "T"}], "DataProperties": properties,
        "CategoryGroups": [], "Regio": [], "Perioden": [],
    }  # fmt: skip
    rows = [(number, *row) for number, row in enumerate(ROWS)]
    return RawTable("CBS", "1NED", sets, ("ID", "Regio", "Perioden", "A_1"), rows)


def ledger(sha256: str) -> dict[str, Any]:
    growth = {"op": "growth", "args": [product(1), product(0)]}
    best = {"op": "maximum", "args": [product(0), product(1)], "labels": ["toen", "nu"]}
    points = {f"werk.lijn.1.{row[1]}": quantity(f"{row[2].strip()}".replace(".", "") + "00",
                                                product(n), THOUSAND)
              for n, row in enumerate(ROWS)}  # fmt: skip
    table = {
        "catalogue": "CBS", "id": "1NED", "title": HOSTILE, "universe": "",
        "modified": "2021-01-02", "stand": "", "sha256": sha256,
        "completeness": "complete", "structure": "verified",
    }  # fmt: skip
    return {
        "format": FORMAT,
        "tables": {"1NED": table},
        "cells": {f"1NED/{row}/A_1": cell(row) for row in (0, 1)},
        "citations": {},
        "quantities": {
            "werk.groei": quantity("40175/539", growth, PERCENT, unit="procent"),
            "werk.nu": quantity("376300", product(1), THOUSAND),
            "werk.hoogst": quantity("376300", best | {"chosen": "nu"}, THOUSAND),
            **points,
        },
        "figures": {"werk.lijn": {"number": "1.1"}},
        "shown": {},
        "passages": [
            {"chapter": "werk", "kind": "heading", "text": "Kop", "printed": []},
            {
                "chapter": "werk",
                "kind": "paragraph",
                "text": WORDS,
                "printed": [["n0002", WORDS.index("376")], ["n0003", WORDS.index("74,5")]],
            },
        ],
        "printed": [
            printed(1, "", "periode", "2021"),
            printed(2, "werk.nu", "getal", "376\xa0duizend"),
            printed(3, "werk.groei", "getal", "74,5\xa0procent"),
            printed(4, "werk.groei", "richting", "meer"),
        ],
    }


def write_results(root: Path) -> dict[str, Any]:
    """Write the results of the made-up edition 2021 below `root`; gives its ledger."""
    results = root / "results" / "2021"
    made = ledger(write_raw(results / "raw" / "1NED.jsonl", raw_table()))
    write_json(results / "ledger.json", made)
    lines = [f"lijn,{row[1]},{text},werk.lijn.1.{row[1]}" for row, text in
             zip(ROWS, ("216*", "376*"), strict=True)]  # fmt: skip
    write_text(
        results / "chapters" / "werk" / "figures" / "lijn.csv",
        "\n".join(["label,categorie,afgedrukt,id", *lines, "lijn,2022JJ00,.,", ""]),
    )
    return made
