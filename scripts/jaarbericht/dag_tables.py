"""Which tables an edition reads, by its rule files: for what must know before Snakemake runs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from jaarbericht.dag import check_chapters
from jaarbericht.edition import Edition
from jaarbericht.errors import JaarberichtError


class TablesUnclear(JaarberichtError):
    """A rule file that does not say plainly which tables its chapter reads."""


def tables_of(root: Path, edition: Edition) -> list[str]:
    """Ids of the tables that the chapters of an edition read, sorted.

    Raises ChapterMissing or TablesUnclear.
    """
    check_chapters(root, edition)
    paths = (root / f"workflow/rules/chapters/{name}.smk" for name in edition.chapters)
    return sorted({table for path in paths for table in _tables(path)}, key=str.lower)


def _tables(path: Path) -> list[str]:
    # What stands before the rule itself is Python.
    text = path.read_text(encoding="utf-8").partition("\nrule ")[0]
    try:
        (listed,) = (word.value for word in _words(ast.parse(text)) if word.arg == "tables")
        return list(_texts(listed))
    except (SyntaxError, ValueError) as error:
        raise TablesUnclear(
            f"{path.name} does not say which tables its chapter reads.",
            where=str(path),
            why="They have to be downloaded before the chapter can be made.",
            todo='Write them in plan.chapter(…) as tables=["80472ned", …], one list.',
        ) from error


def _texts(listed: ast.expr) -> Iterator[str]:
    if not isinstance(listed, ast.List):
        raise ValueError("no list")
    for one in listed.elts:
        if not isinstance(one, ast.Constant) or not isinstance(one.value, str):
            raise ValueError("no text")
        yield one.value


def _words(tree: ast.AST) -> Iterator[ast.keyword]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "chapter":
            yield from node.keywords
