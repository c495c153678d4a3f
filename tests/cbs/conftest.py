"""Fixtures of the tests of the cbs layer."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_cbs import make_contract

from jaarbericht.cbs.contract import Contract


@pytest.fixture
def contract(tmp_path: Path) -> Contract:
    """The contract of the tiny table."""
    return make_contract(tmp_path)


@pytest.fixture
def repository() -> Path:
    """The root of the project."""
    return Path(__file__).resolve().parents[2]
