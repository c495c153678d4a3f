"""The typesetting reads the folder of the report and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample import bare_page, drawing, typeset_page

from jaarbericht.compose.pdf.errors import FetchRefused, TypesettingWarned
from jaarbericht.files import FileProblem, write_json, write_text

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


@pytest.mark.parametrize("name", ["koppeling.csv", "../geheim.csv", "../bijlagen/../geheim.csv"])
def test_an_attachment_from_outside_is_refused(tmp_path: Path, name: str) -> None:
    page = bare_page(tmp_path / "report", "x")
    attached = page.parent / "bijlagen"
    write_text(page.parent / "geheim.csv", "geheim")
    attached.mkdir()
    (attached / "koppeling.csv").symlink_to(page.parent / "geheim.csv")
    listed = [{"name": name, "description": "Gegevens", "relationship": "Data"}]
    write_json(page.parent / "bijlagen.json", listed)
    with pytest.raises(FileProblem, match="not in the folder bijlagen"):
        typeset_page(page, tmp_path / "out.pdf")


def test_what_lies_inside_is_read(tmp_path: Path) -> None:
    page = bare_page(tmp_path / "een map", '<img src="x.svg" alt="x">')
    write_text(tmp_path / "een map" / "x.svg", drawing())
    assert typeset_page(page, tmp_path / "out.pdf").exists()


_OPEN = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="99"'
    ' height="99">'
)
_LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
# Drawings that ask for what lies outside, or swell.
IN_A_DRAWING = {
    "other drawing": _OPEN + '<use xlink:href="{outside}#a"/></svg>',
    "other drawing by path": _OPEN + '<use href="../geheim.svg#a"/></svg>',
    "style sheet": '<?xml-stylesheet href="{outside}"?>' + _OPEN + "</svg>",
    "import": _OPEN + '<style>@import "{outside}";</style></svg>',
    "import by address": _OPEN + '<style>@import url("{outside}");</style></svg>',
    "linked style": _OPEN + '<link xmlns="http://www.w3.org/1999/xhtml" rel="stylesheet"'
    ' href="{outside}"/></svg>',
    "typeface": _OPEN + '<style>@font-face{{font-family:X;src:url("{outside}")}}</style></svg>',
    "paint": _OPEN + '<rect width="9" height="9" fill="url({outside}#a)"/></svg>',
    "page": _OPEN + '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="{outside}"/>'
    "</foreignObject></svg>",
    "picture in data": _OPEN + '<image width="9" height="9" href="data:image/svg+xml,%3Csvg xmlns='
    '%22http://www.w3.org/2000/svg%22%3E%3Cimage href=%22{outside}%22/%3E%3C/svg%3E"/></svg>',
    "entity": '<!DOCTYPE svg [<!ENTITY x SYSTEM "{outside}">]>' + _OPEN + "<text>&x;</text></svg>",
    "parameter entity": '<!DOCTYPE svg [<!ENTITY % x SYSTEM "{outside}"> %x;]>' + _OPEN + "</svg>",
    "document type": '<!DOCTYPE svg SYSTEM "{outside}">' + _OPEN + "</svg>",
    "billion laughs": f'<!DOCTYPE svg [<!ENTITY a0 "haha">{_LAUGHS}]>' + _OPEN
    + "<text>&a11;</text></svg>",
    "long entity": f'<!DOCTYPE svg [<!ENTITY a "{"a" * 100_000}">]>' + _OPEN
    + f"<text>{'&a;' * 10_000}</text></svg>",
    "depth": _OPEN + "<g>" * 20_000 + "</g>" * 20_000 + "</svg>",
    "itself": _OPEN + '<g id="a"><use href="#a"/></g></svg>',
}  # fmt: skip
REFUSED = {"typeface", "picture in data", "entity", "billion laughs", "long entity", "depth",
           "itself", "import"}  # fmt: skip


@pytest.mark.parametrize("name", IN_A_DRAWING)
def test_a_drawing_shows_nothing_from_outside_and_does_not_swell(tmp_path: Path, name: str) -> None:
    outside = tmp_path / SECRET
    page = bare_page(tmp_path / "report", '<img src="x.svg" alt="x">')
    made = []
    for secret in (drawing(), drawing().replace("<svg ", '<svg id="a" ').replace("2012", "1900")):
        write_text(outside, secret)
        text = IN_A_DRAWING[name].replace("{outside}", outside.as_uri())
        write_text(page.parent / "x.svg", text.replace("{{", "{").replace("}}", "}"))
        out = tmp_path / "out.pdf"
        if name in REFUSED:
            with pytest.raises((FetchRefused, TypesettingWarned)):
                typeset_page(page, out)
            assert not out.exists()
        else:
            made.append(typeset_page(page, out).read_bytes())
    assert len(set(made)) <= 1
