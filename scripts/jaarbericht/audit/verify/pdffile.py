"""A report as a PDF: its structure with the text of each element, its attachments, its places.

Reads what anybody's PDF reader shows: the marked text of the pages, by the tree for assistive
technology. Whether it is right is for the checks.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from jaarbericht.audit.verify.pdfcontent import Content, PageContent, Painter, Piece
from jaarbericht.audit.verify.pdfplain import element_oddities, oddities

BLOCKS = frozenset(
    {"P", "H1", "H2", "H3", "H4", "H5", "H6", "Caption", "LBody", "Lbl", "TD", "TH", "Note"}
)
# All white space, and what only shapes lines.
_NOTHING: tuple[Piece | None, ...] = (None,)
_LINE = 6.0
_BLANK = re.compile(r"[\s\u200b\u00ad\u2060]+")


class NotAReport(Exception):
    """The file cannot be read as a PDF with a structure."""


@dataclass(eq=False)
class Node:
    """A structure element: kind, id, alternative text, where it lies, and what is in it.

    `kids` holds elements and contents in order; `targets` the places that its links lead to.
    """

    kind: str
    id: str = ""
    alt: str = ""
    box: tuple[float, ...] = ()
    parent: Node | None = None
    kids: list[Node | Content] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)

    def below(self) -> Iterator[Node]:
        """The element and all elements in it, in order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += [kid for kid in reversed(node.kids) if isinstance(kid, Node)]

    def all(self, *kinds: str) -> list[Node]:
        """The elements of these kinds in or below this one, in order."""
        return [node for node in self.below() if node.kind in kinds]

    @property
    def words(self) -> str:
        """The text of the element itself, without white space, notes and the marks of notes."""
        return "".join(squeezed(content.text) for content in self.own())

    @property
    def text(self) -> str:
        """The same with white space; lines are joined, and words that a line end broke."""
        return _joined(self.own())

    def own(self) -> Iterator[Content]:
        """The contents of the element itself: not of blocks in it, nor the marks of notes."""
        for index, kid in enumerate(self.kids):
            after = self.kids[index + 1] if index + 1 < len(self.kids) else None
            if isinstance(kid, Content):
                yield kid
            elif kid.kind not in BLOCKS and not _is_call(kid, after):
                yield from kid.own()

    @property
    def whole(self) -> str:
        """All text in and below the element, without white space."""
        return "".join(
            squeezed(kid.text) if isinstance(kid, Content) else kid.whole for kid in self.kids
        )

    @property
    def whole_text(self) -> str:
        """All text in and below the element, with white space."""
        return " ".join(
            kid.whole_text if isinstance(kid, Node) else _joined([kid]) for kid in self.kids
        )

    @property
    def page(self) -> int:
        """The page, counted from 1, on which it begins; 0 when nothing of it is painted."""
        return next((page for node in self.below() for page in node.pages), 0)

    def block(self) -> Node:
        """The block that the element is part of."""
        node = self
        while node.kind not in BLOCKS and node.parent is not None:
            node = node.parent
        return node


@dataclass(frozen=True)
class Document:
    """A PDF: its tree, elements by id, pages, attachments by name, and page by named place.

    `oddities` is what no plain report has; `about` the document information; `bookmarks` the titles
    in the outline and the named places they lead to.
    """

    root: Node
    ids: Mapping[str, Node]
    pages: tuple[PageContent, ...]
    attachments: Mapping[str, bytes]
    places: Mapping[str, int]
    oddities: tuple[str, ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)
    bookmarks: tuple[tuple[str, str], ...] = ()


def squeezed(text: str) -> str:
    """Text without white space, so that line ends do not matter."""
    return _BLANK.sub("", text)


def read_document(pdf: bytes) -> Document:
    """Read a PDF. Raises NotAReport."""
    with _opened(pdf) as opened:
        return _read(opened)


@contextmanager
def _opened(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            yield opened
    except pikepdf.PdfError as error:
        raise NotAReport("it is no PDF, or a damaged one") from error
    except (KeyError, AttributeError, ValueError, TypeError) as error:
        raise NotAReport("it does not have the structure of one") from error


def _read(pdf: pikepdf.Pdf) -> Document:
    painter = Painter()
    pages = tuple(painter.page(page) for page in pdf.pages)
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    reader = _Reader(pages, numbers)
    root = reader.element(pdf.Root.StructTreeRoot.K[0], None, None)
    reader.finish(pdf)
    return Document(
        root,
        {node.id: node for node in root.below() if node.id},
        pages,
        {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()},
        _places(pdf, numbers),
        (*oddities(pdf), *dict.fromkeys(reader.oddities)),
        {str(key)[1:]: str(value) for key, value in pdf.docinfo.items()},
        tuple(_bookmarks(pdf)),
    )


class _Reader:
    def __init__(self, pages: tuple[PageContent, ...], numbers: Mapping[Any, int]) -> None:
        self.pages = pages
        self.numbers = numbers
        self.oddities: list[str] = []
        self.ids: set[str] = set()
        self.linked: set[Any] = set()

    def element(self, given: Any, parent: Node | None, page: int | None) -> Node:
        if "/Pg" in given:
            page = self.numbers[given.Pg.objgen]
        node = Node(
            str(given.S)[1:], str(given.get("/ID", "")), str(given.get("/Alt", "")),
            _box(given), parent,
        )  # fmt: skip
        self.oddities += element_oddities(given)
        if node.id in self.ids:
            self.oddities.append(f"two elements have the id {node.id}")
        self.ids |= {node.id} - {""}
        kids = given.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            self._kid(kid, node, page)
        return node

    def _kid(self, kid: Any, node: Node, page: int | None) -> None:
        if isinstance(kid, int):
            self._content(page, kid, node)
        elif "/MCID" in kid:
            self._content(self.numbers[kid.Pg.objgen], int(kid.MCID), node)
        elif "/Obj" in kid:
            self.linked.add(kid.Obj.objgen)
            if "/Dest" in kid.Obj:
                node.targets.append(str(kid.Obj.Dest))
        else:
            if node.kind == "Figure" and kid.get("/S") != "/Caption":
                self.oddities.append(f"a figure has an element {str(kid.S)[1:]} in it")
            node.kids.append(self.element(kid, node, page))

    def finish(self, pdf: pikepdf.Pdf) -> None:
        """Every annotation belongs to an element, and every page has content in the structure."""
        for number, page in enumerate(pdf.pages, 1):
            annotations: Any = page.obj.get("/Annots", [])
            if any(one.objgen not in self.linked for one in annotations):
                self.oddities.append(f"page {number} has a link that belongs to no element")
            if not self.pages[number - 1].marked:
                self.oddities.append(f"page {number} has nothing in the structure")
            if any(one.drawn and not one.page for one in self.pages[number - 1].marked.values()):
                self.oddities.append(f"page {number} has a drawing that no figure claims")

    def _content(self, page: int | None, mcid: int, node: Node) -> None:
        if page is not None:
            content = self.pages[page].marked.get(mcid) or Content(drawn=node.kind == "Figure")
            if content.drawn != (node.kind == "Figure"):
                self.oddities.append(f"page {page + 1} has a drawing that is no figure")
            if content.page:
                self.oddities.append(f"page {page + 1} has a text that belongs to two elements")
            content.page = page + 1
            node.kids.append(content)
            node.pages.append(page + 1)


def _box(given: Any) -> tuple[float, ...]:
    attributes = given.get("/A", None)
    if isinstance(attributes, pikepdf.Dictionary) and "/BBox" in attributes:
        return tuple(float(one) for one in attributes.BBox)
    return ()


def _places(pdf: pikepdf.Pdf, numbers: Mapping[Any, int]) -> Mapping[str, int]:
    """Named destination to page, counted from 1."""
    names: Any = pdf.Root
    for key in ("/Names", "/Dests", "/Names"):
        names = names.get(key) if names is not None else None
    names = [] if names is None else list(names)
    return {str(names[i]): numbers[names[i + 1][0].objgen] + 1 for i in range(0, len(names), 2)}


def _joined(contents: Iterable[Content]) -> str:
    """Texts as one: a space between lines, none where a word was broken."""
    text, height = "", None
    # A content without text is a space that the end of a line took away.
    for piece in (piece for content in contents for piece in content.pieces or _NOTHING):
        if piece is None:
            text += " "
            continue
        if height is not None and abs(piece.at[1] - height) > _LINE and not text.endswith("\u00ad"):
            text += " "
        text, height = text.removesuffix("\u00ad") + piece.text, piece.at[1]
    return " ".join(text.split())


def _bookmarks(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    """Titles of the outline, and the named place that lies where each leads."""
    outline: Any = pdf.Root.get("/Outlines")
    waiting = [outline.First] if outline is not None and "/First" in outline else []
    while waiting:
        one: Any = waiting.pop()
        target = one.get("/Dest")
        yield str(one.Title), str(target) if isinstance(target, pikepdf.String) else ""
        waiting += [one[key] for key in ("/Next", "/First") if key in one]


def _is_call(kid: Node, after: Node | Content | None) -> bool:
    """Whether an element is the mark of the footnote that follows it."""
    return kid.kind == "Reference" and isinstance(after, Node) and after.kind == "Note"
