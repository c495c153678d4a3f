"""Page numbers in the contents and the annex stay right when what they point to moves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from weasyprint.formatting_structure import build

from jaarbericht.compose.pdf.engine import replaced, rewritten

# The name of an anchor that `attr(href)` gives is resolved in the look-up, but noted unresolved.
_NOTED = "anchor_name = targets.anchor_name_from_token(anchor_token)"
_RESOLVED = (
    "anchor_name = next(name for name, item in target_collector.target_lookup_items.items()"
    " if item is lookup_target)"
)


@contextmanager
def references_followed() -> Iterator[None]:
    """For the length of the block, a page is set again when a target it names has moved.

    WeasyPrint 70.0 notes `target-counter(attr(href), page)` under no name, so that a heading that
    goes to the next page while page numbers are filled in keeps its old number in the contents.
    """
    content = rewritten(build.compute_content_list, _NOTED, _RESOLVED)
    with replaced(build, "compute_content_list", content):
        yield
