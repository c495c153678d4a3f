"""Check: drawings without a time axis hold no other words than the data and the kind give them.

Over time events are named too, in words that nothing else says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from jaarbericht.audit.verify.drawing.clock import KIND as CLOCK
from jaarbericht.audit.verify.drawing.clock import QUADRANTS, axis_names
from jaarbericht.audit.verify.drawing.named import has_key
from jaarbericht.audit.verify.drawing.timeline import is_timed
from jaarbericht.audit.verify.evidence import Row
from jaarbericht.audit.verify.itemdata import Item

_SHADES, _NO_FIGURE, _MISSING = "Hoe donkerder, hoe hoger de waarde", "Geen cijfer", "."


def other_words(item: Item, rows: Sequence[Row]) -> Iterator[str]:
    """Texts of a drawing that its data do not have, and those that a map must have."""
    if is_timed(item["marks"]) and item["kind"] != "spark":
        return
    known = Counter(one["text"] for part in ("labels", "ticks", "moments") for one in item[part])
    known.update(_fixed(item, rows))
    names = [row["categorie"] for row in rows]
    left_over = Counter(one["text"] for one in item["texts"]) - known
    for text in left_over:
        if item["kind"] in (CLOCK, "spark") or not any(
            f" {text} " in f" {name} " for name in names
        ):
            yield f"it says ‘{text}’, which its data do not have"
    if item["kind"] == "tiles" and not any(one["text"] == _SHADES for one in item["texts"]):
        yield f"it does not say ‘{_SHADES}’"


def _fixed(item: Item, rows: Sequence[Row]) -> list[str]:
    """What a drawing says besides values and the names of its axes and rows."""
    gaps = [row["afgedrukt"] for row in rows if not row["id"]]
    if item["kind"] == "tiles":
        return [_SHADES, *([_NO_FIGURE] if gaps else []), *(_MISSING for _ in gaps)]
    if item["kind"] == CLOCK:
        return [*QUADRANTS, *axis_names(item)]
    named = has_key(item) or item["kind"] == "slope"
    return [*gaps, *(item["series"] if named else [])]
