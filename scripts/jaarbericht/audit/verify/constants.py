"""Check: each constant of a formula is explained by its cells, their periods, or the unit.

docs/ledger.md has the rules under ‘Constants’. A constant that none explains is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any

from jaarbericht.audit.verify.calendar import YEAR, Span, months_apart, whole
from jaarbericht.audit.verify.evaluate import digits, periods_of
from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.problem import MALFORMED, Problem, sentence

Tree = Mapping[str, Any]
Ledger = Mapping[str, Any]
_MILLION, _BILLION = 1_000_000, 1_000_000_000
# How a unit of CBS begins that counts in thousands or more.
_SCALES = (
    (re.compile(r"(?:x )?1 ?000 ?000 ?000\b|(?:x )?(?:mld|miljard)\b"), _BILLION),
    (re.compile(r"(?:x )?1 ?000 ?000\b|(?:x )?(?:mln|miljoen)\b"), _MILLION),
    (re.compile(r"(?:x )?1 ?000\b|(?:x )?duizend\b"), 1_000),
)
_PER = re.compile(r"\bper (\d{1,3}(?:\.\d{3})+|\d+|honderd|duizend|miljoen)\b")
_NAMES = {"honderd": 100, "duizend": 1_000, "miljoen": _MILLION}
# The unit of the outcome is that of the arguments.
_KEEPS_UNIT = frozenset({"maximum", "minimum", "mean", "weighted_mean", "sum", "difference"})


def check_constants(evidence: Evidence) -> Iterator[Problem]:
    """Every constant of the formula of every quantity."""
    ledger = evidence.ledger
    for id, quantity in ledger["quantities"].items():
        tree = quantity["expression"]
        try:
            wrong = [*_unexplained(tree, ledger), *_per(tree, quantity["unit"])]
        except MALFORMED as error:
            wrong = [f"its constants cannot be explained: {error}"]
        yield from (Problem("number", id, sentence(what)) for what in dict.fromkeys(wrong))


@cache
def scale_of(unit: str) -> int:
    """By what a figure in a unit of CBS is multiplied to be in whole units."""
    text = " ".join(unit.lower().split())
    return next((scale for rule, scale in _SCALES if rule.match(text)), 1)


def base_of(unit: str) -> int:
    """The number of a unit such as `vacatures per 1.000 banen`; 1 when it has none."""
    said = _PER.search(unit)
    return _NAMES.get(said[1]) or int(said[1].replace(".", "")) if said else 1


def _unexplained(tree: Tree, ledger: Ledger) -> Iterator[str]:
    """What is wrong with the constants of a formula, but for those of `per`."""
    if "cell" in tree:
        unit = ledger["cells"][tree["cell"]]["unit"]
        if scale_of(unit) != 1:
            yield f"its cell {tree['cell']} is in ‘{unit}’, but nothing multiplies it"
        return
    args = tree.get("args", [])
    constants = [Fraction(arg["constant"]) for arg in args if "constant" in arg]
    others = [arg for arg in args if "constant" not in arg]
    if constants:
        rule = _RULES.get(tree["op"])
        yield from rule(others, constants, ledger) if rule else [f"a {tree['op']} has no constant"]
    multiplied = tree.get("op") == "product" and constants
    for arg in others:
        if not (multiplied and "cell" in arg):
            yield from _unexplained(arg, ledger)


def _product(
    factors: Sequence[Tree], constants: Sequence[Fraction], ledger: Ledger
) -> Iterator[str]:
    if len(constants) > 1:
        yield "a product has more than one constant"
        return
    (constant,) = constants
    if len(factors) != 1:
        wanted, why = Fraction(1, 100 ** (len(factors) - 1)), f"{len(factors)} percentages"
    elif "cell" in factors[0]:
        unit = ledger["cells"][factors[0]["cell"]]["unit"]
        wanted, why = Fraction(scale_of(unit)), f"a cell in ‘{unit}’"
    else:
        steps = _steps(factors[0], ledger)
        wanted = Fraction(1, steps) if steps else Fraction(0)
        why = f"{steps} periods from the one moment to the other"
    if not wanted:
        yield f"nothing explains its constant {_said(constant)}"
    elif constant != wanted:
        yield f"it multiplies by {_said(constant)}; {why} asks for {_said(wanted)}"


def _steps(tree: Tree, ledger: Ledger) -> int:
    """How many periods lie between the two moments of a difference; 0 for anything else."""
    if tree.get("op") != "difference":
        return 0
    new, old = (_span(arg, ledger) for arg in tree["args"])
    apart = months_apart(new, old)
    if apart is None or new is None or apart <= 0 or apart % (new.end - new.begin):
        return 0
    return apart // (new.end - new.begin)


def _cagr(moments: Sequence[Tree], constants: Sequence[Fraction], ledger: Ledger) -> Iterator[str]:
    new, old = (_span(arg, ledger) for arg in moments)
    apart = months_apart(new, old)
    if apart is None or constants != [Fraction(apart, YEAR)]:
        years = "no known time" if apart is None else f"{_said(Fraction(apart, YEAR))} years"
        said = ", ".join(map(_said, constants))
        yield f"it grows over {said} years; between its periods lie {years}"


def _weights(
    values: Sequence[Tree], constants: Sequence[Fraction], ledger: Ledger
) -> Iterator[str]:
    """The mean of a stand over a time: the moments at both ends count half."""
    spans = [_span(value, ledger) for value in values]
    in_a_row = all(months_apart(b, a) == _length(a) for a, b in pairwise(spans))
    half, inner = Fraction(1, 2), [Fraction(1)] * (len(values) - 2)
    if not in_a_row or constants != [half, *inner, half]:
        said = ", ".join(map(_said, constants))
        yield f"its weights {said} are not those of moments in a row, of which both ends count half"


def _length(span: Span | None) -> int:
    return span.end - span.begin if span else 0


def _span(tree: Tree, ledger: Ledger) -> Span | None:
    return whole(periods_of(tree, ledger))


_RULES = {
    "product": _product, "cagr": _cagr, "weighted_mean": _weights, "per": lambda *_: iter(()),
}  # fmt: skip


def _per(tree: Tree, unit: str) -> Iterator[str]:
    """A number of things per so many: the unit says how many, and one formula has one number."""
    found = list(_numbers(tree, unit))
    for number, said in found:
        if said and number != base_of(said):
            yield f"it is per {_said(number)}, its unit says ‘{said}’"
    inner = {number for number, said in found if not said}
    if len(inner) > 1:
        yield f"it compares what is per {' and per '.join(map(_said, sorted(inner)))}"


def _numbers(tree: Tree, unit: str) -> Iterator[tuple[Fraction, str]]:
    """The constant of each `per`, and the unit that says it; empty if there is none."""
    op, args = tree.get("op"), tree.get("args", [])
    if op == "per":
        yield Fraction(args[2]["constant"]), unit
    for arg in args:
        yield from _numbers(arg, unit if op in _KEEPS_UNIT else "")


def _said(value: Fraction) -> str:
    return digits(value, 0) if value.denominator == 1 else str(value)
