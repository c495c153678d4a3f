"""Recomputes figures from the raw texts of cells, and prints them, by docs/ledger.md alone.

Exact fractions; Python's standard library and nothing else. Meant to be read by who checks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import prod
from typing import Any

Tree = Mapping[str, Any]
Ledger = Mapping[str, Any]
Values = Sequence[Fraction]
Say = Callable[[str, str], str]

NBSP, MINUS = "\u00a0", "\u2212"
STATUSES = ("Definitief", "Onbekend", "NaderVoorlopig", "Voorlopig")
MARKS = {"NaderVoorlopig": "**", "Voorlopig": "*"}


class CannotEvaluate(ValueError):
    """A formula or a way of printing that docs/ledger.md does not describe."""


# Values


@cache
def cell_value(raw: str) -> Fraction:
    """The number that a raw text of CBS says; `-` is nil. Raises CannotEvaluate for no figure."""
    text = raw.strip()
    if text == "-":
        return Fraction(0)
    if not re.fullmatch(r"-?\d+(\.\d+)?", text, re.ASCII):
        raise CannotEvaluate(f"‘{raw}’ is no figure")
    return Fraction(text)


def value_of(tree: Tree, ledger: Ledger) -> Fraction:
    """The exact value of a formula tree. Raises CannotEvaluate."""
    if "cell" in tree:
        return cell_value(ledger["cells"][tree["cell"]]["raw"])
    if "citation" in tree:
        return Fraction(ledger["citations"][tree["citation"]]["value"])
    if "constant" in tree:
        return Fraction(tree["constant"])
    return outcome(tree["op"], [value_of(arg, ledger) for arg in tree["args"]])


def outcome(op: str, values: Values) -> Fraction:
    """The value of an operation on values. Raises CannotEvaluate."""
    operation = OPERATIONS.get(op)
    if operation is None:
        raise CannotEvaluate(f"unknown operation ‘{op}’")
    try:
        return operation(values)
    except ZeroDivisionError as error:
        raise CannotEvaluate(f"{op} divides by zero") from error
    except (IndexError, ValueError, ArithmeticError) as error:
        raise CannotEvaluate(f"{op} of {len(values)} such arguments") from error


def _share(values: Values) -> Fraction:
    part, whole = values
    return 100 * part / whole


def _difference(values: Values) -> Fraction:
    one, other = values
    return one - other


def _weighted(values: Values) -> Fraction:
    half = len(values) // 2
    weights = values[half:]
    products = (a * w for a, w in zip(values[:half], weights, strict=True))
    return sum(products, Fraction(0)) / sum(weights)


def _cagr(values: Values) -> Fraction:
    """100 × ((new ÷ old) to the power 1 ÷ years − 1), the root to 20 decimals."""
    new, old, years = values
    if years.denominator != 1:
        raise ValueError("years")
    digits = Context(prec=60, rounding=ROUND_HALF_EVEN)
    ratio = digits.divide(*map(Decimal, (new / old).as_integer_ratio()))
    root = digits.power(ratio, digits.divide(Decimal(1), Decimal(int(years))))
    return 100 * (Fraction(root.quantize(Decimal(1).scaleb(-20), context=digits)) - 1)


OPERATIONS: Mapping[str, Callable[[Values], Fraction]] = {
    "sum": lambda v: sum(v, Fraction(0)),
    "difference": _difference,
    "product": lambda v: prod(v, start=Fraction(1)),
    "quotient": lambda v: _share(v) / 100,
    "share": _share,
    "index": _share,
    "growth": lambda v: _share(v) - 100,
    "mean": lambda v: sum(v, Fraction(0)) / len(v),
    "weighted_mean": _weighted,
    "per": lambda v: v[2] * v[0] / v[1],
    "cagr": _cagr,
    "chain": lambda v: 100 * (prod((1 + g / 100 for g in v), start=Fraction(1)) - 1),
    "maximum": lambda v: max(v),
    "minimum": lambda v: min(v),
    "rank": lambda v: Fraction(1 + sum(one > v[0] for one in v[1:])),
}


def leaves(tree: Tree) -> list[tuple[str, str]]:
    """Kind (`cell`, `citation`) and id of each leaf, left to right; constants are no leaves."""
    for kind in ("cell", "citation"):
        if kind in tree:
            return [(kind, tree[kind])]
    return [leaf for arg in tree.get("args", ()) for leaf in leaves(arg)]


def status_of(tree: Tree, ledger: Ledger) -> str:
    """The status of the least certain leaf of a formula."""
    found = [ledger[f"{kind}s"][id]["status"] for kind, id in leaves(tree)]
    return max(found, key=STATUSES.index, default=STATUSES[0])


def cell_period(cell: Mapping[str, Any]) -> str:
    """The code of the period of a cell: the last of its codes."""
    return str(list(cell["codes"].values())[-1])


def periods_of(tree: Tree, ledger: Ledger) -> list[str]:
    """The periods a formula rests on, in order of time; of an extreme those of the first chosen."""
    if "cell" in tree:
        return [cell_period(ledger["cells"][tree["cell"]])]
    if "citation" in tree:
        return [ledger["citations"][tree["citation"]]["period"]]
    args = tree.get("args", [])
    if tree.get("op") in ("maximum", "minimum"):
        first = tree["labels"].index(chosen(tree, ledger)[0])
        return periods_of(args[first], ledger)
    found = {code for arg in args for code in periods_of(arg, ledger)}
    return sorted(found, key=_moment)


@cache
def _moment(code: str) -> tuple[int, int, int, str]:
    """Year, first and last month, so that with the same beginning the shorter comes first."""
    months = {"JJ": 12, "HJ": 6, "KW": 3, "MM": 1}.get(code[4:6])
    if months is None or not code[:4].isdigit() or not code[6:].isdigit():
        return (9999, 0, 0, code)
    number = 1 if months == 12 else int(code[6:])
    return (int(code[:4]), (number - 1) * months, number * months, code)


def chosen(tree: Tree, ledger: Ledger) -> list[str]:
    """The names whose value is the extreme of a `maximum` or `minimum`, in order."""
    values = [value_of(arg, ledger) for arg in tree["args"]]
    extreme = max(values) if tree["op"] == "maximum" else min(values)
    return [name for name, v in zip(tree["labels"], values, strict=True) if v == extreme]


# Numbers as printed


def rounded(value: Fraction, decimals: int) -> Fraction:
    """Half away from zero."""
    return Fraction(_units(value, decimals), 10**decimals)


def _units(value: Fraction, decimals: int) -> int:
    """The rounded value, in units of its last decimal."""
    scale: int = 10**decimals
    units = (2 * abs(value.numerator) * scale + value.denominator) // (2 * value.denominator)
    return units if value >= 0 else -units


def digits(value: Fraction, decimals: int, signed: bool = False) -> str:
    """`1.234,5`, with `−` before a negative and, when asked, `+` before a positive."""
    units = _units(value, decimals)
    whole, rest = divmod(abs(units), 10**decimals)
    text = f"{whole:,}".replace(",", ".")
    if decimals:
        text += f",{rest:0{decimals}d}"
    sign = MINUS if units < 0 else "+" if signed and units > 0 else ""
    return sign + text


def bare(value: Fraction, form: Mapping[str, Any]) -> str:
    """In a figure or table, or in prose without its word."""
    return digits(value / form["scale"], form["decimals"], form["signed"])


def worded(value: Fraction, form: Mapping[str, Any]) -> str:
    """In prose."""
    return NBSP.join(filter(None, (bare(value, form), form["word"])))


def shown(value: Fraction, form: Mapping[str, Any], status: str) -> str:
    """In a figure or table, with its status mark."""
    sign = "%" if form["symbol"] == "%" else ""
    return bare(value, form) + sign + MARKS.get(status, "")


# Words that depend on a value

COUNT = [
    "nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien",
    "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien",
    "negentien", "twintig",
]  # fmt: skip
PLACES = [
    "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende",
    "tiende", "elfde", "twaalfde", "dertiende", "veertiende", "vijftiende", "zestiende",
    "zeventiende", "achttiende", "negentiende", "twintigste",
]  # fmt: skip
PARTS = {
    "1/10": "een tiende", "1/5": "een vijfde", "1/4": "een kwart", "1/3": "een derde",
    "2/5": "twee vijfde", "1/2": "de helft", "3/5": "drie vijfde", "2/3": "twee derde",
    "3/4": "driekwart", "4/5": "vier vijfde", "9/10": "negen tiende",
}  # fmt: skip
OUT_OF = [(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), *((n, 5) for n in range(1, 5)), (1, 10), (9, 10)]
TIMES = {
    "1/2": "half", "3/2": "anderhalf keer", "5/2": "tweeënhalf keer",
    **{str(n): f"{COUNT[n]} keer" for n in range(2, 21)},
}  # fmt: skip
BECAME = {"2": "verdubbeld", "3": "verdrievoudigd", "4": "verviervoudigd"}


def _near(value: Fraction, names: Mapping[str, str], exact: Values, near: Values) -> str:
    """The name of the nearest value with its rounding word; empty when none is near.

    `exact` and `near` are how far it may lie: a fixed distance, and a part of the named value.
    """
    key = min(names, key=lambda one: abs(Fraction(one) - value))
    off, target = value - Fraction(key), Fraction(key)
    if abs(off) <= exact[0] + exact[1] * target:
        return names[key]
    if abs(off) <= near[0] + near[1] * target:
        return ("ruim " if off > 0 else "bijna ") + names[key]
    return ""


def _near_share(share: Fraction, names: Mapping[str, str]) -> str:
    return _near(share, names, (Fraction(1, 200), Fraction(0)), (Fraction(1, 40), Fraction(0)))


def _near_ratio(ratio: Fraction, names: Mapping[str, str]) -> str:
    return _near(ratio, names, (Fraction(0), Fraction(1, 50)), (Fraction(0), Fraction(1, 10)))


def rounding_word(value: Fraction, form: Mapping[str, Any]) -> str:
    """`ruim`, `bijna` or `circa` by the exact value against the printed one, or nothing."""
    exact = value / form["scale"]
    printed = rounded(exact, form["decimals"])
    off = abs(exact - printed)
    if off <= Fraction(1, 20) / 10 ** form["decimals"]:
        return ""
    if value < 0 or off > abs(exact) / 10:
        return "circa"
    return "ruim" if exact > printed else "bijna"


def _about(value: Fraction, form: Mapping[str, Any]) -> str:
    return NBSP.join(filter(None, (rounding_word(value, form), worded(value, form))))


def _part(value: Fraction, unit: str) -> Fraction:
    return value / 100 if unit == "procent" else value


def _fraction(share: Fraction) -> str:
    return _near_share(share, PARTS) or f"{digits(share * 100, 0)}{NBSP}procent"


def _out_of(share: Fraction) -> str:
    names = {f"{n}/{d}": f"{COUNT[n]} op de {COUNT[d]}" for n, d in OUT_OF}
    return _near_share(share, names) or f"{digits(share * 100, 0)}{NBSP}op{NBSP}de{NBSP}100"


def _times(ratio: Fraction) -> str:
    return _near_ratio(ratio, TIMES) or f"{digits(ratio, 1)}{NBSP}keer"


def _became(value: Fraction, unit: str) -> str:
    ratio = 1 + value / 100 if unit == "procent" else value
    grown = f"{digits(ratio, 1)}{NBSP}keer zo groot geworden"
    if ratio < 1:
        return "gehalveerd" if abs(ratio - Fraction(1, 2)) <= Fraction(1, 100) else grown
    return _near_ratio(ratio, BECAME) or grown


def _place(value: Fraction) -> str:
    number = int(rounded(value, 0))
    return PLACES[number - 1] if 1 <= number <= len(PLACES) else f"{digits(value, 0)}e"


def direction(value: Fraction, form: Mapping[str, Any], up: str, down: str, same: str) -> str:
    """The word for the sign of a value, `same` when it prints as zero."""
    if rounded(value / form["scale"], form["decimals"]) == 0:
        return same
    return up if value > 0 else down


# Periods

MONTHS = [
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
]  # fmt: skip
SHORT = [
    "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
]  # fmt: skip


def period_words(code: str, style: str) -> str:
    """A period code in one of the styles lang, kort, jaar and maand."""
    year, kind, number = code[:4], code[4:6], code[6:]
    if style == "jaar" or kind == "JJ" or kind.startswith("X"):
        return year
    if kind == "KW":
        name = PLACES[int(number) - 1]
        short = f"{int(number)}e{NBSP}kw.{NBSP}{year}"
        return short if style == "kort" else f"het {name} kwartaal van {year}"
    if kind == "HJ":
        name = PLACES[int(number) - 1]
        short = f"{int(number)}e{NBSP}helft{NBSP}{year}"
        return short if style == "kort" else f"de {name} helft van {year}"
    if kind == "MM":
        month = int(number) - 1
        return f"{SHORT[month]}{NBSP}{year}" if style == "kort" else f"{MONTHS[month]} {year}"
    return code.replace("-", "\u2013")


def periods_words(codes: str, style: str, say: Say = period_words, last: str = "en") -> str:
    """Period codes joined by `+`; the year of months stands once, behind the last of them."""
    ordered = sorted(set(codes.split("+")))
    texts = [say(code, style) for code in ordered]
    for i, (one, other) in enumerate(pairwise(ordered)):
        if one[4:6] == "MM" and one[:4] == other[:4]:
            texts[i] = texts[i].removesuffix(one[:4]).rstrip()
    return _enumerated(list(dict.fromkeys(texts)), last)


def _enumerated(words: Sequence[str], last: str = "en") -> str:
    *first, end = words
    return f"{', '.join(first)} {last} {end}" if first else end


# What the prose prints

UNSIGNED = {"omvang": "getal", "kale_omvang": "kaal", "ongeveer_omvang": "ongeveer"}


def printed(one: Mapping[str, Any], ledger: Ledger) -> str:
    """The text of an entry of `printed`, without the capital of a sentence and without its mark.

    Raises CannotEvaluate for kinds that say nothing of a value (`editie`, `verwijzing`).
    """
    kind, asked = one["kind"], list(one["asked"])
    if kind == "periode":
        return periods_words(one["period"], asked[1] if len(asked) > 1 else "lang")
    quantity = ledger["quantities"].get(one["quantity"])
    if quantity is None:
        raise CannotEvaluate(f"‘{kind}’ without a quantity")
    if kind == "label":
        return _joined(chosen(quantity["expression"], ledger), one["text"])
    value = value_of(quantity["expression"], ledger)
    form, unit = quantity["form"], quantity["unit"]
    if kind in UNSIGNED:
        kind, value = UNSIGNED[kind], abs(value)
    say = {
        "getal": lambda: worded(value, form),
        "kaal": lambda: bare(value, form),
        "ongeveer": lambda: _about(value, form),
        "breuk": lambda: _fraction(_part(value, unit)),
        "op_de": lambda: _out_of(_part(value, unit)),
        "keer": lambda: _times(value),
        "verveelvoudigd": lambda: _became(value, unit),
        "rang": lambda: _place(value),
        "richting": lambda: direction(value, form, *asked[1:]),
        "meer_minder": lambda: direction(value, form, "meer", "minder", "evenveel"),
    }.get(kind)
    if say is None:
        raise CannotEvaluate(f"unknown kind ‘{kind}’")
    return say()


def _joined(names: Sequence[str], text: str) -> str:
    """The one name that is told, or all that share the extreme."""
    single = [name for name in names if name.lower() == text.lower()]
    return single[0] if single else _enumerated(names)
