"""The editions that config.yaml describes, read and checked. Knows nothing of how one is built."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from jaarbericht.edition_fields import CBS, EDITION, REQUIRED, SOURCE, YEAR, Field, LeftOut
from jaarbericht.errors import JaarberichtError

Keys = tuple[str, ...]
_Where = Callable[[Keys], str]
_WHY = "The edition is described by config.yaml alone; nothing in it is guessed."


class ConfigInvalid(JaarberichtError):
    """The description of the editions cannot be read or says something impossible."""


@dataclass(frozen=True)
class Edition:
    """The report of one year. cutoff: the last day whose figures may be used.

    published: the day from which it may be final; None when nobody said so. previous: the year of
    the edition before it, if config.yaml describes one. left_out: what it does not have for want of
    figures.
    """

    year: int
    title: str
    publisher: str
    version: str
    cutoff: date
    state: str
    language: str
    chapters: tuple[str, ...]
    published: date | None = None
    previous: int | None = None
    left_out: tuple[LeftOut, ...] = ()

    def parts_left_out(self, chapter: str) -> tuple[str, ...]:
        """The parts of a chapter that this edition leaves out."""
        return tuple(part for one in self.left_out if one.chapter == chapter for part in one.parts)

    def why_left_out(self, chapter: str) -> str:
        """Why this edition does not have a chapter (Dutch); empty when nobody said so."""
        return next((one.reason for one in self.left_out if one.chapter == chapter), "")


@dataclass(frozen=True)
class Cbs:
    """The OData hosts that are asked for tables. third_parties: for those that are not CBS's own.

    An empty third_parties goes with the host: cbs/host.py.
    """

    host: str
    https: bool
    third_parties: str = ""


@dataclass(frozen=True)
class Config:
    """All of config.yaml: the edition that is meant, all editions by year, and the CBS hosts.

    source: where the tables are read, archive or live.
    """

    edition: Edition
    editions: Mapping[int, Edition]
    cbs: Cbs
    source: str


def edition_of(record: Mapping[str, Any]) -> Edition:
    """The edition in the settings of a step, as JSON gives them."""
    days = {name: _day(record.get(name)) for name in ("cutoff", "published")}
    left_out = tuple(
        LeftOut(one["chapter"], tuple(one["parts"]), one["reason"])
        for one in record.get("left_out", ())
    )
    chapters = tuple(record["chapters"])
    return Edition(**{**record, **days, "chapters": chapters, "left_out": left_out})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def read_config(path: Path, settings: Sequence[str] = ()) -> Config:
    """The configuration in `path` with `settings` (each `key=value`) laid over it.

    Raises ConfigInvalid with the line of the file, or the setting, that is wrong.
    """
    import yaml  # a job that only uses the records need not pay for it

    from jaarbericht import yamltext

    try:
        text = path.read_text(encoding="utf-8")
        node, data = yamltext.compose(text), yamltext.load(text)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise _wrong(f"{path.name} cannot be read: {_brief(error)}", str(path)) from error
    lines = _lines(node, ())
    given = {tuple(setting.partition("=")[0].split(".")) for setting in settings}

    def where(keys: Keys) -> str:
        if keys in given:
            return (
                "--edition (or --set edition)"
                if keys == ("edition",)
                else f"--set {'.'.join(keys)}"
            )
        while keys and keys not in lines:
            keys = keys[:-1]
        return f"{path}:{lines.get(keys, 1)}"

    return check_config(override(data, settings), where)


def check_config(data: Any, where: _Where | None = None) -> Config:
    """The configuration in `data` (as YAML gives it). Raises ConfigInvalid."""
    at = where or (lambda keys: f"config.yaml: {'.'.join(keys)}")
    _names(data, {"edition": YEAR, "editions": None, "cbs": None, "source": SOURCE}, (), at)
    editions = {}
    years = data["editions"]
    if not isinstance(years, dict) or not years:
        raise _wrong("editions must describe at least one year.", at(("editions",)))
    for year in years:
        keys = ("editions", str(year))
        number = _read(YEAR, year, keys, at)
        editions[number] = Edition(year=number, **_record(EDITION, years[year], keys, at))
        _check_left_out(editions[number], (*keys, "left_out"), at)
    editions = {
        year: replace(one, previous=max((y for y in editions if y < year), default=None))
        for year, one in editions.items()
    }
    wanted = _read(YEAR, data["edition"], ("edition",), at)
    if wanted not in editions:
        raise _wrong(
            f"There is no edition {wanted}.",
            at(("edition",)),
            f"Described: {', '.join(map(str, sorted(editions)))}. Describe {wanted} under "
            "editions, or ask for one of these.",
        )
    cbs = Cbs(**_record(CBS, data["cbs"], ("cbs",), at))
    source = _read(SOURCE, data.get("source", SOURCE.absent), ("source",), at)
    return Config(editions[wanted], editions, cbs, source)


def _check_left_out(edition: Edition, keys: Keys, at: _Where) -> None:
    """Parts are left out of a chapter that is there, and a reason is given for one that is not."""
    for one in edition.left_out:
        here = (*keys, one.chapter)
        if one.reason and one.chapter in edition.chapters:
            raise _wrong(
                f"Chapter {one.chapter} is listed for edition {edition.year} and left out as well.",
                at(here),
                "Take it off one of the two; to leave out parts of it, list them: [part, …].",
            )
        if one.parts and one.chapter not in edition.chapters:
            raise _wrong(
                f"Edition {edition.year} leaves out parts of {one.chapter} and does not list it.",
                at(here),
                "List the chapter, or say in words why the whole chapter is left out.",
            )


def override(data: Any, settings: Sequence[str]) -> Any:
    """A copy of `data` with each `dotted.key=value` laid over it. Raises ConfigInvalid."""
    result = deepcopy(data)
    for setting in settings:
        name, sign, text = setting.partition("=")
        keys = name.split(".")
        if not sign or not name:
            raise _wrong(
                f"{setting!r} is not a setting.", f"--set {setting}", "Write: --set key=value"
            )
        target = result
        for key in keys[:-1]:
            target = target.get(_key(target, key)) if isinstance(target, dict) else None
        if not isinstance(target, dict):
            raise _wrong(f"config.yaml has no {name!r}.", f"--set {setting}")
        field = _field(keys)
        target[_key(target, keys[-1])] = field.loose(text) if field else text
    return result


def config_schema() -> dict[str, Any]:
    """What config.yaml may hold, as JSON Schema."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "config.yaml of the Jaarbericht",
        **_object(
            {
                "edition": YEAR.schema,
                "source": {"description": SOURCE.expects, **SOURCE.schema},
                "editions": _editions_schema(),
                "cbs": _schema(CBS),
            },
            ("source",),
        ),
    }


def _editions_schema() -> dict[str, Any]:
    return {"type": "object", "minProperties": 1, "additionalProperties": _schema(EDITION)}


def _schema(fields: Mapping[str, Field]) -> dict[str, Any]:
    described = {name: {"description": f.expects, **f.schema} for name, f in fields.items()}
    return _object(described, [name for name, f in fields.items() if f.absent is not REQUIRED])


def _object(properties: Mapping[str, Any], optional: Sequence[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name in properties if name not in optional],
        "properties": properties,
    }


def _record(fields: Mapping[str, Field], data: Any, keys: Keys, at: _Where) -> dict[str, Any]:
    _names(data, fields, keys, at)
    return {
        name: _read(field, data[name], (*keys, name), at) if name in data else field.absent
        for name, field in fields.items()
    }


def _names(data: Any, known: Mapping[str, Field | None], keys: Keys, at: _Where) -> None:
    place = ".".join(keys) or "config.yaml"
    if not isinstance(data, dict):
        raise _wrong(f"{place} must hold names and values.", at(keys))
    for name in data:
        if name not in known:
            advice = f"Known here: {', '.join(known)}. Correct the name or remove it."
            raise _wrong(f"{name!r} is not known in {place}.", at((*keys, str(name))), advice)
    for name in known:
        field = known[name]
        if name not in data and (field is None or field.absent is REQUIRED):
            raise _wrong(f"{name!r} is missing in {place}.", at(keys), f"Add {name}: …")


def _read(field: Field, value: Any, keys: Keys, at: _Where) -> Any:
    try:
        return field.read(value)
    except ValueError as error:
        name = ".".join(keys)
        shown = str(value) if isinstance(value, date) else repr(value)
        what = f"{name} must be {field.expects}; it is {shown}."
        raise _wrong(what, at(keys)) from error


def _field(keys: Sequence[str]) -> Field | None:
    if len(keys) == 1:
        return {"edition": YEAR, "source": SOURCE}.get(keys[0])
    table = CBS if keys[0] == "cbs" else EDITION
    return table.get(keys[-1])


def _key(target: Mapping[Any, Any], name: str) -> Any:
    return int(name) if name.isdigit() and int(name) in target else name


def _lines(node: Any, keys: Keys) -> dict[Keys, int]:
    lines: dict[Keys, int] = {}
    for key, value in getattr(node, "value", ()) if type(node).__name__ == "MappingNode" else ():
        here = (*keys, str(key.value))
        lines[here] = key.start_mark.line + 1
        lines |= _lines(value, here)
    return lines


def _brief(error: Exception) -> str:
    from jaarbericht import yamltext

    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return getattr(error, "strerror", None) or yamltext.told(error)
    return f"{getattr(error, 'problem', '')} at line {mark.line + 1}, column {mark.column + 1}"


def _wrong(what: str, where: str, todo: str = "Correct the entry.") -> ConfigInvalid:
    return ConfigInvalid(what, where=where, why=_WHY, todo=todo)
