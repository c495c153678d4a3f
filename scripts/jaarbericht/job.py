"""From the derivation of a chapter to its files: chapter.json, and drawings and data beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from jaarbericht.errors import JaarberichtError
from jaarbericht.files import keep_only, write_bytes, write_json, write_text
from jaarbericht.job_frame import job
from jaarbericht.leftout import check_left_out
from jaarbericht.lineage import Chapter, Quantity, Tables
from jaarbericht.lineage.chapter import Table
from jaarbericht.lineage.expression import Cell, Citation, leaves
from jaarbericht.lineage.figures import Figure, FigureKind
from jaarbericht.lineage.ledger import ledger
from jaarbericht.present.alt import alt_text
from jaarbericht.present.csvfiles import figure_csv, table_csv
from jaarbericht.present.notes import figure_notes, table_notes
from jaarbericht.present.publications import document_text
from jaarbericht.present.sources import Source, card_line, source_line
from jaarbericht.present.tables import table_html

if TYPE_CHECKING:
    from jaarbericht.present.canvas import Drawing

FORMAT = "jaarbericht-chapter/2"


class RuleMismatch(JaarberichtError):
    """A chapter's rule declares another chapter, figures or tables than its derivation makes."""


def run_chapter(snakemake: Any, derive: Callable[[Tables], Chapter]) -> None:
    """The job of a chapter: derive it, draw its figures, write everything its rule declares.

    Raises RuleMismatch, PartNotMade, PartMade, and whatever the derivation raises.
    """
    with job(snakemake) as step:
        # Inside the frame: without the typeface this cannot be imported, and that is told there.
        from jaarbericht.present.draw import draw

        given, config = step.input, step.config
        cutoff = date.fromisoformat(config["cutoff"])
        tables = Tables.read(
            given["tidy"], given["contracts"], given["receipts"], cutoff, given.get("citations")
        )
        chapter = derive(tables)
        same_chapter(step.rule, chapter.name)
        check_left_out(chapter, config["left_out"], config["year"])
        same_parts(chapter, config["parts"])
        drawn, data, shown = (step.output[n] for n in ("figures", "figure_data", "table_data"))
        same_names(chapter.name, "figures", [path.stem for path in drawn], chapter.figures)
        same_names(chapter.name, "shown", [path.stem for path in shown], chapter.tables)
        drawings = {name: draw(figure) for name, figure in chapter.figures.items()}
        for path in drawn:
            write_bytes(path, drawings[path.stem].svg)
        for path in data:
            write_text(path, figure_csv(chapter.figures[path.stem], chapter.name))
        for path in shown:
            write_text(path, table_csv(chapter.tables[path.stem], chapter.name))
        record = chapter_record(chapter, tables, config["publisher"], drawings)
        write_json(step.output["chapter"], {**record, "code": step.params["code"]})
        folder = step.output["chapter"].parent
        made = [step.output["chapter"], *drawn, *data, *shown]
        keep_only(folder, {path.relative_to(folder).as_posix() for path in made})


def same_chapter(rule: str, chapter: str) -> None:
    """Raise RuleMismatch unless the rule runs the derivation of the chapter of its own name."""
    if rule != chapter:
        raise RuleMismatch(
            f"The rule ‘{rule}’ runs a derivation that makes chapter ‘{chapter}’.",
            where=f"workflow/rules/chapters/{rule}.smk",
            why="Its numbers would come under the name of another chapter.",
            todo=f"Under script name scripts/chapters/{rule}.py, and begin derive() there with"
            f' Chapter("{rule}", …).',
        )


def same_names(chapter: str, field: str, declared: Sequence[str], made: Iterable[str]) -> None:
    """Raise RuleMismatch unless the rule declares what the derivation makes."""
    surplus, absent = sorted(set(declared) - set(made)), sorted(set(made) - set(declared))
    if not surplus and not absent:
        return
    change = [*(f"take out {name}" for name in surplus), *(f"add {name}" for name in absent)]
    raise RuleMismatch(
        f"The rule of chapter {chapter} and its derivation name different figures or tables.",
        where=f"workflow/rules/chapters/{chapter}.smk: {field}",
        why="Every file is declared, so that it is made again when it must be and never lost.",
        todo=f"In {field}: {'; '.join(change)}.",
    )


def same_parts(chapter: Chapter, declared: Mapping[str, Sequence[str]]) -> None:
    """Raise RuleMismatch unless the rule gives each part the figures and tables that it makes."""
    same_names(chapter.name, "parts", list(declared), chapter.parts)
    for name, part in chapter.parts.items():
        if part.cause is None:
            made = [one for one in part.names if one in chapter.figures or one in chapter.tables]
            same_names(chapter.name, f"parts, {name}", declared[name], made)


def chapter_record(
    chapter: Chapter, tables: Tables, editor: str, drawings: Mapping[str, Drawing]
) -> dict[str, Any]:
    """A chapter as data for the document, with its ledger; `editor` is who worked the figures."""
    numbers = chapter.numbers.values()
    return {
        "format": FORMAT,
        "chapter": chapter.name,
        "title": chapter.title,
        "parts": {
            name: list(part.names) for name, part in chapter.parts.items() if part.cause is None
        },
        "left_out": [name for name, part in chapter.parts.items() if part.cause is not None],
        "numbers": {
            n.name: {"id": f"{chapter.name}.{n.name}", "form": asdict(n.form), "about": n.about}
            for n in numbers
        },
        "periods": {
            name: "+".join(period.code for period in periods)
            for name, periods in chapter.periods.items()
        },
        "reached": {name: f"{chapter.name}.{of}" for name, of in chapter.reached.items()},
        "labels": {
            one.name: {"text": one.text, "id": f"{chapter.name}.{one.name}", "about": one.about}
            for one in chapter.labels.values()
        },
        "figures": [
            _figure(f, tables, editor) | drawn_record(drawings[f.id])
            for f in chapter.figures.values()
        ],
        "tables": [_table(t, tables, editor) for t in chapter.tables.values()],
        "ledger": ledger(chapter, tables),
    }


def drawn_record(drawing: Drawing) -> dict[str, Any]:
    """Where a drawing puts its figures (docs/ledger.md)."""
    return {
        "size": list(drawing.size),
        "marks": [asdict(mark) for mark in drawing.marks],
        "labels": [asdict(label) for label in drawing.labels],
        "ticks": [asdict(tick) for tick in drawing.named],
        "texts": [asdict(text) for text in drawing.texts],
        "moments": [asdict(moment) for moment in drawing.moments],
    }


def _figure(figure: Figure, tables: Tables, editor: str) -> dict[str, Any]:
    small = figure.kind is FigureKind.SPARK
    return {
        "id": figure.id,
        "kind": figure.kind.value,
        "unit": figure.unit,
        "alt": alt_text(figure),
        "series": [series.label for series in figure.series],
        "source_line": _source_line(figure.quantities, tables, "" if small else editor),
        "notes": list(figure_notes(figure)),
    }


def _table(table: Table, tables: Tables, editor: str) -> dict[str, Any]:
    return {
        "id": table.id,
        "unit": table.unit,
        "html": table_html(table),
        "head": table.head,
        "columns": [column.head for column in table.columns],
        "rows": [row.head for row in table.rows],
        "source_line": _source_line(table.quantities, tables, editor),
        "notes": list(table_notes(table)),
    }


def _source_line(quantities: Iterable[Quantity], tables: Tables, editor: str) -> str:
    """The CBS tables behind quantities, in order of id, and the documents that are cited.

    Without an editor it is the short one of a card.
    """
    used = [leaf for q in quantities for leaf in leaves(q.expression)]
    ids = sorted({leaf.table for leaf in used if isinstance(leaf, Cell)}, key=str.lower)
    documents = [
        document_text(leaf.publisher, leaf.document, leaf.published)
        for leaf in used
        if isinstance(leaf, Citation)
    ]
    sources = [_source(id, tables) for id in ids]
    return source_line(sources, documents, editor) if editor else card_line(sources, documents)


def _source(id: str, tables: Tables) -> Source:
    modified = tables[id].receipt["modified"]
    day = date.fromisoformat(modified[:10]) if modified else None
    contract = tables[id].contract
    return Source(id, day, contract.stand or "", contract.dated or "")
