"""Check: the PDF carries what it says it carries, unchanged, and hides nothing.

The colophon prints the sha256 of the ledger, which `cover` looks at; the ledger holds that of every
other attachment and of every raw table; the lock holds the latter too.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from jaarbericht.audit.verify.evidence import LEDGER, Evidence
from jaarbericht.audit.verify.pdf.content import Content
from jaarbericht.audit.verify.pdf.file import BLOCKS, INLINE, Document, Node
from jaarbericht.audit.verify.problem import Problem, sentence

# Whose table is compared line by line, as those of the ledger are.
_WITH_TABLE = ("colofon", "bijgesteld")


def check_attachments(evidence: Evidence) -> Iterator[Problem]:
    """Every attachment is there once, with the sha256 that the ledger has."""
    found, wanted = evidence.document.attachments, evidence.ledger["attachments"]
    for name in sorted(found.keys() - wanted.keys() - {LEDGER}):
        yield _problem(name, "the ledger does not know this attachment")
    for name, expected in wanted.items():
        if name not in found:
            yield _problem(name, "it is not attached")
        elif sha256(found[name]).hexdigest() != expected:
            yield _problem(name, f"its sha256 is not {expected[:12]}…, as the ledger says")


def check_lock(evidence: Evidence) -> Iterator[Problem]:
    """Every table that the ledger uses is the one that the edition froze."""
    frozen, edition = evidence.lock["tables"], evidence.ledger["edition"]
    if (evidence.lock.get("edition"), evidence.lock.get("cutoff")) != (
        edition["year"],
        edition["cutoff"],
    ):
        yield _problem("lock", "it is of another edition or has another cut-off")
    for id, table in evidence.ledger["tables"].items():
        if id not in frozen:
            yield _problem(id, "the lock does not have this table")
            continue
        for name in ("sha256", "modified", "rows", "retrieved", "newer_than_cutoff"):
            if frozen[id].get(name) != table[name]:
                yield _problem(
                    id, f"{name} is ‘{frozen[id].get(name)}’ in the lock, ‘{table[name]}’ in the"
                    " ledger",
                )  # fmt: skip


def check_hidden(document: Document) -> Iterator[Problem]:
    """No text is invisible, read as another than it shows, or outside the structure."""
    for oddity in document.oddities:
        yield Problem("pdf", "the file", sentence(oddity))
    claimed = {id(kid) for node in document.root.below() for kid in node.kids}
    for node in document.root.below():
        holder = _holder(node)
        if holder.kind not in _HOLDERS and any(
            isinstance(kid, Content) and kid.text.strip() for kid in node.kids
        ):
            what = f"‘{node.whole[:60]}’ stands in no block that is looked at."
            yield Problem("text", f"page {node.page}", what)
    for number, page in enumerate(document.pages, 1):
        for oddity in page.oddities:
            yield Problem("text", f"page {number}", sentence(oddity))
        for content in page.marked.values():
            if id(content) not in claimed and (
                content.text.strip() or content.strokes or content.spots
            ):
                what = f"‘{content.text.strip() or 'a drawing'}’ has no place in the structure."
                yield Problem("text", f"page {number}", what)


def check_drawn(evidence: Evidence) -> Iterator[Problem]:
    """Only the figures and tables of the ledger are there, each once, and two that are known."""
    ledger, ids = evidence.ledger, evidence.document.ids
    figures = [ids.get(item["anchor"]) for item in ledger["figures"].values()]
    tables = [ids.get(item["anchor"]) for item in ledger["shown"].values()]
    heads = [ids[name] for name in _WITH_TABLE if name in ids]
    for kind, places in (("Figure", figures), ("Table", [*tables, *(one.parent for one in heads)])):
        known = {id(one) for place in places if place for one in place.all(kind)[:1]}
        for node in evidence.document.root.all(kind):
            if id(node) not in known:
                what = f"‘{node.whole[:60]}’ is a {kind.lower()} that the ledger does not have."
                yield Problem("text", f"page {node.page}", what)


_HOLDERS = BLOCKS | {"Figure", "TOCI"}


def _holder(node: Node) -> Node:
    """The element that an inline element stands in."""
    while node.kind in INLINE and node.parent is not None:
        node = node.parent
    return node


def _problem(where: str, what: str) -> Problem:
    return Problem("attachment", where, sentence(what))
