"""What a check found. No check, no wording for the terminal."""

from __future__ import annotations

import re
from dataclasses import dataclass

ANEW = "Get the report anew from where it was published, or build it again."
PUBLISHED = "Get the report anew from where it was published."
# What reading goes wrong with when evidence is not of the documented form.
MALFORMED = (
    LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RuntimeError, re.error,
)  # fmt: skip


@dataclass(frozen=True)
class Problem:
    """A finding that somebody can act on.

    kind: a word per sort of finding. where: the place that does not agree (file, page, or id).
    what: the fact that is wrong, in one sentence. todo: the next thing to do.
    """

    kind: str
    where: str
    what: str
    todo: str = ANEW

    def __str__(self) -> str:
        return f"{self.kind}: {self.what}\nwhere: {self.where}\nwhat to do: {self.todo}"


def sentence(fact: str) -> str:
    """A fact as a sentence: with its capital and its full stop."""
    return f"{fact[0].upper()}{fact[1:]}."
