"""Check: the rows of each data file are its figures, in order; one without a figure says why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Any

from jaarbericht.audit.verify.evaluate import leaves, shown
from jaarbericht.audit.verify.evidence import Evidence, Row
from jaarbericht.audit.verify.itemdata import item_quantities, items_of
from jaarbericht.audit.verify.problem import Problem, sentence
from jaarbericht.audit.verify.saying import PERIOD_CODE

_IN_TABLE, _SIGNS = frozenset("."), frozenset({".", "x", "-", "leeg", "ontbreekt"})
_FIGURE = ("waarde", "teller", "noemer", "eenheid", "status", "cellen")
_PLACES = 12


def check_rows(evidence: Evidence) -> Iterator[Problem]:
    """The figures in the order of the ledger, series after series, and no row twice."""
    ledger = evidence.ledger
    groups = item_quantities(ledger)
    for id, item in items_of(ledger).items():
        name, rows = item["attachment"], evidence.data[item["attachment"]]
        if [row["id"] for row in rows if row["id"]] != [*groups[id]]:
            yield _problem(name, "its rows are not its figures, each once and in order")
        signs = _IN_TABLE if "columns" in item else _SIGNS
        for row in rows:
            if row["id"]:
                yield from _row(name, row, ledger)
            else:
                yield from (_problem(name, what) for what in _without_figure(row, signs))
        if "series" in item:
            yield from (_problem(name, what) for what in _series(rows, item["series"]))


def _row(name: str, row: Row, ledger: Mapping[str, Any]) -> Iterator[Problem]:
    quantity = ledger["quantities"].get(row["id"])
    if quantity is None:
        return  # it is not among those that belong here
    value = Fraction(quantity["value"])  # check_quantities vouches for it
    wanted = {
        "waarde": decimal_text(value),
        "teller": str(value.numerator),
        "noemer": str(value.denominator),
        "afgedrukt": shown(value, quantity["form"], quantity["status"]),
        "eenheid": quantity["unit"],
        "status": quantity["status"],
        "symbool": "",
        "cellen": " ".join(dict.fromkeys(leaf for _, leaf in leaves(quantity["expression"]))),
    }
    for column, text in wanted.items():
        if row[column] != text:
            yield _problem(f"{name}: {row['id']}", f"its {column} is ‘{row[column]}’, not ‘{text}’")


def decimal_text(value: Fraction) -> str:
    """With a decimal point: all decimals when they end within twelve, else twelve of them."""
    places = next((d for d in range(_PLACES) if 10**d % value.denominator == 0), _PLACES)
    units = round(value * 10**places)
    whole, rest = divmod(abs(units), 10**places)
    sign = "-" if units < 0 else ""
    return f"{sign}{whole}.{rest:0{places}d}" if places else f"{sign}{whole}"


def _without_figure(row: Row, signs: frozenset[str]) -> Iterator[str]:
    said = f"the row ‘{row['label']}’ of ‘{row['categorie']}’"
    for column in _FIGURE:
        if row[column]:
            yield f"{said} has no figure, but {column} is ‘{row[column]}’"
    if not row["symbool"] or row["symbool"] != row["afgedrukt"]:
        yield f"{said} has no figure, but prints ‘{row['afgedrukt']}’ for ‘{row['symbool']}’"
    elif row["symbool"] not in signs:
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
        kinds = {match[1] if (match := PERIOD_CODE.fullmatch(one)) else "" for one in categories}
        if len(set(categories)) != len(categories):
            yield f"‘{label}’ has a row twice"
        elif len(kinds) == 1 and "" not in kinds and any(a > b for a, b in pairwise(categories)):
            yield f"the periods of ‘{label}’ are not in order"


def _problem(name: str, what: str) -> Problem:
    return Problem("data", name, sentence(what))
