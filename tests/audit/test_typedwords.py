"""Numbers in words, and allowed terms, as the verification sees them."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.words.allowances import too_wide
from jaarbericht.audit.verify.words.numberwords import number_words
from jaarbericht.audit.verify.words.typedwords import check_number_words
from jaarbericht.compose import handtyped_english, numberwords
from jaarbericht.compose.allowlist import parse_allowlist

WORDS = [
    "twee", "drieënvijftig", "een", "één", "eerste", "tweeëntwintigste", "helft", "driekwart",
    "anderhalf", "verdubbeld", "vertienvoudigd", "gehalveerd", "tienduizenden", "acht", "half",
    "geacht", "achter", "bedrijf", "tweemaal", "eenmaal", "zevental", "november", "het", "in",
]  # fmt: skip
ENGLISH = ["two", "fifteen", "forty", "half", "one", "tenfold", "doubled", "thousands", "ones"]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join))
def test_what_says_a_number_for_a_reader_is_a_number_for_the_writer_too(text: str) -> None:
    written = {(one.start, one.end) for one in numberwords.number_words(text)}
    assert set(number_words(text)) <= written


@pytest.mark.parametrize("word", ENGLISH)
def test_english_words_too(word: str) -> None:
    written = {(one.start, one.end) for one in handtyped_english.number_words(word)}
    assert set(number_words(word, "en")) == written


def found(text: str, printed: str = "", allowed: str = "(?!)") -> list[str]:
    at = text.find(printed)
    ledger: dict[str, Any] = {
        "printed": [{"id": "n1", "text": printed, "chapter": "werk", "language": "nl"}],
        "allowed": [{"pattern": allowed, "chapter": "werk"}],
        "figures": {}, "shown": {},
        "passages": [{"chapter": "werk", "kind": "paragraph", "text": text,
                      "printed": [["n1", at]] if printed else []}],
    }  # fmt: skip
    evidence = cast(Evidence, SimpleNamespace(ledger=ledger))
    return [one.what.split("’")[0].partition("‘")[2] for one in check_number_words(evidence)]


def test_a_number_in_words_is_printed_or_allowed() -> None:
    text = "Dat zijn drie op de vier bedrijven."
    assert found(text) == ["drie", "vier"]
    assert found(text, printed="drie op de vier") == []
    assert found(text, allowed="drie op de vier bedrijven") == []
    assert found(text, allowed="drie op") == ["vier"]


NARROW = [
    r"(?<!\w)10\s+tot\s+50(?!\w)", r"(kwartaal|gemiddelde) van \d{4} = 100",
    r"(?<!\w)meer\s+dan\s+4\s+procent(?!\w)", "op 1 januari|per 1 januari 2019",
    r"(?<!\w)tot\s+250\.000\s+euro(?!\w)", r"(?<!\w)Tweede\s+Kamer(?!\w)",
]  # fmt: skip
WIDE = [
    r"(?<!\w)41,7\s+procent(?!\w)", r"[345]\d,\d procent", r"[3-689]\d", r"\d+ bedrijven",
    r".. bedrijven", r"(?<!\w)41\s+procent(?!\w)", "van 41,7", r"zestig\s+procent", r"\w+ werk",
    "van het mkb|62 procent",
]  # fmt: skip


@pytest.mark.parametrize("pattern", NARROW)
def test_a_term_may_hold_its_own_number(pattern: str) -> None:
    assert not too_wide(pattern)


@pytest.mark.parametrize("pattern", WIDE)
def test_a_term_that_lets_figures_pass_is_found_and_cannot_be_written(pattern: str) -> None:
    assert too_wide(pattern)
    listed = parse_allowlist(f"- pattern: '{pattern}'\n  reason: Eenheid.\n", "allowlist.yaml")
    assert listed.entries == () and re.search("allows bare numbers", listed.findings[0].problem)
