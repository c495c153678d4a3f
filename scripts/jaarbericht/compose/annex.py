"""The Verantwoording: every number with its formula and cells, every figure and table described.

Gathers and words what the template shows; formulas are made in `formula`, cells in `cellwords`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from jaarbericht.cbs.cells import Status
from jaarbericht.compose.cellwords import cells_html
from jaarbericht.compose.chapterdata import ChapterData
from jaarbericht.compose.formula import formula
from jaarbericht.compose.ledgerview import LedgerView, QuantityView
from jaarbericht.compose.markup import escape, text_of
from jaarbericht.compose.numbering import Place
from jaarbericht.compose.prose import ChapterHtml, Occurrence

STATUS_WORDS = {
    Status.DEFINITIEF: "definitief",
    Status.ONBEKEND: "status niet bekend",
    Status.NADER_VOORLOPIG: "nader voorlopig (**)",
    Status.VOORLOPIG: "voorlopig (*)",
}
VALUE_DECIMALS = 6


@dataclass(frozen=True)
class NumberEntry:
    """A number of the prose: where it stands (`backrefs`), what it is and how it was made."""

    anchor: str
    id: str
    backrefs: tuple[str, ...]
    printed: str
    about: str
    formula_html: str
    cells_html: str
    value: str
    unit: str
    population: str
    status: str
    waivers: tuple[str, ...]


@dataclass(frozen=True)
class ItemEntry:
    """A figure or table: its number and title, and the name of its data, which has every cell."""

    href: str
    name: str
    title: str
    attachment: str
    tables: tuple[str, ...]
    status: str
    waivers: tuple[str, ...]


@dataclass(frozen=True)
class ChapterEntry:
    """The annex of one chapter."""

    number: int
    title: str
    numbers: tuple[NumberEntry, ...]
    items: tuple[ItemEntry, ...]


def chapter_entry(
    number: int,
    data: ChapterData,
    page: ChapterHtml,
    said: Mapping[str, Sequence[Occurrence]],
    places: Mapping[str, Place],
    ledger: LedgerView,
) -> ChapterEntry:
    """The annex of one chapter, its numbers in the order in which its text first prints them.

    `said` is what the whole document prints by quantity: other texts may print these numbers too.
    """
    first = dict.fromkeys([*by_quantity(page.occurrences), *said])
    return ChapterEntry(
        number,
        page.title,
        tuple(
            _number(id, said[id], data, ledger) for id in first if id.startswith(f"{data.name}.")
        ),
        tuple(
            _item(name, title, data, places[f"{data.name}.{name}"], ledger)
            for name, title in page.captions.items()
        ),
    )


def by_quantity(occurrences: Iterable[Occurrence]) -> Mapping[str, tuple[Occurrence, ...]]:
    """What was printed, per quantity, in order of first use; not its periods and sources."""
    found: dict[str, tuple[Occurrence, ...]] = {}
    for one in occurrences:
        if one.quantity and one.kind not in ("periode", "bron"):
            found[one.quantity] = (*found.get(one.quantity, ()), one)
    return found


def annex_texts(chapters: Iterable[ChapterEntry]) -> Mapping[str, Mapping[str, str]]:
    """What the annex says in words of each number and each item, for the ledger.

    By the id of a number and by the anchor of a figure or table.
    """
    told: dict[str, Mapping[str, str]] = {}
    for chapter in chapters:
        for number in chapter.numbers:
            told[number.id] = {
                "about": number.about,
                "formula": text_of(number.formula_html),
                "cells": text_of(number.cells_html.replace("</li>", "\n")).strip(),
            }
        for item in chapter.items:
            told[item.href.removeprefix("#")] = {
                "about": f"{item.name} {item.title}",
                "status": item.status,
            }
    return told


def _number(
    id: str, said: Sequence[Occurrence], data: ChapterData, ledger: LedgerView
) -> NumberEntry:
    quantity = ledger.quantity(id)
    made = formula(quantity.tree)
    about = {n.id: n.about for n in data.numbers.values()}
    about |= {label.id: label.about for label in data.labels.values()}
    return NumberEntry(
        anchor=f"v-{id}",
        id=id,
        backrefs=tuple(f"#p-{one.id}" for one in said),
        printed=" | ".join(dict.fromkeys(_plain_words(one) for one in said)),
        about=about.get(id, ""),
        formula_html=made.html,
        cells_html=cells_html(made.letters, ledger),
        value=value_text(quantity.value),
        unit=quantity.unit,
        population=quantity.population,
        status=STATUS_WORDS[quantity.status],
        waivers=_waivers([quantity]),
    )


def _plain_words(one: Occurrence) -> str:
    """As printed, without the capital of a sentence, so that one wording is listed once."""
    text = one.text
    return text if one.kind == "label" else text[:1].lower() + text[1:]


def _item(name: str, title: str, data: ChapterData, place: Place, ledger: LedgerView) -> ItemEntry:
    ids = list(ledger.starting_with(f"{data.name}.{name}."))
    quantities = [ledger.quantity(id) for id in ids]
    return ItemEntry(
        href=place.href,
        name=place.text[:1].upper() + place.text[1:],
        title=title,
        attachment=f"{data.name}-{name}.csv",
        tables=ledger.tables_of(ids),
        status=_statuses(quantities),
        waivers=_waivers(quantities),
    )


def _statuses(quantities: Sequence[QuantityView]) -> str:
    """`12 definitief, 3 voorlopig (*)`."""
    counts = Counter(one.status for one in quantities)
    return ", ".join(f"{counts[status]} {STATUS_WORDS[status]}" for status in sorted(counts))


def _waivers(quantities: Iterable[QuantityView]) -> tuple[str, ...]:
    """The reasons for rules broken on purpose, each once."""
    return tuple(dict.fromkeys(reason for one in quantities for _, reason in one.waivers))


def value_text(value: Fraction) -> str:
    """The exact value, or six decimals followed by … when it does not end."""
    decimals = next((n for n in range(VALUE_DECIMALS + 1) if (value * 10**n).denominator == 1), -1)
    shown = VALUE_DECIMALS if decimals < 0 else decimals
    units = abs(value) * 10**shown
    whole, rest = divmod(int(units), 10**shown)
    text = f"{whole:,}".replace(",", ".") + (f",{rest:0{shown}d}" if shown else "")
    return ("−" if value < 0 else "") + text + ("…" if decimals < 0 else "")


def table_reference(table: str) -> str:
    """A link to the entry of a CBS table."""
    return f'<a href="#t-{escape(table)}">{escape(table)}</a>'
