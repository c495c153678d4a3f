"""The font files of the report where they are installed, each as its package has it.

Not how they are laid out for the typesetting or the drawing.
"""

from __future__ import annotations

import csv
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from jaarbericht.errors import JaarberichtError

_STYLES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")
FILES: Mapping[str, tuple[str, ...]] = {
    "font_source_sans_pro": tuple(f"SourceSansPro-{style}.ttf" for style in ("Light", *_STYLES)),
    "font_source_serif_pro": tuple(f"SourceSerifPro-{style}.ttf" for style in _STYLES),
}
_WHY = "Set in other typefaces the report would differ from machine to machine."
_TODO = "Remove the folder .venv; the next ./jaarbericht makes it again from its lock."


class FontsMissing(JaarberichtError):
    """The typefaces of the report are not installed."""


class FontsDamaged(JaarberichtError):
    """A font file is not the one that its package was installed with."""


def font_files() -> tuple[Path, ...]:
    """All font files of the report. Raises FontsMissing or FontsDamaged naming all that are."""
    return _sound(tuple((package, name) for package, names in FILES.items() for name in names))


def font_file(name: str) -> Path:
    """The font file of this name. Raises FontsMissing or FontsDamaged."""
    return _sound(tuple((p, name) for p, names in FILES.items() if name in names))[0]


def font_hashes() -> dict[str, str]:
    """Name of a font file to its sha256 as it is now; empty when it is not there."""
    paths = [
        _folder(package) / "files" / name for package, names in FILES.items() for name in names
    ]
    return {path.name: _digest(path).hex() for path in paths}


def _sound(wanted: tuple[tuple[str, str], ...]) -> tuple[Path, ...]:
    found = {_folder(package) / "files" / name: package for package, name in wanted}
    missing = [path for path in found if not path.is_file()]
    if missing:
        raise FontsMissing(
            f"Font files are missing: {_names(missing)}.", _places(missing), _WHY, _TODO
        )
    damaged = [path for path, package in found.items() if not _is_as_installed(path, package)]
    if damaged:
        raise FontsDamaged(
            f"Font files are not as they were installed: {_names(damaged)}.",
            _places(damaged), _WHY, _TODO,
        )  # fmt: skip
    return tuple(found)


def _names(paths: list[Path]) -> str:
    return ", ".join(path.name for path in paths)


def _places(paths: list[Path]) -> str:
    return ", ".join(sorted({str(path.parent) for path in paths}))


def _is_as_installed(path: Path, package: str) -> bool:
    """Whether a file has the hash that the installer wrote down for it."""
    text = urlsafe_b64encode(_digest(path)).decode().rstrip("=")
    return _installed(package).get(f"{package}/files/{path.name}") == f"sha256={text}"


def _digest(path: Path) -> bytes:
    with suppress(OSError):
        return sha256(path.read_bytes()).digest()
    return b""


@cache
def _installed(package: str) -> dict[str, str]:
    """Path to hash of the files of a package, as the installer wrote them down."""
    records = _folder(package).parent.glob(f"{package}-*.dist-info/RECORD")
    rows = (row for record in records for row in csv.reader(record.read_text("utf-8").splitlines()))
    return {row[0]: row[1] for row in rows}


def _folder(package: str) -> Path:
    return next(_folders(package), Path(package))


def _folders(package: str) -> Iterator[Path]:
    """Where a package is installed; importing it would list its files in the order of the disk."""
    with suppress(ImportError):
        spec = find_spec(package)
        yield from map(Path, (spec.submodule_search_locations or ()) if spec else ())
