"""De mkb-conjunctuurklok: CBS's published series, beside consumer confidence and growth.

The clock cannot be made anew from tables of CBS: how the trend of each indicator is found was not
published in full. So the series is that of CBS, and is only shown and compared here.
"""

from jaarbericht.cbs.periods import Period
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
    clock,
    difference,
    lines,
    mean,
    series_difference,
)
from jaarbericht.lineage.forms import Form, balance, count, percent
from jaarbericht.lineage.spoken import quarter_name, spoken

# The first and the last quarter of the series that CBS published in its news item.
FIRST, LAST = (2015, 1), (2020, 3)
QUARTERS, MONTHS = 4, 3
CONFIDENCE, GDP = "Consumentenvertrouwen_1", "BrutoBinnenlandsProduct_2"
ON_A_QUARTER = "A045300"

LEVEL = Form(2, signed=True)
STEP = Form(2, word="punt")
PUBLISHED = (
    "De reeks is zo overgenomen uit een nieuwsbericht van het CBS, en niet nagerekend. De bewaarde"
    " kopie van dat bericht breekt na het laatste punt af."
)
SINGLE = "Het CBS raadt aan afzonderlijke punten niet los van de rest te lezen."
ADJUSTED = "Gecorrigeerd voor seizoensinvloeden."


def derive(tables: Tables) -> Chapter:
    """Everything the chapter shows, in the order of the text."""
    c = Chapter("conjunctuurklok", "De mkb-conjunctuurklok")
    levels = _published(tables)
    _position(c, levels)
    _course(c, levels)
    _indicators(c, tables)
    _consumers(c, levels, tables["83693NED"])
    _beside(c, levels, tables["83693NED"])
    _economy(c, tables["85880NED"])
    return c


def _published(tables: Tables) -> Series:
    codes = [
        f"{year}kw{quarter:02d}"
        for year in range(FIRST[0], LAST[0] + 1)
        for quarter in range(1, QUARTERS + 1)
        if FIRST <= (year, quarter) <= LAST
    ]
    levels = [tables.cited(f"klok_{code}") for code in codes]
    return Series("mkb-conjunctuurklokindicator", tuple(Point(q.period, q) for q in levels))


def _position(c: Chapter, levels: Series) -> None:
    changes = series_difference(levels)
    c.number(
        "stand", levels.last, LEVEL, "Stand van de mkb-conjunctuurklok, aan het eind van de reeks"
    )
    c.number("stap", changes.last, STEP, "Verandering op het kwartaal ervoor")
    top, fall = levels.highest(), changes.lowest()
    named = {*_last_of_each_year(levels), *top.labels, *fall.labels, changes.periods[0].code}
    c.figure(
        clock(
            "klok",
            {
                "verandering ten opzichte van het vorige kwartaal": changes,
                "afwijking van de langjarige trend": levels,
            },
            f"mkb-conjunctuurklokindicator van het CBS, {spoken(changes.periods[0])} tot en met"
            f" {spoken(levels.last.period)}",
            LEVEL,
            highlight=sorted(named),
            notes=[PUBLISHED, SINGLE],
        )
    )


def _course(c: Chapter, levels: Series) -> None:
    top, low = levels.highest(), levels.lowest()
    c.number("top", top.own[0], LEVEL, "Hoogste stand in de reeks")
    c.period("top_wanneer", *_periods(levels, top.labels))
    c.number("laagst", low.own[0], LEVEL, "Laagste stand in de reeks")
    c.period("laagst_wanneer", *_periods(levels, low.labels))
    c.number("begin", levels.first, LEVEL, "Eerste stand in de reeks")
    changes = series_difference(levels)
    fall = changes.lowest()
    c.number("val", fall.own[0], STEP, "Sterkste verandering omlaag in een kwartaal")
    c.period("val_wanneer", *_periods(changes, fall.labels))
    since = difference(levels.last, top.own[0])
    c.number("sinds_top", since, STEP, "Verandering sinds de hoogste stand")
    c.figure(
        lines(
            "verloop",
            {"Stand van de klok": levels},
            "afwijking van de langjarige trend, mkb-conjunctuurklokindicator van het CBS",
            LEVEL,
            notes=[PUBLISHED],
        )
    )


def _indicators(c: Chapter, tables: Tables) -> None:
    below, better = tables.cited("klok_onder_trend"), tables.cited("klok_verbeterd")
    c.number("onder_trend", below, count(), "Indicatoren onder hun langjarige trend")
    c.number("verbeterd", better, count(), "Indicatoren die verbeterden")
    c.number("groen", tables.cited("klok_groen"), count(), "Indicatoren boven trend en stijgend")


def _consumers(c: Chapter, levels: Series, table: Table) -> None:
    every = table.series(CONFIDENCE, kind="MM")
    months = every.between(_months(levels.periods[0])[0], every.periods[-1].code)
    c.number("consument", months.last, balance(0), "Consumentenvertrouwen, nieuwste maand")
    top, low = months.highest(), months.lowest()
    c.number("consument_top", top.own[0], balance(0), "Hoogste consumentenvertrouwen in de reeks")
    c.period("consument_top_wanneer", *_periods(months, top.labels))
    c.number("consument_laag", low.own[0], balance(0), "Laagste consumentenvertrouwen in de reeks")
    c.period("consument_laag_wanneer", *_periods(months, low.labels))
    c.period("consument_begin", months.periods[0])
    c.figure(
        lines(
            "consumenten",
            {"Consumentenvertrouwen": months},
            "gemiddeld saldo van de deelvragen",
            balance(0),
            events=[Event(levels.last.period, "laatste stand van de klok")],
            notes=[ADJUSTED],
        )
    )


def _beside(c: Chapter, levels: Series, table: Table) -> None:
    """Both measures in the quarter of the last position, in every year of the series."""
    confidence = table.series(CONFIDENCE, kind="MM")
    same = [p for p in levels.periods if p.code[4:] == levels.periods[-1].code[4:]]
    rows = [
        Row(str(period.year), (
            levels.at(period.code),
            mean(*(confidence.at(code) for code in _months(period))),
        ))
        for period in same
    ]  # fmt: skip
    quarter = quarter_name(levels.last.period)
    c.number(
        "consument_toen", _last_cell(rows), balance(0), "Consumentenvertrouwen, zelfde kwartaal"
    )
    c.table(
        "naast",
        rows,
        [Column("mkb-klok", LEVEL), Column("consumenten", balance(0))],
        f"{quarter[0].upper()}{quarter[1:]}",
        "mkb-klok: afwijking van de trend; consumenten: gemiddelde van de maanden",
    )


def _economy(c: Chapter, table: Table) -> None:
    growth = table.series(GDP, kind="KW", SoortMutaties=ON_A_QUARTER)
    low = growth.lowest()
    c.number("bbp", growth.last, percent(), "Groei van het bbp op het kwartaal ervoor")
    c.number("bbp_laagst", low.own[0], percent(), "Zwakste kwartaal van het bbp in de tabel")
    c.period("bbp_laagst_wanneer", *_periods(growth, low.labels))
    c.period("bbp_begin", growth.periods[0])


def _last_cell(rows: list[Row]) -> Quantity:
    cell = rows[-1].cells[-1]
    assert cell is not None  # `mean` gives one
    return cell


def _last_of_each_year(series: Series) -> set[str]:
    return {p.code for p in series.periods if p.end and p.end.month == 12}


def _months(quarter: Period) -> list[str]:
    """Codes of the months of a quarter."""
    first = quarter.begin.month if quarter.begin else 1
    return [f"{quarter.code[:4]}MM{month:02d}" for month in range(first, first + MONTHS)]


def _periods(series: Series, codes: tuple[str, ...]) -> list[Period]:
    return [series.at(code).period for code in codes]


if "snakemake" in globals():
    from jaarbericht.job import run_chapter

    run_chapter(globals()["snakemake"], derive)
