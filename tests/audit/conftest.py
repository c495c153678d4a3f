"""A small edition for each test."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_edition import SmallEdition, small_edition


@pytest.fixture
def sealed(tmp_path: Path) -> SmallEdition:
    """A small project of which the edition was built and sealed."""
    root = tmp_path / "project"
    root.mkdir()
    return small_edition(root)
