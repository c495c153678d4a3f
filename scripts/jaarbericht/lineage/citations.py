"""The register of published figures, for what stands in no table of CBS: read, checked, quoted."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from jaarbericht.cbs.cells import Status
from jaarbericht.cbs.errors import CbsError
from jaarbericht.cbs.periods import parse_period
from jaarbericht.cbs.yamlfile import Document, load
from jaarbericht.lineage.errors import AbsentFigure, UnknownFigure
from jaarbericht.lineage.expression import Citation
from jaarbericht.lineage.populations import Member, Population
from jaarbericht.lineage.quantity import Quantity
from jaarbericht.lineage.units import PERCENT, Unit

PRESS = "press"
TIERS = frozenset({"letter", "cbs-news", "cbs-statline-page", "staatvanhetmkb", "other", PRESS})
UNDATED = "onbekend"
_STATUS = {
    "definitief": Status.DEFINITIEF,
    "onbekend": Status.ONBEKEND,
    "nader voorlopig": Status.NADER_VOORLOPIG,
    "voorlopig": Status.VOORLOPIG,
}
_REQUIRED = ("value", "unit", "period", "about", "document", "publisher", "url", "date", "tier")
_FIELDS = {*_REQUIRED, "share_of", "group", "status"}
_SPAN = re.compile(r"\d{4}-\d{4}", re.ASCII)
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class CitationsInvalid(CbsError):
    """The register of published figures cannot be read, or an entry says too little."""


@dataclass(frozen=True)
class Register:
    """Published figures by key, and the last day on which a document may have appeared."""

    entries: Mapping[str, Citation] = field(default_factory=dict)
    cutoff: date = date.max

    def cited(self, key: str) -> Quantity:
        """The published figure of an entry, in whole units. Raises UnknownFigure.

        Its group is never that of a CBS table, so that the two are only compared with a reason.
        Not given are a figure that only the press told, and one whose document or period is later
        than the cut-off.
        """
        one = self.entries.get(key)
        if one is None:
            raise _unusable(key, "stands not in the register", "Add it to report/citations.yaml.")
        if one.tier == PRESS:
            raise _unusable(
                key, "is known from the press only", "Find the document that the press writes of."
            )
        if _is_after(one, self.cutoff):
            raise _unusable(
                key,
                f"was not out on the cut-off ({one.published}, figures of {one.period})",
                "Leave it out of this edition, or give an older figure.",
                AbsentFigure,
            )
        members = (Member("Groep", one.group, one.group),) if one.group else ()
        return Quantity(
            value=Fraction(one.value),
            unit=Unit(one.unit),
            population=Population.of(one.document, members),
            status=Status(one.status),
            expression=one,
            periods=(parse_period(one.period),),
        )


def read_register(path: Path, cutoff: date) -> Register:
    """The register in a YAML file. Raises CitationsInvalid with the line."""
    document = load(path, CitationsInvalid)
    return Register({key: _entry(document, key) for key in document.data}, cutoff)


def _entry(document: Document, key: str) -> Citation:
    document.only(_FIELDS, key)
    for name in _REQUIRED:
        if not document.text(key, name).strip():
            raise document.wrong(f"{key}.{name} is empty.", key, name)
    unit, share_of = document.text(key, "unit"), document.get(key, "share_of", default="")
    if (unit == PERCENT.kind) != bool(share_of):
        raise document.wrong(
            f"{key}: a percentage says in share_of of what it is a part, and nothing else does.",
            key,
        )
    return Citation(
        key=key,
        value=document.convert(Decimal, key, "value"),
        unit=unit,
        about=document.text(key, "about"),
        group=document.get(key, "group", default=""),
        share_of=share_of,
        period=document.convert(_period, key, "period"),
        status=document.convert(_status, key, "status").value
        if document.get(key, "status")
        else Status.ONBEKEND.value,
        document=document.text(key, "document"),
        publisher=document.text(key, "publisher"),
        place=document.convert(_address, key, "url"),
        published=document.convert(_published, key, "date"),
        tier=document.convert(_tier, key, "tier"),
    )


def _period(text: str) -> str:
    code = f"{text}JJ00" if re.fullmatch(r"\d{4}", text, re.ASCII) else text
    if parse_period(code).begin is None and not _SPAN.fullmatch(code):
        raise ValueError(text)
    return code


def _status(text: str) -> Status:
    if text not in _STATUS:
        raise ValueError(text)
    return _STATUS[text]


def _address(text: str) -> str:
    if not re.fullmatch(r"https://[^\s<>\"]+", text):
        raise ValueError(text)
    return text


def _published(text: str) -> str:
    if text != UNDATED:
        _last_day(text)
    return text


def _tier(text: str) -> str:
    if text not in TIERS:
        raise ValueError(text)
    return text


def _is_after(one: Citation, cutoff: date) -> bool:
    """Whether document or figure is later than the cut-off; an undated document is judged by it."""
    if one.published != UNDATED and _last_day(one.published) > cutoff:
        return True
    span = _SPAN.fullmatch(one.period)
    end = date(int(one.period[5:]), 12, 31) if span else parse_period(one.period).end
    return end is not None and end > cutoff and one.published == UNDATED


def _last_day(text: str) -> date:
    """The last day that a date, a month (2017-11) or a year can mean."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month = int(match[1]), int(match[2] or 12)
    day = int(match[3]) if match[3] else calendar.monthrange(year, month)[1]
    return date(year, month, day)


def _unusable(
    key: str, what: str, todo: str, sort: type[UnknownFigure] = UnknownFigure
) -> UnknownFigure:
    return sort(
        f"The published figure ‘{key}’ {what}.",
        where=f"report/citations.yaml: {key}",
        why="Only figures that can be looked up, and that were out on the cut-off, are printed.",
        todo=todo,
    )
