"""What an edition printed, kept so that the next one can say what was revised since.

Of the ledger only what that takes: values, formulas, cells and printed texts; not the words, not
where anything is drawn. Small enough for the repository, and locked by its sha256.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from jaarbericht.compose.keptlock import (
    KeptEntry,
    damaged,
    entries,
    kept_content,
    kept_path,
    outdated,
    write_entries,
)
from jaarbericht.files import write_bytes
from jaarbericht.lineage.evaluation import leaf_ids

FORMAT = "jaarbericht-kept/2"
# Words of the prose that say something of a value.
SAYINGS = frozenset(
    {"getal", "kaal", "ongeveer", "omvang", "kale_omvang", "ongeveer_omvang", "breuk", "op_de"}
    | {"keer", "verveelvoudigd", "rang", "richting", "meer_minder", "label"}
)
_CELL = ("table", "row", "topic", "topic_title", "codes", "raw", "status", "unit")
_CITATION = ("value", "unit", "period", "status")
_QUANTITY = ("value", "unit", "population", "status", "periods", "form", "expression")
_EDITION = ("year", "title", "version", "state", "cutoff")


@dataclass(frozen=True)
class Kept:
    """An edition as it was printed; everything but `said` and `about` as in docs/ledger.md.

    said: per quantity of the prose how it was printed: function and words of the call. about: what
    the annex says that it is. tables: id to title and sha256. Of cells, citations and quantities
    the fields that a comparison asks.
    """

    edition: Mapping[str, Any]
    tables: Mapping[str, Mapping[str, str]]
    cells: Mapping[str, Mapping[str, Any]]
    citations: Mapping[str, Mapping[str, str]]
    quantities: Mapping[str, Mapping[str, Any]]
    about: Mapping[str, str]
    said: Mapping[str, tuple[tuple[str, ...], ...]]

    @property
    def year(self) -> int:
        """The year of the edition."""
        return int(self.edition["year"])


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
        {
            key: {name: str(one[name]) for name in _CITATION}
            for key, one in ledger["citations"].items()
        },
        quantities,
        {id: ledger["annex"][id]["about"] for id in said if id in ledger["annex"]},
        said,
    )


def kept_bytes(one: Kept) -> bytes:
    """The file of a kept edition: the same bytes for the same edition."""
    content = {"format": FORMAT, **asdict(one)}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return gzip.compress(text.encode(), mtime=0)


def write_kept(folder: Path, one: Kept) -> Path:
    """Keep an edition in `folder` and lock it; gives the path. Raises FileProblem."""
    content = kept_bytes(one)
    path, edition = kept_path(folder, one.year), one.edition
    entry = KeptEntry(
        hashlib.sha256(content).hexdigest(), edition["version"], edition["state"],
        edition["cutoff"],
    )  # fmt: skip
    known = {**entries(folder), one.year: entry}
    write_bytes(path, content)
    write_entries(folder, known)
    return path


def read_kept(path: Path) -> Kept:
    """A kept edition, which must be the one that the lock beside it names. Raises KeptUnusable."""
    packed = kept_content(path)
    try:
        content = json.loads(gzip.decompress(packed))
        if content["format"] != FORMAT:
            raise outdated(path, content["format"])
        return _kept(content)
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise damaged(path, repr(error)) from error


def _kept(content: Mapping[str, Any]) -> Kept:
    parts = {name: content[name] for name in Kept.__dataclass_fields__}
    said = {id: tuple(map(tuple, words)) for id, words in parts["said"].items()}
    return Kept(**{**parts, "said": said})
