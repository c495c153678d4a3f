"""Detached signatures: who can make them, where keys may lie, and what a wrong one gives."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from small_edition import MANIFEST, PDF, SETTINGS, YEAR, SmallEdition, seal_again

from jaarbericht import cli
from jaarbericht.audit.ledgerfile import NotBuilt
from jaarbericht.audit.signing import (
    DEFAULT_KEY,
    KEY,
    KeyMissing,
    KeyUnsafe,
    KeyUnusable,
    built_state,
    find_key,
    read_key,
    require_key,
    sign,
)
from jaarbericht.audit.verify.built.sealed import check_seal
from jaarbericht.audit.verify.built.signature import check_signature
from jaarbericht.errors import JaarberichtError

SIGNED = [PDF, MANIFEST]
OPENSSL = shutil.which("openssl")


def private_pem(
    key: Ed25519PrivateKey | None = None, lock: KeySerializationEncryption | None = None
) -> bytes:
    made = key or Ed25519PrivateKey.generate()
    return made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock or NoEncryption())


def write_key(path: Path, content: bytes, mode: int = 0o600) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(mode)
    return path


@pytest.fixture
def keys(tmp_path: Path) -> tuple[Path, Path]:
    """A private key and its public key, outside any project."""
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    private = write_key(tmp_path / "keys/sign.pem", private_pem(key))
    return private, write_key(tmp_path / "keys/public.pem", public, 0o644)


def kinds(edition: SmallEdition, name: str, public: Path) -> list[str]:
    file = edition.root / name
    signature = file.with_name(f"{file.name}.sig")
    return [one.kind for one in check_signature(file, signature, public)]


@pytest.mark.parametrize("name", SIGNED)
def test_what_was_signed_checks_and_is_still_sealed(
    sealed: SmallEdition, keys: tuple[Path, Path], name: str
) -> None:
    made = sign(sealed.root, YEAR, keys[0])
    assert [path.as_posix() for path in made] == [f"{one}.sig" for one in SIGNED]
    assert kinds(sealed, name, keys[1]) == []
    assert len((sealed.root / f"{name}.sig").read_bytes()) == 64
    assert check_seal(sealed.root, YEAR) == []


@pytest.mark.parametrize("name", SIGNED)
def test_a_signed_file_that_changed(
    sealed: SmallEdition, keys: tuple[Path, Path], name: str
) -> None:
    sign(sealed.root, YEAR, keys[0])
    sealed.edit(name, lambda content: content + b" ")
    assert kinds(sealed, name, keys[1]) == ["signature-wrong"]


def test_a_coordinated_change_that_the_seal_cannot_notice(
    sealed: SmallEdition, keys: tuple[Path, Path]
) -> None:
    sign(sealed.root, YEAR, keys[0])
    sealed.edit("resources/archive/README.md", lambda content: content + b"x")
    seal_again(sealed.root)
    assert check_seal(sealed.root, YEAR) == []
    assert kinds(sealed, MANIFEST, keys[1]) == ["signature-wrong"]


@pytest.mark.parametrize(
    "change",
    [lambda c: c[:-1], lambda c: c + b"\n", lambda c: bytes(64), lambda c: b""],
    ids=["shorter", "longer", "zeros", "empty"],
)
def test_a_signature_that_changed(
    sealed: SmallEdition, keys: tuple[Path, Path], change: Callable[[bytes], bytes]
) -> None:
    sign(sealed.root, YEAR, keys[0])
    sealed.edit(f"{PDF}.sig", change)
    assert kinds(sealed, PDF, keys[1]) == ["signature-wrong"]


def test_the_signature_of_another_file(sealed: SmallEdition, keys: tuple[Path, Path]) -> None:
    sign(sealed.root, YEAR, keys[0])
    shutil.copy(sealed.root / f"{MANIFEST}.sig", sealed.root / f"{PDF}.sig")
    assert kinds(sealed, PDF, keys[1]) == ["signature-wrong"]


def test_the_key_of_somebody_else(
    sealed: SmallEdition, keys: tuple[Path, Path], tmp_path: Path
) -> None:
    sign(sealed.root, YEAR, write_key(tmp_path / "other/sign.pem", private_pem()))
    assert kinds(sealed, PDF, keys[1]) == ["signature-wrong"]


def test_no_signature_and_no_file(sealed: SmallEdition, keys: tuple[Path, Path]) -> None:
    assert kinds(sealed, PDF, keys[1]) == ["signature-missing"]
    sign(sealed.root, YEAR, keys[0])
    (sealed.root / PDF).unlink()
    assert kinds(sealed, PDF, keys[1]) == ["missing"]


def other_kind() -> bytes:
    key = generate_private_key(SECP256R1())
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


@pytest.mark.parametrize("content", [b"", b"no key", private_pem(), other_kind()])
def test_a_public_key_that_is_none(
    sealed: SmallEdition, keys: tuple[Path, Path], tmp_path: Path, content: bytes
) -> None:
    sign(sealed.root, YEAR, keys[0])
    assert kinds(sealed, PDF, write_key(tmp_path / "bad.pem", content)) == ["key-unusable"]
    assert kinds(sealed, PDF, tmp_path / "absent.pem") == ["key-unusable"]


@pytest.mark.skipif(OPENSSL is None, reason="openssl is not here")
@pytest.mark.parametrize("name", SIGNED)
def test_a_stranger_checks_it_with_openssl(
    sealed: SmallEdition, keys: tuple[Path, Path], name: str
) -> None:
    sign(sealed.root, YEAR, keys[0])

    def verify() -> int:
        command = [
            "openssl", "pkeyutl", "-verify", "-pubin", "-inkey", str(keys[1]), "-rawin",
            "-in", name, "-sigfile", f"{name}.sig",
        ]  # fmt: skip
        return subprocess.run(command, cwd=sealed.root, capture_output=True, check=False).returncode

    assert verify() == 0
    sealed.edit(name, lambda content: content + b" ")
    assert verify() != 0


@pytest.mark.skipif(OPENSSL is None, reason="openssl is not here")
def test_the_key_that_the_documentation_makes(sealed: SmallEdition, tmp_path: Path) -> None:
    private, public = tmp_path / "sign.pem", tmp_path / "public.pem"
    make = ["openssl", "genpkey", "-algorithm", "ed25519", "-out", str(private)]
    subprocess.run(make, check=True, umask=0o077)
    show = ["openssl", "pkey", "-in", str(private), "-pubout", "-out", str(public)]
    subprocess.run(show, check=True)
    sign(sealed.root, YEAR, private)
    assert kinds(sealed, PDF, public) == []


def test_the_key_is_the_one_given_or_that_of_the_environment_or_the_usual(tmp_path: Path) -> None:
    given, told = write_key(tmp_path / "a.pem", b""), write_key(tmp_path / "b.pem", b"")
    assert find_key(None, {}, tmp_path) is None
    usual = write_key(tmp_path / DEFAULT_KEY, b"")
    assert find_key(given, {KEY: str(told)}, tmp_path) == given
    assert find_key(None, {KEY: str(told)}, tmp_path) == told
    assert find_key(None, {KEY: ""}, tmp_path) == usual


def test_a_key_that_was_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(KeyMissing, match=r"absent\.pem"):
        find_key(tmp_path / "absent.pem", {}, tmp_path)
    with pytest.raises(KeyMissing):
        find_key(None, {KEY: str(tmp_path / "absent.pem")}, tmp_path)


@pytest.mark.parametrize("state", ["embargoed", "final"])
def test_only_a_draft_needs_no_key(state: str) -> None:
    assert require_key(None, "draft") is None
    with pytest.raises(KeyMissing, match=state) as caught:
        require_key(None, state)
    told = caught.value
    assert told.where and told.why and "openssl genpkey" in told.todo


def refused(root: Path, key: Path, kind: type[JaarberichtError]) -> JaarberichtError:
    with pytest.raises(kind) as caught:
        read_key(root, key)
    assert caught.value.what and caught.value.where and caught.value.why and caught.value.todo
    return caught.value


def test_a_key_in_the_project_is_refused(sealed: SmallEdition, keys: tuple[Path, Path]) -> None:
    refused(sealed.root, write_key(sealed.root / "deep/sign.pem", private_pem()), KeyUnsafe)
    (sealed.root / "link.pem").symlink_to(keys[0])
    refused(sealed.root, sealed.root / "link.pem", KeyUnsafe)


def test_a_link_elsewhere_to_a_key_in_the_project_is_refused(
    sealed: SmallEdition, tmp_path: Path
) -> None:
    (tmp_path / "link.pem").symlink_to(write_key(sealed.root / "sign.pem", private_pem()))
    refused(sealed.root, tmp_path / "link.pem", KeyUnsafe)


def test_a_relative_path_into_the_project_is_refused(
    sealed: SmallEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_key(sealed.root / "sign.pem", private_pem())
    monkeypatch.chdir(sealed.root / "scripts")
    refused(sealed.root, Path("../sign.pem"), KeyUnsafe)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o620, 0o601])
def test_a_key_that_others_can_get_at_is_refused(
    sealed: SmallEdition, tmp_path: Path, mode: int
) -> None:
    key = write_key(tmp_path / "sign.pem", private_pem(), mode)
    assert f"{mode:o}" in refused(sealed.root, key, KeyUnsafe).what


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no private key"),
        (b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "no private key"),
        (private_pem(lock=BestAvailableEncryption(b"geheim")), "passphrase"),
        (
            generate_private_key(SECP256R1()).private_bytes(
                Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
            ),
            "no Ed25519",
        ),
    ],
    ids=["empty", "damaged", "locked", "other kind"],
)
def test_a_private_key_that_cannot_sign(
    sealed: SmallEdition, tmp_path: Path, content: bytes, says: str
) -> None:
    key = write_key(tmp_path / "sign.pem", content)
    assert says in refused(sealed.root, key, KeyUnusable).what


def test_a_folder_for_a_key(sealed: SmallEdition, tmp_path: Path) -> None:
    (tmp_path / "sign.pem").mkdir(mode=0o700)
    refused(sealed.root, tmp_path / "sign.pem", KeyUnusable)


def test_what_is_not_built_cannot_be_signed(sealed: SmallEdition, keys: tuple[Path, Path]) -> None:
    (sealed.root / PDF).unlink()
    with pytest.raises(NotBuilt):
        sign(sealed.root, YEAR, keys[0])
    assert not list(sealed.root.rglob("*.sig"))


def test_the_state_is_that_of_the_edition_that_was_built(sealed: SmallEdition) -> None:
    assert built_state(sealed.root, YEAR) == "draft"
    seal_again(sealed.root, settings=SETTINGS | {"state": "final"})
    assert built_state(sealed.root, YEAR) == "final"
    sealed.edit(MANIFEST, lambda _: b"{}")
    with pytest.raises(NotBuilt):
        built_state(sealed.root, YEAR)


@pytest.fixture
def command(
    sealed: SmallEdition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., int]:
    """The command line in the small project, for somebody without a key."""
    config = Path(__file__).parents[2] / "config.yaml"
    shutil.copy(config, sealed.root / "config.yaml")
    monkeypatch.setattr(cli, "ROOT", sealed.root)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv(KEY, raising=False)
    return lambda *arguments: cli.main(["sign", *arguments])


def test_a_draft_without_a_key_is_no_error(
    command: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command() == 0
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 1 and "draft needs no signature" in told.out
    assert told.err == ""


@pytest.mark.parametrize("state", ["embargoed", "final"])
def test_an_edition_to_publish_without_a_key_is_one(
    command: Callable[..., int],
    sealed: SmallEdition,
    capsys: pytest.CaptureFixture[str],
    state: str,
) -> None:
    seal_again(sealed.root, settings=SETTINGS | {"state": state})
    assert command() == 2
    told = capsys.readouterr()
    assert told.out == "" and told.err.startswith("KeyMissing:")


def test_the_command_tells_where_the_signatures_are(
    command: Callable[..., int], keys: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("--key", str(keys[0])) == 0
    assert capsys.readouterr().out.splitlines() == [f"{PDF}.sig", f"{MANIFEST}.sig"]


def test_the_command_signs_nothing_that_is_not_as_it_was_sealed(
    command: Callable[..., int],
    sealed: SmallEdition,
    keys: tuple[Path, Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    sealed.edit(PDF, lambda content: content + b" ")
    assert command("--key", str(keys[0])) == 1
    told = capsys.readouterr()
    assert told.out == "" and f"where: {PDF}" in told.err
    assert not list(sealed.root.rglob("*.sig"))


def test_the_key_of_the_environment(
    command: Callable[..., int], keys: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY, str(keys[0]))
    assert command() == 0
    monkeypatch.setenv(KEY, os.devnull)
    assert command() == 2
