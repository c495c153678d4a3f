"""A table of OData v4 in the shape of v3: what becomes what, and what is said of it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count, product
from math import prod
from typing import Any

from jaarbericht.cbs.limits import excess
from jaarbericht.cbs.names import column_key
from jaarbericht.cbs.odata4_cells import Figures, figures_of
from jaarbericht.cbs.odata4_keys import topic_key
from jaarbericht.cbs.raw import RawTable, Record
from jaarbericht.cbs.stored import Row

NOTHING = "       ."
_SHARED = ("Title", "Identifier", "Summary", "Language", "Catalog", "GraphTypes", "Source")
_EMPTY = (
    "ShortTitle", "MetaDataModified", "ExplanatoryText", "DefaultPresentation",
    "DefaultSelection", "SearchPriority",
)  # fmt: skip
DERIVED = (
    "rows built from the observations of OData v4: one per combination of codes, numbered here in "
    "the order of the code lists, the last dimension fastest; one column per measure",
    "column keys: the title in CamelCase with the number of the measure, in the order of its Index",
    "figures written to a width of 8, with as many decimals as the measure says",
    "an observation marked Impossible written as an empty cell, Confidential as x, NotAvailable "
    "as a point; a cell without an observation written as a point, as StatLine shows it",
    "TableInfos from Properties: ReasonDelivery is VersionReason, OutputStatus is Status, Period "
    "is TemporalCoverage, Frequency without blanks, Modified without its offset",
    "numbers (ID) of topic groups",
)
UNKNOWN = ("padding of codes in OData v3", "Default of topics", "CategoryGroups", "short title")


@dataclass(frozen=True)
class Answers:
    """The sets of a table as the host gave them; `codes` by dimension, all pages together."""

    properties: Record
    dimensions: Sequence[Record]
    measures: Sequence[Record]
    groups: Sequence[Record]
    codes: Mapping[str, Sequence[Record]]
    observations: Sequence[Record]

    @property
    def topics(self) -> list[Record]:
        """The measures in their order."""
        return sorted(self.measures, key=lambda one: int(one["Index"]))


def raw_of(table: str, answers: Answers, most: int) -> tuple[RawTable, list[str]]:
    """The table in the shape of v3 with at most `most` rows, and what to be warned of."""
    keys = [column_key(one["Identifier"]) for one in answers.dimensions]
    sets: dict[str, list[Record]] = {
        "Tables": [],
        "TableInfos": [_info(table, answers.properties)],
        "DataProperties": _properties(answers),
        "CategoryGroups": [],
    }
    sets |= {key: [_code(one) for one in _ordered(answers.codes[key])] for key in keys}
    codes = [[item["Key"] for item in sets[key]] for key in keys]
    if prod(map(len, codes)) > most:
        raise excess(f"it has more than {most} rows", table)
    topics = [one["Key"] for one in sets["DataProperties"] if one["Type"] == "Topic"]
    figures = figures_of(
        table, answers.observations, answers.topics, dict(zip(keys, codes, strict=True))
    )
    rows = list(_rows(codes, answers.topics, figures))
    catalogue = column_key(str(answers.properties["Catalog"]))
    raw = RawTable(catalogue, table, sets, ("ID", *keys, *topics), rows)
    return raw, [*figures.warnings, *_count(answers)]


def origin_of(
    raw: RawTable, answers: Answers, root: str, day: str, warnings: Sequence[str]
) -> dict[str, Any]:
    """What the archive says of the table: where it comes from, what was seen and what derived."""
    grouped = any(one.get("MeasureGroupId") for one in answers.measures)
    unknown = [*UNKNOWN, *(["groups of topics"] if grouped and not answers.groups else [])]
    return {
        "identifier": raw.id,
        "title": raw.info["Title"],
        "completeness": "complete",
        "completeness_note": f"all {len(answers.observations)} observations, as "
        f"{len(raw.rows)} rows; only OData v4 has this table",
        "vintage": {"modified": raw.modified, "version": answers.properties.get("Version", "")},
        "source": {"url": root, "captured_at": day, "form": "OData v4, Observations"},
        "seen": ["figures, codes, titles, units, decimals, periods, status"],
        "derived": list(DERIVED),
        "unknown": unknown,
        "column_map": [
            {"key": key, "v4_measure": one["Identifier"], "v4_index": one["Index"]}
            for key, one in zip(raw.topics, answers.topics, strict=True)
        ],
        "warnings": list(warnings),
    }


def _count(answers: Answers) -> Iterator[str]:
    if not isinstance(answers.properties.get("ObservationCount"), int):
        yield "the host does not say how many observations there are: none can be said to lack"


def _info(table: str, given: Record) -> Record:
    modified = str(given["Modified"])[:19]
    datetime.fromisoformat(modified)  # it becomes a date on the page
    info = {"ID": 0} | dict.fromkeys(_EMPTY, "") | {k: str(given.get(k) or "") for k in _SHARED}
    if info["Identifier"] != table:
        raise ValueError(f"the table is {info['Identifier']}")
    return info | {
        "Modified": modified,
        "ReasonDelivery": str(given.get("VersionReason") or ""),
        "Frequency": "".join(str(given.get("Frequency") or "").split()),
        "Period": str(given.get("TemporalCoverage") or ""),
        "ShortDescription": str(given.get("Description") or ""),
        "Description": str(given.get("LongDescription") or ""),
        "OutputStatus": str(given.get("Status") or ""),
    }


def _properties(answers: Answers) -> list[Record]:
    """DataProperties: dimensions, then topics by number, each group before what it holds."""
    first = [_dimension(number, one) for number, one in enumerate(answers.dimensions)]
    taken = {int(one["Index"]) for one in answers.topics}
    free = (n for n in count(len(first)) if n not in taken)
    numbers = {_group_id(one): next(free) for one in _ordered(answers.groups)}
    groups = [_group(one, numbers) for one in answers.groups]
    topics = [_topic(n, one, numbers) for n, one in enumerate(answers.topics, 1)]
    later = sorted([*groups, *topics], key=lambda one: int(one["ID"]))
    places = count(len(first))
    return [*first, *(one | {"Position": _place(one, places)} for one in later)]


def _place(one: Record, places: Iterator[int]) -> int | None:
    return next(places) if one["Type"] == "Topic" else None


def _dimension(number: int, given: Record) -> Record:
    kind = str(given["Kind"])
    made = _property(number, kind, None, given["Identifier"], given)
    return made | {"Position": number} | ({"ReleasePolicy": True} if "Time" in kind else {})


def _group(given: Record, numbers: Mapping[str, int]) -> Record:
    parent = numbers.get(str(given.get("ParentId")))
    return _property(numbers[_group_id(given)], "TopicGroup", parent, "", given)


def _topic(number: int, given: Record, numbers: Mapping[str, int]) -> Record:
    title, parent = str(given["Title"]), numbers.get(str(given.get("MeasureGroupId")))
    key = column_key(topic_key(title, number))
    return _property(int(given["Index"]), "Topic", parent, key, given) | {
        "Datatype": str(given["DataType"]),
        "Unit": str(given.get("Unit") or ""),
        "Decimals": int(given.get("Decimals") or 0),
        "Default": "",
        "PresentationType": str(given.get("PresentationType") or ""),
    }


def _property(number: int, kind: str, parent: int | None, key: str, given: Record) -> Record:
    return {
        "odata.type": f"Cbs.OData.{kind}", "ID": number, "Position": None, "ParentID": parent,
        "Type": kind, "Key": key, "Title": str(given["Title"]),
        "Description": str(given.get("Description") or ""),
    }  # fmt: skip


def _group_id(given: Record) -> str:
    return str(given["Id"])


def _code(given: Record) -> Record:
    """A code as v3 has it: a period with its status, another with no category."""
    code = {
        "Key": str(given["Identifier"]),
        "Title": str(given["Title"]),
        "Description": str(given.get("Description") or ""),
    }
    status = {"Status": given.get("Status")} if "Status" in given else {"CategoryGroupID": None}
    return code | status


def _ordered(items: Sequence[Record]) -> list[Record]:
    """By Index where the host gives one, else as given."""
    return sorted(items, key=lambda one: int(one.get("Index") or 0))


def _rows(
    codes: Sequence[Sequence[str]], topics: Sequence[Record], figures: Figures
) -> Iterator[Row]:
    measures = [str(one["Identifier"]) for one in topics]
    for number, combination in enumerate(product(*codes)):
        cells = (figures.texts.get((measure, *combination), NOTHING) for measure in measures)
        yield (number, *combination, *cells)
