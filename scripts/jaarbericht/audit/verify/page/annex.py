"""Check: the annex says of each number and each table what the ledger says of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from jaarbericht.audit.verify.evaluate import STATUSES, leaves
from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.itemdata import Quantity, item_quantities, items_of
from jaarbericht.audit.verify.page.cellwords import cell_words
from jaarbericht.audit.verify.page.formulas import formula_text
from jaarbericht.audit.verify.pdf.file import Node, squeezed
from jaarbericht.audit.verify.problem import Problem, sentence
from jaarbericht.audit.verify.saying import exact_text
from jaarbericht.audit.verify.words.covering import says

STATUS_WORDS = {
    "Definitief": "definitief",
    "Onbekend": "status niet bekend",
    "NaderVoorlopig": "nader voorlopig (**)",
    "Voorlopig": "voorlopig (*)",
}


def check_entries(evidence: Evidence) -> Iterator[Problem]:
    """Each number of the prose has its entry: what is printed, its value, group, status, cells."""
    said: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for one in evidence.ledger["printed"]:
        if one["quantity"] and one["kind"] not in ("periode", "bron"):
            said[one["quantity"]].append(one)
    for id, printed in said.items():
        label = evidence.document.ids.get(f"v-{id}")
        if label is None or label.parent is None:
            yield _problem(id, "it has no entry in the annex")
        elif id in evidence.ledger["quantities"]:
            yield from _entry(id, label, printed, evidence)
    present = {id.removeprefix("v-") for id in evidence.document.ids if id.startswith("v-")}
    for id in sorted(present - said.keys()):
        yield _problem(id, "the annex has an entry of it, but the text does not print it")


def _entry(
    id: str, label: Node, printed: Sequence[Mapping[str, Any]], evidence: Evidence
) -> Iterator[Problem]:
    ledger, places = evidence.ledger, evidence.document.places
    quantity = ledger["quantities"][id]
    formula = formula_text(quantity["expression"])
    if ledger["annex"].get(id, {}).get("formula") != formula:
        yield _problem(id, f"its formula is ‘{formula}’, the annex has another")
    head = " | ".join(dict.fromkeys(_plain(one) for one in printed))
    if label.whole != squeezed(head):
        yield _problem(id, f"its entry is headed ‘{label.whole}’, not ‘{head}’")
    body = label.parent.whole.removeprefix(label.whole) if label.parent else ""
    pages = ", ".join(f"p. {places.get('p-' + one['id'], 0)}" for one in printed)
    text = _text(quantity, ledger["annex"].get(id, {}), pages)
    wanted = squeezed(text)
    if body != wanted:
        at = next((n for n, (a, b) in enumerate(zip(body, wanted, strict=False)) if a != b), 0)
        there, here = body[max(0, at - 20) : at + 20], wanted[max(0, at - 20) : at + 20]
        yield _problem(id, f"its entry on page {label.page} has ‘{there}’, not ‘{here}’")
    elif label.parent and not says(label.parent, f"{head} {text}"):
        yield _problem(id, f"its entry on page {label.page} has a space in a numeral, or lacks one")
    cells = cell_words(quantity["expression"], ledger)
    said = ledger["annex"].get(id, {}).get("cells", "")
    if squeezed(said) != squeezed(cells):
        yield _problem(id, f"its cells are ‘{_differing(cells, said)}’, the annex has others")


def _differing(cells: str, said: str) -> str:
    """The first line on its cells that the annex does not have."""
    known = {squeezed(line) for line in said.split("\n")}
    lines = [line for line in cells.split("\n") if squeezed(line) not in known]
    return lines[0] if lines else cells


def _text(quantity: Mapping[str, Any], told: Mapping[str, str], pages: str) -> str:
    """The whole entry of a number, as the annex words it."""
    group = f"Populatie: {quantity['population']}. " if quantity["population"] else ""
    return " ".join(
        [
            f"{told['about']}." if told.get("about") else "",
            f"{told.get('formula', '')} = {exact_text(Fraction(quantity['value']))}",
            f"{quantity['unit']}.",
            told.get("cells", ""),
            f"{group}Status: {STATUS_WORDS.get(quantity['status'], '')}. In de tekst: {pages}.",
            *dict.fromkeys(waiver["reason"] for waiver in quantity["waivers"]),
        ]
    )


def check_items(evidence: Evidence) -> Iterator[Problem]:
    """Each figure and table has its entry, as the ledger words it."""
    entries = {
        target: label.parent
        for label in reversed(evidence.document.root.all("Lbl"))  # an entry before those in it
        for link in label.all("Link")
        for target in link.targets
        if label.parent is not None
    }
    groups = item_quantities(evidence.ledger)
    for id, item in items_of(evidence.ledger).items():
        entry = entries.get(item["anchor"])
        if entry is None:
            yield _problem(id, "it has no entry in the annex")
            continue
        told = evidence.ledger["annex"].get(item["anchor"], {})
        status = status_counts(groups[id].values())
        if told.get("status") != status:
            yield _problem(id, f"its figures are ‘{status}’, the annex says another number")
        wanted = _item_text(item, groups[id].values(), told, evidence.ledger)
        if not says(entry, wanted):
            yield _problem(id, f"its entry on page {entry.page} is not as the ledger has it")


def _item_text(
    item: Mapping[str, Any], quantities: Collection[Quantity], told: Mapping[str, str],
    ledger: Mapping[str, Any],
) -> str:  # fmt: skip
    """The whole entry of a figure or table, as the annex words it."""
    used = {leaf for one in quantities for leaf in leaves(one["expression"])}
    tables = {ledger["cells"][id]["table"] for kind, id in used if kind == "cell"}
    return " ".join(
        [
            f"{told.get('about', '')}.",
            f"Tabellen: {', '.join(sorted(tables))}." if tables else "",
            f"Status: {told.get('status', '')}. Alle cijfers: bijlage {item['attachment']}.",
            *dict.fromkeys(waiver["reason"] for one in quantities for waiver in one["waivers"]),
        ]
    )


def status_counts(quantities: Iterable[Mapping[str, Any]]) -> str:
    """`12 definitief, 3 voorlopig (*)`."""
    counts = Counter(one["status"] for one in quantities)
    return ", ".join(f"{counts[one]} {STATUS_WORDS[one]}" for one in STATUSES if counts[one])


def _plain(one: Mapping[str, Any]) -> str:
    text = str(one["text"])
    return text if one["kind"] == "label" else text[:1].lower() + text[1:]


def _problem(id: str, what: str) -> Problem:
    return Problem("annex", id, sentence(what))
