"""One thing that is wrong with an edition. Nothing about how it was found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """A finding that somebody can act on.

    kind: a word per sort of finding. where: the file, relative to the project. what: the fact that
    is wrong, in one sentence. todo: the next thing to do.
    """

    kind: str
    where: str
    what: str
    todo: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.what}\nwhere: {self.where}\nwhat to do: {self.todo}"
