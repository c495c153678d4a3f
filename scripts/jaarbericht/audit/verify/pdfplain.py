"""What a PDF may hold besides its pages' contents, and nothing else: a plain report needs little.

Whatever can show or say something that the structure does not have is an oddity: annotations that
are no links, forms, layers, scripts, other readings, turned or cropped pages, double attachments.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf

_CATALOGUE = frozenset(
    {"/AF", "/Type", "/Outlines", "/ViewerPreferences", "/Lang", "/MarkInfo", "/Names", "/Metadata"}
    | {"/Pages", "/StructTreeRoot", "/OutputIntents"}
)
_PAGE = frozenset(
    {"/Annots", "/BleedBox", "/Contents", "/MediaBox", "/Parent", "/Resources", "/StructParents"}
    | {"/Tabs", "/TrimBox", "/Type"}
)
_TREE = frozenset({"/ParentTreeNextKey", "/Type", "/K", "/IDTree", "/ParentTree"})
_ELEMENT = frozenset({"/A", "/ID", "/K", "/Lang", "/P", "/Pg", "/S", "/Type"})
_LINK = frozenset(
    {"/BS", "/Contents", "/Dest", "/F", "/Rect", "/StructParent", "/Subtype", "/Type"}
)
_ADDRESS = (_LINK - {"/Dest"}) | {"/A"}


def oddities(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Everything about the file that a plain report does not have."""
    yield from _strange(pdf.Root, _CATALOGUE, "the document")
    yield from _strange(pdf.Root.StructTreeRoot, _TREE, "the structure")
    names = pdf.Root.get("/Names", pikepdf.Dictionary())
    yield from _strange(names, frozenset({"/EmbeddedFiles", "/Dests"}), "the names")
    if (
        not isinstance(pdf.Root.StructTreeRoot.K, pikepdf.Array)
        or len(pdf.Root.StructTreeRoot.K) != 1
    ):
        yield "the structure has more than one root"
    yield from _pages(pdf)
    yield from _attachments(pdf)


def element_oddities(given: Any) -> Iterator[str]:
    """What a structure element may not say; only a figure has a description."""
    kind = str(given.get("/S", ""))
    allowed = _ELEMENT | ({"/Alt"} if kind == "/Figure" else frozenset())
    yield from _strange(given, allowed, f"an element {kind[1:]}")


def _strange(given: Any, allowed: frozenset[str], what: str) -> Iterator[str]:
    for key in sorted(set(given.keys()) - allowed):
        yield f"{what} has {key}"


def _pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    size = [float(length) for length in pdf.pages[0].obj.MediaBox]
    for number, page in enumerate(pdf.pages, 1):
        yield from _strange(page.obj, _PAGE, f"page {number}")
        if [float(length) for length in page.obj.MediaBox] != size:
            yield f"page {number} has another size"
        for one in page.obj.get("/Annots", []):
            yield from _annotation(one, number)


def _annotation(given: Any, page: int) -> Iterator[str]:
    if given.get("/Subtype") != "/Link":
        yield f"page {page} has a {given.get('/Subtype')} that is no link"
    elif "/A" in given:
        yield from _strange(given, _ADDRESS, f"a link of page {page}")
        action: Any = given.A
        if action.get("/S") != "/URI" or not str(action.get("/URI", "")).startswith("https://"):
            yield f"a link of page {page} does more than open an address"
    else:
        yield from _strange(given, _LINK, f"a link of page {page}")


def _attachments(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Each attachment is one file under one name, however it is looked up."""
    listed = _listed(pdf)
    for name, spec in listed.items():
        files = {key: spec.EF[key].objgen for key in spec.EF}
        if len(set(files.values())) != 1 or not set(files) <= {"/F", "/UF"}:
            yield f"the attachment {name} is several files"
        if {str(spec.get(key, name)) for key in ("/F", "/UF")} != {name}:
            yield f"the attachment {name} has another name too"
    associated = [spec.objgen for spec in pdf.Root.get("/AF", [])]
    if sorted(associated) != sorted(spec.objgen for spec in listed.values()):
        yield "the attachments are not those that the document names as its own"


def _listed(pdf: pikepdf.Pdf) -> Mapping[str, Any]:
    names: Any = pdf.Root.get("/Names", pikepdf.Dictionary()).get("/EmbeddedFiles", {})
    pairs = list(names.get("/Names", [])) if names else []
    found = {str(pairs[i]): pairs[i + 1] for i in range(0, len(pairs), 2)}
    if len(found) * 2 != len(pairs):
        raise ValueError("two attachments have one name")
    return found
