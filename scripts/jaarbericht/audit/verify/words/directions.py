"""Check: words of direction stand in their order, the one for more first.

A text may ask them the other way round when its sentence looks back: `a year before it was lower`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.problem import Problem
from jaarbericht.audit.verify.words.direction_words import looks_back, reversed_words
from jaarbericht.audit.verify.words.sentences import sentence_at


def check_directions(evidence: Evidence) -> Iterator[Problem]:
    """Of the words that a direction chooses from, the first says more and the second less."""
    asked = {
        one["id"]: one for one in evidence.ledger["printed"]
        if one["kind"] == "richting" and reversed_words(*one["asked"][1:3])
    }  # fmt: skip
    if not asked:
        return
    for passage in evidence.ledger["passages"]:
        for id, start in passage["printed"]:
            one = asked.get(id)
            if one and not looks_back(sentence_at(passage["text"], start)):
                yield _reversed(one)


def _reversed(one: Mapping[str, Any]) -> Problem:
    up, down = one["asked"][1:3]
    return Problem(
        "printed", one["id"], f"It says ‘{up}’ for more and ‘{down}’ for less."
    )  # fmt: skip
