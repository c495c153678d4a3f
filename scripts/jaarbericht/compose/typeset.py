"""From the assembled page to one PDF that is PDF/UA-1 and PDF/A-3a. Not what is on the page.

WeasyPrint is imported only inside: fontconfig must know the report's fonts before that.
"""

from __future__ import annotations

import calendar
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jaarbericht.compose.fonts import FAMILIES, lay_out_fonts
from jaarbericht.files import FileProblem, atomic, read_json

VARIANT = "pdf/a-3a"


@dataclass(frozen=True)
class Enclosure:
    """A file that goes into the PDF, with what it is (Dutch) and its relationship to the text."""

    path: Path
    description: str
    relationship: str

    @property
    def name(self) -> str:
        """The name it has in the PDF."""
        return self.path.name


def read_enclosures(listed: Path) -> tuple[Enclosure, ...]:
    """The enclosures of a report: `listed` names the files in the folder bijlagen/ beside it.

    Raises FileProblem when the list or one of the files is not there.
    """
    folder = listed.parent / "bijlagen"
    enclosures = tuple(
        Enclosure(folder / one["name"], one["description"], one["relationship"])
        for one in read_json(listed)
    )
    for one in enclosures:
        # WeasyPrint attaches a file without asking what it may read.
        if not one.path.is_file() or one.path.resolve().parent != folder.resolve():
            raise FileProblem(
                f"The attachment {one.name} is not in the folder {folder.name}.",
                where=str(one.path),
                why="The PDF carries all the data behind it.",
                todo="Build again; if that does not help, remove the folder of the report first.",
            )
    return enclosures


def typeset(html: Path, out: Path, *, enclosures: Sequence[Enclosure], created: date) -> None:
    """Set the page `html` as the PDF `out`, whole or not at all.

    WeasyPrint may read the folder of `html` only. `created` dates the file and its attachments.
    Raises FontsMissing, FetchRefused, TypesettingWarned, FootnoteMoved, GlyphMissing,
    TagTreeBroken, EngineChanged or FileProblem.
    """
    if not html.is_file():
        raise FileProblem(
            f"{html.name} is not there.", where=str(html), why="It is what is typeset.",
            todo="Run: ./jaarbericht build",
        )  # fmt: skip
    with TemporaryDirectory(prefix="jaarbericht-") as temporary:
        fonts = lay_out_fonts(Path(temporary))
        with _environment(fonts, created):
            _typeset(html, out, enclosures, created)


def _typeset(html: Path, out: Path, enclosures: Sequence[Enclosure], created: date) -> None:
    from jaarbericht.compose.pdf.complaints import check_complaints, complaints, refusals
    from jaarbericht.compose.pdf.drawings import drawings_reported
    from jaarbericht.compose.pdf.engine import require_engine
    from jaarbericht.compose.pdf.floats import floating_figures
    from jaarbericht.compose.pdf.footnotes import kept_footnotes
    from jaarbericht.compose.pdf.references import references_followed
    from jaarbericht.compose.pdf.speed import quick

    require_engine()
    with ExitStack() as fixes:
        changes = (
            quick, kept_footnotes, floating_figures, references_followed, drawings_reported,
        )  # fmt: skip
        for change in changes:
            fixes.enter_context(change())
        with complaints() as found, refusals(html.parent):
            document = _render(html)
            check_complaints(found, html)
            with atomic(out) as stream:
                _write(document, stream, enclosures, created)
                check_complaints(found, html)


def _render(html: Path) -> Any:
    """The page laid out, its notes under their marks."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    from jaarbericht.compose.pdf.fetcher import FolderFetcher
    from jaarbericht.compose.pdf.footnotes import check_footnotes

    page = weasyprint.HTML(
        filename=str(html),
        base_url=html.resolve().as_uri(),
        url_fetcher=FolderFetcher([html.parent]),
        encoding="utf-8",
    )
    document = page.render(font_config=FontConfiguration())
    check_footnotes(document)
    return document


def _write(document: Any, stream: Any, enclosures: Sequence[Enclosure], created: date) -> None:
    """Paint the document, tagged, described and with its attachments."""
    import weasyprint

    from jaarbericht.compose.pdf.glyphs import check_glyphs
    from jaarbericht.compose.pdf.hyphens import hyphens_soft
    from jaarbericht.compose.pdf.metadata import attach_once, describe, profile_closed
    from jaarbericht.compose.pdf.tags import tagged

    def finish(rendered: Any, pdf: Any) -> None:
        check_glyphs(rendered, FAMILIES)
        attach_once(rendered, pdf)

    when = datetime(created.year, created.month, created.day)
    attachments = [
        weasyprint.Attachment(
            filename=str(one.path), name=one.name, description=one.description,
            relationship=one.relationship, created=when, modified=when,
        )
        for one in sorted(enclosures, key=lambda one: one.name)
    ]  # fmt: skip
    describe(document, created)
    with hyphens_soft(), tagged(document), profile_closed():
        document.write_pdf(stream, pdf_variant=VARIANT, finisher=finish, attachments=attachments)


@contextmanager
def _environment(fonts: Path, created: date) -> Iterator[None]:
    """Let fontconfig see the report's fonts only, and fontTools no other clock than `created`."""
    epoch = calendar.timegm(created.timetuple())
    wanted = {"FONTCONFIG_FILE": str(fonts), "SOURCE_DATE_EPOCH": str(epoch)}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
