"""What cannot be shown: one kind of error per way in which a record cannot be made visible."""

from __future__ import annotations

from jaarbericht.errors import JaarberichtError


class PresentError(JaarberichtError):
    """A record that cannot be made visible."""


class UnknownStyle(PresentError):
    """A style of writing that does not exist, or that does not fit this kind of period."""


class NothingToDraw(PresentError):
    """A figure or table without a single value."""


class CannotDraw(PresentError):
    """A figure whose series do not fit its kind."""


class NoSource(PresentError):
    """A figure or table that rests on no table."""


class NoEnglish(PresentError):
    """Something is to be said in English for which there is no English word."""
