"""Reads what `assemble` needs and writes what it makes. No decisions about the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, is_dataclass
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, select_autoescape
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from jaarbericht.cbs.contract import read_contract
from jaarbericht.cbs.raw import read_raw
from jaarbericht.compose.agreement import disagreements
from jaarbericht.compose.allowlist import read_allowlist
from jaarbericht.compose.assemble import Assembled, ChapterInput, Inputs, assemble, lock_name
from jaarbericht.compose.backmatter import read_lists
from jaarbericht.compose.conflicts import refuse
from jaarbericht.compose.findings import Source
from jaarbericht.compose.kept import read_kept
from jaarbericht.compose.later import LaterTable
from jaarbericht.compose.omissions import Absent, title_of
from jaarbericht.compose.revisionwords import Before
from jaarbericht.compose.totals import unbalanced
from jaarbericht.compose.yearmeans import wrong_means
from jaarbericht.edition import Edition
from jaarbericht.errors import JaarberichtError
from jaarbericht.files import (
    FileProblem,
    keep_only,
    read_json,
    sha256,
    write_bytes,
    write_json,
    write_text,
)

TEMPLATE = "report.html.jinja"
_EVERY = "Put the file back: every edition has this text."
_CHAPTER = "Put the file back, or take its chapter out of config.yaml."
_STYLE = re.compile(r'"(styles/[^"]+)"')


class TemplateBroken(JaarberichtError):
    """The template of the report cannot be used."""


class ChapterMissing(JaarberichtError):
    """A chapter that the edition lists is not there."""


@dataclass(frozen=True)
class Places:
    """Where the texts lie and where the document goes.

    `prose` holds chapters/, voorwerk.md, colofon.md, handleiding.md, summary_en.md, template/,
    styles/ and the lists: allowlist, glossary, index, errata and tekens.yaml;
    `chapters` holds a folder per chapter with chapter.json, figures/ and tables/; `lock` is the
    lock of the edition. `before`: where the edition before it lies, if it is to be compared with.
    """

    prose: Path
    chapters: Path
    lock: Path
    report: Path
    ledger: Path
    cells: Path
    before: PlacesBefore | None = None


@dataclass(frozen=True)
class PlacesBefore:
    """What the edition before is compared by. kept: what it printed, None when that is not there.

    raw: the folder with the tables of this edition; contracts: that with their contracts.
    """

    kept: Path | None
    raw: Path
    contracts: Path


def build_document(edition: Edition, places: Places) -> Assembled:
    """Assemble the document of an edition and write report/, ledger.json and cells.csv.

    Raises ProseRejected, Contradiction, TemplateBroken, ChapterMissing or FileProblem.
    """
    assembled = assemble(read_inputs(edition, places))
    ledger = assembled.ledger
    refuse([*disagreements(ledger), *unbalanced(ledger), *wrong_means(ledger)])
    html = render_template(places.prose / "template", assembled.context)
    check_styles(html, places.prose)
    write_text(places.cells, assembled.cells)
    write_bytes(places.ledger, assembled.written)
    write_report(html, assembled, places, dict(_attached_files(edition, places)))
    return assembled


def read_inputs(edition: Edition, places: Places) -> Inputs:
    """All texts and records of an edition. Raises ChapterMissing or FileProblem."""
    return Inputs(
        edition,
        read_source(places.prose / "voorwerk.md", _EVERY),
        read_source(places.prose / "colofon.md", _EVERY),
        read_source(places.prose / "handleiding.md", _EVERY),
        read_source(places.prose / "summary_en.md", _EVERY),
        tuple(_chapter(name, places) for name in edition.chapters),
        read_allowlist(places.prose / "allowlist.yaml", "report/allowlist.yaml"),
        read_lists(places.prose),
        {name: sha256(path) for name, path in _attached_files(edition, places)},
        _before(edition, places.before),
        tuple(_absent(edition, places)),
    )


def _before(edition: Edition, places: PlacesBefore | None) -> Before:
    """The edition before, as far as it was kept. Raises KeptUnusable."""
    if places is None or places.kept is None:
        return Before(edition.previous)

    def read(id: str) -> LaterTable:
        contract = read_contract(places.contracts / f"{id}.yaml")
        return LaterTable(read_raw(places.raw / f"{id}.jsonl"), contract)

    return Before(edition.previous, read_kept(places.kept), read)


def _absent(edition: Edition, places: Places) -> Iterator[Absent]:
    """The chapters that have a text and are not in the edition, those with a reason first."""
    texts = {path.stem: path for path in sorted((places.prose / "chapters").glob("*.md"))}
    named = [one.chapter for one in edition.left_out if one.chapter in texts]
    for name in dict.fromkeys([*named, *texts]):
        if name not in edition.chapters:
            yield Absent(name, title_of(read_source(texts[name])), edition.why_left_out(name))


def _attached_files(edition: Edition, places: Places) -> Iterator[tuple[str, Path]]:
    """The files that are attached as they are, by their names in the PDF."""
    yield lock_name(edition), places.lock
    for chapter in edition.chapters:
        for path in sorted((places.chapters / chapter).glob("*/*.csv")):
            yield f"{chapter}-{path.name}", path


def read_source(path: Path, restore: str = _CHAPTER) -> Source:
    """A text with the name that messages show; line ends become newlines. Raises FileProblem.

    `restore` is what to do when it is not there.
    """
    shown = "/".join(
        path.parts[path.parts.index("report") :] if "report" in path.parts else [path.name]
    )
    try:
        return Source(shown, path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise FileProblem(
            f"{path.name} is not written in UTF-8: byte {error.start}.", where=str(path),
            why="Letters with accents would come out wrong.",
            todo="Save the file again as UTF-8.",
        ) from error  # fmt: skip
    except OSError as error:
        raise FileProblem(
            f"{path.name}: {error.strerror}", where=shown, why="The report needs this text.",
            todo=restore,
        ) from error  # fmt: skip


def _chapter(name: str, places: Places) -> ChapterInput:
    record = places.chapters / name / "chapter.json"
    if not record.exists():
        raise ChapterMissing(
            f"Chapter ‘{name}’ has not been made.",
            where=str(record),
            why="config.yaml lists it.",
            todo="Run: ./jaarbericht build",
        )
    return ChapterInput(read_source(places.prose / "chapters" / f"{name}.md"), read_json(record))


def render_template(folder: Path, context: Mapping[str, Any]) -> str:
    """The whole document as HTML. Raises TemplateBroken with file and line."""
    env = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folder),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    try:
        return env.get_template(TEMPLATE).render(_marked(context))
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        raise TemplateBroken(
            f"The template cannot be used: {error}",
            where=f"{folder / TEMPLATE}" + (f":{line}" if line else ""),
            why="The whole document goes through it.",
            todo="Correct the template; what it may use is listed in compose/assemble.py.",
        ) from error


def check_styles(html: str, prose: Path) -> None:
    """Raise FileProblem for a style that the page asks for and that report/styles has not."""
    for name in _STYLE.findall(html):
        if not (prose / name).is_file():
            raise FileProblem(
                f"{Path(name).name} is not there.",
                where=f"{prose.name}/{name}",
                why="The page would be set without these styles.",
                todo=f"Put the file back, or take it out of {prose.name}/template/{TEMPLATE}.",
            )


def _marked(value: Any, key: str = "") -> Any:
    """The context for an escaping template: only what is named html is taken as HTML."""
    if is_dataclass(value) and not isinstance(value, type):
        value = {name: getattr(value, name) for name in value.__dataclass_fields__}
    if isinstance(value, Mapping):
        return {name: _marked(one, name) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_marked(one, key) for one in value]
    if isinstance(value, str) and (key == "html" or key.endswith("_html")):
        return Markup(value)
    return value


def write_report(
    html: str, assembled: Assembled, places: Places, attached: Mapping[str, Path]
) -> None:
    """Write report/: the page last, after everything that it names; what is stale goes."""
    files = dict(_copies(assembled, places, attached))
    for target, source in sorted(files.items()):
        write_bytes(places.report / target, source.read_bytes())
    listed = [asdict(one) for one in assembled.attachments]
    write_json(places.report / "bijlagen.json", listed)
    keep_only(places.report, {*files, "bijlagen.json", "index.html"})
    write_text(places.report / "index.html", html)


def _copies(
    assembled: Assembled, places: Places, attached: Mapping[str, Path]
) -> Sequence[tuple[str, Path]]:
    """Target inside report/ and source, for pictures, attachments and styles."""
    items = [item for chapter in assembled.context["annex"]["chapters"] for item in chapter.items]
    files = {path.name: path for path in (places.ledger, places.cells)} | dict(attached)
    copies = [(f"bijlagen/{one.name}", files[one.name]) for one in assembled.attachments]
    for item in items:
        drawing = files[item.attachment].with_suffix(".svg")
        if item.href.startswith("#fig-"):
            chapter = drawing.parent.parent.name
            copies.append((f"figuren/{chapter}-{drawing.name}", drawing))
    styles = sorted((places.prose / "styles").rglob("*"))
    copies += [
        (f"styles/{path.relative_to(places.prose / 'styles').as_posix()}", path)
        for path in styles
        if path.is_file()
    ]
    return copies
