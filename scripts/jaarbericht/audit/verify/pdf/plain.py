"""What a PDF may hold besides its pages' contents, and nothing else: a plain report needs little.

Whatever can show or say something that the structure does not have is an oddity: annotations that
are no links, forms, layers, scripts, other readings, turned or cropped pages, double attachments.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from jaarbericht.audit.verify.pdf.attached import attachment_oddities
from jaarbericht.audit.verify.pdf.strange import strange

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
_ACTION = frozenset({"/S", "/Type", "/URI"})
_OUTLINE = frozenset({"/Count", "/First", "/Last", "/Type"})
_BOOKMARK = frozenset({"/Count", "/Dest", "/First", "/Last", "/Next", "/Parent", "/Prev", "/Title"})
_IN_ENGLISH = frozenset({"/Link", "/Sect"})
_BOXES = ("/MediaBox", "/TrimBox", "/BleedBox")
_NEAR = 0.01
# Of an element, by whose attributes they are.
_ATTRIBUTES = {
    "/List": frozenset({"/O", "/ListNumbering"}),
    "/Layout": frozenset({"/O", "/BBox", "/Placement"}),
    "/Table": frozenset({"/O", "/Scope"}),
}
_TRAILER = frozenset(
    {"/DecodeParms", "/Filter", "/ID", "/Index", "/Info", "/Length", "/Root", "/Size", "/Type"}
    | {"/W", "/XRefStm"}
)
_INTENT = frozenset({"/DestOutputProfile", "/Info", "/OutputConditionIdentifier", "/S", "/Type"})
_RGB = "IEC 61966-2-1 Default RGB Colour Space - sRGB"
_A4 = (0.0, 0.0, 595.276, 841.89)
_ADDRESS = (_LINK - {"/Dest"}) | {"/A"}


def oddities(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Everything about the file that a plain report does not have."""
    yield from strange(pdf.trailer, _TRAILER, "the file")
    yield from strange(pdf.Root, _CATALOGUE, "the document")
    yield from strange(pdf.Root.Pages, frozenset({"/Count", "/Kids", "/Type"}), "the pages")
    yield from _conformance(pdf)
    yield from strange(pdf.Root.StructTreeRoot, _TREE, "the structure")
    names = pdf.Root.get("/Names", pikepdf.Dictionary())
    yield from strange(names, frozenset({"/EmbeddedFiles", "/Dests"}), "the names")
    yield from _lists_of_names(pdf)
    yield from _surroundings(pdf)
    if (
        not isinstance(pdf.Root.StructTreeRoot.K, pikepdf.Array)
        or len(pdf.Root.StructTreeRoot.K) != 1
    ):
        yield "the structure has more than one root"
    yield from _pages(pdf)
    yield from attachment_oddities(pdf)


def element_oddities(given: Any, keys: frozenset[str]) -> Iterator[str]:
    """What a structure element with some keys may not say; only a figure has a description."""
    kind = str(given.S)
    if "/Lang" in keys and (kind not in _IN_ENGLISH or str(given.Lang) != "en"):
        yield f"an element {kind[1:]} is to be read in another language than Dutch"
    allowed = _ELEMENT | ({"/Alt"} if kind == "/Figure" else frozenset())
    yield from (f"an element {kind[1:]} has {key}" for key in sorted(keys - allowed))
    attributes: Any = given.A if "/A" in keys else []
    for one in [attributes] if isinstance(attributes, pikepdf.Dictionary) else attributes:
        owner = str(one.get("/O", ""))
        yield from strange(one, _ATTRIBUTES.get(owner, frozenset()), f"an element {kind[1:]}")


def _lists_of_names(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Each list of names is one list, and each element is known by its own id."""
    names, tree = pdf.Root.get("/Names", pikepdf.Dictionary()), pdf.Root.StructTreeRoot
    lists = (names.get("/EmbeddedFiles"), names.get("/Dests"), tree.get("/IDTree"))
    for one in lists:
        if one is not None:
            yield from strange(one, frozenset({"/Names"}), "a list of names")
    given = list(tree.get("/IDTree", pikepdf.Dictionary()).get("/Names", []))
    if any(str(given[n + 1].get("/ID")) != str(given[n]) for n in range(0, len(given), 2)):
        yield "an element is known by the id of another"


def _surroundings(pdf: pikepdf.Pdf) -> Iterator[str]:
    """How the document is to be shown and read aloud; bookmarks only lead to a place."""
    shown: Any = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    yield from strange(shown, frozenset({"/DisplayDocTitle"}), "how the document is shown")
    if str(pdf.Root.get("/Lang")) != "nl":
        yield "the document is to be read in another language than Dutch"
    outline: Any = pdf.Root.get("/Outlines")
    if outline is not None:
        yield from strange(outline, _OUTLINE, "the list of bookmarks")
    for one in bookmarks(pdf):
        yield from strange(one, _BOOKMARK, "a bookmark")


def bookmarks(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """The bookmarks in their order, each before those below it."""
    outline: Any = pdf.Root.get("/Outlines")
    waiting = [outline.First] if outline is not None and "/First" in outline else []
    met = set()
    while waiting:
        one: Any = waiting.pop()
        if one.objgen in met:
            raise ValueError("the bookmarks run in a ring")
        met.add(one.objgen)
        yield one
        waiting += [one[key] for key in ("/Next", "/First") if key in one]


def _conformance(pdf: pikepdf.Pdf) -> Iterator[str]:
    """The file says that its structure counts, and that its colours are those of screens."""
    marked: Any = pdf.Root.get("/MarkInfo", pikepdf.Dictionary())
    if dict(marked.items()) != {"/Marked": True}:
        yield "the document does not say that its structure is what it says"
    for intent in pdf.Root.get("/OutputIntents", []):
        yield from strange(intent, _INTENT, "the colours of the document")
        if {str(intent.get(key)) for key in ("/Info", "/OutputConditionIdentifier")} != {_RGB}:
            yield "the colours of the document have another name"


def _pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    known = _numbered(pdf)
    for number, page in enumerate(pdf.pages, 1):
        yield from strange(page.obj, _PAGE, f"page {number}")
        if page.obj.Parent.objgen != pdf.Root.Pages.objgen:
            yield f"page {number} belongs to others than all pages do"
        for box in (page.obj.get(key, page.obj.MediaBox) for key in _BOXES):
            sides = zip(map(float, box), _A4, strict=True)
            if any(abs(side - wanted) > _NEAR for side, wanted in sides):
                yield f"page {number} has another size"
        if int(page.obj.StructParents) not in known:
            yield f"page {number} does not know to what in the structure its texts belong"
        for one in page.obj.get("/Annots", []):
            yield from _annotation(one, number)


def _numbered(pdf: pikepdf.Pdf) -> set[int]:
    """The numbers of pages and links under which their place in the structure is listed."""
    tree: Any = pdf.Root.StructTreeRoot.get("/ParentTree", pikepdf.Dictionary())
    listed: Any = list(tree.get("/Nums", []))
    return {int(number) for number in listed[::2]}


def _annotation(given: Any, page: int) -> Iterator[str]:
    edge: Any = given.get("/BS", pikepdf.Dictionary())
    if set(edge.keys()) != {"/W"} or float(edge.W) != 0:
        yield f"page {page} has a link with an edge"
    if given.get("/Subtype") != "/Link":
        yield f"page {page} has a {given.get('/Subtype')} that is no link"
    elif "/A" in given:
        yield from strange(given, _ADDRESS, f"a link of page {page}")
        action: Any = given.A
        yield from strange(action, _ACTION, f"a link of page {page}")
        if action.get("/S") != "/URI" or not str(action.get("/URI", "")).startswith("https://"):
            yield f"a link of page {page} does more than open an address"
    else:
        yield from strange(given, _LINK, f"a link of page {page}")
