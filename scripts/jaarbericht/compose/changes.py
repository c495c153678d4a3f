"""Whether a formula gives a change, so that words such as ‘gestegen’ say something of it.

Not how large it is, nor what is said of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_CHANGES = frozenset({"difference", "growth", "cagr", "chain"})
# What these make of changes is a change as well: of all arguments, or of the first.
_OF_ALL = frozenset({"sum", "mean", "weighted_mean", "maximum", "minimum"})
_OF_FIRST = frozenset({"product", "per"})
# CBS says it in the name of a dimension or of one of its values: ‘Volume, t.o.v. vorig jaar’.
_OF_CBS = re.compile(r"mutatie|verandering|ontwikkeling|groei|t\.o\.v\.|ten opzichte van", re.I)


def is_change(tree: Mapping[str, Any], cells: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether a formula tree of a ledger, with its `cells`, gives a change and not a level."""
    if "cell" in tree:
        return _is_changed_cell(cells[tree["cell"]])
    name, args = tree.get("op", ""), tree.get("args", ())
    if name in _OF_ALL:
        return all(is_change(arg, cells) for arg in args if "constant" not in arg)
    return name in _CHANGES or (name in _OF_FIRST and is_change(args[0], cells))


def _is_changed_cell(cell: Mapping[str, Any]) -> bool:
    said = [cell["topic"], cell["topic_title"], *cell["titles"], *cell["titles"].values()]
    return any(_OF_CBS.search(text or "") for text in said)
