"""The queries of a trace give exactly the rows of its cells, from a host that compares as CBS."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from odata_filter import answer

from jaarbericht.audit.trace_query import LONGEST, queries
from jaarbericht.cbs.raw import read_raw
from jaarbericht.compose.tableentries import statline

TABLES = sorted((Path(__file__).parents[2] / "resources/archive/tables").glob("*.jsonl"))
ROWS = [
    {"ID": n, "Regio": region, "Perioden": period, "A_1": "  1"}
    for n, (region, period) in enumerate(
        (r, p) for r in ("NL01  ", "GM'1 en 2 ") for p in ("2020JJ00", "2021JJ00")
    )
]


def codes(rows: Sequence[dict[str, Any]], *keys: str) -> list[dict[str, str]]:
    return [{key: row[key] for key in keys} for row in rows]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("count", [1, 5, 60])
def test_queries_give_exactly_the_rows_that_are_asked(path: Path, count: int) -> None:
    raw = read_raw(path)
    rows = [dict(zip(raw.columns, row, strict=True)) for row in raw.rows]
    wanted = random.Random(count).sample(rows, min(count, len(rows)))
    made = queries("CBS", raw.id, codes(wanted, *raw.dimensions), raw.topics[:2])
    assert all(len(url) <= LONGEST for url in made)
    found = [row for url in made for row in answer(url, rows)]
    assert sorted(row["ID"] for row in found) == sorted(row["ID"] for row in wanted)
    assert set(found[0]) == {"ID", *raw.dimensions, *raw.topics[:2]}


def test_quotes_and_padding_in_a_key_reach_the_host() -> None:
    (url,) = queries("CBS", "1NED", codes(ROWS[2:3], "Regio", "Perioden"), ["A_1"])
    assert "%27GM%27%271%20en%202%20%27" in url and " " not in url
    assert [row["ID"] for row in answer(url, ROWS)] == [2]


def test_what_rows_share_is_asked_once() -> None:
    (url,) = queries("CBS", "1NED", codes(ROWS[:2], "Regio", "Perioden"), ["A_1"])
    assert url.count("Regio%20eq") == 1 and len(answer(url, ROWS)) == 2


def test_a_row_is_asked_once_for_all_its_topics() -> None:
    twice = codes([ROWS[0], ROWS[0]], "Regio", "Perioden")
    (url,) = queries("CBS", "1NED", twice, ["A_1"])
    assert url.count("2020JJ00") == 1


def test_other_catalogues_live_elsewhere() -> None:
    (url,) = queries("MKB", "48018NED", codes(ROWS[:1], "Regio", "Perioden"), ["A_1"])
    assert url.startswith("https://dataderden.cbs.nl/ODataFeed/odata/48018NED/UntypedDataSet?")
    assert statline("MKB", "48018NED") == ""
    assert statline("CBS", "1NED") == "https://opendata.cbs.nl/statline/#/CBS/nl/dataset/1NED/table"
