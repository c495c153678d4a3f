"""Check: what surrounds the pages says the same: both descriptions of the file, and bookmarks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import zip_longest

from jaarbericht.audit.verify.evidence import LEDGER, Evidence
from jaarbericht.audit.verify.itemdata import items_of
from jaarbericht.audit.verify.page.listings import files_of_all
from jaarbericht.audit.verify.page.margins import STATES
from jaarbericht.audit.verify.pdf.file import Document
from jaarbericht.audit.verify.problem import Problem, sentence


def check_around(evidence: Evidence) -> Iterator[Problem]:
    """Descriptions of the file and outline, against edition and headings."""
    document, edition = evidence.document, evidence.ledger["edition"]
    yield from _about(document, edition)
    yield from _attached(evidence)
    headings = document.root.all(*_MARKED)
    wanted = [(heading.text, heading.page) for heading in headings]
    found = [(" ".join(title.split()), page) for title, page in document.bookmarks]
    for number, (one, other) in enumerate(zip_longest(found, wanted), 1):
        if one != other:
            told, (title, page) = one or ("nothing", 0), other or ("nothing", 0)
            what = f"number {number} is ‘{told[0]}’ on page {told[1]}, not ‘{title}’ on page {page}"
            yield _problem("the bookmarks", what)
            break


def _about(document: Document, edition: Mapping[str, str]) -> Iterator[Problem]:
    """Both descriptions of the file say of the edition what the ledger says, and nothing else."""
    about, day = document.about, edition["cutoff"]
    described = f"{edition['title']}, versie {edition['version']}. {STATES[edition['state']][1]}"
    told = {
        "Title": edition["title"], "Author": edition["publisher"], "Subject": described,
        "CreationDate": f"D:{day.replace('-', '')}", "ModDate": f"D:{day.replace('-', '')}",
    }  # fmt: skip
    for name in sorted(told.keys() | about.keys() - {"Producer"}):
        if about.get(name) != told.get(name):
            yield _problem(
                "the file", f"it says {name} ‘{about.get(name)}’, not ‘{told.get(name)}’"
            )
    if not _PRODUCER.fullmatch(about.get("Producer", "")):
        yield _problem("the file", f"it says that ‘{about.get('Producer')}’ made it")
    if "<!" in document.metadata or tuple(_TAG.findall(document.metadata)) != _TAGS:
        yield _problem("the file", "its metadata are not in the order of those of an edition")
    texts = [unescape(text) for text in _TEXT.findall(document.metadata)]
    wanted = [edition["title"], edition["publisher"], described, day, day, *_STANDARD]
    if texts != wanted or not set(_VALUE.findall(document.metadata)) <= {
        *_VALUES, about.get("Producer", ""),
    }:  # fmt: skip
        yield _problem("the file", "its metadata are not those of the edition")


def _attached(evidence: Evidence) -> Iterator[Problem]:
    """Each attachment is described as what it is: data of a figure, or a source of all."""
    annex, files = evidence.ledger["annex"], files_of_all(evidence)
    told = {
        item["attachment"]: f"Gegevens bij {annex.get(item['anchor'], {}).get('about', '')}"
        for item in items_of(evidence.ledger).values()
    } | files
    for name, (text, serves) in evidence.document.described.items():
        wanted = "Source" if name in files and name != LEDGER else "Data"
        if text.replace(":", "").split() != told.get(name, "").replace(":", "").split():
            yield _problem(name, f"it is described as ‘{text}’, not as ‘{told.get(name)}’")
        if serves != wanted:
            yield _problem(name, f"it is attached as {serves}, not as {wanted}")


def _problem(where: str, what: str) -> Problem:
    return Problem("around", where, sentence(what))


# Headings of the fourth rank have no bookmark.
_MARKED = ("H1", "H2", "H3", "H5", "H6")
_PRODUCER = re.compile(r"WeasyPrint \d+(?:\.\d+)+")
_TAG = re.compile(r"<(?![/?])([\w:]+)")
_TEXT = re.compile(r">\s*([^<>\s][^<>]*?)\s*(?=<)")
_VALUE = re.compile(r"""(?<!xmlns)(?::|\s)(?!xmlns)[\w:]+\s*=\s*["']([^"']*)""")
# What metadata say of PDF/UA and PDF/A, in order.
_STANDARD = (
    "1", "PDF/UA Universal Accessibility Schema", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid",
    "part", "Integer", "internal", "Part of ISO 14289 that is followed",
)  # fmt: skip
# The elements of the metadata, in order.
_TAGS = (
    "x:xmpmeta", "rdf:RDF", "rdf:Description", "rdf:Description", "rdf:Description", "dc:title",
    "rdf:Alt", "rdf:li", "rdf:Description", "dc:creator", "rdf:Seq", "rdf:li", "rdf:Description",
    "dc:description", "rdf:Alt", "rdf:li", "rdf:Description", "xmp:CreateDate", "rdf:Description",
    "xmp:ModifyDate", "rdf:Description", "pdfuaid:part", "rdf:Description",
    "pdfaExtension:schemas", "rdf:Bag", "rdf:li", "pdfaSchema:schema", "pdfaSchema:namespaceURI",
    "pdfaSchema:prefix", "pdfaSchema:property", "rdf:Seq", "rdf:li", "pdfaProperty:name",
    "pdfaProperty:valueType", "pdfaProperty:category", "pdfaProperty:description",
)  # fmt: skip
_VALUES = ("", "\ufeff", "3", "A", "x-default", "Resource", "W5M0MpCehiHzreSzNTczkc9d", "r", "w")
