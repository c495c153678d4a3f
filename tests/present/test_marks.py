"""Where a drawing says its figures stand is where it draws them, in proportion to their values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from figure_builders import figures

from jaarbericht.lineage.figures import Figure, FigureKind
from jaarbericht.present.canvas import Drawing
from jaarbericht.present.draw import draw
from jaarbericht.present.marks import Mark

ALL = figures()
_PLACE = re.compile(r"(-?\d+(?:\.\d+)?) (-?\d+(?:\.\d+)?)")
_USE = re.compile(r'<use [^>]*x="([-\d.]+)" y="([-\d.]+)"')
_TEXT = re.compile(r"<text ([^>]*)>([^<]*)</text>")


@pytest.fixture(scope="module", params=ALL, ids=lambda f: f.id)
def drawn(request: pytest.FixtureRequest) -> tuple[Figure, Drawing]:
    """A figure of each kind with its drawing."""
    return request.param, draw(request.param)


def drawn_places(drawing: Drawing) -> list[tuple[float, float]]:
    """Every vertex of a path and every place of a marker in the SVG."""
    svg = drawing.svg.decode()
    paths = (m for d in re.findall(r' d="([^"]*)"', svg) for m in _PLACE.findall(d))
    return [(float(x), float(y)) for x, y in (*paths, *_USE.findall(svg))]


def values(figure: Figure) -> Iterator[tuple[tuple[int, str], float]]:
    for number, series in enumerate(figure.series, 1):
        for point in series.points:
            if point.quantity is not None:
                yield (number, point.x), float(point.quantity.value / figure.form.scale)


def test_every_point_has_one_mark_that_is_drawn(drawn: tuple[Figure, Drawing]) -> None:
    figure, drawing = drawn
    marked = [(mark.series, mark.x) for mark in drawing.marks]
    assert sorted(marked) == sorted(point for point, _ in values(figure))
    places = drawn_places(drawing)
    for mark in drawing.marks:
        for x, y in mark.spots:
            assert any(abs(x - a) < 0.002 and abs(y - b) < 0.002 for a, b in places), mark


def test_lengths_are_in_proportion_to_values(drawn: tuple[Figure, Drawing]) -> None:
    figure, drawing = drawn
    known = dict(values(figure))
    side = {"x": 0, "y": 1}
    ordered = sorted(drawing.marks, key=lambda m: (m.axis, known[m.series, m.x]))
    assert len({mark.axis for mark in ordered}) == (2 if figure.kind is FigureKind.CLOCK else 1)
    for one, other in pairwise(ordered):
        if one.axis != other.axis or one.axis not in side:
            continue
        gap = known[other.series, other.x] - known[one.series, one.x]
        if gap and one.panel == other.panel:
            length = _length(other, side[one.axis]) - _length(one, side[one.axis])
            assert (length > 0) == (one.axis == "x")


def _length(mark: Mark, side: int) -> float:
    """From the base of a bar, or the place of a dot."""
    return mark.spots[0][side] - (mark.spots[-1][side] if len(mark.spots) > 1 else 0.0)


def test_values_and_axes_are_written_where_they_say(drawn: tuple[Figure, Drawing]) -> None:
    _, drawing = drawn
    written = [
        (text, float(place.group(2)))
        for attributes, text in _TEXT.findall(drawing.svg.decode())
        if (place := re.search(r"translate\(([-\d.]+) ([-\d.]+)\)", attributes))
        or (place := re.search(r' x="([-\d.]+)" y="([-\d.]+)"', attributes))
    ]
    for label in drawing.labels:
        assert any(t.strip() == label.text and abs(y - label.at[1]) < 0.01 for t, y in written)
    assert {tick.text for tick in drawing.named} <= {text.strip() for text, _ in written}
    assert len(drawing.labels) == len(drawing.values)
