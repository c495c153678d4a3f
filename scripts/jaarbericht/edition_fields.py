"""What may stand in config.yaml, field by field: how it is read and how JSON Schema says it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from jaarbericht.cbs.names import HOST

REQUIRED = object()
SOURCES = ("archive", "live")
STATES = ("draft", "embargoed", "final")
_NAME = "[a-z][a-z0-9_]*"
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"


@dataclass(frozen=True)
class LeftOut:
    """What an edition does not have: parts of a chapter, or a whole chapter and why (Dutch)."""

    chapter: str
    parts: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Field:
    """One field: what it must be in words, how a value is read, and the schema of the value.

    `read` raises ValueError when the value is something else. `loose` reads the text that follows
    `--set name=`. `absent` is the value of a field that may be left out.
    """

    expects: str
    read: Callable[[Any], Any]
    schema: Mapping[str, Any]
    loose: Callable[[str], Any] = str
    absent: Any = REQUIRED


def _refuse(value: Any) -> Any:
    raise ValueError(value)


def _text(value: Any) -> str:
    return value if isinstance(value, str) and value.strip() else _refuse(value)


def _whole(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 1900 <= value <= 2999:
        return value
    raise ValueError(value)


def _truth(value: Any) -> bool:
    return value if isinstance(value, bool) else _refuse(value)


def _day(value: Any) -> date:
    return date.fromisoformat(value if re.fullmatch(_DAY, _text(value)) else _refuse(value))


def _names(value: Any) -> tuple[str, ...]:
    good = isinstance(value, list) and value and len(set(map(str, value))) == len(value)
    if not good or not all(isinstance(v, str) and re.fullmatch(_NAME, v) for v in value):
        _refuse(value)
    return tuple(value)


def _left_out(value: Any) -> tuple[LeftOut, ...]:
    if not isinstance(value, dict) or not all(map(_is_name, value)):
        _refuse(value)
    return tuple(
        LeftOut(chapter, reason=one.strip())
        if isinstance(one, str) and one.strip()
        else LeftOut(chapter, _names(one))
        for chapter, one in value.items()
    )


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(_NAME, value) is not None


def _host(value: Any) -> Any:
    return value if re.fullmatch(HOST, _text(value)) else _refuse(value)


def _one_of(*known: str) -> Callable[[Any], str]:
    return lambda value: value if value in known else _refuse(value)


def _word(text: str) -> Any:
    words = {"true": True, "false": False}
    return words.get(text, int(text) if text.isdigit() else text)


def _listed(text: str) -> list[str]:
    return [name.strip() for name in text.strip("[]").split(",")]


_TEXT = Field("a text", _text, {"type": "string", "minLength": 1})
YEAR = Field(
    "a year such as 2021",
    _whole,
    {"type": "integer", "minimum": 1900, "maximum": 2999},
    _word,
)

SOURCE = Field(
    f"one of {', '.join(SOURCES)}", _one_of(*SOURCES), {"enum": list(SOURCES)}, absent="archive"
)
_DATE = {"type": "string", "format": "date", "pattern": f"^{_DAY}$"}
_HOST = Field(
    "a host such as opendata.cbs.nl, with port or path where needed",
    _host,
    {"type": "string", "pattern": f"^{HOST}$"},
)

EDITION: Mapping[str, Field] = {
    "title": _TEXT,
    "publisher": _TEXT,
    "version": Field('a version in quotes such as "1.0"', _text, _TEXT.schema),
    "cutoff": Field(
        'a date in quotes such as "2021-11-18"',
        _day,
        _DATE,
    ),
    "published": Field(
        'the day from which it may be final, in quotes such as "2021-12-02"',
        _day,
        _DATE,
        absent=None,
    ),
    "state": Field(f"one of {', '.join(STATES)}", _one_of(*STATES), {"enum": list(STATES)}),
    "language": Field("nl, the language the house writes", _one_of("nl"), {"enum": ["nl"]}),
    "chapters": Field(
        "a list of different chapter names, each of small letters, digits and _",
        _names,
        {
            "type": "array",
            "minItems": 1,
            "uniqueItems": True,
            "items": {"type": "string", "pattern": f"^{_NAME}$"},
        },
        _listed,
    ),
    "left_out": Field(
        "chapter: [part, …] for parts, or chapter: why the edition does not have it (Dutch)",
        _left_out,
        {
            "type": "object",
            "additionalProperties": False,
            "patternProperties": {
                f"^{_NAME}$": {
                    "anyOf": [
                        {"type": "string", "minLength": 1},
                        {
                            "type": "array",
                            "minItems": 1,
                            "uniqueItems": True,
                            "items": {"type": "string", "pattern": f"^{_NAME}$"},
                        },
                    ]
                }
            },
        },
        absent=(),
    ),
}

CBS: Mapping[str, Field] = {
    "host": _HOST,
    "third_parties": replace(_HOST, absent=""),
    "https": Field("true or false", _truth, {"type": "boolean"}, _word),
}
