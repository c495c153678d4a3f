"""Every character has a shape in the report's own typefaces, in text and in drawings alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from typing import Any

from jaarbericht.compose.pdf.errors import GlyphMissing


def check_glyphs(document: Any, families: Collection[str]) -> None:
    """Raise GlyphMissing when a painted document used another typeface, or lacked a character."""
    fonts = document.fonts.values()
    lacking = sorted({chr(point) for font in fonts for point in font.missing})
    foreign = sorted({font.family for font in fonts} - set(families))
    if lacking or foreign:
        raise GlyphMissing(
            _what(lacking, foreign),
            where="; ".join(_place(document, one) for one in lacking[:5]),
            why="Another machine would print it otherwise, or as an empty box.",
            todo="Write it with other characters, or in a family of report/styles/.",
        )


def _what(lacking: list[str], foreign: list[str]) -> str:
    named = ", ".join(f"‘{one}’ ({_name(one)})" for one in lacking)
    told = [f"The typefaces of the report have no {named}."] if lacking else []
    told += [f"Set in a typeface that is not the report's: {', '.join(foreign)}."] * bool(foreign)
    return " ".join(told)


def _name(one: str) -> str:
    return f"U+{ord(one):04X} {unicodedata.name(one, 'without a name')}"


def _place(document: Any, one: str) -> str:
    """The first page on which the character stands, with the words around it."""
    for number, page in enumerate(document.pages, start=1):
        for box in page._page_box.descendants():
            text = getattr(box, "text", "")
            if isinstance(text, str) and one in text:
                return f"page {number}: “{text.strip()}”"
    return "in a figure"
