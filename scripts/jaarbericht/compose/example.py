"""The number that the guide for the auditor recomputes by hand: which, and what is told of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jaarbericht.compose.annex import value_text
from jaarbericht.compose.formula import formula
from jaarbericht.compose.ledgerview import CellView, LedgerView
from jaarbericht.compose.markup import text_of
from jaarbericht.compose.prose import Occurrence
from jaarbericht.errors import JaarberichtError

FACTS = frozenset(
    {"getal", "formule", "uitkomst", "tabel", "titel", "onderwerp", "cel_a", "cel_b"}
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


def choose_example(occurrences: Sequence[Occurrence], ledger: Mapping[str, Any]) -> Example:
    """The first growth in the text that rests on two cells. Raises NoExample."""
    view = LedgerView([ledger])
    for one in occurrences:
        if one.kind in ("getal", "omvang"):
            tree = ledger["quantities"][one.quantity]["expression"]
            made = formula(tree)
            if tree.get("op") == "growth" and len(made.letters) == 2:
                cells = [view.cell(leaf) for leaf in made.letters.values()]
                if cells[0].table == cells[1].table != "":
                    facts = dict(_facts(one, text_of(made.html), cells, view))
                    return Example(one.quantity, one.id, facts)
    raise NoExample(
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
    yield "onderwerp", cells[0].topic
    for letter, cell in zip("ab", cells, strict=True):
        yield f"cel_{letter}", cell.id
        yield f"rij_{letter}", cell.id.split("/")[1]
        yield f"periode_{letter}", " ".join(cell.period.split())
        yield f"ruw_{letter}", cell.raw.replace(".", ",")
