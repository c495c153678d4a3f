"""From raw to tidy: every kind of table, and every fault that must stop it."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tiny_cbs import TOPICS, YEARS, build, make_contract

from jaarbericht.cbs.contract import Contract
from jaarbericht.cbs.errors import (
    CbsError,
    ContractBroken,
    DuplicateRows,
    RowCountMismatch,
    UnknownCode,
    UnknownStatus,
    UnreadableCell,
)
from jaarbericht.cbs.raw import RawTable, write_raw
from jaarbericht.cbs.tidy import tidy_table

TIME = '  Perioden:\n    title: "Perioden"\n    role: time\n'


def _tidy(folder: Path, raw: RawTable, contract: Contract) -> list[dict[str, str]]:
    write_raw(folder / "t.jsonl", raw)
    tidy_table(folder / "t.jsonl", contract, folder / "t.csv")
    with (folder / "t.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _fault(folder: Path, raw: RawTable, contract: Contract, kind: type[CbsError]) -> CbsError:
    with pytest.raises(kind) as caught:
        _tidy(folder, raw, contract)
    assert not (folder / "t.csv").exists()
    assert caught.value.where and caught.value.why and caught.value.todo
    return caught.value


def test_a_row_keeps_its_id_codes_titles_and_raw_text(tmp_path: Path, contract: Contract) -> None:
    rows = _tidy(tmp_path, build(), contract)
    assert rows[1] == {
        "ID": "1",
        "Grootte": "WP1",
        "Grootte_titel": "0 tot 10 werkzame personen",
        "Perioden": "2020JJ00",
        "Perioden_titel": "2020",
        "periode_soort": "JJ",
        "periode_begin": "2020-01-01",
        "periode_eind": "2020-12-31",
        "periode_status": "Voorlopig",
        "Bedrijven_1": "      21",
        "Bedrijven_1_symbool": "",
        "Bedrijven_1_waarde": "21",
        "Omzet_2": "      17",
        "Omzet_2_symbool": "",
        "Omzet_2_waarde": "17",
    }


def test_signs_stay_signs(tmp_path: Path, contract: Contract) -> None:
    signs = ["       .", "       x", "       -", ""]
    rows = _tidy(tmp_path, build(cell=lambda row, topic: signs[row]), contract)
    found = [(r["Omzet_2"], r["Omzet_2_symbool"], r["Omzet_2_waarde"]) for r in rows]
    assert found == [
        ("       .", ".", ""),
        ("       x", "x", ""),
        ("       -", "-", "0"),
        ("", "leeg", ""),
    ]


def test_decimals_are_kept_as_written(tmp_path: Path, contract: Contract) -> None:
    rows = _tidy(tmp_path, build(cell=lambda row, topic: "   12.50"), contract)
    assert rows[0]["Omzet_2_waarde"] == "12.50"


def test_several_dimensions_with_time_in_the_middle(tmp_path: Path) -> None:
    contract = make_contract(tmp_path, ("  Grootte:", "  RegioS: {role: region}\n  Grootte:"))
    raw = build(
        {
            "Grootte": [
                ("WP1 ", "0 tot 10 werkzame personen"),
                ("WP2 ", "10 of meer werkzame personen"),
            ],
            "RegioS": [("NL01  ", "Nederland"), ("PV20  ", "Groningen (PV)")],
        }
    )
    raw.properties[1], raw.properties[2] = raw.properties[2], raw.properties[1]
    rows = _tidy(tmp_path, raw, contract)
    assert len(rows) == 8
    assert list(rows[0])[:7] == [
        "ID",
        "Grootte",
        "Grootte_titel",
        "Perioden",
        "Perioden_titel",
        "RegioS",
        "RegioS_titel",
    ]
    assert {r["RegioS"] for r in rows} == {"NL01", "PV20"}


def test_a_table_without_periods(tmp_path: Path) -> None:
    contract = make_contract(tmp_path, (TIME, ""))
    rows = _tidy(tmp_path, build(periods=None), contract)
    assert len(rows) == 2
    assert "Perioden" not in rows[0]
    assert {rows[0][name] for name in rows[0] if name.startswith("periode_")} == {""}


def test_size_classes_among_branches_keep_their_codes(tmp_path: Path) -> None:
    branches = [
        ("T001081", "A-U Alle economische activiteiten"),
        ("301000 ", "A Landbouw"),
        ("WP1    ", "0 tot 10 werkzame personen"),
        ("WP2    ", "10 of meer werkzame personen"),
    ]
    contract = make_contract(tmp_path, ("role: size", "role: mixed\n    listed: some"))
    rows = _tidy(tmp_path, build({"Grootte": branches}), contract)
    assert [r["Grootte"] for r in rows][::2] == ["T001081", "301000", "WP1", "WP2"]


def test_a_topic_that_moved_keeps_its_name_and_says_its_column(
    tmp_path: Path, contract: Contract
) -> None:
    moved = [("Nieuw_1", "Nieuw", "aantal"), ("Bedrijven_2", "Bedrijven", "aantal"),
             ("Omzet_3", "Omzet", "mln euro")]  # fmt: skip
    row = _tidy(tmp_path, build(topics=moved, cell=lambda _, key: f"{key[-1]:>8}"), contract)[0]
    assert (row["Bedrijven_1_waarde"], row["Bedrijven_1_kolom"]) == ("2", "Bedrijven_2")
    assert (row["Omzet_2"], row["Omzet_2_kolom"]) == ("       3", "Omzet_3")
    assert row["Nieuw_1"] == "       1"
    assert "Nieuw_1_kolom" not in row


def test_another_topic_under_the_key_of_one_that_moved_gives_way(
    tmp_path: Path, contract: Contract
) -> None:
    moved = [("Bedrijven_1", "Bedrijven", "aantal"), ("Omzet_2", "Omzetbelasting", "mln euro"),
             ("Omzet_3", "Omzet", "mln euro")]  # fmt: skip
    row = _tidy(tmp_path, build(topics=moved, cell=lambda _, key: f"{key[-1]:>8}"), contract)[0]
    assert (row["Omzet_2_waarde"], row["Omzet_2_onbekend_waarde"]) == ("3", "2")


def test_warnings_are_handed_on(tmp_path: Path, contract: Contract) -> None:
    write_raw(tmp_path / "t.jsonl", build(topics=[TOPICS[0], ("Omzet_3", "Omzet", "mln euro")]))
    (warning,) = tidy_table(tmp_path / "t.jsonl", contract, tmp_path / "t.csv")
    assert "Omzet_3" in warning.what


def test_periods_of_every_kind_survive(tmp_path: Path, contract: Contract) -> None:
    codes = ["2010X000", "2010JJ00", "2010HJ01", "2010KW04", "2010MM02", "20100203", "2010SJ00"]
    raw = build(periods=[(code, "", None) for code in codes])
    rows = _tidy(tmp_path, raw, contract)[:7]
    assert [r["Perioden"] for r in rows] == codes
    assert [r["periode_soort"] for r in rows] == ["X", "JJ", "HJ", "KW", "MM", "DAG", "X"]
    assert rows[0]["periode_begin"] == rows[6]["periode_eind"] == ""
    assert {r["periode_status"] for r in rows} == {"Onbekend"}


def test_the_contract_can_be_stricter_than_the_column(tmp_path: Path) -> None:
    extra = "status: [{from: 2019JJ00, status: NaderVoorlopig, why: toelichting}]\n"
    rows = _tidy(tmp_path, build(), make_contract(tmp_path, extra=extra))
    assert [r["periode_status"] for r in rows[:2]] == ["NaderVoorlopig", "Voorlopig"]


def test_text_topics_are_not_read_as_figures(tmp_path: Path, contract: Contract) -> None:
    raw = build(cell=lambda row, topic: "Amsterdam" if topic == "Omzet_2" else "       1")
    raw.properties[-1]["Datatype"] = "String"
    row = _tidy(tmp_path, raw, contract)[0]
    assert (row["Omzet_2"], row["Omzet_2_symbool"], row["Omzet_2_waarde"]) == ("Amsterdam", "", "")


def test_the_same_table_gives_the_same_bytes(tmp_path: Path, contract: Contract) -> None:
    _tidy(tmp_path, build(), contract)
    first = (tmp_path / "t.csv").read_bytes()
    _tidy(tmp_path, build(), contract)
    assert (tmp_path / "t.csv").read_bytes() == first


def test_an_unreadable_cell_is_named(tmp_path: Path, contract: Contract) -> None:
    raw = build(cell=lambda row, topic: "1,5" if (row, topic) == (2, "Omzet_2") else "1")
    assert _fault(tmp_path, raw, contract, UnreadableCell).where == "99999NED row 2 column Omzet_2"


def test_an_unknown_status_is_named(tmp_path: Path, contract: Contract) -> None:
    raw = build(periods=[("2020JJ00", "2020", "Geschat")])
    assert _fault(tmp_path, raw, contract, UnknownStatus).where == "99999NED 2020JJ00"


def _with_row(raw: RawTable, number: int, **changes: Any) -> RawTable:
    row = dict(zip(raw.columns, raw.rows[number], strict=True)) | changes
    rows = [*raw.rows]
    rows[number] = tuple(row.values())
    return replace(raw, rows=rows)


def test_two_rows_for_the_same_figure(tmp_path: Path, contract: Contract) -> None:
    raw = _with_row(build(), 1, Perioden="2019JJ00")
    assert "0 and 1" in _fault(tmp_path, raw, contract, DuplicateRows).what


def test_two_rows_with_one_number(tmp_path: Path, contract: Contract) -> None:
    _fault(tmp_path, _with_row(build(), 3, ID=0), contract, DuplicateRows)


def test_a_code_that_no_list_has(tmp_path: Path, contract: Contract) -> None:
    raw = _with_row(build(), 0, Grootte="WP9  ")
    assert "WP9" in _fault(tmp_path, raw, contract, UnknownCode).what


def test_two_codes_that_differ_by_padding_only(tmp_path: Path, contract: Contract) -> None:
    raw = build()
    raw.sets["Grootte"] += [{"Key": key, "Title": "Onbekend"} for key in ("X9", "X9   ")]
    _fault(tmp_path, raw, contract, UnknownCode)


def test_fewer_rows_than_the_catalogue_says(tmp_path: Path, contract: Contract) -> None:
    raw = build()
    raw.record["RecordCount"] = 5
    assert "4 rows; the catalogue says 5" in _fault(tmp_path, raw, contract, RowCountMismatch).what


def test_a_table_the_catalogue_does_not_list_is_read(tmp_path: Path, contract: Contract) -> None:
    raw = build()
    raw.sets["Tables"].clear()
    assert len(_tidy(tmp_path, raw, contract)) == 4


def test_a_broken_contract_leaves_the_old_file(tmp_path: Path, contract: Contract) -> None:
    _tidy(tmp_path, build(), contract)
    old = (tmp_path / "t.csv").read_bytes()
    with pytest.raises(ContractBroken):
        _tidy(tmp_path, build(topics=TOPICS[:1], periods=YEARS[:1]), contract)
    assert (tmp_path / "t.csv").read_bytes() == old
