"""Whether the parts in a table add up to its total, as far as CBS's rounding lets them.

Looked at are tables whose last row is a total by its head (Totaal, Samen, Nederland, Alle …),
column by column: counts and amounts of one unit and one period. Each figure may be off by half of
what it was rounded to: the last digit that CBS prints, or the fives or tens that all figures of the
column are multiples of. Parts that a table leaves out must be told in a remark below it (`niet
getoond`).

Not seen: ratios, rates and means, which do not add up; columns of which rows have periods of their
own; two mistakes that cancel out; totals in prose and figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import gcd
from typing import Any

from jaarbericht.compose.conflicts import Conflict, Ledger, leaves

TOTAL = re.compile(r"(Totaal|Samen|Nederland|Alle)\b")
_LEFT_OUT = re.compile(r"(?i)niet getoond|niet alle|ontbre")
# Units of what does not add up, and of what does or is a mean.
_RELATIVE = frozenset({"procent", "procentpunt", "keer", "index", "rang", "saldo", "punt"})
_PER = re.compile(r"\bper\b")
_COARSEST = 10
_Quantity = Mapping[str, Any]


def unbalanced(ledger: Ledger) -> Iterator[Conflict]:
    """Every column of a table whose parts are not its total."""
    for id, table in ledger["shown"].items():
        if len(table["rows"]) > 2 and TOTAL.match(table["rows"][-1]):
            for number, head in enumerate(table["columns"], 1):
                yield from _column(id, number, head, table, ledger)


def _column(
    id: str, number: int, head: str, table: Mapping[str, Any], ledger: Ledger
) -> Iterator[Conflict]:
    count = len(table["rows"])
    found = [ledger["quantities"].get(f"{id}.{row}.{number}") for row in range(1, count + 1)]
    *rest, whole = found
    parts = [one for one in rest if one is not None]
    if whole is None or not parts or not _adds_up(parts, whole):
        return
    slack = _slack([*parts, whole], ledger)
    if slack is None:
        return
    added = sum((Fraction(one["value"]) for one in parts), Fraction(0))
    off = added - Fraction(whole["value"])
    is_partial = len(parts) < len(rest) or _leaves_out(table, ledger)
    if abs(off) <= slack or (off < 0 and is_partial):
        return
    chapter = id.partition(".")[0]
    yield Conflict(
        (f"scripts/chapters/{chapter}.py: table {id.partition('.')[2]}, column ‘{head}’",),
        f"the parts add up to {_plain(added)}, ‘{table['rows'][-1]}’ is {_plain(whole['value'])}:"
        f" {_plain(off)} more than rounding can explain ({_plain(slack)}).",
        "Correct the rows; or say in a remark which parts are not shown (‘Niet getoond: …’).",
    )


def _adds_up(parts: Sequence[_Quantity], whole: _Quantity) -> bool:
    """Whether these are parts of one thing at one time; a mean lies among its parts."""
    unit, periods = whole["unit"], whole["periods"]
    if unit in _RELATIVE or _PER.search(unit):
        return False
    if any(one["unit"] != unit or one["periods"] != periods for one in parts):
        return False
    values = [Fraction(one["value"]) for one in parts]
    is_mean = min(values) <= Fraction(whole["value"]) <= max(values)
    return not (is_mean and unit in ("euro", "uur"))


def _slack(quantities: Sequence[_Quantity], ledger: Ledger) -> Fraction | None:
    """By how much the sum may differ; None for formulas that are no sums of cells."""
    steps = [_step(one["expression"], ledger) for one in quantities]
    if any(step is None for step in steps):
        return None
    coarse = _coarse(quantities, ledger)
    return sum((step for step in steps if step is not None), Fraction(0)) * coarse / 2


def _step(tree: Mapping[str, Any], ledger: Ledger) -> Fraction | None:
    """What the value of a tree was rounded to, when each cell was to its last digit."""
    if "cell" in tree:
        return Fraction(1, 10 ** _places(ledger["cells"][tree["cell"]]["raw"]))
    if "constant" in tree or "citation" in tree:
        return Fraction(0)
    if tree["op"] == "product":
        one, factor = tree["args"]
        step = _step(one, ledger)
        return None if step is None else step * abs(Fraction(factor["constant"]))
    if tree["op"] in ("sum", "difference"):
        steps = [_step(arg, ledger) for arg in tree["args"]]
        known = [step for step in steps if step is not None]
        return sum(known, Fraction(0)) if len(known) == len(steps) else None
    return None


def _coarse(quantities: Sequence[_Quantity], ledger: Ledger) -> int:
    """Of how many last digits all cells are a multiple: CBS rounds some tables to fives."""
    found = 0
    for one in quantities:
        for leaf in leaves(one["expression"]):
            raw = ledger["cells"].get(leaf, {}).get("raw", "1").strip()
            digits = re.sub(r"\D", "", raw)
            found = gcd(found, int(digits)) if digits else found
    return min(max(found, 1), _COARSEST)


def _places(raw: str) -> int:
    return len(raw.strip().partition(".")[2])


def _leaves_out(table: Mapping[str, Any], ledger: Ledger) -> bool:
    """Whether a remark below the table says that not all parts are shown."""
    caption = f"Tabel {table['number']} "
    passages = ledger["passages"]
    starts = [
        n
        for n, one in enumerate(passages)
        if one["kind"] == "caption" and one["text"].replace("\u00a0", " ").startswith(caption)
    ]
    for start in starts:
        for one in passages[start + 1 :]:
            if one["kind"] not in ("source", "remark"):
                break
            if _LEFT_OUT.search(one["text"]):
                return True
    return False


def _plain(value: object) -> str:
    exact = Fraction(str(value))
    return str(exact) if exact.denominator == 1 else f"{float(exact):.6g}"
