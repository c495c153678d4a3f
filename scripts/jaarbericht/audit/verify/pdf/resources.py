"""What a page or a form may paint with; nothing that gives colours another meaning."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_KINDS = frozenset({"/ColorSpace", "/ExtGState", "/Font", "/Pattern", "/Shading", "/XObject"})
# A default colour space would be that of every colour here.
_COLOURS = frozenset({"/lab-d50", "/lab-d65", "/srgb"})
_FORM = frozenset(
    {"/BBox", "/Filter", "/Group", "/Length", "/Matrix", "/Resources", "/Subtype", "/Type"}
)
_GROUP = frozenset({"/CS", "/I", "/S", "/Type"})


def resource_oddities(resources: Any) -> Iterator[str]:
    """What is not plain about the resources of a page or a form."""
    strange = set(resources.keys()) - _KINDS
    if "/ColorSpace" in resources:
        strange |= set(resources.ColorSpace.keys()) - _COLOURS
    for key in sorted(strange):
        yield f"something is painted with the resource {key}"


def form_oddities(form: Any) -> Iterator[str]:
    """What is not plain about a form, which is painted as if it stood on the page itself."""
    strange = set(form.keys()) - _FORM
    if "/Group" in form:
        strange |= set(form.Group.keys()) - _GROUP
    for key in sorted(strange):
        yield f"a part of a page has {key}"
