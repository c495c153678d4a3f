"""The font files: all there, and each as its package was installed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from jaarbericht import typefaces
from jaarbericht.typefaces import FontsDamaged, FontsMissing, font_file, font_files, font_hashes

SANS = "font_source_sans_pro"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of one of the font packages, found before the real one."""
    here = typefaces._folder(SANS)
    shutil.copytree(here, tmp_path / SANS)
    for record in here.parent.glob(f"{SANS}-*.dist-info"):
        shutil.copytree(record, tmp_path / record.name)
    monkeypatch.syspath_prepend(tmp_path)
    typefaces._installed.cache_clear()
    yield tmp_path / SANS / "files"
    typefaces._installed.cache_clear()


def test_they_are_all_there_and_sound() -> None:
    names = [name for names in typefaces.FILES.values() for name in names]
    assert [path.name for path in font_files()] == names == list(font_hashes())
    assert font_file("SourceSansPro-Regular.ttf") in font_files()


def test_missing_files_are_all_named(installed: Path) -> None:
    for name in ("SourceSansPro-Bold.ttf", "SourceSansPro-It.ttf"):
        (installed / name).unlink()
    with pytest.raises(
        FontsMissing, match=r"SourceSansPro-It\.ttf, SourceSansPro-Bold\.ttf"
    ) as caught:
        font_files()
    assert caught.value.where == str(installed) and ".venv" in caught.value.todo
    assert font_hashes()["SourceSansPro-It.ttf"] == ""


def test_a_package_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typefaces, "FILES", {"font_no_such_family": ("Een.ttf",)})
    with pytest.raises(FontsMissing) as caught:
        font_files()
    assert "font_no_such_family" in caught.value.where


def test_a_damaged_file_is_refused(installed: Path) -> None:
    before = font_hashes()
    path = installed / "SourceSansPro-Regular.ttf"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(FontsDamaged, match=r"SourceSansPro-Regular\.ttf"):
        font_file(path.name)
    assert font_hashes() != before


def test_a_package_without_a_list_of_its_files_is_not_trusted(installed: Path) -> None:
    for record in installed.parents[1].glob("*/RECORD"):
        record.unlink()
    with pytest.raises(FontsDamaged):
        font_files()
