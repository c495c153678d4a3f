"""Published documents in words: below figures, in footnotes, in the annex. No figures."""

from __future__ import annotations

from datetime import date

from jaarbericht.present.dutch import date_text, month_name


def published_text(published: str) -> str:
    """`18 november 2021`, `november 2021`, `2021`, or that the date is not known."""
    if published == "onbekend":
        return "datum niet bekend"
    if len(published) == 10:
        return date_text(date.fromisoformat(published))
    year, _, month = published.partition("-")
    return f"{month_name(int(month))} {year}" if month else year


def document_text(publisher: str, document: str, published: str) -> str:
    """`CBS, Titel van het document, 18 november 2021`."""
    return f"{publisher}, {document}, {published_text(published)}"
