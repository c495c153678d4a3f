"""Traces as JSON for programs, in the shape of docs/trace.md. No words for people."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from jaarbericht.audit.trace_record import Node, Printed, Trace

FORMAT = "jaarbericht-trace/1"


def as_json(asked: str, year: int, traces: Sequence[Trace], candidates: Sequence[Printed]) -> str:
    """The answer to one question; either `traces` or `candidates` is empty."""
    content = {
        "format": FORMAT,
        "edition": year,
        "asked": asked,
        "traces": [_trace(one) for one in traces],
        "candidates": [asdict(one) for one in candidates],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, default=_exact, allow_nan=False)


def _trace(one: Trace) -> Mapping[str, Any]:
    waivers = [{"rule": rule, "reason": reason} for rule, reason in one.waivers]
    return asdict(one) | {"waivers": waivers, "formula": _node(one.formula)}


def _node(node: Node) -> Mapping[str, Any]:
    """A formula tree as in docs/ledger.md, with the value of each piece."""
    if node.kind != "op":
        return {node.kind: node.name, "value": node.value}
    chosen = {"labels": node.labels, "chosen": node.chosen} if node.labels else {}
    args = [_node(arg) for arg in node.args]
    return {"op": node.name, "value": node.value, "args": args, **chosen}


def _exact(value: Any) -> str:
    if isinstance(value, Fraction):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in a trace")
