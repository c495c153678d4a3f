"""The functions that prose may call, as data: what they name, how many words they take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from jaarbericht.compose.cited import sources_of

NUMBER, PERIOD, LABEL, FIGURE, CARD, TABLE, PART, PLACE, SUBJECT, EDITION, EXAMPLE = (
    "number", "period", "label", "figure", "card", "table", "part", "place", "chapter or part",
    "fact of the edition", "fact of the example",
)  # fmt: skip
# What a derivation names, and the text must use.
DECLARED = (NUMBER, PERIOD, LABEL, FIGURE, CARD, TABLE, PART)
# Of these the text has each just once.
PLACED = (FIGURE, CARD, TABLE, PART)
# What a text may name of another chapter too, by its full name: `werk.vac_nu`.
SHARED = (NUMBER, PERIOD, LABEL)
EDITION_FACTS = frozenset({"jaar", "titel", "versie", "peildatum", "uitgever", "inhoud"})
# The kind of a figure that stands on a card.
SPARK = "spark"
PERIOD_STYLES = ("lang", "kort", "jaar", "maand")


@dataclass(frozen=True)
class Function:
    """What a function names first, the printed words that follow, and an example of its use.

    `prints` when the value of the number reaches the page; `signless` when it prints the direction,
    so that the same number in the same sentence is printed without its sign; `english` when it can
    say it in English too. A `container` is a block around paragraphs, which may hold other calls.
    """

    names: tuple[str, ...]
    example: str
    words: int = 0
    styles: tuple[str, ...] = ()
    block: bool = False
    container: bool = False
    prints: bool = False
    signless: bool = False
    english: bool = False


FUNCTIONS: Mapping[str, Function] = {
    "getal": Function((NUMBER,), "getal('x')", prints=True, english=True),
    "kaal": Function((NUMBER,), "kaal('x')", prints=True, english=True),
    "ongeveer": Function((NUMBER,), "ongeveer('x')", prints=True, english=True),
    "breuk": Function((NUMBER,), "breuk('x')", prints=True),
    "keer": Function((NUMBER,), "keer('x')", prints=True),
    "op_de": Function((NUMBER,), "op_de('x')", prints=True),
    "verveelvoudigd": Function((NUMBER,), "verveelvoudigd('x')", prints=True),
    "rang": Function((NUMBER,), "rang('x')", prints=True),
    "richting": Function(
        (NUMBER,), "richting('x', 'gestegen', 'gedaald', 'gelijk gebleven')", words=3,
        prints=True, signless=True, english=True,
    ),
    "meer_minder": Function((NUMBER,), "meer_minder('x')", prints=True, signless=True),
    "periode": Function((PERIOD, NUMBER), "periode('x')", styles=PERIOD_STYLES, english=True),
    "vorige_periode": Function(
        (NUMBER,), "vorige_periode('x')", styles=PERIOD_STYLES, english=True
    ),
    "label": Function((LABEL,), "label('x')"),
    "bron": Function((NUMBER,), "bron('x')"),
    "zie": Function((PLACE, FIGURE, CARD, TABLE), "zie('x')", english=True),
    "editie": Function((EDITION,), "editie('jaar')", english=True),
    "voorbeeld": Function((EXAMPLE,), "voorbeeld('getal')"),
    "figuur": Function((FIGURE,), "{% call figuur('x') %}titel{% endcall %}", block=True),
    "kaart": Function(
        (CARD,), "{% call kaart('x') %}, a line each for name, number, period and change,"
        " {% endcall %}", block=True,
    ),
    "tabel": Function((TABLE,), "{% call tabel('x') %}titel{% endcall %}", block=True),
    "deel": Function(
        (PART,), "{% call deel('x', 'onderwerp') %} … {% endcall %}", words=1, block=True,
        container=True,
    ),
    "met": Function(
        (PART, SUBJECT), "{% call met('x') %} … {% endcall %}", block=True, container=True,
        english=True,
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Names:
    """The names that a chapter gives its text; `places` are references to elsewhere.

    `cited` are the sources behind each number that rests on published figures; `elsewhere` are the
    names of the other chapters of the edition, by chapter; `incomplete` are the chapters that this
    edition has not, or not whole; `example` are the facts of the number that the guide for the
    auditor recomputes; `fixed` is a text that belongs to no chapter, such as the colophon;
    `language` is that of the text.
    """

    chapter: str
    numbers: frozenset[str] = frozenset()
    periods: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    figures: frozenset[str] = frozenset()
    cards: frozenset[str] = frozenset()
    tables: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    places: frozenset[str] = field(default=frozenset())
    cited: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    example: frozenset[str] = field(default=frozenset())
    fixed: bool = False
    elsewhere: Mapping[str, Names] = field(default_factory=dict)
    language: str = "nl"
    incomplete: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        data: Mapping[str, Any],
        places: Iterable[str] = (),
        elsewhere: Mapping[str, Names] | None = None,
        incomplete: Iterable[str] = (),
    ) -> Names:
        """The names in a chapter.json."""
        return cls(
            data["chapter"],
            frozenset(data["numbers"]),
            frozenset(data["periods"]),
            frozenset(data["labels"]),
            frozenset(one["id"] for one in data["figures"] if one.get("kind") != SPARK),
            frozenset(one["id"] for one in data["figures"] if one.get("kind") == SPARK),
            frozenset(table["id"] for table in data["tables"]),
            frozenset((*data["parts"], *data["left_out"])),
            frozenset(places),
            {
                name: sources
                for name, one in data["numbers"].items()
                if (sources := sources_of(one["id"], data["ledger"]))
            },
            elsewhere=elsewhere or {},
            incomplete=frozenset(incomplete),
        )

    @property
    def subjects(self) -> frozenset[str]:
        """The other chapters of the report and their parts, `chapter.part`."""
        others = self.elsewhere.values()
        parts = {f"{other.chapter}.{part}" for other in others for part in other.parts}
        return frozenset({*self.elsewhere, *self.incomplete, *parts})

    def is_left_out(self, place: str) -> bool:
        """Whether a place is one that this edition does not have, for want of figures."""
        return place not in self.places and place.partition(".")[0] in self.incomplete

    def of_kind(self, kind: str) -> frozenset[str]:
        """All names of one kind."""
        return {
            NUMBER: self.numbers, PERIOD: self.periods, LABEL: self.labels,
            FIGURE: self.figures, CARD: self.cards, TABLE: self.tables, PART: self.parts,
            PLACE: self.places, SUBJECT: self.subjects, EDITION: EDITION_FACTS,
            EXAMPLE: self.example,
        }[kind]  # fmt: skip

    def known(self, kind: str) -> frozenset[str]:
        """All names of one kind, those of other chapters by their full names."""
        others = self.elsewhere.values() if kind in SHARED else ()
        return self.of_kind(kind) | {
            f"{other.chapter}.{name}" for other in others for name in other.of_kind(kind)
        }

    def sources(self, name: str) -> tuple[str, ...] | None:
        """The publications behind a number, also of another chapter; None when there are none."""
        chapter, _, rest = name.partition(".")
        other = self.elsewhere.get(chapter)
        return other.cited.get(rest) if other and rest else self.cited.get(name)

    def kinds_of(self, name: str) -> tuple[str, ...]:
        """The kinds that a name belongs to; none when it is unknown."""
        kinds = (*DECLARED, PLACE, EDITION, EXAMPLE)
        return tuple(kind for kind in kinds if name in self.known(kind))


def for_kind(kind: str, name: str) -> str:
    """The usual call for a name of some kind, as advice."""
    usual = {
        NUMBER: "getal", PERIOD: "periode", LABEL: "label",
        FIGURE: "figuur", CARD: "kaart", TABLE: "tabel", PART: "deel", PLACE: "zie",
        EDITION: "editie",
        EXAMPLE: "voorbeeld",
    }[kind]  # fmt: skip
    text = FUNCTIONS[usual].example.replace("'x'", f"'{name}'")
    return text if FUNCTIONS[usual].block else f"{{{{ {text} }}}}"


def nearest(word: str, known: Sequence[str] | frozenset[str], most: int = 3) -> str:
    """‘a’, ‘b’ or ‘c’: the known names that look most like a word; all of them when few."""
    ordered = sorted(known)
    close = get_close_matches(word, ordered, n=most, cutoff=0.5) or ordered[:8]
    return ", ".join(f"‘{name}’" for name in close)
