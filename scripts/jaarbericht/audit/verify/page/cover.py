"""Check: the cover and the head of the colophon say of the edition what the ledger says."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from jaarbericht.audit.verify.evidence import LEDGER, Evidence
from jaarbericht.audit.verify.page.margins import STATES, state_line
from jaarbericht.audit.verify.pdf.file import BLOCKS, Node, squeezed
from jaarbericht.audit.verify.problem import Problem, sentence
from jaarbericht.audit.verify.saying import date_words
from jaarbericht.audit.verify.words.covering import says

COLOPHON = "colofon"
_HOW = (
    "Elk getal in de tekst verwijst naar de verantwoording achterin, met formule, cellen en status."
    " Het register van alle getallen (ledger.json) en de gebruikte cellen (cells.csv) zitten als"
    " bijlagen in dit bestand; docs/ledger.md bij het project beschrijft ze, zodat iedereen de"
    " getallen kan narekenen. De opdracht ./jaarbericht build maakt uit dezelfde brongegevens"
    " hetzelfde bestand, byte voor byte."
)


def check_cover(evidence: Evidence) -> Iterator[Problem]:
    """The cover has three lines and no other: publisher, title, and state with version and date."""
    edition = evidence.ledger["edition"]
    parts = [kid for kid in evidence.document.root.kids if isinstance(kid, Node)]
    found = [(one,) for one in parts[0].below() if one.kind in BLOCKS]
    lines = (edition["publisher"], edition["title"], state_line(edition))
    yield from _same("the cover", found, [(line,) for line in lines])


def check_facts(evidence: Evidence) -> Iterator[Problem]:
    """The table of the colophon has the facts of the edition, and the sha256 of the ledger."""
    head = evidence.document.ids.get(COLOPHON)
    tables = head.parent.all("Table") if head is not None and head.parent is not None else []
    found = [
        tuple(row.all("TH", "TD"))
        for table in tables for row in table.all("TR")
    ]  # fmt: skip
    seal = sha256(evidence.document.attachments[LEDGER]).hexdigest()
    yield from _same("the colophon", found, _facts(evidence.ledger, seal))


def _facts(ledger: Mapping[str, Any], seal: str) -> tuple[tuple[str, str], ...]:
    edition = ledger["edition"]
    label, sentence = STATES[edition["state"]]
    newer = [table["newer_than_cutoff"] for table in ledger["tables"].values()]
    return (
        ("Titel", edition["title"]),
        ("Uitgever", edition["publisher"]),
        ("Versie", f"{edition['version']} ({label.lower()})"),
        ("Status", sentence),
        ("Peildatum", f"{date_words(edition['cutoff'])}. {state_of_tables(newer)}"),
        ("Controleren", _HOW),
        ("Register", f"sha256 van ledger.json: {seal}"),
    )


def state_of_tables(newer: Collection[bool]) -> str:
    """How many tables have a state later than the cut-off, and what that means."""
    later, total = sum(newer), len(newer)
    if later == 0:
        return "Geen van de gebruikte tabellen heeft een stand van na die datum."
    verb = "heeft" if later == 1 else "hebben"
    which = f"Van de {total} gebruikte tabellen {verb} er {later}"
    if later == total:
        which = "Alle gebruikte tabellen hebben"
    return (
        f"{which} een stand van na die datum. Gebruikt zijn alleen perioden die toen al waren"
        " gepubliceerd, maar het CBS kan de cijfers sindsdien hebben bijgesteld."
    )


def _same(
    where: str, found: Sequence[Sequence[Node]], wanted: Sequence[Sequence[str]]
) -> Iterator[Problem]:
    if len(found) != len(wanted):
        yield _problem(where, f"it has {len(found)} lines, not {len(wanted)}")
    for there, here in zip(found, wanted, strict=False):
        if len(there) != len(here) or not all(map(says, there, here)):
            one, other = "".join(node.whole for node in there), squeezed("".join(here))
            at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
            at = max(0, at - 20)
            yield _problem(where, f"it says ‘{one[at : at + 60]}’, not ‘{other[at : at + 60]}’")


def _problem(where: str, what: str) -> Problem:
    return Problem("cover", where, sentence(what))
