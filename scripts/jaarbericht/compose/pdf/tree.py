"""From the boxes of pages to one tree of structure elements for the whole document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from weasyprint.formatting_structure import boxes

from jaarbericht.compose.pdf.artifacts import SVG, unwrapped
from jaarbericht.compose.pdf.errors import TagTreeBroken
from jaarbericht.compose.pdf.nodes import GROUPING, Annotated, Mark, Node
from jaarbericht.compose.pdf.roles import LISTS, ROLES, SCOPES

PX = 0.75  # points
_CALL, _NOTE_MARKER, _MARKER = "::footnote-call", "::footnote-marker", "::marker"


class Tree:
    """The tree so far. Pages are added in order; pieces of one HTML element find its one node."""

    def __init__(self, language: str) -> None:
        self.root = Node("Document")
        self._language = language
        self._made: dict[Any, Node] = {}
        self._notes: dict[Any, Node] = {}
        self._contents: set[Node] = set()

    def add_page(self, page: int, box: Any, marks: Mapping[Any, int]) -> None:
        """Put the marked content of a page in its places; `marks` gives the MCID per box.

        Raises TagTreeBroken when a box with an MCID has no place in the tree.
        """
        walk = _Walk(self, page, box.margin_height(), dict(marks))
        for child in box.children:
            if not isinstance(child, boxes.MarginBox):
                walk.box(unwrapped(child), self.root)
        if walk.marks:
            raise _unclaimed(page, list(walk.marks))

    def node(self, box: Any, parent: Node) -> Node:
        """The node for the contents of a box, made when its element is met for the first time."""
        element, tag = box.element, box.element_tag
        if element is None:
            return parent
        if tag.endswith(_CALL):
            return self._call(element, parent)
        if "::" in tag:
            return self._generated(element, tag, parent)
        known = self._notes.get(element) or self._made.get(element)
        if known is None:
            known = self._made[element] = self._new(box, element, tag, parent)
            self._note_language(box, element, known, parent)
            self._note_id(box, element, parent)
        return self._made.get(element, known).join()

    def _call(self, element: Any, parent: Node) -> Node:
        """The mark of a footnote, with an empty note directly behind it for its words."""
        if element not in self._notes:
            holder = loose(parent) if parent.kind in GROUPING else parent
            reference = holder.child("Reference")
            note = holder.child_after("Note", reference)
            note.id = f"note-{len(self._notes) + 1:04}"
            self._notes[element] = note
            self._made[(element, _CALL)] = reference
        return self._made[(element, _CALL)]

    def _generated(self, element: Any, tag: str, parent: Node) -> Node:
        """Markers of lists and notes are labels, before all else; the rest is plain text."""
        if tag.endswith(_NOTE_MARKER):
            holder = self._notes[element]
        elif tag.endswith(_MARKER) and parent.parent is not None:
            holder = parent.parent
        else:
            return parent
        if (element, tag) not in self._made:
            label = Node("Lbl", holder)
            holder.kids.insert(0, label)
            self._made[(element, tag)] = label
            _number_list(holder)
        return self._made[(element, tag)]

    def _new(self, box: Any, element: Any, tag: str, parent: Node) -> Node:
        if tag in LISTS:
            return self._list(element, tag, parent)
        if tag in ("li", "dt", "dd"):
            return self._item(tag, parent)
        if tag == "a" and element.get("href"):
            holder = parent.child("Reference") if self._in_contents(parent) else parent
            return _link(holder, element)
        if tag == "figure":
            return self._figure(element, parent)
        if tag == "figcaption":
            return parent.child("P")
        role = ROLES.get(tag)
        if role is None:
            return parent
        made = parent.child(role)
        if tag == "nav" and element.get("role") == "doc-toc":
            self._contents.add(made)
        if tag in ("td", "th"):
            _describe_cell(made, box, element)
        return made

    def _in_contents(self, node: Node) -> bool:
        return any(one in self._contents for one in node.above())

    def _list(self, element: Any, tag: str, parent: Node) -> Node:
        if element.get("role") == "doc-toc" or self._in_contents(parent):
            made = parent.child("TOC")
            self._contents.add(made)
            return made
        made = parent.child("L")
        made.attributes["List"] = {"ListNumbering": "/None"}
        made.words = tag
        return made

    def _item(self, tag: str, parent: Node) -> Node:
        if parent.kind == "TOC":
            return parent.child("TOCI")
        last = parent.kids[-1] if parent.kids else None
        if tag == "dd" and isinstance(last, Node) and last.kind == "LI":
            return last.child("LBody")
        return parent.child("LI").child("Lbl" if tag == "dt" else "LBody")

    def _figure(self, element: Any, parent: Node) -> Node:
        """A division; its one picture or table becomes a node that takes the caption with it."""
        division = parent.child("Div")
        pictures = [one for one in element.iter() if one.tag in ("img", SVG)]
        tables = list(element.iter("table"))
        if len(pictures) + len(tables) == 1:
            subject = Node("Figure" if pictures else "Table", division, waiting=True)
            self._made[(pictures + tables)[0]] = subject
            for caption in element.iter("figcaption"):
                self._made[caption] = Node("Caption", subject, waiting=True)
        return division

    def picture(self, box: Any, parent: Node, bottom: float) -> Node:
        """The figure of a picture, with its alternative text and its place on the page."""
        element = box.element
        node = self._made.get(element)
        if node is None:
            node = self._made[element] = parent.child("Figure")
        node.alt = _alternative(element)
        left, low = box.content_box_x(), bottom - box.content_box_y() - box.height
        corners = (left, low, left + box.width, low + box.height)
        node.attributes["Layout"] = {
            "Placement": "/Block",
            "BBox": [round(length * PX, 3) for length in corners],
        }
        return node.join()

    def _note_id(self, box: Any, element: Any, parent: Node) -> None:
        """An element with an id can be looked up by it; one without a role gets a Span."""
        id = element.get("id") or ""
        if not id:
            return
        node = self._made[element]
        if node is parent and isinstance(box, boxes.InlineBox):
            node = self._made[element] = parent.child("Span")
        if node is not parent and not node.id:
            node.id = id

    def _note_language(self, box: Any, element: Any, node: Node, parent: Node) -> None:
        """Another language than that around it is said at the element, or at one made for it."""
        lang = element.get("lang") or ""
        if not lang or lang == (parent.language or self._language):
            return
        if node is parent:
            node = parent.child("Span" if isinstance(box, boxes.InlineBox) else "Div")
            self._made[element] = node
        node.lang = lang


class _Walk:
    """One page: its boxes in order, with the MCIDs that have no place yet."""

    def __init__(self, tree: Tree, page: int, height: float, marks: dict[Any, int]) -> None:
        self.tree, self.page, self.height, self.marks = tree, page, height, marks

    def box(self, box: Any, parent: Node) -> None:
        """Give all marked content in a box its place below `parent`."""
        if isinstance(box, boxes.TextBox):
            self._text(box, parent)
            return
        if isinstance(box, boxes.ReplacedBox):
            if box in self.marks:
                self._claim(box, self.tree.picture(box, parent, self.height))
            return
        node = self.tree.node(box, parent)
        if box.link_annotation:
            node.kids.append(Annotated(self.page, box.link_annotation))
        for child in box.children:
            self.box(unwrapped(child), node)

    def _text(self, box: Any, parent: Node) -> None:
        if box not in self.marks:
            return
        node = parent
        if parent.kind == "TOCI":
            node = parent.child("Lbl")
        elif parent.kind in GROUPING:
            node = loose(parent)
        if "::" in (box.element_tag or ""):
            for link in (one for one in node.above() if one.kind == "Link"):
                link.words += f" {box.text}"
        self._claim(box, node)

    def _claim(self, box: Any, node: Node) -> None:
        node.kids.append(Mark(self.page, self.marks.pop(box)))


def loose(parent: Node) -> Node:
    """The paragraph for text directly in a grouping element: the last kid if it is such a one."""
    last = parent.kids[-1] if parent.kids else None
    if isinstance(last, Node) and last.loose:
        return last
    made = parent.child("P")
    made.loose = True
    return made


def _link(holder: Node, element: Any) -> Node:
    made = holder.child("Link")
    made.words = " ".join("".join(element.itertext()).split())
    return made


def _describe_cell(node: Node, box: Any, element: Any) -> None:
    described: dict[str, Any] = {}
    if node.kind == "TH":
        in_head = any(one.kind == "THead" for one in node.above())
        described["Scope"] = SCOPES.get(element.get("scope"), "/Column" if in_head else "/Row")
    described |= {"ColSpan": box.colspan} if box.colspan != 1 else {}
    described |= {"RowSpan": box.rowspan} if box.rowspan != 1 else {}
    if described:
        node.attributes["Table"] = described


def _number_list(item: Node) -> None:
    """A list with markers says of what sort they are."""
    if item.parent is not None and "List" in item.parent.attributes:
        numbering = "/Decimal" if item.parent.words == "ol" else "/Disc"
        item.parent.attributes["List"]["ListNumbering"] = numbering


def _alternative(element: Any) -> str:
    title = element.find(SVG.replace("}svg", "}title")) if element.tag == SVG else None
    told = title.text if title is not None else ""
    text = element.get("alt") or element.get("aria-label") or told
    if not text:
        raise TagTreeBroken(
            f"The picture {element.get('src', 'in the text')} has no alternative text.",
            why="Who cannot see it would miss what it shows.",
            todo='Give it alt="…", or alt="" when it is decoration.',
        )
    return str(text)


def _unclaimed(page: int, left: list[Any]) -> TagTreeBroken:
    shown = ", ".join(f"“{getattr(box, 'text', '')}” in {box.element_tag}" for box in left[:5])
    return TagTreeBroken(
        f"{len(left)} pieces of page {page + 1} have no place in the structure: {shown}.",
        where=f"page {page + 1}",
        why="Assistive technology would not read them.",
        todo="Use plainer HTML there, or extend compose/pdf/tree.py.",
    )
