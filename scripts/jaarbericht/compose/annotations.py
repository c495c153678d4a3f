"""The guard on what a derivation writes itself: notes, units, what numbers are, reasons.

A numeral in such a text must be that of a period of the chapter, stand in the text of a contract,
or be allowed, with a reason, in report/allowlist.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from jaarbericht.cbs.periods import Period, PeriodKind, parse_period
from jaarbericht.compose.allowlist import Entry
from jaarbericht.compose.findings import Finding
from jaarbericht.present.dutch import period_text

_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
_TODO = (
    "Make it from a period of the figures, or, if it belongs to a name, add it with a reason to"
    " report/allowlist.yaml."
)


def check_annotations(
    record: Mapping[str, Any], entries: Sequence[Entry]
) -> tuple[tuple[Finding, ...], frozenset[Entry]]:
    """What is typed in the texts of a chapter's record, and the allowances that they needed."""
    known = [_whole(words) for words in {*_periods(record), *_contracts(record)}]
    findings: list[Finding] = []
    used: set[Entry] = set()
    file = f"scripts/chapters/{record['chapter']}.py"
    for text in dict.fromkeys(text.replace("\u00a0", " ") for text in _texts(record)):
        spans = list(_spans(text, known)) if _NUMERAL.search(text) else []
        for numeral in _NUMERAL.finditer(text):
            allowing = [e for e in entries if any(_within(numeral, [s]) for s in e.covers(text))]
            # Needed or not: whether a year is one of the figures differs from edition to edition.
            used.update(allowing)
            if not allowing and not _within(numeral, spans):
                problem = f"‘{numeral.group()}’ is typed in ‘{text}’."
                findings.append(Finding(file, 1, 1, problem, _TODO))
    return tuple(findings), frozenset(used)


def _texts(record: Mapping[str, Any]) -> Iterator[str]:
    for item in (*record["figures"], *record["tables"]):
        yield item["unit"]
        yield from item["notes"]
    for one in (*record["numbers"].values(), *record["labels"].values()):
        yield one["about"]
    for quantity in record["ledger"]["quantities"].values():
        yield from (waiver["reason"] for waiver in quantity["waivers"])


def _periods(record: Mapping[str, Any]) -> set[str]:
    """The periods of all figures of a chapter, in words and as years."""
    quantities = record["ledger"]["quantities"].values()
    codes = {code for quantity in quantities for code in quantity["periods"]}
    periods = [parse_period(code) for code in codes]
    years = {str(period.year) for period in periods if period.year is not None}
    titles = {_title(period) for period in periods if period.kind is PeriodKind.KWARTAAL}
    return years | titles | {period_text(p, style) for p in periods for style in ("lang", "kort")}


def _title(period: Period) -> str:
    """`2e kwartaal 2021`."""
    return f"{int(period.code[6:])}e kwartaal {period.year}"


def _contracts(record: Mapping[str, Any]) -> Iterator[str]:
    for table in record["ledger"]["tables"].values():
        yield from table["notes"]
        yield from (one["reason"] for one in table["breaks"])


def _whole(words: str) -> re.Pattern[str]:
    """Finds words that are no part of a longer numeral."""
    escaped = re.escape(words.replace("\u00a0", " "))
    return re.compile(rf"(?<!\d){escaped}(?!\d)")


def _spans(text: str, known: Iterable[re.Pattern[str]]) -> Iterator[tuple[int, int]]:
    for words in known:
        for match in words.finditer(text):
            yield match.span()


def _within(numeral: re.Match[str], spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= numeral.start() and numeral.end() <= end for start, end in spans)
