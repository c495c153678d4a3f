"""Answers one question about a printed number: find, trace, show. Decides nothing about numbers."""

from __future__ import annotations

import sys
from pathlib import Path

from jaarbericht.audit.pagefile import require_place
from jaarbericht.audit.trace import trace
from jaarbericht.audit.trace_evidence import read_evidence
from jaarbericht.audit.trace_find import FEW, find, too_many
from jaarbericht.audit.trace_json import as_json
from jaarbericht.files import write_text


def answer(root: Path, year: int, asked: str, json: bool, page: Path | None) -> bool:
    """Show what `asked` means on standard output; true when there is a finding.

    Raises PageRefused, NotBuilt, NothingFound, TextAmbiguous (after listing the candidates) or
    FileProblem.
    """
    require_place(root, page)
    evidence = read_evidence(root, year)
    meant = find(asked, evidence.ledger["quantities"], evidence.printed)
    few = meant if len(meant) <= FEW else ()
    traces = [
        trace(one.quantity, evidence.ledger, evidence.of(one.quantity), evidence.raw) for one in few
    ]
    if json:
        print(as_json(asked, year, traces, () if few else meant))
    else:
        from jaarbericht.audit.trace_text import show, show_places

        show(traces, sys.stdout) if few else show_places(meant, sys.stdout)
    if not few:
        raise too_many(asked, meant)
    if page:
        from jaarbericht.audit.trace_html import page as html_page

        write_text(page, html_page(asked, year, traces))
    return any(one.findings for one in traces)
