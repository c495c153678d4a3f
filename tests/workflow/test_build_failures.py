"""What Snakemake says of a fault outside a step, as a failure that somebody can act on."""

from __future__ import annotations

from pathlib import Path

import pytest

from jaarbericht.build_failures import left_failure, told_failure

ROOT = Path("/p q")
RULE = f"{ROOT}/workflow/rules/chapters/werk.smk"
SCRIPT = f"{ROOT}/.snakemake/scripts/tmp8b_gzq43.werk.py"
ENDED = """Restored previous version of results/2021/ledger.json (updating job failed).
Exiting because a job execution failed. Look above for error messages
WorkflowError:
At least one job did not complete successfully."""
TOLD = {
    "import": (
        f"""Traceback (most recent call last):
  File "{SCRIPT}", line 5, in <module>
    import nergens
ModuleNotFoundError: No module named 'nergens'
RuleException:
CalledProcessError in file "{RULE}", line 30:
Command 'set -euo pipefail; '/p q/python' '{SCRIPT}'' returned non-zero exit status 1.
""",
        "Defect", "ModuleNotFoundError: No module named 'nergens'", "scripts/werk.py:2",
    ),
    "killed": (
        f"""RuleException:
CalledProcessError in file "{RULE}", line 30:
Command 'set -euo pipefail; '/p q/python' '{SCRIPT}'' died with <Signals.SIGKILL: 9>.
""",
        "StepKilled", "The step werk was ended from outside (SIGKILL).", "step werk",
    ),
    "unmade": (
        f"""MissingOutputException in rule werk in file "{RULE}", line 18:
Job 36  completed successfully, but some output files are missing.
results/2021/provenance/werk.json (missing locally)
""",
        "RuleMismatch", "The step werk ended without making what its rule declares.", "step werk",
    ),
    "rule": (
        f"""NameError in file "{RULE}", line 22:
name 'chaptr' is not defined
  File "{RULE}", line 22, in <module>
""",
        "Defect", "NameError: name 'chaptr' is not defined", "workflow/rules/chapters/werk.smk:22",
    ),
    "rule that is not Python": (
        f"""Traceback (most recent call last):

  File "/p q/.venv/lib/python3.11/site-packages/snakemake/parser.py", line 181, in error
    raise SyntaxError(msg, (self.snakefile.path, lineno(token), None, None))

  File "{RULE}", line 18

SyntaxError: Expected name or colon after rule.

Traceback (most recent call last):

  File "/p q/.venv/lib/python3.11/site-packages/snakemake/exceptions.py", line 22, in format_error

KeyError: 18
""",
        "Defect", "SyntaxError: Expected name or colon after rule.",
        "workflow/rules/chapters/werk.smk:18",
    ),
    "indentation": (
        """IndentationError in file "<tokenize>", line 4:
unindent does not match any outer indentation level:
""",
        "Defect", "IndentationError: unindent does not match any outer indentation level:",
        "Snakefile, workflow/rules (line 4)",
    ),
    "disk": (
        "OSError: [Errno 28] No space left on device\n", "FileProblem",
        "The disk is full: No space left on device.", "results",
    ),
    "else": (
        "Something else.\n", "StepFailed", "The workflow stopped, and no step says why.",
        "Snakefile",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_what_is_told(name: str) -> None:
    told, kind, what, where = TOLD[name]
    failure = told_failure(told + ENDED, ROOT)
    assert (failure.kind, failure.what, failure.where) == (kind, what, where)
    assert failure.todo and failure.told == told + ENDED


def test_what_nobody_knows_is_shown_without_what_always_comes() -> None:
    assert told_failure(f"Something else.\n{ENDED}", ROOT).why == "Something else."
    long = "".join(f"line {n}\n" for n in range(100))
    assert len(str(told_failure(long, ROOT)).splitlines()) < 20


def test_the_first_of_several_that_steps_left() -> None:
    left = [
        {"kind": "Soort", "what": f"{n}.", "where": "", "why": "", "todo": "", "step": "werk"}
        for n in "ab"
    ]
    failure = left_failure(left, 2021)
    assert failure.kind == "Soort" and failure.log == "results/2021/logs/werk.log"
    assert failure.what == "a. 1 more went wrong; solve this first."
