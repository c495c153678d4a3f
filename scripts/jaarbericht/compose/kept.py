"""What an edition printed, kept so that the next one can say what was revised since.

Of the ledger only what that takes: values, formulas, cells and printed texts; not the words, not
where anything is drawn. Small enough for the repository, and locked by its sha256.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml

from jaarbericht import yamltext
from jaarbericht.errors import JaarberichtError
from jaarbericht.files import FileProblem, read_bytes, write_bytes, write_text
from jaarbericht.lineage.evaluation import leaf_ids

FORMAT = "jaarbericht-kept/1"
LOCK = "lock.yaml"
# Words of the prose that say something of a value.
SAYINGS = frozenset(
    {"getal", "kaal", "ongeveer", "omvang", "kale_omvang", "ongeveer_omvang", "breuk", "op_de"}
    | {"keer", "verveelvoudigd", "rang", "richting", "meer_minder", "label"}
)
_CELL = ("table", "topic", "topic_title", "codes", "raw", "status", "unit")
_QUANTITY = ("value", "unit", "population", "status", "periods", "form", "expression")
_EDITION = ("year", "title", "version", "state", "cutoff")
_HEAD = """\
# The editions of which is kept what they printed, written by ./jaarbericht keep. A file with
# another sha256 stops the build of the edition after it.
"""


class KeptUnusable(JaarberichtError):
    """What was kept of an edition is not there, damaged, or not what the lock says."""


@dataclass(frozen=True)
class Kept:
    """An edition as it was printed; everything but `said` and `about` as in docs/ledger.md.

    said: per quantity of the prose how it was printed: function and words of the call. about: what
    the annex says that it is. tables: id to title and sha256. citations: key to value.
    """

    edition: Mapping[str, Any]
    tables: Mapping[str, Mapping[str, str]]
    cells: Mapping[str, Mapping[str, Any]]
    citations: Mapping[str, str]
    quantities: Mapping[str, Mapping[str, Any]]
    about: Mapping[str, str]
    said: Mapping[str, tuple[tuple[str, ...], ...]]

    @property
    def year(self) -> int:
        """The year of the edition."""
        return int(self.edition["year"])


@dataclass(frozen=True)
class KeptEntry:
    """A kept edition in the lock."""

    sha256: str
    version: str
    state: str
    cutoff: str


def kept(ledger: Mapping[str, Any]) -> Kept:
    """What is kept of a ledger."""
    quantities = {
        id: {name: one[name] for name in _QUANTITY} for id, one in ledger["quantities"].items()
    }
    used = {leaf for one in quantities.values() for leaf in leaf_ids(one["expression"])}
    said: dict[str, tuple[tuple[str, ...], ...]] = {}
    for one in ledger["printed"]:
        if one["quantity"] and one["kind"] in SAYINGS:
            words = (one["kind"], *one["asked"])
            before = said.get(one["quantity"], ())
            said[one["quantity"]] = before if words in before else (*before, words)
    return Kept(
        {name: ledger["edition"][name] for name in _EDITION},
        {
            id: {"title": one["title"], "sha256": one["sha256"]}
            for id, one in ledger["tables"].items()
        },
        {id: {name: ledger["cells"][id][name] for name in _CELL} for id in sorted(used)},
        {key: str(one["value"]) for key, one in ledger["citations"].items()},
        quantities,
        {id: ledger["annex"][id]["about"] for id in said if id in ledger["annex"]},
        said,
    )


def kept_bytes(one: Kept) -> bytes:
    """The file of a kept edition: the same bytes for the same edition."""
    content = {"format": FORMAT, **asdict(one)}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return gzip.compress(text.encode(), mtime=0)


def kept_path(folder: Path, year: int) -> Path:
    """Where an edition is kept in `resources/editions`."""
    return folder / f"{year}.json.gz"


def write_kept(folder: Path, one: Kept) -> Path:
    """Keep an edition in `folder` and lock it; gives the path. Raises FileProblem."""
    content = kept_bytes(one)
    path = kept_path(folder, one.year)
    digest = hashlib.sha256(content).hexdigest()
    edition = one.edition
    entry = KeptEntry(digest, edition["version"], edition["state"], edition["cutoff"])
    entries = {**dict(_entries(folder)), one.year: entry}
    listed = {year: asdict(entries[year]) for year in sorted(entries)}
    write_bytes(path, content)
    write_text(folder / LOCK, _HEAD + yaml.safe_dump(listed, sort_keys=False))
    return path


def read_kept(path: Path) -> Kept:
    """A kept edition, which must be the one that the lock beside it names. Raises KeptUnusable."""
    content = read_bytes(path)
    year = int(path.name.partition(".")[0])
    entry = dict(_entries(path.parent)).get(year)
    if entry is None or hashlib.sha256(content).hexdigest() != entry.sha256:
        raise KeptUnusable(
            f"What is kept of edition {year} is not what the lock says.",
            where=f"{path.as_posix()}, {LOCK}",
            why="What was printed is compared with it, so nobody may change it unnoticed.",
            todo="Restore both files from version control; or, if the change is meant: build that"
            f" edition, then ./jaarbericht keep --edition {year} --again",
        )
    try:
        return _kept(json.loads(gzip.decompress(content)))
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise _damaged(path, repr(error)) from error


def is_kept(folder: Path, year: int) -> bool:
    """Whether an edition is kept, by its file or by the lock."""
    return kept_path(folder, year).exists() or year in dict(_entries(folder))


def _kept(content: Mapping[str, Any]) -> Kept:
    if content["format"] != FORMAT:
        raise ValueError(content["format"])
    parts = {name: content[name] for name in Kept.__dataclass_fields__}
    said = {id: tuple(map(tuple, words)) for id, words in parts["said"].items()}
    return Kept(**{**parts, "said": said})


def _entries(folder: Path) -> Iterator[tuple[int, KeptEntry]]:
    path = folder / LOCK
    if not path.exists():
        return
    try:
        found = yamltext.load(read_bytes(path).decode("utf-8"))
        if not isinstance(found, dict):
            raise TypeError(type(found).__name__)
        for year, one in found.items():
            yield int(year), KeptEntry(**{name: str(value) for name, value in one.items()})
    except (FileProblem, yaml.YAMLError, ValueError, TypeError, AttributeError) as error:
        raise _damaged(path, str(error)) from error


def _damaged(path: Path, what: str) -> KeptUnusable:
    return KeptUnusable(
        f"{path.name} cannot be read: {what}.",
        where=path.as_posix(),
        why="It says what an earlier edition printed.",
        todo="Restore the file from version control.",
    )
