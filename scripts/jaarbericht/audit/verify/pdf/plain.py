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
_ACTION = frozenset({"/S", "/Type", "/URI"})
_OUTLINE = frozenset({"/Count", "/First", "/Last", "/Type"})
_BOOKMARK = frozenset({"/Count", "/Dest", "/First", "/Last", "/Next", "/Parent", "/Prev", "/Title"})
_SPEC = frozenset({"/AFRelationship", "/Desc", "/EF", "/F", "/Type", "/UF"})
# Of an element, by whose attributes they are.
_ATTRIBUTES = {
    "/List": frozenset({"/O", "/ListNumbering"}),
    "/Layout": frozenset({"/O", "/BBox", "/Placement"}),
    "/Table": frozenset({"/O", "/Scope", "/ColSpan", "/RowSpan"}),
}
_ADDRESS = (_LINK - {"/Dest"}) | {"/A"}


def oddities(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Everything about the file that a plain report does not have."""
    yield from _strange(pdf.Root, _CATALOGUE, "the document")
    yield from _strange(pdf.Root.StructTreeRoot, _TREE, "the structure")
    names = pdf.Root.get("/Names", pikepdf.Dictionary())
    yield from _strange(names, frozenset({"/EmbeddedFiles", "/Dests"}), "the names")
    yield from _lists_of_names(pdf)
    yield from _surroundings(pdf)
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
    attributes: Any = given.get("/A", [])
    for one in [attributes] if isinstance(attributes, pikepdf.Dictionary) else attributes:
        owner = str(one.get("/O", ""))
        yield from _strange(one, _ATTRIBUTES.get(owner, frozenset()), f"an element {kind[1:]}")


def _lists_of_names(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Each list of names is one list, and each element is known by its own id."""
    names, tree = pdf.Root.get("/Names", pikepdf.Dictionary()), pdf.Root.StructTreeRoot
    lists = (names.get("/EmbeddedFiles"), names.get("/Dests"), tree.get("/IDTree"))
    for one in lists:
        if one is not None:
            yield from _strange(one, frozenset({"/Names"}), "a list of names")
    given = list(tree.get("/IDTree", pikepdf.Dictionary()).get("/Names", []))
    if any(str(given[n + 1].get("/ID")) != str(given[n]) for n in range(0, len(given), 2)):
        yield "an element is known by the id of another"


def _surroundings(pdf: pikepdf.Pdf) -> Iterator[str]:
    """How the document is to be shown and read aloud; bookmarks only lead to a place."""
    shown: Any = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    yield from _strange(shown, frozenset({"/DisplayDocTitle"}), "how the document is shown")
    if str(pdf.Root.get("/Lang")) != "nl":
        yield "the document is to be read in another language than Dutch"
    outline: Any = pdf.Root.get("/Outlines")
    if outline is not None:
        yield from _strange(outline, _OUTLINE, "the list of bookmarks")
    for one in bookmarks(pdf):
        yield from _strange(one, _BOOKMARK, "a bookmark")


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
    edge: Any = given.get("/BS", pikepdf.Dictionary())
    if set(edge.keys()) != {"/W"} or float(edge.W) != 0:
        yield f"page {page} has a link with an edge"
    if given.get("/Subtype") != "/Link":
        yield f"page {page} has a {given.get('/Subtype')} that is no link"
    elif "/A" in given:
        yield from _strange(given, _ADDRESS, f"a link of page {page}")
        action: Any = given.A
        yield from _strange(action, _ACTION, f"a link of page {page}")
        if action.get("/S") != "/URI" or not str(action.get("/URI", "")).startswith("https://"):
            yield f"a link of page {page} does more than open an address"
    else:
        yield from _strange(given, _LINK, f"a link of page {page}")


def _attachments(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Each attachment is one file under one name, however it is looked up."""
    listed = _listed(pdf)
    for name, spec in listed.items():
        yield from _strange(spec, _SPEC, f"the attachment {name}")
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
