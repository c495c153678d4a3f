"""Failures of the cbs layer by kind. No logic: the text is written where the failure is found."""

from __future__ import annotations

from jaarbericht.errors import JaarberichtError


class CbsError(JaarberichtError):
    """Anything wrong with a CBS table, its contract, the archive or a source."""


class ArchiveFileMissing(CbsError):
    """A file that the archive must hold is not there."""


class ArchiveFileDamaged(CbsError):
    """A raw or origin file cannot be read as what it should be."""


class LockMismatch(CbsError):
    """The bytes of a raw table are not those the edition was frozen with."""


class LockInvalid(CbsError):
    """The lock file of an edition cannot be understood."""


class UnknownTable(CbsError):
    """A table that the archive, the lock or the source does not have."""


class ContractInvalid(CbsError):
    """A contract file cannot be understood."""


class ContractBroken(CbsError):
    """A table no longer has what we rely on."""


class UnreadableCell(CbsError):
    """A cell that is neither a number nor one of CBS's signs."""


class UnknownStatus(CbsError):
    """A period status that CBS's vocabulary did not have."""


class DuplicateRows(CbsError):
    """Two rows of a table stand for the same cell."""


class UnknownCode(CbsError):
    """A code in the figures that is not in the code list of its dimension."""


class RowCountMismatch(CbsError):
    """A table has not as many rows as the catalogue or its own heading says."""


class SourceUnavailable(CbsError):
    """A folder or an OData host did not deliver a table."""


class AddressRefused(SourceUnavailable):
    """A source that leads to another host, another set or back to where it was."""


class AnswerDamaged(SourceUnavailable):
    """An answer that is cut off, is no OData, or says that something went wrong."""


class TooSlow(SourceUnavailable):
    """An answer or a table that took longer than it may."""


class HostBusy(SourceUnavailable):
    """A host that asks for more patience than there is."""


class ColumnsChanged(SourceUnavailable):
    """Rows that have other columns than the table says of itself."""


class RowsBroken(SourceUnavailable):
    """Rows that are lost, doubled or out of order."""


class ChangedMeanwhile(SourceUnavailable):
    """A table that CBS changed while it was being downloaded."""


class Halted(CbsError):
    """A download that was stopped because another one failed, or by hand."""
