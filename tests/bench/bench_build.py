"""Measures the build on this machine and writes the ratios as JSON. Run on demand:

    .venv/bin/python tests/bench/bench_build.py [OUT.json]

Ratios of one run, for machines differ: cold build to one process that does the same in sequence,
one changed sentence to a bare WeasyPrint render of the same page, a build with nothing to do to
`snakemake --version`, a verification to the cold build; and the peak memory of the cold build, all
its processes together.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "e2e"))
from project import Project

ROUNDS = 5
LIMITS = {"cold": 1.5, "sentence": 1.4, "nothing": 3.0, "verify": 0.1, "memory_gib": 1.0}
SEQUENCE = Path(__file__).with_name("one_process.py")
BARE = """
import os, sys, weasyprint
weasyprint.HTML(filename=sys.argv[1]).write_pdf(sys.argv[2])
"""


def main(out: Path) -> int:
    """Measure, tell and write; gives 1 when a limit is passed."""
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder))
    found["passed"] = {name: found[name] <= limit for name, limit in LIMITS.items()}
    found["limits"] = LIMITS
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    print(json.dumps(found, indent=1))
    return 0 if all(found["passed"].values()) else 1


def measure(folder: Path) -> dict[str, object]:
    """Seconds, ratios and peak memory, in a copy of the project."""
    project = Project.of_checkout(folder / "project")
    run(project, "build", "--dry-run")  # bytecode and notes on imports, as after an installation
    peak = Peak()
    with peak:
        cold = seconds(lambda: run(project, "build", "--cores", "2", follow=peak))
    single = seconds(lambda: python(project, str(SEQUENCE), str(folder / "single")))
    verify = best(lambda: run(project, "verify"))
    nothing = best(lambda: run(project, "build"))
    version = best(lambda: python(project, "-m", "snakemake", "--version"))
    project.edit("report/chapters/werk.md", "zoeken mensen", "zoeken personeel")
    sentence = seconds(lambda: run(project, "build"))
    page = str(project.results / "report" / "index.html")
    bare = seconds(lambda: python(project, "-c", BARE, page, str(folder / "bare.pdf")))
    return {
        "seconds": {
            "cold": cold, "single": single, "nothing": nothing, "version": version,
            "sentence": sentence, "bare": bare, "verify": verify,
        },
        "cold": round(cold / single, 3),
        "sentence": round(sentence / bare, 3),
        "nothing": round(nothing / version, 3),
        "verify": round(verify / cold, 3),
        "memory_gib": round(peak.bytes / 2**30, 3),
        "cores": os.cpu_count(),
    }  # fmt: skip


class Peak:
    """The largest sum of the resident memory of a process and all that it started."""

    def __init__(self) -> None:
        self.bytes = 0
        self.process = 0
        self._ended = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Peak:
        self._watch.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._ended.set()
        self._watch.join()

    def _look(self) -> None:
        while not self._ended.wait(0.1):
            self.bytes = max(self.bytes, sum(map(resident, family(self.process))))


def family(process: int) -> list[int]:
    """A process and everything below it."""
    found = [process] if process else []
    for one in found:
        for path in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += [int(child) for child in path.read_text().split()]
            except OSError:
                continue
    return found


def resident(process: int) -> int:
    """Bytes in memory that are the process's own or its share; 0 when it has ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def run(project: Project, *arguments: str, follow: Peak | None = None) -> None:
    process = subprocess.Popen(
        project.command(*arguments),
        cwd=project.root,
        env=project.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    if follow:
        follow.process = process.pid
    _, told = process.communicate()
    if process.returncode:
        raise SystemExit(told.decode())


def python(project: Project, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, *arguments],
        cwd=project.root,
        env=project.environment(),
        stdout=subprocess.DEVNULL,
        check=True,
    )


def seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return round(time.perf_counter() - start, 3)


def best(work: Callable[[], None]) -> float:
    return min(seconds(work) for _ in range(ROUNDS))


if __name__ == "__main__":
    target = sys.argv[1] if len(sys.argv) > 1 else "results/bench/build.json"
    sys.exit(main(Path(target).resolve()))
