"""Two states of a table: each thing that CBS can do to it is told for what it is."""

from __future__ import annotations

import lzma
from pathlib import Path
from typing import Any

import pytest
from hand_made import COLUMNS, PERIODS, SIZES, rearranged, table, with_cells
from hypothesis import given
from hypothesis import strategies as st

from jaarbericht.audit.drift import Kind, TableDrift, Verdict, compare, overlaid
from jaarbericht.audit.drift_cells import Severity, severity
from jaarbericht.cbs.raw import RawTable, read_raw

ONE = ("WP1", "2020JJ00", "Totaal_1")


@pytest.mark.parametrize(
    ("old", "new", "decimals", "expected"),
    [
        ("  135.5", "135.5", 1, None),
        ("1", "1.0", 1, None),
        (None, "", 0, None),
        ("135.4", "135.3", 0, Severity.ROUNDING),
        ("12.34", "12.3", None, Severity.ROUNDING),
        ("5", "6", 0, Severity.SMALL),
        ("1000", "1010", 0, Severity.SMALL),
        ("1000", "1011", 0, Severity.LARGE),
        ("0", "2", 0, Severity.LARGE),
        ("-0.1", "0.1", 1, Severity.SIGN),
        ("-0.04", "0.04", 1, Severity.ROUNDING),
        (".", "5", 0, Severity.APPEARED),
        ("", "0", 0, Severity.APPEARED),
        ("5", "x", 0, Severity.DISAPPEARED),
        (".", "x", 0, Severity.SYMBOL),
        ("-", "0", 0, Severity.SYMBOL),
        ("-", "3", 0, Severity.LARGE),
        ("NL01", "NL02", None, Severity.TEXT),
        ("1", "2", 10**9, Severity.LARGE),
    ],
)
def test_the_class_of_a_change(
    old: str | None, new: str | None, decimals: int | None, expected: Severity | None
) -> None:
    assert severity(old, new, decimals) is expected


@given(st.one_of(st.none(), st.text(), st.from_regex(r"-?\d{1,400}(\.\d{1,400})?")),
       st.one_of(st.none(), st.text(), st.from_regex(r"-?\d{1,400}(\.\d{1,400})?")))  # fmt: skip
def test_a_change_is_classed_alike_there_and_back(old: str | None, new: str | None) -> None:
    there, back = severity(old, new), severity(new, old)
    turned = {Severity.APPEARED: Severity.DISAPPEARED, Severity.DISAPPEARED: Severity.APPEARED}
    assert (there is None) == (back is None)
    if there in turned:
        assert back is turned[there]


@given(st.dictionaries(st.tuples(st.integers(0, 3), st.sampled_from(list(COLUMNS))),
                       st.one_of(st.none(), st.text(), st.integers())))  # fmt: skip
def test_a_table_never_drifts_from_itself(cells: dict[tuple[int, str], object]) -> None:
    raw = with_cells(table(), lambda row, key: cells.get((row, key), "1"))
    found = compare(raw, with_cells(table(), lambda row, key: cells.get((row, key), "1")))
    assert found.verdict is Verdict.UNCHANGED and found.kinds == () and found.common == 8


def test_row_numbers_order_and_padding_mean_nothing() -> None:
    assert compare(table(), rearranged(table())).verdict is Verdict.UNCHANGED


def test_a_revised_figure() -> None:
    found = compare(table(), table({ONE: "150"}))
    assert (found.verdict, found.kinds) == (Verdict.REVISED, (Kind.REVISION,))
    [change] = found.changes
    assert (change.old, change.new, change.period) == ("101", "150", "2020JJ00")
    assert change.words == "Bedrijven › Totaal · 0 tot 10 · 2020JJ00"
    assert found.counts == {Severity.LARGE: 1} and found.is_silent


def test_the_reason_of_cbs_makes_it_a_correction() -> None:
    new = table({ONE: "150"}, ReasonDelivery="Correctie", Modified="2021-03-05T02:00:00")
    found = compare(table(), new)
    assert (found.verdict, found.kinds) == (Verdict.REVISED, (Kind.CORRECTION,))
    assert not found.is_silent


@pytest.mark.parametrize("reason", ["Actualisering", "Revisie", "Bijstelling", "Verbetering"])
def test_other_reasons_are_revisions(reason: str) -> None:
    assert compare(table(), table({ONE: "150"}, ReasonDelivery=reason)).kinds == (Kind.REVISION,)


def test_a_figure_that_appears_and_one_that_goes() -> None:
    old = table({ONE: "."})
    assert compare(old, table()).counts == {Severity.APPEARED: 1}
    assert compare(table(), old).counts == {Severity.DISAPPEARED: 1}


def test_a_status_that_changes() -> None:
    found = compare(table(), table(periods=PERIODS | {"2020JJ00": "Definitief"}))
    assert (found.verdict, found.kinds, found.changes) == (
        Verdict.REVISED, (Kind.REVISION,), ()
    )  # fmt: skip
    assert [(s.period, s.old, s.new, s.cells) for s in found.statuses] == [
        ("2020JJ00", "Voorlopig", "Definitief", 4)
    ]
    assert found.counts == {Severity.STATUS: 4}


def _words(found: TableDrift) -> set[tuple[str, str, str]]:
    return {(one.what, one.old, one.new) for one in found.differences}


RESTRUCTURED: dict[str, tuple[dict[str, Any], tuple[str, str, str], int]] = {
    "column gone": (
        {"columns": {"Totaal_1": COLUMNS["Totaal_1"]}}, ("column", "Totaal_2", ""), 4
    ),
    "column new": (
        {"columns": COLUMNS | {"Winst_3": ("Winst", "Winst", "euro", 0)}},
        ("column", "", "Winst_3"), 8,
    ),
    "key renumbered": (
        {"columns": {"Totaal_1": COLUMNS["Totaal_1"], "Totaal_12": COLUMNS["Totaal_2"]}},
        ("key", "Totaal_2", "Totaal_12"), 8,
    ),
    "title changed": (
        {"columns": COLUMNS | {"Totaal_2": ("Omzet", "Netto", "mln euro", 1)}},
        ("column title", "Totaal", "Netto"), 8,
    ),
    "unit changed": (
        {"columns": COLUMNS | {"Totaal_2": ("Omzet", "Totaal", "1 000 euro", 1)}},
        ("unit", "mln euro", "1 000 euro"), 8,
    ),
    "code new": ({"sizes": SIZES | {"WP3  ": "onbekend"}}, ("code", "", "onbekend"), 8),
    "code gone": ({"sizes": {"WP1  ": "0 tot 10"}}, ("code", "10 of meer", ""), 4),
    "code retitled": (
        {"sizes": SIZES | {"WP2  ": "10 tot 250"}}, ("code title", "10 of meer", "10 tot 250"), 8
    ),
    "table retitled": (
        {"Title": "Bedrijven; omvang"}, ("title", "Bedrijven; grootte", "Bedrijven; omvang"), 8
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", RESTRUCTURED)
def test_a_table_that_is_made_otherwise(case: str) -> None:
    changes, difference, common = RESTRUCTURED[case]
    found = compare(table(), table(**changes))
    assert found.verdict is Verdict.RESTRUCTURED and Kind.RESTRUCTURING in found.kinds
    assert difference in _words(found)
    assert (found.common, found.changes) == (common, ())


def test_columns_that_swap_their_numbers_are_not_taken_for_each_other() -> None:
    swapped = {"Totaal_2": COLUMNS["Totaal_1"], "Totaal_1": COLUMNS["Totaal_2"]}
    cells = {
        (size, period, key): str(value)
        for size, period, key, value in [
            ("WP1", "2019JJ00", "Totaal_2", 100), ("WP1", "2020JJ00", "Totaal_2", 101),
            ("WP2", "2019JJ00", "Totaal_2", 20), ("WP2", "2020JJ00", "Totaal_2", 21),
            ("WP1", "2019JJ00", "Totaal_1", 100.5), ("WP1", "2020JJ00", "Totaal_1", 101.5),
            ("WP2", "2019JJ00", "Totaal_1", 20.5), ("WP2", "2020JJ00", "Totaal_1", 21.5),
        ]
    }  # fmt: skip
    assert compare(table(), table(cells, columns=swapped)).changes == ()


def test_cbs_says_that_it_was_redesigned() -> None:
    found = compare(table(), table(ReasonDelivery="Herontwerp"))
    assert (found.verdict, found.kinds) == (Verdict.RESTRUCTURED, (Kind.RESTRUCTURING,))
    again = table(ReasonDelivery="Herontwerp")
    assert compare(again, again).verdict is Verdict.UNCHANGED


@pytest.mark.parametrize(
    "info",
    [
        {"ReasonDelivery": "Stopgezet"},
        {"Frequency": "Stopgezet"},
        {"Title": "Bedrijven; grootte, 2008-2023"},
        {"OutputStatus": "Gediscontinueerd", "MetaDataModified": "2022-01-01T02:00:00"},
    ],
)
def test_a_table_that_was_stopped(info: dict[str, str]) -> None:
    assert compare(table(), table(**info)).verdict is Verdict.STOPPED
    assert compare(table(**info), table(**info)).verdict is Verdict.UNCHANGED


def test_new_periods_are_no_drift_and_lost_ones_are() -> None:
    longer = table(periods=PERIODS | {"2021JJ00": "Voorlopig"})
    more, fewer = compare(table(), longer), compare(longer, table())
    assert (more.verdict, more.rows_added, more.periods_added) == (
        Verdict.UNCHANGED, 2, ("2021JJ00",)
    )  # fmt: skip
    assert (fewer.verdict, fewer.rows_removed) == (Verdict.REVISED, 2)


def test_what_a_part_of_a_table_lacks_is_expected() -> None:
    part = table(sizes={"WP1  ": "0 tot 10"}, columns={"Totaal_1": COLUMNS["Totaal_1"]})
    found = compare(table(), part, new_is_whole=False)
    assert (found.verdict, found.common, len(found.expected)) == (Verdict.UNCHANGED, 2, 2)
    assert compare(part, table(), old_is_whole=False).verdict is Verdict.UNCHANGED


def test_a_part_can_be_laid_over_the_whole() -> None:
    part = table({ONE: "150"}, sizes={"WP1  ": "0 tot 10"}, Modified="2022-01-01T02:00:00")
    laid = overlaid(table(), part)
    [change] = compare(table(), laid).changes
    assert (change.new, len(laid.rows)) == ("150", 4)
    assert laid.modified == "2022-01-01T02:00:00"


def test_real_states_of_a_table(tmp_path: Path) -> None:
    old, new = (_vintage(name, tmp_path) for name in ("2020-08-14", "2023"))
    found = compare(old, new)
    assert (len(found.changes), found.common) == (1_022, 15_504)
    periods = sorted({change.period for change in found.changes})
    assert (periods[0], periods[-1], len(periods)) == ("2018KW01", "2020KW02", 10)
    assert (found.verdict, found.kinds) == (Verdict.REVISED, (Kind.REVISION,))


def _vintage(name: str, folder: Path) -> RawTable:
    packed = Path(__file__).parent / "vintages" / f"83599NED-{name}.jsonl.xz"
    path = folder / f"{name}.jsonl"
    path.write_bytes(lzma.decompress(packed.read_bytes()))
    return read_raw(path)
