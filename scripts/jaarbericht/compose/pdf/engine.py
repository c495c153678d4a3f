"""The WeasyPrint that may be altered at run time, and the altering. Not what is altered."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import weasyprint

from jaarbericht.compose.pdf.errors import EngineChanged

VERSION = "70.0"


def require_engine(version: str = weasyprint.VERSION) -> None:
    """Raise EngineChanged when WeasyPrint has another version than these modules know."""
    if version != VERSION:
        raise _changed(f"WeasyPrint is {version}; the typesetting is written for {VERSION}.")


@contextmanager
def replaced(owner: Any, name: str, value: Any) -> Iterator[Any]:
    """Put `value` in the place of attribute `name` for the length of the block; gives the old one.

    Raises EngineChanged when there is no such attribute.
    """
    if name not in vars(owner):
        raise _changed(f"{owner.__name__} has no ‘{name}’ any more.")
    old = vars(owner)[name]
    setattr(owner, name, value)
    try:
        yield old
    finally:
        setattr(owner, name, old)


def rewritten(function: Callable[..., Any], changes: Mapping[str, str]) -> Callable[..., Any]:
    """The function with each text of `changes`, once in its source, changed into the other.

    Raises EngineChanged.
    """
    source = textwrap.dedent(inspect.getsource(function))
    for old, new in changes.items():
        if source.count(old) != 1:
            name = f"{function.__module__}.{function.__name__}"
            raise _changed(f"{name} no longer reads ‘{old}’ once.")
        source = source.replace(old, new)
    code = compile(source, inspect.getfile(function), "exec")
    space: dict[str, Any] = {}
    exec(code, function.__globals__, space)  # the function keeps the globals of its own module
    made: Callable[..., Any] = space[function.__name__]
    return made


def _changed(what: str) -> EngineChanged:
    return EngineChanged(
        what,
        where="weasyprint",
        why="Footnotes, tags and archiving are put right inside WeasyPrint; elsewhere that would "
        "go wrong without a word.",
        todo="Install the environment again from its lock file, or revise compose/pdf for the new "
        "version.",
    )
