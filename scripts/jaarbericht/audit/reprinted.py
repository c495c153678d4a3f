"""What two ledgers print differently: numbers, sentences, figures and tables. Reads no files.

Both ledgers are as docs/ledger.md says: of one edition in two states, or of two editions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from jaarbericht.audit.rewording import aligned, reworded
from jaarbericht.cbs.cells import Status
from jaarbericht.lineage.forms import Form
from jaarbericht.present.labels import label

Ledger = Mapping[str, Any]
SOURCE = "source"
_DIRECTIONS = ("richting", "meer_minder")
_Key = tuple[str, ...]


@dataclass(frozen=True)
class TextChange:
    """A printed text that differs. sort: number, status, direction, label, period or reference.

    old_id, new_id: of the occurrence in each ledger. quantity: what it says something of.
    """

    sort: str
    chapter: str
    line: int
    quantity: str
    old_id: str
    new_id: str
    old: str
    new: str


@dataclass(frozen=True)
class Rewording:
    """A sentence, heading or note that differs; empty where a ledger does not have it."""

    chapter: str
    kind: str
    old: str
    new: str


@dataclass(frozen=True)
class PointChange:
    """A point of a figure or cell of a table, as printed; empty where there is no figure."""

    label: str
    x: str
    old: str
    new: str


@dataclass(frozen=True)
class ItemChange:
    """A figure or table that differs. hidden: values that changed and still print the same.

    alt: old and new description of a figure, when it differs. reordered: the same rows or
    categories in another order.
    """

    id: str
    sort: str
    number: str
    points: tuple[PointChange, ...]
    hidden: int
    reordered: bool
    alt: tuple[str, str] | None


@dataclass(frozen=True)
class QuantityChange:
    """A quantity whose value or status differs; None where a ledger does not have it."""

    id: str
    old: Fraction | None
    new: Fraction | None
    old_status: str
    new_status: str


@dataclass(frozen=True)
class Reprint:
    """Everything that differs between two ledgers, in the order of the report."""

    texts: tuple[TextChange, ...] = ()
    rewordings: tuple[Rewording, ...] = ()
    sources: tuple[Rewording, ...] = ()
    items: tuple[ItemChange, ...] = ()
    quantities: tuple[QuantityChange, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether all that is read prints the same; the dates in the lines of sources aside."""
        return not (self.texts or self.rewordings or self.items)


def reprinted(old: Ledger, new: Ledger) -> Reprint:
    """What differs between the report of `old` and that of `new`."""
    rewordings = tuple(_rewordings(old, new))
    return Reprint(
        tuple(_texts(old, new)),
        tuple(one for one in rewordings if one.kind != SOURCE),
        tuple(one for one in rewordings if one.kind == SOURCE),
        tuple(_items(old, new)),
        tuple(_quantities(old, new)),
    )


def _texts(old: Ledger, new: Ledger) -> Iterator[TextChange]:
    """Printed texts of the same call, by chapter, function and words; the n-th beside the n-th."""
    before, after = _calls(old), _calls(new)
    for key, one in before.items():
        other = after.get(key)
        if other and _said(one) != _said(other):
            yield TextChange(
                _sort(one, other), one["chapter"], other["line"], one["quantity"],
                one["id"], other["id"], _said(one), _said(other),
            )  # fmt: skip


def _calls(ledger: Ledger) -> dict[_Key, Mapping[str, Any]]:
    seen: Counter[_Key] = Counter()
    found = {}
    for one in ledger["printed"]:
        key = (one["chapter"], one["kind"], *one["asked"])
        seen[key] += 1
        found[(*key, str(seen[key]))] = one
    return found


def _said(one: Mapping[str, Any]) -> str:
    return f"{one['text']}{one['mark']}"


def _sort(one: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    kind = one["kind"]
    if kind in _DIRECTIONS:
        return "direction"
    if kind in ("label", "periode"):
        return "label" if kind == "label" else "period"
    if not one["quantity"]:
        return "reference"
    return "status" if one["text"] == other["text"] else "number"


def _rewordings(old: Ledger, new: Ledger) -> Iterator[Rewording]:
    chapters = dict.fromkeys(p["chapter"] for p in (*old["passages"], *new["passages"]))
    said, says = ({one["id"]: one for one in ledger["printed"]} for ledger in (old, new))
    for chapter in chapters:
        before, after = (_passages(ledger, chapter) for ledger in (old, new))
        keys = ([_skeleton(p, said) for p in before], [_skeleton(p, says) for p in after])
        for one, other in aligned(before, after, keys):
            texts = (one["text"] if one else "", other["text"] if other else "")
            kind = (one or other or {})["kind"]
            for was, becomes in reworded(*texts):
                yield Rewording(chapter, kind, was, becomes)


def _passages(ledger: Ledger, chapter: str) -> list[Mapping[str, Any]]:
    return [one for one in ledger["passages"] if one["chapter"] == chapter]


def _skeleton(passage: Mapping[str, Any], said: Mapping[str, Mapping[str, Any]]) -> str:
    """The words of a passage that do not come from figures; the same in both states."""
    text, done, parts = passage["text"], 0, [passage["kind"]]
    for id, at in passage["printed"]:
        parts += [text[done:at], said[id]["kind"]]
        done = at + len(_said(said[id]))
    return "\n".join([*parts, text[done:]])


def _items(old: Ledger, new: Ledger) -> Iterator[ItemChange]:
    before, after = _points(old), _points(new)
    for part, sort in (("figures", "figure"), ("shown", "table")):
        for id in dict.fromkeys((*old[part], *new[part])):
            found = _item(id, sort, before.get(id, {}), after.get(id, {}))
            records = [ledger[part].get(id, {}) for ledger in (old, new)]
            alts = [str(record.get("alt", "")) for record in records]
            alt = (alts[0], alts[1]) if alts[0] != alts[1] else None
            if found.points or found.hidden or found.reordered or alt:
                number = (records[1] or records[0])["number"]
                yield ItemChange(id, sort, number, found.points, found.hidden, found.reordered, alt)


def _item(
    id: str, sort: str, old: Mapping[_Key, Mapping[str, Any]], new: Mapping[_Key, Mapping[str, Any]]
) -> ItemChange:
    points, hidden = [], 0
    for key in dict.fromkeys((*old, *new)):
        was, becomes = (_label(side[key]) if key in side else "" for side in (old, new))
        if was != becomes:
            points.append(PointChange(key[0], key[1], was, becomes))
        elif old[key]["value"] != new[key]["value"]:
            hidden += 1
    shared = [[key for key in side if key in old and key in new] for side in (old, new)]
    return ItemChange(id, sort, "", tuple(points), hidden, shared[0] != shared[1], None)


def _points(ledger: Ledger) -> dict[str, dict[_Key, Mapping[str, Any]]]:
    """By figure or table, the quantities by the words of their place and which of that name."""
    found: dict[str, dict[_Key, Mapping[str, Any]]] = {}
    for id, quantity in ledger["quantities"].items():
        chapter, name, *place = id.split(".", 3)
        item = f"{chapter}.{name}"
        if len(place) == 2 and (item in ledger["figures"] or item in ledger["shown"]):
            points = found.setdefault(item, {})
            head = _heads(ledger, item, *place)
            number = 1 + sum(key[:2] == head for key in points)
            points[(*head, str(number))] = quantity
    return found


def _heads(ledger: Ledger, item: str, series: str, x: str) -> tuple[str, str]:
    if item in ledger["figures"]:
        return ledger["figures"][item]["series"][int(series) - 1], x
    table = ledger["shown"][item]
    return table["rows"][int(series) - 1], table["columns"][int(x) - 1]


def _label(quantity: Mapping[str, Any]) -> str:
    """As a figure or a cell of a table prints it."""
    value, status = Fraction(quantity["value"]), Status(quantity["status"])
    return label(value, Form(**quantity["form"]), status)


def _quantities(old: Ledger, new: Ledger) -> Iterator[QuantityChange]:
    before, after = old["quantities"], new["quantities"]
    for id in dict.fromkeys((*before, *after)):
        sides = [_value(side.get(id)) for side in (before, after)]
        if sides[0] != sides[1]:
            (was, old_status), (becomes, new_status) = sides
            yield QuantityChange(id, was, becomes, old_status, new_status)


def _value(quantity: Mapping[str, Any] | None) -> tuple[Fraction | None, str]:
    return (None, "") if quantity is None else (Fraction(quantity["value"]), quantity["status"])


def sorts(texts: Iterable[TextChange]) -> Mapping[str, int]:
    """How many printed texts of each sort differ."""
    return Counter(one.sort for one in texts)
