"""What the PDF says about itself: dates, colours, PDF/UA beside PDF/A, attachments once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import weasyprint.pdf

from jaarbericht.compose.pdf.engine import replaced
from jaarbericht.compose.pdf.errors import EngineChanged

_END = b"</rdf:RDF>"
_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def describe(document: Any, created: date) -> None:
    """Date the rendered document and let it name PDF/UA-1, with the schema that PDF/A asks for."""
    metadata = document.metadata
    metadata.created = metadata.modified = created.isoformat()
    make = metadata.generate_rdf_metadata

    def with_ua(variant: str, version: int, conformance: str) -> bytes:
        xml: bytes = make(variant, version, conformance)
        if not xml.endswith(_END):
            raise EngineChanged(
                "The metadata that WeasyPrint makes end in an unknown way.",
                where="weasyprint.pdf.metadata",
                why="The PDF would not say that it is accessible.",
                todo="Install the environment again from its lock file.",
            )
        return xml.removesuffix(_END) + _UA + _END

    metadata.generate_rdf_metadata = with_ua


@contextmanager
def profile_closed() -> Iterator[None]:
    """For the length of the block, the file of the colour profile is closed when it has been read.

    WeasyPrint leaves it open until it is collected as garbage.
    """
    stock = weasyprint.pdf.ColorProfile

    def read_profile(file: Any, *rest: Any) -> Any:
        with file:
            return stock(file, *rest)

    with replaced(weasyprint.pdf, "ColorProfile", read_profile):
        yield


def attach_once(document: Any, pdf: Any) -> None:
    """List each attachment once: WeasyPrint gives them double in the catalogue's AF."""
    listed = pdf.catalog.get("AF")
    if listed:
        listed[:] = dict.fromkeys(listed)
