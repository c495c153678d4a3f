"""The names that a chapter gives to its text, as a list for whoever writes it. In Dutch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from jaarbericht.compose.chapterdata import ChapterData, NumberData, chapter_data
from jaarbericht.edition import Edition
from jaarbericht.errors import JaarberichtError
from jaarbericht.files import read_json
from jaarbericht.present import dutch
from jaarbericht.texts import one_line

_DIRECTED = "±"
_ELSEWHERE = (
    "Getallen, perioden en namen van een ander hoofdstuk: met de naam van dat hoofdstuk ervoor,"
    "\nzoals {{ getal('werk.vac_nu') }}. ./jaarbericht names werk noemt ze."
)
_Row = tuple[str, ...]


class NoNames(JaarberichtError):
    """There is no chapter of that name, or it has not been made."""


def list_names(root: Path, edition: Edition, chapter: str) -> str:
    """The names of a chapter that was built. Raises NoNames or ChapterUnreadable."""
    if chapter not in edition.chapters:
        raise NoNames(
            f"The edition has no chapter ‘{chapter}’.",
            where="config.yaml: chapters",
            why="Only a chapter gives names to a text.",
            todo=f"Name one of {', '.join(edition.chapters)}.",
        )
    shown = f"results/{edition.year}/chapters/{chapter}/chapter.json"
    if not (root / shown).is_file():
        raise NoNames(
            f"Chapter ‘{chapter}’ has not been made.",
            where=shown,
            why="Its names and numbers come from it.",
            todo="Run ./jaarbericht build; when only a text is refused, the chapters are made.",
        )
    return names_text(chapter_data(read_json(root / shown), shown))


def names_text(data: ChapterData) -> str:
    """Numbers, periods, labels, figures and tables: name, what it prints, when, what it is."""
    parts: list[tuple[str, list[_Row]]] = [
        (
            "Getallen, zoals {{ getal('…') }} ze schrijft. Met "
            f"{_DIRECTED}: ook voor {{{{ richting('…', …) }}}} en {{{{ meer_minder('…') }}}}.",
            [_number(one) for one in data.numbers.values()],
        ),
        (
            "Perioden: {{ periode('…') }}",
            [(name, dutch.periods_text(some)) for name, some in data.periods.items()],
        ),
        (
            "Namen die de cijfers kiezen: {{ label('…') }}",
            [(name, one.text, one.about) for name, one in data.labels.items()],
        ),
        (
            "Figuren: {% call figuur('…') %}titel{% endcall %}",
            [(name, one["unit"], ", ".join(one["series"])) for name, one in data.figures.items()],
        ),
        (
            "Tabellen: {% call tabel('…') %}titel{% endcall %}",
            [(name, one["head"], ", ".join(one["columns"])) for name, one in data.tables.items()],
        ),
        (
            "Delen: {% call deel('…', 'onderwerp') %} … {% endcall %}; elders {% call met('…') %}",
            [
                *((name, ", ".join(names)) for name, names in data.parts.items()),
                *((name, "niet in deze editie") for name in data.left_out),
            ],
        ),
    ]
    head = f"Namen voor report/chapters/{data.name}.md"
    blocks = ["\n".join([title, *_aligned(rows)]) for title, rows in parts if rows]
    return "\n\n".join([head, *blocks, _ELSEWHERE])


def _number(one: NumberData) -> _Row:
    text = dutch.format_number(one.value, one.form) + dutch.status_mark(one.status)
    sign = _DIRECTED if one.directed else ""
    return one.name, sign, text, _span(one), one.about


def _span(one: NumberData) -> str:
    ends = dict.fromkeys((*one.periods[:1], *one.periods[-1:]))
    return " – ".join(dutch.period_text(period, "kort") for period in ends)


def _aligned(rows: Sequence[_Row]) -> Iterator[str]:
    """Rows as lines, each column but the last as wide as its longest text."""
    clean = [[one_line(text) for text in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*clean, strict=True)]
    for row in clean:
        padded = (text.ljust(width) for text, width in zip(row, widths, strict=True))
        yield f"  {'  '.join(padded)}".rstrip()
