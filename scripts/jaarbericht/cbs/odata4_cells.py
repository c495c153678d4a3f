"""Observations of OData v4 as the texts of cells in v3, each by its measure and codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jaarbericht.cbs.errors import DuplicateRows, UnknownCode, UnreadableCell
from jaarbericht.cbs.raw import Record

_WIDTH = 8
_FIELDS = {"Id", "Measure", "ValueAttribute", "Value", "StringValue"}
# What CBS says of an observation without a figure, and the sign for it in v3.
SIGNS: Mapping[str, str] = {"Impossible": "", "Confidential": "x", "NotAvailable": "."}


@dataclass(frozen=True)
class Figures:
    """Text of each cell by measure and codes, in the order of the dimensions; what to warn of."""

    texts: Mapping[tuple[str, ...], str]
    warnings: tuple[str, ...]


def figures_of(
    table: str,
    observations: Sequence[Record],
    measures: Sequence[Record],
    codes: Mapping[str, Sequence[str]],
) -> Figures:
    """All observations. Raises UnknownCode, DuplicateRows or UnreadableCell.

    measures: MeasureCodes. codes: those listed per dimension, in the order of the dimensions.
    """
    decimals = {str(one["Identifier"]): int(one.get("Decimals") or 0) for one in measures}
    known = {key: frozenset(listed) for key, listed in codes.items()}
    texts: dict[tuple[str, ...], str] = {}
    numbers: set[int] = set()
    finer = 0
    for one in observations:
        place = _place(table, one, decimals, known)
        if place in texts or one["Id"] in numbers:
            raise _twice(table, one, place)
        texts[place] = text = _text(table, one, decimals[place[0]])
        numbers.add(one["Id"])
        finer += _digits(text) > decimals[place[0]]
    told = f"{finer} figures have more decimals than their measure says: kept as they are"
    return Figures(texts, (told,) if finer else ())


def _place(
    table: str, one: Record, measures: Mapping[str, int], known: Mapping[str, frozenset[str]]
) -> tuple[str, ...]:
    if one.keys() != _FIELDS | known.keys():
        raise ValueError(f"unexpected fields: {', '.join(sorted(one.keys() ^ _FIELDS))}")
    strange = [f"{key} {one[key]}" for key, listed in known.items() if one[key] not in listed]
    strange += [] if one["Measure"] in measures else [f"Measure {one['Measure']}"]
    if strange:
        raise UnknownCode(
            f"{table} has a figure for a code that is not listed: {', '.join(strange)}.",
            where=f"{table} observation {one['Id']}",
            why="A figure without a meaning cannot be printed.",
            todo="Download the table again.",
        )
    return (str(one["Measure"]), *(str(one[key]) for key in known))


def _text(table: str, one: Record, decimals: int) -> str:
    mark, value, words = one["ValueAttribute"], one["Value"], one["StringValue"]
    if mark == "None" and _is_number(value) and words is None:
        return _padded(Decimal(value), decimals).rjust(_WIDTH)
    if mark == "None" and value is None and isinstance(words, str):
        return words
    if mark in SIGNS and value is None:
        return SIGNS[mark].rjust(_WIDTH) if SIGNS[mark] else ""
    raise UnreadableCell(
        f"An observation of {table} is marked {mark!r} and has the value {value!r}.",
        where=f"{table} observation {one['Id']}",
        why="A cell that is not understood may not be taken for a figure.",
        todo="Look at the table on StatLine; if the mark is new, teach cbs/odata4_cells.py.",
    )


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _padded(value: Decimal, decimals: int) -> str:
    """All digits of a figure, with zeros up to `decimals`; nothing is rounded."""
    text = format(value, "f")
    return text + ("." if decimals and "." not in text else "") + "0" * (decimals - _digits(text))


def _digits(text: str) -> int:
    return len(text.partition(".")[2])


def _twice(table: str, one: Record, place: Sequence[str]) -> DuplicateRows:
    return DuplicateRows(
        f"Two observations of {table} stand for the same figure or bear the same number.",
        where=f"{table} observation {one['Id']}: {', '.join(place)}",
        why="Only one of them can be right.",
        todo="Download the table again.",
    )
