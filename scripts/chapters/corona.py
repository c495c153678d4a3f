"""Corona en veerkracht: the shock of 2020, the bankruptcies that stayed away, and the recovery."""

from collections.abc import Mapping
from itertools import groupby

from jaarbericht.cbs.periods import Period, parse_period
from jaarbericht.lineage import (
    Chapter,
    Column,
    Event,
    Point,
    Quantity,
    Row,
    Series,
    Table,
    Tables,
    bars,
    chain,
    columns_over_time,
    difference,
    dots,
    growth,
    index,
    largest_of,
    lines,
    mean,
    multiples,
    paired,
    series_growth,
    share,
    smallest_of,
    times,
    total,
)
from jaarbericht.lineage.forms import (
    Form,
    balance,
    count,
    index_form,
    percent,
    thousand,
    times_form,
)

FIRMS, SOLE, FIRMS_AND_SOLE = "A047597", "A028820", "A047596"
FAILED = "UitgesprokenFaillissementen_1"
OPEN = "OpenstaandeVacatures_1"
GDP = "BrutoBinnenlandsProduct_2"
ON_YEAR, ON_QUARTER = "A045299", "A045300"
CONFIDENCE = "Ondernemersvertrouwen_1"
CONSUMERS = "Consumentenvertrouwen_1"
ALL = "T001081"

CREDIT, BEFORE, CORONA = "2009", "2019", "2020"
DIP_BASE, DIP, DIP_LATER = "2019KW02", "2020KW02", "2021KW02"
MEASURES = Event(parse_period("2020MM03"), "begin coronamaatregelen")

# Section -> code in 80472ned, topic of gross value added in 85880NED.
SECTORS = {
    "Industrie": ("307500", "Totaal_24"),
    "Bouw": ("350000", "FBouwnijverheid_38"),
    "Handel": ("354200", "GHandel_41"),
    "Vervoer en opslag": ("383100", "HVervoerEnOpslag_42"),
    "Horeca": ("389100", "IHoreca_43"),
    "Informatie en communicatie": ("391600", "JInformatieEnCommunicatie_44"),
    "Specialistische diensten": ("403300", "MSpecialistischeZakelijkeDiensten_48"),
    "Verhuur en overige diensten": ("410200", "Totaal_49"),
    "Cultuur, recreatie, overig": ("300014", "RUCultuurRecreatieOverigeDiensten_60"),
}
FAILED_IN = {
    "Landbouw en visserij": "301000",
    "Industrie": "307500",
    "Bouw": "350000",
    "Handel": "354200",
    "Vervoer en opslag": "383100",
    "Horeca": "389100",
    "Informatie en communicatie": "391600",
    "Financiële diensten": "396300",
    "Onroerend goed": "402000",
    "Specialistische diensten": "403300",
    "Verhuur en overige diensten": "410200",
    "Zorg en welzijn": "422400",
    "Cultuur en recreatie": "428100",
    "Overige diensten": "435500",
}
SIZES = {"klein": "WP19074", "groot": "WP19098"}

TWO_TABLES = (
    "Tot en met 2017 uit een tabel die in 2018 is stopgezet, vanaf 2020 uit haar opvolger. De"
    " cijfers van 2018 en 2019 ontbreken in deze uitgave; de reeksen sluiten niet op elkaar aan."
)
REVISED = (
    "Stand na de revisie van de nationale rekeningen; de ramingen van destijds luidden iets anders."
)
CHAINED = "Voor het latere kwartaal zijn twee afgeronde jaarmutaties aaneengeregen."
COURT_DAYS = "Niet gecorrigeerd voor het aantal zittingsdagen van de rechtbanken."
WITH_SOLE = "Bedrijven en instellingen plus eenmanszaken; zonder privépersonen."
SECTIONS = (
    "Bedrijven en instellingen, zonder eenmanszaken en zonder privépersonen. Niet getoond: energie,"
    " water, delfstoffen, overheid, onderwijs, huishoudens en onbekend."
)
PROVINCES = (
    "Overijssel en Utrecht ontbreken in de gebruikte gegevens; de getoonde provincies vormen samen"
    " dus niet heel Nederland."
)
FIVE_PLUS = (
    "Ondernemers: bedrijven met vijf of meer werkzame personen, ook grootbedrijf, zonder financiële"
    " instellingen en nutsbedrijven."
)
PATCHED = (
    "Ondernemersvertrouwen uit de tabel naar bedrijfstak; waar die in de gebruikte gegevens een"
    " gat heeft, uit de tabel naar regio (Nederland). Het derde kwartaal van 2019 ontbreekt."
)
SIGNED = percent(signed=True)
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
RAW = "Niet gecorrigeerd voor seizoensinvloeden."


def derive(tables: Tables) -> Chapter:
    """Everything the chapter shows, in the order of the text."""
    c = Chapter("corona", "Corona en veerkracht")
    _economy(c, tables)
    _value_added(c, tables["85880NED"])
    _bankruptcies(c, tables["82242NED"])
    _months(c, tables["82242NED"])
    _by_sector(c, tables["82244NED"])
    _by_province(c, tables["82522NED"])
    _confidence(c, tables)
    _vacancies(c, tables["80472ned"])
    _two_crises(c, tables)
    return c


def _economy(c: Chapter, tables: Tables) -> None:
    old = tables["82602NED"].series(GDP, kind="KW", SoortMutaties="vlptsa")
    new = tables["85880NED"].series(GDP, kind="KW", SoortMutaties=ON_QUARTER)
    worst, dip = smallest_of(old.extremes())[1], new.at(DIP)
    ratio = times(dip, worst, "De krimp in een kwartaal van twee crises, elk uit haar eigen tabel.")
    c.period("voor", parse_period(f"{BEFORE}JJ00"))
    c.period("bbp_begin", next(p.period for p in old if p.quantity is not None))
    c.period("bbp_eind", old.periods[-1])
    change = "Volumegroei van het bbp op kwartaalbasis"
    c.number("bbp_dip", dip, percent(), f"{change}, eerste coronagolf")
    c.number("bbp_dip_eerder", worst, percent(), f"{change}, sterkste krimp tot en met 2017")
    c.number("bbp_dip_keer", ratio, times_form(), "Verhouding van die twee krimpcijfers")
    c.number("bbp_terug", new.at("2020KW03"), percent(), f"{change}, na de eerste golf")
    c.number("bbp_laatste", new.last, percent(), f"{change}, nieuwste kwartaal")
    level = "Omvang van het bbp ten opzichte van het laatste kwartaal van 2019"
    c.number("bbp_kuil", _chained(new.between("2020KW01", DIP)), percent(), f"{level}, dieptepunt")
    c.number("bbp_niveau", _chained(new), percent(), f"{level}, nieuwste kwartaal")
    c.figure(
        columns_over_time(
            "bbp_kwartaal",
            {"Tot en met 2017": old.between("2005KW01", "2017KW04"), "Vanaf 2020": new},
            "volumegroei ten opzichte van een kwartaal eerder, gecorrigeerd voor seizoen",
            percent(),
            highlight=["Vanaf 2020"],
            events=[Event(new.periods[0], "andere tabel")],
            notes=[TWO_TABLES, REVISED],
        )
    )


def _value_added(c: Chapter, table: Table) -> None:
    growths = {
        name: table.series(topic, kind="KW", SoortMutaties=ON_YEAR)
        for name, (_, topic) in SECTORS.items()
    }
    first = {name: s.at(DIP) for name, s in growths.items()}
    later = {name: chain(s.at(DIP), s.at(DIP_LATER)) for name, s in growths.items()}
    about = "Toegevoegde waarde ten opzichte van het tweede kwartaal van 2019"
    _chosen(c, "tw_zwaarst", smallest_of(first), f"{about}: laagste in de eerste golf")
    _chosen(c, "tw_laagst", smallest_of(later), f"{about}: laagste een jaar later")
    _chosen(c, "tw_hoogst", largest_of(later), f"{about}: hoogste een jaar later")
    order = _ascending(first)
    c.figure(
        dots(
            "toegevoegde_waarde",
            {_text(DIP): _pick(first, order), _text(DIP_LATER): _pick(later, order)},
            f"volume ten opzichte van het {_text(DIP_BASE)}",
            SIGNED,
            highlight=order[:1],
            notes=[CHAINED, REVISED],
        )
    )


def _bankruptcies(c: Chapter, table: Table) -> None:
    years, months = _failed(table, "JJ"), _failed(table, "MM")
    firms, sole, both = years
    now, before = both.at(f"{CORONA}JJ00"), both.at(f"{BEFORE}JJ00")
    past = both.between("1981JJ00", f"{BEFORE}JJ00").extremes()
    run, rise = _newest_year(months[2]), growth(both.at(f"{CREDIT}JJ00"), both.at("2008JJ00"))
    c.period("fail_begin", both.periods[0])
    c.number("fail_2020", now, count(), "Faillissementen in het coronajaar")
    c.number("fail_groei", growth(now, before), percent(), "Groei op jaarbasis in het coronajaar")
    c.number("fail_krediet", rise, percent(), "Groei op jaarbasis in de kredietcrisis")
    c.number("fail_piek", largest_of(past)[1], count(), "Hoogste jaaraantal tot en met 2019")
    c.number("fail_laagste", smallest_of(past)[1], count(), "Laagste jaaraantal tot en met 2019")
    c.number("fail_twaalf", run, count(), "Faillissementen in de nieuwste twaalf maanden")
    less = growth(run, _in_year(months[2], BEFORE))
    c.number("fail_twaalf_groei", less, percent(), "Nieuwste twaalf maanden ten opzichte van 2019")
    _without_sole(c, firms, months[0])
    c.number(
        "fail_eenmans", share(sole.at(f"{CORONA}JJ00"), now), percent(), "Aandeel eenmanszaken"
    )
    c.figure(
        lines(
            "faillissementen",
            {"Samen": both, "Bedrijven en instellingen": firms, "Eenmanszaken": sole},
            "uitgesproken faillissementen per jaar",
            count(),
            highlight=["Samen"],
            events=[Event(parse_period("2009JJ00"), "kredietcrisis")],
            notes=[WITH_SOLE, COURT_DAYS],
        )
    )
    _types(c, years, months)


def _without_sole(c: Chapter, years: Series, months: Series) -> None:
    past = years.between("1981JJ00", f"{BEFORE}JJ00").extremes()
    low, run = smallest_of(past)[1], _newest_year(months)
    gap = growth(run, low, "De nieuwste twaalf maanden tellen even lang als een kalenderjaar.")
    c.number("fail_bedrijven", run, count(), "Zonder eenmanszaken, nieuwste twaalf maanden")
    c.number("fail_bedrijven_laagste", low, count(), "Zonder eenmanszaken, laagste jaaraantal")
    c.number("fail_bedrijven_verschil", gap, percent(), "Nieuwste twaalf maanden en laagste jaar")


def _types(c: Chapter, years: tuple[Series, ...], months: tuple[Series, ...]) -> None:
    shown = (f"{CREDIT}JJ00", "2013JJ00", f"{BEFORE}JJ00", f"{CORONA}JJ00")
    rows = []
    heads = ("Bedrijven en instellingen", "Eenmanszaken", "Samen")
    for head, year, month in zip(heads, years, months, strict=True):
        run = _newest_year(month)
        less = growth(run, _in_year(month, BEFORE))
        cells = (*(year.at(code) for code in shown), run, less)
        rows.append(Row(head, cells, strong=head == heads[-1]))
    columns = [Column(code[:4], count()) for code in shown]
    columns.append(Column(f"{_text(run.periods[0].code)} – {_text(run.period.code)}", count()))
    columns.append(Column(f"t.o.v. {BEFORE}", SIGNED))
    c.table("faillissementen_type", rows, columns, "Wie failliet ging", notes=[COURT_DAYS])


def _months(c: Chapter, table: Table) -> None:
    months = _failed(table, "MM")[2]
    both = months.between(f"{BEFORE}MM01", months.last.period.code)
    c.period("fail_stand", both.periods[-1])
    c.number("fail_maand", both.last, count(), "Faillissementen in de nieuwste maand")
    low = smallest_of(both.extremes())[1]
    c.number("fail_maand_laag", low, count(), "Laagste maandaantal sinds januari 2019")
    c.figure(
        columns_over_time(
            "faillissementen_maand",
            {"Bedrijven en eenmanszaken": both},
            "uitgesproken faillissementen per maand",
            count(),
            events=[MEASURES],
            notes=[WITH_SOLE, COURT_DAYS],
        )
    )


def _by_sector(c: Chapter, table: Table) -> None:
    codes = [x.code for x in table.codes("BedrijfstakkenBranchesSBI2008") if x.code != ALL]
    half = {code: total(*_quantities(_in_section(table, code))) for code in codes}
    whole = total(*half.values())
    named = {name: half[code] for name, code in FAILED_IN.items()}
    c.number(
        "fail_half", whole, count(), "Faillissementen van bedrijven en instellingen, half jaar"
    )
    most = _chosen(c, "fail_meeste", largest_of(named), "Bedrijfstak met de meeste faillissementen")
    c.number("fail_meeste_deel", share(half[FAILED_IN[most]], whole), percent(), "Aandeel daarvan")
    c.number("fail_horeca", named["Horeca"], count(), "Faillissementen in de horeca, half jaar")
    c.number("fail_horeca_deel", share(named["Horeca"], whole), percent(), "Aandeel van de horeca")
    c.figure(
        bars(
            "faillissementen_sector",
            {"Faillissementen": _pick(named, _ascending(named)[::-1])},
            "uitgesproken faillissementen, juli tot en met december 2020",
            count(),
            highlight=["Horeca"],
            notes=[SECTIONS],
        )
    )


def _by_province(c: Chapter, table: Table) -> None:
    months = {
        x.title.removesuffix(" (PV)"): table.series(
            FAILED, kind="MM", TypeGefailleerde=FIRMS_AND_SOLE, RegioS=x.code
        )
        for x in table.codes("RegioS")
    }
    last = next(iter(months.values())).last.period
    now, then = last.code, f"{BEFORE}{last.code[4:]}"
    new = {name: _through(s, now) for name, s in months.items()}
    old = {name: _through(s, then) for name, s in months.items()}
    change = {name: growth(new[name], old[name]) for name in new}
    _chosen(c, "prov_meest", smallest_of(change), "Provincie met de sterkste daling")
    _chosen(c, "prov_minst", largest_of(change), "Provincie met de zwakste daling")
    order = _ascending(old)[::-1]
    moments = {f"jan – {_text(then)}": old, f"jan – {_text(now)}": new}
    c.figure(
        dots(
            "provincies",
            {label: _pick(values, order) for label, values in moments.items()},
            "uitgesproken faillissementen",
            count(),
            zero=True,
            notes=[WITH_SOLE, PROVINCES, COURT_DAYS],
        )
    )


def _confidence(c: Chapter, tables: Tables) -> None:
    firms, people = _business(tables), tables["83693NED"].series(CONSUMERS, kind="MM")
    crisis = people.between("2020MM01", people.last.period.code)
    step = difference(people.at("2020MM03"), people.at("2020MM04"))
    c.number("ov_voor", firms.at("2020KW01"), balance(), "Ondernemersvertrouwen voor de crisis")
    c.number("ov_dip", firms.at(DIP), balance(), "Ondernemersvertrouwen, eerste golf")
    c.number("ov_laatste", firms.last, balance(), "Ondernemersvertrouwen, nieuwste kwartaal")
    c.number("cv_voor", people.at("2020MM03"), balance(0), "Consumentenvertrouwen voor de crisis")
    c.number("cv_april", people.at("2020MM04"), balance(0), "Consumentenvertrouwen, april 2020")
    c.number("cv_stap", step, Form(word="punten"), "Daling van maart op april 2020")
    c.number(
        "cv_dal", smallest_of(crisis.extremes())[1], balance(0), "Laagste stand sinds begin 2020"
    )
    c.number("cv_laatste", people.last, balance(0), "Consumentenvertrouwen, nieuwste maand")
    since = parse_period("2017MM01")
    quarters = _quarterly(people.between(since.code, people.last.period.code))
    c.figure(
        lines(
            "vertrouwen",
            {"Ondernemers": firms, "Consumenten": quarters},
            "saldo van positieve en negatieve antwoorden, in procenten van het aantal antwoorden",
            balance(),
            zero=True,
            highlight=["Ondernemers"],
            notes=[FIVE_PLUS, PATCHED, "Consumenten: gemiddelde van de drie maanden."],
        )
    )
    parts = {
        "Koopbereidheid": "Koopbereidheid_3",
        "Vertrouwen": CONSUMERS,
        "Economisch klimaat": "EconomischKlimaat_2",
    }
    series = {
        n: tables["83693NED"].series(k, kind="MM", since="2019MM01") for n, k in parts.items()
    }
    low = smallest_of(series["Economisch klimaat"].extremes())[1]
    c.number("klimaat_dal", low, balance(0), "Laagste stand van het economisch klimaat sinds 2019")
    low = smallest_of(series["Koopbereidheid"].extremes())[1]
    c.number("koop_dal", low, balance(0), "Laagste stand van de koopbereidheid sinds 2019")
    c.figure(
        lines(
            "consument",
            series,
            "saldo van positieve en negatieve antwoorden, gecorrigeerd voor seizoen",
            balance(0),
            highlight=["Vertrouwen"],
            events=[MEASURES],
        )
    )


def _vacancies(c: Chapter, table: Table) -> None:
    every = _open(table, ALL, "1997KW01")
    last = every.last.period.code
    then = f"{BEFORE}{last[4:]}"
    fall, rise = growth(every.at(DIP), every.at(DIP_BASE)), growth(every.last, every.at(then))
    c.period("vac_begin", every.periods[0])
    c.number("vac_dip", every.at(DIP), thousand(), "Openstaande vacatures in de eerste golf")
    c.number("vac_daling", fall, percent(), "Groei van de vacatures op jaarbasis, eerste golf")
    c.number("vac_record", largest_of(every.extremes())[1], thousand(), "Hoogste stand in de reeks")
    c.number("vac_groei", rise, percent(), "Nieuwste kwartaal ten opzichte van dat van 2019")
    for name, code in SIZES.items():
        one = _open(table, code, "2019KW01")
        c.number(f"vac_{name}", growth(one.last, one.at(then)), percent(), f"Idem, {name}bedrijf")
    sectors = {name: _open(table, code, "2018KW01") for name, (code, _) in SECTORS.items()}
    c.figure(
        multiples(
            "vacatures_verloop",
            {name: _on_average(s) for name, s in sectors.items()},
            "openstaande vacatures, gemiddelde van 2019 = 100",
            index_form(),
            highlight=["Horeca"],
            notes=[RAW],
        )
    )
    _dip_and_rebound(c, sectors, every)


def _dip_and_rebound(c: Chapter, sectors: Mapping[str, Series], every: Series) -> None:
    last = every.last.period.code
    then = f"{BEFORE}{last[4:]}"
    low = {name: growth(s.at(DIP), s.at(DIP_BASE)) for name, s in sectors.items()}
    high = {name: growth(s.last, s.at(then)) for name, s in sectors.items()}
    _chosen(c, "vac_diepst", smallest_of(low), "Sterkste daling van de vacatures, eerste golf")
    _chosen(c, "vac_hoogst", largest_of(high), "Sterkste stijging van de vacatures sinds 2019")
    order = _ascending(low)
    c.figure(
        dots(
            "vacatures_sector",
            {_text(DIP): _pick(low, order), _text(last): _pick(high, order)},
            "openstaande vacatures ten opzichte van hetzelfde kwartaal van 2019",
            SIGNED,
            highlight=["Horeca"],
            notes=[RAW],
        )
    )
    rows = []
    for name, s in {**sectors, "Alle bedrijfstakken": every}.items():
        bottom = smallest_of(s.between("2020KW01", last).extremes())[1]
        cells = (s.at(then), bottom, s.last, growth(s.last, s.at(then)))
        rows.append(Row(name, cells, strong=s is every))
    heads = (_text(then), "laagste stand sinds begin 2020", _text(last))
    columns = [*(Column(head, thousand(1)) for head in heads), Column("Verandering", SIGNED)]
    c.table(
        "vacatures_tabel", rows, columns, "Bedrijfstak", "openstaande vacatures, x 1.000", [RAW]
    )


def _on_average(series: Series) -> Series:
    """The series with the mean of the four quarters of 2019 as 100."""
    base = mean(*_quantities(series.between(f"{BEFORE}KW01", f"{BEFORE}KW04")))
    because = "Elk kwartaal is vergeleken met het gemiddelde van de vier kwartalen van 2019."
    return series.map(lambda q: index(q, base, because))


def _two_crises(c: Chapter, tables: Tables) -> None:
    old, new = tables["82602NED"], tables["85880NED"]
    quarters = (
        smallest_of(old.series(GDP, kind="KW", SoortMutaties="vlptsa").extremes())[1],
        smallest_of(new.series(GDP, kind="KW", SoortMutaties=ON_QUARTER).extremes())[1],
    )
    then, now = f"{CREDIT}JJ00", f"{CORONA}JJ00"
    years = (
        old.quantity(GDP, then, SoortMutaties="vlptsa"),
        new.quantity(GDP, now, SoortMutaties=ON_YEAR),
    )
    failed = series_growth(_failed(tables["82242NED"], "JJ")[2])
    vacant = series_growth(tables["80472ned"].series(OPEN, kind="JJ", Bedrijfskenmerken=ALL))
    vacancies = (vacant.at(then), vacant.at(now))
    c.number("bbp_jaar_krediet", years[0], percent(), "Volumegroei van het bbp in de kredietcrisis")
    c.number("bbp_jaar", years[1], percent(), "Volumegroei van het bbp in het coronajaar")
    about = "Groei van het jaargemiddelde van de openstaande vacatures"
    c.number("vac_krediet", vacancies[0], percent(), f"{about}, kredietcrisis")
    c.number("vac_corona", vacancies[1], percent(), f"{about}, coronajaar")
    rows = [
        Row("Bbp, slechtste kwartaal", quarters),
        Row("Bbp, hele jaar", years),
        Row("Faillissementen", (failed.at(then), failed.at(now))),
        Row("Openstaande vacatures, jaargemiddelde", vacancies),
    ]
    columns = [
        Column(f"Kredietcrisis ({CREDIT})", SIGNED),
        Column(f"Coronacrisis ({CORONA})", SIGNED),
    ]
    notes = [TWO_TABLES, REVISED, WITH_SOLE]
    c.table(
        "twee_crises", rows, columns, "", "verandering ten opzichte van de periode ervoor", notes
    )


def _failed(table: Table, kind: str) -> tuple[Series, Series, Series]:
    """Bankruptcies of firms, of sole traders and of both; without private persons."""
    firms = table.series(FAILED, kind=kind, TypeGefailleerde=FIRMS)
    sole = table.series(FAILED, kind=kind, TypeGefailleerde=SOLE)
    return firms, sole, paired(firms, sole, total)


def _in_section(table: Table, code: str) -> Series:
    return table.series(
        FAILED, kind="MM", TypeGefailleerde=FIRMS, BedrijfstakkenBranchesSBI2008=code
    )


def _open(table: Table, code: str, since: str) -> Series:
    return table.series(OPEN, kind="KW", since=since, Bedrijfskenmerken=code)


def _business(tables: Tables) -> Series:
    """Business confidence by quarter: from the table by section, else by region, else a gap."""
    sections = tables["82675NED"].series(
        CONFIDENCE, kind="KW", BedrijfstakkenBranchesSBI2008="ONBEKEND_XFN"
    )
    regions = tables["84303NED"].series(CONFIDENCE, kind="KW", RegioS="NL01")
    found = {p.period: p for p in (*regions, *sections)}
    points = []
    code = sections.periods[0].code
    while code <= sections.periods[-1].code:
        period = parse_period(code)
        points.append(found.get(period, Point(period, None, ".")))
        code = _next_quarter(code)
    return Series("Ondernemersvertrouwen", tuple(points))


def _next_quarter(code: str) -> str:
    year, quarter = int(code[:4]), int(code[6:])
    return f"{year}KW{quarter + 1:02d}" if quarter < 4 else f"{year + 1}KW01"


def _quarterly(months: Series) -> Series:
    """The mean per quarter of which all months are there."""
    points = []
    for code, group in groupby(months, key=lambda p: _quarter_of(p.period)):
        quantities = [p.quantity for p in group if p.quantity is not None]
        if len(quantities) == 3:
            points.append(Point(parse_period(code), mean(*quantities)))
    return Series(months.name, tuple(points))


def _quarter_of(month: Period) -> str:
    return f"{month.code[:4]}KW{(int(month.code[6:]) + 2) // 3:02d}"


def _chained(changes: Series) -> Quantity:
    return chain(*_quantities(changes))


def _quantities(series: Series) -> list[Quantity]:
    """All quantities of a series. Raises SecretCell at a gap, which a sum may not pass over."""
    return [series.at(period.code) for period in series.periods]


def _newest_year(months: Series) -> Quantity:
    return total(*_quantities(months)[-12:])


def _in_year(months: Series, year: str) -> Quantity:
    return total(*_quantities(months.between(f"{year}MM01", f"{year}MM12")))


def _through(months: Series, last: str) -> Quantity:
    """The sum from January up to and including `last`."""
    return total(*_quantities(months.between(f"{last[:4]}MM01", last)))


def _chosen(c: Chapter, name: str, choice: tuple[str, Quantity], about: str) -> str:
    """Name the label that the data choose, and its number as `<name>_n`; gives the label back."""
    label, quantity = choice
    c.label(name, (label if name.startswith("prov") else label.lower(), quantity), about)
    c.number(
        f"{name}_n", quantity, percent() if quantity.unit.kind == "procent" else count(), about
    )
    return label


def _ascending(values: Mapping[str, Quantity]) -> list[str]:
    return sorted(values, key=lambda name: values[name].value)


def _pick(values: Mapping[str, Quantity], order: list[str]) -> dict[str, Quantity | None]:
    return {name: values[name] for name in order}


def _text(code: str) -> str:
    """A period code as a label: `2e kwartaal 2020`, `okt 2021`."""
    year, number = code[:4], int(code[6:])
    return f"{number}e kwartaal {year}" if code[4:6] == "KW" else f"{MONTHS[number - 1]} {year}"


if "snakemake" in globals():
    from jaarbericht.job import run_chapter

    run_chapter(globals()["snakemake"], derive)
