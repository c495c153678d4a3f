"""Check: tables and the texts in drawings are those of the data that the PDF carries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jaarbericht.audit.verify.evidence import Evidence, Row
from jaarbericht.audit.verify.itemdata import spot_of
from jaarbericht.audit.verify.pdf.file import Node
from jaarbericht.audit.verify.problem import Problem, sentence
from jaarbericht.audit.verify.words.covering import says


def check_tables(evidence: Evidence) -> Iterator[Problem]:
    """Every head and every cell of each table, in order."""
    for id, item in evidence.ledger["shown"].items():
        rows = evidence.data[item["attachment"]]
        yield from _rows(id, rows, item["rows"], item["columns"])
        table = _subject(evidence, item, "Table")
        if table is None:
            yield _problem(id, "the PDF has no table there")
            continue
        wanted = [item["head"], *item["columns"]]
        for number, head in enumerate(item["rows"]):
            count = len(item["columns"])
            cells = rows[number * count : (number + 1) * count]
            wanted += [head, *(row["afgedrukt"] for row in cells)]
        yield from _compare(id, table.all("TH", "TD"), wanted, table.page)


def _rows(
    id: str, rows: Sequence[Row], heads: Sequence[str], columns: Sequence[str]
) -> Iterator[Problem]:
    """The data have a row per cell, named by its heads, with the id of its place."""
    wanted = [
        (head, column, f"{id}.{i}.{j}")
        for i, head in enumerate(heads, 1)
        for j, column in enumerate(columns, 1)
    ]
    if len(rows) != len(wanted):
        yield _problem(id, f"its data have {len(rows)} rows for {len(wanted)} cells")
        return
    for row, (head, column, place) in zip(rows, wanted, strict=True):
        found = (row["label"], row["categorie"])
        if found != (head, column) or row["id"] not in ("", place):
            yield _problem(id, f"its data have {found} for the cell {place}")


def _compare(id: str, found: Sequence[Node], wanted: Sequence[str], page: int) -> Iterator[Problem]:
    if len(found) != len(wanted):
        yield _problem(id, f"page {page} has {len(found)} cells, the data have {len(wanted)}")
    for there, here in zip(found, wanted, strict=False):
        if not says(there, here):
            yield _problem(id, f"page {page} has ‘{there.text}’, the data have ‘{here}’")


def check_figures(evidence: Evidence) -> Iterator[Problem]:
    """The data of each figure are named as in the ledger, and its description is the same."""
    for id, item in evidence.ledger["figures"].items():
        rows = evidence.data[item["attachment"]]
        labels = item["series"]
        for row in rows:
            number = _series(id, row["id"], row["categorie"])
            named = row["label"]
            if row["id"] and (number is None or labels[number - 1 : number] != [named]):
                yield _problem(id, f"its data have the row {row['id']} for ‘{named}’")
        figure = _subject(evidence, item, "Figure")
        if figure is None:
            yield _problem(id, "the PDF has no figure there")
        elif " ".join(figure.alt.split()) != " ".join(item["alt"].split()):
            yield _problem(id, f"on page {figure.page} its description is another")


def _series(item: str, id: str, category: str) -> int | None:
    """The number of the series of `item.number.category`."""
    spot = spot_of(id)
    known = (spot.item, spot.x) == (item, category) and spot.number.isdigit()
    return int(spot.number) if known else None


def _subject(evidence: Evidence, item: Mapping[str, Any], kind: str) -> Node | None:
    division = evidence.document.ids.get(item["anchor"])
    return next(iter(division.all(kind)), None) if division else None


def _problem(id: str, what: str) -> Problem:
    return Problem("shown", id, sentence(what))
