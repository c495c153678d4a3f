"""A verification in words: for a terminal, and as JSON. Not what is checked."""

from __future__ import annotations

import json
from dataclasses import asdict

from jaarbericht.audit.verify.problem import Problem
from jaarbericht.audit.verify.report import Report
from jaarbericht.audit.visible import visible

SHOWN = 15


def as_text(report: Report) -> str:
    """One line when all agrees; otherwise what was found, one screen of it."""
    if not report.problems:
        return visible(report.line)
    lines = [_told(problem) for problem in report.problems[:SHOWN]]
    if len(report.problems) > SHOWN:
        lines.append(f"… and {len(report.problems) - SHOWN} more; --json lists all.")
    advice = dict.fromkeys(problem.todo for problem in report.problems)
    return "\n".join(visible(line) for line in [*lines, *advice, report.line])


def json_text(report: Report) -> str:
    """Everything: the PDF and its sha256, what was counted, and every problem."""
    told = {**asdict(report), "verified": not report.problems, "line": report.line}
    return json.dumps(told, ensure_ascii=False, indent=1)


def _told(problem: Problem) -> str:
    return f"{problem.kind} {problem.where}: {problem.what}"
