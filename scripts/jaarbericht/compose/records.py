"""Lists of records that people keep by hand in report/*.yaml: read with their lines, or refused.

Knows the shape of a list of records, and nothing of what their fields mean.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from jaarbericht import yamltext
from jaarbericht.errors import JaarberichtError
from jaarbericht.files import FileProblem


class RecordsInvalid(JaarberichtError):
    """A list of records is no list, or one of its records has not the fields that it must have."""


@dataclass(frozen=True)
class Shape:
    """The fields of a record: texts that it must have, texts and lists of texts that it may have.

    `example` shows one, for messages.
    """

    required: tuple[str, ...]
    example: str
    optional: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


@dataclass(frozen=True)
class Record:
    """One record: its fields, every one there, and where it stands."""

    texts: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    file: str
    line: int

    @property
    def where(self) -> str:
        """File and line, as an editor understands them."""
        return f"{self.file}:{self.line}"


def read_records(path: Path, shown: str, shape: Shape) -> tuple[Record, ...]:
    """The records of a file, in its order; `shown` is its name in messages.

    Raises FileProblem when the file is not there, RecordsInvalid for what stands in it.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FileProblem(
            f"{path.name}: {getattr(error, 'strerror', None) or error}", where=shown,
            why="The report prints what stands in it.",
            todo="Put the file back; it may be an empty list, but it must be there.",
        ) from error  # fmt: skip
    return parse_records(text, shown, shape)


def parse_records(text: str, shown: str, shape: Shape) -> tuple[Record, ...]:
    """The records in a YAML text. Raises RecordsInvalid."""
    try:
        node, items = yamltext.compose(text), yamltext.load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise wrong(
            f"{shown}:{line}", f"Unreadable YAML: {yamltext.told(error)}.", shape
        ) from error
    if items is not None and not isinstance(items, list):
        raise wrong(f"{shown}:1", "This is not a list.", shape)
    lines = [child.start_mark.line + 1 for child in node.value] if node and items else []
    return tuple(
        _record(item, shown, line, shape) for item, line in zip(items or [], lines, strict=True)
    )


def wrong(where: str, what: str, shape: Shape) -> RecordsInvalid:
    """The failure for a record that does not mean anything."""
    return RecordsInvalid(
        what,
        where=where,
        why="The report prints these records as they stand.",
        todo=f"Write it as {shape.example}.",
    )


def _record(item: Any, file: str, line: int, shape: Shape) -> Record:
    known = (*shape.required, *shape.optional, *shape.lists)
    if not isinstance(item, dict) or not set(item) <= set(known):
        raise wrong(f"{file}:{line}", f"A record has other fields than {', '.join(known)}.", shape)
    for name in shape.required:
        if name not in item:
            raise wrong(f"{file}:{line}", f"‘{name}’ is missing.", shape)
    return Record(
        {name: _text(item, name, file, line, shape) for name in shape.required + shape.optional},
        {name: _texts(item, name, file, line, shape) for name in shape.lists},
        file,
        line,
    )


def _text(item: Mapping[str, Any], name: str, file: str, line: int, shape: Shape) -> str:
    value = item.get(name, "" if name in shape.optional else None)
    if not isinstance(value, str) or (name in shape.required and not value.strip()):
        raise wrong(f"{file}:{line}", f"‘{name}’ must be a text; put quotes around it.", shape)
    return " ".join(value.split())


def _texts(
    item: Mapping[str, Any], name: str, file: str, line: int, shape: Shape
) -> tuple[str, ...]:
    values = item.get(name, [])
    if not isinstance(values, list) or not all(isinstance(v, str) and v.strip() for v in values):
        raise wrong(f"{file}:{line}", f"‘{name}’ must be a list of texts.", shape)
    return tuple(" ".join(value.split()) for value in values)
