"""The ledger of every chapter, recomputed from its documented form alone."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

import pytest
from raw_archive import ARCHIVE, ROOT, derived, opened, rows, tables_of

from chapters import (
    bedrijvenlandschap,
    conjunctuurklok,
    corona,
    financiering,
    innovatie,
    internationaal,
    regio,
    werk,
)
from jaarbericht.audit.verify.evaluate import OPERATIONS, value_of
from jaarbericht.lineage import Chapter, Tables
from jaarbericht.lineage.ledger import ledger

CHAPTERS: Mapping[str, Callable[[Tables], Chapter]] = {
    "bedrijvenlandschap": bedrijvenlandschap.derive,
    "conjunctuurklok": conjunctuurklok.derive,
    "corona": corona.derive,
    "financiering": financiering.derive,
    "innovatie": innovatie.derive,
    "internationaal": internationaal.derive,
    "regio": regio.derive,
    "werk": werk.derive,
}
LIBRARY = ROOT / "scripts" / "jaarbericht" / "lineage"


@pytest.fixture(scope="module", params=CHAPTERS)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The ledger of a chapter, through JSON and back."""
    folder = tmp_path_factory.mktemp(request.param)
    ids = tables_of(request.param)
    chapter = derived(CHAPTERS[request.param], ids, folder)
    return json.loads(json.dumps(ledger(chapter, opened(ids, folder))))


def test_every_quantity_comes_out_the_same(made: Any) -> None:
    assert len(made["quantities"]) > 100
    for id, quantity in made["quantities"].items():
        assert value_of(quantity["expression"], made) == Fraction(quantity["value"]), id


def test_every_cell_stands_in_the_raw_file(made: Any) -> None:
    for id, one in made["cells"].items():
        row = rows(one["table"])[one["row"]]
        assert row[one["topic"]] == one["raw"].strip(), id
        assert all(row[key] == code for key, code in one["codes"].items()), id
        assert id == f"{one['table']}/{one['row']}/{one['topic']}"


def test_the_line_of_a_row_begins_with_its_id(made: Any) -> None:
    for table in made["tables"]:
        lines = (ARCHIVE / f"{table}.jsonl").read_text("utf-8").splitlines()
        begins = Counter(line.partition(",")[0] for line in lines)
        used = {one["row"] for one in made["cells"].values() if one["table"] == table}
        assert {begins[f"[{row}"] for row in used} == {1}


def test_no_formula_uses_a_cell_without_a_figure(made: Any) -> None:
    assert all(one["value"] is not None for one in made["cells"].values())


def test_status_is_that_of_the_least_certain_leaf(made: Any) -> None:
    order = ["Definitief", "Onbekend", "NaderVoorlopig", "Voorlopig"]
    for quantity in made["quantities"].values():
        tree = quantity["expression"]
        found = {made["cells"][leaf]["status"] for leaf in leaves(tree)}
        found |= {made["citations"][leaf]["status"] for leaf in leaves(tree, "citation")}
        assert quantity["status"] == max(found, key=order.index)


def test_every_table_says_which_download_and_how_complete(made: Any) -> None:
    assert {one["table"] for one in made["cells"].values()} == made["tables"].keys()
    for table in made["tables"].values():
        assert table["title"] and table["universe"] and table["completeness"] and table["sha256"]


def test_the_documented_operations_are_those_that_the_code_makes() -> None:
    text = (ROOT / "docs" / "ledger.md").read_text("utf-8")
    section = text[text.index("| op |") : text.index("`rank` counts the field")]
    documented = {
        name
        for line in section.strip().splitlines()
        for name in re.findall(r"`([a-z_]+)`", line.split("|")[1])
    }
    code = "".join(path.read_text("utf-8") for path in LIBRARY.glob("*.py"))
    made = set(re.findall(r'(?:derived|_extreme)\(\s*"([a-z_]+)"', code)) | {
        "mean",
        "weighted_mean",
    }
    assert documented == made == set(OPERATIONS)


def leaves(tree: Mapping[str, Any], kind: str = "cell") -> Iterator[str]:
    """Ids of the cells of a tree, or of its citations."""
    if kind in tree:
        yield tree[kind]
    for arg in tree.get("args", ()):
        yield from leaves(arg, kind)
