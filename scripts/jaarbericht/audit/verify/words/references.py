"""Check: facts of the edition and references, and what every entry of `printed` says of itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from jaarbericht.audit.verify.evaluate import MONTHS, NBSP
from jaarbericht.audit.verify.evaluate_english import NAMES
from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.pdf.file import squeezed
from jaarbericht.audit.verify.problem import Problem, sentence

Ledger = Mapping[str, Any]
_ENGLISH = {"figuur": "figure", "tabel": "table", "hoofdstuk": "chapter"}
# Parts of the report without a number: where they begin, and what a reference calls them.
FIXED = {
    "verantwoording": ("verantwoording", "verantwoording"), "colofon": ("colofon", "colofon"),
    "handleiding": ("h-handleiding", "handleiding voor de accountant"),
    "begrippen": ("h-begrippen", "lijst van begrippen"),
    "bronnen": ("bronnen", "bronnenlijst"), "register": ("register", "register"),
}  # fmt: skip
_WHOLE = "Deze editie bevat alle hoofdstukken en onderdelen."


def check_references(evidence: Evidence) -> Iterator[Problem]:
    """Each fact of the edition is that fact; each reference has the number of where it leads."""
    titles = chapter_titles(evidence.ledger)
    for one in evidence.ledger["printed"]:
        if one["kind"] == "editie":
            wanted = edition_words(one, evidence.ledger, titles)
            if not _same(one["text"], wanted):
                yield _problem(one["id"], f"it should say ‘{wanted}’, not ‘{one['text']}’")
        elif one["kind"] == "verwijzing":
            yield from _reference(one, evidence, titles)


def chapter_titles(ledger: Ledger) -> dict[str, str]:
    """The title of each text, with its number, in the order of the report."""
    found: dict[str, str] = {}
    for passage in ledger["passages"]:
        if passage["kind"] == "heading":
            found.setdefault(passage["chapter"], passage["text"])
    return found


def edition_words(one: Mapping[str, Any], ledger: Ledger, titles: Mapping[str, str]) -> str:
    """The fact of the edition that a text names; empty for an unknown one."""
    edition, name = ledger["edition"], one["asked"][0]
    if name == "peildatum":
        year, month, day = edition["cutoff"].split("-")
        names = NAMES if one["language"] == "en" else MONTHS
        return f"{int(day)}{NBSP}{names[int(month) - 1]} {year}"
    if name == "inhoud":
        return _content(ledger, titles)
    fields = {"jaar": "year", "titel": "title", "versie": "version", "uitgever": "publisher"}
    return str(edition[fields[name]]) if name in fields else ""


def _content(ledger: Ledger, titles: Mapping[str, str]) -> str:
    """What the edition does not have, in sentences."""
    said = [one["said"] for one in ledger["left_out"] if not one["part"]]
    cut = {one["chapter"] for one in ledger["left_out"] if one["part"]}
    names = [f"‘{_bare(title)}’" for name, title in titles.items() if name in cut]
    if names:
        which = "het hoofdstuk" if len(names) == 1 else "de hoofdstukken"
        *first, last = names
        listed = f"{', '.join(first)} en {last}" if first else last
        said.append(
            f"In {which} {listed} ontbreken onderdelen waarover het archief van deze"
            " editie geen bruikbare cijfers bevat; op die plaatsen staat dat in de tekst."
        )
    return " ".join(said) or _WHOLE


def _bare(title: str) -> str:
    """A title without the number before it."""
    number, _, rest = title.partition(" ")
    return rest if number.isdigit() else title


def _reference(
    one: Mapping[str, Any], evidence: Evidence, titles: Mapping[str, str]
) -> Iterator[Problem]:
    anchor, wanted = _place(one, evidence.ledger, titles)
    if one["language"] == "en":
        word, _, number = wanted.partition(NBSP)
        wanted = f"{_ENGLISH.get(word, word)}{NBSP}{number}" if number else wanted
    if not wanted or not _same(one["text"], wanted):
        yield _problem(one["id"], f"it should say ‘{wanted}’, not ‘{one['text']}’")
    node = evidence.document.ids.get(f"p-{one['id']}")
    if node is not None and set(node.targets) != {anchor}:
        yield _problem(one["id"], f"on page {node.page} it does not lead to ‘{anchor}’")


def _place(one: Mapping[str, Any], ledger: Ledger, titles: Mapping[str, str]) -> tuple[str, str]:
    """Where a reference leads and what it says; both empty for an unknown place."""
    name = one["asked"][0]
    for id in (f"{one['chapter']}.{name}", name):
        for kind, items in (("figuur", ledger["figures"]), ("tabel", ledger["shown"])):
            if id in items:
                return items[id]["anchor"], f"{kind}{NBSP}{items[id]['number']}"
    if name in FIXED:
        return FIXED[name]
    number = titles.get(name, "").split(" ")[0]
    return (f"h-{name}", f"hoofdstuk{NBSP}{number}") if number.isdigit() else ("", "")


def check_asked(evidence: Evidence) -> Iterator[Problem]:
    """Each entry is of the text that prints it; texts have one language; names have one period."""
    printed = evidence.ledger["printed"]
    by_id = {one["id"]: one for one in printed}
    for passage in evidence.ledger["passages"]:
        for id, _ in passage["printed"]:
            if id in by_id and by_id[id]["chapter"] != passage["chapter"]:
                yield _problem(id, f"it stands in ‘{passage['chapter']}’, not where it says")
    languages: dict[str, str] = {}
    for one in printed:
        if languages.setdefault(one["chapter"], one["language"]) != one["language"]:
            yield _problem(one["id"], "its language is not that of its text")
        if one["kind"] != "periode" and (one["period"] or one["which"]):
            yield _problem(one["id"], "it names no period, but the ledger gives one")
    for before, one in pairwise(printed):
        if before["chapter"] == one["chapter"] and before["line"] > one["line"]:
            yield _problem(one["id"], "it is out of order in its text")
    yield from _named(evidence.ledger)


def _named(ledger: Ledger) -> Iterator[Problem]:
    """A period that a chapter named is one and the same everywhere, of years that it has."""
    years = chapter_years(ledger)
    known: dict[tuple[str, str], str] = {}
    for one in ledger["printed"]:
        if one["which"] != "named":
            continue
        chapter, _, name = ("." + one["asked"][0]).rpartition(".")
        owner = chapter.removeprefix(".") or one["chapter"]
        if known.setdefault((owner, name), one["period"]) != one["period"]:
            yield _problem(one["id"], f"‘{name}’ is another period elsewhere")
        for code in one["period"].split("+"):
            if not {code[:4], str(int(code[:4]) + 1)} & years[owner]:
                yield _problem(one["id"], f"no figure of ‘{owner}’ rests on {code}")


def chapter_years(ledger: Ledger) -> Mapping[str, set[str]]:
    """The years that the cells and citations behind the quantities of each chapter are of."""
    found: dict[str, set[str]] = defaultdict(set)
    for id, quantity in ledger["quantities"].items():
        for code in quantity["periods"]:
            found[id.partition(".")[0]] |= {code[:4], code[5:9]} if "-" in code else {code[:4]}
    return found


def _same(text: str, wanted: str) -> bool:
    """The same words, the first letter a capital or not."""
    one, other = squeezed(text), squeezed(wanted)
    return one == other or (one[:1].lower() == other[:1].lower() and one[1:] == other[1:])


def _problem(id: str, what: str) -> Problem:
    return Problem("printed", id, sentence(what))
