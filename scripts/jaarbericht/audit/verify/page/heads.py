"""Check: heads of tables, series and categories are of the figures that they name.

A year, quarter or month in a head is one that its figures rest on. A head that is a title of CBS
has not changed places with another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import Any

from jaarbericht.audit.verify.evaluate import MONTHS, PLACES, SHORT, cell_period, leaves
from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.itemdata import items_of, spot_of
from jaarbericht.audit.verify.problem import Problem, sentence
from jaarbericht.audit.verify.saying import PERIOD_CODE
from jaarbericht.audit.verify.words.covering import without

Ledger = Mapping[str, Any]
Leaf = tuple[str, str]
_YEAR = re.compile(r"(?<![\d.])(?:19|20)\d\d(?![\d.,])")
_NAMES = {name: number for names in (MONTHS, SHORT) for number, name in enumerate(names, 1)}
_MONTH = re.compile(rf"\b({'|'.join(_NAMES)})\.?\s+((?:19|20)\d\d)")
_QUARTER = re.compile(
    rf"\b(?:([1-4])e\s+(?:kwartaal|kw\.?)|({'|'.join(PLACES[:4])})\s+kwartaal)"
    r"\s+(?:van\s+)?((?:19|20)\d\d)"
)
_BEHIND = re.compile(r"\s*\([^()]*\)\s*$|^(?:\d+|[A-Z](?:-[A-Z])?)\s+")


def check_heads(evidence: Evidence) -> Iterator[Problem]:
    """The heads of each table, and the series and categories of each figure."""
    known = _Leaves(evidence.ledger)
    items = items_of(evidence.ledger)
    allowed = _Allowed(evidence.ledger["allowed"])
    for id, named in _by_head(evidence.ledger).items():
        unit = allowed.left(id, items[id]["unit"])
        if _YEAR.search(unit):
            trees = [tree for below in named[0].values() for tree in below]
            found = known.of(trees)
            yield from (_problem(id, what) for what in _moments(unit, trees, found, known))
        for heads in named:
            asked = {plain(head) for head in heads}
            titles: dict[str, set[str]] = {}
            for head, trees in heads.items():
                if PERIOD_CODE.fullmatch(head) or (len(heads) == 1 and not _YEAR.search(head)):
                    continue
                found = known.of(trees)
                told = allowed.left(id, head)
                yield from (_problem(id, what) for what in _moments(told, trees, found, known))
                if len(heads) > 1:
                    titles[head] = {t for leaf in found for t in known.titles(leaf)} & asked
            yield from (_problem(id, what) for what in _exchanged(titles))
    for id, quantity in evidence.ledger["quantities"].items():
        tree = quantity["expression"]
        if "labels" in tree and not all(map(PERIOD_CODE.fullmatch, tree["labels"])):
            yield from (_problem(id, what) for what in _exchanged(_chosen_from(tree, known)))


class _Allowed:
    """Takes out of a text what the allow-list lets be a name, such as `2015 = 100`."""

    def __init__(self, allowed: Iterable[Mapping[str, Any]]) -> None:
        self._rules = [
            (one["chapter"], re.compile(one["pattern"]))
            for one in allowed
            if r"\d" not in one["pattern"]
        ]

    def left(self, id: str, text: str) -> str:
        """The text of an item without the digits of allowed names."""
        if not _YEAR.search(text):
            return text
        chapter = id.partition(".")[0]
        rules = (rule for name, rule in self._rules if name in ("", chapter))
        return without(text, [m.span() for rule in rules for m in rule.finditer(text)])


def _chosen_from(tree: Mapping[str, Any], known: _Leaves) -> Mapping[str, set[str]]:
    """Which of the names in a maximum or minimum are titles of each argument."""
    asked = {plain(label) for label in tree["labels"]}
    return {
        label: {title for leaf in known.of([arg]) for title in known.titles(leaf)} & asked
        for label, arg in zip(tree["labels"], tree["args"], strict=True)
    }


class _Leaves:
    """What is told of cells and citations, each worked out once."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._titles: dict[Leaf, frozenset[str]] = {}
        self._of: dict[int, frozenset[Leaf]] = {}

    def of(self, trees: Iterable[Any]) -> set[Leaf]:
        """The cells and citations of some formulas of the ledger."""
        found: set[Leaf] = set()
        for tree in trees:
            if id(tree) not in self._of:
                self._of[id(tree)] = frozenset(leaves(tree))
            found |= self._of[id(tree)]
        return found

    def titles(self, leaf: Leaf) -> frozenset[str]:
        """What CBS calls what a cell is of, without codes and what stands in brackets."""
        if leaf not in self._titles:
            kind, id = leaf
            cell = self.ledger["cells"][id] if kind == "cell" else {"titles": {}}
            texts = (*cell["titles"].values(), cell.get("topic_title"))
            self._titles[leaf] = frozenset(plain(text) for text in texts if text)
        return self._titles[leaf]

    def code(self, leaf: Leaf) -> str:
        """The period of a cell or citation."""
        kind, id = leaf
        if kind == "cell":
            return cell_period(self.ledger["cells"][id])
        return str(self.ledger["citations"][id]["period"])


def _by_head(ledger: Ledger) -> Mapping[str, Sequence[Mapping[str, list[Any]]]]:
    """Per figure and table the formulas below each head, and beside each head."""
    items = items_of(ledger)
    down: dict[str, dict[str, list[Any]]] = {id: defaultdict(list) for id in items}
    beside: dict[str, dict[str, list[Any]]] = {id: defaultdict(list) for id in items}
    for key, quantity in ledger["quantities"].items():
        spot, tree = spot_of(key), quantity["expression"]
        item = items.get(spot.item)
        if item is None or not spot.x:
            continue
        below, next_to = down[spot.item], beside[spot.item]
        if "columns" in item:
            below[item["columns"][int(spot.x) - 1]].append(tree)
            next_to[item["rows"][int(spot.number) - 1]].append(tree)
        else:
            below[item["series"][int(spot.number) - 1]].append(tree)
            next_to[spot.x].append(tree)
    return {id: (down[id], beside[id]) for id in items}


def _moments(
    head: str, trees: Sequence[Any], found: Iterable[Leaf], known_leaves: _Leaves
) -> Iterator[str]:
    years = set(_YEAR.findall(head))
    if not years:
        return
    codes = {known_leaves.code(leaf) for leaf in found}
    known = {code[:4] for code in codes} | {code[5:9] for code in codes if "-" in code}
    chained = any(_has(tree, "chain") for tree in trees)
    for year in sorted(years - known):
        if not (chained and str(int(year) + 1) in known):
            yield f"‘{head}’ is not of {year}"
    if not chained:
        for code in _named(head):
            if code[4:6] in {one[4:6] for one in codes} and code not in codes:
                yield f"‘{head}’ is not of {code}"


def _named(head: str) -> Iterator[str]:
    """The codes of the quarters and months that a head names."""
    for month, year in _MONTH.findall(head):
        yield f"{year}MM{_NAMES[month]:02}"
    for number, name, year in _QUARTER.findall(head):
        yield f"{year}KW{int(number) if number else PLACES.index(name) + 1:02}"


def _has(tree: Mapping[str, Any], op: str) -> bool:
    return tree.get("op") == op or any(_has(arg, op) for arg in tree.get("args", ()))


@cache
def plain(text: str) -> str:
    """A title without its code and brackets, in small letters."""
    return _BEHIND.sub("", " ".join(text.split())).lower()


def _exchanged(titles: Mapping[str, set[str]]) -> Iterator[str]:
    """Pairs of heads that are each other's title and not their own."""
    for one, other in combinations(titles, 2):
        a, b = plain(one), plain(other)
        if a != b and a in titles[other] - titles[one] and b in titles[one] - titles[other]:
            yield f"‘{one}’ and ‘{other}’ stand in each other's place"


def _problem(id: str, what: str) -> Problem:
    return Problem("head", id, sentence(what))
