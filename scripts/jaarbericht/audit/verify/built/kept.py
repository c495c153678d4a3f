"""Check, where the report was built: what was kept of the edition before is what the annex tells.

A number that a cell revised and that has no row is not noticed: the cells of now would have to be
looked for in the raw tables. `./jaarbericht compare` does that.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from jaarbericht.audit.verify.evaluate import CannotEvaluate, leaves, status_of, value_of
from jaarbericht.audit.verify.page.revised import (
    SECTION,
    Part,
    cited_now,
    is_same_table,
    said_of,
)
from jaarbericht.audit.verify.problem import MALFORMED, Problem, sentence

EDITIONS = "resources/editions"


def check_kept(root: Path, ledger: Part) -> Iterator[Problem]:
    """What was kept of the edition before says the same as the rows and the counts."""
    part = ledger["revisions"]
    if not part["earlier"] or not part["earlier"]["kept"]:
        return
    path = root / EDITIONS / f"{part['earlier']['year']}.json.gz"
    try:
        kept = json.loads(gzip.decompress(path.read_bytes()))
        yield from _against(kept, part)
        yield from _without_row(kept, part, ledger)
    except (OSError, EOFError, *MALFORMED) as error:
        yield _problem(path.name, f"it cannot be compared: {error!r}")


def _against(kept: Part, part: Part) -> Iterator[Problem]:
    for name, value in kept["edition"].items():
        if part["earlier"][name] != value:
            yield _problem(name, f"it was kept as ‘{value}’, the report has"
                           f" ‘{part['earlier'][name]}’")  # fmt: skip
    prose = kept["said"].keys() & kept["quantities"].keys()
    points = len(kept["quantities"]) - len(prose)
    if (part["counts"]["numbers"], part["counts"]["points"]) != (len(prose), points):
        yield _problem(SECTION, f"{len(prose)} numbers and {points} other figures were kept")
    if part["tables"] != {id: one["sha256"] for id, one in kept["tables"].items()}:
        yield _problem("tables", "they are not those of what was kept")
    for row in part["rows"]:
        quantity = kept["quantities"].get(row["id"], {})
        for name, mine in (("value", "old"), ("expression", "expression"), ("form", "form"),
                           ("unit", "unit"), ("status", "old_status")):  # fmt: skip
            if quantity.get(name) != row[mine]:
                yield _problem(row["id"], f"its {name} is not what was kept")
    for id, one in part["cells"].items():
        cell = kept["cells"].get(id, {})
        if any(cell.get(name) != one[name] for name in ("raw", "codes", "table", "status")):
            yield _problem(id, "it is not the cell that was kept")
    for key, one in part["citations"].items():
        cited = kept["citations"].get(key, {})
        for name in ("value", "unit", "period", "status"):
            if one[name] != cited.get(name):
                yield _problem(key, f"its {name} is ‘{one[name]}’, it was kept as"
                               f" ‘{cited.get(name)}’")  # fmt: skip


def _without_row(kept: Part, part: Part, ledger: Part) -> Iterator[Problem]:
    """Each number has a row that its published figures alone make print otherwise now."""
    cited = {key: cited_now(key, one, ledger) for key, one in kept["citations"].items()}
    changed = {("citation", key) for key, one in kept["citations"].items() if cited[key] != one}
    now = {"cells": kept["cells"], "citations": cited}
    for id in sorted(kept["said"].keys() - {row["id"] for row in part["rows"]}):
        quantity = {**kept["quantities"][id], "id": id}
        used = leaves(quantity["expression"])
        tables = {kept["cells"][leaf]["table"] for kind, leaf in used if kind == "cell"}
        same = all(is_same_table(table, part, ledger) for table in tables)
        if (
            same
            and changed.intersection(used)
            and _is_revised(quantity, kept["said"][id], kept, now)
        ):
            yield _problem(id, "the published figures of now revise it, and it has no row")


def _is_revised(quantity: Part, said: Iterable[list[str]], old: Part, now: Part) -> bool:
    """Whether a number has another value, and one of its calls another text."""
    tree = quantity["expression"]
    row = {**quantity, "old_status": status_of(tree, old), "now_status": status_of(tree, now)}
    calls = [{"words": words, "old": "", "now": ""} for words in said]
    try:
        return value_of(tree, old) != value_of(tree, now) and any(
            said_of(row, call, "old", old) != said_of(row, call, "now", now) for call in calls
        )
    except CannotEvaluate:
        return True


def _problem(where: str, what: str) -> Problem:
    return Problem("revision", where, sentence(what))
