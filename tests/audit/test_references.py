"""Facts of the edition, references and periods with a name, against the ledger."""

from __future__ import annotations

from copy import deepcopy
from types import SimpleNamespace
from typing import Any, cast

import pytest

from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.words.references import check_asked, check_references

PART = "Over de lonen bevat het archief van deze editie geen bruikbare cijfers."
CHAPTER = "Het hoofdstuk ‘Corona’ ontbreekt: de crisis begon later."


def said(id: str, kind: str, asked: str, text: str, **other: str) -> dict[str, Any]:
    return {
        "id": id, "kind": kind, "asked": [asked], "text": text, "chapter": "werk", "line": 1,
        "language": "nl", "period": "", "which": "", **other,
    }  # fmt: skip


LEDGER: dict[str, Any] = {
    "edition": {"year": 2021, "title": "Jaarbericht 2021", "version": "0.1",
                "cutoff": "2021-11-18", "publisher": "Comité"},
    "left_out": [{"chapter": "corona", "part": "", "said": CHAPTER},
                 {"chapter": "werk", "part": "loon", "said": PART}],
    "figures": {"werk.banen": {"anchor": "fig-werk-banen", "number": "1.2"}},
    "shown": {"werk.omvang": {"anchor": "tab-werk-omvang", "number": "1.1"}},
    "quantities": {"werk.a": {"periods": ["2019JJ00", "2020JJ00"]}},
    "passages": [
        {"chapter": "werk", "kind": "heading", "text": "1 De arbeidsmarkt", "printed": []},
        {"chapter": "werk", "kind": "paragraph", "text": "", "printed": [["n1", 0]]},
    ],
    "printed": [
        said("n1", "editie", "jaar", "2021"),
        said("n2", "editie", "peildatum", "18\u00a0november 2021"),
        said("n3", "editie", "inhoud", f"{CHAPTER} In het hoofdstuk ‘De arbeidsmarkt’ ontbreken"
             " onderdelen waarover het archief van deze editie geen bruikbare cijfers bevat; op die"
             " plaatsen staat dat in de tekst."),
        said("n4", "verwijzing", "banen", "Figuur\u00a01.2"),
        said("n5", "verwijzing", "werk.omvang", "tabel\u00a01.1"),
        said("n6", "verwijzing", "bronnen", "bronnenlijst"),
        said("n7", "periode", "voor", "2019", period="2019JJ00", which="named"),
        said("n8", "editie", "peildatum", "18\u00a0November 2021", chapter="en", language="en"),
        said("n9", "verwijzing", "werk", "chapter\u00a01", chapter="en", language="en"),
        said("n10", "periode", "werk.voor", "2019", chapter="en", language="en", period="2019JJ00",
             which="named"),
    ],
}  # fmt: skip
LEADS = {
    "p-n4": "fig-werk-banen", "p-n5": "tab-werk-omvang", "p-n6": "bronnen", "p-n9": "h-werk",
}  # fmt: skip


def found(ledger: dict[str, Any], **leads: str) -> list[str]:
    ids = {
        id: SimpleNamespace(targets=[target], page=3)
        for id, target in {**LEADS, **{f"p-{k}": v for k, v in leads.items()}}.items()
    }
    document = SimpleNamespace(ids=ids)
    evidence = cast(Evidence, SimpleNamespace(ledger=ledger, document=document))
    both = (*check_references(evidence), *check_asked(evidence))
    return [f"{one.where}: {one.what}" for one in both]


def test_what_is_said_rightly() -> None:
    assert found(LEDGER) == []


@pytest.mark.parametrize(
    ("number", "change", "says"),
    [
        (1, {"text": "2022"}, "n1: It should say ‘2021’"),
        (1, {"asked": ["titel"]}, "n1: It should say ‘Jaarbericht 2021’"),
        (2, {"text": "18\u00a0december 2021"}, "n2: It should say"),
        (3, {"text": "Deze editie bevat alle hoofdstukken en onderdelen."}, "n3: It should say"),
        (4, {"text": "tabel\u00a01.2"}, "n4: It should say ‘figuur\u00a01.2’"),
        (4, {"asked": ["lonen"]}, "n4: It should say ‘’"),
        (5, {"text": "tabel\u00a01.2"}, "n5: It should say ‘tabel\u00a01.1’"),
        (9, {"text": "chapter\u00a02"}, "n9: It should say ‘chapter\u00a01’"),
        (7, {"period": "2018JJ00"}, "n10: ‘voor’ is another period elsewhere"),
        (1, {"period": "2018JJ00"}, "n1: It names no period"),
        (1, {"language": "en"}, "n2: Its language is not that of its text"),
        (1, {"line": 2}, "n2: It is out of order in its text"),
        (1, {"chapter": "regio"}, "n1: It stands in ‘werk’, not where it says"),
    ],
)
def test_anything_else_is_found(number: int, change: dict[str, Any], says: str) -> None:
    ledger = deepcopy(LEDGER)
    ledger["printed"][number - 1].update(change)
    assert any(says in one for one in found(ledger)), found(ledger)


def test_a_period_of_which_the_chapter_has_no_figure() -> None:
    ledger = deepcopy(LEDGER)
    for one in ledger["printed"]:
        if one["kind"] == "periode":
            one["period"] = "2007JJ00"
    assert "n7: No figure of ‘werk’ rests on 2007JJ00." in found(ledger)


def test_a_reference_that_leads_elsewhere() -> None:
    assert found(LEDGER, n4="tab-werk-omvang") == [
        "n4: On page 3 it does not lead to ‘fig-werk-banen’."
    ]
