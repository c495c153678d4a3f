"""Check: what is painted outside the structure is only what a page repeats.

That is the number of the page, the state of an edition that is not final, the title of the report
or of the chapter, dots before a page number of a list, and the head of a table that goes on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.page.order import areas_of
from jaarbericht.audit.verify.pdf.content import Content, Piece
from jaarbericht.audit.verify.pdf.file import Node, squeezed
from jaarbericht.audit.verify.problem import Problem
from jaarbericht.audit.verify.saying import date_words
from jaarbericht.audit.verify.words.covering import same_numerals

# Per state its name, and the sentence of the colophon.
STATES: Mapping[str, tuple[str, str]] = {
    "draft": ("Concept", "Concept, niet voor publicatie. Tekst en cijfers kunnen nog wijzigen."),
    "embargoed": ("Onder embargo", "Onder embargo tot de aanbieding van het rapport."),
    "final": ("Definitief", "Definitieve versie."),
}
FINAL = "final"


def state_line(edition: Mapping[str, str]) -> str:
    """`Concept, versie 0.1, peildatum 18 november 2021`."""
    label, _ = STATES[edition["state"]]
    return f"{label}, versie {edition['version']}, peildatum {date_words(edition['cutoff'])}"


def check_margins(evidence: Evidence) -> Iterator[Problem]:
    """Each page has in its margins what it should, once, and nothing else outside the structure."""
    document, edition = evidence.document, evidence.ledger["edition"]
    state = "" if edition["state"] == FINAL else state_line(edition)
    nodes = document.root.all("H1", "TOC", "Table")
    openings = {one.page: one.text for one in reversed(nodes) if one.kind == "H1"}
    lines, tables = _lines(nodes), _continued(nodes)
    chapter = ""
    for number, page in enumerate(document.pages, 1):
        chapter, opens = openings.get(number, chapter), number in openings
        left = number % 2 == 0
        title = edition["title"] if left else chapter
        foot = f"{number} {state}" if left else f"{state} {number}"
        wanted = ("", "", "") if number == 1 else ("" if opens else title, foot, "")
        found = _divided(page.artifacts.pieces, lines.get(number, set()))
        repeated = tables.get(number)
        if repeated is not None and _repeats(found.inside, repeated):
            found.inside.clear()
        divided = (
            ("upper margin", found.head),
            ("lower margin", found.foot),
            ("text", found.inside),
        )
        for (name, pieces), text in zip(divided, wanted, strict=True):
            words = " ".join(piece.text for piece in pieces)
            same = squeezed(words) == squeezed(text) and same_numerals(words, text)
            if not same or areas_of([Content(pieces, page=number)], False) is None:
                what = f"In or beside its {name} stands ‘{words}’ instead of ‘{text.strip()}’."
                yield Problem("margin", f"page {number}", what)


@dataclass
class _Divided:
    """Texts in the upper and the lower margin, and between them but for dots on lines of lists."""

    head: list[Piece]
    foot: list[Piece]
    inside: list[Piece]


def _divided(pieces: Sequence[Piece], lines: set[int]) -> _Divided:
    found = _Divided([], [], [])
    for piece in pieces:
        text, y = piece.text.strip(), piece.at[1]
        if y > _HEAD:
            found.head.append(piece)
        elif y < _FOOT:
            found.foot.append(piece)
        elif text and (text.strip(".") or int(y) not in lines):
            found.inside.append(piece)
    return found


def _lines(nodes: Sequence[Node]) -> dict[int, set[int]]:
    """Per page the heights of the lines of the contents and of other lists that lead to pages."""
    found: dict[int, set[int]] = {}
    outer = [one for one in nodes if one.kind == "TOC" and one.parent and one.parent.kind == "Sect"]
    for toc in outer:
        for content in toc.own():
            lines = found.setdefault(content.page, set())
            lines.update(int(piece.at[1] + by) for piece in content.pieces for by in (-0.1, 0.1))
    return found


@dataclass(frozen=True)
class _Head:
    """The head of a table as first painted, and the height at which a page goes on below it."""

    pieces: tuple[Piece, ...]
    below: float


def _continued(nodes: Sequence[Node]) -> dict[int, _Head]:
    """Per page the head of the table that goes on there."""
    found: dict[int, _Head] = {}
    for table in (one for one in nodes if one.kind == "Table"):
        rows = table.all("TR")
        if rows[-1].page == rows[0].page:
            continue
        head = [content for row in table.all("THead") for content in _all(row)]
        for row in rows:
            for content in _all(row):
                if head and content.page > head[0].page and content.page not in found:
                    pieces = tuple(piece for one in head for piece in one.pieces)
                    high = max((piece.at[1] for piece in content.pieces), default=0.0)
                    found[content.page] = _Head(pieces, high)
    return found


def _all(row: Node) -> list[Content]:
    return [content for cell in row.all("TH", "TD") for content in cell.own()]


def _repeats(pieces: Sequence[Piece], head: _Head) -> bool:
    """Whether these are the texts of the head, moved up or down together."""
    same = [piece.text for piece in pieces] == [piece.text for piece in head.pieces]
    moved = [
        (a.at[0] - b.at[0], a.at[1] - b.at[1]) for a, b in zip(pieces, head.pieces, strict=False)
    ]
    return same and all(
        abs(x) < 1 and abs(y - moved[0][1]) < 1 and piece.at[1] > head.below
        for piece, (x, y) in zip(pieces, moved, strict=True)
    )


# Between the margins, which differ per page, no text is higher or lower.
_HEAD, _FOOT = 785.0, 48.0
