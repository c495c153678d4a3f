"""Regio's: vacancies, bankruptcies, confidence and establishments by province and COROP area."""

from itertools import pairwise

from jaarbericht.cbs.periods import Period
from jaarbericht.lineage import (
    Chapter,
    Column,
    Extreme,
    Quantity,
    Row,
    Series,
    Table,
    Tables,
    cagr,
    growth,
    highest,
    lowest,
    per,
    series_sum_last,
    share,
    stacked,
    tiles,
    times,
    total,
)
from jaarbericht.lineage.errors import UnknownFigure
from jaarbericht.lineage.forms import (
    Form,
    balance,
    count,
    percent,
    thousand,
    times_form,
)
from jaarbericht.lineage.regions import by_province
from jaarbericht.lineage.spoken import enumerated, spoken

OPEN, FAILED = "OpenstaandeVacatures_1", "UitgesprokenFaillissementen_1"
STOCK, MOOD = "Vestigingen_1", "Ondernemersvertrouwen_1"
ALL, COUNTRY, WEST = "T001081", "NL01", "LD03"
FIRMS_AND_SOLE = "A047596"
PROVINCE, PART, AREA = "PV", "LD", "CR"
# Years over which vacancies are compared: long enough to see beyond a dip.
SPAN = 5
# Months that a sum of bankruptcies spans: court sessions and seasons cancel out.
YEAR = 12
SHOWN = 5
BRANCHES = {
    "Landbouw en visserij": ("301000",),
    "Industrie, bouw en energie": ("300003",),
    "Handel, vervoer en horeca": ("354200", "383100", "389100"),
    "Zakelijke en overige commerciële diensten": ("391600", "396300", "402000", "300010"),
    "Overheid, onderwijs, zorg en cultuur": ("300013",),
}
INDUSTRY, PUBLIC = "Industrie, bouw en energie", "Overheid, onderwijs, zorg en cultuur"

MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
PER_THOUSAND = "vacatures per 1.000 vestigingen"
DENSITY = Form(0, word=PER_THOUSAND)
PER_TEN_THOUSAND = "faillissementen per 10.000 vestigingen"
FAILURE = Form(1, word=PER_TEN_THOUSAND)

RAW = "Niet gecorrigeerd voor seizoensinvloeden; vergelijk daarom steeds hetzelfde kwartaal."
EVERYONE = "Alle bedrijven en instellingen, klein en groot, de overheid inbegrepen."
WITH_SOLE = "Bedrijven, instellingen en eenmanszaken."
ON_STOCK = (
    "De vacatures aan het eind van het kwartaal zijn gedeeld door de vestigingen op 1 januari van"
    " dat jaar, of van het laatste jaar waarover dat cijfer er is."
)
FAILED_ON_STOCK = (
    "De faillissementen in een jaar zijn gedeeld door de vestigingen op 1 januari; een failliet"
    " bedrijf kan meer dan één vestiging hebben."
)
OTHER_PROVINCES = "Twee provincies worden met opzet met elkaar vergeleken."
NO_MARGINS = (
    "Uitkomsten van een enquête. De foutmarges staan niet in de gebruikte gegevens; kleine"
    " verschillen tussen provincies zeggen daarom weinig."
)
ALL_BRANCHES = "Vestigingen in alle bedrijfstakken, ook van zzp’ers, overheid en zorg."
STILL = "In deze periode zijn geen vestigingen door een herindeling naar een ander gebied gegaan."


def derive(tables: Tables) -> Chapter:
    """Everything the chapter shows, in the order of the text."""
    c = Chapter("regio", "Regio’s")
    vacancies, branches = tables["83599NED"], tables["81578NED"]
    _vacancies(c, vacancies)
    _parts_of_the_country(c, vacancies)
    _density(c, vacancies, branches)
    _make_up(c, vacancies)
    _bankruptcies(c, tables["82522NED"], branches)
    with c.part("vertrouwen"):
        _confidence(c, tables["84303NED"])
    _areas(c, branches)
    return c


def _vacancies(c: Chapter, table: Table) -> None:
    now = table.latest("KW").code
    year_ago, before = _years_before(now, 1), _years_before(now, SPAN)
    moments = {code: _open(table, PROVINCE, code) for code in (before, year_ago, now)}
    country = {code: _vacant(table, code, COUNTRY) for code in moments}
    since = f"groei sinds {spoken(country[before].period)}"
    c.number("vac_nl", country[now], thousand(), "Openstaande vacatures in Nederland")
    rise = growth(country[now], country[year_ago])
    c.number("vac_nl_jaar", rise, percent(), "Nederland, groei ten opzichte van een jaar eerder")
    long = growth(country[now], country[before])
    c.number("vac_nl_groei", long, percent(0), f"Nederland, {since}")
    most = highest(moments[now])
    _name(c, "vac_meest", most, thousand(1), "Provincie met de meeste openstaande vacatures")
    part = share(moments[now][most.labels[0]], country[now])
    c.number("vac_meest_deel", part, percent(), "Aandeel van die provincie in alle vacatures")
    west = share(_vacant(table, now, WEST), country[now])
    c.number("vac_west", west, percent(), "Aandeel van West-Nederland in alle vacatures")
    rises = {name: growth(q, moments[before][name]) for name, q in moments[now].items()}
    _name(c, "vac_sterkst", highest(rises), percent(0), f"Provincie met de sterkste {since}")
    _name(c, "vac_zwakst", lowest(rises), percent(0), f"Provincie met de zwakste {since}")
    c.figure(
        tiles(
            "vacatures_kaart",
            {"Groei": rises},
            f"groei van het aantal openstaande vacatures, {_short(country[before].period)} tot"
            f" {_short(country[now].period)}",
            percent(0),
            notes=[RAW, EVERYONE],
        )
    )
    rows = [
        Row(name, (*(at[name] for at in moments.values()),
                   growth(q, moments[year_ago][name]), share(q, country[now])))
        for name, q in moments[now].items()
    ]  # fmt: skip
    rows.append(
        Row("Nederland", (*country.values(), rise, share(country[now], country[now])), strong=True)
    )
    columns = [
        *(Column(_short(q.period), thousand(1)) for q in country.values()),
        Column("groei in een jaar", percent(signed=True)),
        Column("aandeel", percent()),
    ]
    c.table(
        "vacatures_tabel", rows, columns, "Provincie", "openstaande vacatures, x 1.000",
        [RAW, EVERYONE],
    )  # fmt: skip


def _parts_of_the_country(c: Chapter, table: Table) -> None:
    """Growth of vacancies in the four parts of the country, over the same years."""
    now = table.latest("KW").code
    old, new = (_open(table, PART, code) for code in (_years_before(now, SPAN), now))
    rises = {name: growth(q, old[name]) for name, q in new.items()}
    _name(c, "deel_hoogst", highest(rises), percent(0), "Landsdeel met de sterkste groei")
    _name(c, "deel_laagst", lowest(rises), percent(0), "Landsdeel met de zwakste groei")


def _density(c: Chapter, vacancies: Table, branches: Table) -> None:
    now = vacancies.latest("KW").code
    stock = by_province(_stock(branches, _counted(branches, now)))
    found = _open(vacancies, PROVINCE, now)
    rates = {
        name: per(q, stock[name], 1_000, PER_THOUSAND, because=ON_STOCK)
        for name, q in found.items()
    }
    country = per(
        _vacant(vacancies, now, COUNTRY), total(*stock.values()), 1_000, PER_THOUSAND,
        because=ON_STOCK,
    )  # fmt: skip
    most, least = highest(rates), lowest(rates)
    c.number("dicht_nl", country, DENSITY, "Openstaande vacatures per 1.000 vestigingen, Nederland")
    _name(c, "dicht_meest", most, DENSITY, "Provincie met de meeste vacatures per vestiging")
    _name(c, "dicht_minst", least, DENSITY, "Provincie met de minste vacatures per vestiging")
    ratio = times(most.own[0], least.own[0], because=OTHER_PROVINCES)
    c.number("dicht_keer", ratio, times_form(), "Verhouding tussen de hoogste en de laagste")
    c.figure(
        tiles(
            "dichtheid_kaart",
            {"Dichtheid": rates},
            f"openstaande {PER_THOUSAND}, {_short(most.own[0].period)}",
            DENSITY,
            notes=[ON_STOCK, EVERYONE],
        )
    )


def _make_up(c: Chapter, table: Table) -> None:
    """Which branches the vacancies of a part of the country are in."""
    now = table.latest("KW").code
    every = _open(table, PART, now)
    codes = {name: code for code, name in _regions(table, PART).items()}
    parts = {
        label: {
            name: share(_of_branches(table, now, codes[name], sections), whole)
            for name, whole in every.items()
        }
        for label, sections in BRANCHES.items()
    }
    most, least = "Landsdeel met het grootste aandeel", "Landsdeel met het kleinste aandeel"
    made, public = parts[INDUSTRY], parts[PUBLIC]
    _name(c, "maak_meest", highest(made), percent(0), f"{most} {INDUSTRY.lower()}")
    _name(c, "maak_minst", lowest(made), percent(0), f"{least} {INDUSTRY.lower()}")
    _name(c, "zorg_meest", highest(public), percent(0), f"{most} {PUBLIC.lower()}")
    order = sorted(every, key=lambda name: -made[name].value)
    c.figure(
        stacked(
            "samenstelling",
            {label: {name: part[name] for name in order} for label, part in parts.items()},
            f"aandeel in de openstaande vacatures, {_short(every[order[0]].period)}",
            percent(0),
            notes=["Door afronding tellen de aandelen niet altijd op tot het geheel."],
        )
    )


def _bankruptcies(c: Chapter, table: Table, branches: Table) -> None:
    sums = {
        name: series_sum_last(
            table.series(FAILED, kind="MM", TypeGefailleerde=FIRMS_AND_SOLE, RegioS=code), YEAR
        )
        for code, name in _regions(table, PROVINCE).items()
    }
    end = next(iter(sums.values())).last.period
    failed = {name: series.at(end.code) for name, series in sums.items()}
    before = [series.at(_years_before(end.code, 1)) for series in sums.values()]
    stock = by_province(_stock(branches, _counted(branches, end.code)))
    rates = {
        name: per(q, stock[name], 10_000, PER_TEN_THOUSAND, because=FAILED_ON_STOCK)
        for name, q in failed.items()
    }
    every = total(*failed.values())
    first = every.periods[0]
    c.period("fail_begin", first)
    c.number("fail", every, count(), "Faillissementen in de getoonde provincies samen")
    change = growth(every, total(*before))
    c.number("fail_groei", change, percent(), "Verandering ten opzichte van een jaar eerder")
    most, least = highest(rates), lowest(rates)
    _name(c, "fail_meest", most, FAILURE, "Provincie met de meeste faillissementen per vestiging")
    _name(c, "fail_minst", least, FAILURE, "Provincie met de minste faillissementen per vestiging")
    c.figure(
        tiles(
            "faillissementen_kaart",
            {"Faillissementen": rates},
            f"{PER_TEN_THOUSAND}, {_short(first)} – {_short(end)}",
            FAILURE,
            notes=[WITH_SOLE, FAILED_ON_STOCK],
        )
    )


def _confidence(c: Chapter, table: Table) -> None:
    now = table.latest("KW")
    moods = {
        name: found
        for code, name in _regions(table, PROVINCE).items()
        if (found := _if_known(table, now.code, code)) is not None
    }
    _name(c, "stemming_hoogst", highest(moods), balance(), "Provincie met het meeste vertrouwen")
    _name(c, "stemming_laagst", lowest(moods), balance(), "Provincie met het minste vertrouwen")
    c.figure(
        tiles(
            "vertrouwen_kaart",
            {"Ondernemersvertrouwen": moods},
            f"ondernemersvertrouwen, saldo van positieve en negatieve antwoorden, {_short(now)}",
            balance(),
            notes=[NO_MARGINS],
        )
    )


def _areas(c: Chapter, table: Table) -> None:
    """Where establishments became more fastest, over the newest years without a break."""
    names = _regions(table, AREA)
    begin, end = _unbroken(table.series(STOCK, kind="JJ", RegioS=next(iter(names))))
    then, now = _stock(table, begin), _stock(table, end)
    paces = {names[code]: cagr(q, then[code]) for code, q in now.items()}
    whole, old = total(*now.values()), total(*then.values())
    country = cagr(whole, old)
    c.number("gebied_nl", country, percent(), "Groei per jaar van alle vestigingen, Nederland")
    _name(c, "gebied_snelst", highest(paces), percent(), "COROP-gebied met de sterkste groei")
    _name(c, "gebied_traagst", lowest(paces), percent(), "COROP-gebied met de zwakste groei")
    codes = {name: code for code, name in names.items()}
    order = sorted(paces, key=lambda name: -paces[name].value)
    rows = [
        Row(name, (then[codes[name]], now[codes[name]], paces[name]))
        for name in (*order[:SHOWN], *order[-SHOWN:])
    ]
    rows.insert(SHOWN, Row("Nederland", (old, whole, country), strong=True))
    columns = [
        *(Column(f"1 januari {code[:4]}", count()) for code in (begin, end)),
        Column("groei per jaar", percent(signed=True)),
    ]
    c.table("gebieden", rows, columns, "COROP-gebied", "aantal vestigingen", [ALL_BRANCHES, STILL])


def _unbroken(series: Series) -> tuple[str, str]:
    """The newest span of more than one moment without a break in it: first and last period code.

    Borders between areas moved at each break.
    """
    runs = [[series.first]]
    for old, new in pairwise(point.quantity for point in series if point.quantity is not None):
        if any(one.between(old.period, new.period) for one in new.breaks):
            runs.append([new])
        else:
            runs[-1].append(new)
    newest = [run for run in runs if len(run) > 1][-1]
    return newest[0].period.code, newest[-1].period.code


def _regions(table: Table, level: str) -> dict[str, str]:
    """Code to name of the regions of a level, without the letters that CBS puts behind it."""
    return {
        x.code: x.title.removesuffix(f" ({level})")
        for x in table.codes("RegioS")
        if x.title.endswith(f"({level})")
    }


def _of(region: str, branch: str = ALL) -> dict[str, str]:
    return {"RegioS": region, "BedrijfstakkenBranchesSBI2008": branch}


def _vacant(table: Table, code: str, region: str) -> Quantity:
    return table.quantity(OPEN, code, **_of(region))


def _open(table: Table, level: str, code: str) -> dict[str, Quantity]:
    """Name of each region of a level to its open vacancies."""
    return {name: _vacant(table, code, region) for region, name in _regions(table, level).items()}


def _of_branches(table: Table, code: str, region: str, sections: tuple[str, ...]) -> Quantity:
    found = [table.quantity(OPEN, code, **_of(region, section)) for section in sections]
    return total(*found) if len(found) > 1 else found[0]


def _stock(table: Table, code: str) -> dict[str, Quantity]:
    """Code of each COROP area to its establishments on 1 January."""
    return {area: table.quantity(STOCK, code, RegioS=area) for area in _regions(table, AREA)}


def _counted(branches: Table, code: str) -> str:
    """The year of a period, or the newest for which establishments are known."""
    return min(f"{code[:4]}JJ00", branches.latest("JJ").code)


def _if_known(table: Table, period: str, region: str) -> Quantity | None:
    try:
        return table.quantity(MOOD, period, RegioS=region)
    except UnknownFigure:
        return None


def _name(c: Chapter, name: str, found: Extreme, form: Form, about: str) -> None:
    """Name the regions that have an extreme, and its value as `<name>_n`."""
    c.label(name, (enumerated(found.labels), found.quantity), about)
    own = found.own[0]
    value = own if own.status != found.quantity.status else found.quantity
    c.number(f"{name}_n", value, form, f"{about}: het cijfer")


def _years_before(code: str, years: int) -> str:
    return f"{int(code[:4]) - years}{code[4:]}"


def _short(period: Period) -> str:
    """`3e kwartaal 2021`, `okt 2021`."""
    number = int(period.code[6:])
    if period.code[4:6] == "KW":
        return f"{number}e kwartaal {period.year}"
    return f"{MONTHS[number - 1]} {period.year}"


if "snakemake" in globals():
    from jaarbericht.job import run_chapter

    run_chapter(globals()["snakemake"], derive)
