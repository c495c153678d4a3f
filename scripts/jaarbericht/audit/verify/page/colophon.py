"""Check: the colophon explains the signs that occur, and lists the corrections that were made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from jaarbericht.audit.verify.evaluate import MINUS
from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.pdf.file import squeezed
from jaarbericht.audit.verify.problem import Problem, sentence
from jaarbericht.audit.verify.saying import date_words, exact_text
from jaarbericht.audit.verify.words.places import MARKED

_RANGE = re.compile(r"\d\s?\u2013\s?\d")
_ZERO = re.compile(r"[+\u2212]?0(?:,0+)?(?:%|\s.*)?\**")


def check_signs(evidence: Evidence) -> Iterator[Problem]:
    """The colophon explains each sign that occurs, and no other."""
    lines = {p["text"] for p in evidence.ledger["passages"] if p["chapter"] == "colofon"}
    told = {one["sign"] for one in evidence.ledger["signs"]}
    for one in evidence.ledger["signs"]:
        if f"{one['sign']} – {one['meaning']}" not in lines:
            yield _problem("tekens", f"the colophon says something else of ‘{one['sign']}’")
    for sign in sorted(_occurring(evidence) ^ told):
        what = "occurs and is not explained" if sign not in told else "does not occur"
        yield _problem("tekens", f"the sign ‘{sign}’ {what}")


def _occurring(evidence: Evidence) -> set[str]:
    ledger = evidence.ledger
    printed = [one for one in ledger["printed"] if one["kind"] in MARKED]
    values = {one["text"] + one["mark"] for one in printed}
    values |= {label["text"] for item in ledger["figures"].values() for label in item["labels"]}
    drawn = [text["text"] for item in ledger["figures"].values() for text in item["texts"]]
    values |= {"."} & set(drawn)
    for item in ledger["shown"].values():
        values |= {row["afgedrukt"] for row in evidence.data[item["attachment"]]}
    remarks = [one["text"] for one in ledger["passages"] if one["kind"] == "remark"]
    texts = [one["text"] for one in ledger["passages"] if one["chapter"] != "colofon"]
    texts += drawn
    numbers = {one["quantity"] for one in ledger["printed"] if one["kind"] != "periode"} - {""}
    exact = [exact_text(Fraction(ledger["quantities"][id]["value"])) for id in numbers]
    found = {
        sign
        for sign, word in (("blanco", ""), (".", "."), ("x", "x"), ("-", "-"))
        if word in values or any(one.startswith(f"{word or 'leeg'}\u00a0") for one in remarks)
    }
    tests = {
        "0": any(_ZERO.fullmatch(one) for one in values),
        "*": any(one.endswith("*") and not one.endswith("**") for one in values),
        "**": any(one.endswith("**") for one in values),
        "+": any(one.startswith("+") for one in values),
        MINUS: any(one.startswith(MINUS) for one in values),
        "\u2013": any(_RANGE.search(one) for one in texts),
        "\u2026": any(one.endswith("\u2026") for one in exact),
    }
    return found | {sign for sign, occurs in tests.items() if occurs}


def check_errata(evidence: Evidence) -> Iterator[Problem]:
    """Each erratum is worded from its parts, and the version counts them."""
    errata, edition = evidence.ledger["errata"], evidence.ledger["edition"]
    for number, one in enumerate(errata, 1):
        wanted = (
            f"{date_words(one['date'])}, {one['where']}: {one['what']} Er stond ‘{one['old']}’;"
            f" er moest staan ‘{one['new']}’."
        )
        if squeezed(one["text"]) != squeezed(wanted) or one["edition"] != edition["year"]:
            yield _problem("errata", f"erratum {number} is not worded as its parts are")
        known = [p["text"] for p in evidence.ledger["passages"] if p["chapter"] == "colofon"]
        if not any(squeezed(text) == squeezed(wanted) for text in known):
            yield _problem("errata", f"the colophon does not have erratum {number}")
    if errata and not edition["version"].endswith(f".{len(errata)}"):
        yield _problem(
            "errata", f"version {edition['version']} does not count {len(errata)} errata"
        )


def _problem(id: str, what: str) -> Problem:
    return Problem("colophon", id, sentence(what))
