"""YAML with line numbers, for contracts and locks. Knows nothing of what the fields mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml

from jaarbericht import yamltext
from jaarbericht.cbs.errors import CbsError

T = TypeVar("T")
Keys = tuple[str, ...]
_NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True)
class Document:
    """A YAML file as text, lists and mappings, and the line each entry stands on.

    Every scalar is a string (a code such as 010 must not become a number); `null` is None.
    """

    path: Path
    data: dict[str, Any]
    lines: dict[Keys, int]
    error: type[CbsError]

    def line(self, *keys: str) -> int:
        """Line of the entry, or of the nearest entry above it that exists."""
        while keys and keys not in self.lines:
            keys = keys[:-1]
        return self.lines.get(keys, 1)

    def where(self, *keys: str) -> str:
        """File and line of an entry, as an editor understands it."""
        return f"{self.path}:{self.line(*keys)}"

    def wrong(self, what: str, *keys: str) -> CbsError:
        """The failure for an entry that does not mean anything."""
        return self.error(
            what,
            where=self.where(*keys),
            why="The file says what may be relied on; it must be read without guessing.",
            todo="Correct the entry; the files beside it are examples.",
        )

    def get(self, *keys: str, default: Any = None) -> Any:
        """The entry at `keys` (items of a list by number), or `default`."""
        value: Any = self.data
        for key in keys:
            if isinstance(value, list):
                value = dict(enumerate(value)).get(int(key), default)
            elif isinstance(value, dict):
                value = value.get(key, default)
            else:
                return default
        return value

    def text(self, *keys: str) -> str:
        """The text at `keys`, which must be there."""
        return self.convert(str, *keys)

    def maybe(self, *keys: str) -> str | None:
        """The text at `keys`; None when it is `null`, which must be said."""
        there = keys in self.lines and self.get(*keys) is None
        return None if there else self.text(*keys)

    def convert(self, kind: Callable[[str], T], *keys: str) -> T:
        """The text at `keys` made into `kind`; anything else is a failure with its line."""
        value = self.get(*keys)
        if not isinstance(value, str):
            raise self.wrong(f"{'.'.join(keys)} must be given as one word or text.", *keys)
        try:
            return kind(value)
        except (ValueError, ArithmeticError) as error:
            raise self.wrong(f"{'.'.join(keys)}: {value!r} is not understood.", *keys) from error

    def mapping(self, *keys: str) -> dict[str, Any]:
        """The mapping at `keys`; empty when absent."""
        value = self.get(*keys)
        if value is not None and not isinstance(value, dict):
            raise self.wrong(f"{'.'.join(keys)} must hold names and values.", *keys)
        return value or {}

    def items(self, *keys: str) -> list[Any]:
        """The list at `keys`; empty when absent."""
        value = self.get(*keys)
        if value is not None and not isinstance(value, list):
            raise self.wrong(f"{'.'.join(keys)} must be a list.", *keys)
        return value or []

    def only(self, allowed: set[str], *keys: str) -> None:
        """Raise when the mapping at `keys` has a name that is not `allowed`."""
        for name in self.mapping(*keys):
            if name not in allowed:
                known = ", ".join(sorted(allowed))
                raise self.wrong(f"{name!r} is not known here; known: {known}.", *keys, name)


def load(path: Path, error: type[CbsError]) -> Document:
    """The document in `path`. Raises `error` when it is absent or no YAML mapping."""
    try:
        node = yamltext.compose(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        raise error(
            f"{path.name} cannot be read: {yamltext.told(problem)}.",
            where=f"{path}{_line_of(problem)}",
            why="Without it the table cannot be used.",
            todo="Restore the file from version control, or correct the YAML.",
        ) from problem
    reader = _Reader()
    data = reader.plain(node, ())
    document = Document(path, data if isinstance(data, dict) else {}, reader.lines, error)
    if not isinstance(data, dict):
        raise document.wrong(f"{path.name} does not hold names and values.")
    return document


def _line_of(problem: Exception) -> str:
    mark = getattr(problem, "problem_mark", None)
    return f":{mark.line + 1}" if mark else ""


@dataclass
class _Reader:
    """Turns YAML nodes into plain values and remembers their lines."""

    lines: dict[Keys, int] = field(default_factory=dict)

    def plain(self, node: Any, keys: Keys) -> Any:
        if isinstance(node, yaml.MappingNode):
            return {k.value: self._entry(k, v, (*keys, k.value)) for k, v in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [self._entry(v, v, (*keys, str(i))) for i, v in enumerate(node.value)]
        return None if node is None or node.tag == _NULL else node.value

    def _entry(self, at: Any, node: Any, keys: Keys) -> Any:
        self.lines[keys] = at.start_mark.line + 1
        return self.plain(node, keys)
