"""Where a step leaves its failure, and where the command line finds it."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from jaarbericht.defects import defect
from jaarbericht.errors import JaarberichtError
from jaarbericht.files import FileProblem, read_json, write_json

P = ParamSpec("P")
T = TypeVar("T")

FOLDER = "JAARBERICHT_FAILURES"


def leave(failure: JaarberichtError, step: str) -> bool:
    """Leave `failure` for the command that started this step; False when nobody waits for it."""
    folder = os.environ.get(FOLDER)
    if not folder:
        return False
    # A full disk must not hide the failure behind another one.
    with suppress(FileProblem):
        write_json(Path(folder) / f"{step}.json", {"step": step, **failure.record()})
        return True
    return False


def collect(folder: Path) -> list[dict[str, Any]]:
    """The failures left in `folder`, in order of step."""
    found = []
    for path in sorted(folder.glob("[!.]*.json")):
        with suppress(FileProblem):
            found.append(read_json(path))
    return found


def leaving(function: Callable[P, T]) -> Callable[P, T]:
    """Make `function` leave its failure before it raises it: Snakemake would bury it."""

    @wraps(function)
    def told(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return function(*args, **kwargs)
        except JaarberichtError as failure:
            leave(failure, "plan")
            raise
        except Exception as error:
            leave(defect(error), "plan")
            raise

    return told
