"""Whether a detached Ed25519 signature is that of a file. Signs nothing."""

from __future__ import annotations

from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from jaarbericht.audit.verify.problem import Problem

KEY_UNUSABLE = "key-unusable"


def check_signature(file: Path, signature: Path, public_key: Path) -> list[Problem]:
    """What is wrong with the raw `signature` of `file`; empty when the owner of the key made it.

    public_key: PEM, of an Ed25519 key. Wrong are also a file that is not there and an unusable key.
    """
    key = _key(public_key)
    if isinstance(key, Problem):
        return [key]
    if not signature.is_file():
        what = f"There is no signature of {file.name}."
        todo = "Ask the publisher for it; the publisher makes it with: ./jaarbericht sign"
        return [Problem("signature-missing", str(signature), what, todo)]
    try:
        key.verify(signature.read_bytes(), file.read_bytes())
    except OSError as error:
        what = f"{file.name} cannot be read: {error.strerror}."
        return [Problem("missing", str(file), what, "Get the file anew.")]
    except InvalidSignature:
        what = f"{file.name} is not what the owner of {public_key.name} signed."
        todo = "Do not trust the file: get it anew from the publisher, and check that the key is "
        return [Problem("signature-wrong", str(file), what, f"{todo}the publisher's.")]
    return []


def _key(path: Path) -> Ed25519PublicKey | Problem:
    todo = "Give the public key of the publisher, in PEM: -----BEGIN PUBLIC KEY-----"
    try:
        key = load_pem_public_key(path.read_bytes())
    except OSError as error:
        what = f"The public key cannot be read: {error.strerror}."
        return Problem(KEY_UNUSABLE, str(path), what, todo)
    except (ValueError, UnsupportedAlgorithm):
        return Problem(KEY_UNUSABLE, str(path), f"{path.name} is no public key in PEM.", todo)
    if not isinstance(key, Ed25519PublicKey):
        return Problem(KEY_UNUSABLE, str(path), f"{path.name} is no Ed25519 key.", todo)
    return key
