"""The parts of a page that works by itself: no script, no address that is fetched."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from jaarbericht.audit.visible import visible_lines


def document(title: str, style: str, body: str) -> str:
    """A whole page in Dutch. title, body: HTML. style: CSS."""
    return (
        '<!DOCTYPE html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def data_table(title: str, heads: Sequence[str], rows: Iterable[str]) -> str:
    """A table with a caption; `rows` are made by `table_row`."""
    head = "".join(f'<th scope="col">{escaped(one)}</th>' for one in heads)
    body = "\n".join(rows)
    return (
        f"<table>\n<caption>{escaped(title)}</caption>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{body}\n</tbody>\n</table>"
    )


def table_row(head: str, *cells: str, style: str = "") -> str:
    """A row of HTML whose first cell heads it. style: a class of the page's CSS."""
    mark = f' class="{style}"' if style else ""
    rest = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr{mark}><th scope="row">{head}</th>{rest}</tr>'


def listed(items: Iterable[str]) -> str:
    """A list of HTML items; empty when there are none."""
    inner = "".join(f"<li>{item}</li>\n" for item in items)
    return f"<ul>\n{inner}</ul>" if inner else ""


def escaped(text: str) -> str:
    """Text from data as HTML; its line ends stay."""
    return html.escape(visible_lines(text))
