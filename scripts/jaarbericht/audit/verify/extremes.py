"""Check: names in extremes are of their arguments; the chosen one is the first that has it.

An extreme over time has every period from its first to its last, but for gaps that are shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from jaarbericht.audit.verify.calendar import Span, span_of
from jaarbericht.audit.verify.evaluate import cell_period, chosen, leaves
from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.problem import MALFORMED, Problem, sentence
from jaarbericht.audit.verify.saying import PERIOD_CODE

Tree = Mapping[str, Any]


def check_extremes(evidence: Evidence) -> Iterator[Problem]:
    """Every `maximum` and `minimum`, also within another formula."""
    gaps = _shown_gaps(evidence)
    for id, quantity in evidence.ledger["quantities"].items():
        for tree in _extremes(quantity["expression"]):
            try:
                yield from (_problem(id, what) for what in _extreme(tree, evidence.ledger))
                yield from (_problem(id, what) for what in _skipped(tree, gaps))
            except MALFORMED as error:
                yield _problem(id, f"its {tree['op']} cannot be evaluated: {error}")


def _extremes(tree: Tree) -> Iterator[Tree]:
    if "labels" in tree or "chosen" in tree:
        yield tree
    for arg in tree.get("args", ()):
        if "op" in arg:
            yield from _extremes(arg)


def _extreme(tree: Tree, ledger: Mapping[str, Any]) -> Iterator[str]:
    labels = tree["labels"]
    if tree["op"] not in ("maximum", "minimum"):
        yield f"a {tree['op']} chooses nothing"
        return
    if len(set(labels)) != len(labels):
        yield f"two arguments of its {tree['op']} have one name"
    first = chosen(tree, ledger)[0]
    if tree["chosen"] != first:
        yield f"the {tree['op']} is of ‘{first}’, not of ‘{tree['chosen']}’"
    for label, arg in zip(labels, tree["args"], strict=True):
        if PERIOD_CODE.fullmatch(label) and label not in _codes(arg, ledger):
            yield f"what is named {label} is not of that period"


def _skipped(tree: Tree, gaps: Collection[Span]) -> Iterator[str]:
    """Where an extreme over periods of one kind leaves some out."""
    labels: Sequence[str] = tree["labels"]
    spans = [span_of(label) for label in labels if PERIOD_CODE.fullmatch(label)]
    known = [span for span in spans if span]
    if len(known) != len(labels) or len({span.end - span.begin for span in known}) != 1:
        return
    for (one, before), (other, behind) in pairwise(zip(labels, known, strict=True)):
        if behind.begin < before.end:
            yield f"the periods of its {tree['op']} are not in order"
        elif not all(span in gaps for span in _between(before, behind)):
            yield f"its {tree['op']} leaves out what lies between {one} and {other}"


def _between(before: Span, behind: Span) -> Iterator[Span]:
    """The periods of the same length that lie between two."""
    length = before.end - before.begin
    for begin in range(before.end, behind.begin, length):
        yield Span(begin, begin + length)


def _shown_gaps(evidence: Evidence) -> Collection[Span]:
    """The periods at which a figure or table of the report has no figure."""
    rows = (row for rows in evidence.data.values() for row in rows if not row["id"])
    spans = (span_of(row[name]) for row in rows for name in ("categorie", "label"))
    return {span for span in spans if span}


def _codes(tree: Tree, ledger: Mapping[str, Any]) -> Iterator[str]:
    for kind, leaf in leaves(tree):
        if kind == "cell":
            yield cell_period(ledger["cells"][leaf])
        else:
            yield str(ledger["citations"][leaf]["period"])


def _problem(id: str, what: str) -> Problem:
    return Problem("number", id, sentence(what))
