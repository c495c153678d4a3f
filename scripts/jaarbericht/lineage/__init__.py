"""Reckon with cells and keep the trail. What chapters use stands here; forms are in `forms`."""

from jaarbericht.lineage.arithmetic import (
    Extreme,
    cagr,
    chain,
    growth,
    growth_points,
    highest,
    index,
    largest_of,
    lowest,
    mean,
    nested_share,
    per,
    rank_of,
    share,
    smallest_of,
    weighted_mean,
)
from jaarbericht.lineage.chapter import Chapter, Column, Row
from jaarbericht.lineage.expression import Citation
from jaarbericht.lineage.figures import (
    Event,
    bars,
    clock,
    columns_over_time,
    dots,
    lines,
    multiples,
    slope,
    spark,
    stacked,
    tiles,
)
from jaarbericht.lineage.quantity import Quantity, difference, product, times, total
from jaarbericht.lineage.series import (
    ABSENT,
    Point,
    Series,
    paired,
    series_chain_last,
    series_difference,
    series_growth,
    series_index,
    series_share,
    series_sum_last,
)
from jaarbericht.lineage.tables import Table, Tables

__all__ = [
    "ABSENT", "Chapter", "Citation", "Column", "Event", "Extreme", "Point", "Quantity", "Row",
    "Series", "Table", "Tables", "bars", "cagr", "chain", "clock", "columns_over_time",
    "difference", "dots", "growth", "growth_points", "highest", "index", "largest_of", "lines",
    "lowest", "mean", "multiples", "nested_share", "paired", "per", "product", "rank_of",
    "series_chain_last", "series_difference", "series_growth", "series_index", "series_share",
    "series_sum_last", "share", "slope", "smallest_of", "spark", "stacked", "tiles", "times",
    "total", "weighted_mean",
]  # fmt: skip
