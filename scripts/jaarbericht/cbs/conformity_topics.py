"""Topics of a raw table against its contract. Dimensions and the table as such are elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from jaarbericht.cbs.columns import column_of, matching, path_of, shown_path, topics
from jaarbericht.cbs.contract import Contract, Expected, Topic
from jaarbericht.cbs.findings import Finding, at_line
from jaarbericht.cbs.raw import RawTable, Record
from jaarbericht.cbs.wording import alike, factor_of, quoted, same


def topic_findings(raw: RawTable, contract: Contract) -> Iterator[Finding]:
    """Every difference in the topics that the contract names, and in size classes beside them."""
    for topic in contract.topics.values():
        column = column_of(raw, contract, topic)
        if column is not None:
            found = next(p for p in matching(raw, topic.title, topic.group) if p["Key"] == column)
            yield from _found(raw, contract, topic, found)
        elif not topic.optional:
            yield from _lost(raw, contract, topic)
    yield from _new_sizes(raw, contract)
    for keys, expected in contract.expected.items():
        if keys[1] == "topics":
            yield from _expected(raw, contract, keys, expected)


def _found(raw: RawTable, contract: Contract, wanted: Topic, found: Record) -> Iterator[Finding]:
    at = ("topics", wanted.key)
    if found["Key"] != wanted.key:
        text = f"topic {wanted.title!r} moved from column {wanted.key} to {found['Key']}"
        yield at_line(contract, at, text, f"{found['Key']}: (and so in chapters)", wrong=False)
    if not same(found["Title"], wanted.title):
        text = f"title of {wanted.key} is spelled {found['Title']!r}, not {wanted.title!r}"
        title = f"title: {quoted(found['Title'])}"
        yield at_line(contract, (*at, "title"), text, title, wrong=False)
    yield from chain(_unit(contract, wanted, found), _decimals(contract, wanted, found))
    twins = matching(raw, wanted.title, wanted.group)
    if len(twins) > 1 and any(path_of(raw, twin) for twin in twins):
        text = (
            f"{len(twins)} topics are called {wanted.title!r}; only its number tells {wanted.key}"
        )
        group = f"group: {quoted(shown_path(path_of(raw, found)))}, if it is that one"
        yield at_line(contract, at, text, group)


def _unit(contract: Contract, wanted: Topic, found: Record) -> Iterator[Finding]:
    unit, at = str(found.get("Unit") or ""), ("topics", wanted.key, "unit")
    if same(unit, wanted.unit):
        return
    spelled = alike(unit, wanted.unit) and factor_of(unit) == wanted.factor
    text = f"unit of {wanted.key} is now {unit!r}, it was {wanted.unit!r}"
    write = f"unit: {quoted(unit)}, with factor: {factor_of(unit)}"
    yield at_line(contract, at, text, write, wrong=not spelled)


def _decimals(contract: Contract, wanted: Topic, found: Record) -> Iterator[Finding]:
    at, decimals = ("topics", wanted.key), found.get("Decimals")
    if wanted.decimals is not None and decimals not in (None, wanted.decimals):
        text = f"{wanted.key} now has {decimals} decimals, it had {wanted.decimals}"
        write = f"decimals: {decimals}"
        yield at_line(contract, (*at, "decimals"), text, write, wrong=False)


def _lost(raw: RawTable, contract: Contract, wanted: Topic) -> Iterator[Finding]:
    at = ("topics", wanted.key)
    there = next((p for p in topics(raw) if p["Key"] == wanted.key), None)
    twins = matching(raw, wanted.title, None)
    if there is not None and alike(there["Title"], wanted.title):
        path = shown_path(path_of(raw, there))
        text = f"{wanted.key} now stands under {path!r}, not {wanted.group!r}"
        yield at_line(contract, (*at, "group"), text, f"group: {quoted(path)}")
    elif there is not None and not twins:
        text = f"title of {wanted.key} is now {there['Title']!r}, it was {wanted.title!r}"
        yield at_line(contract, (*at, "title"), text, f"title: {quoted(there['Title'])}")
    else:
        places = (f"{p['Key']} under {shown_path(path_of(raw, p))!r}" for p in twins)
        hint = f"; topics of that title are {', '.join(places)}" if twins else ""
        text = f"column {wanted.key} ({wanted.title!r}) is gone{hint}"
        write = "nothing (take the topic out, in chapters too)"
        path = shown_path(path_of(raw, twins[0])) if twins and wanted.group is None else ""
        if path:
            write = f"group: {quoted(path)}, if it is that one"
        yield at_line(contract, at, text, write)


def _new_sizes(raw: RawTable, contract: Contract) -> Iterator[Finding]:
    """Size classes among the topics; each is asked for by name, so none gets into a figure."""
    if not any(name in contract.topics for name in contract.sizes):
        return
    known = {column_of(raw, contract, topic) for topic in contract.topics.values()}
    for topic in topics(raw):
        if topic["Key"] not in known and "werkza" in str(topic["Title"]).lower():
            text = f"there is a size class that is not listed: {topic['Key']}"
            write = f"{topic['Key']}: [low, high], with its topic and its overlaps"
            yield at_line(contract, ("sizes",), text, write, wrong=False)


def _expected(
    raw: RawTable, contract: Contract, keys: Sequence[str], expected: Expected
) -> Iterator[Finding]:
    """A topic known by its title only: its key can be filled in now, or the title is not there."""
    found = matching(raw, expected.title, expected.group)
    if not found:
        text = f"no topic is called {expected.title!r}"
        yield at_line(contract, keys, text, "the title that CBS uses, or nothing", wrong=False)
    for one in found:
        unit = str(one.get("Unit") or "")
        entry = f"title: {quoted(one['Title'])}, group: {quoted(shown_path(path_of(raw, one)))}"
        entry += f", unit: {quoted(unit)}, kind: …, factor: {factor_of(unit)}"
        text = f"the column of {expected.title!r} is {one['Key']}"
        write = f"nothing; under topics: {one['Key']}: {{{entry}}}"
        yield at_line(contract, keys, text, write, wrong=False)
