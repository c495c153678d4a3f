"""Corona en veerkracht: the shock of 2020, the bankruptcies that stayed away, and the recovery."""

from collections.abc import Mapping
from datetime import timedelta
from fractions import Fraction
from itertools import groupby

from jaarbericht.cbs.cells import Status
from jaarbericht.cbs.periods import Period, parse_period
from jaarbericht.lineage import (
    ABSENT,
    Chapter,
    Column,
    Event,
    Extreme,
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
    highest,
    index,
    lines,
    lowest,
    mean,
    multiples,
    paired,
    series_growth,
    share,
    times,
    total,
    weighted_mean,
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
GDP, TRADE_TO_HORECA = "BrutoBinnenlandsProduct_2", "Totaal_40"
ON_YEAR, ON_QUARTER = "A045299", "A045300"
CONFIDENCE = "Ondernemersvertrouwen_1"
CONSUMERS = "Consumentenvertrouwen_1"
ALL = "T001081"

CREDIT, BEFORE, CORONA = "2009", "2019", "2020"
DIP = "2020KW02"
MEASURES = Event(parse_period("2020MM03"), "begin coronamaatregelen")
# CBS's first calculation of a quarter tells groups of sections, the second, this much later, each.
SECOND = timedelta(days=90)
# A section is shown when it had so many vacancies: CBS rounds to hundreds.
ENOUGH = 2_000
HALF = Fraction(1, 2)

# Section -> code in 80472ned, topic of gross value added in 85880NED. All there are.
SECTORS = {
    "Landbouw en visserij": ("301000", "ALandbouwBosbouwEnVisserij_21"),
    "Delfstoffenwinning": ("305700", "BDelfstoffenwinning_23"),
    "Industrie": ("307500", "Totaal_24"),
    "Energie": ("346600", "DEnergievoorziening_36"),
    "Water en afval": ("348000", "EWaterbedrijvenEnAfvalbeheer_37"),
    "Bouw": ("350000", "FBouwnijverheid_38"),
    "Handel": ("354200", "GHandel_41"),
    "Vervoer en opslag": ("383100", "HVervoerEnOpslag_42"),
    "Horeca": ("389100", "IHoreca_43"),
    "Informatie en communicatie": ("391600", "JInformatieEnCommunicatie_44"),
    "Financiële diensten": ("396300", "KFinancieleDienstverlening_45"),
    "Onroerend goed": ("402000", "LVerhuurEnHandelVanOnroerendGoed_46"),
    "Specialistische diensten": ("403300", "MSpecialistischeZakelijkeDiensten_48"),
    "Verhuur en overige zakelijke diensten": ("410200", "Totaal_49"),
    "Openbaar bestuur": ("417400", "OOpenbaarBestuurEnOverheidsdiensten_57"),
    "Onderwijs": ("419000", "POnderwijs_58"),
    "Zorg en welzijn": ("422400", "QGezondheidsEnWelzijnszorg_59"),
    "Cultuur, recreatie, overig": ("300014", "RUCultuurRecreatieOverigeDiensten_60"),
}
# The same in 82244NED, where the last section is told in parts.
FAILED_IN = {
    **{name: code for name, (code, _) in SECTORS.items() if code != "300014"},
    "Cultuur en recreatie": "428100",
    "Overige diensten": "435500",
    "Huishoudens": "440000",
    "Bedrijfstak onbekend": "999999",
}
SIZES = {"klein": "WP19074", "groot": "WP19098"}
# The provinces that were not collected.
MISSED = {"PV23": "Overijssel", "PV26": "Utrecht"}

REVISED = (
    "Stand na de revisie van de nationale rekeningen; de ramingen van destijds luidden iets anders."
)
COURT_DAYS = "Niet gecorrigeerd voor het aantal zittingsdagen van de rechtbanken."
AS_LONG = "De nieuwste twaalf maanden tellen even lang als een kalenderjaar."
WITH_SOLE = "Bedrijven en instellingen plus eenmanszaken; zonder privépersonen."
FIRMS_ONLY = "Bedrijven en instellingen, zonder eenmanszaken en zonder privépersonen."
FIVE_PLUS = (
    "Ondernemers: bedrijven met vijf of meer werkzame personen, ook grootbedrijf, zonder financiële"
    " instellingen en nutsbedrijven."
)
PATCHED = (
    "Ondernemersvertrouwen uit de tabel naar bedrijfstak; uit de tabel naar regio (Nederland) waar"
    " de eerste een gat heeft of minder over de status zegt."
)
SIGNED = percent(signed=True)
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
RAW = "Niet gecorrigeerd voor seizoensinvloeden."
SAME_QUARTER = f"hetzelfde kwartaal van {BEFORE}"


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
    with c.part("coronajaar"):
        _failed_in_the_year(c, tables["82242NED"])
        _two_crises(c, tables)
    return c


def _economy(c: Chapter, tables: Tables) -> None:
    old, new = _gdp(tables)
    worst, dip = old.lowest().own[0], new.lowest().own[0]
    until, since = old.periods[-1].code[:4], new.periods[0].code[:4]
    ratio = times(dip, worst, "De krimp in een kwartaal van twee crises, elk uit haar eigen tabel.")
    c.period("voor", parse_period(f"{BEFORE}JJ00"))
    c.period("coronajaar", parse_period(f"{CORONA}JJ00"))
    begin = next(p.period for p in old if p.quantity is not None)
    c.period("bbp_begin", begin)
    c.period("bbp_eind", old.periods[-1])
    change = "Volumegroei van het bbp op kwartaalbasis"
    c.number("bbp_dip", dip, percent(), f"{change}, eerste coronagolf")
    c.number("bbp_dip_eerder", worst, percent(), f"{change}, sterkste krimp tot en met {until}")
    c.number("bbp_dip_keer", ratio, times_form(), "Verhouding van die twee krimpcijfers")
    rebound = _next_quarter(dip.period.code)
    c.number("bbp_terug", new.at(rebound), percent(), f"{change}, na de golf")
    c.number("bbp_laatste", new.last, percent(), f"{change}, nieuwste kwartaal")
    level = f"Omvang van het bbp ten opzichte van het laatste kwartaal van {BEFORE}"
    pit = _chained(new.between(new.periods[0].code, dip.period.code))
    c.number("bbp_kuil", pit, percent(0), f"{level}, dieptepunt")
    c.number("bbp_niveau", _chained(new), percent(0), f"{level}, nieuwste kwartaal")
    c.figure(
        columns_over_time(
            "bbp_kwartaal",
            {f"Tot en met {until}": old.between(begin.code, _end(old)), f"Vanaf {since}": new},
            "volumegroei ten opzichte van een kwartaal eerder, gecorrigeerd voor seizoen",
            percent(),
            highlight=[f"Vanaf {since}"],
            events=[Event(new.periods[0], "andere tabel")],
            notes=[_two_tables(until, since), REVISED],
        )
    )


def _value_added(c: Chapter, table: Table) -> None:
    growths = {
        name: table.series(topic, kind="KW", SoortMutaties=ON_YEAR)
        for name, (_, topic) in SECTORS.items()
    }
    quarters = [p for p in table.periods("KW") if p.end and p.end + SECOND <= table.cutoff]
    now = quarters[-1].code
    first = {name: s.at(DIP) for name, s in growths.items()}
    about = f"Toegevoegde waarde ten opzichte van {SAME_QUARTER}"
    _chosen(c, "tw_zwaarst", lowest(first), f"{about}: laagste in de eerste golf")
    order = _ascending(first)
    shown, notes = {_text(DIP): _pick(first, order)}, [REVISED]
    with c.part("tw_later"):
        known = {name: s.between(_next_quarter(DIP), now) for name, s in growths.items()}
        later = {name: _since_before(growths[name], _end_of(s)) for name, s in known.items()}
        _chosen(c, "tw_laagst", lowest(later), f"{about}: laagste in {_text(now)}")
        _chosen(c, "tw_hoogst", highest(later), f"{about}: hoogste in {_text(now)}")
        shown[_text(now)] = _pick(later, order)
        notes = [
            f"Voor het {_text(now)} zijn afgeronde jaarmutaties aaneengeregen.",
            f"Op de peildatum was het {_text(now)} het jongste kwartaal waarvan elke bedrijfstak"
            " bekend was: de eerste berekening van een kwartaal geeft groepen.",
            REVISED,
        ]
    group = table.series(TRADE_TO_HORECA, kind="KW", SoortMutaties=ON_YEAR)
    with c.part("tw_groep"):
        newest = _end_of(group.between(_next_quarter(now), _end(group)))
        level = _since_before(group, newest)
        c.number("tw_groep", level, percent(), f"{about}: G-I, {_text(newest)}")
    unit = f"volume ten opzichte van {SAME_QUARTER}"
    if len(shown) > 1:
        c.figure(dots("toegevoegde_waarde", shown, unit, SIGNED, highlight=order[:1], notes=notes))
    else:
        unit = f"{unit}, {_text(DIP)}"
        c.figure(bars("toegevoegde_waarde", shown, unit, SIGNED, highlight=order[:1], notes=notes))


def _bankruptcies(c: Chapter, table: Table) -> None:
    years, months = _failed(table, "JJ"), _failed(table, "MM")
    firms, sole, both = years
    run, rise = _newest_year(months[2]), series_growth(both).at(f"{CREDIT}JJ00")
    low = both.lowest()
    c.period("fail_begin", both.periods[0])
    c.period("fail_eind", both.periods[-1])
    c.number("fail_krediet", rise, percent(), "Groei op jaarbasis in de kredietcrisis")
    _outer(c, "fail_piek", both.highest(), count(), "Hoogste jaaraantal")
    _outer(c, "fail_laagste", low, count(), "Laagste jaaraantal")
    c.number("fail_twaalf", run, count(), "Faillissementen in de nieuwste twaalf maanden")
    less = growth(run, _in_year(months[2], BEFORE))
    about = "Nieuwste twaalf maanden ten opzichte van"
    c.number("fail_twaalf_groei", less, percent(), f"{about} {BEFORE}")
    gap = growth(run, low.quantity, AS_LONG)
    c.number("fail_twaalf_verschil", gap, percent(), f"{about} het laagste jaar")
    _without_sole(c, firms, months[0])
    alone = share(_newest_year(months[1]), run)
    c.number("fail_eenmans", alone, percent(), "Aandeel eenmanszaken, nieuwste twaalf maanden")
    _falls(c, sole)
    shown = {"Samen": (both, run), "Bedrijven en instellingen": (firms, _newest_year(months[0]))}
    shown["Eenmanszaken"] = (sole, _newest_year(months[1]))
    c.figure(
        lines(
            "faillissementen",
            {name: _and_then(past, newest) for name, (past, newest) in shown.items()},
            "uitgesproken faillissementen per jaar",
            count(),
            events=[Event(parse_period(f"{CREDIT}JJ00"), "kredietcrisis")],
            notes=[
                f"Losse punten: de twaalf maanden tot en met {_text(run.period.code)}.",
                WITH_SOLE,
                COURT_DAYS,
            ],
        )
    )
    _types(c, years, months)


def _failed_in_the_year(c: Chapter, table: Table) -> None:
    both = _failed(table, "JJ")[2]
    now, before = both.at(f"{CORONA}JJ00"), both.at(f"{BEFORE}JJ00")
    c.number("fail_2020", now, count(), "Faillissementen in het coronajaar")
    c.number("fail_groei", growth(now, before), percent(), "Groei op jaarbasis in het coronajaar")


def _falls(c: Chapter, sole: Series) -> None:
    """The two years in which bankruptcies of sole traders fell most, the oldest first."""
    steps = series_growth(sole).extremes().values()
    for number, fall in enumerate(sorted(sorted(steps, key=_value)[:2], key=_when), 1):
        c.number(f"eenmans_daling_{number}", fall, percent(), "Grote daling bij eenmanszaken")


def _without_sole(c: Chapter, years: Series, months: Series) -> None:
    low, run = years.lowest(), _newest_year(months)
    gap = growth(run, low.quantity, AS_LONG)
    c.number("fail_bedrijven", run, count(), "Zonder eenmanszaken, nieuwste twaalf maanden")
    _outer(c, "fail_bedrijven_laagste", low, count(), "Zonder eenmanszaken, laagste jaaraantal")
    c.number("fail_bedrijven_verschil", gap, percent(), "Nieuwste twaalf maanden en laagste jaar")


def _types(c: Chapter, years: tuple[Series, ...], months: tuple[Series, ...]) -> None:
    top = years[2].highest().own[0].period.code
    wanted = dict.fromkeys((f"{CREDIT}JJ00", top, f"{BEFORE}JJ00", f"{CORONA}JJ00"))
    shown = [code for code in wanted if code <= _end(years[2])]
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
    c.period("fail_maand_begin", months.periods[0])
    c.number("fail_maand", both.last, count(), "Faillissementen in de nieuwste maand")
    _outer(c, "fail_maand_laagst", months.lowest(), count(), "Laagste maandaantal in de reeks")
    _outer(c, "fail_maand_laag", both.lowest(), count(), f"Laagste maandaantal sinds {BEFORE}")
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
    every = {name: _in_section(table, code) for name, code in FAILED_IN.items()}
    half = {name: total(*_quantities(months)) for name, months in every.items()}
    whole = total(*half.values())
    first, last = (_text(code) for code in (whole.periods[0].code, whole.period.code))
    about = f"Faillissementen van bedrijven en instellingen, {first} – {last}"
    c.number("fail_half", whole, count(), about)
    most = _chosen(c, "fail_meeste", highest(half), "Bedrijfstak met de meeste faillissementen")
    c.number("fail_meeste_deel", share(half[most], whole), percent(), "Aandeel daarvan")
    c.number("fail_horeca", half["Horeca"], count(), "Faillissementen in de horeca")
    c.number("fail_horeca_deel", share(half["Horeca"], whole), percent(), "Aandeel van de horeca")
    some = [name for name in _ascending(half)[::-1] if half[name].value > 0]
    none = [name for name in half if name not in some]
    c.figure(
        bars(
            "faillissementen_sector",
            {"Faillissementen": _pick(half, some)},
            f"uitgesproken faillissementen, {first} – {last}",
            count(),
            highlight=["Horeca"],
            notes=[FIRMS_ONLY, *_left_out("zonder faillissementen", none)],
        )
    )


def _by_province(c: Chapter, table: Table) -> None:
    codes = {x.code: x.title.removesuffix(" (PV)") for x in table.codes("RegioS")}
    months = {
        name: table.series(FAILED, kind="MM", TypeGefailleerde=FIRMS_AND_SOLE, RegioS=code)
        for code, name in codes.items()
    }
    last = next(iter(months.values())).last.period
    now, then = last.code, f"{BEFORE}{last.code[4:]}"
    new = {name: _through(s, now) for name, s in months.items()}
    old = {name: _through(s, then) for name, s in months.items()}
    change = {name: growth(new[name], old[name]) for name in new}
    _chosen(c, "prov_meest", lowest(change), "Provincie met de sterkste daling")
    _chosen(c, "prov_minst", highest(change), "Provincie met de zwakste daling")
    c.period("prov_begin", parse_period(f"{now[:4]}MM01"))
    order = _ascending(old)[::-1]
    moments = {f"jan – {_text(then)}": old, f"jan – {_text(now)}": new}
    missed = [name for code, name in MISSED.items() if code not in codes]
    c.figure(
        dots(
            "provincies",
            {label: _pick(values, order) for label, values in moments.items()},
            "uitgesproken faillissementen",
            count(),
            zero=True,
            notes=[WITH_SOLE, *_left_out("niet in de gebruikte gegevens", missed), COURT_DAYS],
        )
    )


def _confidence(c: Chapter, tables: Tables) -> None:
    firms, people = _business(tables), tables["83693NED"].series(CONSUMERS, kind="MM")
    since = f"{CORONA}MM01"
    step = difference(people.at("2020MM03"), people.at("2020MM04"))
    c.number("ov_voor", firms.at("2020KW01"), balance(), "Ondernemersvertrouwen voor de crisis")
    c.number("ov_dip", firms.at(DIP), balance(), "Ondernemersvertrouwen, eerste golf")
    c.number("ov_laatste", firms.last, balance(), "Ondernemersvertrouwen, nieuwste kwartaal")
    c.number("cv_voor", people.at("2020MM03"), balance(0), "Consumentenvertrouwen voor de crisis")
    c.number("cv_april", people.at("2020MM04"), balance(0), "Consumentenvertrouwen, maand erna")
    c.number("cv_stap", step, Form(word="punten"), "Daling van de ene op de andere maand")
    low = people.between(since, people.last.period.code).lowest()
    _outer(c, "cv_dal", low, balance(0), f"Laagste stand sinds begin {CORONA}")
    c.number("cv_laatste", people.last, balance(0), "Consumentenvertrouwen, nieuwste maand")
    quarters = _quarterly(people.between(f"{firms.periods[0].code[:4]}MM01", _end(people)))
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
        "Consumentenvertrouwen": CONSUMERS,
        "Economisch klimaat": "EconomischKlimaat_2",
    }
    series = {
        n: tables["83693NED"].series(k, kind="MM", since=f"{BEFORE}MM01") for n, k in parts.items()
    }
    for name, part in (("klimaat_dal", "Economisch klimaat"), ("koop_dal", "Koopbereidheid")):
        low = series[part].between(since, _end(series[part])).lowest()
        _outer(c, name, low, balance(0), f"{part}: laagste stand sinds begin {CORONA}")
    c.figure(
        lines(
            "consument",
            series,
            "saldo van positieve en negatieve antwoorden, gecorrigeerd voor seizoen",
            balance(0),
            events=[MEASURES],
        )
    )


def _vacancies(c: Chapter, table: Table) -> None:
    every = _open(table, ALL, "1997KW01")
    then = f"{BEFORE}{_end(every)[4:]}"
    fall, rise = growth(every.at(DIP), _before(every, DIP)), growth(every.last, every.at(then))
    c.period("vac_begin", every.periods[0])
    c.number("vac_dip", every.at(DIP), thousand(), "Openstaande vacatures in de eerste golf")
    c.number("vac_daling", fall, percent(), "Groei van de vacatures op jaarbasis, eerste golf")
    _outer(c, "vac_record", every.highest(), thousand(), "Hoogste stand in de reeks")
    c.number("vac_groei", rise, percent(), f"Nieuwste kwartaal ten opzichte van {SAME_QUARTER}")
    for name, code in SIZES.items():
        one = _open(table, code, f"{BEFORE}KW01")
        c.number(f"vac_{name}", growth(one.last, one.at(then)), percent(), f"Idem, {name}bedrijf")
    all_sectors = {name: _open(table, code, "2018KW01") for name, (code, _) in SECTORS.items()}
    sectors = {name: s for name, s in all_sectors.items() if _enough(s)}
    small = [name for name in all_sectors if name not in sectors]
    notes = [RAW, *_left_out(f"in {BEFORE} minder dan {ENOUGH // 1000} duizend vacatures", small)]
    compared = {name: _on_average(s) for name, s in sectors.items()}
    top = highest({name: s.last for name, s in compared.items()})
    _chosen(c, "vac_index", top, f"Hoogste index, gemiddelde van {BEFORE} = 100")
    c.figure(
        multiples(
            "vacatures_verloop",
            compared,
            f"openstaande vacatures, gemiddelde van {BEFORE} = 100",
            index_form(),
            columns=5,
            highlight=["Horeca"],
            notes=notes,
        )
    )
    _dip_and_rebound(c, sectors, every, notes)


def _dip_and_rebound(
    c: Chapter, sectors: Mapping[str, Series], every: Series, notes: list[str]
) -> None:
    last = _end(every)
    then = f"{BEFORE}{last[4:]}"
    changes = {name: _against_before(s) for name, s in sectors.items()}
    low = {name: s.lowest() for name, s in changes.items()}
    deepest = {name: one.quantity for name, one in low.items()}
    now = {name: s.last for name, s in changes.items()}
    _chosen(c, "vac_diepst", lowest(deepest), f"Grootste daling sinds {SAME_QUARTER}")
    _chosen(c, "vac_hoogst", highest(now), f"Grootste stijging sinds {SAME_QUARTER}")
    order = _ascending(deepest)
    pit = f"dieptepunt sinds begin {CORONA}"
    c.figure(
        dots(
            "vacatures_sector",
            {pit: _pick(deepest, order), _text(last): _pick(now, order)},
            f"openstaande vacatures ten opzichte van {SAME_QUARTER}",
            SIGNED,
            highlight=["Horeca"],
            notes=[_when_deepest(low), *notes],
        )
    )
    rows = []
    for name, s in {**sectors, "Alle bedrijfstakken": every}.items():
        change = _against_before(s)
        cells = (s.at(then), s.last, change.last, change.lowest().quantity)
        rows.append(Row(name, cells, strong=s is every))
    columns = [*(Column(_text(code), thousand(1)) for code in (then, last))]
    columns += [Column("Verandering", SIGNED), Column(pit[0].upper() + pit[1:], SIGNED)]
    unit = f"openstaande vacatures, x 1.000; veranderingen ten opzichte van {SAME_QUARTER}"
    c.table("vacatures_tabel", rows, columns, "Bedrijfstak", unit, notes)


def _against_before(series: Series) -> Series:
    """Per quarter since the crisis the change on the same quarter of the year before it."""
    since = series.between(f"{CORONA}KW01", _end(series))
    return since.map(lambda q: growth(q, _before(series, q.period.code)))


def _when_deepest(low: Mapping[str, Extreme]) -> str:
    """In which quarter each section was lowest, in one sentence."""
    codes = {name: one.own[0].period.code for name, one in low.items()}
    told = [
        f"{_text(code)}: {', '.join(name.lower() for name, c in codes.items() if c == code)}"
        for code in sorted(set(codes.values()))
    ]
    return f"Dieptepunt in het {'; '.join(told)}."


def _on_average(series: Series) -> Series:
    """The series with the mean of 2019 as 100, by CBS's rule for what is counted at a moment.

    The fourth quarters at both ends of the year count half.
    """
    quarters = _quantities(series.between(f"{int(BEFORE) - 1}KW04", f"{BEFORE}KW04"))
    weights = (HALF, Fraction(1), Fraction(1), Fraction(1), HALF)
    base = weighted_mean(*zip(quarters, weights, strict=True))
    because = f"Elk kwartaal is vergeleken met het gemiddelde over {BEFORE}."
    return series.map(lambda q: index(q, base, because))


def _enough(series: Series) -> bool:
    base = _quantities(series.between(f"{BEFORE}KW01", f"{BEFORE}KW04"))
    return all(q.value >= ENOUGH for q in base)


def _two_crises(c: Chapter, tables: Tables) -> None:
    old, new = tables["82602NED"], tables["85880NED"]
    before, after = _gdp(tables)
    quarters = (before.lowest().own[0], after.lowest().own[0])
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
    notes = [_two_tables(_end(before)[:4], after.periods[0].code[:4]), REVISED, WITH_SOLE]
    unit = "verandering ten opzichte van het kwartaal of het jaar ervoor"
    c.table("twee_crises", rows, columns, "", unit, notes)


def _gdp(tables: Tables) -> tuple[Series, Series]:
    """Growth on the quarter before, from the old and from the new table."""
    old = tables["82602NED"].series(GDP, kind="KW", SoortMutaties="vlptsa")
    return old, tables["85880NED"].series(GDP, kind="KW", SoortMutaties=ON_QUARTER)


def _two_tables(until: str, since: str) -> str:
    return (
        f"Tot en met {until} uit een tabel die is stopgezet, vanaf {since} uit haar opvolger. De"
        " jaren daartussen ontbreken in deze uitgave; de reeksen sluiten niet op elkaar aan."
    )


def _left_out(why: str, names: list[str]) -> list[str]:
    """The note on what is not shown; none when all is."""
    return [f"Niet getoond ({why}): {', '.join(names)}."] if names else []


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
    """Business confidence by quarter, from the table by section or by region, or a gap.

    Of a quarter that both have, the one that says most about its status is taken.
    """
    sections = tables["82675NED"].series(
        CONFIDENCE, kind="KW", BedrijfstakkenBranchesSBI2008="ONBEKEND_XFN"
    )
    regions = tables["84303NED"].series(CONFIDENCE, kind="KW", RegioS="NL01")
    found = {p.period: p for p in sorted((*regions, *sections), key=_certainty)}
    points = []
    code = sections.periods[0].code
    while code <= sections.periods[-1].code:
        period = parse_period(code)
        points.append(found.get(period, Point(period, None, ABSENT)))
        code = _next_quarter(code)
    return Series("Ondernemersvertrouwen", tuple(points))


def _certainty(point: Point) -> Status:
    """The status of a point; the strictest is sorted last."""
    return point.quantity.status if point.quantity else Status.DEFINITIEF


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


def _and_then(years: Series, newest: Quantity) -> Series:
    """The years, and behind them a point of twelve months that are no calendar year."""
    return Series(years.name, (*years.points, Point(newest.period, newest)))


def _before(series: Series, code: str) -> Quantity:
    """The same quarter of the year before the crisis."""
    return series.at(f"{BEFORE}{code[4:]}")


def _since_before(changes: Series, code: str) -> Quantity:
    """Changes on a year earlier, chained from the year before the crisis to quarter `code`."""
    years = range(int(BEFORE) + 1, int(code[:4]) + 1)
    return chain(*(changes.at(f"{year}{code[4:]}") for year in years))


def _end(series: Series) -> str:
    return series.periods[-1].code


def _end_of(series: Series) -> str:
    """The newest period of a series that may be empty. Raises EmptySeries."""
    return series.last.period.code


def _value(quantity: Quantity) -> Fraction:
    return quantity.value


def _when(quantity: Quantity) -> Period:
    return quantity.period


def _outer(c: Chapter, name: str, found: Extreme, form: Form, about: str) -> None:
    """An extreme with all its moments, `<name>_wanneer`.

    It shows the whole field as its evidence, unless that is less certain than the figure itself.
    """
    own = found.own[0]
    c.number(name, own if own.status != found.quantity.status else found.quantity, form, about)
    c.period(f"{name}_wanneer", *(q.period for q in found.own), of=name)


def _chosen(c: Chapter, name: str, found: Extreme, about: str) -> str:
    """Name the labels that the data choose, and their number `<name>_n`; gives the first back."""
    quantity = found.quantity
    text = " en ".join(found.labels)
    c.label(name, (text if name.startswith("prov") else text.lower(), quantity), about)
    form = {"procent": percent(), "index": index_form()}.get(quantity.unit.kind, count())
    c.number(f"{name}_n", quantity, form, about)
    return found.labels[0]


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
