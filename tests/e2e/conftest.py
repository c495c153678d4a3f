"""The edition built once for all tests here."""

from __future__ import annotations

import os

import pytest
from project import Project


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The whole edition, built in a folder of its own. Never change it: copy it."""
    project = Project.of_checkout(tmp_path_factory.mktemp("first") / "jaarbericht")
    done = project.run("build", "--cores", "2")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "results/2021/jaarbericht-2021.pdf"
    return project


@pytest.fixture
def built(edition: Project, tmp_path: os.PathLike[str]) -> Project:
    """A copy of the built edition that a test may spoil."""
    from pathlib import Path

    return edition.copy(Path(tmp_path) / "het 'jaar' bericht")
