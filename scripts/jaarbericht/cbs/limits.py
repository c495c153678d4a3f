"""How much a source may give and how long it may take. Only numbers, and what exceeds them."""

from __future__ import annotations

from dataclasses import dataclass

from jaarbericht.cbs.errors import AddressRefused, SourceUnavailable


@dataclass(frozen=True)
class Limits:
    """What one table may need at most.

    answer: bytes of one answer, unpacked; a page of 10 000 rows of 117 topics has some 50 million.
    rows: the largest table known to be used for reports has 435 456. requests: pages, and the
    metadata. total: bytes of all answers; rows go to disk as they come.
    """

    answer: int = 128_000_000
    rows: int = 20_000_000
    requests: int = 20_000
    total: int = 20_000_000_000


@dataclass(frozen=True)
class Patience:
    """How long one table may take, in seconds, and how often an answer is asked for.

    connect: to get a connection; silence: between two pieces of an answer; answer: for the whole of
    it, so that one that drips ends; again: for all tries of one answer together; table: for all
    answers. pause: before the second try, doubled for each next one and never over `longest`,
    with a random part. Retry-After of the host goes before it.
    """

    connect: float = 10
    silence: float = 30
    answer: float = 60
    again: float = 240
    table: float = 3600
    tries: int = 5
    pause: float = 1
    longest: float = 30


USUAL = Limits()
PATIENT = Patience()


def excess(detail: str, where: str) -> SourceUnavailable:
    """The failure for a source that gives more than a table can be."""
    return SourceUnavailable(
        f"The source was not read to its end: {detail}.",
        where=where[:300],
        why="What does not end is no table of CBS.",
        todo="Look at that address; cbs/limits.py says how much is allowed. The archive is as it "
        "was.",
    )


def refused(detail: str, where: str) -> AddressRefused:
    """The failure for an address that leads away from what was asked."""
    return AddressRefused(
        f"The source was not read to its end: {detail}.",
        where=where[:300],
        why="What leads elsewhere is no table of CBS, and nothing there may be asked.",
        todo="Look at that address; a proxy or a login page may stand in between. The archive is "
        "as it was.",
    )
