"""Check: a formula that breaks a rule says so, with the reason that the annex prints.

The rules are in docs/ledger.md. Looked at is what cells and periods alone tell: a break of the
series between the periods, other periods or lengths, and groups of tables about other things.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jaarbericht.audit.verify.breaks import breaks_touching, lies_between
from jaarbericht.audit.verify.calendar import span_of
from jaarbericht.audit.verify.evaluate import leaves, periods_of
from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.problem import MALFORMED, Problem, sentence

Tree = Mapping[str, Any]
Ledger = Mapping[str, Any]
# Of two moments of one group; of one moment of two; of moments in a row.
_MOMENTS = frozenset({"growth", "index", "cagr"})
_RATIOS = frozenset({"per", "quotient", "share"})
_SPANS = frozenset({"mean", "weighted_mean", "chain"})
_RULED = _MOMENTS | _RATIOS | _SPANS


def check_waivers(evidence: Evidence) -> Iterator[Problem]:
    """Every operation within the formula of every quantity."""
    ledger = evidence.ledger
    for id, quantity in ledger["quantities"].items():
        try:
            demanded = dict(_demanded(quantity["expression"], ledger))
        except MALFORMED:
            continue  # told by check_quantities
        given = {one["rule"] for one in quantity["waivers"] if one["reason"].strip()}
        for rule, why in demanded.items():
            if rule not in given:
                yield Problem("number", id, sentence(f"it gives no reason for {rule}: {why}"))


def _demanded(tree: Tree, ledger: Ledger) -> Iterator[tuple[str, str]]:
    """The rules that a formula breaks, and by what."""
    op, args = tree.get("op", ""), [one for one in tree.get("args", ()) if "constant" not in one]
    for arg in args:
        yield from _demanded(arg, ledger)
    if op not in _RULED or len(args) < 2 or args[0] == args[1]:
        return
    periods = [periods_of(arg, ledger) for arg in args]
    if op in _RATIOS and periods[0] != periods[1]:
        yield "MixedPeriods", f"a {op} of other periods"
    if op in _MOMENTS and len(periods[0]) != len(periods[1]):
        yield "MixedPeriods", f"a {op} of spans of unequal length"
    if op in _MOMENTS | _SPANS:
        for at in _crossed(args, periods, ledger):
            yield "CrossesBreak", f"a {op} across {at}"
    one, other = (_universes(arg, ledger) for arg in args[:2])
    if op in _MOMENTS | _RATIOS and len(one) == len(other) == 1 and one != other:
        yield "MixedPopulation", f"a {op} of tables about other things"


def _crossed(
    args: Sequence[Tree], periods: Sequence[Sequence[str]], ledger: Ledger
) -> Iterator[str]:
    """The periods at which a series is broken between the first and the last of its moments."""
    spans = sorted(
        (span for codes in periods for code in codes if (span := span_of(code))),
        key=lambda span: span.begin,
    )
    if spans:
        for one in breaks_touching(args, ledger):
            if lies_between(one, spans[0], spans[-1]):
                yield one["period"]


def _universes(tree: Tree, ledger: Ledger) -> frozenset[str]:
    tables = {ledger["cells"][leaf]["table"] for kind, leaf in leaves(tree) if kind == "cell"}
    return frozenset(ledger["tables"][table]["universe"] for table in tables)
