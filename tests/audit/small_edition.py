"""A project with one table, one chapter and a report, built and sealed without any of the rules."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from jaarbericht.audit.provenance import Record, hashes, write_record
from jaarbericht.audit.seal import Sealing, seal
from jaarbericht.audit.verify.built.manifest import Manifest, parse_manifest
from jaarbericht.files import read_json, write_json, write_text

YEAR, TABLE = 2021, "83693NED"
RESULTS = f"results/{YEAR}"
PDF = f"{RESULTS}/jaarbericht-{YEAR}.pdf"
MANIFEST, SEAL_RECORD = f"{RESULTS}/manifest.json", f"{RESULTS}/provenance/seal.json"
ARCHIVED = f"resources/archive/tables/{TABLE}.jsonl"
ORIGIN = f"resources/archive/tables/{TABLE}.origin.json"
LOCK = f"resources/archive/locks/{YEAR}.yaml"
CONTRACT = f"resources/contracts/{TABLE}.yaml"
RAW, RECEIPT = f"{RESULTS}/raw/{TABLE}.jsonl", f"{RESULTS}/raw/{TABLE}.receipt.json"
TIDY, CHAPTER = f"{RESULTS}/tidy/{TABLE}.csv", f"{RESULTS}/chapters/proef/chapter.json"
LEDGER, CELLS = f"{RESULTS}/ledger.json", f"{RESULTS}/cells.csv"
PAGE, ATTACHED = f"{RESULTS}/report/index.html", f"{RESULTS}/report/bijlagen/ledger.json"
TEXT, RULES = "report/chapters/proef.md", "workflow/rules/audit.smk"
SETTINGS: dict[str, Any] = {
    "year": YEAR,
    "title": "Proefbericht",
    "publisher": "Uitgever",
    "version": "0.1",
    "cutoff": "2021-11-18",
    "state": "draft",
    "language": "nl",
    "chapters": ["proef"],
}
# Step: its rule, what it reads, what it makes.
STEPS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    f"fetch_table.{TABLE}": ("fetch_table", (ARCHIVED, ORIGIN), (RAW, RECEIPT)),
    f"tidy_table.{TABLE}": ("tidy_table", (RAW, CONTRACT), (TIDY,)),
    "proef": ("proef", (TIDY, RECEIPT, CONTRACT), (CHAPTER,)),
    "assemble": ("assemble", (CHAPTER, TEXT), (LEDGER, CELLS, PAGE, ATTACHED)),
    "typeset": ("typeset", (PAGE, ATTACHED), (PDF,)),
}
RECORDS = tuple(f"{RESULTS}/provenance/{step}.json" for step in STEPS)
LOGS = tuple(f"{RESULTS}/logs/{step}.log" for step in (*STEPS, "seal"))
DESCRIPTIONS = tuple(
    f"{RESULTS}/{name}" for name in ("prov.json", "ro-crate-metadata.json", "workflow/Snakefile")
)
RESOURCES = (ARCHIVED, ORIGIN, LOCK, CONTRACT, "resources/archive/README.md")
MADE = tuple(path for _, _, made in STEPS.values() for path in made)
EVERYTHING = (*MADE, *RECORDS, *LOGS, *DESCRIPTIONS, *RESOURCES, MANIFEST, SEAL_RECORD)
SOFTWARE = {"python": "3.11.2", "lock": "0" * 64, "packages": {"pyyaml": "6.0"}}


@dataclass(frozen=True)
class SmallEdition:
    """The project at `root`."""

    root: Path

    def edit(self, name: str, change: Callable[[bytes], bytes]) -> None:
        """Change the bytes of a file, and see that they changed."""
        path = self.root / name
        before = path.read_bytes()
        path.write_bytes(change(before))
        assert path.read_bytes() != before

    def edit_json(self, name: str, change: Callable[[Any], object]) -> None:
        """Change a JSON file, written as the project writes JSON."""
        document = read_json(self.root / name)
        change(document)
        self.edit(name, lambda _: _json_bytes(document))

    def manifest(self) -> Manifest:
        """What the manifest says."""
        return parse_manifest((self.root / MANIFEST).read_text("utf-8"))

    def forge(self) -> None:
        """Write manifest and record anew, so that they fit the files as they are now."""
        old = self.manifest()
        files = {name: _digest(self.root / name) for name in old.files}
        new = Manifest(old.edition, old.sealed_by, files)
        write_text(self.root / MANIFEST, new.text())
        write_text(self.root / SEAL_RECORD, new.record_text())


def small_edition(root: Path) -> SmallEdition:
    """Make the project under `root`, build it and seal it."""
    here = Path.cwd()
    os.chdir(root)  # as steps run: records hold paths relative to the project
    try:
        _write_sources()
        for step, (rule, given, made) in STEPS.items():
            _run(step, rule, given, made)
        seal_again(root)
    finally:
        os.chdir(here)
    return SmallEdition(root)


def seal_again(root: Path, **changes: Any) -> None:
    """Seal the project, with some of what is sealed replaced; the record as a step writes it."""
    sources = {name: _digest(root / name) for name in sorted((*RESOURCES, "Snakefile", RULES))}
    given: dict[str, Any] = {
        "settings": SETTINGS, "records": RECORDS, "results": MADE, "sources": sources,
        "rule": "seal", "wildcards": {}, "code": _code(root, "seal"), "software": SOFTWARE,
        "engine": "9.27.1",
    }  # fmt: skip
    (root / RESULTS / "logs" / "seal.log").write_bytes(b"")
    seal(root, Sealing(**{**given, **changes}))
    read = {name: _digest(root / name) for name in (*MADE, *RECORDS)}
    made = {name: _digest(root / name) for name in sorted((*DESCRIPTIONS, MANIFEST))}
    inputs = dict(sorted({**read, **sources}.items()))
    by = (given["code"], SETTINGS, SOFTWARE)
    write_record(root / SEAL_RECORD, Record("seal", {}, inputs, made, *by))


def _write_sources() -> None:
    texts = {
        ARCHIVED: '{"ID": 1, "Waarde_1": "     -10"}\n',
        ORIGIN: "{}\n",
        CONTRACT: "table: proef\n",
        "resources/archive/README.md": "De tabellen.\n",
        TEXT: "Tekst.\n",
        RULES: "# rules\n",
        "Snakefile": "# the report\n",
        "scripts/shared.py": "",
        "scripts/seal.py": "",
    }
    for name in ("fetch_table", "tidy_table", "chapters/proef", "assemble", "typeset"):
        texts[f"scripts/{name}.py"] = f"# {name}\n"
    for name, text in texts.items():
        write_text(Path(name), text)
    entry = f"tables:\n  {TABLE}:\n    sha256: {_digest(Path(ARCHIVED))}\n    rows: 1\n"
    write_text(Path(LOCK), f"# frozen\nedition: {YEAR}\ncutoff: '2021-11-18'\n{entry}")


def _run(step: str, rule: str, given: Iterable[str], made: Iterable[str]) -> None:
    for path in made:
        write_text(Path(path), f"{path} made by {step}\n")
    if RAW in made:
        write_text(Path(RAW), Path(ARCHIVED).read_text("utf-8"))
    for ledger in {LEDGER, ATTACHED} & set(made):
        write_json(Path(ledger), {"tables": {TABLE: {"sha256": _digest(Path(ARCHIVED))}}})
    write_text(Path(RESULTS, "logs", f"{step}.log"), "")
    table = {"table": TABLE} if TABLE in step else {}
    lock = {"lock": {TABLE: {"modified": "2021-03-04T02:00:00"}}} if rule == "fetch_table" else {}
    config = (SETTINGS if rule == "assemble" else {"year": YEAR}) | lock
    files = (hashes(given), hashes(made), _code(Path(), rule))
    record = Record(rule, table, *files, config, SOFTWARE)
    write_record(Path(RESULTS, "provenance", f"{step}.json"), record)


def _code(root: Path, rule: str) -> dict[str, str]:
    script = "scripts/chapters/proef.py" if rule == "proef" else f"scripts/{rule}.py"
    return {name: _digest(root / name) for name in sorted((script, "scripts/shared.py"))}


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _json_bytes(document: Any) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()
