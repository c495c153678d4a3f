"""The table as such against its contract: its id, title and cadence, and whether it goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jaarbericht.cbs.contract import Contract
from jaarbericht.cbs.findings import Finding, at_line
from jaarbericht.cbs.raw import RawTable
from jaarbericht.cbs.wording import alike, quoted, same

_END_YEAR = re.compile(r"[\s,;]*\d{4}\s*[-\u2013]\s*\d{4}\s*$")
_STOPPED = {
    "ReasonDelivery": ("stopgezet",),
    "Frequency": ("stopgezet",),
    "OutputStatus": ("gediscontinueerd", "vervallen"),
}
_TEXTS = ("Summary", "ShortDescription", "ExplanatoryText", "Description")
_HEIR = re.compile(
    r"(?:opgevolgd|vervangen|voortgezet)\b[^.]{0,200}?\b(\d{5}(?:ned|eng))", re.IGNORECASE
)


def table_findings(raw: RawTable, contract: Contract) -> Iterator[Finding]:
    """Every difference in identity, title, cadence and life of the table."""
    if (raw.catalogue, raw.id.upper()) != (contract.catalogue, contract.id.upper()):
        text = f"the table is {raw.catalogue} {raw.id}, the contract is of {contract.id}"
        write = f"id: {raw.id} and catalogue: {raw.catalogue}, if that is meant"
        yield at_line(contract, ("id",), text, write)
    yield from _title(raw, contract)
    yield from _cadence(raw, contract)
    yield from _stopped(raw, contract)
    yield from _successor(raw, contract)


def _title(raw: RawTable, contract: Contract) -> Iterator[Finding]:
    title = str(raw.info.get("Title") or "").strip()
    if same(title, contract.title):
        return
    write = f"title: {quoted(title)}"
    if not contract.title:
        text = f"the title, which was not known, is {title!r}"
        yield at_line(contract, ("title",), text, write, wrong=False)
    elif gained_end(title, contract.title):
        text = f"the title gained an end year: {title!r} — the table was stopped{_next(contract)}"
        yield at_line(contract, ("title",), text, write, wrong=False)
    else:
        text = f"the title is now {title!r}, it was {contract.title!r}"
        yield at_line(contract, ("title",), text, write, wrong=not alike(title, contract.title))


def gained_end(title: str, before: str) -> bool:
    """Whether a title is another one with a span of years added: how CBS marks a stopped table."""
    bare = _END_YEAR.sub("", title)
    return bare != title and not _END_YEAR.search(before) and alike(bare, before)


def _next(contract: Contract) -> str:
    return f"; successor: {contract.successor}" if contract.successor else ""


def _cadence(raw: RawTable, contract: Contract) -> Iterator[Finding]:
    now = "".join(str(raw.info.get("Frequency") or "").split())
    if now and now != contract.cadence and now.lower() not in _STOPPED["Frequency"]:
        before = f"it was {contract.cadence}" if contract.cadence else "that was not known"
        text = f"how often CBS publishes is now {now}, {before}"
        write = f"cadence: {now}, and look at publication"
        yield at_line(contract, ("cadence",), text, write, wrong=False)


def _stopped(raw: RawTable, contract: Contract) -> Iterator[Finding]:
    told = [
        f"{name} {raw.info[name]}"
        for name, words in _STOPPED.items()
        if str(raw.info.get(name) or "").strip().lower() in words
    ]
    if not told or contract.stopped:
        return
    day = str(raw.info.get("MetaDataModified") or "")[:10]
    text = f"CBS stopped the table ({', '.join(told)}){_next(contract)}"
    write = f"stopped: {quoted(day or 'dag niet bekend')}"
    yield at_line(contract, ("stopped",), text, write, wrong=False)


def _successor(raw: RawTable, contract: Contract) -> Iterator[Finding]:
    texts = " ".join(str(raw.info.get(name) or "") for name in _TEXTS)
    known = f"{contract.id} {contract.successor or ''}".upper()
    for id in dict.fromkeys(found.upper() for found in _HEIR.findall(texts)):
        if id not in known:
            text = f"CBS names a successor: {id}"
            yield at_line(contract, ("successor",), text, f"successor: {quoted(id)}", wrong=False)
