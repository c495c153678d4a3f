"""What on a page is decoration or repetition, not content: running headers, leaders, ornaments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf.stream import Stream

from jaarbericht.compose.pdf.engine import replaced
from jaarbericht.compose.pdf.errors import TagTreeBroken

SVG = "{http://www.w3.org/2000/svg}svg"
Properties = Mapping[str, str]

_LAYOUT: Properties = {"Type": "/Layout"}
_REPEATED: Properties = {"Type": "/Pagination"}
_HEADER: Properties = {"Type": "/Pagination", "Subtype": "/Header"}
_FOOTER: Properties = {"Type": "/Pagination", "Subtype": "/Footer"}


def unwrapped(box: Any) -> Any:
    """The box itself, also where WeasyPrint has put a stand-in for an absolute one."""
    return box._box if isinstance(box, AbsolutePlaceholder) else box


def decorative(element: Any) -> bool:
    """Whether a picture is marked as saying nothing."""
    return bool(element.get("alt") == "" or element.get("aria-hidden") == "true")


def find_artifacts(document: Any) -> Mapping[Any, Properties]:
    """Per text or picture that is no content: the properties of its artifact."""
    found: dict[Any, Properties] = {}
    heads: set[Any] = set()
    for page in document.pages:
        for box in page._page_box.children:
            _search(unwrapped(box), None, found, heads)
    return found


def _search(
    box: Any, inside: Properties | None, found: dict[Any, Properties], heads: set[Any]
) -> None:
    why = inside or _reason(box, heads)
    if why is not None and isinstance(box, boxes.TextBox | boxes.ReplacedBox):
        found[box] = why
    for child in getattr(box, "children", ()):
        _search(unwrapped(child), why, found, heads)


def _reason(box: Any, heads: set[Any]) -> Properties | None:
    """Why all in this box is an artifact, if it is. `heads` are the table heads met so far."""
    if isinstance(box, boxes.MarginBox):
        return _FOOTER if box.at_keyword.startswith("@bottom") else _HEADER
    if box.is_leader:
        return _LAYOUT
    if isinstance(box, boxes.ReplacedBox) and box.element is not None and decorative(box.element):
        return _LAYOUT
    if isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer):
        if box.element in heads:
            return _REPEATED
        heads.add(box.element)
    return None


@contextmanager
def artifacts_drawn(artifacts: Mapping[Any, Properties]) -> Iterator[None]:
    """For the length of the block, draw these boxes as artifacts, which get no MCID."""
    with replaced(Stream, "marked", _marker(Stream.marked, artifacts)):
        yield


def _marker(stock: Any, artifacts: Mapping[Any, Properties]) -> Any:
    @contextmanager
    def marked(stream: Any, box: Any, tag: str) -> Iterator[None]:
        if stream._tags is None or box not in artifacts:
            if stream.extra.get("Subtype") == "/Form":
                raise _in_group(box)
            with stock(stream, box, tag):
                yield
            return
        pydyf.Stream.begin_marked_content(stream, "Artifact", pydyf.Dictionary(artifacts[box]))
        try:
            yield
        finally:
            pydyf.Stream.end_marked_content(stream)

    return marked


def _in_group(box: Any) -> TagTreeBroken:
    return TagTreeBroken(
        f"Translucent text or picture: “{getattr(box, 'text', box)}”.",
        why="What is drawn with opacity lies outside the page and cannot be tagged there.",
        todo="Use a solid or rgba() colour in report/styles/ in place of opacity.",
    )
