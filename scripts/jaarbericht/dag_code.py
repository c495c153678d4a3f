"""Which code a script runs: the modules of this project that it imports, and the packages.

Reads source text only. Blind spot: a module that is imported by a name made at run time; a test
refuses such imports in scripts/.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from jaarbericht.errors import JaarberichtError
from jaarbericht.files import FileProblem, write_text

_BLOCKS = ("body", "orelse", "handlers", "finalbody", "cases")


class CodeUnreadable(JaarberichtError):
    """A script or module is absent or is not Python."""


@dataclass
class Code:
    """The code under `scripts`. `notes` is a file that remembers, by hash, what a file imports."""

    scripts: Path
    notes: Path
    _read: dict[Path, tuple[str, list[str]]] = field(default_factory=dict)
    _known: dict[str, list[str]] = field(default_factory=dict)
    _found: dict[str, list[Path]] = field(default_factory=dict)
    _learnt: bool = False

    def __post_init__(self) -> None:
        # Parsing the whole project at every start would cost a third of a second.
        with suppress(OSError, ValueError):
            self._known = json.loads(self.notes.read_bytes())

    def modules(self, script: Path) -> dict[str, str]:
        """Path in the project -> sha256, of `script` and all it imports here, sorted by path.

        Raises CodeUnreadable.
        """
        root = self.scripts.parent
        found = sorted(self._closure(script))
        return {path.relative_to(root).as_posix(): self._source(path)[0] for path in found}

    def packages(self, script: Path) -> list[str]:
        """Top-level names that `script` and its modules import from installed packages, sorted."""
        imported = (name for path in self._closure(script) for name in self._source(path)[1])
        foreign = {name.partition(".")[0] for name in imported} - sys.stdlib_module_names
        return sorted(name for name in foreign if not self._files(name))

    def remember(self) -> None:
        """Write the notes, so that the next start is quick; does without when it cannot."""
        if self._learnt:
            with suppress(FileProblem):
                write_text(self.notes, json.dumps(dict(sorted(self._read.values()))))

    def _closure(self, script: Path) -> set[Path]:
        found: set[Path] = set()
        pending = [script]
        while pending:
            path = pending.pop()
            if path not in found:
                found.add(path)
                pending += [p for name in self._source(path)[1] for p in self._files(name)]
        return found

    def _files(self, name: str) -> list[Path]:
        """The files that run when `name` is imported: itself and the packages around it."""
        if name not in self._found:
            parts = name.split(".")
            bases = (self.scripts.joinpath(*parts[:depth]) for depth in range(1, len(parts) + 1))
            both = (p for b in bases for p in (b / "__init__.py", b.with_suffix(".py")))
            self._found[name] = [path for path in both if path.is_file()]
        return self._found[name]

    def _source(self, path: Path) -> tuple[str, list[str]]:
        if path not in self._read:
            content = _content(path)
            digest = sha256(content).hexdigest()
            if digest not in self._known:
                self._known[digest] = _imports(content, path)
                self._learnt = True
            self._read[path] = digest, self._known[digest]
        return self._read[path]


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CodeUnreadable(
            f"{path.name}: {error.strerror}",
            where=str(path),
            why="A rule runs this script.",
            todo="Restore it, or take what uses it out of config.yaml.",
        ) from error


def _imports(content: bytes, path: Path) -> list[str]:
    try:
        tree = ast.parse(content, str(path))
    except (SyntaxError, ValueError) as error:
        raise CodeUnreadable(
            f"{path.name} is not Python: {getattr(error, 'msg', error)}.",
            where=f"{path}:{getattr(error, 'lineno', None) or 1}",
            why="What it makes cannot be made or trusted.",
            todo="Correct the line, or the one before it.",
        ) from error
    return list(dict.fromkeys(_imported(tree, path)))


def _imported(tree: ast.AST, path: Path) -> Iterator[str]:
    for node in _running(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(node, path)
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _running(tree: ast.AST) -> Iterator[ast.AST]:
    """All statements but those that only a type checker sees."""
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        yield node
        typing_only = isinstance(node, ast.If) and _names_type_checking(node.test)
        for part in ("orelse",) if typing_only else _BLOCKS:
            pending += getattr(node, part, ())


def _names_type_checking(test: ast.expr) -> bool:
    return "TYPE_CHECKING" in (getattr(test, "id", ""), getattr(test, "attr", ""))


def _absolute(node: ast.ImportFrom, path: Path) -> str:
    module = node.module or ""
    if not node.level:
        return module
    package = path.parents[node.level - 1]
    while (package / "__init__.py").exists():
        module = f"{package.name}.{module}".rstrip(".")
        package = package.parent
    return module
