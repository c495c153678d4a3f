"""Provenance records: what a step made, of what and with what; and whether results are still that.

A record holds no absolute paths and no times, so that equal builds give equal records.
Blind spot: a result that is changed together with its record; the seal notices that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from jaarbericht.errors import JaarberichtError
from jaarbericht.files import FileProblem, read_json, sha256, write_json

FORMAT = "jaarbericht-provenance/1"


class ProvenanceUnreadable(JaarberichtError):
    """A provenance record is damaged or of another format."""


@dataclass(frozen=True)
class Record:
    """One step. Paths are relative to the project; files map to their sha256.

    config: the settings the step used. software: Python, the lock of packages and its sha256.
    """

    rule: str
    wildcards: Mapping[str, str]
    inputs: Mapping[str, str]
    outputs: Mapping[str, str]
    code: Mapping[str, str]
    config: Mapping[str, Any]
    software: Mapping[str, Any]


@dataclass(frozen=True)
class Altered:
    """A result that is not what its step made; `found` is empty when the file cannot be read."""

    path: str
    record: str
    expected: str
    found: str


def hashes(paths: Iterable[str]) -> dict[str, str]:
    """Path -> sha256, sorted by path. Raises FileProblem."""
    return {path: sha256(Path(path)) for path in sorted(paths)}


def write_record(path: Path, record: Record) -> None:
    """Write the record of a step. Raises FileProblem."""
    write_json(path, {"format": FORMAT, **asdict(record)})


def read_record(path: Path) -> Record:
    """The record in `path`. Raises ProvenanceUnreadable."""
    try:
        document = read_json(path)
        if document.pop("format") != FORMAT:
            raise KeyError("format")
        return Record(**document)
    except (FileProblem, KeyError, TypeError, AttributeError) as error:
        raise ProvenanceUnreadable(
            f"{path.name} is not a provenance record.",
            where=str(path),
            why="Without it nobody can tell how the result was made.",
            todo="Remove the file; the next build makes the result anew.",
        ) from error


def altered(root: Path, results: str) -> Iterator[Altered]:
    """The results under `root`/`results` that are not what their steps made.

    A result that is absent is not altered: the next build makes it. A record that cannot be read is
    itself altered.
    """
    for path in sorted((root / results / "provenance").glob("*.json")):
        name = path.relative_to(root).as_posix()
        try:
            record = read_record(path)
        except ProvenanceUnreadable:
            yield Altered(name, name, "", "")
            continue
        for result, expected in record.outputs.items():
            if not (root / result).exists():
                continue
            found = _found(root / result)
            if found != expected:
                yield Altered(result, name, expected, found)


def _found(path: Path) -> str:
    try:
        return sha256(path)
    except FileProblem:
        return ""
