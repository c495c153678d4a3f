"""Which records and logs are not as they were sealed, so that no build seals them as they are now.

Only an edition with a manifest is sealed: every step takes the manifest away before it starts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from jaarbericht.audit.provenance import Altered
from jaarbericht.audit.verify.built.manifest import Manifest, Places, parse_manifest, sha256
from jaarbericht.files import FileProblem, write_bytes


def tampered(root: Path, year: int) -> Iterator[Altered]:
    """The records and logs of an edition that are not as they were sealed, or are gone.

    `record` is that of the step, which has to run again. Nothing when the edition is not sealed.
    """
    places = Places(year)
    manifest = _manifest(root / places.manifest)
    if manifest is None:
        return
    for name, digest in manifest.files.items():
        if name.startswith((places.of("provenance/"), places.of("logs/"))):
            found = sha256(root / name)
            if found != digest:
                record = places.of(f"provenance/{Path(name).stem}.json")
                yield Altered(name, record, digest, found)
    if _text(root / places.record) != manifest.record_text():
        yield Altered(places.record, places.record, "", "")


def unseal(results: Path) -> None:
    """Take away the manifest in `results`: what is being made is not sealed. Raises FileProblem.

    It is kept outside, so that what is no longer made can be told from what was never ours.
    """
    manifest = results / "manifest.json"
    kept = _kept(results.absolute().parents[1], results.absolute().name)
    try:
        with suppress(FileNotFoundError):
            write_bytes(kept, manifest.read_bytes())
            manifest.unlink()
    except OSError as error:
        raise FileProblem(
            f"{manifest.name} cannot be taken away: {error.strerror}.",
            where=str(manifest),
            why="It says that the results are as they were sealed, and they are about to change.",
            todo="Make the folder writable for you, then run the command again.",
        ) from error


def sealed_before(root: Path, year: int) -> Mapping[str, str]:
    """Path -> sha256 of what the edition was last sealed with; empty when nothing is known."""
    manifest = _manifest(_kept(root, str(year)))
    return manifest.files if manifest else {}


def _kept(root: Path, year: str) -> Path:
    return root / ".cache" / f"sealed-{year}.json"


def _manifest(path: Path) -> Manifest | None:
    text = _text(path)
    try:
        manifest = parse_manifest(text)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return manifest if manifest.text() == text else None


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except (OSError, ValueError):
        return ""
