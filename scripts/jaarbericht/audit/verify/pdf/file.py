"""A report as a PDF: its structure with the text of each element, its attachments, its places.

Reads what anybody's PDF reader shows: the marked text of the pages, by the tree for assistive
technology. Whether it is right is for the checks.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from jaarbericht.audit.verify.pdf.besides import oddities_besides
from jaarbericht.audit.verify.pdf.columns import column_oddities
from jaarbericht.audit.verify.pdf.content import Content, PageContent, Painter
from jaarbericht.audit.verify.pdf.links import link_oddities
from jaarbericht.audit.verify.pdf.nesting import nesting_oddities
from jaarbericht.audit.verify.pdf.node import BLOCKS, INLINE, Node, squeezed
from jaarbericht.audit.verify.pdf.plain import bookmarks, element_oddities, oddities
from jaarbericht.audit.verify.pdf.setting import setting_oddities
from jaarbericht.audit.verify.problem import MALFORMED

__all__ = ["BLOCKS", "INLINE", "Document", "Node", "NotAReport", "read_document", "squeezed"]


class NotAReport(Exception):
    """The file cannot be read as a PDF with a structure."""


@dataclass(frozen=True)
class Document:
    """A PDF: its tree, elements by id, pages, attachments by name, and page by named place.

    `oddities` is what no plain report has; `about` the document information, `metadata` what the
    file says of itself elsewhere; `bookmarks` the titles in the outline and the pages they lead to;
    `described` what each attachment is said to be, in words and to what it serves.
    """

    root: Node
    ids: Mapping[str, Node]
    pages: tuple[PageContent, ...]
    attachments: Mapping[str, bytes]
    places: Mapping[str, int]
    oddities: tuple[str, ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)
    metadata: str = ""
    bookmarks: tuple[tuple[str, int], ...] = ()
    described: Mapping[str, tuple[str, str]] = field(default_factory=dict)


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
    except MALFORMED as error:
        raise NotAReport("it does not have the structure of one") from error


def _read(pdf: pikepdf.Pdf) -> Document:
    painter = Painter()
    pages = tuple(painter.page(page) for page in pdf.pages)
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    reader = _Reader(pages, numbers)
    root = reader.element(pdf.Root.StructTreeRoot.K[0], None, None)
    reader.finish(pdf, root)
    return Document(
        root,
        {node.id: node for node in root.below() if node.id},
        pages,
        {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()},
        _places(pdf, numbers),
        (*oddities(pdf), *dict.fromkeys(reader.oddities)),
        {str(key)[1:]: str(value) for key, value in pdf.docinfo.items()},
        pdf.Root.Metadata.read_bytes().decode() if "/Metadata" in pdf.Root else "",
        tuple((str(one.Title), _page_of(one.get("/Dest"), numbers)) for one in bookmarks(pdf)),
        {name: _described(spec.obj) for name, spec in pdf.attachments.items()},
    )


class _Reader:
    def __init__(self, pages: tuple[PageContent, ...], numbers: Mapping[Any, int]) -> None:
        self.pages = pages
        self.numbers = numbers
        self.oddities: list[str] = []
        self.ids: set[str] = set()
        self.met: set[tuple[int, int]] = set()
        self.linked: set[Any] = set()
        self.links: list[tuple[Node, Any, int]] = []

    def element(self, given: Any, parent: Node | None, page: int | None) -> Node:
        if given.objgen in self.met:
            raise ValueError("an element of the structure is in it twice")
        if given.is_indirect:
            self.met.add(given.objgen)
        keys = frozenset(given.keys())  # to ask for what is not there takes long
        if "/Pg" in keys:
            page = self.numbers[given.Pg.objgen]
        id, alt = (str(given[key]) if key in keys else "" for key in ("/ID", "/Alt"))
        box = _box(given.A) if "/A" in keys else ()
        node = Node(str(given.S)[1:], id, alt, box, parent)
        self.oddities += element_oddities(given, keys)
        if node.id in self.ids:
            self.oddities.append(f"two elements have the id {node.id}")
        self.ids |= {node.id} - {""}
        kids = given.K if "/K" in keys else []
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
            self.links.append((node, kid.Obj, self.numbers[kid.Pg.objgen] + 1))
            if "/Dest" in kid.Obj:
                node.targets.append(str(kid.Obj.Dest))
        else:
            if node.kind == "Figure" and kid.get("/S") != "/Caption":
                self.oddities.append(f"a figure has an element {str(kid.S)[1:]} in it")
            node.kids.append(self.element(kid, node, page))

    def finish(self, pdf: pikepdf.Pdf, root: Node) -> None:
        """Every annotation belongs to an element, and every page has content in the structure."""
        for node, link, on in self.links:
            self.oddities += link_oddities(node, link, on)
        self.oddities += nesting_oddities(root)
        self.oddities += oddities_besides(self.pages, root)
        self.oddities += setting_oddities(self.pages, root)
        self.oddities += column_oddities(root)
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


def _box(attributes: Any) -> tuple[float, ...]:
    if isinstance(attributes, pikepdf.Dictionary) and "/BBox" in attributes:
        return tuple(float(one) for one in attributes.BBox)
    return ()


def _described(spec: Any) -> tuple[str, str]:
    return str(spec.get("/Desc", "")), str(spec.get("/AFRelationship", ""))[1:]


def _places(pdf: pikepdf.Pdf, numbers: Mapping[Any, int]) -> Mapping[str, int]:
    """Named destination to page, counted from 1."""
    names: Any = pdf.Root
    for key in ("/Names", "/Dests", "/Names"):
        names = names.get(key) if names is not None else None
    names = [] if names is None else list(names)
    return {str(names[i]): numbers[names[i + 1][0].objgen] + 1 for i in range(0, len(names), 2)}


def _page_of(place: Any, numbers: Mapping[Any, int]) -> int:
    """The page, counted from 1, that a place lies on; 0 when it is none."""
    return numbers.get(place[0].objgen, -1) + 1 if isinstance(place, pikepdf.Array) else 0
