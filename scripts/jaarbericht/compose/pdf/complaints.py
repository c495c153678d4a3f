"""What WeasyPrint complains about is never meant: complaints and refusals become failures."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from weasyprint.urls import FatalURLFetchingError

from jaarbericht.compose.pdf.errors import FetchRefused, TypesettingWarned

SHOWN = 10
_LOGGERS = ("weasyprint", "fontTools")


class _Listener(logging.Handler):
    """Keeps the text of every warning and error."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(record.getMessage())


@contextmanager
def complaints() -> Iterator[list[str]]:
    """What WeasyPrint and fontTools complain about during the block, as it comes."""
    listener = _Listener()
    for name in _LOGGERS:
        logging.getLogger(name).addHandler(listener)
    try:
        yield listener.found
    finally:
        for name in _LOGGERS:
            logging.getLogger(name).removeHandler(listener)


def check_complaints(found: Sequence[str], page: Path) -> None:
    """Raise TypesettingWarned when there is anything to complain about."""
    told = list(dict.fromkeys(found))
    if told:
        more = f"; and {len(told) - SHOWN} more" if len(told) > SHOWN else ""
        number = f"{len(told)} complaint{'s' * (len(told) > 1)}"
        raise TypesettingWarned(
            f"WeasyPrint has {number}: {'; '.join(told[:SHOWN])}{more}",
            where=str(page),
            why="A rule, a link or a picture of the report would be silently left out.",
            todo="Correct report/template, report/styles or the chapter that it names.",
        )


@contextmanager
def refusals(folder: Path) -> Iterator[None]:
    """Turn WeasyPrint's signal for a refused fetch, which is no Exception, into FetchRefused."""
    try:
        yield
    except FatalURLFetchingError as error:
        raise FetchRefused(
            f"The document asks for something that it may not have: {error}",
            where=str(folder),
            why="The report is made of its own files only, so that it is the same everywhere.",
            todo="Put the file in the folder of the report, or take the reference out.",
        ) from error
