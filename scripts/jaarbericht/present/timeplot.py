"""The plot that figures over time share: value axis, time axis, events and breaks."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.axes import Axes

from jaarbericht.cbs.periods import Period
from jaarbericht.lineage.figures import Figure
from jaarbericht.present.axis import Scale, TimeTick, cadence, moment, time_ticks
from jaarbericht.present.canvas import Canvas, write
from jaarbericht.present.palette import INK, SOFT
from jaarbericht.present.strokes import breaks
from jaarbericht.present.style import SMALL, rule, text_width

ROW = 10.5
BREAK = "reeksbreuk"


@dataclass(frozen=True)
class Flag:
    """A vertical mark with its text and the row above the plot in which the text stands."""

    moment: float
    text: str
    row: int
    before: bool


def periods_of(figure: Figure) -> list[Period]:
    """All periods of the figure, oldest first."""
    return sorted({p.period for s in figure.series for p in s.points if p.period is not None})


def span(periods: list[Period], margin: float = 0.0) -> tuple[float, float]:
    """First and last moment of the time axis, widened by `margin` of a step on both sides."""
    first, last = moment(periods[0]), moment(periods[-1])
    wider = (margin or 0.5 * (first == last)) * cadence(periods)
    return first - wider, last + wider


def flags(figure: Figure, ends: tuple[float, float], width: float) -> list[Flag]:
    """Events within the drawn span, and breaks, in rows so that their texts do not meet."""
    wanted = [(moment(e.period), e.label) for e in figure.events]
    wanted += [(at, BREAK) for at in breaks(figure)]
    placed: list[Flag] = []
    taken: list[float] = []
    for at, text in sorted(w for w in wanted if ends[0] <= w[0] <= ends[1]):
        x = (at - ends[0]) / (ends[1] - ends[0]) * width
        length = text_width(text, SMALL) + 3
        before = x + length > width and x > length
        start = x - length if before else x
        row = next((n for n, end in enumerate(taken) if end < start), len(taken))
        taken[row : row + 1] = [start + length + 4]
        placed.append(Flag(at, text, row, before))
    return placed


def flags_height(raised: list[Flag]) -> float:
    """Space above the plot that the texts of the flags take, in points."""
    return (max((f.row for f in raised), default=-1) + 1) * ROW


def draw_flags(axes: Axes, raised: list[Flag], height: float) -> None:
    """Thin verticals through a plot `height` points high, with their texts above it."""
    for flag in raised:
        top = 1 + (flag.row * ROW + ROW - 2) / height
        draw_vertical(axes, flag, top)
        y = 1 + (flag.row * ROW + ROW / 2) / height
        write(
            axes,
            (flag.moment, y),
            flag.text,
            shift=(-3 if flag.before else 3, 0),
            coords=("data", "axes fraction"),
            side="right" if flag.before else "left",
            colour=SOFT,
            size=SMALL,
        )


def draw_vertical(axes: Axes, flag: Flag, top: float = 1.0) -> None:
    """The line of a flag from the foot of the plot to `top`, a part of the plot's height."""
    axes.plot(
        [flag.moment, flag.moment],
        [0, top],
        color=SOFT,
        lw=0.7,
        ls=(0, (1.5, 1.5)) if flag.text == BREAK else "-",
        zorder=1.5,
        transform=axes.get_xaxis_transform(),
        clip_on=False,
    )


def draw_value_axis(canvas: Canvas, axes: Axes, scale: Scale, named: bool = True) -> None:
    """Thin horizontal lines, the zero line strong, the values left of them.

    Without `named` the values stand left of a plot beside it.
    """
    axes.set_ylim(float(scale.low), float(scale.high))
    axes.set_yticks([])
    for tick, text in zip(scale.ticks, scale.texts, strict=True):
        rule(axes, float(tick), horizontal=True, strong=tick == 0)
        if named and text:
            write(
                axes,
                (0, float(tick)),
                text,
                shift=(-5, 0),
                coords=("axes fraction", "data"),
                side="right",
                colour=SOFT,
                size=SMALL,
            )
            canvas.ticks.append(text)
        if text:
            canvas.tick(axes, "y", float(tick), text)


def draw_time_axis(
    canvas: Canvas, axes: Axes, ends: tuple[float, float], ticks: tuple[TimeTick, ...]
) -> None:
    """Small ticks below the plot at named moments, with the years below parts of a year."""
    axes.set_xlim(*ends)
    axes.set_xticks([t.moment for t in ticks], [""] * len(ticks))
    axes.tick_params(axis="x", length=3, width=0.7, color=INK)
    for tick in ticks:
        for row, text in enumerate(filter(None, (tick.text, tick.year))):
            write(
                axes,
                (tick.moment, 0),
                text,
                shift=(0, -5 - row * ROW),
                coords=("data", "axes fraction"),
                side="center",
                level="top",
                colour=SOFT,
                size=SMALL,
            )
            canvas.ticks.append(text)
            canvas.tick(axes, "x", tick.moment, text)


def time_axis_height(ticks: tuple[TimeTick, ...]) -> float:
    """Space below the plot for the time axis, in points."""
    return 13.5 + ROW * any(t.year for t in ticks)


def overhang(ends: tuple[float, float], ticks: tuple[TimeTick, ...], width: float) -> float:
    """How far the last text of the time axis sticks out to the right, in points."""
    if not ticks:
        return 0.0
    to_the_end = (ends[1] - ticks[-1].moment) / (ends[1] - ends[0]) * width
    return max(0.0, text_width(ticks[-1].text, SMALL) / 2 - to_the_end)


def ticks_for(figure: Figure, width: float) -> tuple[TimeTick, ...]:
    """The named moments of the figure's time axis."""
    return time_ticks(periods_of(figure), width)
