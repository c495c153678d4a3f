"""Whether an edition is as it was sealed: every file, the manifest, and what links them.

Blind spot: files changed together with every hash that names them. A signature notices that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from jaarbericht.audit.verify.built.links import (
    ledger_problems,
    outside_problems,
    record_problems,
)
from jaarbericht.audit.verify.built.manifest import (
    Manifest,
    Places,
    editions,
    parse_manifest,
    present,
    results,
    sha256,
)
from jaarbericht.audit.verify.problem import MALFORMED, Problem

UNSEALED = "unsealed"
AGAIN = "Build again, or restore the file: ./jaarbericht build"


def check_seal(root: Path, year: int) -> list[Problem]:
    """What is wrong with the results of an edition, and with resources/, in the project at `root`.

    Empty when every file is the one that was sealed and none was added.
    """
    places = Places(year)
    read = _manifest(root, places)
    if isinstance(read, Problem):
        return [read]
    manifest, text = read
    found = {name: sha256(root / name) for name in present(root, year)}
    by = manifest.sealed_by
    problems = [
        *_own_problems(root, places, manifest, text),
        *_file_problems(manifest.files, found),
        *record_problems(root, year, manifest.files),
        *ledger_problems(root, year, manifest.files),
        *outside_problems(root, {**by["sources"], **by["code"]}),
    ]
    return list(dict.fromkeys(problems))


def check_beside(root: Path, year: int) -> Iterator[Problem]:
    """Files of other sealed editions that are not as they were sealed, and files of no edition.

    An edition that is not sealed is not looked at: it was not built to its end.
    """
    years, others = editions(root)
    for name in others:
        shown = _shown(name)
        yield Problem("unlisted", shown, f"{shown} belongs to no edition.", "Take it away.")
    for places in (Places(other) for other in years if other != year):
        read = _manifest(root, places)
        if isinstance(read, Problem):
            yield from [read] if read.kind != UNSEALED else []
            continue
        manifest, text = read
        yield from _own_problems(root, places, manifest, text)
        sealed = {name: one for name, one in manifest.files.items() if places.has(name)}
        yield from _file_problems(
            sealed, {name: sha256(root / name) for name in results(root, places.year)}
        )


def _manifest(root: Path, places: Places) -> tuple[Manifest, str] | Problem:
    """The manifest and its text; or what is wrong with it."""
    try:
        text = (root / places.manifest).read_bytes().decode()
        return parse_manifest(text), text
    except FileNotFoundError:
        return _unsealed(places)
    except (OSError, *MALFORMED) as error:
        return _damaged(places, f"cannot be read ({type(error).__name__})")


def _own_problems(root: Path, places: Places, manifest: Manifest, text: str) -> Iterator[Problem]:
    if manifest.edition != places.year:
        yield _damaged(places, f"is of edition {manifest.edition}")
    elif manifest.text() != text:
        yield _damaged(places, "is not as it was written, or its digest is another")
    elif _content(root / places.record) != manifest.record_text().encode():
        what = f"{places.record} is not the record of the step that wrote the manifest."
        yield Problem("seal-broken", places.record, what, AGAIN)
    for name in (places.pdf, places.of("ledger.json"), *places.descriptions):
        if name not in manifest.files:
            yield _damaged(places, f"does not name {name}")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _file_problems(sealed: Mapping[str, str], found: Mapping[str, str]) -> Iterator[Problem]:
    for name, digest in sealed.items():
        if name not in found:
            yield Problem("missing", name, f"{name} was sealed and is not there.", AGAIN)
        elif found[name] != digest:
            yield Problem("changed", name, f"{name} is not the file that was sealed.", AGAIN)
    for name in sorted(found.keys() - sealed.keys()):
        shown = _shown(name)
        todo = "Take it away; if it belongs to the edition, build again: ./jaarbericht build"
        yield Problem("unlisted", shown, f"{shown} was not there when it was sealed.", todo)


def _shown(name: str) -> str:
    """A name that may be no text, as it can be printed."""
    return name.encode("utf-8", "replace").decode()


def _unsealed(places: Places) -> Problem:
    what = f"Edition {places.year} is not sealed: there is no manifest."
    return Problem(UNSEALED, places.manifest, what, "Build it: ./jaarbericht build")


def _damaged(places: Places, fault: str) -> Problem:
    return Problem("seal-broken", places.manifest, f"The manifest {fault}.", AGAIN)
