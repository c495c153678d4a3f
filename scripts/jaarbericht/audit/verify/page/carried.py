"""Check: the PDF carries what it says it carries, unchanged, and hides nothing.

The colophon prints the sha256 of the ledger; the ledger holds that of every other attachment and
of every raw table; the lock holds the latter too.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from jaarbericht.audit.verify.evidence import LEDGER, Evidence
from jaarbericht.audit.verify.pdf.content import Content
from jaarbericht.audit.verify.pdf.file import BLOCKS, Document, Node
from jaarbericht.audit.verify.problem import Problem, sentence

COLOPHON = "colofon"


def check_attachments(evidence: Evidence) -> Iterator[Problem]:
    """Every attachment is there once, with the sha256 that the ledger or the colophon prints."""
    found, wanted = evidence.document.attachments, evidence.ledger["attachments"]
    for name in sorted(found.keys() - wanted.keys() - {LEDGER}):
        yield _problem(name, "the ledger does not know this attachment")
    for name, expected in wanted.items():
        if name not in found:
            yield _problem(name, "it is not attached")
        elif sha256(found[name]).hexdigest() != expected:
            yield _problem(name, f"its sha256 is not {expected[:12]}…, as the ledger says")
    parts = (part for part in evidence.document.root.kids if isinstance(part, Node))
    printed = next((part.whole for part in parts if _is_colophon(part)), "")
    if f"ledger.json:{sha256(found[LEDGER]).hexdigest()}" not in printed:
        yield _problem(LEDGER, "its sha256 is not the one that the colophon prints")


def _is_colophon(part: Node) -> bool:
    return any(one.id == COLOPHON for one in part.all("H1"))


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
            if id(content) not in claimed and (content.text.strip() or _draws(content)):
                what = f"‘{content.text.strip() or 'a drawing'}’ has no place in the structure."
                yield Problem("text", f"page {number}", what)
        if _draws(page.artifacts):
            what = "A drawing has no place in the structure."
            yield Problem("text", f"page {number}", what)


def check_drawn(evidence: Evidence) -> Iterator[Problem]:
    """Only the figures of the ledger are drawn, each once."""
    ledger, ids = evidence.ledger, evidence.document.ids
    known = [ids[item["anchor"]] for item in ledger["figures"].values() if item["anchor"] in ids]
    figures = {id(figure) for division in known for figure in division.all("Figure")[:1]}
    for figure in evidence.document.root.all("Figure"):
        if id(figure) not in figures:
            what = f"‘{figure.whole[:60]}’ is a drawing that the ledger does not have."
            yield Problem("text", f"page {figure.page}", what)


def _draws(content: Content) -> bool:
    return bool(content.strokes or content.spots)


_INLINE = frozenset({"Span", "Link", "Reference"})
_HOLDERS = BLOCKS | {"Figure", "TOCI"}


def _holder(node: Node) -> Node:
    """The element that an inline element stands in."""
    while node.kind in _INLINE and node.parent is not None:
        node = node.parent
    return node


def _problem(where: str, what: str) -> Problem:
    return Problem("attachment", where, sentence(what))
