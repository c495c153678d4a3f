"""What the guard has to say about a text: findings with their place. No rules about texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from jaarbericht.errors import JaarberichtError

SHOWN = 12


class ProseRejected(JaarberichtError):
    """A text says something that the figures cannot vouch for, or cannot be read."""


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong at one place: `file:line:column`, the text, what to write instead.

    `first` when other things cannot be judged before this is put right.
    """

    file: str
    line: int
    column: int
    problem: str
    todo: str
    first: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.problem}\n    {self.todo}"


@dataclass(frozen=True)
class Source:
    """A text with the name of its file, as the reader of a message knows it."""

    file: str
    text: str

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, both counted from 1."""
        before = self.text[:offset]
        return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1

    def finding(self, offset: int, problem: str, todo: str, first: bool = False) -> Finding:
        """A finding at the character `offset`."""
        return Finding(self.file, *self.place(offset), problem, todo, first)


def reject(findings: Iterable[Finding]) -> None:
    """Raise ProseRejected with all findings, at most one screen of them; pass without any."""
    listed = sorted(set(findings), key=lambda one: (not one.first, one))
    if not listed:
        return
    lines = [str(finding) for finding in listed[:SHOWN]]
    if len(listed) > SHOWN:
        lines.append(f"… and {len(listed) - SHOWN} more.")
    files = sorted({finding.file for finding in listed})
    raise ProseRejected(
        "\n".join([f"{len(listed)} finding(s) in the text:", *lines]),
        where=", ".join(files),
        why="Every number, name and direction on the page must come from the figures.",
        todo="Change these places; an exception goes with its reason into report/allowlist.yaml.",
    )
