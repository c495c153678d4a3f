"""Whether the files of an edition agree with each other: records, ledger, tables and lock.

Reads hashes that the files state of each other; that a file has the hash the manifest says is
looked at elsewhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jaarbericht.audit.verify.built.manifest import RESOURCES, Places, sha256
from jaarbericht.audit.verify.problem import Problem

AGAIN = "Build again: ./jaarbericht build"
_LOCKED = re.compile(
    r"^  ['\"]?([^\s'\":]+)['\"]?:\n    sha256: ['\"]?([0-9a-f]{64})", re.MULTILINE
)

Hashes = Mapping[str, str]


@dataclass
class _Outside:
    """The hashes of files that no seal covers, as they are now; each is read once."""

    root: Path
    known: dict[str, str] = field(default_factory=dict)

    def digest(self, name: str) -> str:
        if name not in self.known:
            self.known[name] = sha256(self.root / name)
        return self.known[name]


def record_problems(root: Path, year: int, files: Hashes) -> list[Problem]:
    """Where the provenance records in `files` disagree with `files`, or with the texts and code.

    files: path -> sha256 of everything that is sealed.
    """
    places = Places(year)
    outside, made, problems = _Outside(root), dict[str, str](), list[Problem]()
    for name in sorted(files):
        if not name.startswith(places.of("provenance/")):
            continue
        record = _record(root / name)
        if record is None:
            problems.append(Problem("record-unreadable", name, f"{name} is no record.", AGAIN))
            continue
        problems += _stated(name, {**record["inputs"], **record["outputs"]}, files, outside)
        problems += _stated(name, record["code"], files, outside)
        problems += _twice(name, record["outputs"], made)
    problems += _made_by_nobody(places, files, made)
    return list(dict.fromkeys(problems))


def outside_problems(root: Path, stated: Hashes) -> list[Problem]:
    """Which of the files in `stated`, all outside the seal, are not what they were."""
    return list(_stated("", stated, {}, _Outside(root)))


def _record(path: Path) -> dict[str, Any] | None:
    document = _json(path)
    parts = ("inputs", "outputs", "code")
    whole = isinstance(document, dict) and all(isinstance(document.get(p), dict) for p in parts)
    return document if whole else None


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None


def _stated(record: str, stated: Hashes, files: Hashes, outside: _Outside) -> Iterator[Problem]:
    for name, digest in stated.items():
        if name in files:
            if files[name] != digest:
                what = f"{record} knows another {name} than the manifest."
                yield Problem("record-disagrees", record, what, AGAIN)
        elif name.startswith(("results/", f"{RESOURCES}/")):
            what = f"{record} names {name}, which is not sealed."
            yield Problem("record-disagrees", record, what, AGAIN)
        elif outside.digest(name) != digest:
            what = f"{name} is not what the report was built with."
            yield Problem("changed-since-build", name, what, AGAIN)


def _twice(record: str, outputs: Iterable[str], made: dict[str, str]) -> Iterator[Problem]:
    for name in outputs:
        if name in made:
            what = f"{record} and {made[name]} both say that they made {name}."
            yield Problem("record-disagrees", record, what, AGAIN)
        made[name] = record


def _made_by_nobody(places: Places, files: Hashes, made: Iterable[str]) -> Iterator[Problem]:
    others = {*made, *places.descriptions}
    apart = (places.of("provenance/"), places.of("logs/"))
    for name in files:
        if name not in others and not name.startswith(apart) and not places.is_given(name):
            what = f"No provenance record says how {name} was made."
            yield Problem("unaccounted", name, what, AGAIN)


def ledger_problems(root: Path, year: int, files: Hashes) -> list[Problem]:
    """Whether the ledger can be read and is that of the PDF, and agrees on the bytes of tables."""
    places = Places(year)
    ledger, attached = places.of("ledger.json"), places.of("report/bijlagen/ledger.json")
    document = _json(root / ledger)
    tables = document.get("tables") if isinstance(document, dict) else None
    if not isinstance(tables, dict):
        what = f"{ledger} names no tables."
        return [Problem("ledger-unreadable", ledger, what, AGAIN)]
    problems = list(_table_problems(root, places, tables, files))
    if files.get(ledger) != files.get(attached):
        what = f"{attached} is another ledger than {ledger}."
        problems.append(Problem("ledger-disagrees", attached, what, AGAIN))
    return problems


def _table_problems(
    root: Path, places: Places, tables: Mapping[str, Any], files: Hashes
) -> Iterator[Problem]:
    """Where ledger, raw results, archive and lock disagree on the bytes of a table."""
    folder = places.archive(root)
    lock = places.lock_in(folder)
    locked = dict(_LOCKED.findall(_text(root / lock)))
    for table, entry in tables.items():
        stated = entry.get("sha256", "") if isinstance(entry, dict) else ""
        raw, archive = places.of(f"raw/{table}.jsonl"), f"{folder}/tables/{table}.jsonl"
        known = {raw: files.get(raw), archive: files.get(archive), lock: locked.get(table)}
        for name, digest in known.items():
            if digest != stated:
                what = f"The ledger rests on another {table} than {name}."
                yield Problem("table-disagrees", name, what, AGAIN)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
