"""What figures with one row per category share: the labels at the left, the place of each row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matplotlib.axes import Axes

from jaarbericht.lineage.figures import Figure, FigureSeries
from jaarbericht.lineage.quantity import Quantity
from jaarbericht.present.axis import Scale
from jaarbericht.present.canvas import Canvas, write
from jaarbericht.present.palette import INK, SOFT
from jaarbericht.present.style import (
    REGULAR,
    SEMIBOLD,
    SMALL,
    TEXT,
    WIDTH,
    rule,
    text_height,
    widest,
    wrapped,
)

LABEL = 138.0
GAP = 8.0
FOOT = 13.0


@dataclass(frozen=True)
class Rows:
    """Category labels, wrapped, and the centre of each row in points below the top of the plot."""

    names: tuple[str, ...]
    labels: tuple[str, ...]
    centres: tuple[float, ...]
    height: float

    @property
    def left(self) -> float:
        """The margin that the labels need, in points."""
        return widest(self.labels, TEXT, SEMIBOLD) + GAP


def rows(figure: Figure, thickness: float, gap: float) -> Rows:
    """A row per category, in order of first appearance, at least `thickness` + `gap` high."""
    names = tuple(dict.fromkeys(p.x for s in figure.series for p in s.points))
    labels = tuple(wrapped(name, LABEL, TEXT, SEMIBOLD) for name in names)
    centres: list[float] = []
    at = 0.0
    for label in labels:
        size = max(thickness, text_height(label)) + gap
        centres.append(at + size / 2)
        at += size
    return Rows(names, labels, tuple(centres), at)


def row_axes(
    canvas: Canvas, placed: Rows, scale: Scale, figure: Figure, margins: tuple[float, float, float]
) -> Axes:
    """A plot whose vertical axis counts points downwards; margins are bottom, right and top."""
    bottom, right, top = margins
    axes = canvas.plot(placed.left, bottom, right, top)
    axes.set(xlim=(float(scale.low), float(scale.high)), ylim=(placed.height, 0))
    axes.set_xticks([])
    axes.set_yticks([])
    for name, label, centre in zip(placed.names, placed.labels, placed.centres, strict=True):
        strong = name in figure.highlight
        write(
            axes,
            (0, centre),
            label,
            shift=(-GAP, 0),
            coords=("axes fraction", "data"),
            side="right",
            weight=SEMIBOLD if strong else REGULAR,
            colour=INK,
        )
    return axes


def draw_foot_axis(canvas: Canvas, axes: Axes, scale: Scale) -> None:
    """Thin verticals at round values, named below the plot; the zero line strong."""
    for tick, text in zip(scale.ticks, scale.texts, strict=True):
        rule(axes, float(tick), horizontal=False, strong=tick == 0)
        write(
            axes,
            (float(tick), 0),
            text,
            shift=(0, -4),
            coords=("data", "axes fraction"),
            side="center",
            level="top",
            colour=SOFT,
            size=SMALL,
        )
        if text:
            canvas.tick(axes, "x", float(tick), text)
    canvas.ticks += scale.texts


def by_category(series: FigureSeries) -> Mapping[str, Quantity | None]:
    """The quantity of each category in one series; None is a gap."""
    return {p.x: p.quantity for p in series.points}


def gap_symbol(series: FigureSeries, name: str) -> str:
    """The symbol that stands in the place of a missing figure."""
    return next((p.symbol for p in series.points if p.x == name and p.symbol), ".")


def points_across(left: float, right: float) -> float:
    """Width of the plot between two margins, in points."""
    return WIDTH - left - right
