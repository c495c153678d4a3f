"""Check: the group that a quantity is said to be of is that of its cells.

A group is the universe of a table and the titles of CBS that narrow it. What a group names is a
title of a cell of the formula; figures with the same selection of one table have the same group.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jaarbericht.audit.verify.evaluate import leaves
from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.problem import Problem, sentence

Selection = tuple[str, ...]
_FROM_TO = re.compile(r"(.+?) t/m (.+) \(\d+\)")


@dataclass(frozen=True)
class _Named:
    """A cell: its table, its topic with its title, and its other titles but that of its period."""

    table: str
    topic: str
    topic_title: str
    titles: tuple[str, ...]

    @property
    def selection(self) -> Selection:
        return (self.table, self.topic, *self.titles)


def check_populations(evidence: Evidence) -> Iterator[Problem]:
    """Each quantity that rests on cells alone."""
    ledger = evidence.ledger
    named = {id: _named(cell) for id, cell in ledger["cells"].items()}
    told: dict[str, tuple[Selection, str]] = {}
    for id, quantity in ledger["quantities"].items():
        found = set(leaves(quantity["expression"]))
        if any(kind != "cell" for kind, _ in found):
            continue
        cells = {named[leaf] for _, leaf in found}
        group = quantity["population"]
        universes = {ledger["tables"][cell.table]["universe"] for cell in cells}
        if not any(_is_of(group, universe, cells) for universe in universes):
            yield _problem(id, f"its group ‘{group}’ is not that of its cells")
        selections = {cell.selection for cell in cells}
        if len(selections) == 1:
            told[id] = (selections.pop(), group)
    yield from _alike(told)


def _named(cell: Mapping[str, Any]) -> _Named:
    *titles, _ = [_one_line(cell["titles"][key] or code) for key, code in cell["codes"].items()]
    return _Named(cell["table"], cell["topic"], _one_line(cell["topic_title"]), tuple(titles))


def _one_line(title: str) -> str:
    return " ".join(title.split())


def _is_of(group: str, universe: str, cells: Collection[_Named]) -> bool:
    """Whether a group is the universe, narrowed by titles of the cells."""
    if group == universe:
        return True
    rest = group.removeprefix(f"{universe}; ")
    titles = frozenset(title for cell in cells for title in cell.titles)
    topics = frozenset(cell.topic_title for cell in cells)
    return rest != group and _made_of(rest, titles | topics, topics)


@cache
def _made_of(text: str, titles: frozenset[str], topics: frozenset[str]) -> bool:
    """Whether a text is titles, one after the other; a topic may have its heading before it."""
    if text in titles:
        return True
    if "; " not in text and any(text.endswith(f": {topic}") for topic in topics):
        return True
    run = _FROM_TO.fullmatch(text)
    if run and {run[1], run[2]} <= titles:
        return True
    for mark in ("; ", ", "):
        at = text.find(mark)
        while at >= 0:
            rest = text[at + len(mark) :]
            if _made_of(text[:at], titles, topics) and _made_of(rest, titles, topics):
                return True
            at = text.find(mark, at + 1)
    return False


def _alike(told: Mapping[str, tuple[Selection, str]]) -> Iterator[Problem]:
    """Where the same selection has another group than elsewhere."""
    counts: dict[Selection, Counter[str]] = {}
    for selection, group in told.values():
        counts.setdefault(selection, Counter())[group] += 1
    for id, (selection, group) in told.items():
        usual = counts[selection].most_common(1)[0][0]
        if group != usual:
            yield _problem(id, f"its group is ‘{group}’, of the same cells elsewhere ‘{usual}’")


def _problem(id: str, what: str) -> Problem:
    return Problem("number", id, sentence(what))
