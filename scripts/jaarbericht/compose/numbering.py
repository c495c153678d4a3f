"""Numbers of chapters, figures and tables, and what a reference to them says. No HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jaarbericht.compose.functions import FIGURE, TABLE
from jaarbericht.compose.syntax import Call
from jaarbericht.present.dutch import NBSP


@dataclass(frozen=True)
class Place:
    """Something that can be referred to: its address, its number, and its name in a sentence."""

    href: str
    number: str
    text: str

    @property
    def anchor(self) -> str:
        """The id of the element referred to."""
        return self.href.removeprefix("#")


@dataclass(frozen=True)
class Numbered:
    """A text to be numbered: the name of its chapter and its calls in order."""

    chapter: str
    calls: Sequence[Call]


_KINDS = {
    "figuur": (FIGURE, "fig", "figuur"),
    "kaart": (FIGURE, "fig", "figuur"),
    "tabel": (TABLE, "tab", "tabel"),
}


def number_document(chapters: Sequence[Numbered]) -> Mapping[str, Place]:
    """Places by name: `werk` for a chapter, `werk.banen` for a figure or table of that chapter.

    Figures and tables are counted apart per chapter, in the order in which the text places them.
    """
    places: dict[str, Place] = {}
    for number, one in enumerate(chapters, start=1):
        places[one.chapter] = Place(f"#h-{one.chapter}", str(number), f"hoofdstuk{NBSP}{number}")
        places.update(_within(number, one))
    return places


def _within(number: int, one: Numbered) -> Mapping[str, Place]:
    counts = {FIGURE: 0, TABLE: 0}
    places: dict[str, Place] = {}
    for call in one.calls:
        if call.name in _KINDS and call.args:
            kind, prefix, word = _KINDS[call.name]
            counts[kind] += 1
            name, shown = call.args[0].text, f"{number}.{counts[kind]}"
            anchor = f"#{prefix}-{one.chapter}-{name}"
            places[f"{one.chapter}.{name}"] = Place(anchor, shown, f"{word}{NBSP}{shown}")
    return places
