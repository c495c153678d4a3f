"""A difference between a table and its contract, and the line to change. Found elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jaarbericht.cbs.contract import Contract
from jaarbericht.texts import one_line


@dataclass(frozen=True)
class Finding:
    """One difference between a table and its contract.

    where: the contract's file and the line to change. write: what to write there when the change is
    harmless. wrong: whether a figure could be wrong because of it; the others are warnings.
    """

    where: str
    what: str
    write: str
    wrong: bool = True

    def __str__(self) -> str:
        """Place, difference and remedy on one line."""
        return f"{self.where}: {self.what}; write there: {self.write}"


def at_line(
    contract: Contract, keys: Sequence[str], what: str, write: str, wrong: bool = True
) -> Finding:
    """A finding about the entry of a contract at `keys`, or the nearest above it.

    `what` and `write` may hold texts of CBS: signs that are no text are taken out.
    """
    place = contract.document.where(*keys) if contract.document else contract.id
    return Finding(place, one_line(what), one_line(write), wrong)
