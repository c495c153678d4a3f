"""Whether a raw table still is what its contract says. Reports every difference at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jaarbericht.cbs.contract import Contract, Dimension, Topic
from jaarbericht.cbs.errors import ContractBroken
from jaarbericht.cbs.raw import RawTable, Record

_END_YEAR = re.compile(r"\d{4}\s*[-\u2013]\s*(\d{4})\s*$")


def check(raw: RawTable, contract: Contract) -> None:
    """Raise ContractBroken listing each difference with the line of the contract it breaks."""
    found = list(_differences(raw, contract))
    if not found:
        return
    where, _ = found[0]
    raise ContractBroken(
        f"Table {raw.id} is no longer what its contract says "
        f"({len(found)} difference{'s' if len(found) > 1 else ''}):\n"
        + "\n".join(f"  {place}: {text}" for place, text in found),
        where=where,
        why="Figures would be read from the wrong place, or mean something else.",
        todo="Look at the table on StatLine. If the change is harmless, change those lines of the "
        "contract; if not, change the chapters that use the table.",
    )


def _differences(raw: RawTable, contract: Contract) -> Iterator[tuple[str, str]]:
    yield from _identity(raw, contract)
    for dimension in contract.dimensions.values():
        yield from _dimension(raw, contract, dimension)
    for topic in contract.topics.values():
        yield from _topic(raw, contract, topic)


def _place(contract: Contract, *keys: str) -> str:
    return contract.document.where(*keys) if contract.document else contract.id


def _same(one: object, other: object) -> bool:
    return " ".join(str(one).split()) == " ".join(str(other).split())


def _identity(raw: RawTable, contract: Contract) -> Iterator[tuple[str, str]]:
    if (raw.catalogue, raw.id.upper()) != (contract.catalogue, contract.id.upper()):
        text = f"the table is {raw.catalogue} {raw.id}, the contract is of {contract.id}"
        yield _place(contract, "id"), text
    title = raw.info.get("Title", "")
    if _same(title, contract.title):
        return
    if _END_YEAR.search(title) and not _END_YEAR.search(contract.title):
        after = f"; successor: {contract.successor}" if contract.successor else ""
        text = f"the title gained an end year: {title!r} — the table was stopped{after}"
    else:
        text = f"the title is now {title!r}, it was {contract.title!r}"
    yield _place(contract, "title"), text


def _dimension(raw: RawTable, contract: Contract, wanted: Dimension) -> Iterator[tuple[str, str]]:
    at = ("dimensions", wanted.key)
    if wanted.key not in raw.dimensions:
        there = ", ".join(raw.dimensions)
        yield _place(contract, *at), f"dimension {wanted.key} is gone; there are: {there}"
        return
    if (wanted.role == "time") != (raw.time_dimension == wanted.key):
        yield _place(contract, *at), f"time dimension is {raw.time_dimension}, not {wanted.key}"
    title = next(p["Title"] for p in raw.properties if p["Key"] == wanted.key)
    if wanted.title is not None and not _same(title, wanted.title):
        yield _place(contract, *at, "title"), f"title of {wanted.key} is now {title!r}"
    listed = {item["Key"].strip(): item["Title"] for item in raw.sets[wanted.key]}
    for code, meaning in wanted.codes.items():
        if code not in listed:
            yield _place(contract, *at, "codes", code), f"code {code} ({meaning}) is gone"
        elif not _same(listed[code], meaning):
            text = f"code {code} is now {listed[code]!r}, it was {meaning!r}"
            yield _place(contract, *at, "codes", code), text


def _topic(raw: RawTable, contract: Contract, wanted: Topic) -> Iterator[tuple[str, str]]:
    at = ("topics", wanted.key)
    found = [p for p in raw.properties if p["Type"] == "Topic" and p["Key"] == wanted.key]
    if not found:
        yield _place(contract, *at), f"column {wanted.key} is gone{_hint(raw, wanted)}"
        return
    if not any(_same(p["Title"], wanted.title) for p in found):
        text = f"title of {wanted.key} is now {found[0]['Title']!r}, it was {wanted.title!r}"
        yield _place(contract, *at, "title"), text
    if not any(_same(p.get("Unit", ""), wanted.unit) for p in found):
        text = f"unit of {wanted.key} is now {found[0].get('Unit')!r}, it was {wanted.unit!r}"
        yield _place(contract, *at, "unit"), text
    if wanted.group is not None and not any(_same(_group(raw, p), wanted.group) for p in found):
        text = f"{wanted.key} now stands under {_group(raw, found[0])!r}, not {wanted.group!r}"
        yield _place(contract, *at, "group"), text


def _group(raw: RawTable, topic: Record) -> str:
    parents = (p for p in raw.properties if p["ID"] == topic.get("ParentID"))
    return next((str(p["Title"]) for p in parents), "")


def _hint(raw: RawTable, wanted: Topic) -> str:
    same = [
        p["Key"]
        for p in raw.properties
        if p["Type"] == "Topic" and p["Key"] != wanted.key and _same(p["Title"], wanted.title)
    ]
    return f"; a topic of that title is now {', '.join(same)}" if same else ""
