"""A comparison of two editions as one Dutch page that works by itself: no script, no address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jaarbericht.audit.compare_find import Compared
from jaarbericht.audit.compare_words import row
from jaarbericht.audit.htmlpage import data_table, document, escaped, table_row
from jaarbericht.compose.revisions import Kind, Revision, by_kind
from jaarbericht.compose.revisionwords import KINDS

# Revised points of figures and cells of tables; JSON has them all.
POINTS = 500
_STYLE = (
    "body{font:1rem/1.5 sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem;color:#111;"
    "background:#fff;overflow-wrap:anywhere}table{border-collapse:collapse;width:100%;"
    "margin:1rem 0}caption{text-align:left;font-weight:bold}th,td{border-bottom:1px solid #767676;"
    "padding:.3em .6em;text-align:left;vertical-align:top}code{font-size:.85em}"
    ".bevinding{background:#fbeedc}"
)


def page(found: Compared) -> str:
    """The whole page."""
    year, later = found.comparison.earlier.year, found.later["edition"]["year"]
    title = f"Jaarbericht {year}, vergeleken met jaarbericht {later}"
    revisions = found.comparison.revisions
    points = [one for one in revisions if one.is_revised and not one.prose]
    parts = [
        *(f"<p>{escaped(line)}</p>" for line in _summary(found)),
        _grid("Getallen in de tekst", [one for one in revisions if one.prose], found),
        _grid("Bijgestelde cijfers van figuren en tabellen", points[:POINTS], found),
    ]
    if len(points) > POINTS:
        parts.append(
            f"<p>En nog {len(points) - POINTS} andere cijfers van figuren en tabellen.</p>"
        )
    body = "\n".join(part for part in parts if part)
    return document(title, _STYLE, body)


def _summary(found: Compared) -> Iterator[str]:
    one = found.comparison
    year, later = one.earlier.year, found.later["edition"]["year"]
    yield (
        f"De {len(one.revisions)} getallen van editie {year} zijn opnieuw berekend: met hun eigen"
        f" formule, over hun eigen perioden, met de tabellen van editie {later}."
    )
    kinds = ", ".join(f"{KINDS[kind]}: {number}" for kind, number in by_kind(one.revisions))
    yield f"Uitkomst: {kinds}. Alleen in editie {later}: {len(one.added)} getallen."
    if not one.other:
        yield (
            "Beide edities gebruiken van elke tabel dezelfde stand. Een bijstelling door het CBS"
            " kan hier dus niet blijken."
        )


def _grid(title: str, listed: Sequence[Revision], found: Compared) -> str:
    if not listed:
        return ""
    year, later = found.comparison.earlier.year, found.later["edition"]["year"]
    heads = ("Getal", f"In editie {year}", "Hetzelfde, nu", "Oordeel", f"In editie {later}")
    return data_table(title, heads, (_row(one, found) for one in listed))


def _row(one: Revision, found: Compared) -> str:
    words = row(one, found.comparison, found.later)
    verdict = " ".join(filter(None, (KINDS[one.kind], words.difference)))
    if one.redefined and one.kind not in (Kind.EQUAL, Kind.DEFINITION):
        verdict += f"; {KINDS[Kind.DEFINITION]}"
    name = f"<code>{escaped(one.id)}</code>"
    about = f"{escaped(one.about)}<br>" if one.about else ""
    new = f"{words.new} ({words.periods})" if words.periods else words.new
    cells = map(escaped, (words.old, words.now, verdict, new))
    return table_row(f"{about}{name}", *cells, style="bevinding" if one.is_revised else "")
