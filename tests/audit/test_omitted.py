"""What a report says that it does not have, against its ledger."""

from __future__ import annotations

from copy import deepcopy
from types import SimpleNamespace
from typing import Any, cast

import pytest

from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.page.omitted import check_omitted

PART = "Over de lonen bevat het archief van deze editie geen bruikbare cijfers."
CHAPTER = "Het hoofdstuk ‘Corona’ ontbreekt: de crisis begon later."
LEDGER: dict[str, Any] = {
    "left_out": [
        {"chapter": "werk", "part": "loon", "said": PART},
        {"chapter": "corona", "part": "", "said": CHAPTER},
    ],
    "passages": [
        {"chapter": "voorwerk", "text": f"Van sommige onderwerpen niet. {CHAPTER}"},
        {"chapter": "werk", "text": PART},
    ],
    "printed": [
        {"id": "n1", "kind": "ontbreekt", "chapter": "werk", "asked": ["corona.klap"],
         "text": "Een onderdeel dat deze editie niet heeft"},
        {"id": "n2", "kind": "ontbreekt", "chapter": "werk", "asked": ["corona"],
         "text": "een hoofdstuk dat deze editie niet heeft"},
    ],
    "figures": {"werk.banen": {}},
    "shown": {},
}  # fmt: skip


def found(ledger: dict[str, Any]) -> list[str]:
    evidence = cast(Evidence, SimpleNamespace(ledger=ledger))
    return [f"{one.where}: {one.what}" for one in check_omitted(evidence)]


def test_what_is_left_out_and_said_agrees() -> None:
    assert found(LEDGER) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda x: x["passages"].pop(1), "werk: It does not say: ‘Over de lonen"),
        (lambda x: x["passages"].pop(0), "voorwerk: It does not say: ‘Het hoofdstuk ‘Corona’"),
        (lambda x: x["passages"][1].update(chapter="regio"), "werk: It does not say"),
        (lambda x: x["left_out"].pop(0), "names no part left out"),
        (lambda x: x["left_out"][0].update(said=PART[:20]), "werk: It does not say: ‘Over de"),
        (lambda x: x["left_out"][1].update(said="Corona"), "‘Corona’ does not say what is left"),
        (lambda x: x["passages"][1].update(text=f"{PART} Dat is niet erg."), "werk: It does not"),
        (lambda x: x["printed"][0].update(asked=["banen"]), "n1: The report does have banen"),
        (lambda x: x["printed"][0].update(asked=["werk.banen"]), "The report does have werk.banen"),
        (lambda x: x["printed"][1].update(text="hoofdstuk 3"), "does not say that corona is not"),
        (lambda x: x["printed"][1].update(asked=["corona.x"]), "does not say that corona.x is not"),
    ],
)
def test_anything_else_is_found(change: Any, says: str) -> None:
    ledger = deepcopy(LEDGER)
    change(ledger)
    assert any(says in one for one in found(ledger)), found(ledger)
