"""The published figures behind the report, as the annex lists them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from jaarbericht.cbs.cells import Status
from jaarbericht.cbs.periods import parse_period
from jaarbericht.compose.annex import STATUS_WORDS, value_text
from jaarbericht.present.dutch import period_text
from jaarbericht.present.publications import document_text


@dataclass(frozen=True)
class CitationEntry:
    """A published figure: not rounded, in whole units; what it is, where it stands.

    `source` and `url` are empty when they are those of the entry before it.
    """

    anchor: str
    figure: str
    about: str
    source: str
    status: str
    url: str


def citation_entries(ledger: Mapping[str, Any]) -> tuple[CitationEntry, ...]:
    """The entries of the published figures in a ledger, in order of document and period."""
    found = ledger["citations"].values()
    ordered = sorted(found, key=lambda one: (one["document"], one["period"], one["key"]))
    entries = [_entry(one) for one in ordered]
    return tuple(
        replace(one, source="", url="") if (one.source, one.url) == before else one
        for one, before in zip(entries, [None, *((e.source, e.url) for e in entries)], strict=False)
    )


def _entry(one: Mapping[str, Any]) -> CitationEntry:
    group = f" ({one['group']})" if one["group"] else ""
    share = f"; aandeel van {one['share_of']}" if one["share_of"] else ""
    return CitationEntry(
        f"c-{one['key']}",
        f"{value_text(Fraction(one['value']))} {one['unit']}",
        f"{one['about']}{group}, {period_text(parse_period(one['period']))}{share}",
        document_text(one["publisher"], one["document"], one["published"]),
        STATUS_WORDS[Status(one["status"])],
        one["place"],
    )


@dataclass(frozen=True)
class DocumentEntry:
    """A document that figures are cited from: publisher, title and date, and where it stands."""

    source: str
    count: str
    url: str


def document_entries(ledger: Mapping[str, Any]) -> tuple[DocumentEntry, ...]:
    """The documents behind the published figures in a ledger, each once, by publisher and title."""
    found: Counter[tuple[str, str, str, str]] = Counter(
        (one["publisher"], one["document"], one["published"], one["place"])
        for one in ledger["citations"].values()
    )
    return tuple(
        DocumentEntry(
            document_text(publisher, title, published),
            "1 cijfer" if count == 1 else f"{count} cijfers",
            place,
        )
        for (publisher, title, published, place), count in sorted(found.items())
    )
