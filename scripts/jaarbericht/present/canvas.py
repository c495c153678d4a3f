"""A drawing in the making: the sheet, and what was written on it. No knowledge of figure kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

from matplotlib.axes import Axes
from matplotlib.text import Annotation

from jaarbericht.lineage.forms import Form
from jaarbericht.lineage.quantity import Quantity
from jaarbericht.present.marks import Label, Mark, Moment, Of, Spot, Tick, Written
from jaarbericht.present.palette import INK, PAPER
from jaarbericht.present.style import (
    LEADING,
    REGULAR,
    SMALL,
    TEXT,
    WIDTH,
    plot,
    sheet,
    svg,
    text_width,
)

_CAP, _DESCENT = 0.66, 0.22
KEY = 8.0
KEY_GAP = 14.0
KEY_LINE = 13.0


@dataclass(frozen=True)
class Drawing:
    """A finished figure: SVG, the texts of its axes, and its value labels as printed.

    `size` is that of the sheet in points; marks, labels and named tell where the data stand on it.
    """

    svg: bytes
    ticks: tuple[str, ...]
    values: tuple[str, ...]
    size: Spot
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    named: tuple[Tick, ...]
    texts: tuple[Written, ...]
    moments: tuple[Moment, ...] = ()


@dataclass
class Canvas:
    """A sheet of a given height in points, with its record of what it says."""

    height: float
    width: float = WIDTH
    ticks: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page = sheet(self.height, self.width)
        # Places are known for certain only when all axes have their limits.
        self._marks: list[Callable[[], Mark]] = []
        self._labels: list[Callable[[], Label]] = []
        self._named: list[Callable[[], Tick]] = []
        self._moments: list[Callable[[], Moment]] = []

    def plot(self, left: float, bottom: float, right: float, top: float) -> Axes:
        """Axes inside the given margins, in points."""
        return plot(self.page, left, bottom, self.width - left - right, self.height - bottom - top)

    def mark(self, axes: Axes, of: Of, axis: str, spots: Sequence[Spot]) -> None:
        """Note that the point `of` is drawn at these places of the plot, in its own units."""
        self._marks.append(
            lambda: Mark(*of, self._panel(axes), axis, tuple(self._spot(axes, s) for s in spots))
        )

    def tick(self, axes: Axes, axis: str, value: float, text: str) -> None:
        """Note that `text` names a value of an axis."""
        side = "xy".index(axis)
        self._named.append(
            lambda: Tick(text, self._panel(axes), axis, self._spot(axes, (value, value))[side])
        )

    def write_value(
        self,
        axes: Axes,
        at: Spot,
        text: str,
        of: Of,
        *,
        shift: Spot = (0, 0),
        coords: str = "data",
        side: Literal["left", "center", "right"] = "left",
        level: Literal["top", "center", "bottom"] = "center",
        colour: str = INK,
        size: float = TEXT,
        weight: int = REGULAR,
        clear: bool = False,
    ) -> None:
        """Write the value of the point `of`, on one line, and note where it begins."""
        write(
            axes, at, text, shift=shift, coords=coords, side=side, level=level, colour=colour,
            size=size, weight=weight, clear=clear,
        )  # fmt: skip
        self.values.append(text)
        before = {"left": 0.0, "center": 0.5, "right": 1.0}[side] * text_width(text, size, weight)

        def label() -> Label:
            x, y = self._spot(axes, at, coords)
            return Label(
                *of, text, _rounded(x + shift[0] - before, y - shift[1] - _rise(level, size))
            )

        self._labels.append(label)

    def write_moment(
        self, axes: Axes, at: Spot, text: str, x: str, shift: Spot, colour: str, weight: int
    ) -> None:
        """Write the name of the moment `x` of a clock, and note where it begins."""
        write(axes, at, text, shift=shift, colour=colour, size=SMALL, weight=weight)
        self.ticks.append(text)

        def moment() -> Moment:
            left, top = self._spot(axes, at)
            below = shift[1] + _rise("center", SMALL)
            return Moment(x, text, _rounded(left + shift[0], top - below))

        self._moments.append(moment)

    def drawing(self) -> Drawing:
        """The finished figure."""
        return Drawing(
            svg(self.page),
            tuple(self.ticks),
            tuple(self.values),
            _rounded(self.width, self.height),
            tuple(make() for make in self._marks),
            tuple(make() for make in self._labels),
            tuple(make() for make in self._named),
            tuple(self._written()),
            tuple(make() for make in self._moments),
        )

    def _written(self) -> Iterator[Written]:
        """Every text of every plot, with the place where its baseline begins."""
        for axes in self.page.axes:
            frames: dict[Any, Any] = {
                "data": axes.transData,
                "axes fraction": axes.transAxes,
                ("axes fraction", "data"): axes.get_yaxis_transform(),
                ("data", "axes fraction"): axes.get_xaxis_transform(),
            }
            for one in axes.texts:
                assert isinstance(one, Annotation)  # write() makes no other
                x, y = frames[one.xycoords].transform(one.xy) * 72 / self.page.dpi
                size, weight = float(one.get_fontsize()), int(one.get_fontweight())
                width = text_width(one.get_text(), size, weight)
                before = {"left": 0.0, "center": 0.5, "right": 1.0}[one.get_horizontalalignment()]
                right, up = one.xyann
                at = _rounded(float(x) + right - before * width, self.height - float(y) - up)
                yield Written(one.get_text(), at)

    def _panel(self, axes: Axes) -> int:
        return self.page.axes.index(axes) + 1

    def _spot(self, axes: Axes, at: Spot, coords: str = "data") -> Spot:
        """A place of a plot, in points from the upper left corner of the sheet."""
        frame = axes.transData if coords == "data" else axes.transAxes
        x, y = frame.transform(at) * 72 / self.page.dpi
        return _rounded(float(x), self.height - float(y))


def _rounded(x: float, y: float) -> Spot:
    return round(x, 3), round(y, 3)


def _rise(level: str, size: float) -> float:
    """How far the first baseline stands above the place of a line of text, in points."""
    return {"top": -_CAP, "center": -_CAP / 2, "bottom": _DESCENT}[level] * size


def write(
    axes: Axes,
    at: tuple[float, float],
    text: str,
    *,
    shift: tuple[float, float] = (0, 0),
    coords: str | tuple[str, str] = "data",
    side: Literal["left", "center", "right"] = "left",
    level: Literal["top", "center", "bottom"] = "center",
    colour: str = INK,
    size: float = TEXT,
    weight: int = REGULAR,
    clear: bool = False,
) -> None:
    """Put text at a place, line by line; `shift` in points, `level` of the block as a whole.

    `clear` wipes out what would run through the text.
    Lines are set on their baselines: matplotlib would align by the letters that happen to occur.
    """
    lines = text.split("\n")
    below = (len(lines) - 1) * size * LEADING
    first = _rise(level, size)
    first += {"top": 0.0, "center": below / 2, "bottom": below}[level]
    for number, line in enumerate(lines):
        axes.annotate(
            line,
            at,
            (shift[0], shift[1] + first - number * size * LEADING),
            xycoords=coords,
            textcoords="offset points",
            ha=side,
            va="baseline",
            color=colour,
            fontsize=size,
            fontweight=weight,
            annotation_clip=False,
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.5} if clear else None,
        )


def scaled(quantity: Quantity, form: Form) -> Fraction:
    """The exact value in the scale of the figure's axis."""
    return quantity.value / form.scale


def key_rows(labels: Sequence[str], width: float) -> list[list[str]]:
    """The labels of a key, broken into rows that fit `width`."""
    rows: list[list[str]] = [[]]
    used = 0.0
    for label in labels:
        need = KEY + 4 + text_width(label, SMALL) + KEY_GAP
        if rows[-1] and used + need > width:
            rows.append([])
            used = 0.0
        rows[-1].append(label)
        used += need
    return rows


def key_height(labels: Sequence[str]) -> float:
    """Height in points that a key takes above a plot, with the space below it."""
    return len(key_rows(labels, WIDTH)) * KEY_LINE + 5


def draw_key(
    canvas: Canvas, labels: Sequence[str], looks: Mapping[str, str], marker: str = "s"
) -> None:
    """A key above the plot, in the order of the series: a mark in its colour and the label."""
    axes = canvas.plot(0, 0, 0, 0)
    axes.set(xlim=(0, WIDTH), ylim=(0, canvas.height), xticks=[], yticks=[])
    for number, row in enumerate(key_rows(labels, WIDTH)):
        x, y = 0.0, canvas.height - 6 - number * KEY_LINE
        for label in row:
            axes.plot([x + KEY / 2], [y], marker, color=looks[label], ms=6.5, mew=0)
            write(axes, (x + KEY + 4, y), label, size=SMALL)
            x += KEY + 4 + text_width(label, SMALL) + KEY_GAP
