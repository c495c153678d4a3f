"""Prints figures and periods in English, by docs/ledger.md alone; values come from `evaluate`."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from jaarbericht.audit.verify.evaluate import (
    NBSP,
    UNSIGNED,
    CannotEvaluate,
    Ledger,
    bare,
    direction,
    periods_words,
    rounding_word,
    value_of,
)

WORDS = {
    "": "", "procent": "per cent", "procentpunt": "percentage points", "duizend": "thousand",
    "miljoen": "million", "miljard": "billion", "euro": "euros", "uur": "hours", "keer": "times",
    "punten": "points", "duizend euro": "thousand euros", "miljoen euro": "million euros",
    "miljard euro": "billion euros",
}  # fmt: skip
ROUNDING = {"": "", "ruim": "just over", "bijna": "almost", "circa": "about"}
PLACES = ["first", "second", "third", "fourth"]
NAMES = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
]  # fmt: skip


def printed_english(one: Mapping[str, Any], ledger: Ledger) -> str:
    """The text of an English entry of `printed`, as `printed` gives that of a Dutch one.

    Raises CannotEvaluate for kinds and words that English does not have.
    """
    kind, asked = one["kind"], list(one["asked"])
    if kind == "periode":
        style = asked[1] if len(asked) > 1 else "lang"
        return periods_words(one["period"], style, period_words, "and")
    quantity = ledger["quantities"].get(one["quantity"])
    if quantity is None:
        raise CannotEvaluate(f"‘{kind}’ without a quantity")
    value, form = value_of(quantity["expression"], ledger), quantity["form"]
    if kind == "richting":
        return direction(value, form, *asked[1:])
    if kind in UNSIGNED:
        kind, value = UNSIGNED[kind], abs(value)
    if kind == "kaal":
        return number(value, form)
    if kind in ("getal", "ongeveer"):
        about = ROUNDING[rounding_word(value, form)] if kind == "ongeveer" else ""
        return NBSP.join(filter(None, (about, number(value, form), _word(form["word"]))))
    raise CannotEvaluate(f"‘{kind}’ is not said in English")


def number(value: Fraction, form: Mapping[str, Any]) -> str:
    """`1,234.5`."""
    return bare(value, form).translate(str.maketrans(".,", ",."))


def _word(dutch: str) -> str:
    if dutch not in WORDS:
        raise CannotEvaluate(f"‘{dutch}’ has no English word")
    return WORDS[dutch]


def period_words(code: str, style: str) -> str:
    """A period code in one of the styles lang and jaar."""
    year, kind, part = code[:4], code[4:6], code[6:]
    if style == "jaar" or kind == "JJ" or kind.startswith("X"):
        return year
    if kind in ("KW", "HJ"):
        name = "quarter" if kind == "KW" else "half"
        return f"the {PLACES[int(part) - 1]} {name} of {year}"
    return f"{NAMES[int(part) - 1]} {year}" if kind == "MM" else code.replace("-", "\u2013")
