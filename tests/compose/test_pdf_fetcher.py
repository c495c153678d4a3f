"""The typesetting reads the folder of the report and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample import bare_page, drawing, typeset_page

from jaarbericht.compose.pdf.errors import FetchRefused
from jaarbericht.files import write_text

SECRET = "geheim.svg"
IN_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9"'
    ' height="9"><image width="9" height="9" xlink:href="{outside}"/></svg>'
)
HOSTILE = {
    "attachment": ('<link rel="attachment" href="{outside}">', ""),
    "style sheet": ('<link rel="stylesheet" href="http://127.0.0.1:9/x.css">', ""),
    "import": ('<style>@import url("{outside}");</style>', ""),
    "typeface": (
        '<style>@font-face{{font-family:X;src:url("{outside}")}} p{{font-family:X}}</style>',
        "<p>x",
    ),
    "object": ("", '<object data="{outside}"></object>'),
    "background": ('<style>body{{background:url("{outside}")}}</style>', "x"),
    "picture by http": ("", '<img src="http://127.0.0.1:9/x.png" alt="x">'),
    "link out of the folder": ("", '<img src="koppeling.svg" alt="x">'),
    "path out of the folder": ("", '<img src="../geheim.svg" alt="x">'),
    "another host": ("", '<img src="file://elders/geheim.svg" alt="x">'),
    "picture in a picture": ("", '<img src="binnen.svg" alt="x">'),
    "encoded path": ("", '<img src="%2e%2e/geheim.svg" alt="x">'),
    "other scheme": ("", '<img src="ftp://127.0.0.1/x.png" alt="x">'),
    "absent": ("", '<img src="afwezig.svg" alt="x">'),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_lies_outside_is_refused(tmp_path: Path, name: str) -> None:
    outside = tmp_path / SECRET
    write_text(outside, drawing())
    folder = tmp_path / "report"
    head, body = (part.format(outside=outside.as_uri()) for part in HOSTILE[name])
    page = bare_page(folder, body, head)
    (folder / "koppeling.svg").symlink_to(outside)
    write_text(folder / "binnen.svg", IN_SVG.format(outside=outside.as_uri()))
    with pytest.raises(FetchRefused):
        typeset_page(page, tmp_path / "out.pdf")
    assert not (tmp_path / "out.pdf").exists()


def test_what_lies_inside_is_read(tmp_path: Path) -> None:
    page = bare_page(tmp_path / "een map", '<img src="x.svg" alt="x">')
    write_text(tmp_path / "een map" / "x.svg", drawing())
    assert typeset_page(page, tmp_path / "out.pdf").exists()
