"""Words for more and for less stand in their order, in the text and in what is verified."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.words.directions import check_directions

GOOD = [
    ("hoger", "lager", "anders"), ("nam toe", "nam af", "bleef gelijk"),
    ("er meer optimisten", "er meer pessimisten", "er evenveel"), ("rose", "fell", "changed"),
    ("Een lange zin over meer.", "Een andere lange zin over meer.", "Niets."),
]  # fmt: skip
BAD = [
    ("lager", "hoger", "anders"), ("nam af", "nam toe", "bleef gelijk"), ("Daalde", "veranderde"),
    ("fell", "rose", "changed"), ("veranderde", "steeg", "daalde"), ("less", "more", "equal"),
]  # fmt: skip


def found(words: tuple[str, ...], text: str = "Dat was x.") -> list[str]:
    ledger: dict[str, Any] = {
        "printed": [{"id": "n1", "kind": "richting", "asked": ["groei", *words]}],
        "passages": [{"text": f"Een eerste zin. {text}", "printed": [["n1", 20]]}],
    }
    evidence = cast(Evidence, SimpleNamespace(ledger=ledger))
    return [one.what for one in check_directions(evidence)]


@pytest.mark.parametrize("words", GOOD)
def test_the_word_for_more_comes_first(words: tuple[str, ...]) -> None:
    assert found(words) == []


@pytest.mark.parametrize("words", BAD)
def test_words_that_changed_places_are_found(words: tuple[str, ...]) -> None:
    assert any("for more" in one for one in found(words))


def test_a_sentence_may_look_back() -> None:
    assert found(BAD[0], "Een jaar eerder was dat x.") == []
    assert found(BAD[0], "Een jaar eerder, in 3e kw. 2020 (m.a.w. in de zomer), was dat x.") == []
    assert found(BAD[0], "Dat was zo. Een jaar eerder niet.") != []
