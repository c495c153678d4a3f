"""What each function of the prose puts on the page, from exact values. No markup, no order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from jaarbericht.cbs.cells import Status
from jaarbericht.compose.chapterdata import ChapterData, NumberData
from jaarbericht.errors import JaarberichtError
from jaarbericht.present import dutch, english, words


class CannotSay(JaarberichtError):
    """A number cannot be printed in the way the text asks for."""


@dataclass(frozen=True)
class Printed:
    """Words for the page: what kind, of which quantity ("" for a reference), with its status.

    `href` is where a reference leads; `period` the code of the period that the words name,
    or their codes with + between, and `which` it is: the `last` or `first` of the quantity, where
    its `extreme` is reached, or one that the chapter `named`.
    """

    kind: str
    text: str
    quantity: str = ""
    status: Status = Status.DEFINITIEF
    href: str = ""
    period: str = ""
    which: str = ""

    @property
    def mark(self) -> str:
        """The status mark behind a number; words of direction, periods and names carry none."""
        return _mark(self.status) if self.kind in MARKED else ""


_SIGNLESS = {"getal": "omvang", "kaal": "kale_omvang", "ongeveer": "ongeveer_omvang"}
MARKED = frozenset(
    {"getal", "kaal", "ongeveer", *_SIGNLESS.values()}
    | {"breuk", "op_de", "keer", "verveelvoudigd", "rang"}
)
_Say = Callable[[NumberData, tuple[str, ...]], str]


def print_number(
    function: str,
    number: NumberData,
    extra: tuple[str, ...],
    signless: bool,
    language: str = "nl",
) -> Printed:
    """What a function of a number prints. `signless`: the sentence itself says up or down.

    A form that is signed on purpose, as for balances, keeps its sign in every sentence.

    Raises CannotSay when the number is of the wrong kind for the function, NoEnglish when a word of
    it is not known in English.
    """
    shown = number
    kind = function
    if signless and not number.form.signed and function in _SIGNLESS:
        shown = replace(number, value=abs(number.value))
        kind = _SIGNLESS[function]
    sayings = _SAYINGS if language == "nl" else _ENGLISH
    text = sayings[function](shown, extra)
    return Printed(kind, text, number.id, number.status)


def print_period(
    data: ChapterData, name: str, style: str, newest: bool = True, language: str = "nl"
) -> Printed:
    """What was named: a period or several; or the newest (oldest) period of a number."""
    said = dutch if language == "nl" else english
    if name in data.periods:
        named = data.periods[name]
        codes = "+".join(period.code for period in named)
        of = data.reached.get(name, "")
        text = said.periods_text(named, style)
        return Printed("periode", text, of, period=codes, which="extreme" if of else "named")
    number = data.numbers[name]
    period = number.periods[-1 if newest else 0]
    which = "last" if newest else "first"
    text = said.period_text(period, style)
    return Printed("periode", text, number.id, period=period.code, which=which)


def print_label(data: ChapterData, name: str) -> Printed:
    """A name that the data chose."""
    label = data.labels[name]
    return Printed("label", label.text, label.id)


def _mark(status: Status) -> str:
    """`*` or `**`; a status that CBS did not give prints nothing here, the annex tells."""
    return status.mark.strip("?")


def _share(number: NumberData) -> Fraction:
    """A part of a whole between 0 and 1."""
    share = number.value / 100 if number.unit == "procent" else number.value
    if number.unit not in ("procent", "keer") or not 0 <= share <= 1:
        raise _cannot(number, "is no part of a whole", "getal")
    return share


def _ratio(number: NumberData) -> Fraction:
    if number.unit != "keer" or number.value <= 0:
        raise _cannot(number, "is no ratio of two figures of one kind", "getal")
    return number.value


def _became(number: NumberData) -> Fraction:
    """How many times as large something became: a ratio, or a growth in percent."""
    grown = number.unit == "procent"
    ratio = 1 + number.value / 100 if grown else _ratio(number)
    if ratio <= 0 or (grown and not number.directed):
        raise _cannot(number, "is no growth", "getal")
    return ratio


def _place(number: NumberData) -> Fraction:
    if number.unit != "rang":
        raise _cannot(number, "is no place in an order", "getal")
    return number.value


def _change(number: NumberData) -> Fraction:
    """What says up or down, more or less."""
    if not number.directed:
        raise CannotSay(
            f"‘{number.name}’ ({number.unit}) is no change: nothing in it rises or falls.",
            todo=f"Name a growth, a difference or a balance instead; ./jaarbericht names"
            f" {number.id.partition('.')[0]} lists them. For the number itself write"
            f" {{{{ getal('{number.name}') }}}}.",
        )
    return number.value


def _cannot(number: NumberData, why: str, instead: str) -> CannotSay:
    return CannotSay(
        f"‘{number.name}’ ({number.unit}) {why}.",
        todo=f"Write {{{{ {instead}('{number.name}') }}}}.",
    )


_SAYINGS: Mapping[str, _Say] = {
    "getal": lambda n, _: dutch.format_number(n.value, n.form),
    "kaal": lambda n, _: dutch.format_bare(n.value, n.form),
    "ongeveer": lambda n, _: words.ongeveer(n.value, n.form),
    "breuk": lambda n, _: words.breuk(_share(n)),
    "op_de": lambda n, _: words.op_de(_share(n)),
    "keer": lambda n, _: words.keer(_ratio(n)),
    "verveelvoudigd": lambda n, _: words.verveelvoudigd(_became(n)),
    "rang": lambda n, _: words.rang(_place(n)),
    "richting": lambda n, extra: words.richting(_change(n), n.form, *extra),
    "meer_minder": lambda n, _: words.meer_minder(_change(n), n.form),
}
_ENGLISH: Mapping[str, _Say] = {
    "getal": lambda n, _: english.format_number(n.value, n.form),
    "kaal": lambda n, _: english.format_bare(n.value, n.form),
    "ongeveer": lambda n, _: english.ongeveer(n.value, n.form),
    "richting": _SAYINGS["richting"],
}
