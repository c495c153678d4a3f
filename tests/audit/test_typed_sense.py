"""Typed words of highest and lowest, and of the time of a change, against formulas."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.words.comparisons import check_comparisons
from jaarbericht.audit.verify.words.sentences import sentence_at
from jaarbericht.audit.verify.words.superlatives import check_superlatives

CODES = ("2019JJ00", "2020JJ00", "2021KW01", "2021KW02", "2020KW02")
CELLS = {
    code: {"raw": raw, "codes": {"P": code}, "topic_title": "", "titles": {}}
    for code, raw in zip(CODES, "45678", strict=True)
}


def change(new: str, old: str, op: str = "growth") -> dict[str, Any]:
    return {"op": op, "args": [{"cell": new}, {"cell": old}]}


def extreme(op: str, *args: dict[str, Any]) -> dict[str, Any]:
    labels = [str(number) for number, _ in enumerate(args)]
    return {"op": op, "args": list(args), "labels": labels, "chosen": labels[0]}


RISE, FALL = change("2020JJ00", "2019JJ00"), change("2021KW02", "2020KW02")
YEARLY = {"op": "cagr", "args": [{"cell": "2020JJ00"}, {"cell": "2019JJ00"}, {"constant": "1"}]}
TREES = {
    "max": extreme("maximum", {"cell": "2019JJ00"}, {"cell": "2020JJ00"}),
    "min": extreme("minimum", {"cell": "2019JJ00"}, {"cell": "2020JJ00"}),
    "rise": extreme("maximum", RISE),
    "fall": extreme("minimum", FALL),
    "least_fall": extreme("maximum", FALL),
    "other": {"cell": "2019JJ00"},
    "year": RISE,
    "quarter": change("2021KW02", "2021KW01"),
    "points": change("2021KW02", "2021KW01", "difference"),
    "mean": YEARLY,
    "mean_most": extreme("maximum", YEARLY),
}  # fmt: skip


def found(text: str, check: Any) -> list[str]:
    """What a check finds in a passage in which `{max}` prints the quantity of that name."""
    printed, plain, places = [], "", []
    for number, part in enumerate(text.replace("{", "}").split("}")):
        if number % 2:
            id = f"n{number}"
            printed.append({"id": id, "quantity": part, "kind": "getal", "text": "9", "mark": ""})
            places.append([id, len(plain)])
        plain += "9" if number % 2 else part
    ledger = {
        "cells": CELLS, "citations": {}, "printed": printed,
        "passages": [{"text": plain, "printed": places}],
        "quantities": {id: {"unit": "banen", "expression": tree} for id, tree in TREES.items()},
    }  # fmt: skip
    evidence = cast(Evidence, SimpleNamespace(ledger=ledger))
    return [one.what for one in check(evidence)]


@pytest.mark.parametrize(
    "text",
    [
        "De hoogste waarde in de reeks is {max}.",
        "Het laagste was {min}, het hoogste {max}.",
        "De groei was het sterkst in {rise}, en het zwakst in {min}.",
        "In X was dat {max}, het hoogste; in Y {min}, het laagste.",
        "De sterkste daling was {fall}.",
        "De kleinste daling was {least_fall}.",
        "Sinds het laagste punt in dat jaar steeg het tot {max}.",
        "In de provincie met het laagste aantal inwoners was het {max}.",
        "Van de banen was {max} bij de kleinste bedrijven.",
        "Er waren ten minste {max} banen.",
        "In de minste gevallen was het {max}.",
        "Het minst negatief was X, met {max}.",
        "De daling was het sterkst in {min}.",
        "De laagste waarde is {other}.",
        "Het aantal met de laagste groei stond in {rise} het hoogst.",
        "De hoogste waarde lag in 2019. Daarna kwam het op {min}.",
        "The highest number was {max} and the lowest {min}.",
    ],
)
def test_words_of_extremes_that_are_right_or_may_be(text: str) -> None:
    assert found(text, check_superlatives) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("De laagste waarde in de reeks is {max}.", "says ‘laagste waarde’, but it is a maximum"),
        ("Lang geleden lag het hoogste punt, {min}, in mei.", "‘hoogste punt’, but it is a min"),
        ("Het laagst in {max} en het laagst in {min}.", "says ‘laagst in’, but it is a maximum"),
        ("Het hoogst in {max} en het hoogst in {min}.", "says ‘hoogst in’, but it is a minimum"),
        ("De sterkste daling was in {rise}.", "says ‘sterkste daling’, but it is a maximum"),
        ("De kleinste daling was {fall}.", "‘kleinste daling’, but it is a minimum"),
        ("De meeste banen waren er in {min}.", "says ‘meeste banen’, but it is a minimum"),
        ("Het laagste, {min}, en het laagste {max}.", "it is a maximum: set the word right"),
        ("The lowest number was {max}.", "says ‘lowest number’, but it is a maximum"),
    ],
)
def test_words_of_extremes_that_contradict(text: str, says: str) -> None:
    assert any(says in one for one in found(text, check_superlatives))


@pytest.mark.parametrize(
    "text",
    [
        "Dat is {year} meer dan een jaar eerder.",
        "Een jaar eerder lag het {quarter} lager dan in 2020.",
        "Dat is {quarter} minder waard dan een kwartaal eerder.",
        "Van kwartaal op kwartaal was het {quarter}, en van jaar op jaar {year}.",
        "Van jaar op jaar waren het er {other}.",
        "Het groeide met {mean} per jaar.",
        "Het groeide met {year}; per maand is niets bekend.",
    ],
)
def test_words_of_time_that_are_right_or_may_be(text: str) -> None:
    assert found(text, check_comparisons) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Dat is {year} meer dan een kwartaal eerder.", "its periods lie 12 months apart"),
        ("Dat is {points} lager dan een jaar eerder.", "its periods lie 3 months apart"),
        ("De groei van jaar op jaar was {quarter}.", "‘van jaar op jaar’, but its periods lie 3"),
        ("Het groeide met {mean} per maand.", "‘per maand’ stands behind it, but it is a mean"),
        ("Het meest met {mean_most} per kwartaal.", "but it is a mean growth per year"),
    ],
)
def test_words_of_time_that_contradict(text: str, says: str) -> None:
    assert any(says in one for one in found(text, check_comparisons))


def test_a_sentence_does_not_end_behind_a_short_word() -> None:
    text = "In het 3e kw. 2020 daalde het, m.a.w. alles. Daarna niet."
    assert sentence_at(text, 0) == "In het 3e kw. 2020 daalde het, m.a.w. alles"
    assert sentence_at(text, len(text) - 2) == "Daarna niet."
