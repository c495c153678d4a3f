"""Verduurzaming: renewable electricity, and the jobs of branches that work on it."""

from itertools import pairwise

from jaarbericht.lineage import (
    Chapter,
    Column,
    Quantity,
    Row,
    Series,
    Table,
    Tables,
    difference,
    growth,
    growth_points,
    largest_of,
    lines,
    share,
    smallest_of,
    stacked,
    total,
)
from jaarbericht.lineage.forms import Form, percent, points, thousand

MADE, USED = "BrutoElektriciteitsproductie_2", "BrutoElektriciteitsproductie_5"
NORMALISED = "GenormaliseerdeBrutoProductie_4"
CAPACITY = "OpgesteldElektrischVermogenEindeJaar_8"
JOBS = "BanenVanWerknemersInDecember_1"
EVERY, EVERY_SIZE = "T001028", "T001098"

WIND, SUN, BIOMASS, WATER = "Wind", "Zon", "Biomassa", "Waterkracht"
SOURCES = {WIND: "E006588", SUN: "E006590", BIOMASS: "E006566", WATER: "E006587"}
IN_POWER_STATIONS = "E006662"
ON_LAND, AT_SEA, PANELS = "Wind op land", "Wind op zee", "Zonnestroom"
INSTALLED = {ON_LAND: "E006637", AT_SEA: "E006638", PANELS: "E006590"}
# How far back the table and the comparison of sources go.
YEARS_BACK = 10

BRANCHES = {
    "Energievoorziening": "346600",
    "Afvalbehandeling en recycling": "348700",
    "Gespecialiseerde bouw": "351900",
}
SIZES = {
    "minder dan 10": "WP19074",
    "10 tot 50": "WP19090",
    "50 tot 100": "WP19096",
    "100 tot 500": "WP19099",
    "500 of meer": "WP19109",
}
UNDER_HUNDRED = ("minder dan 10", "10 tot 50", "50 tot 100")

BILLION_KWH = Form(1, 1_000_000_000, "miljard kilowattuur", "mld kWh")
MEGAWATT = Form(0, 1, "megawatt", "MW")
PHYSICAL = (
    "Bruto productie zoals gemeten, zonder correctie voor het weer en met inbegrip van het eigen"
    " verbruik van de installaties."
)
OF_USE = "Aandeel in het elektriciteitsverbruik, niet in de productie."
AT_YEAR_END = "Opgesteld elektrisch vermogen aan het eind van het jaar."
DECEMBER = "Banen van werknemers in december; werk van zelfstandigen telt niet mee."
OTHER_WORK = (
    "Hoeveel van deze banen met verduurzaming te maken heeft, is niet bekend. Installateurs vallen"
    " onder de gespecialiseerde bouw, maar ook schilders en stukadoors."
)


def derive(tables: Tables) -> Chapter:
    """Everything the chapter shows, in the order of the text."""
    c = Chapter("verduurzaming", "Verduurzaming")
    power = tables["82610NED"]
    _use(c, power)
    _sources(c, power)
    _capacity(c, power)
    _jobs(c, tables["83583NED"])
    return c


def _use(c: Chapter, table: Table) -> None:
    made, used = _yearly(table, MADE, EVERY), _yearly(table, USED, EVERY)
    now, year_ago = made.last, made.at(_earlier(made, 1))
    c.number("productie_nu", now, BILLION_KWH, "Productie van hernieuwbare elektriciteit")
    c.number("productie_groei", growth(now, year_ago), percent(), "Groei sinds een jaar eerder")
    c.number("aandeel_nu", used.last, percent(), "Aandeel in het verbruik, nieuwste jaar")
    step = growth_points(used.last, used.at(_earlier(used, 1)))
    c.number("aandeel_stap", step, points(), "Verschil met een jaar eerder")
    past = used.at(_earlier(used, YEARS_BACK))
    c.number("aandeel_toen", past, percent(), "Aandeel in het verbruik, een aantal jaren eerder")
    c.number("aandeel_begin", used.first, percent(), "Aandeel in het eerste jaar van de reeks")
    steps = {
        code: growth_points(used.at(code), used.at(before)) for before, code in _neighbours(used)
    }
    most = largest_of(steps)[1]
    c.number("aandeel_sprong", most, points(), "Grootste toename van het aandeel in een jaar")
    normal = _yearly(table, NORMALISED, EVERY).last
    c.number("aandeel_eu", normal, percent(), "Aandeel volgens de Europese rekenwijze")
    c.figure(
        lines(
            "aandeel",
            {"Hernieuwbare elektriciteit": used},
            "hernieuwbare elektriciteit in procenten van het elektriciteitsverbruik",
            percent(),
            notes=[OF_USE, PHYSICAL],
        )
    )


def _sources(c: Chapter, table: Table) -> None:
    every = _yearly(table, MADE, EVERY)
    made = {name: _yearly(table, MADE, code) for name, code in SOURCES.items()}
    before, past = _earlier(every, 1), _earlier(every, YEARS_BACK)
    label, most = largest_of({name: series.last for name, series in made.items()})
    c.label("grootste", (label.lower(), most), "Bron met de grootste productie")
    c.number("grootste_n", most, BILLION_KWH, "Productie uit die bron")
    part = share(made[label].last, every.last)
    c.number("grootste_deel", part, percent(), "Aandeel van die bron in de productie")
    more = {name: difference(s.last, s.at(before)) for name, s in made.items()}
    label, gain = largest_of(more)
    c.label("bijdrage", (label.lower(), gain), "Bron met de grootste toename in een jaar")
    c.number("bijdrage_n", gain, BILLION_KWH, "Toename uit die bron")
    for name, source in (("zon", SUN), ("wind", WIND), ("biomassa", BIOMASS)):
        series = made[source]
        rise = growth(series.last, series.at(before))
        c.number(f"{name}_nu", series.last, BILLION_KWH, f"Productie: {source.lower()}")
        c.number(f"{name}_groei", rise, percent(), f"Groei in een jaar: {source.lower()}")
    c.number("zon_toen", made[SUN].at(past), BILLION_KWH, "Productie uit zon, jaren eerder")
    burned = _yearly(table, MADE, IN_POWER_STATIONS)
    part = share(burned.last, made[BIOMASS].last)
    c.number("meestook", part, percent(), "Aandeel van centrales in de biomassastroom")
    part = share(burned.at(before), made[BIOMASS].at(before))
    c.number("meestook_eerder", part, percent(), "Idem, een jaar eerder")
    c.figure(
        lines(
            "bronnen",
            made,
            "bruto productie van hernieuwbare elektriciteit, miljard kilowattuur",
            BILLION_KWH,
            highlight=[SUN],
        )
    )
    rows = [_source_row(name, series, every) for name, series in made.items()]
    columns = [
        Column(past[:4], BILLION_KWH),
        Column(before[:4], BILLION_KWH),
        Column(every.last.period.code[:4], BILLION_KWH),
        Column("groei in een jaar", percent(signed=True)),
        Column(f"aandeel {every.last.period.code[:4]}", percent()),
    ]
    c.table(
        "productie",
        [*rows, _source_row("Totaal", every, every)],
        columns,
        "Bron",
        "bruto productie, miljard kilowattuur",
    )


def _source_row(name: str, series: Series, every: Series) -> Row:
    past, before = (series.at(_earlier(every, years)) for years in (YEARS_BACK, 1))
    now = series.last
    cells = (past, before, now, growth(now, before), share(now, every.last))
    return Row(name, cells, strong=series == every)


def _capacity(c: Chapter, table: Table) -> None:
    installed = {name: _yearly(table, CAPACITY, code) for name, code in INSTALLED.items()}
    for name, source in (("panelen", PANELS), ("land", ON_LAND), ("zee", AT_SEA)):
        series = installed[source]
        now, year_ago = series.last, series.at(_earlier(series, 1))
        c.number(f"{name}_vermogen", now, MEGAWATT, f"Vermogen: {source.lower()}")
        c.number(
            f"{name}_vermogen_groei",
            growth(now, year_ago),
            percent(),
            f"Groei van het vermogen in een jaar: {source.lower()}",
        )
    c.figure(
        lines(
            "vermogen",
            installed,
            "opgesteld elektrisch vermogen, megawatt",
            MEGAWATT,
            highlight=[PANELS],
            notes=[AT_YEAR_END],
        )
    )
    newest = installed[PANELS]
    past, before = _earlier(newest, YEARS_BACK), _earlier(newest, 1)
    rows = [
        Row(name, (s.at(past), s.at(before), s.last, growth(s.last, s.at(before))))
        for name, s in installed.items()
    ]
    years = (past, before, newest.last.period.code)
    columns = [
        *(Column(code[:4], MEGAWATT) for code in years),
        Column("groei in een jaar", percent(signed=True)),
    ]
    unit = "opgesteld elektrisch vermogen aan het eind van het jaar, megawatt"
    c.table("vermogen_tabel", rows, columns, "Bron", unit)


def _jobs(c: Chapter, table: Table) -> None:
    year = table.latest("JJ").code
    every = {name: _employed(table, code, EVERY_SIZE, year) for name, code in BRANCHES.items()}
    sized = {
        label: {name: _employed(table, code, size, year) for name, code in BRANCHES.items()}
        for label, size in SIZES.items()
    }
    under = {
        name: share(total(*(sized[size][name] for size in UNDER_HUNDRED)), whole)
        for name, whole in every.items()
    }
    label, most = largest_of(under)
    c.label("banen_klein", (label.lower(), most), "Bedrijfstak met de meeste banen in het klein")
    c.number("banen_klein_deel", most, percent(), "Aandeel banen bij kleinere werkgevers daar")
    c.number("banen_klein_n", every[label], thousand(), "Banen in die bedrijfstak")
    label, least = smallest_of(under)
    c.label("banen_groot", (label.lower(), least), "Bedrijfstak met de minste banen in het klein")
    c.number("banen_groot_deel", least, percent(), "Aandeel banen bij kleinere werkgevers daar")
    c.number("banen_groot_n", every[label], thousand(), "Banen in die bedrijfstak")
    parts = {
        label: {name: share(jobs, every[name]) for name, jobs in row.items()}
        for label, row in sized.items()
    }
    c.figure(
        stacked(
            "banen",
            parts,
            "aandeel in de banen van werknemers, naar aantal werkzame personen van het bedrijf,"
            f" december {year[:4]}",
            percent(0),
            notes=[DECEMBER, OTHER_WORK],
        )
    )


def _yearly(table: Table, topic: str, source: str) -> Series:
    return table.series(topic, kind="JJ", BronTechniek=source)


def _employed(table: Table, branch: str, size: str, year: str) -> Quantity:
    return table.quantity(JOBS, year, BedrijfstakkenBranchesSBI2008=branch, Bedrijfsgrootte=size)


def _earlier(series: Series, years: int) -> str:
    """The code of the year that lies `years` before the newest of a series."""
    code = series.last.period.code
    return f"{int(code[:4]) - years}{code[4:]}"


def _neighbours(series: Series) -> list[tuple[str, str]]:
    codes = [period.code for period in series.periods]
    return list(pairwise(codes))


if "snakemake" in globals():
    from jaarbericht.job import run_chapter

    run_chapter(globals()["snakemake"], derive)
