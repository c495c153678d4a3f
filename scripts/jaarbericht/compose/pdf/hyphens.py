r"""A hyphen that only ends a line is read as a soft hyphen, so that the word stays one word.

The style sheet tells such hyphens from those that belong to a word by a zero-width space behind
them: `hyphenate-character: "-\200B"`. All typefaces here share one shape for both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream

from jaarbericht.compose.pdf.engine import replaced

HYPHEN = "-\u200b"
# The last glyph of the text shown last, and what moves the pen after it.
_LAST = re.compile(rb"\[(.*)<([0-9a-f]*)([0-9a-f]{4})>((?:<>|[^<>])*)\] TJ", re.DOTALL)
_SOFT = b"/Span <</ActualText <feff00ad>>> BDC"


@contextmanager
def hyphens_soft() -> Iterator[None]:
    """For the length of the block, text that ends in HYPHEN is read with a soft one."""
    with replaced(Stream, "marked", _marker(Stream.marked)):
        yield


def _marker(stock: Any) -> Any:
    @contextmanager
    def marked(stream: Any, box: Any, tag: str) -> Iterator[None]:
        with stock(stream, box, tag):
            start = len(stream.stream)
            yield
            if isinstance(box, boxes.TextBox) and box.pango_layout.text.endswith(HYPHEN):
                _soften(stream.stream, start)

    return marked


def _soften(operators: list[Any], start: int) -> None:
    """Set the last glyph of the last text shown since `start` apart, as a soft hyphen."""
    for index in range(len(operators) - 1, start - 1, -1):
        one = operators[index]
        shown = _LAST.fullmatch(one) if isinstance(one, bytes) else None
        if shown:
            before, head, last, tail = shown.groups()
            rest = [b"[%b<%b>] TJ" % (before, head)] if before or head else []
            operators[index : index + 1] = [*rest, _SOFT, b"[<%b>%b] TJ" % (last, tail), b"EMC"]
            return
