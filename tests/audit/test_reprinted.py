"""Two ledgers: what is printed otherwise, and that nothing else is told."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaarbericht.audit.reprinted import PointChange, Rewording, reprinted
from jaarbericht.audit.rewording import marked, reworded

FORM = {"decimals": 1, "scale": 1, "word": "procent", "symbol": "%", "signed": False}


def quantity(value: str, status: str = "Definitief") -> dict[str, Any]:
    return {"value": value, "status": status, "form": FORM, "unit": "procent"}


def said(id: str, kind: str, text: str, *asked: str, mark: str = "") -> dict[str, Any]:
    return {"id": id, "chapter": "werk", "line": 7, "kind": kind, "quantity": f"werk.{asked[0]}",
            "asked": list(asked), "text": text, "mark": mark}  # fmt: skip


def ledger(
    up: str = "steeg", size: str = "3,5\xa0procent", who: str = "bouw", mark: str = ""
) -> dict[str, Any]:
    words = f"Een zin vooraf. Het {up} met {size}{mark}, het meest in de {who}. En dan nog dit."
    return {
        "printed": [
            said("n1", "richting", up, "groei", "steeg", "daalde", "bleef gelijk"),
            said("n2", "omvang", size, "groei", mark=mark),
            said("n3", "label", who, "meest"),
        ],
        "passages": [
            {"chapter": "werk", "kind": "paragraph", "text": words,
             "printed": [["n1", words.index(up)], ["n2", words.index(size)],
                         ["n3", words.index(who)]]},
            {"chapter": "werk", "kind": "source", "text": "Bron: CBS (stand 1 mei)", "printed": []},
        ],
        "quantities": {
            "werk.groei": quantity("7/2"),
            "werk.lijn.1.2020JJ00": quantity("1"),
            "werk.lijn.1.2021JJ00": quantity("2"),
            "werk.tabel.1.1": quantity("1"),
            "werk.tabel.2.1": quantity("2"),
        },
        "figures": {"werk.lijn": {"number": "1.1", "series": ["Alle"], "alt": "Van 1 naar 2."}},
        "shown": {"werk.tabel": {"number": "1.1", "rows": ["a", "b"], "columns": ["2020"]}},
    }  # fmt: skip


def test_a_ledger_prints_what_it_prints() -> None:
    found = reprinted(ledger(), ledger())
    assert found.is_empty and not found.quantities and not found.sources


def test_a_direction_that_flips_is_told_with_its_sentence() -> None:
    found = reprinted(ledger(), ledger("daalde", "1,0\xa0procent"))
    assert [(one.sort, one.old, one.new) for one in found.texts] == [
        ("direction", "steeg", "daalde"),
        ("number", "3,5\xa0procent", "1,0\xa0procent"),
    ]
    assert found.rewordings == (
        Rewording(
            "werk", "paragraph",
            "Het steeg met 3,5\xa0procent, het meest in de bouw.",
            "Het daalde met 1,0\xa0procent, het meest in de bouw.",
        ),
    )  # fmt: skip


def test_a_label_that_switches() -> None:
    [change] = reprinted(ledger(), ledger(who="handel")).texts
    assert (change.sort, change.old, change.new) == ("label", "bouw", "handel")


def test_a_mark_alone_is_a_change_of_status() -> None:
    [change] = reprinted(ledger(), ledger(mark="*")).texts
    assert (change.sort, change.new) == ("status", "3,5\xa0procent*")


def test_a_line_of_sources_is_kept_apart() -> None:
    other = ledger()
    other["passages"][1]["text"] = "Bron: CBS (stand 2 mei)"
    found = reprinted(ledger(), other)
    assert found.is_empty and [one.new for one in found.sources] == ["Bron: CBS (stand 2 mei)"]


def test_a_note_that_comes_does_not_disturb_the_others() -> None:
    other = ledger()
    other["passages"].insert(
        0, {"chapter": "werk", "kind": "remark", "text": "* voorlopig", "printed": []}
    )
    assert reprinted(ledger(), other).rewordings == (
        Rewording("werk", "remark", "", "* voorlopig"),
    )


@pytest.mark.parametrize(
    ("changes", "points", "hidden"),
    [
        ({"werk.lijn.1.2021JJ00": quantity("3")}, [("Alle", "2021JJ00", "2,0%", "3,0%")], 0),
        ({"werk.lijn.1.2021JJ00": quantity("2", "Voorlopig")},
         [("Alle", "2021JJ00", "2,0%", "2,0%*")], 0),
        ({"werk.lijn.1.2021JJ00": quantity("201/100")}, [], 1),
        ({"werk.lijn.1.2022JJ00": quantity("4")}, [("Alle", "2022JJ00", "", "4,0%")], 0),
        ({"werk.tabel.2.1": quantity("5")}, [("b", "2020", "2,0%", "5,0%")], 0),
    ],
)  # fmt: skip
def test_points_and_cells(
    changes: dict[str, Any], points: list[tuple[str, str, str, str]], hidden: int
) -> None:
    other = ledger()
    other["quantities"] |= changes
    [item] = reprinted(ledger(), other).items
    assert list(item.points) == [PointChange(*one) for one in points] and item.hidden == hidden


def test_a_point_that_is_no_longer_given() -> None:
    other = ledger()
    del other["quantities"]["werk.lijn.1.2020JJ00"]
    [item] = reprinted(ledger(), other).items
    assert item.points == (PointChange("Alle", "2020JJ00", "1,0%", ""),)


def test_rows_in_another_order_are_no_other_figures() -> None:
    other = ledger()
    other["shown"]["werk.tabel"]["rows"] = ["b", "a"]
    other["quantities"] |= {"werk.tabel.1.1": quantity("2"), "werk.tabel.2.1": quantity("1")}
    [item] = reprinted(ledger(), other).items
    assert item.points == () and item.reordered


def test_editions_may_have_other_quantities() -> None:
    other = copy.deepcopy(ledger())
    other["quantities"]["werk.nieuw"] = quantity("9")
    del other["quantities"]["werk.groei"]
    found = {one.id: (one.old, one.new) for one in reprinted(ledger(), other).quantities}
    assert found == {"werk.groei": (7 / 2, None), "werk.nieuw": (None, 9)}


@given(st.text(), st.text())
def test_the_pieces_are_the_texts(old: str, new: str) -> None:
    left, right = marked(old, new)
    assert "".join(piece.text for piece in left) == old
    assert "".join(piece.text for piece in right) == new
    assert old != new or not any(piece.differs for piece in (*left, *right))


@given(st.text())
def test_a_text_is_not_reworded_by_itself(text: str) -> None:
    assert list(reworded(text, text)) == []


def test_only_the_words_that_differ_are_marked() -> None:
    left, right = marked("Het steeg met 3,5\xa0procent.", "Het daalde met 1\xa0procent.")
    assert [piece.text for piece in left if piece.differs] == ["steeg", "3,5\xa0procent"]
    assert [piece.text for piece in right if piece.differs] == ["daalde", "1\xa0procent"]
