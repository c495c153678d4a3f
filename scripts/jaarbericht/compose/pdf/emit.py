"""Writes a tree of structure elements into the PDF, with all the registers that go with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pydyf

from jaarbericht.compose.pdf.errors import TagTreeBroken
from jaarbericht.compose.pdf.nodes import Annotated, Mark, Node


class Emission:
    """One tree on its way into one PDF."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.owners: dict[tuple[int, int], bytes] = {}
        self.annotations: list[tuple[Any, bytes]] = []
        self.ids: dict[str, bytes] = {}

    def write(self, root: Node) -> None:
        """Write the tree and register it in the catalogue."""
        structure = self._object({"Type": "/StructTreeRoot"})
        structure["K"] = pydyf.Array([self._element(root, structure).reference])
        pages = len(self.pdf.page_references)
        structure["ParentTree"] = self._parent_tree(pages).reference
        structure["ParentTreeNextKey"] = pages + len(self.annotations)
        if self.ids:
            structure["IDTree"] = self._id_tree().reference
        catalogue = self.pdf.catalog
        catalogue["StructTreeRoot"] = structure.reference
        catalogue["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        catalogue["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})

    def _object(self, entries: Mapping[str, Any]) -> Any:
        made = pydyf.Dictionary(entries)
        self.pdf.add_object(made)
        return made

    def _element(self, node: Node, parent: Any) -> Any:
        page = node.first_page
        made = self._object(
            {"Type": "/StructElem", "S": f"/{node.kind}", "P": parent.reference, **_said(node)}
        )
        if page is not None:
            made["Pg"] = self.pdf.page_references[page]
        if node.id:
            self.ids[node.id] = made.reference
        made["K"] = pydyf.Array([self._kid(kid, made, node, page) for kid in node.kids])
        return made

    def _kid(self, kid: Any, element: Any, node: Node, page: int | None) -> Any:
        if isinstance(kid, Node):
            return self._element(kid, element).reference
        if isinstance(kid, Annotated):
            return self._annotation(kid, element, node)
        return self._mark(kid, element, page)

    def _mark(self, mark: Mark, element: Any, page: int | None) -> Any:
        self.owners[mark.page, mark.mcid] = element.reference
        if mark.page == page:
            return mark.mcid
        at = self.pdf.page_references[mark.page]
        return pydyf.Dictionary({"Type": "/MCR", "Pg": at, "MCID": mark.mcid})

    def _annotation(self, kid: Annotated, element: Any, node: Node) -> Any:
        annotation = kid.annotation
        annotation["StructParent"] = len(self.pdf.page_references) + len(self.annotations)
        annotation["Contents"] = pydyf.String(_contents(annotation, node))
        self.annotations.append((annotation, element.reference))
        at = self.pdf.page_references[kid.page]
        return pydyf.Dictionary({"Type": "/OBJR", "Pg": at, "Obj": annotation.reference})

    def _parent_tree(self, pages: int) -> Any:
        """Per page the elements by MCID, then per annotation its element."""
        arrays: list[list[bytes]] = [[] for _ in range(pages)]
        for page, mcid in sorted(self.owners):
            if mcid != len(arrays[page]):
                raise _out_of_turn(page, mcid)
            arrays[page].append(self.owners[page, mcid])
        numbers = pydyf.Array()
        for number, owners in enumerate(arrays):
            numbers.extend((number, pydyf.Array(owners)))
        for number, (_, reference) in enumerate(self.annotations, start=pages):
            numbers.extend((number, reference))
        return self._object({"Nums": numbers})

    def _id_tree(self) -> Any:
        names = pydyf.Array()
        for id in sorted(self.ids):
            names.extend((pydyf.String(id), self.ids[id]))
        return self._object({"Names": names})


def _out_of_turn(page: int, mcid: int) -> TagTreeBroken:
    return TagTreeBroken(
        f"The marked content of page {page + 1} is not numbered without gaps (at {mcid}).",
        where=f"page {page + 1}",
        why="The register from content to structure would be wrong.",
        todo="Revise compose/pdf/artifacts.py: something is drawn that has no place in the tree.",
    )


def _said(node: Node) -> dict[str, Any]:
    """What an element says about itself."""
    texts = {"Alt": node.alt, "Lang": node.lang, "ID": node.id}
    said: dict[str, Any] = {name: pydyf.String(text) for name, text in texts.items() if text}
    attributes = [
        pydyf.Dictionary({"O": f"/{owner}", **{name: _value(v) for name, v in values.items()}})
        for owner, values in node.attributes.items()
    ]
    if attributes:
        said["A"] = attributes[0] if len(attributes) == 1 else pydyf.Array(attributes)
    return said


def _value(value: Any) -> Any:
    return pydyf.Array(value) if isinstance(value, list) else value


def _contents(annotation: Any, node: Node) -> str:
    """The words of a link, with the address when it leads out of the document."""
    link = next((one for one in node.above() if one.kind == "Link"), node)
    words = " ".join(link.words.split())
    action = annotation.get("A")
    return f"{words} ({action['URI'].string})" if action else words
