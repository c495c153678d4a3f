"""How the manifest of an edition is written, and which files it must name. Compares nothing."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FORMAT = "jaarbericht-manifest/1"
RECORD_FORMAT = "jaarbericht-provenance/1"
RESOURCES, RESULTS = "resources", "results"


@dataclass(frozen=True)
class Places:
    """Where things lie in the results of the edition of `year`, relative to the project."""

    year: int

    def of(self, name: str) -> str:
        """A path under the results."""
        return f"{RESULTS}/{self.year}/{name}"

    def has(self, name: str) -> bool:
        """Whether a path is one under the results of this edition."""
        return name.startswith(self.of(""))

    @property
    def archives(self) -> tuple[str, str]:
        """Where the tables of the edition can come from: the project, or a download for it."""
        return f"{RESOURCES}/archive", self.of("live")

    def is_given(self, name: str) -> bool:
        """Whether a file is sealed although no step makes it: resources, and a download."""
        return name.startswith((f"{RESOURCES}/", self.of("live/")))

    def lock_in(self, archive: str) -> str:
        """The lock of the edition in an archive."""
        return f"{archive}/locks/{self.year}.yaml"

    def archive(self, root: Path) -> str:
        """The archive that the report rests on: the one whose lock is attached to it."""
        attached = sha256(root / self.of(f"report/bijlagen/lock-{self.year}.yaml"))
        used = (a for a in self.archives if attached and sha256(root / self.lock_in(a)) == attached)
        return next(used, self.archives[0])

    @property
    def manifest(self) -> str:
        """The manifest itself."""
        return self.of("manifest.json")

    @property
    def pdf(self) -> str:
        """The report."""
        return self.of(f"jaarbericht-{self.year}.pdf")

    @property
    def record(self) -> str:
        """The provenance record of the step that seals: it names the hash of the manifest."""
        return self.of("provenance/seal.json")

    @property
    def prov(self) -> str:
        """The build as PROV-JSON."""
        return self.of("prov.json")

    @property
    def crate(self) -> str:
        """The build as RO-Crate."""
        return self.of("ro-crate-metadata.json")

    @property
    def workflow(self) -> str:
        """The Snakefile, copied: a crate holds the workflow that it is about."""
        return self.of("workflow/Snakefile")

    @property
    def descriptions(self) -> list[str]:
        """What the step that seals makes beside the manifest."""
        return [self.prov, self.crate, self.workflow]

    @property
    def signed(self) -> tuple[str, str]:
        """What is signed when the edition is published."""
        return self.pdf, self.manifest

    @property
    def left_out(self) -> set[str]:
        """Files that the manifest cannot name: itself, what names it, and what comes after it."""
        return {self.manifest, self.record, *(f"{name}.sig" for name in self.signed)}


@dataclass(frozen=True)
class Manifest:
    """Path -> sha256 of every file of an edition, and what sealed them.

    sealed_by: rule, wildcards, sources, code, config and software of the step, as in its record;
    its sources are only those that `files` does not name.
    """

    edition: int
    sealed_by: Mapping[str, Any]
    files: Mapping[str, str]

    def text(self) -> str:
        """The manifest as it is written: in order of path, a path a line, with its digest.

        Without the line of the digest it is the text that the digest is of.
        """
        head, body = {"format": FORMAT}, self._body()
        digest = hashlib.sha256(json_text(head | body).encode()).hexdigest()
        return json_text(head | {"digest": digest} | body)

    def _body(self) -> dict[str, Any]:
        files = {path: self.files[path] for path in sorted(self.files)}
        return {"edition": self.edition, "sealed_by": self.sealed_by, "files": files}

    def record_text(self) -> str:
        """The provenance record of the step that seals, which follows from the manifest."""
        places, by = Places(self.edition), dict(self.sealed_by)
        outside, made = by.pop("sources"), {name: self.files[name] for name in places.descriptions}
        logs = places.of("logs/")
        given = {
            name: digest
            for name, digest in self.files.items()
            if name not in made and not name.startswith(logs)
        }
        made[places.manifest] = hashlib.sha256(self.text().encode()).hexdigest()
        return json_text(
            {
                "format": RECORD_FORMAT,
                "rule": by.pop("rule"),
                "wildcards": by.pop("wildcards"),
                "inputs": dict(sorted({**given, **outside}.items())),
                "outputs": dict(sorted(made.items())),
                **by,
            }
        )


def json_text(value: Any) -> str:
    """JSON as all of the project writes it."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def parse_manifest(text: str) -> Manifest:
    """The manifest in `text`. Raises one of MALFORMED when it is none."""
    document = json.loads(text)
    if document["format"] != FORMAT:
        raise ValueError("format")
    by = document["sealed_by"]
    by = {name: by[name] for name in ("rule", "wildcards", "sources", "code", "config", "software")}
    by |= {name: dict(by[name]) for name in ("sources", "code")}
    manifest = Manifest(document["edition"], by, dict(document["files"]))
    manifest.record_text()  # everything that it needs is there
    return manifest


def sha256(path: Path) -> str:
    """sha256 of a file, in hex; empty when it cannot be read, as what is no file but a pipe."""
    if not path.is_file():
        return ""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def present(root: Path, year: int) -> list[str]:
    """The files that the manifest must name, as they are there now, sorted."""
    return sorted([*results(root, year), *_walk(root, RESOURCES)])


def results(root: Path, year: int) -> list[str]:
    """The files under `results/<year>` that the manifest must name, sorted."""
    places = Places(year)
    found = _walk(root, f"{RESULTS}/{year}", skip=places.of("set-aside"))
    return sorted({*found} - places.left_out)


def editions(root: Path) -> tuple[list[int], list[str]]:
    """The years that have a folder under `results`, and what lies there beside these, sorted."""
    entries = _entries(root / RESULTS)
    years = {e.name for e in entries if re.fullmatch(r"\d{4}", e.name) and e.is_dir()}
    others = sorted(f"{RESULTS}/{e.name}" for e in entries if e.name not in years)
    return sorted(map(int, years)), others


def _walk(root: Path, folder: str, skip: str = "") -> Iterator[str]:
    """Every file under a folder. A link to a folder counts as a file: nothing follows it."""
    for entry in _entries(root / folder):
        name = f"{folder}/{entry.name}"
        if name == skip:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(root, name, skip)
        else:
            yield name


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []
