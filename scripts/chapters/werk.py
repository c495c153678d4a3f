"""Werk en menselijk kapitaal: vacancies, tension, jobs, pay, absence and flexible work."""

from collections.abc import Mapping

from jaarbericht.lineage import (
    Chapter,
    Column,
    Quantity,
    Row,
    Series,
    Table,
    Tables,
    bars,
    difference,
    dots,
    growth,
    growth_points,
    largest_of,
    lines,
    paired,
    per,
    rank_of,
    series_share,
    share,
    smallest_of,
    stacked,
    times,
    total,
)
from jaarbericht.lineage.forms import (
    Form,
    count,
    euro,
    hours,
    million,
    number,
    percent,
    points,
    rank_form,
    thousand,
    times_form,
)
from jaarbericht.lineage.spoken import quarter_name, spoken

OPEN = "OpenstaandeVacatures_1"
JOBS = "BanenVanWerknemersInDecember_1"
ABSENCE = "Ziekteverzuimpercentage_1"
WAGE, WEEK = "Uurloon_3", "PerBaanPerWeekExclusiefOverwerk_11"
YEAR_PAY, EXTRA = "JaarloonExclusiefBijzondereBeloning_7", "BijzondereBeloning_8"
SEEKING, RATE = "NietSeizoengecorrigeerd_5", "Seizoengecorrigeerd_8"
WORKING, FLEXIBLE = "WerkzameBeroepsbevolking_6", "WerknemerMetFlexibeleArbeidsrelatie_15"
PERMANENT, ALONE = "WerknemerMetVasteArbeidsrelatie_14", "ZelfstandigeZonderPersoneelZzp_17"
EMPLOYER = "ZelfstandigeMetPersoneelOfMeewerkend_18"
ALL, EVERY_SIZE, ADJUSTED = "T001081", "T001098", "A050903"

SMALL, MIDDLE, LARGE = "WP19074", "WP19091", "WP19098"
SIZES = {"Minder dan 10": SMALL, "10 tot 100": MIDDLE, "100 of meer": LARGE}
ABSENT = {"1 tot 10": "WP19078", "10 tot 100": MIDDLE, "100 of meer": LARGE}
JOB_SIZES = {
    "minder dan 10": ("WP19074",),
    "10 tot 50": ("WP19090",),
    "50 tot 100": ("WP19096",),
    "100 tot 500": ("WP19099",),
    "500 of meer": ("WP19109",),
}
UNDER_HUNDRED = ("WP19074", "WP19090", "WP19096")
SECTORS = {
    "Landbouw en visserij": "301000",
    "Industrie": "307500",
    "Energie": "346600",
    "Bouw": "350000",
    "Handel": "354200",
    "Vervoer en opslag": "383100",
    "Horeca": "389100",
    "Informatie en communicatie": "391600",
    "Financiële diensten": "396300",
    "Onroerend goed": "402000",
    "Specialistische diensten": "403300",
    "Verhuur en overige zakelijke diensten": "410200",
    "Openbaar bestuur": "417400",
    "Onderwijs": "419000",
    "Zorg en welzijn": "422400",
    "Cultuur en recreatie": "428100",
    "Overige diensten": "435500",
}
# Sections of which CBS does not give the jobs in every size class.
SECRET = {"Delfstoffenwinning": "305700", "Water en afval": "348000"}
# Vacancies that a section must have before growth is compared: figures are rounded to hundreds.
ENOUGH = 5_000
# The oldest quarter that a new way of telling sizes leaves comparable.
SINCE_SIZES, SINCE_METHOD = "2007KW01", "2010JJ00"
# The level to which the newest is compared: the last year before corona, or some years back.
BEFORE_CORONA, YEARS_BACK = 2019, 2

PER_HUNDRED = "vacatures per 100 werklozen"
TENSION = Form(0, word=PER_HUNDRED)
RAW = "Niet gecorrigeerd voor seizoensinvloeden; vergelijk daarom steeds hetzelfde kwartaal."
BORDER = (
    "De grens van het mkb, 250 werkzame personen, is met de grootteklassen van deze tabel niet te"
    " trekken."
)
EVERYONE = "Particuliere bedrijven en de overheid, alle bedrijfstakken."
NEW_METHOD = (
    "Volgens de meetmethode die het CBS begin 2022 invoerde en waarmee het eerdere jaren heeft"
    " herberekend. De cijfers wijken af van wat destijds is gepubliceerd."
)
TWO_KINDS = (
    "Openstaande vacatures aan het eind van het kwartaal, gedeeld door het gemiddelde aantal"
    " werklozen in dat kwartaal; beide zonder seizoencorrectie."
)
DECEMBER = "Banen van werknemers in december; werk van zelfstandigen telt niet mee."
NOT_SHOWN = (
    "Niet getoond: delfstoffenwinning en water en afval, omdat het CBS daar niet alle"
    " grootteklassen geeft."
)
TWO_SIZES = "Twee grootteklassen worden met opzet met elkaar vergeleken."
TWO_GROUPS = "Twee aandelen van verschillende groepen worden met opzet met elkaar vergeleken."
SEASONAL = "Gecorrigeerd voor seizoensinvloeden; 15 tot 75 jaar."


def derive(tables: Tables) -> Chapter:
    """Everything the chapter shows, in the order of the text."""
    c = Chapter("werk", "Werk en menselijk kapitaal")
    vacancies, jobs = tables["80472ned"], tables["83583NED"]
    _vacancies(c, vacancies)
    _by_sector(c, vacancies)
    _tension(c, vacancies, tables["80590ned"])
    _jobs(c, jobs)
    _small_firms(c, vacancies, jobs)
    with c.part("banen_sector"):
        _jobs_by_sector(c, jobs)
    _pay(c, tables["81431NED"])
    _absence(c, tables["80072ned"])
    _flexible(c, tables["85224NED"])
    return c


def _vacancies(c: Chapter, table: Table) -> None:
    every = _open(table, ALL)
    now, year_ago, before = _moments(every)
    c.number("vac_nu", now, thousand(), "Openstaande vacatures, nieuwste kwartaal")
    c.number(
        "vac_groei", growth(now, year_ago), percent(), "Groei ten opzichte van een jaar eerder"
    )
    level = growth(now, before)
    base = before.period.code[:4]
    c.number("vac_sinds", level, percent(), f"Groei ten opzichte van hetzelfde kwartaal van {base}")
    place = rank_of(now.period.code, every.extremes())
    c.number("vac_rang", place, rank_form(), "Plaats van het nieuwste kwartaal in de reeks")
    earlier = every.between(every.periods[0].code, f"{base}KW04")
    top = largest_of(earlier.extremes())[1]
    c.number("vac_hoogst", top, thousand(), f"Hoogste aantal openstaande vacatures t/m {base}")
    c.period("vac_begin", every.periods[0])
    c.period("vac_voor", before.period)
    by_size = {label: _open(table, code, SINCE_SIZES) for label, code in SIZES.items()}
    for name, (label, series) in zip(("klein", "midden", "groot"), by_size.items(), strict=True):
        newest, _, old = _moments(series)
        about = f"bedrijven van {label.lower()} werkzame personen"
        c.number(f"vac_{name}_deel", share(newest, now), percent(), f"Aandeel vacatures, {about}")
        c.number(
            f"vac_{name}_groei", growth(newest, old), percent(), f"Groei sinds {base}, {about}"
        )
    c.figure(
        lines(
            "vacatures",
            by_size,
            "openstaande vacatures naar aantal werkzame personen, x 1.000",
            thousand(),
            highlight=["Minder dan 10"],
            notes=[RAW, EVERYONE, BORDER],
        )
    )
    moments = {label: _moments(series) for label, series in by_size.items()}
    rows = [
        Row(label, (old, earlier, newest, growth(newest, earlier), growth(newest, old)))
        for label, (newest, earlier, old) in moments.items()
    ]
    columns = [
        *(Column(_quarter(q), thousand()) for q in (before, year_ago, now)),
        *(Column(f"sinds {_quarter(q)}", percent(0, signed=True)) for q in (year_ago, before)),
    ]
    c.table(
        "vacatures_omvang",
        rows,
        columns,
        "Werkzame personen",
        "openstaande vacatures aan het eind van het kwartaal, x 1.000",
        [RAW, EVERYONE, BORDER],
    )


def _quarter(quantity: Quantity) -> str:
    period = quantity.period
    return f"{quarter_name(period)} {period.code[:4]}"


def _by_sector(c: Chapter, table: Table) -> None:
    every = _open(table, ALL)
    now, _, before = (q.period.code for q in _moments(every))
    open_now, open_then = (_in_sectors(table, OPEN, code) for code in (now, before))
    compared = {name: q for name, q in open_then.items() if q.value >= ENOUGH}
    rises = {name: growth(open_now[name], q) for name, q in compared.items()}
    least, base = smallest_of(compared)[1], before[:4]
    c.number("sector_ondergrens", least, thousand(1), f"Kleinste vergeleken bedrijfstak, {base}")
    label, most = largest_of(open_now)
    c.label("sector_meest", (label.lower(), most), "Bedrijfstak met de meeste vacatures")
    c.number("sector_meest_n", most, thousand(), "Vacatures in die bedrijfstak")
    part = share(open_now[label], every.at(now))
    c.number("sector_meest_deel", part, percent(), "Aandeel van die bedrijfstak in alle vacatures")
    label, rise = largest_of(rises)
    about = f"groei sinds {base}"
    c.label("sector_groei", (label.lower(), rise), f"Bedrijfstak met de sterkste {about}")
    c.number("sector_groei_n", rise, percent(), "Groei in die bedrijfstak")
    label, rise = smallest_of(rises)
    c.label("sector_minst", (label.lower(), rise), f"Bedrijfstak met de zwakste {about}")
    c.number("sector_minst_n", rise, percent(), "Groei in die bedrijfstak")
    order = _descending(open_now)
    c.figure(
        bars(
            "vacatures_sector",
            {"Openstaande vacatures": {name: open_now[name] for name in order}},
            f"openstaande vacatures aan het eind van {spoken(every.at(now).period)}, x 1.000",
            thousand(1),
            highlight=order[:1],
            notes=[RAW],
        )
    )


def _tension(c: Chapter, vacancies: Table, labour: Table) -> None:
    seeking = labour.series(SEEKING, kind="KW")
    tension = paired(
        _open(vacancies, ALL),
        seeking,
        lambda open_, out: per(open_, out, 100, PER_HUNDRED, because=TWO_KINDS),
    )
    now, year_ago, _ = _moments(tension)
    c.number("spanning", now, TENSION, "Vacatures per 100 werklozen, nieuwste kwartaal")
    c.number("spanning_eerder", year_ago, number(0), "Idem, een jaar eerder")
    low = smallest_of(tension.extremes())[1]
    c.number("spanning_laag", low, number(0), "Laagste verhouding in de reeks")
    top = largest_of(tension.extremes())[1]
    c.number("spanning_hoog", top, number(0), "Hoogste verhouding in de reeks")
    c.period("spanning_begin", tension.periods[0])
    c.number("werklozen", seeking.at(now.period.code), thousand(), "Werklozen, nieuwste kwartaal")
    rate = labour.series(RATE, kind="MM")
    c.number("werkloos", rate.last, percent(), "Werkloosheidspercentage, nieuwste maand")
    c.period("werkloos_begin", rate.periods[0])
    peak = largest_of(rate.extremes())[1]
    c.number("werkloos_piek", peak, percent(), "Hoogste werkloosheidspercentage in de reeks")
    low = smallest_of(rate.extremes())[1]
    c.number("werkloos_laag", low, percent(), "Laagste werkloosheidspercentage in de reeks")
    c.figure(
        lines(
            "krapte",
            {"Vacatures per 100 werklozen": tension},
            PER_HUNDRED,
            number(0),
            notes=[TWO_KINDS, f"Werklozen: {NEW_METHOD[0].lower()}{NEW_METHOD[1:]}"],
        )
    )


def _jobs(c: Chapter, table: Table) -> None:
    new, old = table.latest("JJ").code, table.periods("JJ")[0].code
    every = {code: _sized(table, (EVERY_SIZE,), code) for code in (old, new)}
    under = {code: _sized(table, UNDER_HUNDRED, code) for code in (old, new)}
    c.period("banen_begin", every[old].period)
    c.number("banen", every[new], million(), "Banen van werknemers in december")
    c.number("banen_groei", growth(every[new], every[old]), percent(), "Groei sinds het begin")
    part = share(under[new], every[new])
    c.number("banen_honderd", part, percent(), "Aandeel banen bij minder dan 100 werkzame personen")
    rows = [
        _job_row(table, head, sizes, (old, new))
        for head, sizes in {**JOB_SIZES, "Totaal": (EVERY_SIZE,)}.items()
    ]
    columns = [
        *(Column(code[:4], Form(1, 1_000)) for code in (old, new)),
        Column("groei", percent(signed=True)),
        *(Column(f"aandeel {code[:4]}", percent()) for code in (old, new)),
    ]
    c.table(
        "banen_omvang",
        rows,
        columns,
        "Werkzame personen",
        "banen van werknemers in december, x 1.000",
        [DECEMBER, BORDER],
    )


def _job_row(table: Table, head: str, sizes: tuple[str, ...], moments: tuple[str, str]) -> Row:
    old, new = (_sized(table, sizes, code) for code in moments)
    wholes = (_sized(table, (EVERY_SIZE,), code) for code in moments)
    parts = [share(q, whole) for q, whole in zip((old, new), wholes, strict=True)]
    return Row(head, (old, new, growth(new, old), *parts), strong=sizes == (EVERY_SIZE,))


def _small_firms(c: Chapter, vacancies: Table, jobs: Table) -> None:
    """The part of small firms in jobs and in vacancies, at the end of one year."""
    year = jobs.latest("JJ").code
    quarter = f"{year[:4]}KW04"
    part = share(_sized(jobs, (SMALL,), year), _sized(jobs, (EVERY_SIZE,), year))
    c.number("klein_banen", part, percent(), "Aandeel banen bij de kleinste bedrijven")
    wanted = share(_open(vacancies, SMALL).at(quarter), _open(vacancies, ALL).at(quarter))
    c.number("klein_vac", wanted, percent(), "Aandeel vacatures bij de kleinste bedrijven")
    gap = growth_points(wanted, part, because=TWO_GROUPS)
    c.number("klein_verschil", gap, points(), "Verschil tussen beide aandelen")


def _jobs_by_sector(c: Chapter, table: Table) -> None:
    year = table.latest("JJ").code
    shares = {
        label: {
            name: share(_sized(table, sizes, year, code), _sized(table, (EVERY_SIZE,), year, code))
            for name, code in SECTORS.items()
        }
        for label, sizes in JOB_SIZES.items()
    }
    small = shares["minder dan 10"]
    order = _descending(small)
    broken = {b.why: name for name, q in small.items() for b in q.breaks}
    label, most = largest_of(small)
    c.label("sector_klein", (label.lower(), most), "Bedrijfstak met het grootste aandeel kleine")
    c.number("sector_klein_n", most, percent(), "Aandeel banen bij de kleinste bedrijven daar")
    label, least = smallest_of(small)
    c.label("sector_groot", (label.lower(), least), "Bedrijfstak met het kleinste aandeel kleine")
    c.number("sector_groot_n", least, percent(), "Aandeel banen bij de kleinste bedrijven daar")
    c.figure(
        stacked(
            "banen_sector",
            {label: {n: parts[n] for n in order} for label, parts in shares.items()},
            "aandeel in de banen van werknemers, naar aantal werkzame personen van het bedrijf,"
            f" december {year[:4]}",
            percent(0),
            notes=[
                DECEMBER,
                NOT_SHOWN,
                *(f"{name}: {why[0].lower()}{why[1:]}" for why, name in broken.items()),
            ],
        )
    )


def _pay(c: Chapter, table: Table) -> None:
    year = table.latest("JJ").code
    wage = {label: _paid(table, WAGE, code) for label, code in SIZES.items()}
    small, middle, large = (series.last for series in wage.values())
    c.period("loon_begin", wage["100 of meer"].at(SINCE_METHOD).period)
    c.number("loon_klein", small, euro(), "Uurloon bij de kleinste bedrijven")
    c.number("loon_midden", middle, euro(), "Uurloon bij bedrijven van 10 tot 100")
    c.number("loon_groot", large, euro(), "Uurloon bij bedrijven van 100 of meer")
    behind = growth(middle, large, because=TWO_SIZES)
    c.number(
        "loon_achter", behind, percent(), "Uurloon van 10 tot 100 ten opzichte van 100 of meer"
    )
    rise = growth(small, wage["Minder dan 10"].at(SINCE_METHOD))
    c.number("loon_klein_groei", rise, percent(), "Groei van het uurloon bij de kleinste bedrijven")
    rise = growth(large, wage["100 of meer"].at(SINCE_METHOD))
    c.number("loon_groot_groei", rise, percent(), "Groei van het uurloon bij de grootste bedrijven")
    week = {label: _paid(table, WEEK, code).last for label, code in SIZES.items()}
    c.number(
        "uren_klein", week["Minder dan 10"], hours(), "Uren per week bij de kleinste bedrijven"
    )
    c.number(
        "uren_midden", week["10 tot 100"], hours(), "Uren per week bij bedrijven van 10 tot 100"
    )
    extra = {label: _paid(table, EXTRA, code).last for label, code in SIZES.items()}
    ratio = times(extra["100 of meer"], extra["Minder dan 10"], because=TWO_SIZES)
    c.number(
        "extra_keer", ratio, times_form(), "Bijzondere beloning, grootste en kleinste bedrijven"
    )
    c.figure(
        dots(
            "uurloon",
            {
                SINCE_METHOD[:4]: {label: s.at(SINCE_METHOD) for label, s in wage.items()},
                year[:4]: {label: s.last for label, s in wage.items()},
            },
            "bruto uurloon in euro, naar aantal werkzame personen",
            euro(),
            notes=["Lopende prijzen, zonder correctie voor inflatie.", BORDER],
        )
    )
    heads = {**SIZES, "Alle bedrijven": EVERY_SIZE}
    rows = [
        Row(
            head,
            tuple(_paid(table, topic, code).last for topic in (WAGE, WEEK, YEAR_PAY, EXTRA)),
            strong=code == EVERY_SIZE,
        )
        for head, code in heads.items()
    ]
    columns = [
        Column("uurloon (euro)", Form(2)),
        Column("uren per week", number(1)),
        Column("jaarloon (euro)", count()),
        Column("bijzondere beloning (euro)", count()),
    ]
    notes = ["Uren zonder overwerk; jaarloon zonder bijzondere beloning.", BORDER]
    c.table(
        "loon_uren", rows, columns, "Werkzame personen", f"gemiddelde per baan, {year[:4]}", notes
    )


def _absence(c: Chapter, table: Table) -> None:
    years = {
        label: table.series(ABSENCE, kind="JJ", since=SINCE_METHOD, BedrijfskenmerkenSBI2008=code)
        for label, code in ABSENT.items()
    }
    small, middle, large = (series.last for series in years.values())
    c.number("verzuim_klein", small, percent(), "Ziekteverzuim bij bedrijven van 1 tot 10")
    c.number("verzuim_midden", middle, percent(), "Ziekteverzuim bij bedrijven van 10 tot 100")
    c.number("verzuim_groot", large, percent(), "Ziekteverzuim bij bedrijven van 100 of meer")
    ratio = times(large, small, because=TWO_SIZES)
    c.number("verzuim_keer", ratio, times_form(), "Verhouding van het verzuim, groot en klein")
    quarter = table.series(ABSENCE, kind="KW", BedrijfskenmerkenSBI2008=ALL)
    newest, year_ago, _ = _moments(quarter)
    c.number("verzuim_kwartaal", newest, percent(), "Ziekteverzuim, nieuwste kwartaal")
    step = growth_points(newest, year_ago)
    c.number("verzuim_stap", step, points(), "Verschil met een jaar eerder")
    c.figure(
        lines(
            "verzuim",
            years,
            "ziekteverzuim in procenten, naar aantal werkzame personen",
            percent(),
            highlight=["1 tot 10"],
            notes=[*_why_since(small), EVERYONE, BORDER],
        )
    )


def _flexible(c: Chapter, table: Table) -> None:
    working, flexible, alone, permanent, employer = (
        table.series(topic, kind="KW", SeizoenEnWerkdagcorrectie=ADJUSTED)
        for topic in (WORKING, FLEXIBLE, ALONE, PERMANENT, EMPLOYER)
    )
    parts = {
        "Flexibele werknemers": series_share(flexible, working),
        "Zzp’ers": series_share(alone, working),
        "Zelfstandigen met personeel": series_share(employer, working),
    }
    flex, own, _ = parts.values()
    c.period("flex_begin", flex.periods[0])
    c.number("zzp", alone.last, million(2), "Zzp'ers, nieuwste kwartaal")
    c.number(
        "zzp_groei", growth(alone.last, alone.first), percent(), "Groei van het aantal zzp'ers"
    )
    c.number("zzp_deel", own.last, percent(), "Aandeel zzp'ers in alle werkenden")
    c.number("flex", flexible.last, million(2), "Werknemers met een flexibele arbeidsrelatie")
    c.number("flex_deel", flex.last, percent(), "Aandeel flexibele werknemers in alle werkenden")
    top = largest_of(flex.extremes())[1]
    c.number("flex_hoogst", top, percent(), "Hoogste aandeel flexibele werknemers in de reeks")
    c.number("flex_verschil", growth_points(flex.last, top), points(), "Verschil met die piek")
    c.number("vast", permanent.last, million(2), "Werknemers met een vaste arbeidsrelatie")
    newest, _, before = _moments(permanent)
    base = before.period.code[:4]
    more = difference(newest, before)
    c.number("vast_erbij", more, thousand(), f"Toename sinds hetzelfde kwartaal van {base}")
    c.figure(
        lines(
            "flexwerk",
            parts,
            "aandeel in de werkzame beroepsbevolking",
            percent(),
            highlight=["Zzp’ers"],
            notes=[SEASONAL, NEW_METHOD],
        )
    )
    kinds = {
        "Werknemers met een vaste arbeidsrelatie": permanent,
        "Werknemers met een flexibele arbeidsrelatie": flexible,
        "Zzp’ers": alone,
        "Zelfstandigen met personeel of meewerkend": employer,
    }
    rows = []
    for kind, series in kinds.items():
        now, year_ago, _ = _moments(series)
        part = share(now, working.last)
        rows.append(Row(kind, (year_ago, now, growth(now, year_ago), part)))
    moments = _moments(working)
    columns = [
        *(Column(_quarter(q), thousand()) for q in (moments[1], moments[0])),
        Column("groei", percent(signed=True)),
        Column("aandeel", percent()),
    ]
    c.table(
        "arbeidsrelatie",
        rows,
        columns,
        "Werkenden",
        "x 1.000; aandeel in de werkzame beroepsbevolking",
        [SEASONAL, NEW_METHOD],
    )


def _open(table: Table, code: str, since: str = "") -> Series:
    return table.series(OPEN, kind="KW", since=since, Bedrijfskenmerken=code)


def _moments(series: Series) -> tuple[Quantity, Quantity, Quantity]:
    """The newest point, the same a year earlier, and the same of the year compared with."""
    now = series.last
    year, part = int(now.period.code[:4]), now.period.code[4:]
    base = min(BEFORE_CORONA, year - YEARS_BACK)
    return now, series.at(f"{year - 1}{part}"), series.at(f"{base}{part}")


def _in_sectors(table: Table, topic: str, period: str) -> dict[str, Quantity]:
    return {
        name: table.quantity(topic, period, Bedrijfskenmerken=code)
        for name, code in {**SECTORS, **SECRET}.items()
    }


def _sized(table: Table, sizes: tuple[str, ...], period: str, sector: str = ALL) -> Quantity:
    """Jobs in one or more size classes of a branch."""
    found = [
        table.quantity(JOBS, period, BedrijfstakkenBranchesSBI2008=sector, Bedrijfsgrootte=size)
        for size in sizes
    ]
    return found[0] if len(found) == 1 else total(*found)


def _paid(table: Table, topic: str, size: str) -> Series:
    return table.series(
        topic,
        kind="JJ",
        KenmerkenBaanWerknemerBedrijf=size,
        BedrijfstakkenBranchesSBI2008=ALL,
    )


def _why_since(newest: Quantity) -> list[str]:
    """Why a series does not go back further: the newest break before what it shows."""
    found = sorted(newest.breaks, key=lambda b: b.at)
    return [found[-1].why] if found else []


def _descending(values: Mapping[str, Quantity]) -> list[str]:
    return sorted(values, key=lambda name: -values[name].value)


if "snakemake" in globals():
    from jaarbericht.job import run_chapter

    run_chapter(globals()["snakemake"], derive)
