"""How far apart the periods lie that a change compares, whether worked out here or by CBS."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from jaarbericht.audit.verify.calendar import months_apart, span_of, whole
from jaarbericht.audit.verify.evaluate import cell_period, periods_of

Tree = Mapping[str, Any]
MONTHS = {"jaar": 12, "kwartaal": 3, "maand": 1, "year": 12, "quarter": 3, "month": 1}
_ON_YEAR = re.compile(r"t\.o\.v\. (?:de)?zelfde periode (?:vorig jaar|een jaar eerder)")
_ON_LAST = re.compile(r"t\.o\.v\. (?:voorgaande|vorige) periode")


def gap_of(tree: Tree, ledger: Mapping[str, Any]) -> int | None:
    """Months from the old to the new of a change, or of all changes of an extreme; else None."""
    if "cell" in tree:
        return _of_cell(ledger["cells"][tree["cell"]])
    if tree.get("op") in ("maximum", "minimum"):
        gaps = {gap_of(arg, ledger) for arg in tree["args"]}
        return gaps.pop() if len(gaps) == 1 else None
    if tree.get("op") not in ("growth", "difference"):
        return None
    new, old = (whole(periods_of(arg, ledger)) for arg in tree["args"])
    return months_apart(new, old) or None


def _of_cell(cell: Mapping[str, Any]) -> int | None:
    """The time over which CBS itself gives a change, by the titles of a cell."""
    titles = " ".join(title for title in (cell["topic_title"], *cell["titles"].values()) if title)
    span = span_of(cell_period(cell))
    if _ON_YEAR.search(titles):
        return MONTHS["jaar"]
    return span.end - span.begin if span and _ON_LAST.search(titles) else None
