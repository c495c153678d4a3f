"""Check: the rows of each data file stand in order; those without a figure say why, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from jaarbericht.audit.verify.evidence import Evidence, Row
from jaarbericht.audit.verify.itemdata import item_quantities, items_of
from jaarbericht.audit.verify.problem import Problem, sentence

_PERIOD = re.compile(r"\d{4}(JJ|HJ|KW|MM|X0)\d{2}")
_IN_TABLE = "."


def check_rows(evidence: Evidence) -> Iterator[Problem]:
    """The figures in the order of the ledger, series after series, and no row twice."""
    ledger = evidence.ledger
    groups = item_quantities(ledger)
    for id, item in items_of(ledger).items():
        name, rows = item["attachment"], evidence.data[item["attachment"]]
        if [row["id"] for row in rows if row["id"]] != [*groups[id]]:
            yield _problem(name, "its rows stand in another order than their figures")
        signs = {_IN_TABLE} if "columns" in item else None
        for row in rows:
            if not row["id"]:
                yield from (_problem(name, what) for what in _without_figure(row, signs))
        if "series" in item:
            yield from (_problem(name, what) for what in _series(rows, item["series"]))


def _without_figure(row: Row, signs: set[str] | None) -> Iterator[str]:
    said = f"the row ‘{row['label']}’ of ‘{row['categorie']}’"
    if row["eenheid"] or row["status"]:
        yield f"{said} has no figure, but a unit or a status"
    if not row["symbool"] or row["symbool"] != row["afgedrukt"]:
        yield f"{said} has no figure, but prints ‘{row['afgedrukt']}’ for ‘{row['symbool']}’"
    elif signs is not None and row["symbool"] not in signs:
        yield f"{said} has the sign ‘{row['symbool']}’"


def _series(rows: Sequence[Row], labels: Sequence[str]) -> Iterator[str]:
    """Series stand together in their order; each has a category once, and its periods in order."""
    found = [
        (label, [row["categorie"] for row in group])
        for label, group in groupby(rows, lambda row: row["label"])
    ]
    if [label for label, _ in found] != [label for label in labels if label in dict(found)]:
        yield "its series do not stand one after the other"
    for label, categories in found:
        kinds = {match[1] if (match := _PERIOD.fullmatch(one)) else "" for one in categories}
        if len(set(categories)) != len(categories):
            yield f"‘{label}’ has a row twice"
        elif len(kinds) == 1 and "" not in kinds and any(a > b for a, b in pairwise(categories)):
            yield f"the periods of ‘{label}’ are not in order"


def _problem(name: str, what: str) -> Problem:
    return Problem("data", name, sentence(what))
