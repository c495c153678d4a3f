"""What a quantity may be called, and the measures that CBS's units name: euro, kWh, hours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jaarbericht.audit.verify.evaluate import leaves

Tree = Mapping[str, Any]
# Other words for a unit than itself.
_ALSO = {
    "kWh": "kilowattuur", "kg": "kilogram", "punt": "punten", "uren": "uur", "MW": "megawatt",
    "km": "kilometer",
}  # fmt: skip
_MEASURES = frozenset({"euro", "kWh", "kg", "megawatt", "uur", "km"})
_SCALE = re.compile(r"(?:x\s*)?(?:1 ?000\b|mln\b|miljoen\b|mld\b|miljard\b|)\s*")
_KEEPS = frozenset(
    {"sum", "difference", "product", "mean", "weighted_mean", "maximum", "minimum", "per"}
)


def names_of(unit: str) -> frozenset[str]:
    """The words that may stand behind a number of a unit, after the word of its scale.

    A unit such as `euro per bedrijf` may be short: the text says per what.
    """
    short = unit.partition(" per ")[0]
    kind = "procent" if unit.startswith("procent ") else unit
    return frozenset({unit, short, kind, _ALSO.get(unit, unit)})


def measures_of(tree: Tree, ledger: Mapping[str, Any]) -> frozenset[str]:
    """The measures that the cells of a formula are in; the empty text for what is counted.

    Without a member when its outcome is of no measure whatever its cells, such as a percentage.
    """
    if not _keeps(tree):
        return frozenset()
    units = (ledger["cells"][id]["unit"] for kind, id in _tops(tree) if kind == "cell")
    return frozenset(map(_measure, units))


def measure_in(unit: str) -> str:
    """The measure of the unit of a quantity; empty for things that are counted."""
    short = unit.partition(" per ")[0]
    return short if short in _MEASURES else ""


def _measure(unit: str) -> str:
    rest = _SCALE.sub("", " ".join(unit.split()), count=1)
    return rest if rest in _MEASURES else ""


def _keeps(tree: Tree) -> bool:
    """Whether the outcome is in the unit of the arguments, or of the first of a `per`."""
    if "op" not in tree:
        return True
    return tree["op"] in _KEEPS and all(map(_keeps, tree["args"]))


def _tops(tree: Tree) -> Iterator[tuple[str, str]]:
    """The leaves of a formula, without what it divides by."""
    if tree.get("op") == "per":
        yield from _tops(tree["args"][0])
    elif "op" in tree:
        for arg in tree["args"]:
            yield from _tops(arg)
    else:
        yield from leaves(tree)
