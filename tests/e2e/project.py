"""The project copied to another folder, and its command run there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]
PARTS = (
    "Snakefile", "config.yaml", "envs", "profiles", "report", "resources", "scripts", "workflow",
)  # fmt: skip
YEAR = "2021"


@dataclass(frozen=True)
class Project:
    """A copy of the project at `root`."""

    root: Path

    @classmethod
    def of_checkout(cls, target: Path) -> Project:
        """A clean copy, with nothing built."""
        target.mkdir(parents=True)
        for part in PARTS:
            source = ROOT / part
            if source.is_dir():
                ignored = shutil.ignore_patterns("__pycache__")
                shutil.copytree(source, target / part, ignore=ignored)
            else:
                shutil.copy2(source, target / part)
        # As the bootstrap makes it: its Python is inside the folder, whatever that is called.
        (target / ".venv").symlink_to(sys.prefix)
        return cls(target)

    def copy(self, target: Path) -> Project:
        """Another copy, built as far as this one is; files keep their dates."""
        shutil.copytree(self.root, target, symlinks=True)
        return Project(target)

    def run(
        self, *arguments: str, wrap: tuple[str, ...] = (), extra: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run the command line of this copy."""
        return subprocess.run(
            [*wrap, *self.command(*arguments)],
            cwd=self.root,
            env={**self.environment(), **(extra or {})},
            capture_output=True,
            text=True,
            check=False,
        )

    def command(self, *arguments: str) -> list[str]:
        """The command with its arguments, as the bootstrap starts it."""
        return [str(self.python), "-P", "-m", "jaarbericht", *arguments]

    @property
    def python(self) -> Path:
        """The Python of this copy."""
        return self.root / ".venv" / "bin" / "python"

    def environment(self) -> dict[str, str]:
        """The settings that the bootstrap gives, with the code of this copy in front."""
        kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        return {
            **kept,
            "PYTHONPATH": str(self.root / "scripts"),
            "MPLCONFIGDIR": str(self.root / ".cache" / "matplotlib"),
        }

    def steps(self, *arguments: str) -> list[str]:
        """The steps that a build would run now, sorted."""
        done = self.run("build", "--dry-run", *arguments)
        assert done.returncode == 0, done.stderr
        told = done.stderr.splitlines()
        return [] if told[0].startswith("Nothing to do") else sorted(told)

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a piece of a file that must be there."""
        path = self.root / name
        text = path.read_text("utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, 1), "utf-8")

    @property
    def pdf(self) -> Path:
        """Where the PDF is."""
        return self.results / f"jaarbericht-{YEAR}.pdf"

    @property
    def results(self) -> Path:
        """Everything that is built."""
        return self.root / "results" / YEAR

    def fingerprints(self) -> dict[str, str]:
        """Path below the results to sha256, of everything but logs."""
        files = (p for p in sorted(self.results.rglob("*")) if p.is_file())
        return {
            p.relative_to(self.results).as_posix(): sha256(p.read_bytes()).hexdigest()
            for p in files
            if p.relative_to(self.results).parts[0] != "logs"
        }
