"""Which column of a raw table is which topic of the contract: by title and group, not by number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from jaarbericht.cbs.contract import Contract, Topic
from jaarbericht.cbs.raw import RawTable, Record
from jaarbericht.cbs.wording import alike

BETWEEN = " > "


def columns_of(raw: RawTable, contract: Contract) -> dict[str, str]:
    """The key CBS uses now, by the key in the contract; topics not found without doubt are absent.

    A topic that keeps its key is taken by it when its title and group agree; else it is the one
    topic with that title and group, if no other topic of the contract could be that one too, and
    if the contract gives the group of one that has any. Anything else would be a guess.
    """
    found = ((topic.key, column_of(raw, contract, topic)) for topic in contract.topics.values())
    return {key: column for key, column in found if column is not None}


def column_of(raw: RawTable, contract: Contract, topic: Topic) -> str | None:
    """The key of one topic of the contract in the raw table; None when it is not to be found."""
    found = matching(raw, topic.title, topic.group)
    keys = {p["Key"] for p in found}
    if topic.key in keys:
        return topic.key
    known = topic.group is not None or not any(path_of(raw, p) for p in found)
    others = (one for one in contract.topics.values() if one.key != topic.key)
    alone = known and len(keys) == 1 and not any(keys & _keys(raw, one) for one in others)
    return min(keys) if alone else None


def _keys(raw: RawTable, topic: Topic) -> set[str]:
    return {p["Key"] for p in matching(raw, topic.title, topic.group)}


def matching(raw: RawTable, title: str, group: str | None) -> list[Record]:
    """The topics with this title, under this group when one is given."""
    same = (p for p in topics(raw) if alike(p["Title"], title))
    return [p for p in same if group is None or under(raw, p, group)]


def topics(raw: RawTable) -> Iterable[Record]:
    """DataProperties of the topics."""
    return (p for p in raw.properties if p["Type"] == "Topic")


def under(raw: RawTable, topic: Record, group: str) -> bool:
    """Whether the innermost groups of a topic are those of `group`."""
    wanted, there = group.split(BETWEEN), path_of(raw, topic)
    innermost = there[-len(wanted) :]
    return len(innermost) == len(wanted) and all(map(alike, innermost, wanted))


def path_of(raw: RawTable, topic: Record) -> list[str]:
    """Titles of the groups a topic stands under, outermost first."""
    groups: Mapping[object, Record] = {
        p["ID"]: p for p in raw.properties if p["Type"] == "TopicGroup"
    }
    path: list[str] = []
    parent = groups.get(topic.get("ParentID"))
    while parent is not None and len(path) < len(groups):
        path.insert(0, str(parent["Title"]).strip())
        parent = groups.get(parent.get("ParentID"))
    return path


def shown_path(path: Sequence[str]) -> str:
    """A path of groups as a contract writes it."""
    return BETWEEN.join(path)
