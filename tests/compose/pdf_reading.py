"""Reads a PDF the way a checker does: structure tree, marked content, metadata. For tests only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

PAINTING = frozenset({"Tj", "TJ", "'", '"', "Do", "sh", "f", "F", "f*", "S", "s", "B", "B*", "b"})


@dataclass
class Element:
    """A structure element: kind, what it says, marked content as (page, mcid), and kids."""

    kind: str
    dictionary: Any
    parent: Element | None
    marks: list[tuple[int, int]] = field(default_factory=list)
    links: list[Any] = field(default_factory=list)
    kids: list[Element] = field(default_factory=list)

    def all(self, *kinds: str) -> list[Element]:
        """All elements of these kinds in or below this one, in order."""
        here = [self] if self.kind in kinds or not kinds else []
        return here + [one for kid in self.kids for one in kid.all(*kinds)]

    def says(self, name: str) -> str:
        """An entry as text; "" when it is absent."""
        return str(self.dictionary.get(f"/{name}", ""))

    def attribute(self, name: str) -> Any:
        """An attribute of any owner; None when it is absent."""
        return self.dictionary.get("/A", pikepdf.Dictionary()).get(f"/{name}")


class Reading:
    """A PDF and its structure. `painted` says per page what is painted in which marked content."""

    def __init__(self, path: Path) -> None:
        self.pdf = pikepdf.open(path)
        self.pages = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        structure = self.pdf.Root.StructTreeRoot
        self.document = self._element(structure.K[0], None, None)

    def _element(self, dictionary: Any, parent: Element | None, page: int | None) -> Element:
        if "/Pg" in dictionary:
            page = self.pages[dictionary.Pg.objgen]
        made = Element(str(dictionary.S)[1:], dictionary, parent)
        for kid in dictionary.get("/K", []):
            if isinstance(kid, int):
                made.marks.append((page if page is not None else -1, kid))
            elif "/MCID" in kid:
                made.marks.append((self.pages[kid.Pg.objgen], int(kid.MCID)))
            elif "/Obj" in kid:
                made.links.append(kid.Obj)
            else:
                made.kids.append(self._element(kid, made, page))
        return made

    def painted(self, page: int) -> Iterator[tuple[tuple[str, dict[str, Any]], ...]]:
        """For each painting of a page, the marked content around it: (tag, properties) …"""
        inside: list[tuple[str, dict[str, Any]]] = []
        for instruction in pikepdf.parse_content_stream(self.pdf.pages[page]):
            operands: Any = instruction.operands
            name = str(instruction.operator)
            if name in ("BMC", "BDC"):
                properties = dict(operands[1]) if name == "BDC" else {}
                inside.append((str(operands[0])[1:], properties))
            elif name == "EMC":
                inside.pop()
            elif name in PAINTING:
                yield tuple(inside)

    def parents(self) -> dict[int, Any]:
        """The parent tree: number -> array of elements, or an element."""
        numbers = list(self.pdf.Root.StructTreeRoot.ParentTree.Nums)
        return {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}

    def names(self) -> dict[str, Any]:
        """Named destinations."""
        listed = list(self.pdf.Root.Names.Dests.Names)
        return {str(key): value for key, value in zip(listed[::2], listed[1::2], strict=True)}
