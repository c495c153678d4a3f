"""Check: names in extremes are of their arguments; the chosen one is the first that has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jaarbericht.audit.verify.evaluate import cell_period, chosen, leaves
from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.problem import MALFORMED, Problem, sentence

Tree = Mapping[str, Any]
_PERIOD = re.compile(r"\d{4}(?:JJ|HJ|KW|MM|X0)\d{2}")


def check_extremes(evidence: Evidence) -> Iterator[Problem]:
    """Every `maximum` and `minimum`, also within another formula."""
    for id, quantity in evidence.ledger["quantities"].items():
        for tree in _extremes(quantity["expression"]):
            try:
                yield from (_problem(id, what) for what in _extreme(tree, evidence.ledger))
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
        if _PERIOD.fullmatch(label) and label not in _codes(arg, ledger):
            yield f"what is named {label} is not of that period"


def _codes(tree: Tree, ledger: Mapping[str, Any]) -> Iterator[str]:
    for kind, leaf in leaves(tree):
        if kind == "cell":
            yield cell_period(ledger["cells"][leaf])
        else:
            yield str(ledger["citations"][leaf]["period"])


def _problem(id: str, what: str) -> Problem:
    return Problem("number", id, sentence(what))
