"""Digitalisering: leaders and laggards by size, security, the Digitale Werkplaatsen, jobs in IT."""

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
    nested_share,
    share,
    smallest_of,
    stacked,
    total,
)
from jaarbericht.lineage.forms import count, percent, points, thousand

JOBS = "BanenVanWerknemersInDecember_1"
IT, EVERY_SIZE = "395005", "T001098"

# Labels of size classes, and how the keys of published figures name them.
SME = "2 tot 250 (mkb)"
WITHIN = {
    "2": "2",
    "3 tot 5": "3_5",
    "5 tot 10": "5_10",
    "10 tot 20": "10_20",
    "20 tot 50": "20_50",
}
LARGEST = {"50 tot 100": "50_100"}
SECURED = {"2": "2", "20 tot 50": "20_50", "500 of meer": "500"}
BEHIND = {"Niet": "niet", "Nauwelijks": "nauwelijks"}
AHEAD = {"Veel": "veel", "(Bijna) volledig": "volledig"}
DEGREES = {**BEHIND, "Gemiddeld": "gemiddeld", **AHEAD}
MEASURES = {
    "Antivirussoftware": "antivirus",
    "Gegevens ook op een andere plaats": "locatie",
    "Beleid voor sterke wachtwoorden": "wachtwoorden",
    "Beveiligde verbinding buiten het bedrijf (VPN)": "vpn",
    "Logbestanden om incidenten te onderzoeken": "logboek",
    "Risicoanalyses": "risico",
}
JOB_SIZES = {
    "minder dan 10": "WP19074",
    "10 tot 50": "WP19090",
    "50 tot 100": "WP19096",
    "100 tot 500": "WP19099",
    "500 of meer": "WP19109",
}
UNDER_HUNDRED = ("minder dan 10", "10 tot 50", "50 tot 100")

WHOLE = percent(0)
ONE_CLASS = "Elk bedrijf valt in een van de klassen; de klassen overlappen elkaar niet."
TWO_SIZES = "Twee grootteklassen worden met opzet met elkaar vergeleken."
ROUNDED = "Het CBS geeft hele procenten; door afronding tellen ze niet steeds op tot het geheel."
OWN_ANSWER = "Volgens het antwoord van bedrijven in een enquête, naar aantal werkzame personen."
DECEMBER = "Banen van werknemers in december; werk van zelfstandigen telt niet mee."


def derive(tables: Tables) -> Chapter:
    """Everything the chapter shows, in the order of the text."""
    c = Chapter("digitalisering", "Digitalisering")
    _degrees(c, tables)
    with c.part("gebruik"):
        _use(c, tables)
    _security(c, tables)
    with c.part("werkplaatsen"):
        _workshops(c, tables)
    _jobs(c, tables["83583NED"])
    return c


def _degrees(c: Chapter, tables: Tables) -> None:
    sizes = {SME: "mkb", **WITHIN, **LARGEST}
    found = {
        degree: {label: tables.cited(f"ict_{key}_{size}") for label, size in sizes.items()}
        for degree, key in DEGREES.items()
    }
    behind = {label: _together([found[d][label] for d in BEHIND]) for label in sizes}
    ahead = {label: _together([found[d][label] for d in AHEAD]) for label in sizes}
    small, large = "2", "50 tot 100"
    for name, label in (("mkb", SME), ("klein", small), ("groot", large)):
        c.number(f"achter_{name}", behind[label], WHOLE, f"Achterblijvers, {_class(name)}")
        c.number(f"voor_{name}", ahead[label], WHOLE, f"Koplopers, {_class(name)}")
    gap = growth_points(behind[small], behind[large], because=TWO_SIZES)
    c.number("achter_verschil", gap, points(0), "Verschil in het aandeel achterblijvers")
    c.number("niet_klein", found["Niet"][small], WHOLE, "Niet gedigitaliseerd, kleinste klasse")
    c.number("niet_groot", found["Niet"][large], WHOLE, "Niet gedigitaliseerd, grootste klasse")
    c.figure(
        stacked(
            "mate",
            found,
            "mate van digitalisering in procenten van de bedrijven, naar aantal werkzame personen",
            WHOLE,
            notes=[OWN_ANSWER, ROUNDED],
        )
    )


def _use(c: Chapter, tables: Tables) -> None:
    sizes = {SME: "mkb", **WITHIN}
    site = {label: tables.cited(f"ict_website_{size}") for label, size in sizes.items()}
    secret = {label: tables.cited(f"ict_encryptie_{size}") for label, size in sizes.items()}
    small, large = "2", "20 tot 50"
    for name, label in (("mkb", SME), ("klein", small), ("groot", large)):
        c.number(f"site_{name}", site[label], WHOLE, f"Heeft een website, {_class(name)}")
        c.number(f"sleutel_{name}", secret[label], WHOLE, f"Versleutelt gegevens, {_class(name)}")
    gap = growth_points(site[large], site[small], because=TWO_SIZES)
    c.number("site_verschil", gap, points(0), "Verschil in het aandeel met een website")
    c.figure(
        dots(
            "gebruik",
            {"Website": site, "Versleuteling": secret},
            "procenten van de bedrijven, naar aantal werkzame personen",
            WHOLE,
            zero=True,
            notes=[OWN_ANSWER],
        )
    )


def _security(c: Chapter, tables: Tables) -> None:
    taken = {
        measure: {label: tables.cited(f"ict_{key}_{size}") for label, size in SECURED.items()}
        for measure, key in MEASURES.items()
    }
    small, large = "2", "500 of meer"
    gaps = {
        measure: growth_points(row[large], row[small], because=TWO_SIZES)
        for measure, row in taken.items()
    }
    for name, choose, about in (
        ("ver", largest_of, "grootste"),
        ("dicht", smallest_of, "kleinste"),
    ):
        label, gap = choose(gaps)
        c.label(f"{name}_maatregel", (_in_text(label), gap), f"Maatregel met het {about} verschil")
        c.number(f"{name}_klein", taken[label][small], WHOLE, "Aandeel in de kleinste klasse")
        c.number(f"{name}_groot", taken[label][large], WHOLE, "Aandeel bij de grootste bedrijven")
    columns = [*(Column(label, WHOLE) for label in SECURED), Column("verschil", points(0))]
    rows = [Row(measure, (*row.values(), gaps[measure])) for measure, row in taken.items()]
    c.table(
        "veiligheid",
        rows,
        columns,
        "Maatregel",
        "procenten van de bedrijven, naar aantal werkzame personen; verschil in procentpunten",
        [OWN_ANSWER],
    )
    for name, size in (("mkb", "mkb"), ("klein", "2"), ("groot", "50_100")):
        written = tables.cited(f"ict_documenten_{size}")
        c.number(f"beleid_{name}", written, WHOLE, f"Veiligheid vastgelegd, {_class(name)}")
        inside = tables.cited(f"ict_intern_{size}")
        c.number(f"storing_{name}", inside, WHOLE, f"Incident van binnen, {_class(name)}")
    attack = tables.cited("ict_aanval_mkb")
    c.number("aanval_mkb", attack, WHOLE, f"Incident door een aanval, {_class('mkb')}")


def _workshops(c: Chapter, tables: Tables) -> None:
    cited = tables.cited
    reached, trained, helped = (
        cited(f"werkplaatsen_{key}") for key in ("bereik", "training", "studenten")
    )
    c.number("wp_bereik", reached, count(), "Bereikte ondernemers")
    c.number("wp_training", trained, count(), "Ondernemers die een training volgden")
    c.number("wp_studenten", helped, count(), "Ondernemers die door studenten zijn geholpen")
    there = cited("werkplaatsen_gerealiseerd")
    later = cited("werkplaatsen_later")
    c.number("wp_totaal", there, count(), "Gerealiseerde werkplaatsen")
    c.number("wp_later", later, count(), "Werkplaatsen die later worden geëvalueerd")
    c.number("wp_nu", difference(there, later), count(), "Werkplaatsen die zijn geëvalueerd")
    on = cited("werkplaatsen_door")
    invests = cited("werkplaatsen_investeren")
    both = nested_share(invests, on)
    c.number("wp_door", on, WHOLE, "Gaat door met digitalisering, van alle deelnemers")
    c.number("wp_deel", invests, WHOLE, "Investeert meer, van de deelnemers die doorgaan")
    c.number("wp_investeert", both, WHOLE, "Gaat door en investeert meer, van alle deelnemers")
    c.table(
        "bereik",
        [
            Row("Bereikt", (reached,)),
            Row("Training gevolgd (workshop of masterclass)", (trained,)),
            Row("Door studenten geholpen met digitaliseren", (helped,)),
        ],
        [Column("ondernemers", count())],
        "Digitale Werkplaatsen die zijn geëvalueerd",
        "aantal ondernemers op het moment van de evaluatie",
    )
    c.figure(
        bars(
            "vervolg",
            {"Deelnemers": {"Gaat door met digitalisering": on, "Investeert ook meer": both}},
            "procenten van alle deelnemende mkb'ers",
            WHOLE,
            highlight=["Investeert ook meer"],
        )
    )


def _jobs(c: Chapter, table: Table) -> None:
    every = _employed(table, EVERY_SIZE)
    sized = {label: _employed(table, code) for label, code in JOB_SIZES.items()}
    now, first = every.last, every.first
    year = now.period.code
    c.number("it_nu", now, thousand(), "Banen in IT- en informatiedienstverlening")
    c.number("it_groei", growth(now, first), percent(), "Groei van die banen sinds het begin")
    c.period("it_begin", first.period)
    small = total(*(sized[label].at(year) for label in UNDER_HUNDRED))
    c.number("it_klein", share(small, now), percent(), "Aandeel banen bij kleinere werkgevers")
    c.figure(
        lines(
            "banen_it",
            sized,
            "banen van werknemers in IT- en informatiedienstverlening, naar aantal werkzame"
            " personen van het bedrijf, x 1.000",
            thousand(),
            highlight=["10 tot 50"],
            notes=[DECEMBER],
        )
    )


def _together(parts: list[Quantity]) -> Quantity:
    return total(*parts, because=ONE_CLASS)


def _employed(table: Table, size: str) -> Series:
    codes = {"BedrijfstakkenBranchesSBI2008": IT, "Bedrijfsgrootte": size}
    return table.series(JOBS, kind="JJ", **codes)


def _class(name: str) -> str:
    return {"mkb": "mkb", "klein": "kleinste klasse", "groot": "grootste klasse"}[name]


def _in_text(label: str) -> str:
    """A label within a sentence; an abbreviation at its end keeps its capitals."""
    return label[0].lower() + label[1:]


if "snakemake" in globals():
    from jaarbericht.job import run_chapter

    run_chapter(globals()["snakemake"], derive)
