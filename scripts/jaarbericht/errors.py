"""The root of all failures the pipeline can name; each layer adds its own kinds beside its code."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(eq=False)
class JaarberichtError(Exception):
    """A failure that somebody can act on.

    what: the fact that is wrong, in one sentence. where: the file, table, line or cell.
    why: why it matters. todo: the next thing to do. Subclasses only name the kind.
    """

    what: str
    where: str = ""
    why: str = ""
    todo: str = ""

    @property
    def kind(self) -> str:
        """Name of the kind of failure, for messages and for JSON."""
        return type(self).__name__

    def __str__(self) -> str:
        labels = (("where", self.where), ("why", self.why), ("what to do", self.todo))
        return "\n".join([self.what, *(f"{label}: {text}" for label, text in labels if text)])

    def __reduce__(self) -> tuple[type[JaarberichtError], tuple[str, str, str, str]]:
        return type(self), (self.what, self.where, self.why, self.todo)

    def record(self) -> dict[str, str]:
        """The failure as data: kind, what, where, why, todo."""
        return {
            "kind": self.kind,
            "what": self.what,
            "where": self.where,
            "why": self.why,
            "todo": self.todo,
        }
