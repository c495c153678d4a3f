"""What something in a PDF has that a plain report does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def strange(given: Any, allowed: frozenset[str], what: str) -> Iterator[str]:
    """The keys that are not allowed, in words."""
    for key in sorted(set(given.keys()) - allowed):
        yield f"{what} has {key}"
