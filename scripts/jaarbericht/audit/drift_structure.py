"""What a table is made of, in two states: which columns are the same, and what else differs.

A column is known by its title and the groups it stands under; numbers in keys move at CBS.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jaarbericht.cbs.raw import RawTable, Record

_TOPIC = "Topic"


@dataclass(frozen=True)
class Column:
    """A topic. group: the titles it stands under, outermost first; number: which of its name."""

    key: str
    group: tuple[str, ...]
    title: str
    number: int
    unit: str
    decimals: int | None
    datatype: str

    @property
    def name(self) -> tuple[tuple[str, ...], str, int]:
        """What it is recognised by in another state."""
        return self.group, self.title, self.number

    @property
    def words(self) -> str:
        """Groups and title for a reader."""
        return " › ".join((*self.group, self.title))


@dataclass(frozen=True)
class Axis:
    """A dimension, with the titles of its codes; those of periods change too often to matter."""

    key: str
    title: str
    is_time: bool
    codes: Mapping[str, str]


@dataclass(frozen=True)
class Difference:
    """A piece of structure that differs; `old` is empty when it is new, `new` when it is gone.

    what: title, dimension, dimension title, code, code title, column, or of a column its key,
    title, group, unit, decimals or datatype.
    """

    what: str
    name: str
    old: str
    new: str

    @property
    def is_added(self) -> bool:
        """Whether the newer state has something that the older one has not."""
        return not self.old

    @property
    def is_removed(self) -> bool:
        """Whether the newer state lacks something that the older one has."""
        return not self.new


@dataclass(frozen=True)
class Structure:
    """The columns and dimensions of a table."""

    title: str
    columns: tuple[Column, ...]
    axes: tuple[Axis, ...]


@dataclass(frozen=True)
class Match:
    """What is the same in two structures, in pairs (old, new), and what differs."""

    columns: tuple[tuple[Column, Column], ...]
    axes: tuple[tuple[Axis, Axis], ...]
    differences: tuple[Difference, ...]


def structure(raw: RawTable) -> Structure:
    """What `raw` is made of."""
    return Structure(_plain(raw.info.get("Title")), tuple(_columns(raw)), tuple(_axes(raw)))


def match(old: Structure, new: Structure) -> Match:
    """Which columns and dimensions are the same in both, and every difference."""
    columns = _paired_columns(old.columns, new.columns)
    axes = _paired_axes(old.axes, new.axes)
    found = [
        *_changed("title", "", old.title, new.title),
        *_axis_differences(old, new, axes),
        *_column_differences(old, new, columns),
    ]
    return Match(tuple(columns), tuple(axes), tuple(found))


def _columns(raw: RawTable) -> Iterator[Column]:
    by_id = {one.get("ID"): one for one in raw.properties}
    seen: Counter[tuple[tuple[str, ...], str]] = Counter()
    done = set()
    for one in raw.properties:
        if one["Type"] != _TOPIC or one["Key"] in done:
            continue
        done.add(one["Key"])
        group, title = _groups(one, by_id), _plain(one.get("Title"))
        seen[group, title] += 1
        decimals = one.get("Decimals")
        yield Column(
            one["Key"], group, title, seen[group, title], _plain(one.get("Unit")),
            decimals if isinstance(decimals, int) else None, _plain(one.get("Datatype")),
        )  # fmt: skip


def _groups(topic: Record, by_id: Mapping[object, Record]) -> tuple[str, ...]:
    found: list[str] = []
    parent = by_id.get(topic.get("ParentID"))
    # A parent that is its own ancestor would never end.
    while parent is not None and len(found) < len(by_id):
        found.insert(0, _plain(parent.get("Title")))
        parent = by_id.get(parent.get("ParentID"))
    return tuple(found)


def _axes(raw: RawTable) -> Iterator[Axis]:
    titles = {one["Key"]: _plain(one.get("Title")) for one in raw.properties}
    for key in raw.dimensions:
        codes = {str(one["Key"]).strip(): _plain(one.get("Title")) for one in raw.sets[key]}
        yield Axis(key, titles[key], key == raw.time_dimension, codes)


def _paired_columns(old: Sequence[Column], new: Sequence[Column]) -> list[tuple[Column, Column]]:
    """By name first, then by key: a key holds the title it was made with."""
    names = {one.name: one for one in new}
    pairs = {one.key: names.pop(one.name) for one in old if one.name in names}
    keys = {one.key: one for one in names.values()}
    pairs |= {one.key: keys[one.key] for one in old if one.key not in pairs and one.key in keys}
    return [(one, pairs[one.key]) for one in old if one.key in pairs]


def _paired_axes(old: Sequence[Axis], new: Sequence[Axis]) -> list[tuple[Axis, Axis]]:
    """By key first, then the time dimensions, then by title."""
    left = {one.key: one for one in new}
    pairs = {one.key: left.pop(one.key) for one in old if one.key in left}
    for one in old:
        alike = [a for a in left.values() if _alike(one, a)]
        if one.key not in pairs and alike:
            pairs[one.key] = left.pop(alike[0].key)
    return [(one, pairs[one.key]) for one in old if one.key in pairs]


def _alike(one: Axis, other: Axis) -> bool:
    return (one.is_time and other.is_time) or bool(one.title and one.title == other.title)


def _axis_differences(
    old: Structure, new: Structure, pairs: Sequence[tuple[Axis, Axis]]
) -> Iterator[Difference]:
    gone = {axis.key: axis.title for axis in old.axes if axis not in [a for a, _ in pairs]}
    come = {axis.key: axis.title for axis in new.axes if axis not in [b for _, b in pairs]}
    yield from _unpaired("dimension", gone, come)
    for before, after in pairs:
        yield from _changed("dimension", before.title, before.key, after.key)
        yield from _changed("dimension title", before.key, before.title, after.title)
        if not before.is_time:
            yield from _code_differences(before, after)


def _unpaired(what: str, gone: Mapping[str, str], come: Mapping[str, str]) -> Iterator[Difference]:
    """Of what only one state has: its name, and the key on the side that has it."""
    for key, name in gone.items():
        yield Difference(what, name, key, "")
    for key, name in come.items():
        yield Difference(what, name, "", key)


def _code_differences(old: Axis, new: Axis) -> Iterator[Difference]:
    for code in dict.fromkeys((*old.codes, *new.codes)):
        name = f"{new.key} {code}"
        if code not in new.codes:
            yield Difference("code", name, old.codes[code] or code, "")
        elif code not in old.codes:
            yield Difference("code", name, "", new.codes[code] or code)
        else:
            yield from _changed("code title", name, old.codes[code], new.codes[code])


def _column_differences(
    old: Structure, new: Structure, pairs: Sequence[tuple[Column, Column]]
) -> Iterator[Difference]:
    gone = {one.key: one.words for one in old.columns if one not in [a for a, _ in pairs]}
    come = {one.key: one.words for one in new.columns if one not in [b for _, b in pairs]}
    yield from _unpaired("column", gone, come)
    for before, after in pairs:
        yield from _of_column(before, after)


def _of_column(old: Column, new: Column) -> Iterator[Difference]:
    name = old.words
    yield from _changed("key", name, old.key, new.key)
    yield from _changed("column title", name, old.title, new.title)
    yield from _changed("group", name, " › ".join(old.group), " › ".join(new.group))
    yield from _changed("unit", name, old.unit, new.unit)
    yield from _changed("decimals", name, _number(old.decimals), _number(new.decimals))
    yield from _changed("datatype", name, old.datatype, new.datatype)


def _changed(what: str, name: str, old: str, new: str) -> Iterator[Difference]:
    if old != new:
        yield Difference(what, name, old, new)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _plain(text: object) -> str:
    return "" if text is None else " ".join(str(text).split())
