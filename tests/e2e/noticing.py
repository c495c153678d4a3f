"""Whether the checks notice a change, asked of each with as little work as can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from jaarbericht.audit.verify.evidence import Evidence, NoEvidence, evidence_in
from jaarbericht.audit.verify.page.carried import check_hidden
from jaarbericht.audit.verify.page.numerals import explain_numerals
from jaarbericht.audit.verify.pdf.file import Document
from jaarbericht.audit.verify.problem import Problem
from jaarbericht.audit.verify.report import CHECKS, guarded

Check = Callable[[Evidence], Iterator[Problem]]


def check_page(evidence: Evidence) -> Iterator[Problem]:
    """What can be told without the ledger."""
    return check_hidden(evidence.document)


def check_numerals(evidence: Evidence) -> Iterator[Problem]:
    """That every numeral is explained."""
    yield from explain_numerals(evidence).problems


class Noticing:
    """All checks of a verification; that which noticed the last change is the first to be asked."""

    def __init__(self, document: Document) -> None:
        self.evidence = evidence_in(document)
        self.order: list[Check] = [*CHECKS, check_page, check_numerals]

    def notices(self, changed: Document) -> bool:
        """Whether any check finds something; what is attached is read anew when it is other."""
        try:
            evidence = self._evidence(changed)
        except NoEvidence:
            return True
        for check in self.order:
            if next(guarded(check.__name__, check(evidence)), None) is not None:
                self.order.remove(check)
                self.order.insert(0, check)
                return True
        return False

    def _evidence(self, changed: Document) -> Evidence:
        if changed.attachments is self.evidence.document.attachments:
            return replace(self.evidence, document=changed)
        return evidence_in(changed)
