"""What may not be done with figures: one kind of error per rule of arithmetic."""

from __future__ import annotations

from jaarbericht.errors import JaarberichtError


class LineageError(JaarberichtError):
    """A calculation that the meaning of the figures forbids."""


class UnitMismatch(LineageError):
    """Quantities of different kinds were added, subtracted or compared."""


class MixedPopulation(LineageError):
    """Quantities describe different groups."""


class NonNestingClasses(LineageError):
    """Size classes overlap or do not fit into each other."""


class MixedPeriods(LineageError):
    """Months, quarters and years were mixed, or spans of unequal length compared."""


class CrossesBreak(LineageError):
    """A comparison runs across a break in the series."""


class SecretCell(LineageError):
    """A figure that CBS does not give was asked for as a number."""


class DivisionByZero(LineageError):
    """The denominator is zero."""


class UnknownFigure(LineageError):
    """No such table, topic, code or period."""


class AbsentFigure(UnknownFigure):
    """The table has no such figure for that period, or it was not out on the cut-off."""


class EmptySeries(LineageError):
    """No usable period is left in a series."""


class NeedlessReason(LineageError):
    """A reason was given for breaking a rule that is not broken."""


class ChapterMistake(LineageError):
    """A chapter declares something twice, or declares what cannot be shown."""


# What an edition whose figures are not there meets; anything else is a fault in the derivation.
FIGURES_ARE_MISSING = (AbsentFigure, EmptySeries, SecretCell, CrossesBreak)
