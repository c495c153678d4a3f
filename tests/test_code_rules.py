"""The house rules of code, checked by the tools that know them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PATHS = ["scripts", "tests"]


@pytest.mark.parametrize(
    "tool",
    [
        ["ruff", "check", *PATHS],
        ["ruff", "format", "--check", *PATHS],
        ["mypy", "scripts"],
        ["snakefmt", "--check", "Snakefile", "workflow"],
    ],
    ids=lambda tool: " ".join(tool[:2]),
)
def test_the_tool_finds_nothing(tool: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *tool], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


# `verify` shares no code with the rest, so it reads YAML by itself.
YAML = ("yamltext.py", "verify/safeyaml.py")
# What could run or unpack something out of data, and where it is meant.
DANGEROUS: Mapping[str, tuple[str, ...]] = {
    "shell=True": (), "os.system": (), "os.popen": (), "getoutput(": (), "eval(": (),
    "pickle": (), "yaml.load(": YAML, "safe_load(": (), "unsafe_load": (),
    "full_load": (), "yaml.compose(": ("yamltext.py",), "marshal": (), "__import__(": (),
    " exec(": ("pdf/engine.py",), "extractall": (), "verify=False": (), "mktemp(": (),
}  # fmt: skip


def test_nothing_out_of_data_is_run() -> None:
    found = [
        f"{path}: {word}"
        for path in sorted((ROOT / "scripts").rglob("*.py"))
        for word, meant in DANGEROUS.items()
        if word in path.read_text(encoding="utf-8") and not path.as_posix().endswith(meant)
    ]
    assert found == []


def test_no_rule_hands_anything_to_a_shell() -> None:
    for path in [ROOT / "Snakefile", *sorted((ROOT / "workflow").rglob("*.smk"))]:
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        assert not [line for line in lines if line.startswith(("shell", "run:", "os."))], path
