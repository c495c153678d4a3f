"""Words that depend on a number: direction, rounding, fractions, order. Never the number itself.

Every choice is made from the exact value against the value as printed, so a text stays true when
the figures change. `ruim` is only said when the exact value is larger than what is printed and
`bijna` only when it is smaller; both speak of size, so for a negative value they would be read
the wrong way round and `circa` is said instead.
"""

from __future__ import annotations

from fractions import Fraction

from jaarbericht.lineage.forms import Form, percent
from jaarbericht.present.dutch import NBSP, digits, format_number, printed_value, rounded

CARDINALS = (
    "nul",
    "één",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
    "twintig",
)
_ORDINALS = (
    "eerste",
    "tweede",
    "derde",
    "vierde",
    "vijfde",
    "zesde",
    "zevende",
    "achtste",
    "negende",
    "tiende",
    "elfde",
    "twaalfde",
    "dertiende",
    "veertiende",
    "vijftiende",
    "zestiende",
    "zeventiende",
    "achttiende",
    "negentiende",
    "twintigste",
)
_PARTS = {
    Fraction(1, 10): "een tiende",
    Fraction(1, 5): "een vijfde",
    Fraction(1, 4): "een kwart",
    Fraction(1, 3): "een derde",
    Fraction(2, 5): "twee vijfde",
    Fraction(1, 2): "de helft",
    Fraction(3, 5): "drie vijfde",
    Fraction(2, 3): "twee derde",
    Fraction(3, 4): "driekwart",
    Fraction(4, 5): "vier vijfde",
    Fraction(9, 10): "negen tiende",
}
_OUT_OF = {
    Fraction(n, d): f"{CARDINALS[n]} op de {CARDINALS[d]}"
    for d in (2, 3, 4, 5, 10)
    for n in range(1, d)
    if Fraction(n, d).denominator == d and (d < 10 or n in (1, 9))
}
_MULTIPLES = {
    Fraction(1, 2): "half",
    Fraction(3, 2): "anderhalf keer",
    Fraction(5, 2): "tweeënhalf keer",
    **{Fraction(n): f"{CARDINALS[n]} keer" for n in range(2, 21)},
}
_BECAME = {
    Fraction(1, 2): "gehalveerd",
    Fraction(2): "verdubbeld",
    Fraction(3): "verdrievoudigd",
    Fraction(4): "verviervoudigd",
}

EXACT_SHARE = Fraction(1, 200)
NEAR_SHARE = Fraction(1, 40)
EXACT_RATIO = Fraction(1, 50)
NEAR_RATIO = Fraction(1, 10)
SLIGHT = Fraction(1, 10)
NEGLIGIBLE = Fraction(1, 20)


def richting(value: Fraction, form: Form, up: str, down: str, same: str) -> str:
    """`up` or `down` by the sign of the exact value; `same` when it is printed as zero."""
    if printed_value(value, form) == 0:
        return same
    return up if value > 0 else down


def meer_minder(value: Fraction, form: Form) -> str:
    """`meer`, `minder`, or `evenveel` when the difference is printed as zero."""
    return richting(value, form, "meer", "minder", "evenveel")


def rounding_word(value: Fraction, form: Form) -> str:
    """`ruim`, `bijna`, `circa`, or nothing when exact value and print agree.

    Nothing is said for less than a twentieth of the last printed digit. `circa` stands when the
    print is off by more than a tenth of the value, for which `ruim` and `bijna` are too strong.
    """
    exact, shown = value / form.scale, printed_value(value, form)
    off = abs(exact - shown)
    if off <= NEGLIGIBLE / Fraction(10) ** form.decimals:
        return ""
    if value < 0 or off > SLIGHT * abs(exact):
        return "circa"
    return "ruim" if exact > shown else "bijna"


def ongeveer(value: Fraction, form: Form) -> str:
    """The number with its rounding word: `ruim 1,8 miljoen`. Nothing in it may break apart."""
    return NBSP.join(filter(None, (rounding_word(value, form), format_number(value, form))))


def breuk(share: Fraction, form: Form | None = None) -> str:
    """A share of 0 to 1 as part of a whole, to be followed by `van de …`: `ruim de helft`.

    Within 0,5 percentage point of a common fraction its bare name, within 2,5 points with `ruim`
    or `bijna`; otherwise the percentage in `form` (whole percents unless given).
    """
    near = _near_share(share, _PARTS)
    return near or format_number(share * 100, form or percent(0))


def op_de(share: Fraction) -> str:
    """A share of 0 to 1 as persons out of a group: `drie op de vier`; else `62 op de 100`.

    The tolerances are those of breuk().
    """
    near = _near_share(share, _OUT_OF)
    return near or f"{digits(share * 100, 0)}{NBSP}op{NBSP}de{NBSP}100"


def keer(ratio: Fraction, form: Form | None = None) -> str:
    """How many times as large: `anderhalf keer`, `ruim drie keer`, otherwise `1,3 keer`.

    Within 2 per cent of a round ratio its bare name, within 10 per cent with `ruim` or `bijna`.
    """
    return _near_ratio(ratio, _MULTIPLES) or format_number(ratio, form or Form(1, word="keer"))


def verveelvoudigd(ratio: Fraction) -> str:
    """What happened to something that became `ratio` times as large: `ruim verdubbeld`.

    Otherwise `1,3 keer zo groot geworden`. Halving knows no `ruim` or `bijna`: said of a
    decrease these would speak of its size, not of what is left.
    """
    if ratio < 1:
        near = _named(ratio, Fraction(1, 2), EXACT_RATIO / 2, EXACT_RATIO / 2)
        return _BECAME[Fraction(1, 2)] if near is not None else f"{_times(ratio)} geworden"
    return _near_ratio(ratio, _BECAME) or f"{_times(ratio)} geworden"


def rang(place: Fraction) -> str:
    """A place in an order: `eerste`, `tweede`, … `twintigste`; beyond that `21e`."""
    number = int(rounded(place, 0))
    return _ORDINALS[number - 1] if 1 <= number <= len(_ORDINALS) else f"{digits(place, 0)}e"


def cardinal(number: int) -> str:
    """A whole number in words up to twenty (`één` with accents), in digits beyond."""
    return CARDINALS[number] if 0 <= number < len(CARDINALS) else digits(Fraction(number), 0)


def _times(ratio: Fraction) -> str:
    return f"{format_number(ratio, Form(1, word='keer'))} zo groot"


def _near_share(share: Fraction, names: dict[Fraction, str]) -> str:
    target = min(names, key=lambda known: abs(known - share))
    word = _named(share, target, EXACT_SHARE, NEAR_SHARE)
    return "" if word is None else f"{word}{names[target]}"


def _near_ratio(ratio: Fraction, names: dict[Fraction, str]) -> str:
    target = min(names, key=lambda known: abs(known - ratio))
    word = _named(ratio, target, EXACT_RATIO * target, NEAR_RATIO * target)
    return "" if word is None else f"{word}{names[target]}"


def _named(value: Fraction, target: Fraction, exact: Fraction, near: Fraction) -> str | None:
    """The word before a name for `target`, with its space; None when `value` is too far from it."""
    off = value - target
    if abs(off) <= exact:
        return ""
    if abs(off) > near:
        return None
    return "ruim " if off > 0 else "bijna "
