"""Which elements stand in which: no row without a table, no entry without a list.

The checks look for a text where a report has it; what stands anywhere else none of them would see.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jaarbericht.audit.verify.pdf.node import INLINE, Node

_NAMES = frozenset({"Link", "Span"})
_WORDS = INLINE | {"Note"}
_HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})
_BLOCKS = _HEADINGS | {"Div", "Figure", "L", "P", "Sect", "TOC", "Table"}
_HELD: Mapping[str, frozenset[str]] = {
    "Document": frozenset({"Sect"}),
    **dict.fromkeys(("Sect", "Div"), _BLOCKS),
    **dict.fromkeys(("P", "Caption", *_HEADINGS), _WORDS),
    "Figure": frozenset({"Caption"}),
    "Table": frozenset({"Caption", "THead", "TBody"}),
    **dict.fromkeys(("THead", "TBody"), frozenset({"TR"})),
    "TR": frozenset({"TD", "TH"}),
    "L": frozenset({"LI", "P"}),
    "LI": frozenset({"LBody", "Lbl"}),
    "LBody": _WORDS | {"L", "P"},
    "Note": _NAMES | {"Lbl"},
    "TOC": frozenset({"TOCI"}),
    "TOCI": frozenset({"Reference", "TOC"}),
    **dict.fromkeys(("Lbl", "TD", "TH", "Link", "Span"), _NAMES),
    "Reference": frozenset({"Link"}),
}


def nesting_oddities(root: Node) -> Iterator[str]:
    """Elements that stand in one that holds no such element, and entries with two marks."""
    for node in root.below():
        kinds = [kid.kind for kid in node.kids if isinstance(kid, Node)]
        for kind in kinds:
            if kind not in _HELD.get(node.kind, frozenset()):
                yield f"an element {kind} stands in an element {node.kind}"
        if kinds.count("Lbl") > 1:
            yield f"‘{node.whole[:60]}’ has more than one mark"
