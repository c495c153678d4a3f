"""Which structure element an HTML element becomes. Lists, notes, links and figures: see `tree`."""

from __future__ import annotations

from collections.abc import Mapping

ROLES: Mapping[str, str] = {
    "p": "P",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    **dict.fromkeys(("section", "nav", "header", "footer"), "Sect"),
    "article": "Art",
    "aside": "Div",
    "blockquote": "BlockQuote",
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
}
LISTS = frozenset({"ul", "ol", "dl"})
SCOPES: Mapping[str, str] = {
    "row": "/Row",
    "rowgroup": "/Row",
    "col": "/Column",
    "colgroup": "/Column",
}
