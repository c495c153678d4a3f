"""The annex of revisions as the PDF has it, for the checks of it."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from jaarbericht.audit.verify.page.revised import SECTION, check_revisions
from jaarbericht.audit.verify.pdf.content import Content, Piece
from jaarbericht.audit.verify.pdf.file import Node
from jaarbericht.audit.verify.problem import Problem
from jaarbericht.compose.revisionwords import RevisionPart

Ledger = dict[str, Any]


def section(part: RevisionPart) -> Node:
    """The section as the PDF has it."""
    whole = Node("Sect")
    texts = [("H2", "V.4 Bijgesteld"), *(("P", line) for line in part.lines)]
    if part.rows:
        heads = ("Wat het is", "Vorige editie", "Nu", "Aard")
        texts += [("TH", head) for head in heads]
        for row in part.rows:
            texts += [("TH", row.what), ("TD", row.old), ("TD", row.now), ("TD", row.kind)]
    for number, (kind, text) in enumerate(texts):
        content = Content()
        content.pieces.append(Piece(text, (0.0, 0.0)))
        whole.kids.append(Node(kind, id="" if number else SECTION, parent=whole, kids=[content]))
    return whole


def problems(ledger: Ledger, shown: Node) -> Iterator[Problem]:
    heading = shown.kids[0]
    evidence: Any = SimpleNamespace(ledger=ledger, document=SimpleNamespace(ids={SECTION: heading}))
    return check_revisions(evidence)
