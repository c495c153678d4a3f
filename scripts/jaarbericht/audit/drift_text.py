"""A drift report for a terminal or a pipe, between 80 and 120 columns wide. Finds nothing out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from jaarbericht.audit.drift import TableDrift, Verdict
from jaarbericht.audit.drift_find import DriftReport, TableReport
from jaarbericht.audit.drift_structure import Difference
from jaarbericht.audit.rederive import Unmade
from jaarbericht.audit.reprinted import ItemChange, Reprint, sorts
from jaarbericht.audit.rewording import Piece, marked
from jaarbericht.audit.terminal import console_for_grids, empty_grid, plain
from jaarbericht.audit.visible import visible

CELLS, POINTS, LINES = 10, 5, 60
_STYLES = {Verdict.UNCHANGED: "green", Verdict.ABSENT: "dim", Verdict.REVISED: "yellow"}
_NOTHING = "–"


def show(report: DriftReport, stream: IO[str], width: int | None = None) -> None:
    """Write the report; what is not listed whole says how much more there is."""
    console = console_for_grids(stream, width)
    console.print(plain(headline(report), "bold"))
    _overview(console, report.tables)
    for one in report.tables:
        _show_table(console, one)
    for unmade in report.unmade:
        console.print(plain(_cannot(unmade), "bold red"))
        console.print(plain(f"{unmade.cause.kind}: {unmade.cause}\n"))
    _show_print(console, report.reprint)


def _cannot(unmade: Unmade) -> str:
    name = f"Chapter {unmade.chapter}" if unmade.chapter else "The document"
    if unmade.table:
        return f"{name} cannot be made with this {unmade.table}; below, it keeps the frozen one:"
    return f"{name} cannot be made of this state; below, it stays as it is:"


def headline(report: DriftReport) -> str:
    """What was found, in a sentence or two."""
    counted = [(v.value, len(report.of(v))) for v in Verdict]
    tables = ", ".join(f"{number} {word}" for word, number in counted if number)
    seen = "not known" if report.of(Verdict.UNREADABLE) else "no drift"
    found = "drift" if report.has_drift else seen
    return (
        f"Edition {report.edition} against {report.against}: {found}.\n"
        f"Tables: {tables}. {_would_change(report)}"
    )


def _would_change(report: DriftReport) -> str:
    texts = [
        f"{number} {_many(sort, number)}" for sort, number in sorts(report.reprint.texts).items()
    ]
    counts = [
        (len(report.reprint.rewordings), "sentence"),
        (sum(one.sort == "figure" for one in report.reprint.items), "figure"),
        (sum(one.sort == "table" for one in report.reprint.items), "table"),
    ]
    texts += [f"{number} {_many(word, number)}" for number, word in counts if number]
    changes = f"In the report would change: {', '.join(texts) or 'nothing'}."
    chapters = ", ".join(dict.fromkeys(one.chapter or "the whole" for one in report.unmade))
    return changes + (f" Cannot be made as it is: {chapters}." if chapters else "")


def _many(word: str, number: int) -> str:
    return word if number == 1 else f"{word}{'es' if word.endswith('s') else 's'}"


def _overview(console: Console, tables: Sequence[TableReport]) -> None:
    """A row per table that is there and not the same to the byte; the others below it."""
    grid = empty_grid("table", "verdict", "reason of CBS", "figures of", "rows", "changed")
    absent = [one.table for one in tables if one.verdict is Verdict.ABSENT]
    same = [one.table for one in tables if one.verdict is Verdict.UNCHANGED and not one.drift]
    for one in tables:
        if one.table not in (*same, *absent):
            verdict = plain(one.verdict.value, _STYLES.get(one.verdict, "bold red"))
            grid.add_row(plain(one.table), verdict, *map(plain, _facts(one.drift)))
    console.print(grid if grid.rows else "")
    if same:
        console.print(plain(f"The same to the byte: {', '.join(same)}."))
    if absent:
        console.print(plain(f"Not in the other state: {', '.join(absent)}."))
    console.print()


def _facts(drift: TableDrift | None) -> tuple[str, str, str, str]:
    if drift is None:
        return (_NOTHING, _NOTHING, _NOTHING, _NOTHING)
    dates = [stamp.modified[:10] or "unknown" for stamp in (drift.old, drift.new)]
    return (
        drift.new.reason or "unknown",
        dates[0] if dates[0] == dates[1] else " → ".join(dates),
        f"+{drift.rows_added:,} −{drift.rows_removed:,}",
        f"{len(drift.changes):,} of {drift.common:,}",
    )


def _show_table(console: Console, one: TableReport) -> None:
    if one.failure:
        console.print(plain(f"{one.table} could not be read:", "bold red"))
        console.print(plain(f"{one.failure.kind}: {one.failure}\n"))
    drift = one.drift
    if drift is None or (one.verdict is Verdict.UNCHANGED and not one.contract):
        return
    console.print(plain(f"{one.table}  {drift.title}", "bold"))
    for line in _about(one, drift):
        console.print(plain(f"  {line}"))
    if drift.changes:
        console.print(_cells(drift))
    console.print()


def _about(one: TableReport, drift: TableDrift) -> Iterable[str]:
    kinds = ", ".join(kind.value for kind in drift.kinds)
    yield f"{one.verdict.value}: {kinds or 'no figures changed'}"
    for name, old, new in drift.old.changes(drift.new):
        yield f"{name}: {old or 'unknown'} → {new or 'unknown'}"
    if drift.is_silent:
        yield "Figures changed although CBS's date of them did not."
    if one.laid_over:
        yield "The other state is only a part; its figures were laid over the frozen ones."
    counts = ", ".join(f"{number:,} {s.value}" for s, number in drift.counts.items())
    if counts:
        yield f"figures: {counts}; {drift.common:,} stand in both"
    for label, periods in (("new", drift.periods_added), ("gone", drift.periods_removed)):
        if periods and not one.laid_over:
            yield f"periods {label}: {_few(periods)}"
    yield from (difference(d) for d in drift.differences[:LINES])
    yield from _more(len(drift.differences) - LINES)
    yield from (f"contract: {line}" for line in one.contract)


def difference(one: Difference) -> str:
    """A difference of structure in words."""
    name = f"{one.what} {one.name}".strip()
    if one.is_added:
        return f"{name} is new: {one.new}"
    return f"{name} is gone: {one.old}" if one.is_removed else f"{name}: {one.old} → {one.new}"


def _cells(drift: TableDrift) -> Table:
    """The gravest changes."""
    grid = empty_grid("figure", "old", "new", "class")
    worst = sorted(drift.changes, key=lambda c: -c.severity.rank)
    for one in worst[:CELLS]:
        grid.add_row(*map(plain, (one.words, one.old, one.new, one.severity.value)))
    grid.caption = plain(" ".join(_more(len(worst) - CELLS)))
    grid.caption_justify = "left"
    return grid


def _show_print(console: Console, reprint: Reprint) -> None:
    if reprint.texts:
        console.print(plain("Numbers, directions, names and periods", "bold"))
        grid = empty_grid("text", "what", "old", "new")
        for one in reprint.texts[:LINES]:
            place = f"{one.chapter}.md:{one.line}"
            grid.add_row(*map(plain, (place, one.sort, one.old, one.new)))
        _print(console, grid, len(reprint.texts) - LINES)
    if reprint.rewordings:
        console.print(plain("Sentences", "bold"))
        grid = empty_grid("old", "new")
        for two in reprint.rewordings[:LINES]:
            old, new = marked(two.old, two.new)
            grid.add_row(_pieces(old, "[-", "-]", "red"), _pieces(new, "{+", "+}", "green"))
            grid.add_section()
        _print(console, grid, len(reprint.rewordings) - LINES)
    if reprint.items:
        console.print(plain("Figures and tables", "bold"))
        _print(console, _items(reprint.items), 0)
    if reprint.sources:
        console.print(plain(f"Lines of sources with another date: {len(reprint.sources)}.", "dim"))


def _items(items: Sequence[ItemChange]) -> Table:
    grid = empty_grid("figure or table", "where", "old", "new")
    for one in items:
        name = plain(f"{one.sort} {one.number} ({one.id})")
        for point in one.points[:POINTS]:
            where = f"{point.label}, {point.x}"
            grid.add_row(name, *map(plain, (where, point.old or _NOTHING, point.new or _NOTHING)))
            name = plain("")
        for line in _remarks(one):
            grid.add_row(name, plain(line), plain(""), plain(""))
            name = plain("")
        grid.add_section()
    return grid


def _remarks(one: ItemChange) -> Iterable[str]:
    yield from _more(len(one.points) - POINTS)
    if one.reordered:
        yield "in another order"
    if one.hidden:
        yield f"{one.hidden} value(s) differ but print the same"
    if one.alt:
        yield "the description (alt text) differs"


def _pieces(pieces: Iterable[Piece], before: str, after: str, style: str) -> Text:
    text = Text()
    for piece in pieces:
        words = visible(piece.text)
        if piece.differs:
            text.append(f"{before}{words.rstrip(' ')}{after}", f"bold {style}")
            text.append(words[len(words.rstrip(" ")) :])
        else:
            text.append(words)
    return text


def _print(console: Console, grid: Table, more: int) -> None:
    console.print(grid)
    for line in _more(more):
        console.print(plain(line))


def _more(number: int) -> Iterable[str]:
    if number > 0:
        yield f"… and {number:,} more; --json lists all."


def _few(items: Sequence[str]) -> str:
    return ", ".join(items) if len(items) <= CELLS else f"{items[0]} … {items[-1]} ({len(items)})"
