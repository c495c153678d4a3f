"""A drift report as one Dutch page that works by itself: no script, nothing that is fetched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from jaarbericht.audit.drift import Kind, TableDrift, Verdict
from jaarbericht.audit.drift_cells import Severity
from jaarbericht.audit.drift_find import DriftReport, TableReport
from jaarbericht.audit.drift_structure import Difference
from jaarbericht.audit.htmlpage import data_table, document, escaped, listed, table_row
from jaarbericht.audit.rederive import Unmade
from jaarbericht.audit.reprinted import ItemChange, Reprint
from jaarbericht.audit.rewording import Piece, marked

_VERDICTS = {
    Verdict.UNCHANGED: "ongewijzigd", Verdict.REVISED: "herzien",
    Verdict.RESTRUCTURED: "anders ingericht", Verdict.STOPPED: "stopgezet",
    Verdict.ABSENT: "niet aanwezig", Verdict.UNREADABLE: "niet te lezen",
}  # fmt: skip
_KINDS = {
    Kind.REVISION: "bijstelling", Kind.CORRECTION: "correctie door het CBS",
    Kind.RESTRUCTURING: "herinrichting",
}  # fmt: skip
_SEVERITIES = {
    Severity.STATUS: "alleen status", Severity.ROUNDING: "binnen de afronding",
    Severity.SYMBOL: "ander teken", Severity.SMALL: "klein", Severity.TEXT: "tekst",
    Severity.LARGE: "groot", Severity.APPEARED: "verschenen", Severity.DISAPPEARED: "verdwenen",
    Severity.SIGN: "van plus naar min of omgekeerd",
}  # fmt: skip
_SORTS = {
    "number": "getal", "status": "status", "direction": "richting", "label": "naam",
    "period": "periode", "reference": "verwijzing", "figure": "figuur", "table": "tabel",
}  # fmt: skip
_PARTS = {
    "title": "titel", "dimension": "dimensie", "dimension title": "titel van dimensie",
    "code": "code", "code title": "titel van code", "column": "kolom", "key": "sleutel van kolom",
    "column title": "titel van kolom", "group": "groep van kolom", "unit": "eenheid van",
    "decimals": "decimalen van", "datatype": "gegevenstype van",
}  # fmt: skip
# The gravest changes of a table; JSON has them all.
CELLS = 200
_STYLE = (
    "body{font:1rem/1.5 sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#111;"
    "background:#fff;overflow-wrap:break-word}table{border-collapse:collapse;width:100%;"
    "margin:1rem 0}caption{text-align:left;font-weight:bold}th,td{border-bottom:1px solid #767676;"
    "padding:.3em .6em;text-align:left;vertical-align:top}pre{white-space:pre-wrap;"
    "overflow-wrap:anywhere}"
    "del{background:#fbdcdc;color:#6b0000}ins{background:#d9f2dd;color:#00410f}"
    ".onzichtbaar{position:absolute;width:1px;height:1px;overflow:hidden;"
    "clip-path:inset(50%);white-space:nowrap}"
)


def page(report: DriftReport) -> str:
    """The whole page."""
    title = f"Jaarbericht {report.edition}, vergeleken met {escaped(report.against)}"
    sections = (
        _summary(report), _tables(report.tables), *map(_table, report.tables),
        _unmade(report.unmade), _texts(report.reprint), _sentences(report.reprint),
        _items(report.reprint.items), _sources(report.reprint),
    )  # fmt: skip
    body = "\n".join(section for section in sections if section)
    return document(title, _STYLE, body)


def _summary(report: DriftReport) -> str:
    seen = "Niet alles was te lezen." if report.of(Verdict.UNREADABLE) else "Geen verschillen."
    found = "Er zijn verschillen." if report.has_drift else seen
    counted = [f"{len(report.of(v))} {word}" for v, word in _VERDICTS.items() if report.of(v)]
    print_ = report.reprint
    changes = (
        f"Anders gedrukt zouden worden: {len(print_.texts)} getallen, richtingen, namen en "
        f"perioden, {len(print_.rewordings)} zinnen, {len(print_.items)} figuren en tabellen."
    )
    return f"<p>{found} Tabellen: {', '.join(counted)}. {changes}</p>"


def _tables(tables: Sequence[TableReport]) -> str:
    heads = ("Tabel", "Uitkomst", "Soort", "Reden van het CBS", "Stand", "Rijen", "Gewijzigd")
    cells = ((one.table, _VERDICTS[one.verdict], *_facts(one.drift)) for one in tables)
    rows = (table_row(*map(escaped, some)) for some in cells)
    return f"<h2>Tabellen</h2>\n{data_table('Uitkomst per tabel', heads, rows)}"


def _facts(drift: TableDrift | None) -> tuple[str, ...]:
    if drift is None:
        return ("–",) * 5
    return (
        ", ".join(_KINDS[kind] for kind in drift.kinds) or "–",
        drift.new.reason or "onbekend",
        _moved(drift.old.modified[:10], drift.new.modified[:10]),
        f"{drift.rows_added} erbij, {drift.rows_removed} eraf",
        f"{len(drift.changes)} van {drift.common} cellen",
    )


def _moved(old: str, new: str) -> str:
    old, new = old or "onbekend", new or "onbekend"
    return old if old == new else f"van {old} naar {new}"


def _table(one: TableReport) -> str:
    drift = one.drift
    if one.failure:
        return f"<h3>Tabel {escaped(one.table)}</h3>\n{_english(str(one.failure))}"
    if drift is None or (one.verdict is Verdict.UNCHANGED and not one.contract):
        return ""
    return "\n".join(
        [
            f"<h3>Tabel {escaped(one.table)}: {escaped(drift.title)}</h3>",
            listed(map(escaped, _about(one, drift))),
            _english("\n".join(one.contract)) if one.contract else "",
            _cells(drift),
        ]
    )


def _about(one: TableReport, drift: TableDrift) -> Iterator[str]:
    for name, old, new in drift.old.changes(drift.new):
        yield f"{name}: {_moved(old, new)}"
    if drift.is_silent:
        yield "Cijfers zijn gewijzigd, maar de datum die het CBS noemt niet."
    if one.laid_over:
        yield "De andere stand is maar een deel; haar cijfers zijn over de vastgelegde gelegd."
    for severity, number in drift.counts.items():
        yield f"{number} cellen: {_SEVERITIES[severity]}"
    for status in drift.statuses:
        words = _moved(status.old, status.new)
        yield f"Status van {status.period}: {words} ({status.cells} overige cellen)"
    yield from map(_difference, drift.differences)


def _difference(one: Difference) -> str:
    name = f"{_PARTS[one.what]} {one.name}".strip()
    if one.is_added:
        return f"nieuw: {name} ({one.new})"
    return (
        f"vervallen: {name} ({one.old})"
        if one.is_removed
        else f"{name}: {_moved(one.old, one.new)}"
    )


def _cells(drift: TableDrift) -> str:
    worst = sorted(drift.changes, key=lambda c: -c.severity.rank)[:CELLS]
    rows = (
        table_row(escaped(c.words), _gone(c.old), _come(c.new), escaped(_SEVERITIES[c.severity]))
        for c in worst
    )
    which = "alle" if len(worst) == len(drift.changes) else f"de {len(worst)} zwaarste"
    title = f"Gewijzigde cellen van {drift.table}, {which}"
    return data_table(title, ("Cel", "Oud", "Nieuw", "Klasse"), rows) if worst else ""


def _unmade(unmade: Sequence[Unmade]) -> str:
    if not unmade:
        return ""
    parts = [
        f"<h3>{escaped(one.chapter or 'Het document')}</h3>\n<p>{escaped(_instead(one))}</p>\n"
        f"{_english(f'{one.cause.kind}: {one.cause}')}"
        for one in unmade
    ]
    return "\n".join(["<h2>Hoofdstukken die van deze stand niet te maken zijn</h2>", *parts])


def _instead(one: Unmade) -> str:
    if one.table:
        return f"Hieronder is tabel {one.table} in dit hoofdstuk de vastgelegde gebleven."
    return "Hieronder is dit hoofdstuk gebleven zoals het is."


def _texts(reprint: Reprint) -> str:
    rows = (
        table_row(
            escaped(f"{one.chapter}.md:{one.line}"), escaped(_SORTS[one.sort]), _gone(one.old),
            _come(one.new), escaped(one.quantity),
        )
        for one in reprint.texts
    )  # fmt: skip
    heads = ("Plaats", "Soort", "Oud", "Nieuw", "Nummer in het register")
    title = "Getallen, richtingen, namen en perioden"
    return f"<h2>{title}</h2>\n{data_table(title, heads, rows)}" if reprint.texts else ""


def _sentences(reprint: Reprint) -> str:
    rows = []
    for one in reprint.rewordings:
        old, new = marked(one.old, one.new)
        cells = (escaped(one.chapter), _pieces(old, _gone), _pieces(new, _come))
        rows.append(table_row(*cells))
    grid = data_table("Zinnen, oud naast nieuw", ("Hoofdstuk", "Oud", "Nieuw"), rows)
    return f"<h2>Zinnen</h2>\n{grid}" if rows else ""


def _items(items: Sequence[ItemChange]) -> str:
    parts = ["<h2>Figuren en tabellen</h2>"] if items else []
    for one in items:
        name = f"{_SORTS[one.sort].capitalize()} {one.number} ({one.id})"
        rows = (
            table_row(escaped(f"{p.label}, {p.x}"), _gone(p.old), _come(p.new)) for p in one.points
        )
        parts += [f"<h3>{escaped(name)}</h3>", listed(map(escaped, _remarks(one)))]
        if one.points:
            parts.append(data_table(f"Punten van {name}", ("Plaats", "Oud", "Nieuw"), rows))
        if one.alt:
            old, new = marked(*one.alt)
            parts.append(f"<p>Beschrijving, oud: {_pieces(old, _gone)}</p>")
            parts.append(f"<p>Beschrijving, nieuw: {_pieces(new, _come)}</p>")
    return "\n".join(part for part in parts if part)


def _remarks(one: ItemChange) -> Iterator[str]:
    if one.reordered:
        yield "De volgorde verandert."
    if one.hidden:
        yield f"{one.hidden} waarden veranderen zonder dat het in de afdruk te zien is."


def _sources(reprint: Reprint) -> str:
    rows = [
        table_row(escaped(one.chapter), _gone(one.old), _come(one.new)) for one in reprint.sources
    ]
    grid = data_table("Bronregels, oud naast nieuw", ("Hoofdstuk", "Oud", "Nieuw"), rows)
    return f"<h2>Bronregels</h2>\n{grid}" if rows else ""


def _pieces(pieces: Iterable[Piece], mark: Callable[[str], str]) -> str:
    return "".join(mark(p.text) if p.differs else escaped(p.text) for p in pieces)


def _gone(text: str) -> str:
    """Readers of screens do not hear colours or lines through words."""
    return _marked("del", "vervalt", text)


def _come(text: str) -> str:
    return _marked("ins", "wordt", text)


def _marked(tag: str, said: str, text: str) -> str:
    if not text.strip():
        return f"{_hidden('leeg')}{escaped(text)}"
    return f"<{tag}>{_hidden(f'[{said}:')} {escaped(text)}{_hidden(']')}</{tag}>"


def _hidden(text: str) -> str:
    return f'<span class="onzichtbaar">{escaped(text)}</span>'


def _english(text: str) -> str:
    return f'<pre lang="en">{escaped(text)}</pre>'
