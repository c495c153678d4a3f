"""The typefaces of the report, laid out so that the typesetting sees these and no others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from html import escape
from importlib.util import find_spec
from pathlib import Path

from jaarbericht.compose.pdf.errors import FontsMissing
from jaarbericht.files import write_bytes, write_text

_STYLES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")
_FILES: Mapping[str, tuple[str, ...]] = {
    "font_source_sans_pro": tuple(f"SourceSansPro-{style}.ttf" for style in ("Light", *_STYLES)),
    "font_source_serif_pro": tuple(f"SourceSerifPro-{style}.ttf" for style in _STYLES),
}
FAMILIES = ("Source Sans Pro", "Source Serif Pro")
CONFIGURATION = "fonts.conf"
_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<dir prefix="relative">fonts</dir>
<cachedir>{cache}</cachedir>
</fontconfig>
"""


def font_files() -> tuple[Path, ...]:
    """The font files in the installed font packages. Raises FontsMissing naming all that lack."""
    files = [
        _folder(package) / "files" / name for package, names in _FILES.items() for name in names
    ]
    missing = [path for path in files if not path.is_file()]
    if missing:
        raise FontsMissing(
            f"Font files are missing: {', '.join(path.name for path in missing)}.",
            where=", ".join(sorted({str(path.parent) for path in missing})),
            why="Set in other typefaces the report would differ from machine to machine.",
            todo="Install the environment again from its lock file: ./jaarbericht doctor",
        )
    return tuple(files)


def lay_out_fonts(folder: Path) -> Path:
    """Copy the fonts into `folder`; gives the fontconfig file that knows only them."""
    for path in font_files():
        write_bytes(folder / "fonts" / path.name, path.read_bytes())
    write_text(folder / CONFIGURATION, _CONF.format(cache=escape(str(folder / "cache"))))
    return folder / CONFIGURATION


def _folder(package: str) -> Path:
    return next(_folders(package), Path(package))


def _folders(package: str) -> Iterator[Path]:
    """Where a package is installed; importing it would list its files in the order of the disk."""
    with suppress(ImportError):
        spec = find_spec(package)
        yield from map(Path, (spec.submodule_search_locations or ()) if spec else ())
