"""Internationaal: exports and imports of goods, their volume, and the part of the mkb."""

from collections.abc import Mapping

from jaarbericht.lineage import (
    Chapter,
    Column,
    Point,
    Quantity,
    Row,
    Series,
    Table,
    Tables,
    difference,
    growth,
    growth_points,
    lines,
    paired,
    series_chain_last,
    share,
    stacked,
)
from jaarbericht.lineage.forms import Form, percent, points, thousand
from jaarbericht.lineage.spoken import quarter_name

OUT, IN = "TotaleUitvoerwaarde_3", "TotaleInvoerwaarde_1"
THROUGH_OUT, THROUGH_IN = "DoorvoerwaardeUitgaand_6", "DoorvoerwaardeInkomend_2"
AGAIN, MADE_HERE = "Wederuitvoerwaarde_4", "UitvoerwaardeProductNL_5"
EXPORT, EXPORT_GOODS, EXPORT_SERVICES = "Totaal_16", "Goederen_17", "Diensten_18"
IMPORT = "Totaal_4"
ON_A_YEAR, ON_A_QUARTER = "A045299", "vlptsa"
QUARTERS = 4
# How many quarters the table of volumes has.
QUARTERS_SHOWN = 6

VOLUMES = {
    "uitvoer": "uitvoer",
    "goederen": "uitvoer van goederen",
    "diensten": "uitvoer van diensten",
    "invoer": "invoer",
}

BILLION = Form(1, 1_000_000_000, "miljard euro")
OWN = (
    "Uitvoer zonder doorvoer: de totale uitvoerwaarde verminderd met goederen van buitenlandse"
    " bedrijven die Nederland in vrijwel onbewerkte staat weer verlaten. Invoer op dezelfde manier."
)
PRICES = "Waarden in lopende prijzen: ook veranderingen van prijzen tellen mee."
RAW = "Niet gecorrigeerd voor seizoensinvloeden en werkdagen."
PRICED = "Gecorrigeerd voor veranderingen van prijzen."
VOLUME = "Goederen en diensten samen, gecorrigeerd voor veranderingen van prijzen."
CHAINED = (
    "Samengesteld uit de veranderingen van de laatste kwartalen op het kwartaal ervoor, een jaar"
    " bij elkaar; gecorrigeerd voor seizoensinvloeden."
)


def derive(tables: Tables) -> Chapter:
    """Everything the chapter shows, in the order of the text."""
    c = Chapter("internationaal", "Internationaal")
    goods = tables["85429NED"]
    _years(c, goods)
    _made_of(c, goods)
    _months(c, goods)
    with c.part("volume"):
        _volume(c, tables["85880NED"])
    _long(c, tables["82602NED"])
    with c.part("mkb"):
        _small_firms(c, tables)
    return c


def _years(c: Chapter, table: Table) -> None:
    sides = {"uitvoer": _exports(table, "JJ"), "invoer": _imports(table, "JJ")}
    for name, series in sides.items():
        c.number(name, series.last, BILLION, f"{name.capitalize()} van goederen, zonder doorvoer")
        change = _newest_change(series)
        c.number(f"{name}_groei", change, percent(), "Verandering op een jaar eerder")
        since = growth(_comparable(series, series.first)[-1], series.first)
        c.number(f"{name}_sinds", since, percent(), "Verandering sinds het begin van de reeks")
    c.period("begin", sides["uitvoer"].periods[0])
    transit = table.series(THROUGH_OUT, kind="JJ").last
    part = share(transit, table.series(OUT, kind="JJ").last)
    c.number("doorvoer_deel", part, percent(), "Doorvoer als deel van de totale uitvoerwaarde")
    codes = [p.code for p in sides["uitvoer"].periods]
    c.table(
        "jaren",
        [
            Row(name.capitalize(), tuple(series.at(code) for code in codes))
            for name, series in sides.items()
        ],
        [Column(code[:4], BILLION) for code in codes],
        "Goederen",
        "miljard euro, lopende prijzen",
        [OWN, PRICES],
    )


def _made_of(c: Chapter, table: Table) -> None:
    again, made = (table.series(topic, kind="JJ") for topic in (AGAIN, MADE_HERE))
    exports = _exports(table, "JJ")
    parts = paired(again, exports, share)
    c.number("weder", again.last, BILLION, "Wederuitvoer van goederen")
    c.number("product", made.last, BILLION, "Uitvoer van goederen die in Nederland zijn gemaakt")
    c.number("weder_deel", parts.last, percent(), "Wederuitvoer als deel van de uitvoer")
    shift = growth_points(_comparable(parts, parts.first)[-1], parts.first)
    c.number("weder_verschil", shift, points(), "Verandering van dat deel sinds het begin")
    c.figure(
        stacked(
            "samenstelling",
            {"gemaakt in Nederland": _by_year(made), "wederuitvoer": _by_year(again)},
            "uitvoer van goederen zonder doorvoer, miljard euro, lopende prijzen",
            BILLION,
            notes=[PRICES],
        )
    )


def _months(c: Chapter, table: Table) -> None:
    sides = {"uitvoer": _exports(table, "MM"), "invoer": _imports(table, "MM")}
    for name, series in sides.items():
        c.number(f"{name}_maand", series.last, BILLION, f"{name.capitalize()}, nieuwste maand")
    falls = _on_a_year_earlier(sides["uitvoer"])
    low = falls.lowest()
    c.number("daling", low.own[0], percent(), "Zwakste verandering van de uitvoer op een jaar")
    c.period("daling_wanneer", *(falls.at(code).period for code in low.labels))
    c.figure(
        lines(
            "maanden",
            {"Uitvoer": sides["uitvoer"], "Invoer": sides["invoer"]},
            "goederen zonder doorvoer, per maand, miljard euro, lopende prijzen",
            BILLION,
            notes=[PRICES, RAW],
        )
    )


def _volume(c: Chapter, table: Table) -> None:
    topics = {
        "uitvoer": EXPORT,
        "goederen": EXPORT_GOODS,
        "diensten": EXPORT_SERVICES,
        "invoer": IMPORT,
    }
    sides = {
        name: table.series(topic, kind="KW", SoortMutaties=ON_A_YEAR)
        for name, topic in topics.items()
    }
    for name, series in sides.items():
        about = (
            f"Volume van de {name if name == 'invoer' else 'uitvoer'} op een jaar eerder: {name}"
        )
        c.number(f"{name}_volume", series.last, percent(), about)
    low = sides["uitvoer"].lowest()
    c.number("volume_laagst", low.own[0], percent(), "Zwakste kwartaal van de uitvoer")
    worst = sides["diensten"].lowest()
    c.number("diensten_laagst", worst.own[0], percent(), "Idem, uitvoer van diensten")
    c.period("volume_begin", sides["uitvoer"].periods[0])
    shown = {"Alle uitvoer": "uitvoer", "Goederen": "goederen", "Diensten": "diensten"}
    c.figure(
        lines(
            "volume",
            {label: sides[name] for label, name in shown.items()},
            "verandering van het volume van de uitvoer ten opzichte van een jaar eerder",
            percent(),
            highlight=["Alle uitvoer", "Diensten"],
            notes=[PRICED],
        )
    )
    quarters = sides["uitvoer"].periods[-QUARTERS_SHOWN:]
    rows = [
        Row(
            f"{quarter_name(period)} {period.code[:4]}",
            tuple(side.at(period.code) for side in sides.values()),
        )
        for period in quarters
    ]
    columns = [Column(VOLUMES[name], percent(signed=True)) for name in sides]
    unit = "verandering van het volume ten opzichte van een jaar eerder"
    c.table("volume_tabel", rows, columns, "Kwartaal", unit, [PRICED])


def _long(c: Chapter, table: Table) -> None:
    sides = {
        label: _from_first(
            series_chain_last(table.series(topic, kind="KW", SoortMutaties=ON_A_QUARTER), QUARTERS)
        )
        for label, topic in {"Uitvoer": EXPORT, "Invoer": IMPORT}.items()
    }
    exports = sides["Uitvoer"]
    low = exports.lowest()
    c.number("lang_laagst", low.own[0], percent(), "Sterkste daling van de uitvoer over een jaar")
    c.number("lang_laatst", exports.last, percent(), "Laatste verandering in de oude tabel")
    c.period("lang_begin", exports.periods[0])
    c.figure(
        lines(
            "lang",
            sides,
            "verandering van het volume ten opzichte van een jaar eerder",
            percent(),
            highlight=["Uitvoer"],
            notes=[VOLUME, CHAINED],
        )
    )


def _small_firms(c: Chapter, tables: Tables) -> None:
    """What CBS published on the independent mkb: a few years, and so no trend."""
    every, own = (tables.cited(f"export_{name}") for name in ("toegedeeld", "zelfstandig_mkb"))
    whole = Form(0, BILLION.scale, BILLION.word)
    c.number("toegedeeld", every, whole, "Goederenexport, toe te delen aan een type exporteur")
    c.number("mkb_export", own, BILLION, "Idem, door het zelfstandig mkb")
    c.number("mkb_deel", share(own, every), percent(), "Deel van het zelfstandig mkb")
    c.number("starters", tables.cited("export_starters"), thousand(), "Startende exporteurs")
    c.number(
        "handelaars", tables.cited("handel_zelfstandig_mkb"), percent(0), "Bedrijven met handel"
    )


def _from_first(series: Series) -> Series:
    """The series without the gaps before its first figure."""
    first = next(p.period for p in series if p.quantity)
    return series.between(first.code, series.periods[-1].code)


def _exports(table: Table, kind: str) -> Series:
    return _without(table, OUT, THROUGH_OUT, kind)


def _imports(table: Table, kind: str) -> Series:
    return _without(table, IN, THROUGH_IN, kind)


def _without(table: Table, whole: str, part: str, kind: str) -> Series:
    return paired(table.series(whole, kind=kind), table.series(part, kind=kind), difference)


def _comparable(series: Series, base: Quantity) -> list[Quantity]:
    """The points that no break parts from a base, oldest first."""
    return [p.quantity for p in series if p.quantity and p.quantity.comparable_with(base)]


def _newest_change(series: Series) -> Quantity:
    """The newest growth on a year earlier that no break forbids."""
    return _on_a_year_earlier(series).last


def _on_a_year_earlier(series: Series) -> Series:
    """The growth on a year earlier, of the periods that no break parts from that year."""
    known = {p.period.code: p.quantity for p in series if p.quantity}
    compared = {
        code: growth(now, before)
        for code, now in known.items()
        if (before := known.get(now.period.previous_year() or "")) and now.comparable_with(before)
    }
    return _series(series.name, compared)


def _series(name: str, quantities: Mapping[str, Quantity]) -> Series:
    return Series(name, tuple(Point(q.period, q) for q in quantities.values()))


def _by_year(series: Series) -> dict[str, Quantity | None]:
    return {p.period.code[:4]: p.quantity for p in series}


if "snakemake" in globals():
    from jaarbericht.job import run_chapter

    run_chapter(globals()["snakemake"], derive)
