"""The signs that the report uses, with what they mean: report/tekens.yaml, for the colophon.

Every sign that occurs is explained, and no other.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jaarbericht.compose.allowlist import Entry
from jaarbericht.compose.chapterdata import ChapterData
from jaarbericht.compose.findings import Finding, Source
from jaarbericht.compose.functions import Names
from jaarbericht.compose.guard import check
from jaarbericht.compose.markup import escape
from jaarbericht.compose.printing import MARKED
from jaarbericht.compose.prose import Occurrence
from jaarbericht.compose.records import Record, Shape, read_records, wrong

SHAPE = Shape(("sign", "meaning"), '{sign: "*", meaning: voorlopig cijfer}')
_NO_VALUE = "."
_CELL = re.compile(r"<td[^>]*>([^<]*)</td>")
_ZERO = re.compile(r"[+\u2212]?0(?:,0+)?(?:%|\s.*)?\**")
_RANGE = re.compile(r"\d\s?\u2013\s?\d")


@dataclass(frozen=True)
class Sign:
    """A sign and what it means, in Dutch."""

    sign: str
    meaning: str
    record: Record


@dataclass(frozen=True)
class Shown:
    """What the report shows.

    Its values as printed, the remarks below figures and tables, all its texts, and the exact values
    of the annex.
    """

    values: frozenset[str]
    remarks: frozenset[str]
    texts: frozenset[str]
    exact: frozenset[str]

    def noted(self, sign: str) -> bool:
        """Whether a sign stands in the place of a value, or a remark explains it."""
        return any(one.startswith(f"{sign}\u00a0") for one in self.remarks)


_OCCURS: Mapping[str, Callable[[Shown], bool]] = {
    ".": lambda shown: "." in shown.values or shown.noted("."),
    "x": lambda shown: "x" in shown.values or shown.noted("x"),
    "-": lambda shown: "-" in shown.values or shown.noted("-"),
    "blanco": lambda shown: "" in shown.values or shown.noted("leeg"),
    "0": lambda shown: any(_ZERO.fullmatch(one) for one in shown.values),
    "*": lambda shown: any(one.rstrip("*") + "*" == one for one in shown.values),
    "**": lambda shown: any(one.endswith("**") for one in shown.values),
    "+": lambda shown: any(one.startswith("+") for one in shown.values),
    "\u2212": lambda shown: any(one.startswith("\u2212") for one in shown.values),
    "\u2013": lambda shown: any(_RANGE.search(one) for one in shown.texts),
    "\u2026": lambda shown: any(one.endswith("\u2026") for one in shown.exact),
}


def read_signs(path: Path, shown: str) -> tuple[Sign, ...]:
    """The signs with their meanings, in the order of the file.

    Raises FileProblem or RecordsInvalid, also for a sign that nobody can look for and for one that
    is not explained.
    """
    signs: list[Sign] = []
    for record in read_records(path, shown, SHAPE):
        sign = record.texts["sign"]
        if sign not in _OCCURS or sign in {one.sign for one in signs}:
            known = " ".join(_OCCURS)
            raise wrong(record.where, f"‘{sign}’ stands twice or is none of {known}", SHAPE)
        signs.append(Sign(sign, record.texts["meaning"], record))
    absent = _OCCURS.keys() - {one.sign for one in signs}
    if absent:
        raise wrong(shown, f"The meaning of ‘{min(absent)}’ is missing.", SHAPE)
    return tuple(signs)


def check_signs(
    signs: Sequence[Sign], chapter: str, entries: Sequence[Entry]
) -> tuple[tuple[Finding, ...], frozenset[Entry]]:
    """What the guard has to say about the meanings, and the allowances that they needed."""
    findings: list[Finding] = []
    used: frozenset[Entry] = frozenset()
    for one in signs:
        source = Source(one.record.file, one.meaning)
        verdict = check(source, Names(chapter, fixed=True), entries, chapter=False)
        used |= verdict.used
        findings += [replace(f, line=one.record.line, column=1) for f in verdict.findings]
    return tuple(findings), used


def occurring(signs: Sequence[Sign], shown: Shown) -> tuple[Sign, ...]:
    """The signs that the report uses."""
    return tuple(one for one in signs if _OCCURS[one.sign](shown))


def shown_by(
    chapters: Sequence[ChapterData], said: Iterable[Occurrence], texts: Iterable[str],
    exact: Iterable[str],
) -> Shown:  # fmt: skip
    """What chapters, their prose and the annex show."""
    items = [item for one in chapters for item in (*one.figures.values(), *one.tables.values())]
    drawn = [text["text"] for one in chapters for f in one.figures.values() for text in f["texts"]]
    values = {text for item in items for text in _values(item)}
    values |= {one.text + one.mark for one in said if one.kind in MARKED}
    remarks = {note for item in items for note in item["notes"]}
    return Shown(
        frozenset(values), frozenset(remarks), frozenset([*texts, *drawn]), frozenset(exact)
    )


def _values(item: Mapping[str, Any]) -> Iterator[str]:
    for label in item.get("labels", ()):
        yield label["text"]
    yield from (text["text"] for text in item.get("texts", ()) if text["text"] == _NO_VALUE)
    for cell in _CELL.findall(item.get("html", "")):
        yield html.unescape(cell)


def signs_html(signs: Sequence[Sign]) -> str:
    """The section of the colophon that explains the signs."""
    lines = "".join(
        f"<li><strong>{escape(one.sign)}</strong> – {escape(one.meaning)}</li>\n" for one in signs
    )
    return f'<h2 id="tekens">Verklaring van tekens</h2>\n<ul>\n{lines}</ul>\n' if lines else ""


def signs_record(signs: Sequence[Sign]) -> list[dict[str, str]]:
    """The signs for the ledger."""
    return [{"sign": one.sign, "meaning": one.meaning} for one in signs]
