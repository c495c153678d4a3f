"""How far apart the periods lie that a growth or difference compares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jaarbericht.audit.verify.calendar import months_apart, whole
from jaarbericht.audit.verify.evaluate import periods_of

Tree = Mapping[str, Any]
MONTHS = {"jaar": 12, "kwartaal": 3, "maand": 1, "year": 12, "quarter": 3, "month": 1}


def gap_of(tree: Tree, ledger: Mapping[str, Any]) -> int | None:
    """Months from the old to the new of a change, or of all changes of an extreme; else None."""
    if tree.get("op") in ("maximum", "minimum"):
        gaps = {gap_of(arg, ledger) for arg in tree["args"]}
        return gaps.pop() if len(gaps) == 1 else None
    if tree.get("op") not in ("growth", "difference"):
        return None
    new, old = (whole(periods_of(arg, ledger)) for arg in tree["args"])
    return months_apart(new, old) or None
