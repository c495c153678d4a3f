"""Innovatie en productiviteit: output per worker, research and development, firms that innovate."""

from jaarbericht.lineage import (
    Chapter,
    Column,
    Point,
    Quantity,
    Row,
    Series,
    Tables,
    bars,
    chain,
    difference,
    dots,
    growth,
    growth_points,
    largest_of,
    lines,
    per,
    share,
    smallest_of,
    stacked,
    times,
)
from jaarbericht.lineage.forms import Form, count, percent, points, thousand, times_form
from jaarbericht.lineage.spoken import spoken

GDP, WORKING = "BrutoBinnenlandsProduct_2", "WerkzameBeroepsbevolking_6"
ON_QUARTER, ON_QUARTER_OLD, ADJUSTED = "A045300", "vlptsa", "A050903"

# Branch -> its name in report/citations.yaml.
BRANCHES = {
    "Bouwnijverheid": "bouw",
    "Vervoer en opslag": "vervoer",
    "Industrie": "industrie",
    "Zakelijke dienstverlening": "zakelijk",
    "Informatie en communicatie": "ict",
    "Groot- en detailhandel": "handel",
}
SIZES = {"Kleinbedrijf": "klein", "Middenbedrijf": "midden"}
GROWING = {"Kleinbedrijf": "klein", "Mkb": "mkb", "Grootbedrijf": "groot"}
CLASSES = {"10 tot 50": "klein", "50 tot 250": "midden", "10 of meer": "alle"}

EUROS = Form(1, 1_000, "duizend euro")
MONEY = Form(1, 1_000_000_000, "miljard euro", "mld")
ROUND_MONEY = Form(0, 1_000_000_000, "miljard euro", "mld")
SUBSTANTIAL = Form(1, 1_000_000, "miljoen euro", "mln")
SIGNED = percent(signed=True)
TWO_SIZES = "Twee grootteklassen worden met opzet met elkaar vergeleken."
PER_WORKER = (
    "Het bbp is van alle bedrijven en instellingen, de werkenden zijn inwoners met werk; het"
    " verschil van beide groeicijfers benadert de groei per werkende."
)
REVISED = "Het bbp staat in de tabellen na revisies; de ramingen van destijds luidden iets anders."
NEW_METHOD = (
    "De werkenden zijn door het CBS later herberekend volgens een nieuwe meetmethode; wat destijds"
    " is gepubliceerd, wijkt af."
)
PERSONS = "Werkenden: personen van 15 tot 75 jaar met betaald werk, ongeacht het aantal uren."
ONE_MOMENT = "Uit een eenmalig onderzoek; er is geen reeks."
LATER_SEEN = "De datum van de pagina is niet bekend; de cijfers kunnen sindsdien zijn bijgesteld."


def derive(tables: Tables) -> Chapter:
    """Everything the chapter shows, in the order of the text."""
    c = Chapter("innovatie", "Innovatie en productiviteit")
    _by_branch(c, tables)
    with c.part("groei_omvang"):
        _by_size(c, tables)
    with c.part("per_werkende"):
        _per_worker(c, tables)
    with c.part("onderzoek"):
        _research(c, tables)
    _innovators(c, tables)
    return c


def _by_branch(c: Chapter, tables: Tables) -> None:
    found = {
        size: {name: tables.cited(f"productiviteit_{b}_{s}") for name, b in BRANCHES.items()}
        for size, s in SIZES.items()
    }
    small, middle = found.values()
    ahead = {name: growth(middle[name], small[name], because=TWO_SIZES) for name in BRANCHES}
    for which, pick in (("meest", largest_of), ("minst", smallest_of)):
        label, gap = pick(ahead)
        c.label(
            f"voor_{which}", (label.lower(), gap), "Bedrijfstak naar verschil in productiviteit"
        )
        c.number(f"voor_{which}_n", gap, percent(), "Middenbedrijf ten opzichte van kleinbedrijf")
        about = "Toegevoegde waarde per voltijdbaan in die bedrijfstak"
        c.number(f"voor_{which}_klein", small[label], EUROS, f"{about}, kleinbedrijf")
        c.number(f"voor_{which}_midden", middle[label], EUROS, f"{about}, middenbedrijf")
    label, least = smallest_of(small)
    c.label("laagste_klein", (label.lower(), least), "Kleinbedrijf met de laagste productiviteit")
    c.number("laagste_klein_n", least, EUROS, "Toegevoegde waarde per voltijdbaan daar")
    order = sorted(BRANCHES, key=lambda name: -middle[name].value)
    c.figure(
        dots(
            "productiviteit",
            {size: {name: one[name] for name in order} for size, one in found.items()},
            f"toegevoegde waarde per voltijdbaan in {spoken(least.period)}, x 1.000 euro",
            thousand(1),
            highlight=order[:1],
            notes=[
                "Kleinbedrijf: 10 tot 50 werkzame personen; middenbedrijf: 50 tot 250.",
                ONE_MOMENT,
            ],
        )
    )


def _by_size(c: Chapter, tables: Tables) -> None:
    rises = {size: tables.cited(f"productiviteit_groei_{s}") for size, s in GROWING.items()}
    for size, s in GROWING.items():
        c.number(
            f"groei_{s}", rises[size], percent(), f"Groei van de productiviteit, {size.lower()}"
        )
    c.number(
        "mkb_waarde", tables.cited("mkb_waarde"), ROUND_MONEY, "Toegevoegde waarde van het mkb"
    )
    c.number("mkb_waarde_groei", tables.cited("mkb_waarde_groei"), percent(), "Groei daarvan")
    more = tables.cited("mkb_arbeidsjaren_erbij")
    c.number("mkb_arbeidsjaren", more, thousand(), "Toename van het aantal arbeidsjaren in het mkb")
    behind = difference(rises["Mkb"], rises["Grootbedrijf"], because=TWO_SIZES)
    c.number("groei_verschil", behind, points(), "Mkb ten opzichte van het grootbedrijf")
    c.figure(
        bars(
            "groei_omvang",
            {"Groei": rises},
            f"groei van de toegevoegde waarde per voltijdbaan in {spoken(behind.period)}",
            percent(),
            highlight=["Mkb"],
            notes=[
                "Of voor prijsveranderingen is gecorrigeerd, zegt de bron niet.",
                "Kleinbedrijf: 10 tot 50 werkzame personen; grootbedrijf: 250 of meer.",
            ],
        )
    )


def _per_worker(c: Chapter, tables: Tables) -> None:
    working = tables["85224NED"].series(WORKING, kind="KW", SeizoenEnWerkdagcorrectie=ADJUSTED)
    old = tables["82602NED"].series(GDP, kind="KW", SoortMutaties=ON_QUARTER_OLD)
    new = tables["85880NED"].series(GDP, kind="KW", SoortMutaties=ON_QUARTER)
    begin = working.periods[0]
    spans = {
        "eerder": _levels(old.between(_next(begin.code), old.periods[-1].code), working),
        "later": _levels(new, working),
    }
    rows = []
    for name, (output, workers) in spans.items():
        made, people = output.last, workers.last
        gap = growth_points(made, people, because=PER_WORKER)
        c.number(f"bbp_{name}", made, percent(0), "Volumegroei van het bbp over de periode")
        c.number(f"werkenden_{name}", people, percent(), "Groei van het aantal werkenden")
        c.number(f"per_werkende_{name}", gap, points(0), "Verschil van beide")
        c.period(f"begin_{name}", people.periods[0])
        rows.append(Row(_span(people), (made, people, gap)))
    columns = [
        Column("bbp (volume)", percent(0, signed=True)),
        Column("werkenden", SIGNED),
        Column("verschil", points(0, signed=True)),
    ]
    notes = [PERSONS, PER_WORKER, REVISED, NEW_METHOD]
    c.table("groei_per_werkende", rows, columns, "Periode", "groei over de hele periode", notes)
    output, workers = spans["eerder"]
    c.figure(
        lines(
            "bbp_werkenden",
            {"Bbp (volume)": output, "Werkenden": workers},
            f"verandering sinds {spoken(begin)}, gecorrigeerd voor seizoen",
            percent(0),
            highlight=["Bbp (volume)"],
            notes=["De tabel met het bbp is daarna stopgezet.", PERSONS, NEW_METHOD],
        )
    )


def _research(c: Chapter, tables: Tables) -> None:
    spent, firms = tables.cited("rd_uitgaven"), tables.cited("rd_bedrijven")
    small_spent, small_firms = tables.cited("rd_uitgaven_klein"), tables.cited("rd_bedrijven_klein")
    part_spent, part_firms = share(small_spent, spent), share(small_firms, firms)
    c.number("rd_uitgaven", spent, MONEY, "Uitgaven van bedrijven aan eigen onderzoek")
    c.number("rd_bedrijven", firms, count(), "Bedrijven met eigen onderzoek")
    c.number("rd_deel_bedrijven", part_firms, percent(), "Aandeel van kleine bedrijven, in aantal")
    c.number("rd_deel_uitgaven", part_spent, percent(), "Aandeel van kleine bedrijven, in uitgaven")
    unit = "euro per bedrijf"
    each = per(small_spent, small_firms, unit=unit)
    rest_spent, rest_firms = difference(spent, small_spent), difference(firms, small_firms)
    other = per(rest_spent, rest_firms, unit=unit)
    c.number("rd_per_klein", each, Form(0, 1_000, "duizend euro"), "Uitgaven per klein bedrijf")
    c.number("rd_per_groter", other, SUBSTANTIAL, "Uitgaven per groter bedrijf")
    ratio = times(other, each, because=TWO_SIZES)
    c.number("rd_keer", ratio, times_form(0), "Verhouding van die twee")
    years = tables.cited("rd_arbeidsjaren_klein")
    c.number("rd_arbeidsjaren", years, thousand(1), "Arbeidsjaren onderzoek bij kleine bedrijven")
    parts = {
        "Minder dan 50": {"Bedrijven": part_firms, "Uitgaven": part_spent},
        "50 of meer": {
            "Bedrijven": share(rest_firms, firms),
            "Uitgaven": share(rest_spent, spent),
        },
    }
    c.figure(
        stacked(
            "onderzoek",
            parts,
            "aandeel in bedrijven met eigen research en development en in hun uitgaven daaraan,"
            f" naar werkzame personen, {spoken(spent.period)}",
            percent(0),
            notes=[LATER_SEEN],
        )
    )


def _innovators(c: Chapter, tables: Tables) -> None:
    asked, new, technical = (
        {size: tables.cited(f"innovatie_{what}_{s}") for size, s in CLASSES.items()}
        for what in ("bedrijven", "innovatoren", "technisch")
    )
    innovating = {size: share(new[size], asked[size]) for size in CLASSES}
    inventive = {size: share(technical[size], asked[size]) for size in CLASSES}
    for size, s in CLASSES.items():
        c.number(f"inn_{s}", innovating[size], percent(), f"Aandeel innovatoren, {size}")
    for s, size in (("klein", "10 tot 50"), ("midden", "50 tot 250")):
        c.number(f"tech_{s}", inventive[size], percent(), f"Technologische innovatoren, {size}")
    gap = growth_points(innovating["50 tot 250"], innovating["10 tot 50"], because=TWO_SIZES)
    c.number("inn_verschil", gap, points(), "Middenbedrijf ten opzichte van kleinbedrijf")
    c.number("inn_aantal", new["10 of meer"], count(), "Aantal innovatoren")
    part = share(new["10 tot 50"], new["10 of meer"])
    c.number("inn_deel_klein", part, percent(), "Aandeel van kleine bedrijven in de innovatoren")
    c.figure(
        bars(
            "innovatoren",
            {"Alle innovatoren": innovating, "Technologische innovatoren": inventive},
            f"aandeel van de bedrijven, naar werkzame personen, {spoken(gap.period)}",
            percent(),
            highlight=["Alle innovatoren"],
            notes=[LATER_SEEN],
        )
    )
    rows = [
        Row(size, (asked[size], new[size], technical[size]), strong=s == "alle")
        for size, s in CLASSES.items()
    ]
    columns = [
        Column("onderzochte bedrijven", count()),
        Column("innovatoren", count()),
        Column("waarvan technologisch", count()),
    ]
    c.table(
        "innovatoren_tabel", rows, columns, "Werkzame personen", spoken(gap.period), [LATER_SEEN]
    )


def _levels(changes: Series, working: Series) -> tuple[Series, Series]:
    """Output and workers as change in percent since the quarter before `changes` begin.

    Both run to the newest quarter that both have.
    """
    start = working.at(_before(changes.periods[0].code))
    until = min(changes.periods[-1], working.periods[-1])
    known = changes.between(changes.periods[0].code, until.code)
    chained = [
        Point(last, chain(*(known.at(p.code) for p in known.periods if p <= last)))
        for last in known.periods
    ]
    people = working.between(known.periods[0].code, until.code).map(lambda q: growth(q, start))
    return Series(changes.name, tuple(chained)), people


def _next(code: str) -> str:
    """The code of the quarter after a quarter."""
    year, quarter = int(code[:4]), int(code[6:])
    return f"{year + quarter // 4}KW{quarter % 4 + 1:02d}"


def _before(code: str) -> str:
    """The code of the quarter before a quarter."""
    year, quarter = int(code[:4]), int(code[6:])
    return f"{year - (quarter == 1)}KW{(quarter - 2) % 4 + 1:02d}"


def _span(quantity: Quantity) -> str:
    """`1e kw 2013 – 4e kw 2017`: from the oldest to the newest quarter of a change."""
    return " – ".join(
        f"{int(p.code[6:])}e kw {p.code[:4]}" for p in (quantity.periods[0], quantity.period)
    )


if "snakemake" in globals():
    from jaarbericht.job import run_chapter

    run_chapter(globals()["snakemake"], derive)
