"""A drift report as JSON for programs, in the shape of docs/drift.md. No words for people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from jaarbericht.audit.drift import TableDrift, Verdict
from jaarbericht.audit.drift_cells import Severity
from jaarbericht.audit.drift_find import DriftReport, TableReport
from jaarbericht.audit.reprinted import QuantityChange, Reprint

FORMAT = "jaarbericht-drift/1"


def as_json(report: DriftReport) -> str:
    """Everything that was found, nothing left out."""
    content = {
        "format": FORMAT,
        "edition": report.edition,
        "against": report.against,
        "drift": report.has_drift,
        "verdicts": {verdict.value: len(report.of(verdict)) for verdict in Verdict},
        "tables": [_table(one) for one in report.tables],
        "unmade": [
            {"chapter": one.chapter, "table": one.table, **one.cause.record()}
            for one in report.unmade
        ],
        "report": _reprint(report.reprint),
    }
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)


def _table(one: TableReport) -> Mapping[str, Any]:
    return {
        "table": one.table,
        "verdict": one.verdict.value,
        "laid_over": one.laid_over,
        "contract": list(one.contract),
        "failure": one.failure.record() if one.failure else None,
        "drift": _drift(one.drift) if one.drift else None,
    }


def _drift(drift: TableDrift) -> Mapping[str, Any]:
    return {
        "title": drift.title,
        "kinds": [kind.value for kind in drift.kinds],
        "silent": drift.is_silent,
        "stamps": {"old": asdict(drift.old), "new": asdict(drift.new)},
        "rows": {
            "old": drift.rows_old,
            "new": drift.rows_new,
            "added": drift.rows_added,
            "removed": drift.rows_removed,
        },
        "periods": {"added": drift.periods_added, "removed": drift.periods_removed},
        "common": drift.common,
        "changed": len(drift.changes),
        "severities": {s.value: drift.counts.get(s, 0) for s in Severity},
        "cells": [
            {
                "topic": one.topic,
                "codes": [{"code": code, "title": title} for code, title in one.codes],
                "period": one.period,
                "old": one.old,
                "new": one.new,
                "severity": one.severity.value,
            }
            for one in drift.changes
        ],
        "statuses": [asdict(one) for one in drift.statuses],
        "differences": [asdict(one) for one in drift.differences],
        "expected": [asdict(one) for one in drift.expected],
    }


def _reprint(reprint: Reprint) -> Mapping[str, Any]:
    return {
        "texts": [asdict(one) for one in reprint.texts],
        "sentences": [asdict(one) for one in reprint.rewordings],
        "sources": [asdict(one) for one in reprint.sources],
        "items": [asdict(one) for one in reprint.items],
        "quantities": [_quantity(one) for one in reprint.quantities],
    }


def _quantity(one: QuantityChange) -> Mapping[str, Any]:
    values = {"old": one.old, "new": one.new}
    exact = {name: None if value is None else str(value) for name, value in values.items()}
    return asdict(one) | exact
