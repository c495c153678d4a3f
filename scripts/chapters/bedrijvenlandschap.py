"""Bedrijvenlandschap: how many firms there are, of what size and legal form, and where."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import reduce
from itertools import pairwise

from jaarbericht.cbs.periods import parse_period
from jaarbericht.lineage import (
    Chapter,
    Column,
    Point,
    Quantity,
    Row,
    Series,
    Table,
    Tables,
    bars,
    cagr,
    difference,
    dots,
    growth,
    largest_of,
    lines,
    multiples,
    paired,
    per,
    product,
    rank_of,
    series_growth,
    series_index,
    share,
    smallest_of,
    stacked,
    times,
    total,
)
from jaarbericht.lineage.forms import (
    Form,
    count,
    index_form,
    million,
    number,
    percent,
    rank_form,
    thousand,
    times_form,
)
from jaarbericht.lineage.regions import by_province
from jaarbericht.lineage.spoken import enumerated, quarter_name, spoken

FIRMS = "TotaalBedrijven_1"
ALONE = "k_1WerkzaamPersoon_2"
TWO = "k_2WerkzamePersonen_3"
THREE = "k_3Tot5WerkzamePersonen_4"
FIVE = "k_5Tot10WerkzamePersonen_5"
TEN = "k_10Tot20WerkzamePersonen_6"
TWENTY = "k_20Tot50WerkzamePersonen_7"
FIFTY = "k_50Tot100WerkzamePersonen_8"
HUNDRED = "k_100WerkzamePersonenOfMeer_9"
NATURAL, LEGAL = "NatuurlijkePersonen_12", "Rechtspersonen_13"
BRANCHES = "Vestigingen_1"
BIRTHS = "OprichtingenVanVestigingen_1"

NOWHERE = "CR99"

START_YEAR = "2007"
LARGER = (TWO, THREE, FIVE, TEN, TWENTY, FIFTY, HUNDRED)
GROUPS = {
    "1": (ALONE,),
    "2 tot 10": (TWO, THREE, FIVE),
    "10 tot 50": (TEN, TWENTY),
    "50 of meer": (FIFTY, HUNDRED),
}
TEN_PLUS = (TEN, TWENTY, FIFTY, HUNDRED)
PANELS = {
    "2 tot 10": (TWO, THREE, FIVE),
    "10 tot 20": (TEN,),
    "20 tot 50": (TWENTY,),
    "50 tot 100": (FIFTY,),
    "100 of meer": (HUNDRED,),
    "alle van 10 of meer": TEN_PLUS,
}
# Percent in one quarter that asks for another explanation than firms that grow or shrink.
JUMP = 4
CLASSES = {
    "1 werkzame persoon": ALONE,
    "2 werkzame personen": TWO,
    "3 tot 5": THREE,
    "5 tot 10": FIVE,
    "10 tot 20": TEN,
    "20 tot 50": TWENTY,
    "50 tot 100": FIFTY,
    "100 of meer": HUNDRED,
}
CITIES = ("CR17", "CR23", "CR26", "CR29")

FIRST_DAY = "De stand geldt op de eerste dag van het kwartaal."
ALL_BRANCHES = (
    "Alle bedrijfstakken, dus ook landbouw, zorg, onderwijs en cultuur; ruimer dan het"
    " bedrijfsleven waarover andere hoofdstukken soms gaan."
)
ROUNDED = (
    "Het CBS rondt de aantallen af op vijftallen; daardoor kan een totaal iets afwijken van de som"
    " van de delen."
)
REVISED = (
    "Het CBS stelt de verdeling naar grootte van recente kwartalen na publicatie bij; bij"
    " eerste verschijning luidden die cijfers iets anders."
)
COROP = (
    "Som van de COROP-gebieden; het CBS deelt Nederland daarvoor in naar de gemeentegrenzen van"
    " het jaar zelf."
)
BOUNDARIES = (
    "Het jaar 2018 (van begin 2018 tot begin 2019) is overgeslagen: per 1 januari 2019 gingen"
    " Leerdam, Vianen en Zederik van Zuid-Holland naar Utrecht."
)
UNPLACED = "Zonder oprichtingen die het CBS aan geen enkele regio kan toewijzen."
WITHIN = (
    "De gemeentelijke herindelingen in deze periode bleven binnen de provinciegrenzen, en de"
    " COROP-gebieden zijn hier tot provincies opgeteld."
)
NATION = "Heel Nederland; een gemeentelijke herindeling verschuift alleen vestigingen daarbinnen."
OTHER_REGIONS = "Twee gebieden worden met opzet met elkaar vergeleken."
FLOW_ON_STOCK = (
    "De oprichtingen in een kalenderjaar zijn gedeeld door de vestigingen op 1 januari van dat"
    " jaar."
)
ONE_DAY = (
    "Beide aantallen gelden op dezelfde dag, en elk bedrijf is óf een natuurlijke persoon óf een"
    " rechtspersoon; het verschil is daarom een ondergrens."
)
SAME_DAY = "Beide standen gelden op 1 januari; elke vestiging hoort bij een bedrijf."

# How many years the table of the number of firms goes back.
YEARS_SHOWN = 6
PER_THOUSAND = "oprichtingen per 1.000 vestigingen"
PER_FIRM = "vestigingen per bedrijf"
RATE = Form(0, word=PER_THOUSAND)
# Borders between provinces stood still within each span, the last up to the newest year; on
# 1 January 2019 they moved.
SPANS = (("2015JJ00", "2018JJ00"), ("2019JJ00", "2999JJ00"))
# Years whose new borders of municipalities lie within the provinces.
INSIDE = ("2018JJ00",)
NATIONAL = "Nederland"


def derive(tables: Tables) -> Chapter:
    """Everything the chapter shows, section by section."""
    c = Chapter("bedrijvenlandschap", "Bedrijvenlandschap")
    firms, branches, births = (tables[id] for id in ("81589NED", "81578NED", "83631NED"))
    now = firms.latest("KW")
    _number_of_firms(c, firms, now.code)
    _make_up(c, firms, now.code)
    _pace(c, firms, now.code)
    _larger_firms(c, firms, now.code)
    _by_class(c, firms, now.code)
    _legal_forms(c, firms, now.code)
    _stock_of_branches(c, firms, branches)
    _births(c, branches, births)
    return c


def _number_of_firms(c: Chapter, table: Table, now: str) -> None:
    start = _same_quarter(now, START_YEAR)
    every, alone = table.series(FIRMS, kind="KW"), table.series(ALONE, kind="KW")
    larger = _of_classes(table, LARGER)
    new, old = every.at(now), every.at(start)
    c.period("stand", table.latest("KW"))
    c.period("begin", old.period)
    c.number("bedrijven", new, million(2), "Bedrijven, nieuwste kwartaal")
    c.number("bedrijven_toen", old, million(2), "Bedrijven, begin van de reeks")
    c.number("bedrijven_groei", growth(new, old), percent(), "Groei van het aantal bedrijven")
    c.number("bedrijven_jaar", cagr(new, old), percent(), "Gemiddelde groei per jaar")
    c.number(
        "bedrijven_erbij", difference(new, old), thousand(), "Toename van het aantal bedrijven"
    )
    rise = difference(alone.at(now), alone.at(start))
    part = share(rise, difference(new, old))
    c.number("alleen_bijdrage", part, percent(), "Deel van de toename door eenpersoonsbedrijven")
    c.number("alleen", alone.at(now), million(2), "Bedrijven met 1 werkzame persoon")
    c.number("alleen_toen", alone.at(start), thousand(), "Idem, begin van de reeks")
    c.number("alleen_groei", growth(alone.at(now), alone.at(start)), percent(), "Groei daarvan")
    c.number("groter", larger.at(now), thousand(), "Bedrijven met 2 of meer werkzame personen")
    c.number("groter_groei", growth(larger.at(now), larger.at(start)), percent(), "Groei daarvan")
    leap, jump = largest_of(_steps(larger, growth).extremes())
    c.number("sprong", jump, percent(), "Sterkste groei van kwartaal op kwartaal daarvan")
    along = _steps(alone, growth).at(leap)
    c.number("sprong_alleen", along, percent(), "Groei eenpersoonsbedrijven in dat kwartaal")
    for name, code in {"alleen_deel": now, "alleen_deel_toen": start}.items():
        part = share(alone.at(code), every.at(code))
        c.number(name, part, percent(), f"Aandeel eenpersoonsbedrijven, {code[:4]}")
    c.figure(
        lines(
            "aantal",
            {"1 werkzame persoon": alone, "2 of meer werkzame personen": larger},
            "bedrijven, x 1.000",
            thousand(),
            highlight=["1 werkzame persoon"],
            notes=[FIRST_DAY, ALL_BRANCHES, *_jumps(table, LARGER, "2 of meer")],
        )
    )


def _make_up(c: Chapter, table: Table, now: str) -> None:
    moments = {year: _same_quarter(now, year) for year in _three_years(now)}
    parts = {
        label: {
            year: share(_group(table, topics, code), table.quantity(FIRMS, code))
            for year, code in moments.items()
        }
        for label, topics in GROUPS.items()
    }
    c.figure(
        stacked(
            "opbouw",
            parts,
            "aandeel in alle bedrijven, naar werkzame personen, begin van het"
            f" {quarter_name(table.latest('KW'))}",
            percent(),
            notes=[FIRST_DAY, ROUNDED],
        )
    )


def _pace(c: Chapter, table: Table, now: str) -> None:
    every = table.series(FIRMS, kind="KW")
    paces, steps = series_growth(every), _steps(every, difference)
    earlier, quarter = _years_before(now, 1), every.periods[-2].code
    c.number("tempo", paces.last, percent(), "Groei van het aantal bedrijven, laatste jaar")
    place = rank_of(now, paces.extremes())
    c.number("tempo_rang", place, rank_form(), "Plaats van die groei in de reeks")
    c.period("tempo_begin", paces.periods[0])
    before = paces.at(earlier)
    c.number("tempo_eerder", before, percent(), "Groei van het aantal bedrijven, jaar daarvoor")
    rise = difference(every.last, every.at(earlier))
    c.number("erbij", rise, thousand(), "Toename van het aantal bedrijven, laatste jaar")
    c.number("basis_stap", steps.at(earlier), thousand(1), "Toename in het kwartaal van de basis")
    usual = product(difference(every.last, every.first), Fraction(1, len(steps)))
    c.number("stap", usual, thousand(1), "Gemiddelde toename per kwartaal in de hele reeks")
    c.number("tempo_kwartaal", paces.at(quarter), percent(), "Groei, een kwartaal eerder gemeten")
    before = paces.at(_years_before(quarter, 1))
    c.number("tempo_kwartaal_eerder", before, percent(), "Groei in het jaar voor dat kwartaal")
    both = cagr(every.last, every.at(_years_before(now, 2)))
    c.number("tempo_twee", both, percent(), "Groei per jaar in de laatste twee jaar")
    c.figure(
        lines(
            "toename",
            {"Alle bedrijven": paces},
            "groei ten opzichte van hetzelfde kwartaal een jaar eerder",
            percent(),
            highlight=["Alle bedrijven"],
            notes=[FIRST_DAY, ALL_BRANCHES],
        )
    )
    _year_by_year(c, table, every, paces, now)


def _year_by_year(c: Chapter, table: Table, every: Series, paces: Series, now: str) -> None:
    alone = table.series(ALONE, kind="KW")
    rows = []
    for code in (_years_before(now, years) for years in range(YEARS_SHOWN - 1, -1, -1)):
        more = difference(every.at(code), every.at(_years_before(code, 1)))
        part = share(alone.at(code), every.at(code))
        rows.append(Row(code[:4], (every.at(code), more, paces.at(code), part)))
    columns = [
        Column("bedrijven", count()),
        Column("toename in een jaar", count()),
        Column("groei", percent(signed=True)),
        Column("aandeel eenpersoonsbedrijven", percent()),
    ]
    c.table("per_jaar", rows, columns, "Jaar", _at_the_start_of(table), [ALL_BRANCHES])


def _larger_firms(c: Chapter, table: Table, now: str) -> None:
    start = _same_quarter(now, START_YEAR)
    every, top = table.quantity(FIRMS, now), table.quantity(HUNDRED, now)
    small = {code: _group(table, GROUPS["2 tot 10"], code) for code in (start, now)}
    ten = _of_classes(table, TEN_PLUS)
    quarter = ten.periods[-2].code
    low, high = smallest_of(ten.extremes())[1], largest_of(ten.extremes())[1]
    c.number("micro_groei", growth(small[now], small[start]), percent(), "Groei, 2 tot 10 personen")
    c.number("tien_groei", growth(ten.last, ten.at(start)), percent(), "Groei daarvan")
    c.number("tien_laagste", low, thousand(1), "Laagste aantal bedrijven van 10 of meer")
    c.number("tien_hoogste", high, thousand(1), "Hoogste aantal bedrijven van 10 of meer")
    step = growth(ten.last, ten.at(quarter))
    c.number("tien_stap", step, percent(), "Groei van 10 of meer in het laatste kwartaal")
    before = growth(ten.at(quarter), ten.at(_same_quarter(quarter, START_YEAR)))
    c.number("tien_kwartaal", before, percent(), "Groei daarvan, een kwartaal eerder gemeten")
    for name, code in {"tien_deel": now, "tien_deel_toen": start}.items():
        part = share(ten.at(code), table.quantity(FIRMS, code))
        c.number(name, part, percent(), f"Aandeel bedrijven van 10 of meer, {code[:4]}")
    c.number("honderd", top, count(), "Bedrijven met 100 of meer werkzame personen")
    sure = share(difference(every, top), every)
    c.number("zeker_mkb", sure, percent(), "Aandeel bedrijven met minder dan 100 werkzame personen")
    panels = {name: _of_classes(table, topics) for name, topics in PANELS.items()}
    c.figure(
        multiples(
            "klassen",
            {name: series_index(series, start) for name, series in panels.items()},
            f"aantal bedrijven, begin van {spoken(ten.at(start).period)} = 100",
            index_form(),
            zero=False,
            highlight=["alle van 10 of meer"],
            notes=[FIRST_DAY, *_jumps(table, TEN_PLUS, "10 of meer"), REVISED],
        )
    )


def _by_class(c: Chapter, table: Table, now: str) -> None:
    start = _same_quarter(now, START_YEAR)
    moments = (start, now)
    rows = []
    for head, topic in {**CLASSES, "Alle bedrijven": FIRMS}.items():
        old, new = (table.quantity(topic, code) for code in moments)
        parts = [
            share(q, table.quantity(FIRMS, code))
            for q, code in zip((old, new), moments, strict=True)
        ]
        rows.append(Row(head, (old, new, growth(new, old), *parts), strong=topic == FIRMS))
    years = (START_YEAR, now[:4])
    columns = [
        *(Column(year, count()) for year in years),
        Column("groei", percent(signed=True)),
        *(Column(f"aandeel {year}", percent()) for year in years),
    ]
    c.table(
        "omvang",
        rows,
        columns,
        "Werkzame personen",
        _at_the_start_of(table),
        [ALL_BRANCHES, ROUNDED, *_jumps(table, TEN_PLUS, "10 of meer")],
    )


def _legal_forms(c: Chapter, table: Table, now: str) -> None:
    every, natural, legal = (table.series(topic, kind="KW") for topic in (FIRMS, NATURAL, LEGAL))
    shares = paired(natural, every, share)
    most = largest_of(shares.extremes())[1]
    then = shares.at(_same_quarter(now, START_YEAR))
    c.number("natuurlijk_deel", shares.last, percent(), "Aandeel natuurlijke personen")
    c.number("natuurlijk_deel_toen", then, percent(), "Idem, begin van de reeks")
    c.number("natuurlijk_hoogste", most, percent(), "Hoogste aandeel natuurlijke personen")
    two_years = _years_before(now, 2)
    groups = {"natuurlijk": ("natuurlijke personen", natural), "rechts": ("rechtspersonen", legal)}
    for name, (who, s) in groups.items():
        paces = series_growth(s)
        c.number(f"{name}_groei", paces.last, percent(), f"Groei {who}, laatste jaar")
        before = paces.at(every.periods[-2].code)
        c.number(f"{name}_kwartaal", before, percent(), f"Groei {who}, een kwartaal eerder")
        both = cagr(s.last, s.at(two_years))
        c.number(f"{name}_twee", both, percent(), f"Groei {who} per jaar, laatste twee jaar")
    rise, all_rise = (difference(s.last, s.at(two_years)) for s in (legal, every))
    part = share(rise, all_rise)
    c.number("rechts_bijdrage", part, percent(), "Deel van die toename door rechtspersonen")
    c.number("rechts_deel", share(legal.last, every.last), percent(), "Aandeel rechtspersonen")
    more = difference(table.quantity(ALONE, now), natural.last, because=ONE_DAY)
    c.number("alleen_rechts", more, count(), "Eenpersoonsbedrijven min natuurlijke personen")
    c.figure(
        lines(
            "rechtsvorm_groei",
            {
                "Natuurlijke personen": series_growth(natural),
                "Rechtspersonen": series_growth(legal),
            },
            "groei ten opzichte van hetzelfde kwartaal een jaar eerder",
            percent(),
            highlight=["Rechtspersonen"],
            notes=[FIRST_DAY, ALL_BRANCHES],
        )
    )
    heads = {
        "Natuurlijke personen": natural, "Rechtspersonen": legal, "Alle bedrijven": every
    }  # fmt: skip
    _legal_forms_table(c, table, heads, now)


def _legal_forms_table(c: Chapter, table: Table, forms: Mapping[str, Series], now: str) -> None:
    moments = (_same_quarter(now, START_YEAR), _years_before(now, 2), now)
    rows = []
    for head, series in forms.items():
        found = [series.at(code) for code in moments]
        paces = [cagr(found[-1], old) for old in found[:-1]]
        rows.append(Row(head, (*found, *paces), strong=head == "Alle bedrijven"))
    columns = [
        *(Column(code[:4], count()) for code in moments),
        *(
            Column(f"groei per jaar sinds {code[:4]}", percent(signed=True))
            for code in moments[:-1]
        ),
    ]
    c.table(
        "rechtsvorm",
        rows,
        columns,
        "Rechtsvorm",
        _at_the_start_of(table),
        [ALL_BRANCHES, ROUNDED],
    )


def _stock_of_branches(c: Chapter, firms: Table, branches: Table) -> None:
    now = branches.latest("JJ").code
    stock = _by_region(branches, BRANCHES, now)
    every = total(*stock.values())
    c.period("stand_vestigingen", branches.latest("JJ"))
    c.number("vestigingen", every, million(2), "Vestigingen, nieuwste jaar")
    both = min(now[:4], _newest_first_quarter(firms))
    then = total(*_by_region(branches, BRANCHES, f"{both}JJ00").values())
    each = per(then, firms.quantity(FIRMS, f"{both}KW01"), 1, PER_FIRM, because=SAME_DAY)
    c.number("vestigingen_per_bedrijf", each, number(1), "Vestigingen per bedrijf")
    cities = share(total(*(stock[code] for code in CITIES)), every)
    c.number("steden_stand", cities, percent(), "Aandeel van de grootstedelijke gebieden")
    spans = [(first, min(last, now)) for first, last in SPANS if first < now]
    paces = {f"{a[:4]}–{b[:4]}": _pace_of_provinces(branches, a, b) for a, b in spans}
    newest = paces[next(reversed(paces))]
    fastest, slowest = largest_of(newest), smallest_of(newest)
    c.label("prov_snelst", fastest, "Provincie met de sterkste groei van het aantal vestigingen")
    c.number("prov_snelst_groei", fastest[1], percent(), "Groei per jaar in die provincie")
    c.label("prov_traagst", slowest, "Provincie met de zwakste groei van het aantal vestigingen")
    c.number("prov_traagst_groei", slowest[1], percent(), "Groei per jaar in die provincie")
    first, last = spans[-1]
    ends = [total(*_by_region(branches, BRANCHES, code).values()) for code in (first, last)]
    rise = cagr(ends[1], ends[0], because=NATION if _is_broken(ends[1], first) else None)
    c.number("vest_groei", rise, percent(), "Groei van het aantal vestigingen per jaar")
    order = _descending(newest)
    shown = {label: {name: pace[name] for name in order} for label, pace in paces.items()}
    unit = "groei van het aantal vestigingen, gemiddeld per jaar"
    if len(spans) > 1:
        c.figure(dots("provincies", shown, unit, percent(), notes=[COROP, BOUNDARIES]))
    else:
        (years,) = shown
        unit = f"{unit}, {years}"
        c.figure(bars("provincies", shown, unit, percent(signed=True), notes=[COROP]))


def _births(c: Chapter, branches: Table, births: Table) -> None:
    now = births.latest("JJ").code
    before = births.latest("JJ").previous_year() or now
    placed = {code: _by_region(births, BIRTHS, code) for code in (before, now)}
    placed_all = {code: total(*regions.values()) for code, regions in placed.items()}
    every = {
        code: total(placed_all[code], births.quantity(BIRTHS, code, RegioS=NOWHERE))
        for code in (before, now)
    }
    c.number("opgericht", every[now], thousand(), "Oprichtingen van vestigingen, nieuwste jaar")
    why = NATION if _is_broken(every[now], before) else None
    change = growth(every[now], every[before], because=why)
    c.number("opgericht_groei", change, percent(), "Groei ten opzichte van een jaar eerder")
    stock = _by_region(branches, BRANCHES, now)
    rate = _rate(placed_all[now], total(*stock.values()))
    c.number("opgericht_dichtheid", rate, RATE, "Oprichtingen per 1.000 vestigingen")
    _regions(c, births, placed[now], stock)
    cities = share(total(*(placed[now][code] for code in CITIES)), placed_all[now])
    c.number("steden_opgericht", cities, percent(), "Aandeel van de grootstedelijke gebieden")
    cities = share(total(*(stock[code] for code in CITIES)), total(*stock.values()))
    c.number("steden_stand_toen", cities, percent(), "Idem, aandeel in de vestigingen van dat jaar")
    provinces = {code: by_province(regions) for code, regions in placed.items()}
    with c.part("oprichtingen_provincies"):
        changes = {
            name: growth(new, provinces[before][name], because=WITHIN if now in INSIDE else None)
            for name, new in provinces[now].items()
        }
        _change_of_births(c, changes)
        nation = growth(placed_all[now], placed_all[before], because=why)
        _by_province_table(
            c,
            branches,
            provinces[now],
            provinces[before],
            placed_all,
            {**changes, NATIONAL: nation},
        )


def _regions(
    c: Chapter, births: Table, new: Mapping[str, Quantity], stock: Mapping[str, Quantity]
) -> None:
    names = {x.code: x.title.removesuffix(" (CR)") for x in births.codes("RegioS")}
    rates = {names[code]: _rate(new[code], stock[code]) for code in stock}
    most, least = largest_of(rates), smallest_of(rates)
    c.label("regio_hoogst", most, "COROP-gebied met de meeste oprichtingen per 1.000 vestigingen")
    c.number("regio_hoogst_dichtheid", most[1], RATE, "Oprichtingen per 1.000 vestigingen daar")
    c.label("regio_laagst", least, "COROP-gebied met de minste oprichtingen per 1.000 vestigingen")
    c.number("regio_laagst_dichtheid", least[1], RATE, "Oprichtingen per 1.000 vestigingen daar")
    ratio = times(most[1], least[1], because=OTHER_REGIONS)
    c.number("regio_verhouding", ratio, times_form(), "Verhouding tussen hoogste en laagste")


def _change_of_births(c: Chapter, changes: Mapping[str, Quantity]) -> None:
    most, least = largest_of(changes), smallest_of(changes)
    c.label("opgericht_meest", most, "Provincie met de sterkste groei van de oprichtingen")
    c.number("opgericht_meest_groei", most[1], percent(), "Groei in die provincie")
    c.label("opgericht_minst", least, "Provincie met de sterkste daling van de oprichtingen")
    c.number("opgericht_minst_groei", least[1], percent(), "Groei in die provincie")
    years = f"{most[1].periods[0].code[:4]} op {most[1].period.code[:4]}"
    c.figure(
        bars(
            "oprichtingen_groei",
            {"Verandering": {name: changes[name] for name in _descending(changes)}},
            f"verandering van het aantal oprichtingen van vestigingen, van {years}",
            percent(signed=True),
            notes=[UNPLACED],
        )
    )


def _by_province_table(
    c: Chapter,
    branches: Table,
    new: Mapping[str, Quantity],
    old: Mapping[str, Quantity],
    every: Mapping[str, Quantity],
    changes: Mapping[str, Quantity],
) -> None:
    latest = max(every)
    regions = _by_region(branches, BRANCHES, latest)
    stock, whole = by_province(regions), total(*regions.values())
    rows = [
        Row(name, (stock[name], old[name], new[name], changes[name],
                   _rate(new[name], stock[name])))
        for name in new
    ]  # fmt: skip
    sums = (whole, every[min(every)], every[latest])
    cells = (*sums, changes[NATIONAL], _rate(every[latest], whole))
    rows.append(Row(NATIONAL, cells, strong=True))
    columns = [
        Column(f"vestigingen 1 januari {latest[:4]}", count()),
        *(Column(f"oprichtingen {code[:4]}", count()) for code in sorted(every)),
        Column("groei", percent(signed=True)),
        Column("per 1.000 vestigingen", RATE),
    ]
    c.table("provincies_tabel", rows, columns, "Provincie", notes=[COROP, FLOW_ON_STOCK, UNPLACED])


def _sum(series: list[Series]) -> Series:
    """Per period the sum of series of disjoint groups."""
    return reduce(lambda one, other: paired(one, other, total), series)


def _group(table: Table, topics: Iterable[str], code: str) -> Quantity:
    """The firms of several size classes together."""
    return total(*(table.quantity(topic, code) for topic in topics))


def _same_quarter(code: str, year: str) -> str:
    return f"{year}{code[4:]}"


def _three_years(now: str) -> tuple[str, str, str]:
    """The first year, the middle and the year of `now`."""
    return START_YEAR, str((int(START_YEAR) + int(now[:4])) // 2), now[:4]


def _years_before(code: str, years: int) -> str:
    return _same_quarter(code, str(int(code[:4]) - years))


def _of_classes(table: Table, topics: Iterable[str]) -> Series:
    """The firms of several size classes together, in all quarters."""
    return _sum([table.series(topic, kind="KW") for topic in topics])


def _at_the_start_of(table: Table) -> str:
    return f"aantal bedrijven aan het begin van het {quarter_name(table.latest('KW'))}"


def _jumps(table: Table, topics: Iterable[str], which: str) -> list[str]:
    """The note on quarters in which firms of several classes rose or fell by more than JUMP."""
    steps = _steps(_of_classes(table, topics), growth)
    found = [p.period for p in steps if p.quantity and abs(p.quantity.value) > JUMP]
    if not found:
        return []
    return [
        f"Aan het begin van {enumerated(spoken(period) for period in found)} week het aantal"
        f" bedrijven met {which} werkzame personen meer dan {JUMP} procent af van dat in het"
        " kwartaal ervoor. Of dat groei en krimp is of een andere indeling naar grootte, is niet"
        " te zien; verschillen tussen klassen over zo’n kwartaal heen zijn daarom onzeker."
    ]


def _steps(series: Series, compare: Callable[[Quantity, Quantity], Quantity]) -> Series:
    """Every point but the oldest compared with the one before; a gap on either side stays a gap."""
    points = []
    for old, new in pairwise(series):
        if old.quantity is None or new.quantity is None:
            points.append(Point(new.period, None, new.symbol or old.symbol))
        else:
            points.append(Point(new.period, compare(new.quantity, old.quantity)))
    return Series(series.name, tuple(points))


def _by_region(table: Table, topic: str, code: str) -> dict[str, Quantity]:
    """Region code to quantity, without what cannot be placed."""
    regions = (x.code for x in table.codes("RegioS") if x.code != NOWHERE)
    return {region: table.quantity(topic, code, RegioS=region) for region in regions}


def _newest_first_quarter(firms: Table) -> str:
    """The newest year of which the firms on its first day are known."""
    return max(p.code[:4] for p in firms.periods("KW") if p.code.endswith("KW01"))


def _pace_of_provinces(table: Table, old: str, new: str) -> dict[str, Quantity]:
    """Province to growth per year of its establishments between two moments."""
    then, now = (by_province(_by_region(table, BRANCHES, code)) for code in (old, new))
    return {
        name: cagr(q, then[name], because=WITHIN if _is_broken(q, old) else None)
        for name, q in now.items()
    }


def _is_broken(new: Quantity, old: str) -> bool:
    """Whether a break lies between period code `old` and a figure."""
    return any(b.between(parse_period(old), new.period) for b in new.breaks)


def _rate(births: Quantity, stock: Quantity) -> Quantity:
    """Births in a year per 1 000 establishments on 1 January of that year."""
    return per(births, stock, 1_000, PER_THOUSAND, because=FLOW_ON_STOCK)


def _descending(choices: Mapping[str, Quantity]) -> list[str]:
    return sorted(choices, key=lambda name: -choices[name].value)


if "snakemake" in globals():
    from jaarbericht.job import run_chapter

    run_chapter(globals()["snakemake"], derive)
