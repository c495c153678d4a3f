"""The house style of figures: typeface, sizes, rules, and SVG that is the same bytes everywhere.

What is drawn belongs to the `draw_*` modules. Lengths are in points (1/72 inch).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

import matplotlib
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as Sheet
from matplotlib.ft2font import FT2Font, LoadFlags

from jaarbericht.present.palette import GRID, INK, SOFT
from jaarbericht.typefaces import font_file

FAMILY = "Source Sans Pro"
WIDTH = 160 / 25.4 * 72
TEXT = 8.5
SMALL = 7.8
LEADING = 1.18
REGULAR, SEMIBOLD = 400, 600
_FILES = {REGULAR: "SourceSansPro-Regular.ttf", SEMIBOLD: "SourceSansPro-Semibold.ttf"}
_SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "jaarbericht",
    "font.family": [FAMILY],
    "font.size": TEXT,
    "text.color": INK,
    "text.parse_math": False,
    "axes.unicode_minus": True,
    "lines.solid_capstyle": "round",
    "lines.solid_joinstyle": "round",
    "lines.dash_capstyle": "butt",
    "lines.scale_dashes": False,
    "hatch.linewidth": 0.6,
    "path.simplify": False,
}


@contextmanager
def house_style() -> Iterator[None]:
    """Draw with matplotlib's own defaults and ours, whatever this machine's settings are."""
    only_own_fonts()
    with matplotlib.rc_context():
        matplotlib.rcParams.update(matplotlib.rcParamsDefault)
        matplotlib.rcParams.update(_SETTINGS)
        yield


@cache
def only_own_fonts() -> None:
    """Make matplotlib see the report's typeface and nothing else, so widths agree everywhere.

    Raises FontsMissing or FontsDamaged.
    """
    manager = font_manager.fontManager
    manager.ttflist = []
    manager.afmlist = []
    for weight in _FILES:
        manager.addfont(font_file(_FILES[weight]))


def text_width(text: str, size: float = TEXT, weight: int = REGULAR) -> float:
    """Width in points of one line of text."""
    font = _face(weight)
    font.set_size(100, 72)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64 * size / 100


def widest(texts: Sequence[str], size: float = TEXT, weight: int = REGULAR) -> float:
    """Width in points of the widest line in `texts`; 0 when there are none."""
    lines = [line for text in texts for line in text.split("\n")]
    return max((text_width(line, size, weight) for line in lines), default=0.0)


def wrapped(text: str, width: float, size: float = TEXT, weight: int = REGULAR) -> str:
    """`text` with line ends at spaces so that lines fit in `width` where words allow it."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)


def text_height(text: str, size: float = TEXT) -> float:
    """Height in points of a block of lines."""
    return (text.count("\n") + 1) * size * LEADING


def sheet(height: float, width: float = WIDTH) -> Sheet:
    """An empty drawing, `height` points high and as wide as the text of the page."""
    return Sheet(figsize=(width / 72, height / 72), facecolor="none")


def plot(page: Sheet, left: float, bottom: float, width: float, height: float) -> Axes:
    """Bare axes at a place on the sheet, in points from its lower left corner."""
    full_width, full_height = page.get_size_inches() * 72
    box = (left / full_width, bottom / full_height, width / full_width, height / full_height)
    axes = page.add_axes(box, facecolor="none")
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(length=0, labelsize=SMALL, labelcolor=SOFT, pad=4)
    axes.set_axisbelow(True)
    return axes


def rule(axes: Axes, value: float, horizontal: bool, strong: bool = False) -> None:
    """A grid line across the plot at a value; `strong` for the zero line."""
    line = axes.axhline if horizontal else axes.axvline
    colour, width, order = (INK, 0.7, 2.2) if strong else (GRID, 0.6, 0.5)
    line(value, color=colour, linewidth=width, zorder=order, clip_on=False)


def svg(page: Sheet) -> bytes:
    """The sheet as SVG: text as text, no date, no name of the machine or the program."""
    stream = io.BytesIO()
    FigureCanvasSVG(page)
    page.savefig(
        stream, format="svg", metadata=dict.fromkeys(("Date", "Creator", "Format", "Type"))
    )
    return stream.getvalue()


@cache
def _face(weight: int) -> FT2Font:
    return FT2Font(str(font_file(_FILES[weight])))
