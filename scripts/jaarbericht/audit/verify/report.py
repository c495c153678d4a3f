"""Runs the checks on a report and sums up. Every check is a module of its own beside this one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from jaarbericht.audit.verify.built.kept import check_kept
from jaarbericht.audit.verify.built.manifest import Places
from jaarbericht.audit.verify.built.raw import check_raw
from jaarbericht.audit.verify.built.register import check_register, check_settings
from jaarbericht.audit.verify.built.sealed import check_beside, check_seal
from jaarbericht.audit.verify.built.signature import KEY_UNUSABLE, check_signature
from jaarbericht.audit.verify.constants import check_constants
from jaarbericht.audit.verify.datarows import check_rows
from jaarbericht.audit.verify.drawing.drawn import check_drawings
from jaarbericht.audit.verify.evidence import LEDGER, Evidence, NoEvidence, evidence_in
from jaarbericht.audit.verify.extremes import check_extremes
from jaarbericht.audit.verify.numbers import check_cells, check_quantities
from jaarbericht.audit.verify.page.annex import check_entries, check_items
from jaarbericht.audit.verify.page.around import check_around
from jaarbericht.audit.verify.page.carried import (
    check_attachments,
    check_drawn,
    check_hidden,
    check_lock,
)
from jaarbericht.audit.verify.page.cited import check_cited
from jaarbericht.audit.verify.page.colophon import check_errata, check_signs
from jaarbericht.audit.verify.page.cover import check_cover, check_facts
from jaarbericht.audit.verify.page.described import check_descriptions
from jaarbericht.audit.verify.page.fixed import check_fixed
from jaarbericht.audit.verify.page.heads import check_heads
from jaarbericht.audit.verify.page.listings import check_listings
from jaarbericht.audit.verify.page.margins import check_margins
from jaarbericht.audit.verify.page.marks import check_marks
from jaarbericht.audit.verify.page.numerals import explain_numerals
from jaarbericht.audit.verify.page.omitted import check_omitted
from jaarbericht.audit.verify.page.order import check_order
from jaarbericht.audit.verify.page.remarks import check_remarks
from jaarbericht.audit.verify.page.revised import check_revisions
from jaarbericht.audit.verify.page.shown import check_figures, check_tables
from jaarbericht.audit.verify.page.sources import check_documents, check_sources
from jaarbericht.audit.verify.page.terms import check_glossary, check_index
from jaarbericht.audit.verify.pdf.file import Document, NotAReport, read_document
from jaarbericht.audit.verify.populations import check_populations
from jaarbericht.audit.verify.problem import MALFORMED, PUBLISHED, Problem
from jaarbericht.audit.verify.waivers import check_waivers
from jaarbericht.audit.verify.words.captions import check_captions
from jaarbericht.audit.verify.words.comparisons import check_comparisons
from jaarbericht.audit.verify.words.directions import check_directions
from jaarbericht.audit.verify.words.places import (
    check_flow,
    check_passages,
    check_printed,
    check_sentences,
)
from jaarbericht.audit.verify.words.references import check_asked, check_references
from jaarbericht.audit.verify.words.superlatives import check_superlatives
from jaarbericht.audit.verify.words.typedwords import check_allowances, check_number_words
from jaarbericht.audit.verify.words.units import check_units

UNREADABLE = "unreadable"
_UNDONE = frozenset({UNREADABLE, KEY_UNUSABLE})
CHECKS: tuple[Callable[[Evidence], Iterator[Problem]], ...] = (
    check_attachments,
    check_lock,
    check_allowances,
    check_number_words,
    check_drawn,
    check_order,
    check_margins,
    check_cover,
    check_facts,
    check_fixed,
    check_marks,
    check_around,
    check_omitted,
    check_quantities,
    check_constants,
    check_populations,
    check_waivers,
    check_extremes,
    check_cells,
    check_rows,
    check_printed,
    check_directions,
    check_superlatives,
    check_comparisons,
    check_references,
    check_asked,
    check_units,
    check_captions,
    check_passages,
    check_flow,
    check_sentences,
    check_tables,
    check_figures,
    check_heads,
    check_descriptions,
    check_remarks,
    check_drawings,
    check_entries,
    check_items,
    check_sources,
    check_documents,
    check_cited,
    check_glossary,
    check_index,
    check_signs,
    check_errata,
    check_listings,
    check_revisions,
)


@dataclass(frozen=True)
class Report:
    """What was looked at and what was found; `counts` says how many of each were checked."""

    pdf: str
    sha256: str
    counts: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    raw_files: bool = False
    signed: bool = False

    @property
    def undone(self) -> bool:
        """Whether the report, or the key, could not be read, so that nothing is known."""
        return any(problem.kind in _UNDONE for problem in self.problems)

    @property
    def line(self) -> str:
        """The result in one line."""
        where = "cells, raw files and seals" if self.raw_files else "the cells that the PDF carries"
        where += ", and with the signature" if self.signed else ""
        found = len(self.problems)
        if found:
            return f"{self.pdf}: {found} {'finding' if found == 1 else 'findings'}"
        looked = ", ".join(f"{number:,} {name}" for name, number in self.counts.items())
        return f"{self.pdf}: all agree with {where}: {looked}"


def verify_pdf(path: Path, public_key: Path | None = None) -> Report:
    """Check a PDF by what it carries itself, and its signature when the signer's key is given.

    The signature lies beside the PDF. Raises OSError when the PDF cannot be read.
    """
    report, _ = _by_itself(path)
    if public_key is None:
        return report
    problems = check_signature(path, path.with_name(f"{path.name}.sig"), public_key)
    return replace(report, problems=(*report.problems, *problems), signed=True)


def _by_itself(path: Path) -> tuple[Report, Mapping[str, bytes]]:
    """What the PDF alone gives, and what it carries."""
    pdf = path.read_bytes()
    try:
        document = read_document(pdf)
    except NotAReport as error:
        problem = Problem(
            UNREADABLE, path.name, f"It cannot be read as a report: {error}.", PUBLISHED
        )
        return Report(path.name, sha256(pdf).hexdigest(), problems=(problem,)), {}
    counts, problems = verify_document(document)
    return Report(path.name, sha256(pdf).hexdigest(), counts, problems), document.attachments


def verify_document(document: Document) -> tuple[dict[str, int], tuple[Problem, ...]]:
    """Check a document that has been read: how many of each, and what was found."""
    counts: dict[str, int] = {}
    return counts, tuple(dict.fromkeys(findings(document, counts)))


def findings(document: Document, counts: dict[str, int]) -> Iterator[Problem]:
    """What is wrong with a document, as it is found; `counts` is filled with what was looked at."""
    yield from check_hidden(document)
    try:
        evidence = evidence_in(document)
    except NoEvidence as error:
        yield error.problem
        return

    def check_numerals(evidence: Evidence) -> Iterator[Problem]:
        explained = explain_numerals(evidence)
        counts.update(_counts(evidence, explained.numerals))
        yield from explained.problems

    for check in (*CHECKS, check_numerals):
        yield from guarded(check.__name__, check(evidence))


def guarded(check: str, found: Iterator[Problem]) -> Iterator[Problem]:
    """What a check finds. Evidence that is not of the documented form is itself a finding."""
    try:
        yield from found
    except MALFORMED as error:
        what = f"It is not of the documented form: {type(error).__name__} {error}."
        yield Problem("evidence", check.removeprefix("check_"), what, PUBLISHED)


def _counts(evidence: Evidence, numerals: int) -> dict[str, int]:
    ledger = evidence.ledger
    return {
        "figures": len(ledger["quantities"]),
        "printed texts": len(ledger["printed"]),
        "points drawn": sum(len(item["marks"]) for item in ledger["figures"].values()),
        "numerals": numerals,
    }


def verify_results(root: Path, year: int, public_key: Path | None = None) -> Report:
    """Check the report of an edition where it was built: also raw files, seals and records."""
    places = Places(year)
    path = root / places.pdf
    report, attachments = _by_itself(path)
    problems = [*report.problems, *check_carried(root, path, attachments)]
    problems += [*check_seal(root, year), *check_beside(root, year)]
    if public_key is not None:
        for name in places.signed:
            problems += check_signature(root / name, root / f"{name}.sig", public_key)
    return Report(
        path.relative_to(root).as_posix(), report.sha256, report.counts,
        tuple(dict.fromkeys(problems)), raw_files=True, signed=public_key is not None,
    )  # fmt: skip


def check_carried(root: Path, path: Path, attachments: Mapping[str, bytes]) -> Iterator[Problem]:
    """What the PDF carries, against the raw files and the files that it was made of."""
    try:
        ledger = json.loads(attachments[LEDGER])
    except MALFORMED:
        return  # told by the checks of the PDF itself
    for check in (check_raw, check_kept, check_register, check_settings):
        yield from guarded(check.__name__, check(root, ledger))
    for name, content in attachments.items():
        for file in (path.parent / "report" / "bijlagen" / name, path.parent / name):
            if file.is_file() and file.read_bytes() != content:
                yield Problem(
                    "attachment", file.relative_to(root).as_posix(),
                    "It is not the file that the PDF carries.", "Run: ./jaarbericht build",
                )  # fmt: skip
