"""chapter.json as records: what a chapter gives to the page. Reading only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from jaarbericht.cbs.cells import Status
from jaarbericht.cbs.periods import Period, parse_period
from jaarbericht.compose.changes import has_direction
from jaarbericht.compose.cited import first_key, sources_of
from jaarbericht.errors import JaarberichtError
from jaarbericht.lineage.forms import Form

FORMAT = "jaarbericht-chapter/2"


class ChapterUnreadable(JaarberichtError):
    """A chapter.json does not have the form that this version reads."""


@dataclass(frozen=True)
class NumberData:
    """A number of the prose: exact value in whole units, form, status, periods oldest first.

    directed: whether it says up or down, as a growth does and a level does not. sources: where the
    published figures behind it stand, of which `citation` is the first.
    """

    name: str
    id: str
    value: Fraction
    unit: str
    form: Form
    status: Status
    periods: tuple[Period, ...]
    about: str
    directed: bool
    sources: tuple[str, ...] = ()
    citation: str = ""


@dataclass(frozen=True)
class LabelData:
    """A name chosen by the data, and the quantity that decided."""

    text: str
    id: str
    about: str


@dataclass(frozen=True)
class ChapterData:
    """A chapter as the document sees it; figures, tables and ledger stay as they were written.

    reached: name of periods to the id of the quantity whose extreme is reached in them.
    code: path to sha256 of the modules that made it. parts: the names of each part that it has;
    left_out: the parts that this edition does not have.
    """

    name: str
    title: str
    numbers: Mapping[str, NumberData]
    periods: Mapping[str, tuple[Period, ...]]
    labels: Mapping[str, LabelData]
    figures: Mapping[str, Mapping[str, Any]]
    tables: Mapping[str, Mapping[str, Any]]
    ledger: Mapping[str, Any]
    reached: Mapping[str, str] = field(default_factory=dict)
    code: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()


def chapter_data(document: Mapping[str, Any], where: str = "") -> ChapterData:
    """The records in a chapter.json. Raises ChapterUnreadable."""
    try:
        if document["format"] != FORMAT:
            raise KeyError(f"format {document['format']}")
        return _read(document)
    except (KeyError, TypeError, ValueError) as error:
        raise ChapterUnreadable(
            f"The chapter record cannot be read: {error!r}.",
            where=where,
            why="The document is put together from these records.",
            todo="Remove the file and build again.",
        ) from error


def with_others(data: ChapterData, others: Iterable[ChapterData]) -> ChapterData:
    """A chapter whose text may also name what other chapters have, as `chapter.name`."""
    numbers, periods = dict(data.numbers), dict(data.periods)
    labels, reached = dict(data.labels), dict(data.reached)
    for other in others:
        head = f"{other.name}."
        numbers |= {head + n: replace(one, name=head + n) for n, one in other.numbers.items()}
        periods |= {head + n: one for n, one in other.periods.items()}
        labels |= {head + n: one for n, one in other.labels.items()}
        reached |= {head + n: one for n, one in other.reached.items()}
    return replace(data, numbers=numbers, periods=periods, labels=labels, reached=reached)


def _read(document: Mapping[str, Any]) -> ChapterData:
    ledger = document["ledger"]
    return ChapterData(
        document["chapter"],
        document["title"],
        {name: _number(name, one, ledger) for name, one in document["numbers"].items()},
        {
            name: tuple(parse_period(code) for code in codes.split("+"))
            for name, codes in document["periods"].items()
        },
        {
            name: LabelData(one["text"], one["id"], one.get("about", ""))
            for name, one in document["labels"].items()
        },
        {figure["id"]: figure for figure in document["figures"]},
        {table["id"]: table for table in document["tables"]},
        ledger,
        document["reached"],
        document.get("code", {}),
        {part: tuple(names) for part, names in document["parts"].items()},
        tuple(document["left_out"]),
    )


def _number(name: str, one: Mapping[str, Any], ledger: Mapping[str, Any]) -> NumberData:
    quantity = ledger["quantities"][one["id"]]
    return NumberData(
        name,
        one["id"],
        Fraction(quantity["value"]),
        quantity["unit"],
        Form(**one["form"]),
        Status(quantity["status"]),
        tuple(parse_period(code) for code in quantity["periods"]),
        one["about"],
        has_direction(quantity, one["form"], ledger),
        sources_of(one["id"], ledger),
        first_key(one["id"], ledger),
    )
