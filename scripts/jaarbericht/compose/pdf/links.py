"""One annotation for each piece of a link on a page. Not where links lead."""

from __future__ import annotations

from typing import Any

from jaarbericht.compose.pdf.artifacts import unwrapped


def thin_links(document: Any) -> None:
    """Drop the annotations that WeasyPrint makes for boxes inside a link that already has one."""
    for page in document.pages:
        kept: set[Any] = set()
        _keep(page._page_box, frozenset(), kept)
        page.links = [
            link
            for link in page.links
            if link[0] not in ("internal", "external") or link[3] in kept
        ]


def _keep(box: Any, inside: frozenset[Any], kept: set[Any]) -> None:
    """Note the outermost box of each link; `inside` are the links that this box lies in."""
    element = box.element
    if element is not None and _is_link(box) and element not in inside:
        kept.add(box)
        inside |= {element}
    for child in getattr(box, "children", ()):
        _keep(unwrapped(child), inside, kept)


def _is_link(box: Any) -> bool:
    return bool(box.link) and box.element.get("href") is not None and "::" not in box.element_tag
