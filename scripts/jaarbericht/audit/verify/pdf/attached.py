"""The files that a PDF carries: each is one file under one name, and is what it is said to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import md5
from typing import Any

import pikepdf

from jaarbericht.audit.verify.pdf.strange import strange

_EMBEDDED = frozenset({"/DecodeParms", "/Filter", "/Length", "/Params", "/Subtype", "/Type"})
_PARAMS = frozenset({"/CheckSum", "/CreationDate", "/ModDate", "/Size"})
_SPEC = frozenset({"/AFRelationship", "/Desc", "/EF", "/F", "/Type", "/UF"})


def attachment_oddities(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Each attachment is one file under one name, however it is looked up."""
    listed = _listed(pdf)
    for name, spec in listed.items():
        yield from strange(spec, _SPEC, f"the attachment {name}")
        yield from _embedded(spec.EF, name)
        files = {key: spec.EF[key].objgen for key in spec.EF}
        if len(set(files.values())) != 1 or not set(files) <= {"/F", "/UF"}:
            yield f"the attachment {name} is several files"
        if {str(spec.get(key, name)) for key in ("/F", "/UF")} != {name}:
            yield f"the attachment {name} has another name too"
    associated = [spec.objgen for spec in pdf.Root.get("/AF", [])]
    if sorted(associated) != sorted(spec.objgen for spec in listed.values()):
        yield "the attachments are not those that the document names as its own"


def _embedded(files: Any, name: str) -> Iterator[str]:
    """What is said of an embedded file is so."""
    for one in files.values():
        yield from strange(one, _EMBEDDED, f"the attachment {name}")
        told: Any = one.get("/Params", pikepdf.Dictionary())
        yield from strange(told, _PARAMS, f"the attachment {name}")
        content = one.read_bytes()
        found = (int(told.get("/Size", -1)), bytes(told.get("/CheckSum", b"")))
        if found != (len(content), md5(content, usedforsecurity=False).digest()):
            yield f"the attachment {name} is said to be another file"


def _listed(pdf: pikepdf.Pdf) -> Mapping[str, Any]:
    names: Any = pdf.Root.get("/Names", pikepdf.Dictionary()).get("/EmbeddedFiles", {})
    pairs = list(names.get("/Names", [])) if names else []
    found = {str(pairs[i]): pairs[i + 1] for i in range(0, len(pairs), 2)}
    if len(found) * 2 != len(pairs):
        raise ValueError("two attachments have one name")
    return found
