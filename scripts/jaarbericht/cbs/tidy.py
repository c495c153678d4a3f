"""From a raw table to one wide, checked CSV. No figure is changed, dropped or filled in."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from jaarbericht.cbs.cells import parse_cell, parse_status
from jaarbericht.cbs.columns import columns_of
from jaarbericht.cbs.conformity import check
from jaarbericht.cbs.contract import Contract
from jaarbericht.cbs.errors import (
    DuplicateRows,
    RowCountMismatch,
    UnknownCode,
    UnknownStatus,
    UnreadableCell,
)
from jaarbericht.cbs.findings import Finding
from jaarbericht.cbs.names import code_key
from jaarbericht.cbs.periods import parse_period
from jaarbericht.cbs.raw import RawTable, read_raw
from jaarbericht.cbs.stored import Row
from jaarbericht.files import write_text
from jaarbericht.texts import one_line

PERIOD_COLUMNS = ("periode_soort", "periode_begin", "periode_eind", "periode_status")
_RENEW = "Run: ./jaarbericht archive check; then download the table again."
_Fields = Callable[[Row], Sequence[str]]


def tidy_table(raw_path: Path, contract: Contract, out: Path) -> tuple[Finding, ...]:
    """Check the raw table in `raw_path` against `contract` and write it tidy to `out`.

    Columns: ID; per dimension the stripped code and `<Dim>_titel`; periode_soort, _begin, _eind
    (inside the period) and _status (the stricter of CBS's and the contract's); per topic the raw
    text, `<Key>_symbool` and `<Key>_waarde` (exact decimal or empty). The period columns are empty
    in a table without periods. <Key> is the contract's; where CBS uses another one now, that stands
    in `<Key>_kolom`. Gives the warnings; raises a CbsError for whatever does not fit.
    """
    raw = read_raw(raw_path)
    warnings = check(raw, contract)
    check_rows(raw)
    names = topic_names(raw, contract)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header(raw, names))
    writer.writerows(_tidy_rows(raw, contract, names))
    write_text(out, stream.getvalue())
    return warnings


def topic_names(raw: RawTable, contract: Contract) -> dict[str, str]:
    """The name of each topic of the raw table in the tidy one: the contract's key, or CBS's own.

    A topic that the contract does not know gives way when its key is that of one that moved.
    """
    known = {column: key for key, column in columns_of(raw, contract).items()}
    taken = set(known.values())
    others = {key: f"{key}_onbekend" if key in taken else key for key in raw.topics}
    return {key: known.get(key, others[key]) for key in raw.topics}


def header(raw: RawTable, topics: Mapping[str, str]) -> list[str]:
    """Names of the tidy columns of a table."""
    names = ["ID"]
    for key in raw.dimensions:
        names += [key, f"{key}_titel"]
    names += PERIOD_COLUMNS
    for key, name in topics.items():
        names += [name, f"{name}_symbool", f"{name}_waarde"]
        names += [f"{name}_kolom"] if name != key else []
    return names


def check_rows(raw: RawTable) -> None:
    """Raise when rows are missing, stand twice or carry a code that no code list has."""
    _check_count(raw)
    _check_codes(raw)
    _check_unique(raw)


def _check_count(raw: RawTable) -> None:
    promised = raw.record.get("RecordCount")
    if isinstance(promised, int) and promised != len(raw.rows):
        raise RowCountMismatch(
            f"Table {raw.id} has {len(raw.rows)} rows; the catalogue says {promised}.",
            where=raw.id,
            why="Part of the table is missing, or rows stand twice.",
            todo=_RENEW,
        )


def _check_codes(raw: RawTable) -> None:
    for key in raw.dimensions:
        listed = [code_key(item["Key"]).strip() for item in raw.sets[key]]
        if len(set(listed)) != len(listed):
            raise UnknownCode(
                f"A code stands twice in the code list {key} of {raw.id}, apart from padding.",
                where=f"{raw.id} {key}",
                why="It would not be clear which rows belong to which.",
                todo=_RENEW,
            )
        place = raw.columns.index(key)
        odd = sorted({row[place].strip() for row in raw.rows} - set(listed))
        if odd:
            raise UnknownCode(
                f"{raw.id} has figures for codes that {key} does not list: {', '.join(odd[:5])}.",
                where=f"{raw.id} {key}",
                why="A figure without a meaning cannot be printed.",
                todo=_RENEW,
            )


def _check_unique(raw: RawTable) -> None:
    number = raw.columns.index("ID")
    places = [raw.columns.index(key) for key in raw.dimensions]
    seen: dict[tuple[str, ...], int] = {}
    numbers: set[int] = set()
    for row in raw.rows:
        key = tuple(row[place].strip() for place in places)
        if key in seen or row[number] in numbers:
            raise DuplicateRows(
                f"Rows {seen.get(key, row[number])} and {row[number]} of {raw.id} stand for the "
                "same figures or bear the same number.",
                where=f"{raw.id} {', '.join(key)}",
                why="Only one of them can be right.",
                todo=_RENEW,
            )
        seen[key] = row[number]
        numbers.add(row[number])


def _tidy_rows(raw: RawTable, contract: Contract, names: Mapping[str, str]) -> Iterator[list[str]]:
    makers = [_dimension_fields(raw, key) for key in raw.dimensions]
    makers.append(_period_fields(raw, contract))
    for key, name in names.items():
        makers.append(_topic_fields(raw, key))
        makers += [_column_field(key)] if name != key else []
    place = raw.columns.index("ID")
    for row in raw.rows:
        fields = [str(row[place])]
        for make in makers:
            fields += make(row)
        yield fields


def _dimension_fields(raw: RawTable, key: str) -> _Fields:
    place = raw.columns.index(key)
    known = {}
    for item in raw.sets[key]:
        code = item["Key"].strip()
        known[code] = (code, one_line(item["Title"]))
    return lambda row: known[row[place].strip()]


def _period_fields(raw: RawTable, contract: Contract) -> _Fields:
    key = raw.time_dimension
    if key is None:
        empty = ("",) * len(PERIOD_COLUMNS)
        return lambda row: empty
    place = raw.columns.index(key)
    known = {}
    for item in raw.sets[key]:
        code = item["Key"].strip()
        known[code] = _period(code, item.get("Status"), contract, f"{raw.id} {code}")
    return lambda row: known[row[place].strip()]


def _period(code: str, word: str | None, contract: Contract, where: str) -> tuple[str, ...]:
    period = parse_period(code)
    try:
        status = contract.status_of(period, parse_status(word))
    except UnknownStatus as error:
        error.where = where
        raise
    begin, end = (day.isoformat() if day else "" for day in (period.begin, period.end))
    return period.kind.value, begin, end, status.value


def _topic_fields(raw: RawTable, key: str) -> _Fields:
    place, number = raw.columns.index(key), raw.columns.index("ID")
    topic = next(p for p in raw.properties if p["Type"] == "Topic" and p["Key"] == key)
    if topic.get("Datatype") == "String":
        return lambda row: (row[place] or "", "", "")
    known: dict[str | None, tuple[str, str, str]] = {}

    def fields(row: Row) -> tuple[str, str, str]:
        raw_text = row[place]
        if raw_text not in known:
            known[raw_text] = _cell(raw_text, f"{raw.id} row {row[number]} column {key}")
        return known[raw_text]

    return fields


def _column_field(key: str) -> _Fields:
    return lambda row: (key,)


def _cell(raw_text: str | None, where: str) -> tuple[str, str, str]:
    try:
        parsed = parse_cell(raw_text)
    except UnreadableCell as error:
        error.where = where
        raise
    value = "" if parsed.value is None else format(parsed.value, "f")
    return raw_text or "", parsed.symbol, value
