"""What the pages of a document paint besides texts and drawings, against these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from jaarbericht.audit.verify.pdf.content import Content, PageContent, Piece
from jaarbericht.audit.verify.pdf.decor import Area, crossed, decor_oddities, underlines
from jaarbericht.audit.verify.pdf.node import Node
from jaarbericht.audit.verify.pdf.plane import Box


def oddities_besides(pages: Sequence[PageContent], root: Node) -> Iterator[str]:
    """What no plain report paints, page by page."""
    figures = _figures(root)
    for number, page in enumerate(pages, 1):
        for what in dict.fromkeys(_of_page(page, figures.get(number, ()))):
            yield f"on page {number} {what}"


def _of_page(page: PageContent, figures: Sequence[Area]) -> Iterator[str]:
    contents = [one for one in page.marked.values() if not one.drawn]
    yield from decor_oddities(page.artifacts.decor, figures, page.sheet)
    for content in contents:
        boxes = [piece.box for piece in content.pieces]
        if not all(underlines(line, boxes) for line in content.decor):
            yield f"something is painted with ‘{content.text[:60]}’ that is no line under it"
    contents.append(page.artifacts)
    lines = (one.box for content in contents for one in content.decor if one.is_line)
    if crossed(lines, _letters(piece for content in contents for piece in content.pieces)):
        yield "a line stands in or beside a text"


def _letters(pieces: Iterable[Piece]) -> Iterator[Box]:
    """Where the letters of texts are: not what hangs below the line that they stand on."""
    for piece in pieces:
        if piece.text.strip():
            (x, y), size = piece.at, piece.size
            yield (x, y + _FOOT * size, piece.end, y + _HEAD * size)


def _figures(root: Node) -> Mapping[int, list[Area]]:
    """By page where the figures are, and what is painted before them."""
    found: dict[int, list[Area]] = {}
    for node in root.all("Figure"):
        before = [kid.before for kid in node.kids if isinstance(kid, Content)]
        if before and len(node.box) == _SIDES:
            left, low, right, high = node.box
            found.setdefault(node.page, []).append(((left, low, right, high), min(before)))
    return found


_SIDES = 4
# Of the size of a text.
_FOOT, _HEAD = 0.05, 0.7
