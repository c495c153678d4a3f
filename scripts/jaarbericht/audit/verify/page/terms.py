"""Check: terms and the index lead where they say, and lead back.

What they say in words is checked with the other texts (`places`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.pdf.file import Node, squeezed
from jaarbericht.audit.verify.problem import Problem, sentence
from jaarbericht.audit.verify.words.covering import says


def check_glossary(evidence: Evidence) -> Iterator[Problem]:
    """Each term has its entry; texts lead to it where the ledger says, and it leads back there."""
    document, told = evidence.document, evidence.ledger["glossary"]
    used = {use["anchor"] for term in told for use in term["uses"] if use["linked"]}
    for term in told:
        label = document.ids.get(term["anchor"])
        if label is None or label.parent is None or not says(label, term["term"]):
            yield _problem(term["anchor"], "it has no entry among the terms")
            continue
        uses = term["uses"]
        wanted = f"{term['term']} {term['definition']} {origin(term)}"
        if not uses or not says(label.parent, wanted):
            yield _problem(
                term["anchor"], f"its entry on page {label.page} is not as in the ledger"
            )
        back = [target for link in label.parent.all("Link") for target in link.targets]
        if list(dict.fromkeys(back)) != [use["anchor"] for use in uses]:
            yield _problem(term["anchor"], "its entry does not lead back to where it is used")
        for use in uses:
            yield from _use(evidence, term, use)
    for id in sorted(document.ids):
        if id.startswith("b-") and id not in used:
            yield _problem(id, "the ledger knows no such use of a term")


def _use(evidence: Evidence, term: Mapping[str, Any], use: Mapping[str, Any]) -> Iterator[Problem]:
    node = evidence.document.ids.get(use["anchor"])
    if node is None or not _has_form(node.whole, term["forms"]):
        yield _problem(use["anchor"], f"there stands no form of ‘{term['term']}’")
        return
    if use["linked"] and set(node.targets) != {term["anchor"]}:
        yield _problem(use["anchor"], f"on page {node.page} it leads to {node.targets}")
    head = _part_head(node)
    number = re.match(r"\d+", head.whole) if head is not None else None
    found = number.group() if number else head.whole if head is not None else ""
    if found != squeezed(use["words"]):
        yield _problem(use["anchor"], f"it does not stand in ‘{use['words']}’")


def origin(term: Mapping[str, Any]) -> str:
    """Who fixes the meaning of a term, and which texts use it, as its entry says."""
    words = [use["words"] for use in term["uses"]]
    chapters = ", ".join(word for word in words if word.isdigit())
    where = [word for word in words if not word.isdigit()]
    where += [f"hoofdstuk {chapters}"] if chapters else []
    return f"Omschrijving: {term['source']}. Gebruikt in {', '.join(where)}."


def _part_head(node: Node) -> Node | None:
    """The title of the part of the document that an element stands in."""
    while node.parent is not None and node.parent.parent is not None:
        node = node.parent
    return next(iter(node.all("H1")), None)


def _has_form(words: str, forms: Sequence[str]) -> bool:
    plain = _plain(words)
    return any(_plain(form) in plain for form in forms)


def _plain(words: str) -> str:
    return squeezed(words).lower().replace("’", "'").replace("-", "")


def check_index(evidence: Evidence) -> Iterator[Problem]:
    """Each line names its word and the pages of the places it leads to; each place has the word."""
    document, told = evidence.document, evidence.ledger["index"]
    head = document.ids.get("register")
    lines = head.parent.all("LI") if head is not None and head.parent is not None else []
    if len(lines) != len(told):
        yield _problem("register", f"the index has {len(lines)} lines, the ledger {len(told)}")
    for line, entry in zip(lines, told, strict=False):
        places = [*entry["places"], *([entry["explained"]] if entry["explained"] else [])]
        pages = [document.places.get(place, 0) for place in places]
        wanted = f"{entry['word']} {', '.join(str(page) for page in pages)}"
        if not says(line, wanted) or not places or 0 in pages:
            yield _problem(entry["word"], f"page {line.page} has ‘{line.whole}’, not ‘{wanted}’")
        if [target for link in line.all("Link") for target in link.targets] != places:
            yield _problem(entry["word"], f"on page {line.page} it leads elsewhere")
        if any(count > 1 for count in Counter(pages).values()):
            yield _problem(entry["word"], "a page is named twice")
        for place in entry["places"]:
            if not _has_form(_words_at(place, evidence), entry["forms"]):
                yield _problem(entry["word"], f"it does not stand at ‘{place}’")


def _words_at(place: str, evidence: Evidence) -> str:
    """The words of a place; of a figure or table also its source, which names the tables of CBS."""
    node = evidence.document.ids.get(place)
    return node.whole if node is not None else ""


def _problem(id: str, what: str) -> Problem:
    return Problem("terms", id, sentence(what))
