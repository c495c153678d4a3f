"""Numbers, dates and periods as an English reader sees them; rounding is as in Dutch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from babel.dates import format_date

from jaarbericht.cbs.periods import Period, PeriodKind
from jaarbericht.lineage.forms import Form
from jaarbericht.present import dutch
from jaarbericht.present.errors import NoEnglish
from jaarbericht.present.words import rounding_word

STYLES = ("lang", "jaar")
_SEPARATORS = str.maketrans(".,", ",.")
_ORDINALS = ("first", "second", "third", "fourth")
_WORDS = {
    "": "",
    "procent": "per cent",
    "procentpunt": "percentage points",
    "duizend": "thousand",
    "miljoen": "million",
    "miljard": "billion",
    "euro": "euros",
    "duizend euro": "thousand euros",
    "miljoen euro": "million euros",
    "miljard euro": "billion euros",
    "uur": "hours",
    "keer": "times",
    "punten": "points",
}
_ROUNDING = {"": "", "ruim": "just over", "bijna": "almost", "circa": "about"}
_PLACES = {"hoofdstuk": "chapter", "figuur": "figure", "tabel": "table"}


def format_bare(value: Fraction, form: Form) -> str:
    """Without word or symbol: `1,234.5`."""
    return dutch.format_bare(value, form).translate(_SEPARATORS)


def format_number(value: Fraction, form: Form) -> str:
    """As in running text: `62.1 per cent`, `1.8 million`. Raises NoEnglish for another word."""
    word = _translated(_WORDS, form.word)
    return dutch.NBSP.join(filter(None, (format_bare(value, form), word)))


def ongeveer(value: Fraction, form: Form) -> str:
    """The number with its rounding word: `just over 1.8 million`."""
    words = (_ROUNDING[rounding_word(value, form)], format_number(value, form))
    return dutch.NBSP.join(filter(None, words))


def reference(place: str) -> str:
    """`chapter 3` for `hoofdstuk 3`. Raises NoEnglish for a place with another name."""
    word, _, number = place.replace(dutch.NBSP, " ").partition(" ")
    return f"{_translated(_PLACES, word)}{dutch.NBSP}{number}"


def date_text(day: date) -> str:
    """`18 November 2021`."""
    return format_date(day, f"d'{dutch.NBSP}'MMMM y", locale="en")


def period_text(period: Period, style: str = "lang") -> str:
    """A period in words: `the third quarter of 2021`, `October 2021`, `2021`.

    Raises UnknownStyle when the period has no such part.
    """
    if style == "jaar" or period.begin is None:
        return dutch.period_text(period, style)
    year, month = period.begin.year, period.begin.month
    if period.kind is PeriodKind.KWARTAAL:
        return f"the {_ORDINALS[(month - 1) // 3]} quarter of {year}"
    if period.kind is PeriodKind.HALFJAAR:
        return f"the {_ORDINALS[(month - 1) // 6]} half of {year}"
    if period.kind is PeriodKind.MAAND:
        return format_date(period.begin, "MMMM y", locale="en")
    return date_text(period.begin) if period.kind is PeriodKind.DAG else str(year)


def periods_text(periods: Sequence[Period], style: str = "lang") -> str:
    """Periods in words, oldest first: `April and May 2020`."""
    return dutch.periods_text(periods, style, period_text, "and")


def _translated(words: dict[str, str], dutch_word: str) -> str:
    if dutch_word not in words:
        raise NoEnglish(
            f"‘{dutch_word}’ has no English word.",
            where="scripts/jaarbericht/present/english.py",
            why="A Dutch word would stand in the English summary.",
            todo="Print the number with kaal() and write the word yourself, or add the word there.",
        )
    return words[dutch_word]
