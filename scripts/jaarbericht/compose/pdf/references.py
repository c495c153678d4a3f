"""Page numbers of what is pointed to, right in as few rounds as can be.

WeasyPrint 70.0 sets a page with a `target-counter(attr(href), page)` three times: first without the
number, also when it is known by then; then with it; and once more when the number of all pages is
known, which nothing asks for. It also keeps the old number of a heading that goes to the next page
meanwhile, for it notes the target under no name.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from weasyprint.css.targets import TargetCollector
from weasyprint.formatting_structure import build
from weasyprint.layout import page

from jaarbericht.compose.pdf.engine import replaced, rewritten

# Notes a target under its name, and as nothing that the number of the own page would tell.
_CONTENT = {
    "anchor_name = targets.anchor_name_from_token(anchor_token)": (
        "anchor_name = next(name for name, item in target_collector.target_lookup_items.items()"
        " if item is lookup_target)"
    ),
    "missing_counters = missing_target_counters.setdefault(": (
        "missed = missing_target_counters.setdefault("
    ),
    """if counter_name not in missing_counters:
                    missing_counters.append(counter_name)
            # Mixin""": """if counter_name not in missed:
                    missed.append(counter_name)
            # Mixin""",
}
# Fills in a number as soon as its target is set; who stands on the same page is set already.
_KNOWN = {
    "item.pending = True": (
        "item.pending = page_maker_index + 1; item.parse_again(item.cached_page_counter_values)"
    )
}
_SAME_PAGE = {"if counter_lookup.pending:": "if counter_lookup.pending == page_number:"}


@contextmanager
def references_followed() -> Iterator[None]:
    """For the length of the block, a page is set again only when a number on it changes."""
    content = rewritten(build.compute_content_list, _CONTENT)
    known = rewritten(TargetCollector.cache_target_page_counters, _KNOWN)
    made = rewritten(page.make_page, _SAME_PAGE)
    with (
        replaced(build, "compute_content_list", content),
        replaced(TargetCollector, "cache_target_page_counters", known),
        replaced(page, "make_page", made),
    ):
        yield
