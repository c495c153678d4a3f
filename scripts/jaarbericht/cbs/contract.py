"""What we rely on in a table, read from its contract file. Comparing is conformity's work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from jaarbericht.cbs.cells import Status
from jaarbericht.cbs.errors import ContractInvalid
from jaarbericht.cbs.periods import Period, parse_period
from jaarbericht.cbs.yamlfile import Document, load

STRUCTURES = ("verified", "derived", "unknown")
SERVICES = ("v3", "v4")
_FIELDS = {
    "id", "catalogue", "service", "title", "structure", "universe", "cadence", "stand", "dated",
    "publication", "dimensions", "sizes", "topics", "expected", "overlaps", "breaks", "status",
    "notes", "successor", "stopped",
}  # fmt: skip


@dataclass(frozen=True)
class Dimension:
    """A dimension: its CBS title (None: not known), what it divides by, and the codes relied on.

    selection: the codes are some of many, so that a code beside them is no news.
    """

    key: str
    title: str | None
    role: str
    codes: Mapping[str, str]
    selection: bool = False


@dataclass(frozen=True)
class Topic:
    """A topic: CBS's title, group and unit; our noun for what it measures; the unit's factor.

    key: its name here and in the tidy table; in CBS's table it is found by title and group, since
    the number at the end of CBS's key is a position. group: titles of the topic groups it stands
    under, outermost first, with ` > ` between; the innermost are enough. optional: CBS has it, but
    the copy in the archive may lack it.
    """

    key: str
    title: str
    unit: str
    kind: str
    factor: int = 1
    group: str | None = None
    decimals: int | None = None
    optional: bool = False


@dataclass(frozen=True)
class Expected:
    """A topic or dimension of which the title was seen, but not the key."""

    title: str
    unit: str | None = None
    group: str | None = None
    decimals: int | None = None


@dataclass(frozen=True)
class Lag:
    """Days between the begin or the end of a period and its first publication."""

    days: int
    from_begin: bool = False


@dataclass(frozen=True)
class Publication:
    """When figures appear: a lag per kind of period (JJ, KW, …) and dates known better."""

    lags: Mapping[str, Lag]
    exceptions: Mapping[str, date]


@dataclass(frozen=True)
class SeriesBreak:
    """Figures from `at` on do not compare with earlier ones; `only` names which, when not all."""

    at: Period
    why: str
    only: tuple[str, ...] = ()

    def concerns(self, names: frozenset[str]) -> bool:
        """Whether a figure with this topic and these codes is touched by the break."""
        return not self.only or bool(names & set(self.only))


@dataclass(frozen=True)
class StatusRule:
    """From `start` on figures are at least as provisional as `status`, whatever CBS says."""

    start: Period
    status: Status
    why: str


@dataclass(frozen=True)
class Contract:
    """Everything we rely on in one table. Codes are stripped of CBS's padding.

    service: the OData version that has the table. title: empty when it was not seen.
    universe: Dutch text of the population. expected: topics and dimensions seen by title only,
    by their place in the contract. sizes: topic or code to [low, high) in working persons.
    overlaps: groups of topics or codes; members of two groups of one entry must not be summed.
    stand: Dutch text for the state of the table, for when CBS's Modified is not known.
    dated: Dutch text for what CBS's Modified is the date of, when that is not the figures.
    stopped: when CBS stopped the table, in words; None for a table that goes on.
    """

    id: str
    catalogue: str
    title: str
    structure: str
    universe: str
    cadence: str | None
    publication: Publication
    dimensions: Mapping[str, Dimension]
    topics: Mapping[str, Topic]
    sizes: Mapping[str, tuple[int, int | None]] = field(default_factory=dict)
    overlaps: tuple[tuple[tuple[str, ...], ...], ...] = ()
    breaks: tuple[SeriesBreak, ...] = ()
    status: tuple[StatusRule, ...] = ()
    notes: tuple[str, ...] = ()
    stand: str | None = None
    dated: str | None = None
    successor: str | None = None
    stopped: str | None = None
    service: str = "v3"
    expected: Mapping[tuple[str, ...], Expected] = field(default_factory=dict)
    document: Document | None = field(default=None, compare=False, repr=False)

    @property
    def time(self) -> str | None:
        """Key of the time dimension; None for a table without one."""
        return next((d.key for d in self.dimensions.values() if d.role == "time"), None)

    def overlap(self, one: str, other: str) -> bool:
        """Whether two topics or codes count the same thing twice, as the contract says."""
        if one == other:
            return True
        pairs = (pair for groups in self.overlaps for pair in combinations(groups, 2))
        return any((one in a and other in b) or (one in b and other in a) for a, b in pairs)

    def status_of(self, period: Period, column: Status) -> Status:
        """The stricter of CBS's column and the rules of this contract."""
        rules = (rule.status for rule in self.status if period.begin and period >= rule.start)
        return Status.strictest((column, *rules))

    def breaks_for(self, topic: str, codes: Mapping[str, str]) -> tuple[SeriesBreak, ...]:
        """The breaks that touch a figure of this topic and these codes."""
        names = frozenset((topic, *codes.values()))
        return tuple(b for b in self.breaks if b.concerns(names))


def read_contract(path: Path) -> Contract:
    """The contract in `path`. Raises ContractInvalid with the line that is wrong."""
    doc = load(path, ContractInvalid)
    doc.only(_FIELDS)
    _known(doc)
    return Contract(
        **{name: doc.text(name) for name in ("id", "catalogue", "structure")},
        **{name: doc.maybe(name) or "" for name in ("title", "universe")},
        cadence=doc.maybe("cadence"),
        service=doc.get("service", default="v3"),
        publication=_publication(doc),
        dimensions={key: _dimension(doc, key) for key in doc.mapping("dimensions")},
        topics={key: _topic(doc, key) for key in doc.mapping("topics")},
        sizes={name: _size(doc, name) for name in doc.mapping("sizes")},
        overlaps=tuple(_groups(doc, i) for i in _numbers(doc, "overlaps")),
        breaks=tuple(_break(doc, i) for i in _numbers(doc, "breaks")),
        status=tuple(_status(doc, i) for i in _numbers(doc, "status")),
        notes=tuple(doc.items("notes")),
        stand=doc.get("stand"),
        dated=doc.get("dated"),
        successor=doc.get("successor"),
        stopped=doc.get("stopped"),
        expected=dict(_expected(doc)),
        document=doc,
    )


def _known(doc: Document) -> None:
    """Raise for a word of ours that is none, and for what a contract cannot say together."""
    if doc.text("structure") not in STRUCTURES:
        raise doc.wrong(f"structure must be one of {', '.join(STRUCTURES)}.", "structure")
    if doc.get("service", default="v3") not in SERVICES:
        raise doc.wrong(f"service must be one of {', '.join(SERVICES)}.", "service")
    if doc.mapping("topics") and doc.text("structure") == "unknown":
        raise doc.wrong("structure: unknown means that no key of a topic is known.", "topics")
    if doc.mapping("topics") and not doc.maybe("universe"):
        raise doc.wrong("A table with topics needs its universe: of what are they?", "universe")


def _expected(doc: Document) -> Iterator[tuple[tuple[str, ...], Expected]]:
    doc.only({"dimensions", "topics"}, "expected")
    for i, title in enumerate(doc.items("expected", "dimensions")):
        yield ("expected", "dimensions", str(i)), Expected(title)
    for i in range(len(doc.items("expected", "topics"))):
        at = ("expected", "topics", str(i))
        doc.only({"title", "unit", "group", "decimals"}, *at)
        one = Expected(doc.text(*at, "title"), doc.get(*at, "unit"), doc.get(*at, "group"))
        yield at, replace(one, decimals=_decimals(doc, *at))


def _decimals(doc: Document, *at: str) -> int | None:
    given = doc.get(*at, "decimals")
    return None if given is None else doc.convert(int, *at, "decimals")


def _numbers(doc: Document, name: str) -> list[str]:
    return [str(i) for i in range(len(doc.items(name)))]


def _dimension(doc: Document, key: str) -> Dimension:
    at = ("dimensions", key)
    doc.only({"title", "role", "codes", "listed"}, *at)
    if doc.get(*at, "listed", default="all") not in ("all", "some"):
        raise doc.wrong("listed must be all or some.", *at, "listed")
    codes, some = doc.mapping(*at, "codes"), doc.get(*at, "listed") == "some"
    return Dimension(key, doc.get(*at, "title"), doc.text(*at, "role"), codes, some)


def _topic(doc: Document, key: str) -> Topic:
    at = ("topics", key)
    doc.only({"title", "unit", "kind", "factor", "group", "decimals", "optional"}, *at)
    return Topic(
        key,
        **{name: doc.text(*at, name) for name in ("title", "unit", "kind")},
        factor=doc.convert(int, *at, "factor"),
        group=doc.get(*at, "group"),
        decimals=_decimals(doc, *at),
        optional=doc.get(*at, "optional") == "true",
    )


def _publication(doc: Document) -> Publication:
    given = [name for name in doc.mapping("publication") if name != "exceptions"]
    dates = doc.mapping("publication", "exceptions")
    return Publication(
        {kind: _lag(doc, kind) for kind in given},
        {c: doc.convert(date.fromisoformat, "publication", "exceptions", c) for c in dates},
    )


def _lag(doc: Document, kind: str) -> Lag:
    at = ("publication", kind)
    doc.only({"days", "from"}, *at)
    start = doc.text(*at, "from")
    if start not in ("begin", "end"):
        raise doc.wrong("from must be begin or end.", *at, "from")
    return Lag(doc.convert(int, *at, "days"), start == "begin")


def _size(doc: Document, name: str) -> tuple[int, int | None]:
    bounds: Any = doc.get("sizes", name)
    if not isinstance(bounds, list) or len(bounds) != 2:
        raise doc.wrong(f"sizes.{name} must be [low, high] or [low, null].", "sizes", name)
    low = doc.convert(int, "sizes", name, "0")
    return low, None if bounds[1] is None else doc.convert(int, "sizes", name, "1")


def _groups(doc: Document, i: str) -> tuple[tuple[str, ...], ...]:
    groups = doc.items("overlaps", i)
    if not all(isinstance(group, list) for group in groups):
        raise doc.wrong("An overlap is a list of lists of topics or codes.", "overlaps", i)
    return tuple(tuple(group) for group in groups)


def _break(doc: Document, i: str) -> SeriesBreak:
    at = ("breaks", i)
    doc.only({"at", "why", "only"}, *at)
    only = tuple(doc.items(*at, "only"))
    return SeriesBreak(_dated(doc, *at, "at"), doc.text(*at, "why"), only)


def _status(doc: Document, i: str) -> StatusRule:
    at = ("status", i)
    doc.only({"from", "status", "why"}, *at)
    status = doc.convert(Status, *at, "status")
    return StatusRule(_dated(doc, *at, "from"), status, doc.text(*at, "why"))


def _dated(doc: Document, *keys: str) -> Period:
    period = parse_period(doc.text(*keys))
    if period.begin is None:
        raise doc.wrong(f"{period.code!r} is no year, quarter, month or day.", *keys)
    return period
