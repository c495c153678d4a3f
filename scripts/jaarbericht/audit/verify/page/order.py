"""Check: what belongs together stands together on the page, in the order in which it is read.

The page is divided into units: a paragraph, a point of a list, a row, a figure or table with all
that stands around it. No unit reaches into another, so that nothing can trade its place with what
stands in another unit. Where a unit begins and ends is told by where its texts begin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.pdf.content import Content
from jaarbericht.audit.verify.pdf.file import BLOCKS, Node
from jaarbericht.audit.verify.problem import Problem
from jaarbericht.audit.verify.words.places import is_prose


@dataclass(frozen=True)
class Area:
    """The part of a page in which the texts of a unit begin."""

    page: int
    left: float
    low: float
    right: float
    high: float


@dataclass(frozen=True)
class Unit:
    """An element that keeps to itself, with its areas: one per page or column."""

    node: Node
    areas: tuple[Area, ...]


def check_order(evidence: Evidence) -> Iterator[Problem]:
    """Texts go on in the order of the structure, and no unit of a page reaches into another."""
    ledger = evidence.ledger
    anchors = {item["anchor"] for part in ("figures", "shown") for item in ledger[part].values()}
    pages: dict[int, list[tuple[Area, Node]]] = {}
    for part in evidence.document.root.kids:
        if isinstance(part, Node):
            reader = _Reader(anchors, columns=not is_prose(part))
            yield from reader.part(part)
            for unit in reader.units:
                for area in unit.areas:
                    pages.setdefault(area.page, []).append((area, unit.node))
    for found in pages.values():
        yield from _apart(found)


class _Reader:
    """Reads one part of the document; `columns`: whether its text may stand in columns."""

    def __init__(self, anchors: set[str], columns: bool) -> None:
        self.anchors = anchors
        self.columns = columns
        self.units: list[Unit] = []

    def part(self, part: Node) -> Iterator[Problem]:
        """What is not in order in a part; gathers its units."""
        texts: list[Unit] = []
        notes: list[Node] = []
        for table in (kid for kid in part.kids if isinstance(kid, Node) and kid.kind == "Table"):
            yield from _columns(table)
        for node in self._tops(part):
            if node.id in self.anchors and node.kind == "Div":
                yield from self._item(node, notes)
            else:
                yield from self._unit(node, texts, notes)
        yield from _downwards(texts, self.columns)
        footnotes: list[Unit] = []
        for note in notes:
            yield from self._unit(note, footnotes, [])
        yield from _downwards(footnotes, False)
        self.units += [*texts, *footnotes]

    def _tops(self, node: Node) -> Iterator[Node]:
        """The elements that are units, in order."""
        for kid in node.kids:
            if not isinstance(kid, Node):
                continue
            if kid.kind in _UNITS or kid.id in self.anchors:
                yield kid
                if kid.kind == "TOCI":
                    for inner in kid.kids:
                        if isinstance(inner, Node) and inner.kind == "TOC":
                            yield from self._tops(inner)
            else:
                yield from self._tops(kid)

    def _unit(self, node: Node, found: list[Unit], notes: list[Node]) -> Iterator[Problem]:
        """Add an element with its areas to `found`, and the notes in it to `notes`."""
        if node.kind == "TR":
            areas = _row(node)
        elif node.kind in ("LI", "Note"):
            areas = self._labelled(node, notes)
        else:
            areas = areas_of(_contents(node, notes), self.columns)
        if areas is None:
            yield _problem(node, "is not painted in the order in which it is read")
        elif areas:
            found.append(Unit(node, areas))

    def _labelled(self, node: Node, notes: list[Node]) -> tuple[Area, ...] | None:
        """The areas of a label and of what stands behind or below it."""
        label = next((kid for kid in node.kids if _is(kid, "Lbl")), None)
        head = areas_of(_contents(label, []), False) if isinstance(label, Node) else ()
        body = areas_of(_contents(node, notes, label), self.columns)
        if not head or not body:
            return None if head is None or body is None else (*head, *body)
        first, last = body[0], head[-1]
        beside = first.left > last.right and abs(first.high - last.high) < _SAME_LINE
        below = first.high < last.low
        if len(head) > 1 or first.page != last.page or not (beside or below):
            return None
        return (_union(last, first), *body[1:])

    def _item(self, node: Node, notes: list[Node]) -> Iterator[Problem]:
        """A figure or table: its parts go down, and its drawing stands between them."""
        found: list[Unit] = []
        for kid in node.below():
            if kid.kind in _PARTS_OF_ITEM:
                yield from self._unit(kid, found, notes)
            elif kid.kind == "Table":
                yield from _columns(kid)
        yield from _downwards(found, False)
        drawn = [_box(kid) for kid in node.all("Figure") if kid.box]
        for unit in found:
            if any(_overlap(area, box) for area in unit.areas for box in drawn):
                yield _problem(unit.node, "stands in a drawing")
        whole: dict[int, Area] = {}
        for area in (*drawn, *(area for unit in found for area in unit.areas)):
            whole[area.page] = _union(whole.get(area.page, area), area)
        self.units.append(Unit(node, tuple(whole.values())))


def _row(row: Node) -> tuple[Area, ...] | None:
    """The areas of a row: its cells go to the right, beside each other."""
    cells = [areas_of(_contents(cell, []), False) for cell in row.all("TH", "TD")]
    if any(areas is None for areas in cells):
        return None
    filled = [areas for areas in cells if areas]
    firsts = [areas[0] for areas in filled]
    in_head = row.parent is not None and row.parent.kind == "THead"
    for one, other in pairwise(firsts):
        level = abs(one.low - other.low if in_head else one.high - other.high) < _LEVEL
        if one.page == other.page and not (one.right < other.left and level):
            return None
    whole: dict[int, Area] = {}
    for area in (area for areas in filled for area in areas):
        whole[area.page] = _union(whole.get(area.page, area), area)
    return tuple(whole.values())


def _columns(table: Node) -> Iterator[Problem]:
    """The cells of a column stand left of all cells of the next, also where some are empty."""
    reach: dict[int, tuple[float, float]] = {}
    for row in table.all("TR"):
        for number, cell in enumerate(row.all("TH", "TD")):
            for area in areas_of(_contents(cell, []), False) or ():
                left, right = reach.get(number, (area.left, area.right))
                reach[number] = (min(left, area.left), max(right, area.right))
    spans = [reach[number] for number in sorted(reach)]
    if any(right >= left for (_, right), (left, _) in pairwise(spans)):
        yield _problem(table, "has a cell that does not stand in its column")


def _contents(
    node: Node, notes: list[Node], without: Node | Content | None = None
) -> Iterator[Content]:
    """What a unit paints itself, in order; `notes` gathers the footnotes in it.

    In large type the mark of a note is too high for its line; a figure is known by its box.
    """
    for index, kid in enumerate(node.kids):
        if isinstance(kid, Content):
            if node.kind != "Figure":
                yield kid
        elif kid is without or kid.kind == "TOC":
            continue
        elif kid.kind == "Note":
            notes.append(kid)
        elif node.kind != "H1" or not _is(_after(node, index), "Note"):
            yield from _contents(kid, notes, without)


def _after(node: Node, index: int) -> Node | Content | None:
    return node.kids[index + 1] if index + 1 < len(node.kids) else None


def _is(kid: Node | Content | None, kind: str) -> bool:
    return isinstance(kid, Node) and kid.kind == kind


def areas_of(contents: Iterable[Content], columns: bool) -> tuple[Area, ...] | None:
    """Where texts begin that go to the right and down; None when one goes back.

    With `columns` what is as tall as a column may go on in the next.
    """
    found: list[Area] = []
    page, x, y = 0, 0.0, 0.0
    left = low = right = high = 0.0
    for content in contents:
        for piece in content.pieces:
            if not piece.text.strip():
                continue
            (new_x, new_y), begins = piece.at, content.page != page
            if not begins:
                same_line = abs(new_y - y) < _SAME_LINE
                if same_line and new_x < x - 0.5:
                    return None
                if not same_line and new_y > y:
                    if not (columns and new_x > right and high - low > _TALL):
                        return None
                    begins = True
            x, y = new_x, new_y
            if not begins:
                left, low = min(left, x), min(low, y)
                right, high = max(right, x), max(high, y)
                continue
            if page:
                found.append(Area(page, left, low, right, high))
            page, left, low, right, high = content.page, x, y, x, y
    return (*found, Area(page, left, low, right, high)) if page else ()


def _downwards(units: Sequence[Unit], columns: bool) -> Iterator[Problem]:
    """Each unit stands below the one before it, or where it may in the next column, or page.

    What stands below all that is there, as a heading below columns, begins anew at the left.
    """
    floor, edge = _NOWHERE, -_NOWHERE
    for before, unit in pairwise(units):
        last, first = before.areas[-1], unit.areas[0]
        floor = min(floor, last.low)
        if first.page > last.page or (first.high < floor and first.page == last.page):
            floor, edge = first.low, -_NOWHERE
        elif columns and first.page == last.page and first.left > last.right:
            edge = last.right
        elif first.page != last.page or first.high >= last.low or first.left <= edge:
            yield _problem(unit.node, f"does not stand below ‘{_short(before.node)}’")


def _apart(found: Sequence[tuple[Area, Node]]) -> Iterator[Problem]:
    """No area of a page overlaps another."""
    above: list[tuple[Area, Node]] = []
    for area, node in sorted(found, key=lambda one: -one[0].high):
        above = [one for one in above if one[0].low <= area.high]
        for other, beside in above:
            if _overlap(area, other):
                yield _problem(node, f"stands in ‘{_short(beside)}’")
        above.append((area, node))


def _overlap(one: Area, other: Area) -> bool:
    return (
        one.page == other.page
        and one.left <= other.right and other.left <= one.right
        and one.low <= other.high and other.low <= one.high
    )  # fmt: skip


def _union(one: Area, other: Area) -> Area:
    return replace(
        one, left=min(one.left, other.left), low=min(one.low, other.low),
        right=max(one.right, other.right), high=max(one.high, other.high),
    )  # fmt: skip


def _box(figure: Node) -> Area:
    left, low, right, high = figure.box
    return Area(figure.page, left, low, right, high)


def _short(node: Node) -> str:
    return node.whole[:40] or node.id


def _problem(node: Node, what: str) -> Problem:
    return Problem("text", f"page {node.page}", f"‘{node.whole[:60]}’ {what}.")


_UNITS = (BLOCKS - {"TD", "TH", "Lbl", "LBody"}) | {"LI", "TOCI", "TR"}
_PARTS_OF_ITEM = frozenset({"Caption", "P", "TR"})
_SAME_LINE = 6.0
_LEVEL = 1.5
_TALL = 200.0
_NOWHERE = 1e9
