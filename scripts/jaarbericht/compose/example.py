"""The number that the guide for the auditor recomputes by hand: which, and what is told of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jaarbericht.compose.annex import value_text
from jaarbericht.compose.formula import Formula, formula
from jaarbericht.compose.ledgerview import CellView, LedgerView
from jaarbericht.compose.markup import text_of
from jaarbericht.compose.prose import Occurrence
from jaarbericht.errors import JaarberichtError

FACTS = frozenset(
    {"getal", "plaats", "formule", "uitkomst", "tabel", "titel", "keuze", "cel_a", "cel_b"}
    | {"periode_a", "periode_b", "rij_a", "rij_b", "ruw_a", "ruw_b"}
)


class NoExample(JaarberichtError):
    """No number of the edition is simple enough to be recomputed by hand."""


@dataclass(frozen=True)
class Example:
    """A growth between two cells of one table, where the text prints it first."""

    quantity: str
    occurrence: str
    facts: Mapping[str, str]


def choose_example(
    occurrences: Sequence[Occurrence], ledger: Mapping[str, Any], titles: Mapping[str, str]
) -> Example:
    """The first growth in the text that rests on two cells, if it can on two of a whole table.

    titles: of the chapters, with their number. Raises NoExample.
    """
    view = LedgerView([ledger])
    found = [one for one in occurrences if one.chapter in titles and _is_simple(one, view)]
    if not found:
        raise _none()
    one = next((one for one in found if _is_whole(one, view)), found[0])
    made, cells = _taken_apart(one, view)
    facts = {"plaats": titles[one.chapter], **dict(_facts(one, text_of(made.html), cells, view))}
    return Example(one.quantity, one.id, facts)


def _is_simple(one: Occurrence, view: LedgerView) -> bool:
    """Whether it prints a growth between two cells of one table."""
    if one.kind not in ("getal", "omvang"):
        return False
    if view.quantity(one.quantity).tree.get("op") != "growth":
        return False
    made, cells = _taken_apart(one, view)
    return len(made.letters) == 2 and cells[0].table == cells[1].table != ""


def _is_whole(one: Occurrence, view: LedgerView) -> bool:
    """Whether the table is complete, and its keys and titles were seen at CBS."""
    _, cells = _taken_apart(one, view)
    table = view.tables[cells[0].table]
    return (table["completeness"], table["structure"]) == ("complete", "verified")


def _taken_apart(one: Occurrence, view: LedgerView) -> tuple[Formula, list[CellView]]:
    made = formula(view.quantity(one.quantity).tree)
    return made, [view.cell(leaf) for leaf in made.letters.values()]


def _none() -> NoExample:
    return NoExample(
        "The text prints no growth between two figures of one table.",
        where="report/chapters/",
        why="The guide for the auditor shows such a number, step by step.",
        todo="Print one with getal(), or take report/handleiding.md out of the report.",
    )


def _facts(
    one: Occurrence, formula_text: str, cells: Sequence[CellView], view: LedgerView
) -> Iterator[tuple[str, str]]:
    yield "getal", one.text
    yield "formule", formula_text
    yield "uitkomst", value_text(view.quantity(one.quantity).value)
    yield "tabel", cells[0].table
    yield "titel", view.tables[cells[0].table]["title"]
    yield (
        "keuze",
        ", ".join(" ".join(part.split()) for part in (cells[0].topic, *cells[0].selection)),
    )
    for letter, cell in zip("ab", cells, strict=True):
        yield f"cel_{letter}", cell.id
        yield f"rij_{letter}", cell.id.split("/")[1]
        yield f"periode_{letter}", " ".join(cell.period.split())
        yield f"ruw_{letter}", cell.raw.replace(".", ",")
