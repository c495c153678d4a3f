"""A clock: a path in time through four quadrants that are named in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import atan2, degrees, hypot

from matplotlib.axes import Axes

from jaarbericht.lineage.figures import Figure
from jaarbericht.lineage.quantity import Quantity
from jaarbericht.present.axis import Scale, value_scale
from jaarbericht.present.beside import Box, placed
from jaarbericht.present.canvas import Canvas, Drawing, scaled, write
from jaarbericht.present.clockwork import QUADRANTS, Hand, path
from jaarbericht.present.dutch import period_text
from jaarbericht.present.labels import provisional
from jaarbericht.present.marks import Spot
from jaarbericht.present.palette import BRICK, INK, MUTED, PAPER, SOFT
from jaarbericht.present.style import REGULAR, SEMIBOLD, SMALL, WIDTH, rule, text_width, widest

_PLOT = 230.0
# Above and below the data, for the names of the quadrants.
_BAND = 17.0
_HEAD, _FOOT = 15.0, 27.0
_PAD = 5.0
# The newest part of the path stands out: so many steps.
_NEW = 4
_ARROW = 26.0


@dataclass(frozen=True)
class _Axis:
    """A scale that shows some room at both sides of zero."""

    scale: Scale
    low: float
    high: float

    def place(self, quantity: Quantity, figure: Figure, length: float) -> float:
        """How far a value lies from the low end of an axis of this length, in points."""
        value = float(scaled(quantity, figure.form))
        return (value - self.low) / (self.high - self.low) * length

    def zero(self, length: float) -> float:
        """How far zero lies from the low end."""
        return -self.low / (self.high - self.low) * length


def draw_clock(figure: Figure) -> Drawing:
    """The path of the clock, the newest steps in the accent colour, with the names of moments."""
    hands = path(figure)
    across = _axis([h.change for h in hands], figure, 0.0)
    upwards = _axis([h.level for h in hands], figure, _BAND / _PLOT)
    left = widest(upwards.scale.texts, SMALL) + 6
    right = widest(across.scale.texts, SMALL) / 2
    size = (WIDTH - left - right, _PLOT + 2 * _BAND)
    across = _with_room(across, widest(tuple(QUADRANTS.values()), SMALL, SEMIBOLD) + 14, size[0])
    canvas = Canvas(_HEAD + size[1] + _FOOT)
    axes = canvas.plot(left, _FOOT, right, _HEAD)
    axes.set(xlim=(across.low, across.high), ylim=(upwards.low, upwards.high), xticks=[], yticks=[])
    _draw_axes(canvas, axes, figure, across.scale, upwards.scale)
    _draw_quadrants(axes)
    spots = [
        (across.place(h.change, figure, size[0]), upwards.place(h.level, figure, size[1]))
        for h in hands
    ]
    _draw_path(canvas, axes, figure, hands, spots)
    zero = (across.zero(size[0]), upwards.zero(size[1]))
    _name_moments(canvas, axes, figure, hands, spots, zero, size)
    return canvas.drawing()


def _axis(values: Sequence[Quantity], figure: Figure, band: float) -> _Axis:
    """Round steps with zero among them; `band` is the part of the length to add at both ends."""
    scale = value_scale((scaled(q, figure.form) for q in values), figure.form, zero=True)
    low, high = min(scale.low, -_step(scale) / 2), max(scale.high, _step(scale) / 2)
    more = float(high - low) * band
    return _Axis(scale, float(low) - more, float(high) + more)


def _step(scale: Scale) -> Fraction:
    return scale.ticks[1] - scale.ticks[0]


def _with_room(axis: _Axis, room: float, length: float) -> _Axis:
    """The axis, widened until both sides of zero are `room` points long."""
    part = room / length
    low, high = axis.low, axis.high
    low = min(low, -high * part / (1 - part))
    high = max(high, -low * part / (1 - part))
    return _Axis(axis.scale, low, high)


def _draw_axes(canvas: Canvas, axes: Axes, figure: Figure, across: Scale, upwards: Scale) -> None:
    for scale, name, horizontal in ((across, "x", False), (upwards, "y", True)):
        for tick, text in zip(scale.ticks, scale.texts, strict=True):
            rule(axes, float(tick), horizontal=horizontal, strong=tick == 0)
            at = (0.0, float(tick)) if horizontal else (float(tick), 0.0)
            write(
                axes,
                at,
                text,
                shift=(-5, 0) if horizontal else (0, -5),
                coords=("axes fraction", "data") if horizontal else ("data", "axes fraction"),
                side="right" if horizontal else "center",
                level="center" if horizontal else "top",
                colour=SOFT,
                size=SMALL,
            )
            canvas.ticks.append(text)
            canvas.tick(axes, name, float(tick), text)
    changes, levels = (f"{s.label[0].upper()}{s.label[1:]}" for s in figure.series)
    write(axes, (1, 0), f"{changes} →", shift=(0, -18), coords="axes fraction", side="right",
          level="top", size=SMALL)  # fmt: skip
    write(axes, (0, 1), f"↑ {levels}", shift=(0, 9), coords="axes fraction", size=SMALL)


def _draw_quadrants(axes: Axes) -> None:
    for (above, rising), name in QUADRANTS.items():
        write(
            axes,
            (float(rising), float(above)),
            name,
            shift=(-_PAD if rising else _PAD, -_PAD if above else _PAD),
            coords="axes fraction",
            side="right" if rising else "left",
            level="top" if above else "bottom",
            colour=SOFT,
            size=SMALL,
            weight=SEMIBOLD,
        )


def _draw_path(
    canvas: Canvas, axes: Axes, figure: Figure, hands: Sequence[Hand], spots: Sequence[Spot]
) -> None:
    places = [(float(scaled(h.change, figure.form)), float(scaled(h.level, figure.form)))
              for h in hands]  # fmt: skip
    for number, ((one, other), (here, there)) in enumerate(
        zip(pairwise(places), pairwise(spots), strict=True)
    ):
        new = number >= len(places) - 1 - _NEW
        colour, width = (BRICK, 1.9) if new else (MUTED, 1.3)
        axes.plot(*zip(one, other, strict=True), color=colour, lw=width, zorder=4, clip_on=False)
        _draw_arrow(axes, (one, other), (here, there), colour)
    for number, (hand, place) in enumerate(zip(hands, places, strict=True)):
        x = hand.period.code
        canvas.mark(axes, (1, x), "x", [place])
        canvas.mark(axes, (2, x), "y", [place])
        colour = BRICK if number >= len(places) - _NEW else MUTED
        face = PAPER if provisional(hand.change) or provisional(hand.level) else colour
        size = 6.4 if number == len(places) - 1 else 4.2
        axes.plot(*place, "o", ms=size, mec=colour, mfc=face, mew=1.1, zorder=5, clip_on=False)


def _draw_arrow(
    axes: Axes, places: tuple[Spot, Spot], spots: tuple[Spot, Spot], colour: str
) -> None:
    """A small arrow halfway a step that is long enough to hold one."""
    (a, b), (c, d) = spots
    if hypot(c - a, d - b) < _ARROW:
        return
    middle = [(one + other) / 2 for one, other in zip(*places, strict=True)]
    turn = round(degrees(atan2(d - b, c - a)) - 90, 1)
    axes.plot(
        *middle, marker=(3, 0, turn), ms=6, mec=colour, mew=0, mfc=colour, zorder=5, clip_on=False
    )


def _name_moments(
    canvas: Canvas,
    axes: Axes,
    figure: Figure,
    hands: Sequence[Hand],
    spots: Sequence[Spot],
    zero: Spot,
    size: tuple[float, float],
) -> None:
    last = len(hands) - 1
    named = [n for n, h in enumerate(hands) if h.period.code in figure.highlight or n == last]
    named.sort(key=lambda n: -n)
    texts = [period_text(hands[n].period, "kort") for n in named]
    weights = [SEMIBOLD if n == last else REGULAR for n in named]
    widths = [text_width(t, SMALL, w) for t, w in zip(texts, weights, strict=True)]
    axes_at_zero = [((zero[0], 0.0), (zero[0], size[1])), ((0.0, zero[1]), (size[0], zero[1]))]
    boxes = placed(
        spots, [*zip(named, widths, strict=True)], SMALL, _corners(size), axes_at_zero, size
    )
    for n, text, weight, box in zip(named, texts, weights, boxes, strict=True):
        hand, (x, y) = hands[n], spots[n]
        place = (float(scaled(hand.change, figure.form)), float(scaled(hand.level, figure.form)))
        shift = (box.left - x, box.low + box.height / 2 - y)
        canvas.write_moment(axes, place, text, hand.period.code, shift, INK, weight)


def _corners(size: tuple[float, float]) -> list[Box]:
    """Where the names of the quadrants stand."""
    width = widest(tuple(QUADRANTS.values()), SMALL, SEMIBOLD) + 2 * _PAD
    return [
        Box(left, low, width, _BAND)
        for left in (0, size[0] - width)
        for low in (0, size[1] - _BAND)
    ]
