"""A comparison of two editions as JSON for programs, in the shape of docs/compare.md."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from jaarbericht.audit.compare_find import Compared
from jaarbericht.audit.compare_words import row
from jaarbericht.compose.later import Gone
from jaarbericht.compose.revisions import Kind, Revision
from jaarbericht.lineage.evaluation import leaf_ids

FORMAT = "jaarbericht-compare/1"


def as_json(found: Compared) -> str:
    """Every number of the earlier edition, equal or not, and each figure that is another now."""
    one = found.comparison
    content = {
        "format": FORMAT,
        "earlier": dict(one.earlier.edition),
        "later": dict(found.later["edition"]),
        "source": found.source,
        "revised": bool(one.revised),
        "kinds": {kind.value: sum(r.kind is kind for r in one.revisions) for kind in Kind},
        "tables": {"same": list(one.same), "other": list(one.other)},
        "numbers": [_number(revision, found) for revision in one.revisions],
        "cells": _cells(found),
        "citations": _citations(found),
        "added": list(one.added),
    }
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)


def _number(one: Revision, found: Compared) -> Mapping[str, Any]:
    quantity = found.comparison.earlier.quantities[one.id]
    words = row(one, found.comparison, found.later)
    return {
        "id": one.id,
        "about": one.about,
        "prose": one.prose,
        "kind": one.kind.value,
        "redefined": one.redefined,
        "periods": quantity["periods"],
        "old": _exact(one.old),
        "now": _exact(one.now),
        "new": _exact(one.new),
        "new_periods": list(one.new_periods),
        "status": {"old": one.old_status, "now": one.now_status},
        "printed": {"old": words.old, "now": words.now, "new": words.new},
        "difference": words.difference,
        "visible": one.is_visible,
        "cells": _leaves(one, quantity, "cell"),
        "citations": _leaves(one, quantity, "citation"),
    }


def _leaves(one: Revision, quantity: Mapping[str, Any], kind: str) -> list[str]:
    """The figures of one kind behind a number that was revised."""
    found = leaf_ids(quantity["expression"], kind) if one.is_revised else ()
    return list(dict.fromkeys(found))


def _cells(found: Compared) -> Mapping[str, Any]:
    """The cells that are not what they were, by their id in the earlier edition."""
    told: dict[str, Any] = {}
    for id, now in found.comparison.cells.items():
        cell = found.comparison.earlier.cells[id]
        old = {"raw": cell["raw"].strip(), "status": cell["status"]}
        if isinstance(now, Gone):
            told[id] = {"codes": cell["codes"], "old": old, "now": None, "gone": now.value}
        elif (now.raw.strip(), now.status) != (old["raw"], old["status"]):
            told[id] = {"codes": cell["codes"], "old": old, "now": asdict(now), "gone": ""}
    return told


def _citations(found: Compared) -> Mapping[str, Any]:
    """The published figures that are not what they were, by their key in the earlier edition."""
    told: dict[str, Any] = {}
    for key, later in found.comparison.citations.items():
        cited, now = found.comparison.earlier.citations[key], asdict(later)
        old = {name: cited[name] for name in now}
        if now != old:
            told[key] = {"period": cited["period"], "old": old, "now": now}
    return told


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)
