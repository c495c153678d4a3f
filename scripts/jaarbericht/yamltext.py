"""YAML that says what it seems to say, or is refused. Knows no file and no field.

Beyond what YAML itself refuses: an alias (a few lines can stand for billions), a tag (it can name a
type of Python), a name that stands twice (YAML keeps the last without a word), and what is larger
or deeper than anybody writes by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

# The largest file of the project, a lock of all tables, has less than a hundredth of this.
LARGEST = 1_000_000
# The deepest has five.
DEEPEST = 20
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OPENING = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_CLOSING = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


def compose(text: str) -> yaml.Node | None:
    """The nodes of a YAML text; None when it is empty. Raises yaml.YAMLError, with its place."""
    if len(text) > LARGEST:
        raise yaml.MarkedYAMLError(problem=f"it is longer than {LARGEST} characters")
    _check_events(text)
    node: yaml.Node | None = yaml.compose(text, Loader=_LOADER)
    for name in _twins(node):
        raise _refused(f"{name.value} stands twice", name)
    return node


def told(error: Exception) -> str:
    """What is wrong, on one line and without the name that PyYAML gives to a text in memory."""
    parts = (getattr(error, name, None) for name in ("context", "problem"))
    found = ", ".join(part for part in parts if part) or str(error)
    return " ".join(found.replace('in "<unicode string>",', "at").split())


def load(text: str) -> object:
    """The plain values in a YAML text. Raises yaml.YAMLError, with its place."""
    compose(text)
    return yaml.load(text, Loader=_LOADER)


def _check_events(text: str) -> None:
    """Events come one by one, so that nothing is built of what will be refused."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, _OPENING) - isinstance(event, _CLOSING)
        if isinstance(event, yaml.AliasEvent):
            raise _refused("an alias (*) is not used here; write the value again", event)
        if tag := getattr(event, "tag", None):
            raise _refused(f"a tag ({tag}) is not used here; put quotes around a text", event)
        if depth > DEEPEST:
            raise _refused(f"it goes deeper than {DEEPEST} levels", event)


def _twins(node: yaml.Node | None) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for name, value in node.value:
            if str(name.value) in seen:
                yield name
            seen.add(str(name.value))
            yield from _twins(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _twins(item)


def _refused(problem: str, at: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=at.start_mark)
