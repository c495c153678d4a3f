"""The published figures behind the report, as the annex lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from jaarbericht.cbs.cells import Status
from jaarbericht.cbs.periods import parse_period
from jaarbericht.compose.annex import STATUS_WORDS, value_text
from jaarbericht.present.dutch import period_text
from jaarbericht.present.publications import document_text


@dataclass(frozen=True)
class CitationEntry:
    """A published figure: not rounded, in whole units; what it is, where it stands."""

    anchor: str
    figure: str
    about: str
    source: str
    status: str
    url: str


def citation_entries(ledger: Mapping[str, Any]) -> tuple[CitationEntry, ...]:
    """The entries of the published figures in a ledger, in order of document and period."""
    found = ledger["citations"].values()
    return tuple(map(_entry, sorted(found, key=lambda o: (o["document"], o["period"], o["key"]))))


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
