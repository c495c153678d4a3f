"""report/allowlist.yaml: numbers that may be typed as part of a name, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from jaarbericht import yamltext
from jaarbericht.audit.verify.words.allowances import too_wide
from jaarbericht.compose.findings import Finding
from jaarbericht.compose.numberwords import kind_of
from jaarbericht.files import FileProblem

_PROBES = ("7", "12,3", "1.234", "2021", "zeventien", "eerste", "helft", "62,1 procent")
_KEYS = {"text", "pattern", "reason", "chapter"}
_HOW = "An entry is {text: … or pattern: …, reason: …} and, for one chapter only, chapter: …."


@dataclass(frozen=True)
class Entry:
    """An allowed piece of text, why, and in which chapter (everywhere when empty)."""

    rule: re.Pattern[str]
    shown: str
    reason: str
    chapter: str
    line: int

    def covers(self, text: str) -> Iterator[tuple[int, int]]:
        """The places in a text that this entry allows."""
        for match in self.rule.finditer(text):
            if match.end() > match.start():
                yield match.span()


@dataclass(frozen=True)
class Allowlist:
    """The entries, and what is wrong with the file itself."""

    file: str
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]

    def for_chapter(self, chapter: str) -> tuple[Entry, ...]:
        """The entries that hold in one chapter."""
        return tuple(entry for entry in self.entries if entry.chapter in ("", chapter))

    def unused(
        self, used: frozenset[Entry], chapters: Sequence[str], every: bool = True
    ) -> Iterator[Finding]:
        """A finding per entry that allowed nothing, for entries of the chapters looked at.

        `every` when all texts were looked at: what holds everywhere can only then be missed.
        """
        for entry in self.entries:
            if entry not in used and (entry.chapter in chapters if entry.chapter else every):
                yield Finding(
                    self.file, entry.line, 1, f"‘{entry.shown}’ allows nothing in the text.",
                    "Remove the entry, or correct it.",
                )  # fmt: skip


def read_allowlist(path: Path, shown: str) -> Allowlist:
    """Read the file. Faults in it become findings; raises FileProblem when it is not there."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FileProblem(
            f"{path.name}: {getattr(error, 'strerror', None) or error}", where=shown,
            why="It holds the numbers that are names; without it, each of them looks typed.",
            todo="Put the file back; it may be without entries, but it must be there.",
        ) from error  # fmt: skip
    return parse_allowlist(text, shown)


def parse_allowlist(text: str, shown: str) -> Allowlist:
    """The entries in a YAML text."""
    try:
        node, items = yamltext.compose(text), yamltext.load(text) or []
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        line = min(line, len(text.splitlines()))
        problem = f"Unreadable YAML: {yamltext.told(error)}."
        return Allowlist(shown, (), (Finding(shown, line, column, problem, _HOW),))
    if not isinstance(items, list):
        return Allowlist(shown, (), (Finding(shown, 1, 1, "This is not a list.", _HOW),))
    lines = [child.start_mark.line + 1 for child in node.value] if node else []
    made = [_entry(item, line, shown) for item, line in zip(items, lines, strict=True)]
    return Allowlist(
        shown,
        tuple(one for one in made if isinstance(one, Entry)),
        tuple(one for one in made if isinstance(one, Finding)),
    )


def _entry(item: Any, line: int, file: str) -> Entry | Finding:
    problem = _shape(item)
    if problem:
        return Finding(file, line, 1, problem, _HOW)
    shown = str(item.get("text") or item.get("pattern"))
    try:
        rule = re.compile(_literal(shown) if "text" in item else shown)
    except re.error as error:
        return Finding(file, line, 1, f"‘{shown}’ is no regular expression: {error}.", _HOW)
    if _too_wide(rule):
        return Finding(
            file, line, 1, f"‘{shown}’ allows bare numbers.",
            "Add the words of the name around the number.",
        )  # fmt: skip
    return Entry(rule, shown, item["reason"].strip(), item.get("chapter", ""), line)


def _shape(item: Any) -> str:
    """What is wrong with the form of an entry; empty when nothing is."""
    if not isinstance(item, dict) or not set(item) <= _KEYS:
        return "This entry has other keys than text, pattern, reason and chapter."
    if not all(isinstance(value, str) and value.strip() for value in item.values()):
        return "Every value must be a text; put quotes around it."
    if ("text" in item) == ("pattern" in item):
        return "This entry needs either text or pattern."
    if "reason" not in item:
        return f"‘{item.get('text') or item.get('pattern')}’ has no reason."
    return ""


def _literal(text: str) -> str:
    """A pattern for whole words, whatever white space lies between them."""
    words = r"\s+".join(re.escape(word) for word in text.split())
    return rf"(?<!\w){words}(?!\w)"


def _too_wide(rule: re.Pattern[str]) -> bool:
    bare = re.compile(r"[\W\d]*")
    shown = rule.pattern
    if too_wide(shown):
        return True
    return any(rule.fullmatch(probe) for probe in _PROBES) or bool(
        bare.fullmatch(shown.replace(r"(?<!\w)", "").replace(r"(?!\w)", ""))
        or kind_of(shown.replace(r"(?<!\w)", "").replace(r"(?!\w)", ""))
    )
