"""Check: marks of lists say nothing, and notes are numbered as they come, at their mark too."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.pdf.file import Node
from jaarbericht.audit.verify.problem import Problem, sentence
from jaarbericht.audit.verify.words.places import is_prose

_DASH = "–"


def check_marks(evidence: Evidence) -> Iterator[Problem]:
    """Every note has the next number, and each point of a list a dash, or its number."""
    notes, terms = 0, {term["anchor"] for term in evidence.ledger["glossary"]}
    for part in evidence.document.root.kids:
        if not isinstance(part, Node):
            continue
        for node in part.all("Note", "L") if is_prose(part) else ():
            if node.kind == "L":
                yield from _points(node, terms)
                continue
            notes += 1
            if not node.words:
                yield _problem(node, f"note {notes} says nothing")
            for mark in (*_labels(node), *_call(node)):
                if mark.whole != str(notes):
                    yield _problem(mark, f"note {notes} is marked ‘{mark.whole}’")


def _points(points: Node, terms: Collection[str]) -> Iterator[Problem]:
    marks = [label for point in points.kids if isinstance(point, Node) for label in _labels(point)]
    plain = [mark for mark in marks if mark.id not in terms]
    if [mark.whole for mark in plain] == [f"{n}." for n in range(1, len(plain) + 1)]:
        return
    for mark in plain:
        if mark.whole != _DASH:
            yield _problem(mark, f"a point of a list is marked ‘{mark.whole}’")


def _labels(node: Node) -> list[Node]:
    return [kid for kid in node.kids if isinstance(kid, Node) and kid.kind == "Lbl"]


def _call(note: Node) -> list[Node]:
    """The mark in the text that stands before a note."""
    around = note.parent.kids if note.parent is not None else []
    return [
        one for one, other in pairwise(around)
        if other is note and isinstance(one, Node) and one.kind == "Reference"
    ]  # fmt: skip


def _problem(node: Node, what: str) -> Problem:
    return Problem("text", f"page {node.page}", sentence(what))
