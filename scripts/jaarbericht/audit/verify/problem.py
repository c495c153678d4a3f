"""What a check found. No check, no wording for the terminal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """A finding that somebody can act on.

    kind: a word per sort of finding. where: the place that does not agree (file, page, or id).
    what: the fact that is wrong, in one sentence. todo: the next thing to do.
    """

    kind: str
    where: str
    what: str
    todo: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.what}\nwhere: {self.where}\nwhat to do: {self.todo}"
