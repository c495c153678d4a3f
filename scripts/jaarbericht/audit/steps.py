"""The steps of a build as its provenance records tell them. Nothing of how they are published."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jaarbericht.audit.provenance import Record, read_record
from jaarbericht.audit.verify.built.manifest import Places


def told(value: Any) -> Any:
    """A setting as one value: names with commas between them, what is nested as JSON."""
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return ", ".join(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


@dataclass(frozen=True)
class Step:
    """One step that ran. name: that of its record and its log; path: of its record."""

    name: str
    path: str
    record: Record

    @property
    def script(self) -> str:
        """The script that the step runs; its other code is what the script imports."""
        rule = self.record.rule
        both = (f"scripts/{rule}.py", f"scripts/chapters/{rule}.py")
        return next((path for path in both if path in self.record.code), both[0])


@dataclass(frozen=True)
class Build:
    """The making of one edition.

    settings: the fields of the edition, as in config.yaml. steps: in order. sources: path -> sha256
    of the Snakefile and its rules. engine: version of Snakemake.
    """

    settings: Mapping[str, Any]
    steps: Sequence[Step]
    records: Mapping[str, str]
    sources: Mapping[str, str]
    engine: str

    @property
    def places(self) -> Places:
        """Where things lie in the results of the edition."""
        return Places(self.settings["year"])

    @property
    def chief(self) -> list[str]:
        """What the whole is made for: the report, its ledger and the cells that it rests on."""
        places = self.places
        wanted = (places.pdf, places.of("ledger.json"), places.of("cells.csv"))
        return [path for path in wanted if path in self.made]

    @cached_property
    def made(self) -> dict[str, str]:
        """Every file that a step made, by path."""
        return _sorted(step.record.outputs for step in self.steps)

    @cached_property
    def given(self) -> dict[str, str]:
        """Every file that a step read and no step made, by path."""
        read = _sorted(step.record.inputs for step in self.steps)
        return {path: digest for path, digest in read.items() if path not in self.made}

    @cached_property
    def code(self) -> dict[str, str]:
        """Every file of code that a step ran, by path."""
        return _sorted(step.record.code for step in self.steps)

    @cached_property
    def scripts(self) -> dict[str, Step]:
        """The scripts that were run, in order, each with a step that ran it."""
        return {step.script: step for step in self.steps}

    @cached_property
    def rules(self) -> dict[str, str]:
        """The rules in the order in which they first ran, with the script of each."""
        return {step.record.rule: step.script for step in self.steps}

    @cached_property
    def packages(self) -> dict[str, str]:
        """The packages that the steps imported, with their versions."""
        named = (step.record.software["packages"] for step in self.steps)
        return _sorted(named)

    @cached_property
    def downloads(self) -> dict[str, Mapping[str, Any]]:
        """The files with CBS tables, with what the lock knows of each table."""
        locks = (step.record.config.get("lock", {}) for step in self.steps)
        known = {table: entry for lock in locks for table, entry in lock.items()}
        read = {Path(path).name: path for path in self.given if path.startswith(self._archives)}
        return {
            read[f"{table}.jsonl"]: {"table": table, **entry}
            for table, entry in known.items()
            if f"{table}.jsonl" in read
        }

    def is_of_cbs(self, path: str) -> bool:
        """Whether a file holds nothing but figures of CBS."""
        made = (self.places.of("raw/"), self.places.of("tidy/"))
        return path.startswith((*self._archives, *made))

    @property
    def _archives(self) -> tuple[str, ...]:
        """Where tables lie that no step made."""
        return tuple(f"{archive}/tables/" for archive in self.places.archives)


def read_steps(root: Path, records: Iterable[str]) -> list[Step]:
    """The steps of `records`, paths relative to `root`. Raises ProvenanceUnreadable."""
    return [Step(Path(path).stem, path, read_record(root / path)) for path in records]


def _sorted(parts: Iterable[Mapping[str, str]]) -> dict[str, str]:
    return dict(sorted({name: value for part in parts for name, value in part.items()}.items()))
