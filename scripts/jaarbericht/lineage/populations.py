"""Populations: which group a quantity describes, and how two groups relate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from jaarbericht.lineage.sbi import divisions

_TOTAL = re.compile(r"^(T\d{6}|NL\d{2})$")
MANY = 8


@dataclass(frozen=True, order=True)
class SizeClass:
    """Firms with `low` up to but not including `high` working persons; no upper limit when None."""

    low: int
    high: int | None

    def contains(self, other: SizeClass) -> bool:
        """Whether every firm in `other` is in this class."""
        below = self.high is None or (other.high is not None and other.high <= self.high)
        return self.low <= other.low and below

    def overlaps(self, other: SizeClass) -> bool:
        """Whether a firm can be in both classes."""
        return (self.high is None or other.low < self.high) and (
            other.high is None or self.low < other.high
        )

    def __str__(self) -> str:
        if self.high is None:
            return f"{self.low} of meer werkzame personen"
        return f"{self.low} tot {self.high} werkzame personen"


@dataclass(frozen=True, order=True)
class Member:
    """A code of one dimension, or a topic, with its title; `size` when it is a size class.

    `parts_of` and `clashes` are the codes that a contract says this one lies within, or overlaps;
    `whole` marks a topic that is the whole of its table.
    """

    dimension: str
    code: str
    title: str
    size: SizeClass | None = None
    parts_of: frozenset[str] = field(default=frozenset(), compare=False)
    clashes: frozenset[str] = field(default=frozenset(), compare=False)
    whole: bool = field(default=False, compare=False)

    @property
    def is_total(self) -> bool:
        """Whether this is the whole dimension, by CBS's code or by the contract."""
        return self.whole or _TOTAL.match(self.code) is not None

    def overlaps(self, other: Member) -> bool:
        """Whether two codes of one dimension can count the same firm, person or job twice."""
        if self.code == other.code or self.is_total or other.is_total:
            return True
        if other.code in self.clashes | self.parts_of or self.code in other.parts_of:
            return True
        if self.size and other.size:
            return self.size.overlaps(other.size)
        if (self.size is None) != (other.size is None):
            return True
        return bool(divisions(self.title) & divisions(other.title))

    def contains(self, other: Member) -> bool:
        """Whether `other` lies wholly within this code."""
        if self.code == other.code or self.is_total or self.code in other.parts_of:
            return True
        if self.size and other.size:
            return self.size.contains(other.size)
        mine, theirs = divisions(self.title), divisions(other.title)
        return bool(theirs) and theirs <= mine


@dataclass(frozen=True)
class Population:
    """A universe in words, narrowed to members per dimension (totals narrow nothing)."""

    universe: str
    members: frozenset[Member]

    @classmethod
    def of(cls, universe: str, members: tuple[Member, ...]) -> Population:
        """The population that the codes of one cell select."""
        return cls(universe, frozenset(m for m in members if not m.is_total))

    def along(self, dimension: str) -> frozenset[Member]:
        """The members that narrow one dimension; empty when it is not narrowed."""
        return frozenset(m for m in self.members if m.dimension == dimension)

    @property
    def dimensions(self) -> frozenset[str]:
        """The dimensions that narrow the universe."""
        return frozenset(m.dimension for m in self.members)

    def contains(self, other: Population) -> bool:
        """Whether everything that `other` counts is counted here too."""
        return self.universe == other.universe and all(
            all(any(w.contains(p) for w in self.along(d)) for p in other.along(d))
            and bool(other.along(d))
            for d in self.dimensions
        )

    def differing(self, other: Population) -> frozenset[str]:
        """The dimensions in which two populations select other codes."""
        dimensions = self.dimensions | other.dimensions
        return frozenset(d for d in dimensions if self.along(d) != other.along(d))

    def __str__(self) -> str:
        along = (sorted(self.along(d), key=_by_size) for d in sorted(self.dimensions))
        return "; ".join([self.universe, *map(_told, along)])


def _by_size(member: Member) -> tuple[int, str]:
    return (member.size.low if member.size else 0, member.code)


def _told(members: Sequence[Member]) -> str:
    """The titles, or from where to where they run when they are many."""
    if len(members) <= MANY:
        return ", ".join(m.title for m in members)
    return f"{members[0].title} t/m {members[-1].title} ({len(members)})"
