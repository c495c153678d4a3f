"""Sign an edition for publication: detached Ed25519 signatures of the PDF and the manifest.

Knows where a private key may lie. Checks no signature, and makes no key.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from jaarbericht.audit.ledgerfile import NotBuilt
from jaarbericht.audit.verify.built.manifest import Places, parse_manifest
from jaarbericht.errors import JaarberichtError
from jaarbericht.files import write_bytes

KEY = "JAARBERICHT_KEY"
DEFAULT_KEY = Path(".config") / "jaarbericht" / "sign.pem"
DRAFT = "draft"
_MAKE = "Make one: openssl genpkey -algorithm ed25519 -out FILE, outside this folder, as in "
_DOCS = "docs/provenance.md."


class KeyMissing(JaarberichtError):
    """There is no private key to sign with."""


class KeyUnsafe(JaarberichtError):
    """A private key lies where others can get at it."""


class KeyUnusable(JaarberichtError):
    """A private key cannot be read, or is of another kind."""


def find_key(given: Path | None, environment: Mapping[str, str], home: Path) -> Path | None:
    """The private key to sign with: the one given, that of the environment, or the usual one.

    None when there is none and nobody named one. Raises KeyMissing when a key that was named is
    not there.
    """
    named = given or (Path(environment[KEY]) if environment.get(KEY) else None)
    if named is None:
        usual = home / DEFAULT_KEY
        return usual if usual.exists() else None
    if not named.exists():
        raise KeyMissing(
            f"There is no key {named.name}.",
            where=str(named),
            why="It was named as the key to sign with.",
            todo=f"Correct the path. {_MAKE}{_DOCS}",
        )
    return named


def built_state(root: Path, year: int) -> str:
    """The state of the edition that was built: draft, embargoed or final. Raises NotBuilt."""
    name = Places(year).manifest
    try:
        return str(parse_manifest(_built(root, name).decode()).sealed_by["config"]["state"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotBuilt(
            f"The manifest of {year} cannot be read.",
            where=name,
            why="It says what was built.",
            todo="Take it away and build again: ./jaarbericht build",
        ) from error


def require_key(key: Path | None, state: str) -> Path | None:
    """The key, or None when there is none and a draft needs none. Raises KeyMissing."""
    if key is None and state != DRAFT:
        raise KeyMissing(
            f"An edition that is {state} must be signed, and there is no key.",
            where=f"~/{DEFAULT_KEY.as_posix()}, or {KEY}, or --key",
            why="The signature lets readers see that the report is the publisher's.",
            todo=f"Name your key with --key. {_MAKE}{_DOCS}",
        )
    return key


def sign(root: Path, year: int, key: Path) -> list[Path]:
    """Write the signatures of the edition in the project at `root`; gives their paths there.

    Raises KeyUnsafe, KeyUnusable, NotBuilt or FileProblem.
    """
    private = read_key(root, key)
    content = {name: _built(root, name) for name in Places(year).signed}
    signatures = []
    for name, data in content.items():
        write_bytes(root / f"{name}.sig", private.sign(data))
        signatures.append(Path(f"{name}.sig"))
    return signatures


def read_key(root: Path, path: Path) -> Ed25519PrivateKey:
    """The private key in `path`, which nobody else may get at and which is not under `root`.

    Raises KeyUnsafe or KeyUnusable.
    """
    _require_outside(root, path)
    if not path.is_file():
        raise _unusable(path, f"{path.name} is no file.")
    try:
        _require_private(path)
        key = load_pem_private_key(path.read_bytes(), password=None)
    except OSError as error:
        raise _unusable(path, f"{path.name} cannot be read: {error.strerror}.") from error
    except TypeError as error:
        raise _unusable(path, f"{path.name} is locked with a passphrase.") from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise _unusable(path, f"{path.name} is no private key in PEM.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise _unusable(path, f"{path.name} is no Ed25519 key.")
    return key


def _require_outside(root: Path, path: Path) -> None:
    # Both as it is named and as it is: a link from the folder to a key is as easily committed.
    for place in (path.absolute(), path.resolve()):
        if place.is_relative_to(root.resolve()):
            raise KeyUnsafe(
                f"The key {path.name} lies in the folder of the project.",
                where=str(path),
                why="From there it ends up in version control or in a copy, and anybody can sign.",
                todo="Move it out of this folder; if it was ever committed, make another.",
            )


def _require_private(path: Path) -> None:
    if b"PRIVATE KEY-----" not in path.read_bytes():
        raise _unusable(path, f"{path.name} is no private key in PEM.")
    mode = stat.S_IMODE(os.stat(path).st_mode)
    if mode & 0o077:
        raise KeyUnsafe(
            f"Others than you can get at the key {path.name} (mode {mode:o}).",
            where=str(path),
            why="Whoever can read it can sign in your name.",
            todo=f"chmod 600 {path}",
        )


def _unusable(path: Path, what: str) -> KeyUnusable:
    return KeyUnusable(
        what,
        where=str(path),
        why="Only an Ed25519 private key in PEM, without a passphrase, can sign.",
        todo=f"Name another file. {_MAKE}{_DOCS}",
    )


def _built(root: Path, name: str) -> bytes:
    try:
        return (root / name).read_bytes()
    except OSError as error:
        raise NotBuilt(
            f"{Path(name).name} is not there.",
            where=name,
            why="Only an edition that was built can be signed.",
            todo="Build it: ./jaarbericht build",
        ) from error
