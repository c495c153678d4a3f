"""Check: contents and lists name all that there is, in order, with its page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from jaarbericht.audit.verify.evidence import CELLS, LEDGER, Evidence
from jaarbericht.audit.verify.itemdata import items_of
from jaarbericht.audit.verify.pdf.file import Node, squeezed
from jaarbericht.audit.verify.problem import Problem
from jaarbericht.audit.verify.words.covering import same_numerals, says


def check_listings(evidence: Evidence) -> Iterator[Problem]:
    """Every entry of the contents and of the lists of figures, tables and attachments."""
    titles = {f"#{one}": text for one, text in _titles(evidence)}
    named: list[str] = []
    for entry in evidence.document.root.all("TOCI"):
        links = [node for kid in _own(entry) for node in kid.below() if node.targets]
        named.append("".join(target for link in links for target in link.targets))
        yield from _entry(evidence, entry, f"#{named[-1]}", titles)
    yield from _all_named(named, [*_sections(evidence.document.root), *_anchors(evidence)])
    yield from _attachments(evidence)


def _all_named(named: Sequence[str], wanted: Sequence[str]) -> Iterator[Problem]:
    for one, other in zip_longest(named, wanted, fillvalue="nothing"):
        if one != other:
            what = f"Contents and lists name ‘{one}’ where ‘{other}’ should come."
            yield Problem("listing", "contents", what)
            return


def _sections(root: Node) -> Iterator[str]:
    """What the contents name: each part behind them, the sections of chapters, the revisions."""
    behind = False
    for part in (kid for kid in root.kids if isinstance(kid, Node)):
        head = next((node for node in part.below() if node.kind == "H1"), None)
        if behind and head is not None:
            yield head.id
            if head.whole[:1].isdigit():
                yield from (one.id for one in part.all("H2"))
            if head.id == _ANNEX:
                yield from (one.id for one in part.all("H2") if one.id == _REVISED)
        behind = behind or (head is not None and head.id == _CONTENTS)


def _anchors(evidence: Evidence) -> Iterator[str]:
    """All figures and then all tables, by number."""
    for part in ("figures", "shown"):
        items = evidence.ledger[part].values()
        numbers = {item["anchor"]: list(map(int, item["number"].split("."))) for item in items}
        yield from sorted(numbers, key=numbers.__getitem__)


_CONTENTS, _ANNEX, _REVISED = "inhoud", "verantwoording", "bijgesteld"


def _own(entry: Node) -> list[Node]:
    return [kid for kid in entry.kids if isinstance(kid, Node) and kid.kind != "TOC"]


def _entry(
    evidence: Evidence, entry: Node, target: str, titles: dict[str, str]
) -> Iterator[Problem]:
    page = evidence.document.places.get(target.removeprefix("#"), 0)
    found = "".join(kid.whole for kid in _own(entry))
    title = titles.get(target)
    if title is None:
        yield _problem(entry, f"leads to ‘{target}’, which has no title")
    elif found != f"{squeezed(title)}{page}" or not same_numerals(
        " ".join(kid.text for kid in _own(entry)), f"{title} {page}"
    ):
        yield _problem(entry, f"says ‘{found}’; there stands ‘{title}’, on page {page}")


def _titles(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Anchor and title of all headings, figures and tables."""
    for heading in evidence.document.root.all("H1", "H2", "H3"):
        if heading.id:
            yield heading.id, heading.text
    for item in items_of(evidence.ledger).values():
        yield item["anchor"], evidence.ledger["annex"].get(item["anchor"], {}).get("about", "")


def _attachments(evidence: Evidence) -> Iterator[Problem]:
    """The list of attachments names each file once, with the figure or table that it belongs to."""
    items = items_of(evidence.ledger).values()
    about = {item["attachment"]: _name(evidence, item["anchor"]) for item in items}
    about |= files_of_all(evidence)
    head = evidence.document.ids.get("lijsten")
    entries = head.parent.all("LI") if head is not None and head.parent is not None else []
    for name in evidence.document.attachments:
        if sum(says(entry, f"{name} {about.get(name, '')}") for entry in entries) != 1:
            what = "The list of attachments does not name it once, with what it is."
            yield Problem("listing", name, what)
    if len(entries) != len(evidence.document.attachments):
        what = f"It has {len(entries)} lines for {len(evidence.document.attachments)} files."
        yield Problem("listing", "attachments", what)


def files_of_all(evidence: Evidence) -> dict[str, str]:
    """The attachments that belong to no figure or table, with what they are."""
    return {
        CELLS: "Alle gebruikte cellen van het CBS",
        LEDGER: "Register van alle getallen met hun formules",
        f"lock-{evidence.ledger['edition']['year']}.yaml": (
            "De vastgelegde brontabellen met hun sha256"
        ),
    }


def _name(evidence: Evidence, anchor: str) -> str:
    """`Figuur 1.1`."""
    about = str(evidence.ledger["annex"].get(anchor, {}).get("about", ""))
    head = re.match(r"(?:Figuur|Tabel)\s[\d.]+", about)
    return head.group() if head else ""


def _problem(node: Node, what: str) -> Problem:
    return Problem("listing", f"page {node.page}", f"An entry {what}.")
