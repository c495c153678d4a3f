"""Check: a word such as ‘highest’ stands by a maximum, one such as ‘lowest’ by a minimum.

Only what cannot be meant otherwise is a finding: what stands right behind the word is of the other
kind, or else all names and numbers of extremes from the word before to the word behind, and those
words fit them no better.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jaarbericht.audit.verify.evaluate import value_of
from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.problem import Problem, sentence
from jaarbericht.audit.verify.words.sentences import Sentence, sentences

Tree = Mapping[str, Any]
Ledger = Mapping[str, Any]
Entry = Mapping[str, Any]
_MORE = "hoogst|grootst|meest|sterkst|snelst|highest|largest|most|strongest|fastest"
_LESS = "laagst|kleinst|minst|zwakst|traagst|lowest|smallest|fewest|weakest|slowest"
_WORD = re.compile(
    rf"\b(?:(?P<more>{_MORE})|(?P<less>{_LESS}))(?P<e>e?)\b(?P<noun>\s+[^\W\d]+)?", re.IGNORECASE
)
# Before a word that is part of another, or names what something is compared with.
_BEFORE = re.compile(
    r"\b(?:(?:ten|op zijn|zo|hoe|even|at|[a-z]+-)"
    r"|(?:sinds|na|vanaf|tot|dan|onder|boven|naar|van|met|tegen|een van|since|after|from|than|above"
    r"|below|one of) (?:het|de|dat|the|its|hun|haar|zijn))\s*$",
    re.IGNORECASE,
)
_RISE = frozenset({"groei", "stijging", "toename", "increase", "growth", "rise"})
_FALL = frozenset({"daling", "krimp", "afname", "decrease", "fall", "drop"})
_LEVEL = frozenset(
    {"waarde", "punt", "stand", "aandeel", "percentage", "niveau", "aantal", "verhouding"}
    | {"cijfer", "bijdrage", "value", "point", "share", "level", "number"}
)  # fmt: skip
# What may stand behind a word that is used without a noun.
_BARE = frozenset(
    {"in", "is", "was", "waren", "zijn", "bij", "aan", "voor", "er", "were", "at", "positief"}
)
_FALLS = re.compile(
    r"\b(?:daling|krimp|afname|daal\w*|gedaald|kromp\w*|krimp\w*|gekrompen|terug|negatie\w+|af"
    r"|fell|falls?|fallen|decreas\w+|declin\w+|drop\w*|shrank|shrunk)\b",
    re.IGNORECASE,
)
# What may stand between a word and the name or number that it is of.
_LINK = re.compile(
    r"[\s,:(]*(?:(?:in|de|het|bij|bedrijfstak|provincie|regio|gebied|is|was|waren|met"
    rf"|{'|'.join(sorted(_LEVEL | _RISE))})\b[\s,:(]*)*"
)
_CHANGES = frozenset({"growth", "cagr", "chain"})


def check_superlatives(evidence: Evidence) -> Iterator[Problem]:
    """Each such word of each sentence."""
    for one in sentences(evidence.ledger):
        yield from _sentence(one, evidence.ledger)


def _sentence(one: Sentence, ledger: Ledger) -> Iterator[Problem]:
    words = list(_WORD.finditer(one.text))
    extremes = [(at, entry) for at, entry in one.printed if _is_extreme(entry, ledger)]
    if not extremes:
        return
    for number, word in enumerate(words):
        wrong = _wrong(number, words, one.text, extremes, ledger)
        if wrong:
            op = ledger["quantities"][wrong["quantity"]]["expression"]["op"]
            said = " ".join(word.group().split())
            what = f"its sentence says ‘{said}’, but it is a {op}: set the word right"
            yield Problem("printed", wrong["id"], sentence(what))


def _wrong(
    number: int, words: Sequence[re.Match[str]], text: str,
    extremes: Sequence[tuple[int, Entry]], ledger: Ledger,
) -> Entry | None:  # fmt: skip
    """An extreme that a word of a sentence contradicts."""
    word = words[number]
    before = words[number - 1] if number else None
    behind = words[number + 1] if number + 1 < len(words) else None
    start, end = before.end() if before else 0, behind.start() if behind else len(text)
    near = [(at, entry) for at, entry in extremes if start <= at < end]
    for at, entry in near:
        if at > word.end("e") and _LINK.fullmatch(text[word.end("e") : at]):
            return entry if _contradicts(word, text, entry, ledger) else None
    for at, entry in near:
        other = before if at < word.start() else behind
        if not _contradicts(word, text, entry, ledger):
            return None
        if other and not _contradicts(other, text, entry, ledger):
            return None
    return near[0][1] if near else None


def _is_extreme(entry: Entry, ledger: Ledger) -> bool:
    quantity = ledger["quantities"].get(entry["quantity"])
    return quantity is not None and quantity["expression"].get("op") in ("maximum", "minimum")


def _contradicts(word: re.Match[str], text: str, entry: Entry, ledger: Ledger) -> bool:
    """Whether a word cannot be said of an extreme."""
    if _BEFORE.search(text[: word.start()]):
        return False
    quantity = ledger["quantities"][entry["quantity"]]
    tree, more = quantity["expression"], word["more"] is not None
    noun = (word["noun"] or "").strip().lower()
    if word["e"] and noun in _FALL:
        if tree["args"][0].get("op") not in _CHANGES:
            return False
        return value_of(tree, ledger) > 0 or (tree["op"] == "maximum") == more
    counted = noun == quantity["unit"] and noun != ""
    plain = noun in _LEVEL | _RISE | _BARE or not noun or counted
    if not plain or (noun not in _LEVEL and _FALLS.search(text)):
        return False
    return bool((tree["op"] == "maximum") != more)
