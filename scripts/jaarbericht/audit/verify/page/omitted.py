"""Check: what the edition does not have is said at its place, and said of nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.problem import Problem, sentence

FRONT = "voorwerk"
# Kinds of sentences that only what is left out may say.
_NO_PART = "bevat het archief van deze editie geen bruikbare cijfers."
_PART = re.compile(rf"Over .+ {re.escape(_NO_PART)}")
_CHAPTER = re.compile(r"Het hoofdstuk ‘.+’ (?:ontbreekt: .+|is voor deze editie niet gemaakt)\.")
_NO_PLACE = (
    {"een onderdeel dat deze editie niet heeft", "a part that this edition does not have"},
    {"een hoofdstuk dat deze editie niet heeft", "a chapter that this edition does not have"},
)


def check_omitted(evidence: Evidence) -> Iterator[Problem]:
    """Each part and chapter that is left out has its sentence; each such sentence has its part."""
    ledger = evidence.ledger
    passages = ledger["passages"]
    for one in ledger["left_out"]:
        place, said = one["chapter"] if one["part"] else FRONT, one["said"]
        texts = [p["text"] for p in passages if p["chapter"] == place]
        if not (said in texts if one["part"] else any(said in text for text in texts)):
            yield _problem(place, f"it does not say: ‘{said}’")
        if not (_PART if one["part"] else _CHAPTER).fullmatch(said):
            yield _problem(place, f"‘{said}’ does not say what is left out")
    known = {(one["chapter"], one["said"]) for one in ledger["left_out"] if one["part"]}
    for passage in passages:
        text = passage["text"]
        if _PART.fullmatch(text) and (passage["chapter"], text) not in known:
            yield _problem(passage["chapter"], f"‘{text}’ names no part left out")
    for one in ledger["printed"]:
        if one["kind"] == "ontbreekt":
            yield from _reference(one, ledger)


def _reference(one: Mapping[str, Any], ledger: Mapping[str, Any]) -> Iterator[Problem]:
    """A reference that says so leads to what the report does not have."""
    name = one["asked"][0]
    here = {*ledger["figures"], *ledger["shown"], *(p["chapter"] for p in ledger["passages"])}
    if name in here or f"{one['chapter']}.{name}" in here:
        yield _problem(one["id"], f"the report does have {name}")
    if one["text"].lower() not in _NO_PLACE["." not in name]:
        yield _problem(one["id"], f"‘{one['text']}’ does not say that {name} is not there")


def _problem(where: str, what: str) -> Problem:
    return Problem("left out", where, sentence(what))
