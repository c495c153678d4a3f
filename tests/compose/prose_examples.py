"""A made-up chapter for the tests of prose: names, values and the shape of chapter.json."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from jaarbericht.cbs.cells import Status
from jaarbericht.cbs.periods import parse_period
from jaarbericht.compose.chapterdata import ChapterData, LabelData, NumberData
from jaarbericht.compose.findings import Source
from jaarbericht.compose.functions import Names
from jaarbericht.compose.numbering import Numbered, Place, number_document
from jaarbericht.compose.prose import ChapterHtml, Surroundings, render_chapter
from jaarbericht.compose.syntax import parse
from jaarbericht.lineage.forms import Form

NAMES = Names(
    "demo",
    numbers=frozenset({"groei", "aantal", "deel", "factor", "plek"}),
    periods=frozenset({"stand"}),
    labels=frozenset({"koploper"}),
    figures=frozenset({"zzp"}),
    tables=frozenset({"omvang"}),
    places=frozenset({"corona"}),
)
COMPLETE = """# Titel

{{ getal('groei') }}, {{ getal('aantal') }}, {{ breuk('deel') }}, {{ keer('factor') }},
{{ rang('plek') }}, {{ periode('stand') }}, {{ label('koploper') }}.

{% call figuur('zzp') %}Een bevinding{% endcall %}

{% call tabel('omvang') %}Nog een bevinding{% endcall %}
"""


def source(text: str) -> Source:
    """A text under the name that messages show."""
    return Source("report/chapters/demo.md", text)


def complete(extra: str) -> Source:
    """A text that uses every name, with some more words at its end."""
    return source(f"{COMPLETE}\n{extra}\n")


def form(**settings: Any) -> dict[str, Any]:
    """A form as chapter.json has it."""
    plain = {"decimals": 0, "scale": 1, "word": "", "symbol": "", "signed": False}
    return plain | settings


def number(
    name: str,
    value: str,
    unit: str,
    status: Status = Status.DEFINITIEF,
    periods: tuple[str, ...] = ("2020KW03", "2021KW03"),
    change: bool = False,
    **settings: Any,
) -> NumberData:
    """A number as read from chapter.json; `value` is a fraction."""
    return NumberData(
        name, f"demo.{name}", Fraction(value), unit, Form(**form(**settings)), status,
        tuple(parse_period(code) for code in periods), f"Over {name}", change,
    )  # fmt: skip


def demo(**numbers: NumberData) -> ChapterData:
    """The made-up chapter; further numbers replace those of the same name."""
    usual = [
        number(
            "groei", "-37/10", "procent", Status.VOORLOPIG, change=True, decimals=1, word="procent"
        ),
        number("aantal", "1834567", "bedrijven", decimals=1, scale=1_000_000, word="miljoen"),
        number("deel", "2/3", "keer"),
        number("factor", "2", "keer", decimals=1, word="keer"),
        number("plek", "3", "rang"),
        number("saldo", "-25", "saldo", signed=True),
    ]
    label = LabelData("Zuid-Holland", "demo.koploper", "De koploper")
    figure = {
        "id": "zzp", "alt": "Lijn & zo", "source_line": "Bron: CBS", "notes": ["Een noot."],
        "unit": "x 1 000",
    }  # fmt: skip
    table = {
        "id": "omvang", "html": "<table></table>", "source_line": "Bron: CBS", "notes": [],
    }  # fmt: skip
    return ChapterData(
        "demo", "Demo", {one.name: one for one in usual} | numbers,
        {"stand": (parse_period("2021KW03"),)}, {"koploper": label},
        {"zzp": figure}, {"omvang": table}, {},
    )  # fmt: skip


def rendered(text: str, data: ChapterData | None = None) -> ChapterHtml:
    """A text of chapter 2 rendered without asking the guard."""
    one = source(text)
    parsed = parse(one)
    places = dict(number_document([Numbered("eerder", ()), Numbered("demo", parsed.calls)]))
    places["verantwoording"] = Place("#verantwoording", "", "verantwoording")
    edition = {"jaar": "2021", "peildatum": "18 november 2021"}
    return render_chapter(
        one, parsed, data or demo(), Surroundings(2, places, edition, printed_before=10)
    )
