"""Describe a finished build in the standard forms and seal it. Checks nothing afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jaarbericht.audit.crate import crate
from jaarbericht.audit.leftovers import sweep
from jaarbericht.audit.prov import prov
from jaarbericht.audit.steps import Build, read_steps
from jaarbericht.audit.verify.built.links import record_problems
from jaarbericht.audit.verify.built.manifest import Manifest, Places
from jaarbericht.errors import JaarberichtError
from jaarbericht.files import sha256, write_bytes, write_json, write_text

SNAKEFILE = "Snakefile"


class SealRefused(JaarberichtError):
    """The results do not agree with the records of how they were made."""


@dataclass(frozen=True)
class Sealing:
    """What is sealed, and by what step. Paths are relative to the project.

    settings: the fields of the edition. records: in the order of the steps; results: what they
    made. sources: path -> sha256 of everything under resources/ and of what was
    downloaded, of the Snakefile and its rules.
    rule, wildcards, code, software: those of the step that seals. engine: version of Snakemake.
    """

    settings: Mapping[str, Any]
    records: Sequence[str]
    results: Sequence[str]
    sources: Mapping[str, str]
    rule: str
    wildcards: Mapping[str, str]
    code: Mapping[str, str]
    software: Mapping[str, Any]
    engine: str


def seal(root: Path, sealing: Sealing) -> None:
    """Write the RO-Crate, PROV-JSON and the manifest of the edition in the project at `root`.

    Raises ProvenanceUnreadable, FileProblem, or SealRefused when a record knows other files than
    there are.
    """
    places = Places(sealing.settings["year"])
    _describe(root, places, sealing)
    steps = [*(Path(record).stem for record in sealing.records), sealing.rule]
    logs = [places.of(f"logs/{step}.log") for step in steps]
    made = [*sealing.records, *sealing.results, *logs, *places.descriptions]
    files = {
        **{name: sha256(root / name) for name in made},
        **{name: h for name, h in sealing.sources.items() if places.is_given(name)},
    }
    _agree(root, places, files)
    manifest = Manifest(places.year, _sealed_by(places, sealing), files)
    sweep(root, places.year, files)
    write_text(root / places.manifest, manifest.text())


def _describe(root: Path, places: Places, sealing: Sealing) -> None:
    """Write the build in its standard forms, with the Snakefile that they are about."""
    build = Build(
        sealing.settings,
        read_steps(root, sealing.records),
        {record: sha256(root / record) for record in sealing.records},
        _outside(places, sealing),
        sealing.engine,
    )
    write_bytes(root / places.workflow, (root / SNAKEFILE).read_bytes())
    write_json(root / places.prov, prov(build))
    write_json(root / places.crate, crate(build, {places.prov: sha256(root / places.prov)}))


def _outside(places: Places, sealing: Sealing) -> dict[str, str]:
    """The sources that the manifest does not name."""
    named = sealing.sources.items()
    return {name: digest for name, digest in named if not places.is_given(name)}


def _agree(root: Path, places: Places, files: Mapping[str, str]) -> None:
    found = record_problems(root, places.year, files)
    if found:
        raise SealRefused(
            found[0].what,
            where=found[0].where,
            why="Only what is as its record says can be sealed.",
            todo="If a file was changed while the build ran, build again; else remove "
            f"{places.of('')} and build again.",
        )


def _sealed_by(places: Places, sealing: Sealing) -> dict[str, Any]:
    return {
        "rule": sealing.rule,
        "wildcards": dict(sealing.wildcards),
        "sources": _outside(places, sealing),
        "code": dict(sealing.code),
        "config": dict(sealing.settings),
        "software": dict(sealing.software),
    }
