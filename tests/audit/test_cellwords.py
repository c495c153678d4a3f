"""The lines of the annex on the cells of a formula, made again from the ledger."""

from __future__ import annotations

from typing import Any

import pytest

from jaarbericht.audit.verify.page.cellwords import cell_words


def cell(branch: str, code: str, topic: str = "Banen") -> dict[str, Any]:
    return {
        "table": "1NED", "topic_title": f"{topic}  totaal", "raw": f" {code[3]}.{code[-1]}",
        "codes": {"Tak": branch, "Perioden": code},
        "titles": {"Tak": f"Tak {branch}", "Perioden": None},
    }  # fmt: skip


QUARTERS = [f"{year}KW0{number}" for year in range(2014, 2020) for number in range(1, 5)]
BRANCHES = "ABCDEF"
CITATION = {"about": "banen", "group": "mkb", "publisher": "Het bureau", "document": "Stuk",
            "published": "2021-11", "period": "2021KW03", "value": "12"}  # fmt: skip
LEDGER = {
    "cells": {
        **{code: cell("A", code) for code in QUARTERS},
        **{f"other{code}": cell("B", code) for code in QUARTERS},
        **{f"year{year}": cell("A", f"{year}JJ00") for year in range(2010, 2020)},
        **{branch: cell(branch, "2020JJ00") for branch in BRANCHES},
    },
    "citations": {"c": CITATION},
}


def lines(*cells: str) -> str:
    return cell_words({"op": "sum", "args": [{"cell": one} for one in cells]}, LEDGER)


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        (["A"], "a: 1NED; Banen totaal; Tak A; 2020JJ00: 0.0."),
        (["2014KW02", "2014KW01", "2014KW02"],
         "a, b: 1NED; Banen totaal; Tak A; 2014KW02, 2014KW01: 4.2, 4.1."),
        (["A", "B"], "a: 1NED; Banen totaal; Tak A; 2020JJ00: 0.0.\n"
         "b: 1NED; Banen totaal; Tak B; 2020JJ00: 0.0."),
        (BRANCHES, "a–f: 1NED; Banen totaal; Tak A t/m Tak F (6); 2020JJ00: 0.0, 0.0, 0.0, 0.0,"
         " 0.0, 0.0."),
        (QUARTERS, "a–x: 1NED; Banen totaal; Tak A; 2014KW01 t/m 2019KW04 (24): 24 cellen."),
        (QUARTERS[:3] + QUARTERS[6:9],
         "a–f: 1NED; Banen totaal; Tak A; 2014KW01 t/m 2014KW03 (3), 2015KW03 t/m 2016KW01 (3):"
         " 4.1, 4.2, 4.3, 5.3, 5.4, 6.1."),
        (["year2010", *QUARTERS[:5]],
         "a–f: 1NED; Banen totaal; Tak A; 2010JJ00, 2014KW01 t/m 2015KW01 (5):"
         " 0.0, 4.1, 4.2, 4.3, 4.4, 5.1."),
    ],
)  # fmt: skip
def test_the_cells_of_a_formula(cells: list[str], text: str) -> None:
    assert lines(*cells) == text


def test_two_rows_through_time_stand_each_on_a_line() -> None:
    pairs = [name for code in QUARTERS[:13] for name in (code, f"other{code}")]
    assert lines(*pairs) == (
        "a–y: 1NED; Banen totaal; Tak A; 2014KW01 t/m 2017KW01 (13): 13 cellen.\n"
        "b–z: 1NED; Banen totaal; Tak B; 2014KW01 t/m 2017KW01 (13): 13 cellen."
    )


def test_a_citation_has_no_table() -> None:
    assert cell_words({"citation": "c"}, LEDGER) == (
        "a: banen (mkb); Het bureau, Stuk, november 2021; het derde kwartaal van 2021: 12."
    )
