"""Corrections of an edition that was already out: report/errata.yaml, and the version they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from jaarbericht.compose.markup import escape
from jaarbericht.compose.records import Record, Shape, read_records, wrong
from jaarbericht.edition import Edition
from jaarbericht.present.dutch import date_text

SHAPE = Shape(
    ("edition", "date", "where", "what", "old", "new"),
    '{edition: "2021", date: "2022-03-01", where: …, what: …, old: …, new: …}',
)
NONE = "Op dit rapport zijn nog geen verbeteringen verschenen."


@dataclass(frozen=True)
class Erratum:
    """A correction: of which edition, when, where, what was wrong, what stood and stands there."""

    edition: int
    date: date
    where: str
    what: str
    old: str
    new: str

    @property
    def text(self) -> str:
        """The correction as one line of the colophon."""
        return (
            f"{date_text(self.date)}, {self.where}: {self.what} Er stond ‘{self.old}’;"
            f" er moest staan ‘{self.new}’."
        )


def read_errata(path: Path, shown: str) -> tuple[Erratum, ...]:
    """All corrections, of every edition. Raises FileProblem or RecordsInvalid."""
    return tuple(_erratum(record) for record in read_records(path, shown, SHAPE))


def _erratum(record: Record) -> Erratum:
    given = record.texts
    try:
        edition, day = int(given["edition"]), date.fromisoformat(given["date"])
    except ValueError as error:
        what = "‘edition’ must be a year and ‘date’ a day, such as 2022-03-01."
        raise wrong(record.where, what, SHAPE) from error
    if given["old"] == given["new"]:
        raise wrong(record.where, "‘old’ and ‘new’ are the same.", SHAPE)
    what = given["what"] if given["what"].endswith((".", "!", "?")) else f"{given['what']}."
    return Erratum(edition, day, given["where"], what, given["old"], given["new"])


def of_edition(errata: Sequence[Erratum], year: int) -> tuple[Erratum, ...]:
    """The corrections of one edition, oldest first."""
    return tuple(sorted((e for e in errata if e.edition == year), key=lambda e: e.date))


def corrected(edition: Edition, errata: Sequence[Erratum]) -> Edition:
    """The edition under the version that its corrections make of it: 0.1 becomes 0.1.2 by two."""
    mine = of_edition(errata, edition.year)
    return replace(edition, version=f"{edition.version}.{len(mine)}") if mine else edition


def errata_html(errata: Sequence[Erratum]) -> str:
    """The section of the colophon with the corrections of an edition."""
    lines = "".join(f"<li>{escape(one.text)}</li>\n" for one in errata)
    return '<h2 id="errata">Errata</h2>\n' + (
        f"<ul>\n{lines}</ul>\n" if errata else f"<p>{NONE}</p>\n"
    )


def errata_record(errata: Sequence[Erratum]) -> list[dict[str, object]]:
    """The corrections for the ledger."""
    return [asdict(one) | {"date": one.date.isoformat(), "text": one.text} for one in errata]
