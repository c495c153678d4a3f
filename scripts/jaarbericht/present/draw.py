"""Every kind of figure by its record. How a kind looks belongs to its own module."""

from __future__ import annotations

from collections.abc import Callable

from jaarbericht.lineage.figures import Figure, FigureKind
from jaarbericht.present.canvas import Drawing
from jaarbericht.present.clockwork import why_no_clock
from jaarbericht.present.draw_bars import draw_bars
from jaarbericht.present.draw_clock import draw_clock
from jaarbericht.present.draw_columns import draw_columns
from jaarbericht.present.draw_dots import draw_dots
from jaarbericht.present.draw_lines import draw_lines
from jaarbericht.present.draw_multiples import draw_multiples
from jaarbericht.present.draw_slope import draw_slope
from jaarbericht.present.draw_spark import draw_spark
from jaarbericht.present.draw_stacked import draw_stacked
from jaarbericht.present.draw_tiles import draw_tiles
from jaarbericht.present.errors import CannotDraw, NothingToDraw
from jaarbericht.present.palette import SERIES
from jaarbericht.present.style import house_style

__all__ = ["Drawing", "draw"]

_KINDS: dict[FigureKind, Callable[[Figure], Drawing]] = {
    FigureKind.LINES: draw_lines,
    FigureKind.BARS: draw_bars,
    FigureKind.STACKED: draw_stacked,
    FigureKind.MULTIPLES: draw_multiples,
    FigureKind.DOTS: draw_dots,
    FigureKind.SLOPE: draw_slope,
    FigureKind.SPARK: draw_spark,
    FigureKind.CLOCK: draw_clock,
    FigureKind.TILES: draw_tiles,
}
_OVER_TIME = (FigureKind.LINES, FigureKind.MULTIPLES, FigureKind.SPARK, FigureKind.CLOCK)


def draw(figure: Figure) -> Drawing:
    """The figure as SVG in the house style, with the texts of its axes and its value labels.

    Raises NothingToDraw when no point has a value, CannotDraw when the series do not fit the kind.
    """
    _check(figure)
    timed = all(p.period is not None for s in figure.series for p in s.points)
    over_columns = figure.kind is FigureKind.BARS and timed
    with house_style():
        return draw_columns(figure) if over_columns else _KINDS[figure.kind](figure)


def _check(figure: Figure) -> None:
    if not figure.quantities:
        raise NothingToDraw(
            f"Figure ‘{figure.id}’ has no value to show.",
            why="All its points are gaps, or it has none.",
            todo="Choose other periods or codes, or leave the figure out of this edition.",
        )
    if figure.kind in _OVER_TIME and any(not p.period for s in figure.series for p in s.points):
        raise _misfit(figure, "a point without a period", "Give it series over time.")
    if figure.kind is FigureKind.SLOPE and len(figure.series) != 2:
        raise _misfit(figure, f"{len(figure.series)} moments", "Give a slope exactly two moments.")
    if figure.kind is FigureKind.CLOCK and (what := why_no_clock(figure)):
        raise _misfit(figure, what, "Give a clock a change and a deviation, period after period.")
    if figure.kind is FigureKind.TILES and len(figure.series) != 1:
        raise _misfit(figure, f"{len(figure.series)} series", "Draw a map for each.")
    parts = len(figure.series)
    if parts > len(SERIES) and _needs_colours(figure):
        raise _misfit(
            figure, f"{parts} series", f"Show at most {len(SERIES)}, or highlight a few of them."
        )


def _needs_colours(figure: Figure) -> bool:
    if figure.kind is FigureKind.LINES:
        return not figure.highlight
    return figure.kind is not FigureKind.MULTIPLES


def _misfit(figure: Figure, what: str, todo: str) -> CannotDraw:
    return CannotDraw(
        f"Figure ‘{figure.id}’ has {what}, which a figure of kind {figure.kind.value} cannot show.",
        why="The reader could not tell its series apart, or would read them wrongly.",
        todo=todo,
    )
