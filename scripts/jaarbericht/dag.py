"""What the rule files ask: paths of results, and what a job depends on beside its input files.

Snakemake sees neither an edited module nor a changed setting nor a file with an old date. So every
rule carries the hashes of its code, its settings and its sources as parameters. Nothing heavy here:
it runs at every start.
"""

from __future__ import annotations

import json
import platform
import re
import shlex
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from jaarbericht.cbs.archive import Archive
from jaarbericht.cbs.lock import Lock, frozen_bytes, read_lock
from jaarbericht.compose.keptlock import LOCK, is_kept, kept_path
from jaarbericht.dag_alive import hold
from jaarbericht.dag_code import Code
from jaarbericht.edition import Edition, check_config, override
from jaarbericht.embargo import check_release
from jaarbericht.errors import JaarberichtError
from jaarbericht.files import read_bytes, sha256
from jaarbericht.job_failures import leaving
from jaarbericht.leftout import check_known
from jaarbericht.today import today
from jaarbericht.typefaces import FILES, font_hashes

CONTRACTS = "resources/contracts"
CITATIONS = "report/citations.yaml"
EDITIONS = "resources/editions"

# What the script of a chapter must do.
_RUN = b"run_chapter("
_ENDING = """if "snakemake" in globals():
    from jaarbericht.job import run_chapter

    run_chapter(globals()["snakemake"], derive)"""
# Code that imports this depends on the font files.
_TYPEFACES = "scripts/jaarbericht/typefaces.py"
# Packages that are imported under another name than they are installed under.
_INSTALLED_AS = {
    "markdown_it": "markdown-it-py",
    "mdit_py_plugins": "mdit-py-plugins",
    "yaml": "pyyaml",
}


class ChapterMissing(JaarberichtError):
    """config.yaml lists a chapter of which a part is not there."""


class NotDownloaded(JaarberichtError):
    """A build from live tables that are not there."""


class ContractMissing(JaarberichtError):
    """A chapter uses a table without a contract."""


@dataclass(frozen=True)
class RuleFiles:
    """What a rule reads and writes, by name."""

    input: Mapping[str, Any]
    output: Mapping[str, Any]
    log: str
    params: Mapping[str, str]

    @property
    def written(self) -> dict[str, Any]:
        """`output` as the rule declares it: a step that fails leaves the earlier files in place.

        Not so its record: Snakemake keeps the parameters of a step that failed as if it had ended
        well, so that only a file that is gone makes the step run again.
        """
        from snakemake.ioflags import update  # there already when a rule file is read

        return {name: p if name == "record" else update(p) for name, p in self.output.items()}


@dataclass(frozen=True)
class ChapterFiles(RuleFiles):
    """What the rule of chapter `name` reads and writes; `tables` are the ids of its CBS tables."""

    name: str
    tables: tuple[str, ...]


@dataclass
class Plan:
    """The edition that is built in the project at `root`, as the rule files see it."""

    root: Path
    edition: Edition
    source: str = "archive"
    _chapters: dict[str, ChapterFiles] = field(default_factory=dict)
    _digests: dict[str, str] = field(default_factory=dict)

    def of(self, *parts: str) -> str:
        """A path under the results of the edition."""
        return "/".join(("results", str(self.edition.year), *parts))

    @property
    def archive(self) -> str:
        """The folder with the frozen tables and their lock: that of the project, or a download."""
        return archive_folder(self.source, self.edition.year)

    def record(self, step: str) -> str:
        """The provenance record of a step: a rule, and its wildcards."""
        return self.of("provenance", f"{step}.json")

    def log(self, step: str) -> str:
        """The log of a step."""
        return self.of("logs", f"{step}.log")

    @leaving
    def params(self, script: str, *settings: str, **more: Any) -> dict[str, str]:
        """Parameters of the rule that runs scripts/`script`.py and uses these fields of Edition.

        more: further settings. Each is one JSON text: Snakemake compares parameters as an unordered
        set of texts.
        """
        path = self.root / "scripts" / f"{script}.py"
        values = asdict(self.edition)
        code = self._code.modules(path)
        software = self._software(self._code.packages(path), fonts=_TYPEFACES in code)
        return {
            "code": _json("code", code),
            "config": _json("config", {**{name: values[name] for name in settings}, **more}),
            "software": _json("software", software),
        }

    @leaving
    def sources(self, *names: str) -> str:
        """The parameter for files of the project that a job reads: their hashes."""
        return _json("sources", {name: self._digest(name) for name in names})

    @leaving
    def frozen(self, table: str) -> str:
        """The parameter for a table of the archive: its lock entry.

        Raises UnknownTable, ArchiveFileMissing, ArchiveFileDamaged or LockMismatch.
        """
        entry = self._lock.entry(table)
        if table not in self._digests:
            # At every start, not only when the job runs: a changed archive stops the build.
            for path, frozen in (
                (self._archive.raw_path(table), entry.sha256),
                (self._archive.origin_path(table), entry.origin_sha256),
            ):
                frozen_bytes(path, frozen, self.edition.year)
            self._digests[table] = entry.sha256
        return _json("lock", {table: asdict(entry)})

    def _contract(self, table: str) -> str:
        """Path of the contract of a table. Raises ContractMissing."""
        name = f"{CONTRACTS}/{table}.yaml"
        if not (self.root / name).is_file():
            raise ContractMissing(
                f"There is no contract for table {table}.",
                where=name,
                why="A contract says what may be relied on in a table; without it nothing is read.",
                todo="Write it after the example of the others in that folder, or check the id.",
            )
        return name

    def files(self, *patterns: str) -> list[str]:
        """Files of the project that match, sorted, relative to the project."""
        found = (p for pattern in patterns for p in self.root.glob(pattern) if p.is_file())
        return sorted({path.relative_to(self.root).as_posix() for path in found})

    @leaving
    def chapter(
        self,
        name: str,
        tables: Sequence[str],
        figures: Sequence[str],
        shown: Sequence[str],
        cites: bool = False,
        parts: Mapping[str, Sequence[str]] | None = None,
    ) -> ChapterFiles:
        """What the rule of chapter `name` reads and writes.

        tables: ids of CBS tables it reads. figures, shown: ids of the figures and of the tables
        that scripts/chapters/`name`.py makes. cites: whether it uses published figures, too. parts:
        those of the figures and tables that belong to each part of the chapter, so that an edition
        that leaves the part out does not wait for them.
        """
        parts = {part: list(ids) for part, ids in (parts or {}).items()}
        left_out = self.edition.parts_left_out(name)
        check_known(name, parts, left_out, self.edition.year)
        absent = {id for part in left_out for id in parts[part]}
        figures, shown = ([id for id in ids if id not in absent] for ids in (figures, shown))
        folder = self.of("chapters", name)
        contracts = [self._contract(table) for table in tables]
        register = {"citations": CITATIONS} if cites else {}
        for table in tables:
            self.frozen(table)
        files = ChapterFiles(
            name=name,
            tables=tuple(tables),
            input={
                "tidy": [self.of("tidy", f"{table}.csv") for table in tables],
                "receipts": [self.of("raw", f"{table}.receipt.json") for table in tables],
                "contracts": contracts,
                **register,
            },
            output={
                "chapter": f"{folder}/chapter.json",
                "figures": [f"{folder}/figures/{one}.svg" for one in figures],
                "figure_data": [f"{folder}/figures/{one}.csv" for one in figures],
                "table_data": [f"{folder}/tables/{one}.csv" for one in shown],
                "record": self.record(name),
            },
            log=self.log(name),
            params=self.params(
                f"chapters/{name}", "year", "cutoff", "publisher", left_out=left_out, parts=parts
            )
            | {"sources": self.sources(*contracts, *register.values())},
        )
        self._chapters[name] = files
        return files

    @leaving
    def document(self) -> RuleFiles:
        """What the rule that puts the document together reads and writes."""
        # Those of the chapters that the edition does not have too: their titles are told.
        texts = self.files("report/chapters/*.md")
        fixed = self.files("report/*.md", "report/*.yaml", "report/template/*")
        styles = self.files("report/styles/**/*")
        kept = self._kept()
        compared = [self.of("raw", f"{table}.jsonl") for table in self.tables] if kept else []
        contracts = [self._contract(table) for table in self.tables] if kept else []
        sources = [*texts, *fixed, *styles, *kept, *contracts]
        lock = self._archive.lock_path(self.edition.year).relative_to(self.root).as_posix()
        drawn = [(c.name, Path(path)) for c in self.chapters for path in c.output["figures"]]
        data = [
            (c.name, Path(path))
            for c in self.chapters
            for path in (*c.output["figure_data"], *c.output["table_data"])
        ]
        return RuleFiles(
            input={
                "chapters": [c.output["chapter"] for c in self.chapters],
                "drawn": [path.as_posix() for _, path in drawn],
                "data": [path.as_posix() for _, path in data],
                "texts": [*texts, *fixed, *styles],
                "lock": lock,
                "kept": kept,
                "compared": compared,
                "contracts": contracts,
            },
            output={
                "page": self.of("report", "index.html"),
                "listed": self.of("report", "bijlagen.json"),
                "parts": [
                    *(self.of("report", style.removeprefix("report/")) for style in styles),
                    *(self.of("report", "figuren", f"{n}-{path.name}") for n, path in drawn),
                    *(self.of("report", "bijlagen", f"{n}-{path.name}") for n, path in data),
                    self.of("report", "bijlagen", "ledger.json"),
                    self.of("report", "bijlagen", "cells.csv"),
                    self.of("report", "bijlagen", f"lock-{self.edition.year}.yaml"),
                ],
                "ledger": self.of("ledger.json"),
                "cells": self.of("cells.csv"),
                "record": self.record("assemble"),
            },
            log=self.log("assemble"),
            params=self.params("assemble", *asdict(self.edition))
            | {"sources": self.sources(*sources, lock)},
        )

    def _kept(self) -> list[str]:
        """What the edition before this one printed, and the lock of that; empty when not kept."""
        year, folder = self.edition.previous, self.root / EDITIONS
        if year is None or not is_kept(folder, year):
            return []
        return [f"{EDITIONS}/{path.name}" for path in (kept_path(folder, year), folder / LOCK)]

    @leaving
    def sealed(self, made: Iterable[Any]) -> RuleFiles:
        """What the rule that seals reads and writes.

        made: what all other rules make, paths or lists of them, in the order of the steps.
        """
        records = self.of("provenance", "")
        paths = list(_flat(made))
        return RuleFiles(
            input={
                "records": [path for path in paths if path.startswith(records)],
                "results": [path for path in paths if not path.startswith(records)],
            },
            output={
                "manifest": self.of("manifest.json"),
                "crate": self.of("ro-crate-metadata.json"),
                "prov": self.of("prov.json"),
                "workflow": self.of("workflow", "Snakefile"),
                "record": self.record("seal"),
            },
            log=self.log("seal"),
            params=self.params("seal", *asdict(self.edition))
            | {
                "sources": self.sources(
                    *self.files("resources/**/*", self.of("live/**/*")), *self._rules()
                )
            },
        )

    def _rules(self) -> list[str]:
        return ["Snakefile", *self.files("workflow/rules/*.smk"), *self.chapter_rules()]

    @leaving
    def chapter_rules(self) -> list[str]:
        """The rule files of the chapters of this edition, in order. Raises ChapterMissing."""
        check_chapters(self.root, self.edition)
        return [f"workflow/rules/chapters/{name}.smk" for name in self.edition.chapters]

    @property
    def chapters(self) -> list[ChapterFiles]:
        """The chapters of the edition, in order."""
        return [self._chapters[name] for name in self.edition.chapters]

    @property
    def tables(self) -> list[str]:
        """Ids of the tables that the edition uses, sorted."""
        return sorted({table for chapter in self.chapters for table in chapter.tables})

    def remember(self) -> None:
        """Keep what was learnt about the code for the next start."""
        self._code.remember()

    def _digest(self, name: str) -> str:
        if name not in self._digests:
            self._digests[name] = sha256(self.root / name)
        return self._digests[name]

    @cached_property
    def _archive(self) -> Archive:
        return Archive(self.root / self.archive)

    @cached_property
    def _lock(self) -> Lock:
        path = self._archive.lock_path(self.edition.year)
        if self.source == "live" and not path.exists():
            raise NotDownloaded(
                f"The tables of edition {self.edition.year} have not been downloaded.",
                where=path.relative_to(self.root).as_posix(),
                why="A build from live tables uses those that were downloaded for it.",
                todo=f"Run: ./jaarbericht build --edition {self.edition.year} --source live",
            )
        return read_lock(path)

    @cached_property
    def _code(self) -> Code:
        return Code(self.root / "scripts", self.root / ".cache" / "imports.json")

    def _software(self, imported: Iterable[str], fonts: bool) -> dict[str, Any]:
        used = [*imported, *(FILES if fonts else ())]
        names = {_INSTALLED_AS.get(name, name.replace("_", "-")) for name in used}
        return {
            "python": platform.python_version(),
            "lock": self._digest("envs/build.lock"),
            "packages": {n: self._pinned[n] for n in sorted(names) if n in self._pinned},
            **({"fonts": self._fonts} if fonts else {}),
        }

    @cached_property
    def _fonts(self) -> dict[str, str]:
        return font_hashes()

    @cached_property
    def _pinned(self) -> dict[str, str]:
        text = (self.root / "envs" / "build.lock").read_text(encoding="utf-8")
        return dict(re.findall(r"^([A-Za-z0-9._-]+)==([^ \\;]+)", text, re.MULTILINE))


@leaving
def open_plan(root: Path, config: dict[str, Any]) -> Plan:
    """The plan for the edition in `config`, as Snakemake gives it; `set` holds settings laid over.

    Marks this folder as being worked in for as long as the process lives.
    """
    settings = config.pop("set", [])
    hold(root)
    chosen = check_config(override(config, settings))
    check_release(chosen.edition, today())
    return Plan(root, chosen.edition, chosen.source)


def archive_folder(source: str, year: int) -> str:
    """The archive of a source, relative to the project."""
    return f"results/{year}/live" if source == "live" else "resources/archive"


def quote_python() -> None:
    """Let steps start in a folder with a space in its name.

    Snakemake writes the path of Python into shell commands as it stands.
    """
    sys.executable = shlex.quote(sys.executable)


def check_chapters(root: Path, edition: Edition) -> None:
    """Raise ChapterMissing when a listed chapter lacks its rule, its derivation or its prose."""
    for name in edition.chapters:
        parts = (
            f"workflow/rules/chapters/{name}.smk",
            f"scripts/chapters/{name}.py",
            f"report/chapters/{name}.md",
        )
        absent = [part for part in parts if not (root / part).is_file()]
        if absent:
            raise ChapterMissing(
                f"Chapter {name} is listed for edition {edition.year} but is not complete.",
                where=f"config.yaml: editions.{edition.year}.chapters",
                why=f"Absent: {', '.join(absent)}.",
                todo="Write what is absent or take the chapter off the list.",
            )
        if _RUN not in read_bytes(root / parts[1]):
            raise ChapterMissing(
                f"The derivation of chapter {name} is never run.",
                where=parts[1],
                why="Its rule would wait for files that nothing makes.",
                todo=f"End the file with:\n\n{_ENDING}",
            )


def _flat(nested: Iterable[Any]) -> Iterator[str]:
    for one in nested:
        if isinstance(one, str):
            yield str(one)
        else:
            yield from _flat(one)


def _json(kind: str, value: Mapping[str, Any]) -> str:
    return json.dumps({kind: value}, ensure_ascii=False, default=date.isoformat)
