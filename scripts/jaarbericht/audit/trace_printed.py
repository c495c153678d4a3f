"""Where numbers stand in the report: in a sentence of the prose, in a figure or in a table."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jaarbericht.audit.rewording import SENTENCE_END
from jaarbericht.audit.trace_record import Printed
from jaarbericht.cbs.names import column_key
from jaarbericht.files import FileProblem

_OUTSIDE = ("voorwerk", "colofon", "handleiding", "summary_en")
# Part of the ledger, folder of the data, word in the report.
_SORTS = (("figures", "figures", "figuur"), ("shown", "tables", "tabel"))


def in_prose(ledger: Mapping[str, Any]) -> Iterator[Printed]:
    """What the prose prints, in order."""
    around = {
        id: _sentence(passage["text"], at)
        for passage in ledger["passages"]
        for id, at in passage["printed"]
    }
    for one in ledger["printed"]:
        chapter = one["chapter"]
        folder = "report" if chapter in _OUTSIDE else "report/chapters"
        yield Printed(
            one["id"], one["quantity"], one["kind"], one["text"], f"{folder}/{chapter}.md",
            one["line"], around.get(one["id"], ""), one.get("language", "nl"),
        )  # fmt: skip


def in_data(ledger: Mapping[str, Any], results: Path, root: Path) -> Iterator[Printed]:
    """What figures and tables print, from their CSV files below `results`. Raises FileProblem."""
    for part, folder, kind in _SORTS:
        for id, item in ledger[part].items():
            chapter, name = map(column_key, id.split(".", 1))
            path = results / "chapters" / chapter / folder / f"{name}.csv"
            yield from _of_file(path, kind, f"{kind} {item['number']}", root)


def _of_file(path: Path, kind: str, name: str, root: Path) -> Iterator[Printed]:
    shown = path.relative_to(root).as_posix()
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream)
            for row in reader:
                if row["id"]:
                    place = f"{name}: {row['label']}, {row['categorie']}"
                    text, line = row["afgedrukt"], reader.line_num
                    yield Printed(row["id"], row["id"], kind, text, shown, line, place)
    except (OSError, ValueError, KeyError, csv.Error) as error:
        raise FileProblem(
            f"{path.name} cannot be read: {error}",
            where=shown,
            why="It says what the figure or table prints.",
            todo="Run: ./jaarbericht build",
        ) from error


def _sentence(words: str, at: int) -> str:
    ends = list(SENTENCE_END.finditer(words))
    start = max([m.end() for m in ends if m.end() <= at], default=0)
    end = next((m.start() for m in ends if m.start() > at), len(words))
    return " ".join(words[start:end].split())
