"""Check: what surrounds the pages says the same: title, bookmarks, and where references lead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.pdffile import squeezed
from jaarbericht.audit.verify.problem import Problem


def check_around(evidence: Evidence) -> Iterator[Problem]:
    """Document information, outline and references, against edition, headings and items."""
    document, edition = evidence.document, evidence.ledger["edition"]
    about = document.about
    if (about.get("Title"), about.get("Author")) != (edition["title"], edition["publisher"]):
        yield _problem("the file", "its title and author are not those of the edition")
    if not about.get("Subject", "").startswith(f"{edition['title']}, versie {edition['version']}."):
        yield _problem("the file", "its description is not that of the edition")
    headings = {heading.whole for heading in document.root.all("H1", "H2", "H3", "H4")}
    for title, _ in document.bookmarks:
        if squeezed(title) not in headings:
            yield _problem("the bookmarks", f"‘{title}’ is no heading")
    for one in evidence.ledger["printed"]:
        if one["kind"] == "verwijzing":
            yield from _reference(one, evidence)


def _reference(one: Mapping[str, Any], evidence: Evidence) -> Iterator[Problem]:
    """A reference names a figure or table by its number, and leads there."""
    items = {**evidence.ledger["figures"], **evidence.ledger["shown"]}
    name = one["asked"][0]
    item = items.get(f"{one['chapter']}.{name}") or items.get(name)
    node = evidence.document.ids.get(f"p-{one['id']}")
    if node is None:
        return  # told by check_printed
    if item is not None and not one["text"].endswith(f"\u00a0{item['number']}"):
        yield _problem(one["id"], f"‘{one['text']}’ does not name {item['number']}")
    wanted = {item["anchor"]} if item is not None else {name, f"h-{name}"}
    if len(node.targets) == 0 or not set(node.targets) <= wanted:
        yield _problem(one["id"], f"on page {node.page} it leads to {node.targets}")


def _problem(where: str, what: str) -> Problem:
    return Problem("around", where, f"{what[0].upper()}{what[1:]}.", _TODO)


_TODO = "Get the report anew from where it was published, or build it again."
