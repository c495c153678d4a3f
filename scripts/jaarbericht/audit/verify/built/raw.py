"""Check: the cells of the ledger stand in the raw files that were used, in the rows it names."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from jaarbericht.audit.verify.built.manifest import Places
from jaarbericht.audit.verify.evaluate import STATUSES
from jaarbericht.audit.verify.problem import Problem, sentence
from jaarbericht.audit.verify.safeyaml import plain_yaml


def check_raw(root: Path, ledger: Mapping[str, Any]) -> Iterator[Problem]:
    """Raw files against ledger and lock, and every cell against its row."""
    year = ledger["edition"]["year"]
    places = Places(year)
    archive = root / places.archive(root)
    lock = _lock(archive / "locks" / f"{year}.yaml")
    used: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for cell in (*ledger["cells"].values(), *_later_cells(ledger)):
        used[cell["table"]].append(cell)
    for id, table in ledger["tables"].items():
        path = archive / "tables" / f"{id}.jsonl"
        try:
            raw = path.read_bytes()
        except OSError as error:
            yield _problem(id, f"the raw file cannot be read: {error.strerror}", path)
            continue
        found = sha256(raw).hexdigest()
        for holder, expected in (("ledger", table["sha256"]), ("lock", lock.get(id))):
            if found != expected:
                yield _problem(id, f"the raw file is not the one that the {holder} names", path)
        yield from _cells(id, raw, used[id])
        if not table["findings"]:
            yield from title_problems(id, raw.split(b"\n"), used[id])


def _later_cells(ledger: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The cells of now of what was revised, as the ledger tells of cells."""
    for one in ledger.get("revisions", {}).get("cells", {}).values():
        if one["now"] is not None:
            yield {**one["now"], "table": one["table"], "codes": one["codes"]}


def _lock(path: Path) -> dict[str, str]:
    try:
        tables = plain_yaml(path.read_bytes())["tables"]
        return {id: entry["sha256"] for id, entry in tables.items()}
    except (OSError, yaml.YAMLError, TypeError, KeyError, AttributeError):
        return {}


def _cells(id: str, raw: bytes, cells: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    lines = raw.split(b"\n")
    try:
        (head, rows), statuses = _set(lines, "UntypedDataSet"), _statuses(lines)
        columns = head["columns"]
    except (ValueError, KeyError) as error:
        yield Problem("cell", id, f"The raw file cannot be read: {error}.", _TODO)
        return
    for cell in cells:
        where = f"{id}/{cell['row']}/{cell['topic']}"
        try:
            row = dict(zip(columns, json.loads(rows[cell["row"]]), strict=True))
        except (ValueError, IndexError, TypeError):
            yield Problem("cell", where, "The raw file has no such row.", _TODO)
            continue
        if row.get("ID") != cell["row"] or row.get(cell["topic"]) != cell["raw"]:
            yield Problem(
                "cell", where,
                f"The raw file has ‘{row.get(cell['topic'])}’, the ledger has ‘{cell['raw']}’.",
                _TODO,
            )  # fmt: skip
        if any(str(row.get(key)).strip() != code for key, code in cell["codes"].items()):
            yield Problem("cell", where, "The raw file has other codes in that row.", _TODO)
        least = statuses.get(list(cell["codes"].values())[-1], STATUSES[1])
        if STATUSES.index(cell["status"]) < STATUSES.index(least):
            yield Problem(
                "cell", where, f"CBS calls it {least}, the ledger {cell['status']}.", _TODO
            )


def title_problems(
    id: str, lines: Sequence[bytes], cells: Sequence[Mapping[str, Any]]
) -> Iterator[Problem]:
    """Titles and units of cells that are not those of the raw file, which may space them wider."""
    try:
        topics = {one.get("Key"): one for one in _records(lines, "DataProperties")}
        sets = {key for cell in cells for key in cell.get("titles", ())}
        titles = {key: _titles(lines, key) for key in sets}
    except (ValueError, KeyError):
        return  # a table of which the raw file has no such set tells its titles elsewhere
    for cell in cells:
        topic = topics.get(cell["topic"], {})
        said = [
            (cell.get("topic_title"), topic.get("Title")),
            (cell.get("unit"), topic.get("Unit")),
        ]
        for key, title in cell.get("titles", {}).items():
            said.append((title, titles[key].get(cell["codes"][key])))
        for one, raw in said:
            if one is not None and raw is not None and one.split() != str(raw).split():
                where = f"{id}/{cell['row']}/{cell['topic']}"
                what = f"The raw file calls it ‘{raw}’, the ledger ‘{one}’."
                yield Problem("cell", where, what, _TODO)


def _titles(lines: Sequence[bytes], name: str) -> dict[str, Any]:
    return {str(one["Key"]).strip(): one.get("Title") for one in _records(lines, name)}


def _records(lines: Sequence[bytes], name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in _set(lines, name)[1]]


def _set(lines: Sequence[bytes], name: str) -> tuple[dict[str, Any], Sequence[bytes]]:
    """The head and the lines of an entity set."""
    head = f'{{"set":"{name}",'.encode()
    start = next((n for n, line in enumerate(lines) if line.startswith(head)), None)
    if start is None:
        raise KeyError(name)
    found = json.loads(lines[start])
    return found, lines[start + 1 : start + 1 + found["rows"]]


def _statuses(lines: Sequence[bytes]) -> dict[str, str]:
    """The status of each period that CBS gives one."""
    periods = (json.loads(line) for line in _set(lines, "Perioden")[1])
    return {
        str(one["Key"]).strip(): one["Status"] for one in periods if one.get("Status") in STATUSES
    }


def _problem(id: str, what: str, path: Path) -> Problem:
    return Problem("raw", f"{id} ({path.name})", sentence(what), _TODO)


_TODO = "Restore resources/archive from version control, or build the report again, live if it was."
