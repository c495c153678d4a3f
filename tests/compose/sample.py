"""A made-up document for the tests of typesetting: a few pages with every construct of the report.

All figures and texts in it are samples; none of them is a figure of CBS.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from jaarbericht.compose.annex import ChapterEntry, ItemEntry, NumberEntry
from jaarbericht.compose.assemble import Attachment, ChapterPart
from jaarbericht.compose.assembly import render_template
from jaarbericht.compose.citationentries import CitationEntry, DocumentEntry
from jaarbericht.compose.colophon import EditionText, Line
from jaarbericht.compose.prose import Section
from jaarbericht.compose.revisionwords import RevisionPart, RevisionRow
from jaarbericht.compose.tableentries import TableEntry
from jaarbericht.compose.typeset import read_enclosures, typeset
from jaarbericht.compose.wordindex import IndexEntry
from jaarbericht.files import write_json, write_text

REPORT = Path(__file__).parents[2] / "report"
CREATED = date(2021, 11, 18)
ATTACHMENTS = (
    Attachment("cells.csv", "Alle gebruikte cellen van het CBS", "Source", "Alle cellen"),
    Attachment("ledger.json", "Register van alle getallen met hun formules", "Data", "Register"),
    Attachment("voorbeeld-groei.csv", "Gegevens bij figuur 1.1: voorbeeld", "Data", "Figuur 1.1"),
)
TITLE = "Voorbeeld: een land van kleine bedrijven"
FILLER = (
    "Dit is voorbeeldtekst over een verzonnen bedrijvenlandschap, geschreven om de opmaak te"
    " beproeven. Ondernemers met weinig werkzame personen vormen hier de overgrote meerderheid, en"
    " de werkgelegenheidsontwikkeling blijft daarbij achter. Een alinea moet lang genoeg zijn om"
    " over verscheidene regels te lopen, zodat afbreken en uitvullen zichtbaar worden."
)


def build_sample(
    folder: Path, *, extra: str = "", paragraphs: int = 3, styles: Mapping[str, str] | None = None
) -> Path:
    """Write the sample report into `folder`; `extra` is HTML put into its first chapter.

    Gives the page. `styles` adds style sheets, name to text.
    """
    context = sample_context(extra, paragraphs)
    html = render_template(REPORT / "template", context)
    for sheet in sorted((REPORT / "styles").glob("*.css")):
        write_text(folder / "styles" / sheet.name, sheet.read_text(encoding="utf-8"))
    for name, text in (styles or {}).items():
        write_text(folder / "styles" / name, text)
        html = html.replace("</head>", f'<link rel="stylesheet" href="styles/{name}">\n</head>')
    write_text(folder / "figuren" / "voorbeeld-groei.svg", drawing())
    for one in ATTACHMENTS:
        write_text(folder / "bijlagen" / one.name, f"voorbeeld;{one.name}\n")
    write_json(folder / "bijlagen.json", [asdict(one) for one in ATTACHMENTS])
    write_text(folder / "index.html", html)
    return folder / "index.html"


def typeset_sample(folder: Path, **options: Any) -> Path:
    """Build the sample in `folder` and typeset it; gives the PDF."""
    page = build_sample(folder / "report", **options)
    return typeset_page(page, folder / "sample.pdf")


def typeset_page(page: Path, out: Path) -> Path:
    """Typeset a page with the enclosures listed beside it."""
    listed = read_enclosures(page.parent / "bijlagen.json")
    typeset(page, out, enclosures=listed, created=CREATED)
    return out


def bare_page(folder: Path, body: str, head: str = "") -> Path:
    """A page of its own, without the template, with no enclosures."""
    page = folder / "index.html"
    write_json(folder / "bijlagen.json", [])
    write_text(
        page,
        f'<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>Proef</title>{head}'
        '<style>html{font-family:"Source Sans Pro"} .fn{float:footnote;footnote-policy:line}'
        f"</style></head><body>{body}</body></html>",
    )
    return page


def sample_context(extra: str = "", paragraphs: int = 3) -> Mapping[str, Any]:
    """The context of the template, as compose/assemble.py gives it."""
    front = ChapterPart(
        0, "h-voorwerk", "Over dit rapport", "Over dit rapport",
        f'<p>{FILLER}</p>\n<h2 id="h-voorwerk-1">Wat u leest</h2>\n<p>{FILLER}</p>\n',
        (asdict(Section(2, "", "h-voorwerk-1", "Wat u leest")),),
    )  # fmt: skip
    items = [
        _item("#fig-voorbeeld-groei", "Figuur 1.1"),
        _item("#tab-voorbeeld-omvang", "Tabel 1.1"),
    ]
    return {
        "edition": EditionText(
            2021, "Jaarbericht Staat van het mkb 2021", "0.1", "draft", "Concept",
            "Concept, niet voor publicatie. Tekst en cijfers kunnen nog wijzigen.",
            "18 november 2021", "Nederlands Comité voor Ondernemerschap", "nl",
        ),
        "front": front,
        "summary": ChapterPart(
            0, "h-summary_en", "Summary", "Summary", "<p>This part is in English.</p>\n", (), "en"
        ),
        "guide": ChapterPart(
            0, "h-handleiding", "Handleiding", "Handleiding", f"<p>{FILLER}</p>\n", ()
        ),
        "terms": ChapterPart(0, "h-begrippen", "Begrippen", "Begrippen", _terms(), ()),
        "chapters": [_chapter(1, "voorbeeld", extra, paragraphs), _chapter(2, "tweede", "", 1)],
        "figures_list": items[:1],
        "tables_list": items[1:],
        "annex": {
            "chapters": (
                ChapterEntry(1, TITLE, _numbers(), tuple(items)),
            ),
            "citations": (_citation(),),
            "tables": (_table(),),
        },
        "colophon": {
            "lines": (
                Line("Titel", "Jaarbericht Staat van het mkb 2021"),
                Line("Versie", "0.1 (concept)"),
                Line("Peildatum", "18 november 2021. Alle gebruikte tabellen hebben een stand van"
                     " na die datum. Dit is een voorbeeld; de cijfers zijn verzonnen."),
            ),
            "html": '<p>De cijfers in dit voorbeeld zijn verzonnen.</p>\n<h2 id="h-colofon-1">'
            "Verklaring van tekens</h2>\n<ul>\n<li><strong>.</strong> – het cijfer is onbekend</li>"
            "\n<li><strong>*</strong> – voorlopig cijfer</li>\n</ul>\n",
        },
        "attachments": ATTACHMENTS,
        "documents": (
            DocumentEntry("Uitgever, Verzonnen brief, mei 2021", "1 cijfer", "https://voorbeeld.nl/"),
        ),
        "index": {
            "words": [[IndexEntry("baan", ("baan",), ("h-voorbeeld-1",), "begrip-baan")]],
            "tables": [IndexEntry("00000NED", ("00000NED",), ("h-tweede",), "t-00000NED")],
        },
        "revisions": RevisionPart(
            ("Een zin over de vorige editie.",),
            (RevisionRow("voorbeeld.groei", "Groei (2012; voorbeeld.groei)", "61,9\u00a0procent",
                         "62,1\u00a0procent", "cijfer bijgesteld +0,2\u00a0procentpunt"),
             RevisionRow("voorbeeld.stand", "Stand (2012; voorbeeld.stand)", "108", "109",
                         "cijfer bijgesteld +1")), {},
        ),
    }  # fmt: skip


def drawing() -> str:
    """A small drawing with real text, as wide as the page's text."""
    columns = "".join(
        f'<rect x="{40 + 45 * i}" y="{150 - 11 * i}" width="30" height="{20 + 11 * i}"'
        f' fill="#26988A"/><text x="{40 + 45 * i}" y="{186}" font-size="8.5"'
        f' font-family="Source Sans Pro">{2012 + i}</text>'
        for i in range(9)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="453.54pt" height="200pt"'
        f' viewBox="0 0 453.54 200">{columns}</svg>\n'
    )


def number(occurrence: str, text: str, id: str = "voorbeeld.groei") -> str:
    """A number in running text, as the prose makes it."""
    return f'<a class="getal" id="p-{occurrence}" href="#v-{id}">{text}</a>'


def _chapter(index: int, name: str, extra: str, paragraphs: int) -> ChapterPart:
    title = TITLE if index == 1 else "Tweede voorbeeld"
    filler = "".join(f"<p>{FILLER}</p>\n" for _ in range(paragraphs))
    occurrence = f"n{index:04}"
    shown = number(occurrence, "62,1\u00a0procent") if index == 1 else "veel"
    body = (
        f"<p>Hoeveel verzonnen bedrijven telt dit voorbeeld, en hoe groot zijn ze?</p>\n"
        '<aside class="kern">\n<p><strong>Een land van kleine bedrijven.</strong> Het aantal'
        f' groeide met {shown}<sup class="status">*</sup>. Dat is een voorbeeld.</p>\n</aside>\n'
        f'<h2 id="h-{name}-1"><span class="nr">{index}.1</span> Meer bedrijven</h2>\n{filler}'
        f'<p>Hier staat een noot.<span class="fn">Een noot met <em>nadruk</em> en een'
        ' <a href="https://opendata.cbs.nl/">verwijzing naar buiten</a>.</span> En hier nog een,'
        f' in dezelfde alinea.<span class="fn">De tweede noot van hoofdstuk {index}.</span>'
        f" {FILLER}</p>\n<ul>\n<li>een punt van een lijst</li>\n<li>nog een punt</li>\n</ul>\n"
        f'<h3 id="h-{name}-2">Nader bekeken</h3>\n<p lang="en">This paragraph is in English.</p>\n'
    )
    sections = (Section(2, f"{index}.1", f"h-{name}-1", "Meer bedrijven"),
                Section(3, "", f"h-{name}-2", "Nader bekeken"))  # fmt: skip
    shows = _figure() + _rows() if index == 1 else ""
    toc = tuple(asdict(one) for one in sections)
    return ChapterPart(index, f"h-{name}", title, title, body + shows + extra, toc)


def _citation() -> CitationEntry:
    return CitationEntry(
        "c-voorbeeld", "48,5 procent", "bedrijven met steun, 2020; aandeel van alle bedrijven",
        "Instituut, Rapport, 1 juni 2021", "status niet bekend", "https://example.org/rapport",
    )  # fmt: skip


def _figure() -> str:
    return (
        '<p>Zie <a class="zie" href="#fig-voorbeeld-groei">figuur\u00a01.1</a>.</p>\n'
        '<figure class="figuur" id="fig-voorbeeld-groei">\n<figcaption>'
        '<span class="nr">Figuur\u00a01.1'
        '</span> <span class="titel">Het aantal groeide ieder jaar, in totaal met '
        + number("n0003", "62,1\u00a0procent")
        + '</span> <span class="eenheid">x 1.000</span></figcaption>\n'
        '<img src="figuren/voorbeeld-groei.svg" alt="Kolommen per jaar van 2012 tot en met 2020,'
        ' oplopend van 20 tot 108." />\n<p class="bron">Bron: voorbeeld, tabel 00000NED\u00a0(stand'
        ' 1 januari 2021); bewerking voorbeeld.</p>\n<p class="noten">Cijfers met * zijn voorlopig.'
        "</p>\n</figure>\n"
    )


def _rows() -> str:
    rows = "\n".join(
        f'<tr><th scope="row">{low} tot {low + 10} werkzame personen</th><td class="getal">'
        f'{low * 7}.{low + 100}</td><td class="getal">{low},{low % 7}%</td></tr>'
        for low in range(10, 60, 10)
    )
    return (
        '<figure class="tabel" id="tab-voorbeeld-omvang">\n<figcaption>'
        '<span class="nr">Tabel\u00a01.1'
        '</span> <span class="titel">Bedrijven naar omvang</span></figcaption>\n<table>\n<thead>\n'
        '<tr><th scope="col">Omvang</th><th scope="col" class="getal">Aantal</th>'
        '<th scope="col" class="getal">Groei</th></tr>\n</thead>\n<tbody>\n'
        f'{rows}\n<tr class="totaal"><th scope="row">Totaal</th><td class="getal">987.654</td>'
        '<td class="getal">.</td></tr>\n</tbody>\n</table>\n<p class="bron">Bron: voorbeeld.</p>\n'
        "</figure>\n"
    )


def _numbers() -> tuple[NumberEntry, ...]:
    table = '<a href="#t-00000NED">00000NED</a>'
    cells = (
        f"<li><i>a</i>: {table}; Aantal bedrijven; 2021: <b>162.1</b></li>"
        f"<li><i>b</i>: {table}; Aantal bedrijven; 2012: <b>100</b></li>"
    )
    entry = NumberEntry(
        "v-voorbeeld.groei", "voorbeeld.groei", ("#p-n0001", "#p-n0003"), "62,1\u00a0procent",
        "Groei van het verzonnen aantal bedrijven", "(<i>a</i> − <i>b</i>) ÷ <i>b</i> × 100", cells,
        "62,1", "procent", "verzonnen bedrijven", "voorlopig (*)", ("Perioden lopen niet gelijk.",),
    )  # fmt: skip
    return (entry,)


def _terms() -> str:
    return (
        '<p>Begrippen van dit voorbeeld.</p>\n<dl class="begrippen">\n<div class="begrip">'
        '<dt id="begrip-baan">baan</dt><dd><p>Een verzonnen begrip.</p><p class="herkomst">'
        'Omschrijving: dit voorbeeld. Gebruikt in <a href="#h-voorbeeld-1">hoofdstuk 1</a>.</p>'
        "</dd></div>\n</dl>\n"
    )


def _item(href: str, name: str) -> ItemEntry:
    return ItemEntry(
        href, name, "Het aantal groeide ieder jaar", "voorbeeld-groei.csv", ("00000NED",),
        "8 definitief, 1 voorlopig (*)", (),
    )  # fmt: skip


def _table() -> TableEntry:
    return TableEntry(
        "t-00000NED", "00000NED", "https://opendata.cbs.nl/", "Verzonnen tabel",
        "Catalogus CBS; stand: 1 januari 2021 (later dan de peildatum); opgehaald: 2 januari 2021,"
        " uit bestanden; 12 rijen; volledig; opschriften deels afgeleid. Populatie: verzonnen"
        " bedrijven. Een opmerking bij de tabel.",
        "0123456789abcdef" * 4, True,
    )  # fmt: skip
