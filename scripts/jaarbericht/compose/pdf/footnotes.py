"""Footnotes stay on the page of their mark, and that is checked. Not how they look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import weasyprint.document
from weasyprint.formatting_structure import boxes
from weasyprint.formatting_structure.build import build_formatting_structure
from weasyprint.layout import LayoutContext, block

from jaarbericht.compose.pdf.engine import replaced, rewritten
from jaarbericht.compose.pdf.errors import FootnoteMoved

CALL, MARKER = "::footnote-call", "::footnote-marker"
_REPORT = "report = not context.in_column and can_break_now and not could_break_before"
_REPORT_AUTO = (
    f"{_REPORT} and all("
    "note.style['footnote_policy'] == 'auto' for note in context.current_page_footnotes)"
)
_OVERFLOW = "overflow = last_child_bottom > footnote_area_bottom"
Pages = Mapping[str, list[int]]


@contextmanager
def kept_footnotes() -> Iterator[None]:
    """For the length of the block, notes stay where they are first put.

    WeasyPrint pushes notes off a page for widows and orphans, whatever footnote-policy says; it
    takes a note for too high when the sum of its lengths is off by the last bit of a float; and
    it keeps the line ends of the HTML in notes, since they are taken out before spaces are joined.
    """
    lines = rewritten(block._linebox_layout, {_REPORT: _REPORT_AUTO})
    area = rewritten(LayoutContext._update_footnote_area, {_OVERFLOW: f"{_OVERFLOW} + 1e-6"})
    with (
        replaced(block, "_linebox_layout", lines),
        replaced(LayoutContext, "_update_footnote_area", area),
        replaced(weasyprint.document, "build_formatting_structure", _build_with_notes),
    ):
        yield


def _build_with_notes(*args: Any) -> Any:
    """Build the boxes of a document, with the spaces in its notes treated as those in its text."""
    root = build_formatting_structure(*args)
    for note in args[-1]:
        note.process_whitespace()
        note.process_text_transform()
    return root


def check_footnotes(document: Any) -> None:
    """Raise FootnoteMoved when a note is absent, double, or not on the page of its mark.

    Keys on the printed number, so the numbering may not start again within the document.
    """
    calls, notes = _found(document, CALL), _found(document, MARKER)
    wrong = [
        number
        for number in sorted(calls.keys() | notes.keys(), key=lambda n: (len(n), n))
        if calls.get(number) != notes.get(number) or len(notes.get(number, [])) != 1
    ]
    if wrong:
        raise FootnoteMoved(
            f"Footnotes that do not stand under their marks: {', '.join(wrong)}.",
            where="; ".join(_told(number, calls, notes) for number in wrong[:5]),
            why="A reader would look for the note on the page of its mark.",
            todo="Move or shorten the note, or the paragraph around its mark.",
        )


def _found(document: Any, kind: str) -> Pages:
    """Printed number -> pages on which it stands."""
    pages: dict[str, list[int]] = defaultdict(list)
    for number, page in enumerate(document.pages, start=1):
        for box in page._page_box.descendants():
            if isinstance(box, boxes.TextBox) and (box.element_tag or "").endswith(kind):
                pages[box.text.strip(" .\u00a0")].append(number)
    return pages


def _told(number: str, calls: Pages, notes: Pages) -> str:
    mark, text = calls.get(number, []), notes.get(number, [])
    return f"{number}: mark on page {_pages(mark)}, note on page {_pages(text)}"


def _pages(pages: list[int]) -> str:
    return ", ".join(map(str, pages)) or "none"
