"""Files written whole or not at all, and their hashes. Nothing about what is in them."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Container, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from jaarbericht.errors import JaarberichtError


class FileProblem(JaarberichtError):
    """A file could not be read or written."""


_ADVICE = {
    errno.ENOSPC: "Free some disk space and run the command again; earlier results are intact.",
    errno.EFBIG: "Allow larger files, then run the command again; earlier results are intact.",
    errno.EACCES: "Make the folder writable for you, then run the command again.",
    errno.EROFS: "The disk is read-only: work in a copy of the project on a writable disk.",
}


@contextmanager
def atomic(path: Path) -> Iterator[IO[bytes]]:
    """A binary file that takes its place at `path` only when the block ends well."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise _problem(path, error) from error
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        os.chmod(name, 0o644)
        os.replace(name, path)
    except OSError as error:
        raise _problem(path, error) from error
    finally:
        if os.path.exists(name):
            os.unlink(name)


def write_bytes(path: Path, content: bytes) -> None:
    """Write `content` to `path`, whole or not at all."""
    with atomic(path) as stream:
        stream.write(content)


def write_text(path: Path, text: str) -> None:
    """Write `text` as UTF-8 to `path`, whole or not at all."""
    write_bytes(path, text.encode("utf-8"))


def copy_file(source: Path, target: Path) -> None:
    """Copy a file of any size to `target`, whole or not at all."""
    with source.open("rb") as content, atomic(target) as stream:
        shutil.copyfileobj(content, stream)


def json_bytes(value: Any) -> bytes:
    """`value` as readable JSON in the order given."""
    return f"{json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)}\n".encode()


def write_json(path: Path, value: Any) -> None:
    """Write `value` as readable JSON in the order given, whole or not at all."""
    write_bytes(path, json_bytes(value))


def read_json(path: Path) -> Any:
    """The JSON in `path`. Raises FileProblem when it is absent or damaged."""
    try:
        return json.loads(path.read_bytes())
    except OSError as error:
        raise _problem(path, error) from error
    except (ValueError, RecursionError) as error:
        raise FileProblem(
            f"{path.name} is not readable as JSON: {error}",
            where=str(path),
            why="A damaged file cannot be part of the report.",
            todo="Remove the file and build again, or restore it from version control.",
        ) from error


def read_bytes(path: Path) -> bytes:
    """The content of a file. Raises FileProblem."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise _problem(path, error) from error


def remove(path: Path) -> None:
    """Remove a file, if it is there. Raises FileProblem."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _problem(path, error) from error


def keep_only(folder: Path, wanted: Container[str]) -> None:
    """Remove all files under `folder` but those `wanted`, relative to it, and empty folders."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(folder).as_posix() not in wanted:
            remove(path)


def sha256(path: Path) -> str:
    """sha256 of the file's bytes, in hex."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    except OSError as error:
        raise _problem(path, error) from error
    return digest.hexdigest()


def _problem(path: Path, error: OSError) -> FileProblem:
    return FileProblem(
        f"{path.name}: {error.strerror or error}",
        where=str(path),
        why="The step needs this file.",
        todo=_ADVICE.get(error.errno or 0, "Check that the file and its folder exist."),
    )
