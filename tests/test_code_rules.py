"""The house rules of code, checked by the tools that know them."""

from __future__ import annotations

import subprocess
import sys
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
