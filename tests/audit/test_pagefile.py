"""Where a page may be written: in the place of another page, and of nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from jaarbericht.audit.pagefile import PageRefused, require_place


def test_a_new_page_and_an_earlier_page_are_allowed(tmp_path: Path) -> None:
    page = tmp_path / "herleiding.html"
    require_place(tmp_path, page)
    page.write_text("earlier")
    require_place(tmp_path, page)
    require_place(tmp_path, None)


@pytest.mark.parametrize(
    "name",
    ["report.pdf", "", "map.html", "results/x.html", "resources/x.html", "elders/x.html"],
)
def test_other_work_is_left_alone(tmp_path: Path, name: str) -> None:
    for folder in ("results", "resources", "map.html"):
        (tmp_path / folder).mkdir()
    with pytest.raises(PageRefused):
        require_place(tmp_path, tmp_path / name)
    assert not list(tmp_path.rglob("x.html"))


def test_a_link_into_the_results_is_refused(tmp_path: Path) -> None:
    (tmp_path / "results").mkdir()
    (tmp_path / "x.html").symlink_to(tmp_path / "results" / "y.html")
    with pytest.raises(PageRefused):
        require_place(tmp_path, tmp_path / "x.html")
