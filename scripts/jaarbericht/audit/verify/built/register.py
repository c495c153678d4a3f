"""Check, where the report was built: published figures and the edition are those it was made of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from jaarbericht.audit.verify.built.manifest import Places
from jaarbericht.audit.verify.problem import Problem
from jaarbericht.audit.verify.safeyaml import plain_yaml

REGISTER = "report/citations.yaml"
_STATUS = {
    "definitief": "Definitief", "onbekend": "Onbekend", "nader voorlopig": "NaderVoorlopig",
    "voorlopig": "Voorlopig",
}  # fmt: skip
_SAME = ("unit", "about", "group", "share_of", "publisher", "document", "tier")
_OTHER = {"place": "url", "published": "date"}
_EDITION = ("year", "title", "version", "state", "cutoff", "publisher")


def check_register(root: Path, ledger: Mapping[str, Any]) -> Iterator[Problem]:
    """Every citation of the ledger stands in the register, word for word."""
    if not ledger["citations"]:
        return
    try:
        register = plain_yaml((root / REGISTER).read_bytes())
        entries = {str(key): dict(entry) for key, entry in register.items()}
    except (OSError, yaml.YAMLError, AttributeError, TypeError, ValueError):
        yield _problem(REGISTER, "The register of published figures cannot be read.")
        return
    for key, one in ledger["citations"].items():
        entry = entries.get(key)
        if entry is None:
            yield _problem(key, f"{REGISTER} does not have it.")
            continue
        wanted = _written(key, entry)
        found = {**one, "value": _value(one["value"])}
        for name in sorted(found.keys() | wanted.keys()):
            if found.get(name) != wanted.get(name):
                what = f"{name} is ‘{one.get(name)}’, not ‘{wanted.get(name)}’ as in {REGISTER}."
                yield _problem(key, what)


def _written(key: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """An entry of the register in the words of the ledger."""
    period = str(entry["period"])
    return {
        "key": key,
        "value": _value(str(entry["value"])),
        "period": f"{period}JJ00" if re.fullmatch(r"\d{4}", period) else period,
        "status": _STATUS.get(str(entry.get("status", "onbekend"))),
        **{name: str(entry.get(name, "")) for name in _SAME},
        **{name: str(entry.get(theirs, "")) for name, theirs in _OTHER.items()},
    }


def _value(text: str) -> Fraction | None:
    try:
        return Fraction(text)
    except ValueError:
        return None


def check_settings(root: Path, ledger: Mapping[str, Any]) -> Iterator[Problem]:
    """The edition is the one that the step that made the document was asked for."""
    name = Places(ledger["edition"]["year"]).of("provenance/assemble.json")
    try:
        config = json.loads((root / name).read_bytes())["config"]
    except (OSError, ValueError, KeyError):
        return  # told by the checks of the records
    corrections = f".{len(ledger['errata'])}" if ledger["errata"] else ""
    wanted = {**config, "version": f"{config.get('version')}{corrections}"}
    for field in _EDITION:
        if wanted.get(field) != ledger["edition"][field]:
            said = ledger["edition"][field]
            yield _problem(field, f"It is ‘{said}’, but {name} says ‘{wanted.get(field)}’.")


def _problem(where: str, what: str) -> Problem:
    return Problem("register", where, what, "Build again: ./jaarbericht build")
