"""Failures of typesetting: kinds only."""

from __future__ import annotations

from jaarbericht.errors import JaarberichtError


class EngineChanged(JaarberichtError):
    """WeasyPrint is not the one that these modules were written for."""


class GlyphMissing(JaarberichtError):
    """The typefaces of the report have no shape for a character in it."""


class FetchRefused(JaarberichtError):
    """The document asks for what is outside its own folder, or is not there."""


class TypesettingWarned(JaarberichtError):
    """WeasyPrint warned; what it warns about is never meant."""


class FootnoteMoved(JaarberichtError):
    """A footnote does not stand on the page of its mark."""


class TagTreeBroken(JaarberichtError):
    """The document cannot be given a complete structure for assistive technology."""
