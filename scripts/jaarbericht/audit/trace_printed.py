"""Where numbers stand in the report: in a sentence of the prose, in a figure or in a table."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from jaarbericht.audit.trace_record import Printed
from jaarbericht.files import FileProblem

_BLOCKS = frozenset({"p", "li", "figcaption", "h1", "h2", "h3", "h4", "td", "th", "dt", "dd"})
_OUTSIDE = ("voorwerk", "colofon")
_SORTS = {"figures": "figuur", "tables": "tabel"}
_END = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-Þ‘“0-9])")


class _Blocks(HTMLParser):
    """The words of each block of a page, and where in them each anchor stands."""

    def __init__(self) -> None:
        super().__init__()
        self.sentences: dict[str, str] = {}
        self._words = ""
        self._anchors: dict[str, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._close()
        if (id := dict(attrs).get("id")) and id.startswith("p-"):
            self._anchors[id[2:]] = len(self._words)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._close()

    def handle_data(self, data: str) -> None:
        self._words += data

    def _close(self) -> None:
        for id, at in self._anchors.items():
            self.sentences[id] = _sentence(self._words, at)
        self._words, self._anchors = "", {}


def sentences(html: str) -> Mapping[str, str]:
    """The sentence around each printed text, by the id of the occurrence."""
    page = _Blocks()
    page.feed(html)
    page.close()
    return page.sentences


def in_prose(occurrences: Sequence[Mapping[str, Any]], html: str) -> Iterator[Printed]:
    """What the prose prints, in order; `html` is the page."""
    around = sentences(html)
    for one in occurrences:
        chapter = one["chapter"]
        folder = "report" if chapter in _OUTSIDE else "report/chapters"
        yield Printed(
            one["id"], one["quantity"], one["kind"], one["text"], f"{folder}/{chapter}.md",
            one["line"], around.get(one["id"], ""),
        )  # fmt: skip


def in_data(results: Path, root: Path) -> Iterator[Printed]:
    """What figures and tables print, from their CSV files below `results`. Raises FileProblem."""
    for folder, kind in _SORTS.items():
        for path in sorted(results.glob(f"chapters/*/{folder}/*.csv")):
            yield from _of_file(path, kind, path.relative_to(root).as_posix())


def _of_file(path: Path, kind: str, shown: str) -> Iterator[Printed]:
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream)
            for row in reader:
                if row["id"]:
                    context = f"{row['label']}, {row['categorie']}"
                    text, line = row["afgedrukt"], reader.line_num
                    yield Printed(row["id"], row["id"], kind, text, shown, line, context)
    except (OSError, ValueError, KeyError, csv.Error) as error:
        raise FileProblem(
            f"{path.name} cannot be read: {error}",
            where=shown,
            why="It says what the figure or table prints.",
            todo="Run: ./jaarbericht build",
        ) from error


def _sentence(words: str, at: int) -> str:
    start = max([m.end() for m in _END.finditer(words) if m.end() <= at], default=0)
    end = next((m.start() for m in _END.finditer(words) if m.start() > at), len(words))
    return " ".join(words[start:end].split())
