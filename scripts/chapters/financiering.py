"""Financiering en investeringen: own and borrowed capital, investment, and capital goods."""

from collections.abc import Mapping

from jaarbericht.cbs.periods import Period, parse_period
from jaarbericht.lineage import (
    Chapter,
    Column,
    Event,
    Quantity,
    Row,
    Series,
    Table,
    Tables,
    chain,
    columns_over_time,
    difference,
    growth,
    growth_points,
    largest_of,
    multiples,
    series_growth,
    share,
    smallest_of,
    stacked,
    times,
    total,
)
from jaarbericht.lineage.forms import Form, index_form, number, percent, points, times_form

# Topics of 82596NED, on the side of the liabilities.
ALL, DEBT, LOANS, OWN = "Totaal_38", "Totaal_48", "Totaal_51", "Totaal_54"
LONG, SHORT = "LanglopendeLeningen_53", "KortlopendeLeningen_52"
LISTED, UNLISTED = "BeursgenoteerdeAandelen_56", "NietBeursgenoteerdeAandelen_57"
STAKES, DEPOSITS = "OverigeDeelnemingen_58", "Totaal_5"
OTHER = ("Totaal_62", "Totaal_67", "Totaal_72")
OPENING, FLOWS, REVALUED, CLOSING = "BB", "FT", "OM", "EB"
COMPANIES = "000S11"
PARTS = {
    "Beursgenoteerde aandelen": (LISTED,),
    "Andere aandelen en deelnemingen": (UNLISTED, STAKES),
    "Langlopende leningen": (LONG,),
    "Kortlopende leningen": (SHORT,),
    "Schuldbewijzen": (DEBT,),
    "Overige schulden": OTHER,
}
INSTRUMENTS = {
    "Aandelen en deelnemingen": (OWN,),
    "Leningen": (LOANS,),
    "Schuldbewijzen": (DEBT,),
    "Overige schulden": OTHER,
    "Totaal": (ALL,),
}

GDP, EVERYONE = "BrutoBinnenlandsProduct_2", "Totaal_12"
FIRMS, STATE = "BedrijvenEnHuishoudens_13", "Overheid_14"
ON_YEAR, ON_QUARTER, ON_QUARTER_OLD = "A045299", "A045300", "vlptsa"
SPENDING = {
    "Bruto binnenlands product": GDP,
    "Investeringen": EVERYONE,
    "Bedrijven en huishoudens": FIRMS,
    "Overheid": STATE,
}

STOCK, VOLUME = "KapitaalgoederenvoorraadEindbalans_1", "VolumeIndexcijfers2015100_2"
INVESTED, WORN = "InvestInVasteActivaProdEnInvoer_5", "Afschrijvingen_6"
GOODS, DWELLINGS = "T001517", "A047577"
# Sections B to N without K: the business economy, as far as the table tells it.
SECTORS = {
    "Delfstoffenwinning": "305700",
    "Industrie": "307500",
    "Energie": "346600",
    "Water en afval": "348000",
    "Bouw": "350000",
    "Handel": "354200",
    "Vervoer en opslag": "383100",
    "Horeca": "389100",
    "Informatie en communicatie": "391600",
    "Onroerend goed": "402000",
    "Zakelijke diensten": "300010",
}
FOLLOWED = (
    "Industrie",
    "Bouw",
    "Handel",
    "Horeca",
    "Informatie en communicatie",
    "Zakelijke diensten",
)
# Over how many years the volume of capital goods is compared.
SPAN = 10

BILLION = 1_000_000_000
MONEY = Form(0, BILLION, "miljard euro", "mld")
FINE_MONEY = Form(1, BILLION, "miljard euro", "mld")
LARGE_TOO = (
    "Alle niet-financiële vennootschappen, ook het grootbedrijf; zonder eenmanszaken en"
    " vennootschappen onder firma, die bij de huishoudens tellen."
)
SETTLED = "Geconsolideerd: schulden van vennootschappen aan elkaar zijn weggelaten."
MARKET = "Aandelen tegen marktwaarde: een hogere koers telt als meer eigen vermogen."
REVISED = (
    "Stand na de revisie van de nationale rekeningen; de ramingen van destijds luidden iets anders."
)
WITH_HOMES = "Met de woningen die huishoudens laten bouwen."
WITHOUT_HOMES = "Zonder woningen; bedrijven van elke grootte."
TWO_FLOWS = "Investeringen en afschrijvingen zijn twee stromen van dezelfde kapitaalgoederen."


def derive(tables: Tables) -> Chapter:
    """Everything the chapter shows, in the order of the text."""
    c = Chapter("financiering", "Financiering en investeringen")
    _balance(c, tables["82596NED"])
    _changes(c, tables["82596NED"])
    with c.part("banken"):
        _banks(c, tables)
    with c.part("investeringen"):
        _investment(c, tables)
    _stock(c, tables["84328NED"])
    _replacement(c, tables["84328NED"])
    _volume(c, tables["84328NED"])
    return c


def _balance(c: Chapter, table: Table) -> None:
    years = [period.code for period in table.periods("JJ")]
    old, new = years[0], years[-1]
    whole, own, loans = (_at(table, (topic,), new) for topic in (ALL, OWN, LOANS))
    c.number("vermogen", whole, MONEY, "Eigen en vreemd vermogen samen, nieuwste jaar")
    part = share(own, whole)
    c.number("eigen_deel", part, percent(), "Aandeel van aandelen en deelnemingen")
    c.number("lening_deel", share(loans, whole), percent(), "Aandeel van leningen")
    debt = share(_at(table, (DEBT,), new), whole)
    c.number("schuld_deel", debt, percent(), "Aandeel van schuldbewijzen")
    before = share(_at(table, (OWN,), old), _at(table, (ALL,), old))
    c.number("eigen_stap", growth_points(part, before), points(), "Verandering van dat aandeel")
    c.period("balans_begin", before.period)
    unlisted = share(_at(table, (UNLISTED, STAKES), new), own)
    c.number("onbeurs_deel", unlisted, percent(), "Aandeel zonder beursnotering in eigen vermogen")
    long = share(_at(table, (LONG,), new), loans)
    c.number("lang_deel", long, percent(), "Aandeel van langlopende leningen in alle leningen")
    c.number("tegoed", _at(table, (DEPOSITS,), new), MONEY, "Geld en deposito's, nieuwste jaar")
    groups = {
        label: {
            f"eind {code[:4]}": share(_at(table, topics, code), _at(table, (ALL,), code))
            for code in years
        }
        for label, topics in PARTS.items()
    }
    c.figure(
        stacked(
            "balans",
            groups,
            "aandeel in het eigen en vreemd vermogen van niet-financiële vennootschappen",
            percent(0),
            notes=[LARGE_TOO, SETTLED, MARKET],
        )
    )


def _changes(c: Chapter, table: Table) -> None:
    years = [period.code for period in table.periods("JJ")]
    fresh, dearer = (_over(table, (OWN,), years, kind) for kind in (FLOWS, REVALUED))
    c.number("eigen_nieuw", fresh, MONEY, "Nieuw eigen vermogen door transacties")
    c.number("eigen_waarde", dearer, MONEY, "Verandering van eigen vermogen zonder transacties")
    lent = growth(_at(table, (LOANS,), years[-1]), _at(table, (LOANS,), years[0]))
    c.number("lening_groei", lent, percent(), "Groei van de leningen")
    c.period("mutatie_begin", parse_period(years[0]))
    rows = [
        Row(
            head,
            (
                _at(table, topics, years[0], OPENING),
                _over(table, topics, years, FLOWS),
                _over(table, topics, years, REVALUED),
                _at(table, topics, years[-1]),
            ),
            strong=topics == (ALL,),
        )
        for head, topics in INSTRUMENTS.items()
    ]
    columns = [
        Column(f"begin {years[0][:4]}", FINE_MONEY),
        Column("transacties", FINE_MONEY),
        Column("waarde en overig", FINE_MONEY),
        Column(f"eind {years[-1][:4]}", FINE_MONEY),
    ]
    notes = ["Waarde en overig: veranderingen van prijzen, en van indeling.", LARGE_TOO, SETTLED]
    c.table("balansmutaties", rows, columns, "Eigen en vreemd vermogen", "miljard euro", notes)


def _banks(c: Chapter, tables: Tables) -> None:
    c.number("bank", tables.cited("bank_mkb"), FINE_MONEY, "Financiering van banken aan het mkb")
    small = tables.cited("bank_mkb_klein")
    c.number("bank_klein", small, percent(0), "Aandeel van de kleinste kredieten, naar aantal")


def _investment(c: Chapter, tables: Tables) -> None:
    old = tables["82602NED"].series(FIRMS, kind="KW", SoortMutaties=ON_QUARTER_OLD)
    table = tables["85880NED"]
    new = table.series(FIRMS, kind="KW", SoortMutaties=ON_QUARTER)
    yearly = table.series(FIRMS, kind="JJ", SoortMutaties=ON_YEAR)
    quarterly = table.series(FIRMS, kind="KW", SoortMutaties=ON_YEAR)
    until, since = old.periods[-1].code[:4], new.periods[0].code[:4]
    low = new.lowest()
    about = "Volume van de investeringen van bedrijven en huishoudens"
    c.number("inv_dip", low.own[0], percent(), f"{about}: laagste kwartaalgroei")
    c.number("inv_jaar", yearly.last, percent(), f"{about}: nieuwste jaar")
    c.number("inv_nu", quarterly.last, percent(), f"{about}: nieuwste kwartaal, jaar op jaar")
    level = chain(*(new.at(period.code) for period in new.periods))
    c.number("inv_niveau", level, percent(0), f"{about}: nu, sinds het begin van de reeks")
    c.period("inv_voor", parse_period(f"{int(since) - 1}JJ00"))
    state = table.series(STATE, kind="JJ", SoortMutaties=ON_YEAR).last
    c.number("inv_overheid", state, percent(), "Volume van de investeringen van de overheid")
    begin = next(p.period for p in old if p.quantity is not None)
    c.figure(
        columns_over_time(
            "investeringen",
            {
                f"Tot en met {until}": old.between(begin.code, old.periods[-1].code),
                f"Vanaf {since}": new,
            },
            "volumegroei ten opzichte van een kwartaal eerder, gecorrigeerd voor seizoen",
            percent(),
            highlight=[f"Vanaf {since}"],
            events=[Event(new.periods[0], "andere tabel")],
            notes=[_two_tables(until, since), WITH_HOMES, REVISED],
        )
    )
    _spending(c, table)


def _spending(c: Chapter, table: Table) -> None:
    periods = [table.latest("JJ"), *table.periods("KW")[-4:]]
    rows = [
        Row(
            head,
            tuple(table.quantity(topic, p.code, SoortMutaties=ON_YEAR) for p in periods),
        )
        for head, topic in SPENDING.items()
    ]
    columns = [Column(_short(p), percent(signed=True)) for p in periods]
    unit = "volume ten opzichte van een jaar eerder"
    notes = ["Investeringen: die van bedrijven en huishoudens plus die van de overheid.", REVISED]
    c.table("investeringen_tabel", rows, columns, "", unit, notes)


def _stock(c: Chapter, table: Table) -> None:
    year = _whole_year(table)
    stock = _in_sectors(table, STOCK, year)
    whole = total(*stock.values())
    c.number("kapitaal_waarde", whole, MONEY, "Kapitaalgoederen zonder woningen, bedrijfsleven")
    label, most = largest_of(stock)
    c.label("kapitaal_meest", (label.lower(), most), "Bedrijfstak met de meeste kapitaalgoederen")
    part = share(stock[label], whole)
    c.number("kapitaal_meest_deel", part, percent(), "Aandeel van die bedrijfstak")


def _replacement(c: Chapter, table: Table) -> None:
    year = _whole_year(table)
    stock, invested, worn = (_in_sectors(table, t, year) for t in (STOCK, INVESTED, WORN))
    ratio = {name: times(invested[name], worn[name], because=TWO_FLOWS) for name in SECTORS}
    spent, lost = total(*invested.values()), total(*worn.values())
    c.number("investeerde", spent, FINE_MONEY, "Investeringen zonder woningen, bedrijfsleven")
    c.number("afgeschreven", lost, FINE_MONEY, "Afschrijvingen zonder woningen, bedrijfsleven")
    every = times(spent, lost, because=TWO_FLOWS)
    c.number("vervanging_keer", every, times_form(2), "Investeringen per euro afschrijving")
    for name, pick, about in (
        ("vervanging_meest", largest_of, "Bedrijfstak met de hoogste verhouding"),
        ("vervanging_minst", smallest_of, "Bedrijfstak met de laagste verhouding"),
    ):
        label, found = pick(ratio)
        c.label(name, (label.lower(), found), about)
        c.number(f"{name}_n", found, times_form(2), "Investeringen per euro afschrijving daar")
    rows = [Row(name, (stock[name], invested[name], worn[name], ratio[name])) for name in SECTORS]
    rows.append(Row("Samen", (total(*stock.values()), spent, lost, every), strong=True))
    columns = [
        Column("voorraad", FINE_MONEY),
        Column("investeringen", FINE_MONEY),
        Column("afschrijvingen", FINE_MONEY),
        Column("verhouding", number(2)),
    ]
    notes = [
        "Voorraad aan het eind van het jaar; verhouding: investeringen per euro afschrijving.",
        WITHOUT_HOMES,
        *_missing_later(table, year),
    ]
    c.table("vervanging", rows, columns, "Bedrijfstak", f"miljard euro, {year[:4]}", notes)


def _volume(c: Chapter, table: Table) -> None:
    year = _whole_year(table)
    volumes = {
        name: table.series(
            VOLUME, until=year, BedrijfstakkenEnSectoren=SECTORS[name], TypeKapitaalgoederen=GOODS
        )
        for name in FOLLOWED
    }
    before = f"{int(year[:4]) - SPAN}{year[4:]}"
    rises = {name: growth(s.at(year), s.at(before)) for name, s in volumes.items()}
    label, rise = largest_of(rises)
    leap = series_growth(volumes[label].between(before, year)).highest()
    c.number("volume_sprong", leap.quantity, percent(), "Sterkste groei in een jaar, daar")
    c.label("volume_meest", (label.lower(), rise), "Bedrijfstak met de sterkste volumegroei")
    c.number("volume_meest_n", rise, percent(), "Volumegroei daar")
    label, rise = smallest_of(rises)
    c.label("volume_minst", (label.lower(), rise), "Bedrijfstak met de zwakste volumegroei")
    c.number("volume_minst_n", rise, percent(), "Volumegroei daar")
    c.period("volume_begin", parse_period(before))
    c.figure(
        multiples(
            "kapitaal_volume",
            volumes,
            "volume van kapitaalgoederen, 2015 = 100",
            index_form(),
            zero=False,
            notes=["Volume: vrij van prijsveranderingen. Bij de bouw met een klein deel woningen."],
        )
    )


def _at(table: Table, topics: tuple[str, ...], year: str, kind: str = CLOSING) -> Quantity:
    """One or more instruments of non-financial corporations in a year."""
    found = [
        table.quantity(
            topic, year, InstitutioneleSectoren=COMPANIES, BalansstandenEnTransacties=kind
        )
        for topic in topics
    ]
    return found[0] if len(found) == 1 else total(*found)


def _over(table: Table, topics: tuple[str, ...], years: list[str], kind: str) -> Quantity:
    """The sum of a flow over years."""
    return total(*(_at(table, topics, year, kind) for year in years))


def _in_sectors(table: Table, topic: str, year: str) -> dict[str, Quantity]:
    """Per section all capital goods less dwellings."""
    return {
        name: difference(
            _goods(table, topic, year, code, GOODS), _goods(table, topic, year, code, DWELLINGS)
        )
        for name, code in SECTORS.items()
    }


def _goods(table: Table, topic: str, year: str, sector: str, kind: str) -> Quantity:
    return table.quantity(topic, year, BedrijfstakkenEnSectoren=sector, TypeKapitaalgoederen=kind)


def _stocks(table: Table) -> Mapping[str, Series]:
    return {
        name: table.series(STOCK, BedrijfstakkenEnSectoren=code, TypeKapitaalgoederen=GOODS)
        for name, code in SECTORS.items()
    }


def _whole_year(table: Table) -> str:
    """The newest year in which every section has a figure."""
    known = [set(series.extremes()) for series in _stocks(table).values()]
    return max(set.intersection(*known))


def _missing_later(table: Table, year: str) -> list[str]:
    """The note on newer years in which some sections have no figure; none when there are none."""
    later = [p for p in table.periods("JJ") if p.code > year]
    return ["Van het jaar daarna geeft de tabel niet elke bedrijfstak."] if later else []


def _two_tables(until: str, since: str) -> str:
    return (
        f"Tot en met {until} uit een tabel die is stopgezet, vanaf {since} uit haar opvolger. De"
        " jaren daartussen ontbreken in deze uitgave; de reeksen sluiten niet op elkaar aan."
    )


def _short(period: Period) -> str:
    """A year, or a quarter as `2e kw 2021`."""
    year, part = period.code[:4], period.code[4:]
    return f"{int(part[2:])}e kw {year}" if part.startswith("KW") else year


if "snakemake" in globals():
    from jaarbericht.job import run_chapter

    run_chapter(globals()["snakemake"], derive)
