"""What a build that failed complained of, as a failure that somebody can act on."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jaarbericht.defects import mistake, place_of
from jaarbericht.errors import JaarberichtError

_SHOWN = 12
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
# What Snakemake says of every step that failed.
_NOISE = re.compile(
    r"Restored previous version|Cannot restore|Using workflow specific profile|WorkflowError:$"
    r"|RuleException:$|Exiting because a job|At least one job did not|Not cleaning up"
)
_KILLED = re.compile(r"Command '.*?\.(\w+)\.py'? ?.*?died with <Signals\.(\w+)")
_UNMADE = re.compile(r"MissingOutputException in rule (\w+)")
_IN_RULES = re.compile(r'^(\w+) in file "([^"]+)", line (\d+):\n(.*)', re.MULTILINE)
_FRAME = re.compile(r'^ *File "([^"]+)", line (\d+)', re.MULTILINE)
_RAISED = re.compile(r"^(\w+(?:Error|Exception|Interrupt)(?::.*)?)$", re.MULTILINE)


@dataclass(eq=False)
class StepFailed(JaarberichtError):
    """A step of the build failed, by its own account.

    `log` is the file with what else it said; `told` is what was said outside any step.
    """

    failed: str = ""
    log: str = ""
    told: str = ""

    @property
    def kind(self) -> str:
        """The kind of failure that the step had."""
        return self.failed or super().kind


def left_failure(left: Sequence[Mapping[str, Any]], year: int) -> StepFailed:
    """The first of the failures that steps left."""
    first = left[0]
    others = f" {len(left) - 1} more went wrong; solve this first." if len(left) > 1 else ""
    return StepFailed(
        first["what"] + others,
        first["where"],
        first["why"],
        first["todo"],
        failed=first["kind"],
        log=f"results/{year}/logs/{first['step']}.log",
    )


def told_failure(told: str, root: Path) -> StepFailed:
    """The failure in what Snakemake and its steps said, when no step left one."""
    looks: tuple[Callable[[str, Path], StepFailed | None], ...] = (
        _full_disk, _killed, _unmade, _raised, _in_rules,
    )  # fmt: skip
    found = next((one for one in (look(told, root) for look in looks) if one), _unknown(told))
    return replace(found, told=told)


def _unknown(told: str) -> StepFailed:
    return StepFailed(
        "The workflow stopped, and no step says why.",
        where="Snakefile",
        why="\n".join([line for line in told.splitlines() if not _NOISE.search(line)][-_SHOWN:]),
        todo="Correct what it complains of; --debug shows all of it.",
    )


def _full_disk(told: str, root: Path) -> StepFailed | None:
    full = next((text for text in map(os.strerror, _FULL) if text in told), "")
    if not full:
        return None
    return StepFailed(
        f"The disk is full: {full}.",
        where="results",
        why="A result could not be written or kept.",
        todo="Free some disk space and run the command again; earlier results are intact.",
        failed="FileProblem",
    )


def _killed(told: str, root: Path) -> StepFailed | None:
    found = _KILLED.search(told)
    return found and StepFailed(
        f"The step {found[1]} was ended from outside ({found[2]}).",
        where=f"step {found[1]}",
        why="The system ends a program when memory runs out; its earlier results are intact.",
        todo="Close other programs or use one step at a time: ./jaarbericht build --cores 1",
        failed="StepKilled",
    )


def _unmade(told: str, root: Path) -> StepFailed | None:
    found = _UNMADE.search(told)
    return found and StepFailed(
        f"The step {found[1]} ended without making what its rule declares.",
        where=f"step {found[1]}",
        why="Every file is declared, so that it is made again when it must be and never lost.",
        todo="Let its script end as that of another chapter does, with run_chapter, and make"
        " everything that its rule names.",
        failed="RuleMismatch",
    )


def _raised(told: str, root: Path) -> StepFailed | None:
    """An exception before the script was in the frame that tells of it: while it imports."""
    for block in told.split("Traceback (most recent call last):")[1:]:
        raised = _RAISED.search(block)
        frames = _FRAME.findall(block[: raised.start()]) if raised else []
        ours = [frame for frame in frames if _is_of(root, frame[0])]
        if raised and ours:
            return _mistake(raised[1], ours[-1][0], int(ours[-1][1]), root)
    return None


def _in_rules(told: str, root: Path) -> StepFailed | None:
    found = _IN_RULES.search(told)
    return found and _mistake(f"{found[1]}: {found[4]}", found[2], int(found[3]), root)


def _mistake(what: str, file: str, line: int, root: Path) -> StepFailed:
    where = (
        place_of(file, line) if _is_of(root, file) else f"Snakefile, workflow/rules (line {line})"
    )
    one = mistake(what, where.removeprefix(f"{root}/"))
    return StepFailed(one.what, one.where, one.why, one.todo, failed=one.kind)


def _is_of(root: Path, file: str) -> bool:
    return file.startswith(f"{root}/") and "site-packages" not in file
