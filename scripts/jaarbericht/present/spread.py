"""Labels in a row that may not overlap. No drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass
class _Cluster:
    """Labels that touch each other: their numbers, wished starts and total size."""

    members: list[int]
    wishes: list[float]
    size: float

    def start(self, low: float, high: float) -> float:
        wish = sum(self.wishes) / len(self.wishes)
        return max(low, min(wish, high - self.size))


def spread(
    centres: Sequence[float], sizes: Sequence[float], low: float, high: float
) -> list[float]:
    """Centres as near to the wished ones as can be, in the same order, without overlap.

    All labels stay between `low` and `high` when their sizes fit; otherwise they stick out above.
    """
    clusters: list[_Cluster] = []
    for i in sorted(range(len(centres)), key=lambda n: (centres[n], n)):
        clusters.append(_Cluster([i], [centres[i] - sizes[i] / 2], sizes[i]))
        while len(clusters) > 1 and _touch(clusters[-2], clusters[-1], low, high):
            clusters.append(_merged(clusters.pop(-2), clusters.pop()))
    placed = [0.0] * len(centres)
    for cluster in clusters:
        at = cluster.start(low, high)
        for i in cluster.members:
            placed[i] = at + sizes[i] / 2
            at += sizes[i]
    return placed


def _touch(one: _Cluster, other: _Cluster, low: float, high: float) -> bool:
    return one.start(low, high) + one.size > other.start(low, high)


def _merged(one: _Cluster, other: _Cluster) -> _Cluster:
    wishes = [*one.wishes, *(w - one.size for w in other.wishes)]
    return _Cluster([*one.members, *other.members], wishes, one.size + other.size)
