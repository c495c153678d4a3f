"""The typefaces of the report, laid out so that the typesetting sees these and no others."""

from __future__ import annotations

from html import escape
from pathlib import Path

from jaarbericht.files import write_bytes, write_text
from jaarbericht.typefaces import font_files

FAMILIES = ("Source Sans Pro", "Source Serif Pro")
CONFIGURATION = "fonts.conf"
_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<dir prefix="relative">fonts</dir>
<cachedir>{cache}</cachedir>
</fontconfig>
"""


def lay_out_fonts(folder: Path) -> Path:
    """Copy the fonts into `folder`; gives the fontconfig file that knows only them."""
    for path in font_files():
        write_bytes(folder / "fonts" / path.name, path.read_bytes())
    write_text(folder / CONFIGURATION, _CONF.format(cache=escape(str(folder / "cache"))))
    return folder / CONFIGURATION
