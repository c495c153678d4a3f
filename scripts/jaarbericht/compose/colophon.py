"""What the document says about itself: edition, state, cut-off, and when the tables date from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jaarbericht.edition import Edition
from jaarbericht.present import english
from jaarbericht.present.dutch import date_text

_STATES = {
    "draft": (
        "Concept",
        "Concept, niet voor publicatie. Tekst en cijfers kunnen nog wijzigen.",
    ),
    "embargoed": ("Onder embargo", "Onder embargo tot de aanbieding van het rapport."),
    "final": ("Definitief", "Definitieve versie."),
}
VERIFY = (
    "Elk getal in de tekst verwijst naar de verantwoording achterin, met formule, cellen en status."
    " Het register van alle getallen (ledger.json) en de gebruikte cellen (cells.csv) zitten als"
    " bijlagen in dit bestand; docs/ledger.md bij het project beschrijft ze, zodat iedereen de"
    " getallen kan narekenen. De opdracht ./jaarbericht build maakt uit dezelfde brongegevens"
    " hetzelfde bestand, byte voor byte."
)


@dataclass(frozen=True)
class EditionText:
    """The edition in the words of the cover and the colophon."""

    year: int
    title: str
    version: str
    state: str
    state_label: str
    state_text: str
    cutoff_text: str
    publisher: str
    language: str


@dataclass(frozen=True)
class Line:
    """A line of the colophon."""

    label: str
    text: str


def edition_text(edition: Edition) -> EditionText:
    """The words of one edition."""
    label, sentence = _STATES[edition.state]
    return EditionText(
        edition.year, edition.title, edition.version, edition.state, label, sentence,
        date_text(edition.cutoff), edition.publisher, edition.language,
    )  # fmt: skip


def edition_facts(edition: Edition, content: str, language: str = "nl") -> Mapping[str, str]:
    """What editie() prints in a text; `content` says what the edition does not have."""
    said = date_text if language == "nl" else english.date_text
    return {
        "jaar": str(edition.year),
        "titel": edition.title,
        "versie": edition.version,
        "peildatum": said(edition.cutoff),
        "uitgever": edition.publisher,
        "inhoud": content,
    }


def colophon_lines(edition: Edition, newer: Sequence[bool], seal: str) -> tuple[Line, ...]:
    """The colophon; `newer` says of each table whether its state is later than the cut-off.

    `seal` is the sha256 of the ledger, which in its turn holds that of every other attachment.
    """
    words = edition_text(edition)
    return (
        Line("Titel", words.title),
        Line("Uitgever", words.publisher),
        Line("Versie", f"{words.version} ({words.state_label.lower()})"),
        Line("Status", words.state_text),
        Line("Peildatum", f"{words.cutoff_text}. {state_of_tables(newer)}"),
        Line("Controleren", VERIFY),
        Line("Register", f"sha256 van ledger.json: {seal}"),
    )


def state_of_tables(newer: Sequence[bool]) -> str:
    """How many tables are newer than the cut-off, and what that means for the reader."""
    later, total = sum(newer), len(newer)
    if not later:
        return "Geen van de gebruikte tabellen heeft een stand van na die datum."
    if later == total:
        which = "Alle gebruikte tabellen hebben"
    else:
        verb = "heeft" if later == 1 else "hebben"
        which = f"Van de {total} gebruikte tabellen {verb} er {later}"
    return (
        f"{which} een stand van na die datum. Gebruikt zijn alleen perioden die toen al waren"
        " gepubliceerd, maar het CBS kan de cijfers sindsdien hebben bijgesteld."
    )
