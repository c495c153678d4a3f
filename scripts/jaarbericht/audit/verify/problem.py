"""What a check found. No check, no wording for the terminal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that does not agree: of what kind, where, what was found, what to do about it."""

    kind: str
    where: str
    what: str
    todo: str
