"""Het mkb in één oogopslag: a card for each key figure, with its change and a small line."""

from jaarbericht.lineage import (
    Chapter,
    Quantity,
    Series,
    Table,
    Tables,
    difference,
    growth,
    growth_points,
    paired,
    per,
    series_share,
    series_sum_last,
    spark,
    total,
)
from jaarbericht.lineage.forms import (
    Form,
    balance,
    count,
    euro,
    million,
    number,
    percent,
    points,
    thousand,
)

FIRMS, ALONE = "TotaalBedrijven_1", "k_1WerkzaamPersoon_2"
FAILED, COMPANIES, SOLE = "UitgesprokenFaillissementen_1", "A047597", "A028820"
GDP, ON_QUARTER = "BrutoBinnenlandsProduct_2", "A045300"
BUSINESS, CONSUMERS = "Ondernemersvertrouwen_1", "Consumentenvertrouwen_1"
OPEN, SEEKING, RATE = (
    "OpenstaandeVacatures_1", "NietSeizoengecorrigeerd_5", "Seizoengecorrigeerd_8",
)  # fmt: skip
OWN, WAGE, ABSENCE = (
    "ZelfstandigeZonderPersoneelZzp_17", "Uurloon_3", "Ziekteverzuimpercentage_1",
)  # fmt: skip
RENEWABLE, EVERY_SOURCE = "BrutoElektriciteitsproductie_5", "T001028"
OUT, THROUGH = "TotaleUitvoerwaarde_3", "DoorvoerwaardeUitgaand_6"
JOBS, IT, EVERY_SIZE = "BanenVanWerknemersInDecember_1", "395005", "T001098"
ALL, SMALL, ADJUSTED = "T001081", "WP19074", "A050903"

PER_HUNDRED = "vacatures per 100 werklozen"
TWO_KINDS = (
    "Openstaande vacatures aan het eind van het kwartaal, gedeeld door het gemiddelde aantal"
    " werklozen in dat kwartaal; beide zonder seizoencorrectie."
)


def derive(tables: Tables) -> Chapter:
    """Everything the chapter shows, in the order of the text."""
    c = Chapter("oogopslag", "Het mkb in één oogopslag")
    _firms(c, tables["81589NED"])
    _bankruptcies(c, tables["82242NED"])
    _economy(c, tables["85880NED"])
    _confidence(c, tables["82675NED"], tables["83693NED"])
    _vacancies(c, tables["80472ned"], tables["80590ned"])
    _workers(c, tables)
    _ahead(c, tables)
    return c


def _firms(c: Chapter, table: Table) -> None:
    every, alone = table.series(FIRMS, kind="KW"), table.series(ALONE, kind="KW")
    part = series_share(alone, every)
    step = growth_points(part.last, _year_ago(part))
    c.number("alleen_stap", step, points(), "Aandeel eenpersoonsbedrijven, verschil met vorig jaar")
    c.figure(spark("bedrijven", every, "aantal bedrijven, x 1 miljoen", million(2)))
    c.figure(spark("alleen", part, "aandeel in alle bedrijven", percent()))


def _bankruptcies(c: Chapter, table: Table) -> None:
    firms, sole = (
        table.series(FAILED, kind="MM", TypeGefailleerde=code) for code in (COMPANIES, SOLE)
    )
    year = series_sum_last(paired(firms, sole, total), 12)
    c.figure(spark("faillissementen", year, "faillissementen in twaalf maanden", count()))


def _economy(c: Chapter, table: Table) -> None:
    gdp = table.series(GDP, kind="KW", SoortMutaties=ON_QUARTER)
    c.figure(spark("bbp", gdp, "volumegroei ten opzichte van een kwartaal eerder", percent()))


def _confidence(c: Chapter, firms: Table, people: Table) -> None:
    business = firms.series(BUSINESS, kind="KW", BedrijfstakkenBranchesSBI2008="ONBEKEND_XFN")
    consumers = people.series(CONSUMERS, kind="MM")
    for name, series, form in (("ov", business, balance()), ("cv", consumers, balance(0))):
        step = difference(series.last, _year_ago(series))
        about = f"{series.name.split('; ')[1]}, verschil met een jaar eerder"
        c.number(f"{name}_stap", step, Form(form.decimals, word="punten"), about)
        unit = "saldo van positieve en negatieve antwoorden"
        c.figure(spark(name, series, unit, form))


def _vacancies(c: Chapter, vacancies: Table, labour: Table) -> None:
    every = vacancies.series(OPEN, kind="KW", Bedrijfskenmerken=ALL)
    seeking = labour.series(SEEKING, kind="KW")
    tension = paired(
        every, seeking, lambda one, other: per(one, other, 100, PER_HUNDRED, because=TWO_KINDS)
    )
    rate = labour.series(RATE, kind="MM")
    step = growth_points(rate.last, _year_ago(rate))
    c.number("werkloos_stap", step, points(), "Werkloosheid, verschil met een jaar eerder")
    c.figure(spark("vacatures", every, "openstaande vacatures, x 1.000", thousand()))
    c.figure(spark("spanning", tension, PER_HUNDRED, number(0)))
    c.figure(spark("werkloos", rate, "werklozen in procenten van de beroepsbevolking", percent()))


def _workers(c: Chapter, tables: Tables) -> None:
    own = tables["85224NED"].series(OWN, kind="KW", SeizoenEnWerkdagcorrectie=ADJUSTED)
    wage = _since_break(
        tables["81431NED"].series(
            WAGE,
            kind="JJ",
            KenmerkenBaanWerknemerBedrijf=SMALL,
            BedrijfstakkenBranchesSBI2008=ALL,
        )
    )
    absence = _since_break(
        tables["80072ned"].series(ABSENCE, kind="KW", BedrijfskenmerkenSBI2008=ALL)
    )
    rise = growth(own.last, _year_ago(own))
    c.number("zzp_groei", rise, percent(), "Zzp'ers, groei in een jaar")
    rise = growth(wage.last, _year_ago(wage))
    c.number("loon_groei", rise, percent(), "Uurloon bij de kleinste bedrijven, groei in een jaar")
    c.figure(spark("zzp", own, "zelfstandigen zonder personeel, x 1 miljoen", million(2)))
    c.figure(spark("loon", wage, "bruto uurloon in euro", euro()))
    c.figure(spark("verzuim", absence, "ziekteverzuim in procenten", percent()))


def _ahead(c: Chapter, tables: Tables) -> None:
    power = tables["82610NED"].series(RENEWABLE, kind="JJ", BronTechniek=EVERY_SOURCE)
    goods, through = (tables["85429NED"].series(topic, kind="JJ") for topic in (OUT, THROUGH))
    jobs = tables["83583NED"].series(
        JOBS, kind="JJ", BedrijfstakkenBranchesSBI2008=IT, Bedrijfsgrootte=EVERY_SIZE
    )
    c.number("it_nu", jobs.last, thousand(), "Banen in de IT, nieuwste jaar")
    rise = growth(jobs.last, _year_ago(jobs))
    c.number("it_groei", rise, percent(), "Banen in de IT, groei in een jaar")
    c.figure(spark("stroom", power, "aandeel in het elektriciteitsverbruik", percent()))
    exports = paired(goods, through, difference)
    unit = "uitvoer van goederen zonder doorvoer, miljard euro"
    c.figure(spark("uitvoer", exports, unit, Form(1, 1_000_000_000, "miljard euro")))
    c.figure(spark("it", jobs, "banen van werknemers in de IT, x 1.000", thousand()))


def _year_ago(series: Series) -> Quantity:
    """The point a year before the newest."""
    code = series.last.period.code
    return series.at(f"{int(code[:4]) - 1}{code[4:]}")


def _since_break(series: Series) -> Series:
    """The points since the newest break that lies before the newest point."""
    since = max((b.at.code for b in series.last.breaks), default=series.periods[0].code)
    return series.between(since, series.last.period.code)


if "snakemake" in globals():
    from jaarbericht.job import run_chapter

    run_chapter(globals()["snakemake"], derive)
