"""Numbers, dates and periods as a Dutch reader sees them. Which word goes before a number: `words`.

One policy for text, tables, axes and alt texts: decimal comma, a point between thousands from
1.000 up, U+2212 as minus sign, U+00A0 wherever a number may not be parted from what follows it.
Rounding is half away from zero, on exact fractions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise

from babel import Locale
from babel.dates import format_date, get_month_names

from jaarbericht.cbs.cells import Status
from jaarbericht.cbs.periods import Period, PeriodKind
from jaarbericht.lineage.forms import Form
from jaarbericht.present.errors import UnknownStyle

NBSP = "\u00a0"
MINUS = "\u2212"
_LOCALE = "nl"
_ORDINALS = ("eerste", "tweede", "derde", "vierde")
_STATUS_WORDS = {
    Status.VOORLOPIG: "voorlopig cijfer",
    Status.NADER_VOORLOPIG: "nader voorlopig cijfer",
}
STYLES = ("lang", "kort", "jaar", "maand")


def rounded(value: Fraction, decimals: int) -> Fraction:
    """`value` rounded to `decimals` places, half away from zero; stays exact."""
    shift = Fraction(10) ** decimals
    units = int(abs(value) * shift + Fraction(1, 2))
    return Fraction(units if value >= 0 else -units) / shift


def printed_value(value: Fraction, form: Form) -> Fraction:
    """The number that `form` puts on the page, in the form's own scale (1.8 for 1,8 miljoen)."""
    return rounded(value / form.scale, form.decimals)


def digits(value: Fraction, decimals: int, signed: bool = False) -> str:
    """`value` rounded and written: 1.234,5. Zero never has a sign; `signed` adds + above zero."""
    shown = rounded(value, decimals)
    whole, rest = divmod(abs(shown), 1)
    text = f"{int(whole):,}".replace(",", ".")
    if decimals:
        text += f",{int(rest * 10**decimals):0{decimals}d}"
    if shown < 0:
        return MINUS + text
    return f"+{text}" if signed and shown > 0 else text


def format_number(value: Fraction, form: Form) -> str:
    """As in running text, with its word: `62,1 procent`, `1,8 miljoen`, `1.234`."""
    return _joined(format_bare(value, form), form.word)


def format_bare(value: Fraction, form: Form) -> str:
    """Without word or symbol: `62,1`. For table cells and axes that name their unit elsewhere."""
    return digits(value / form.scale, form.decimals, form.signed)


def format_short(value: Fraction, form: Form) -> str:
    """As in a figure or table, with its symbol: `62,1%`, `1,8 mln`, `386,8`."""
    text = format_bare(value, form)
    return text + form.symbol if form.symbol.startswith("%") else _joined(text, form.symbol)


def plural(value: Fraction, decimals: int, one: str, other: str) -> str:
    """The noun that fits the number as printed: `1 bedrijf`, but `2` and `0 bedrijven`."""
    shown = Decimal(digits(abs(value), decimals).replace(".", "").replace(",", "."))
    return one if _locale().plural_form(shown) == "one" else other


def date_text(day: date) -> str:
    """`3 november 2022`."""
    return format_date(day, f"d'{NBSP}'MMMM y", locale=_LOCALE)


def month_name(month: int, short: bool = False) -> str:
    """`november`, or `nov` when short."""
    names = get_month_names("abbreviated" if short else "wide", locale=_LOCALE)
    return str(names[month]).rstrip(".")


def period_text(period: Period, style: str = "lang") -> str:
    """A period in words.

    `lang`: `het derde kwartaal van 2021`; `kort`: `3e kw. 2021`; `jaar`: `2021`; `maand`:
    `november 2020`. A kind of period we do not know keeps CBS's code.
    Raises UnknownStyle when the style does not exist or the period has no such part.
    """
    if style not in STYLES:
        raise _unknown(period, style)
    if style == "jaar":
        return _year(period)
    if style == "maand":
        return _month(period)
    if period.begin is None:
        return _uncalendared(period)
    return _long(period, period.begin) if style == "lang" else _short(period, period.begin)


def periods_text(
    periods: Sequence[Period],
    style: str = "lang",
    say: Callable[[Period, str], str] = period_text,
    last: str = "en",
) -> str:
    """Periods in words, oldest first: `april en mei 2020`, `2019, 2020 en 2021`.

    Another language gives how to `say` one period, and the word before the `last`.
    """
    ordered = sorted(set(periods))
    texts = [say(p, style) for p in ordered]
    for i, (one, other) in enumerate(pairwise(ordered)):
        # The year stands once, behind the last month of it.
        if one.kind is PeriodKind.MAAND and one.year == other.year:
            texts[i] = texts[i].removesuffix(f" {one.year}").removesuffix(f"{NBSP}{one.year}")
    return enumeration(list(dict.fromkeys(texts)), last)


def enumeration(words: Sequence[str], last: str = "en") -> str:
    """`a`, `a en b`, `a, b en c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def status_mark(status: Status) -> str:
    """`*`, `**`, or nothing; an unknown status has no mark on the page."""
    return status.mark if status in _STATUS_WORDS else ""


def status_note(statuses: set[Status]) -> str:
    """`* voorlopig cijfer; ** nader voorlopig cijfer`, for the marks that occur; else empty."""
    known = (s for s in _STATUS_WORDS if s in statuses)
    return "; ".join(f"{s.mark}{NBSP}{_STATUS_WORDS[s]}" for s in known)


def _long(period: Period, begin: date) -> str:
    if period.kind is PeriodKind.KWARTAAL:
        return f"het {_ORDINALS[_quarter(begin) - 1]} kwartaal van {begin.year}"
    if period.kind is PeriodKind.HALFJAAR:
        return f"de {_ORDINALS[_half(begin) - 1]} helft van {begin.year}"
    if period.kind is PeriodKind.MAAND:
        return f"{month_name(begin.month)} {begin.year}"
    if period.kind is PeriodKind.DAG:
        return date_text(begin)
    return str(begin.year)


def _short(period: Period, begin: date) -> str:
    if period.kind is PeriodKind.KWARTAAL:
        return f"{_quarter(begin)}e{NBSP}kw.{NBSP}{begin.year}"
    if period.kind is PeriodKind.HALFJAAR:
        return f"{_half(begin)}e{NBSP}helft{NBSP}{begin.year}"
    if period.kind is PeriodKind.MAAND:
        return f"{month_name(begin.month, short=True)}{NBSP}{begin.year}"
    if period.kind is PeriodKind.DAG:
        return f"{begin.day}{NBSP}{month_name(begin.month, short=True)}{NBSP}{begin.year}"
    return str(begin.year)


def _uncalendared(period: Period) -> str:
    """School years as `2020/'21`, years of another reckoning as the year; else CBS's code.

    From one year to another as `2014–2016`.
    """
    if period.year is None:
        return period.code
    if _is_span(period):
        return period.code.replace("-", "\u2013")
    rest = period.code[4:]
    if rest.startswith("SJ"):
        return f"{period.year}/'{(period.year + 1) % 100:02d}"
    return str(period.year) if rest.startswith("X") else period.code


def _is_span(period: Period) -> bool:
    return period.begin is None and period.code[4:5] == "-"


def _year(period: Period) -> str:
    if period.year is None or _is_span(period):
        raise _unknown(period, "jaar")
    return str(period.year)


def _month(period: Period) -> str:
    if period.begin is None or period.kind not in (PeriodKind.MAAND, PeriodKind.DAG):
        raise _unknown(period, "maand")
    return f"{month_name(period.begin.month)} {period.begin.year}"


def _quarter(begin: date) -> int:
    return (begin.month + 2) // 3


def _half(begin: date) -> int:
    return (begin.month + 5) // 6


def _joined(text: str, word: str) -> str:
    return f"{text}{NBSP}{word}" if word else text


@cache
def _locale() -> Locale:
    return Locale.parse(_LOCALE)


def _unknown(period: Period, style: str) -> UnknownStyle:
    return UnknownStyle(
        f"Period ‘{period.code}’ cannot be written in the style ‘{style}’.",
        why="The reader would get a period that is not there.",
        todo=f"Use one of {', '.join(STYLES)}; ‘maand’ is for months and days only.",
    )
