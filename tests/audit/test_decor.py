"""Lines, grounds and patterns may be painted besides texts and drawings, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from jaarbericht.audit.verify.pdf.decor import Decoration, crossed, decor_oddities, underlines
from jaarbericht.audit.verify.pdf.plane import Box

SHEET = (0.0, 0.0, 600.0, 840.0)
FIGURE = (70.0, 400.0, 520.0, 600.0)


def box(*sides: float, light: float = 0.95) -> Decoration:
    left, low, right, high = sides
    return Decoration((left, low, right, high), light, filled=True, plain=True, curved=False)


def disc(left: float, low: float, size: float) -> Decoration:
    return replace(box(left, low, left + size, low + size, light=0.3), plain=False, curved=True)


LINE = box(70.0, 300.0, 520.0, 300.4, light=0.0)
CARD = box(60.0, 390.0, 530.0, 610.0)
BAND = box(0.0, 800.0, 600.0, 840.0, light=0.1)
PATTERN = [disc(37.5 * number, 800.0, 37.5) for number in range(16)]


def oddities(painted: Sequence[Decoration], figures: Sequence[tuple[Box, int]] = ()) -> list[str]:
    return list(decor_oddities(painted, figures, SHEET))


def test_what_a_report_is_decorated_with_is_plain() -> None:
    painted = [CARD, LINE, BAND, *PATTERN]
    assert oddities(painted, [(FIGURE, 1)]) == []


@pytest.mark.parametrize(
    "strange",
    [
        box(100.0, 200.0, 101.0, 240.0, light=0.0),
        box(100.0, 200.0, 220.0, 209.0, light=0.0),
        box(100.0, 200.0, 400.0, 320.0, light=0.5),
        box(100.0, 200.0, 105.0, 200.5, light=0.0),
        replace(CARD, plain=False, box=(60.0, 20.0, 530.0, 200.0)),
        replace(CARD, filled=False, box=(60.0, 20.0, 530.0, 200.0)),
        disc(75.0, 200.0, 37.5),
        disc(10.0, 800.0, 37.5),
        disc(0.0, 800.0, 30.0),
        replace(PATTERN[0], box=(0.0, 800.0, 37.5, 820.0)),
        replace(LINE, box=(70.0, 302.0, 520.0, 302.4)),
    ],
)
def test_what_could_show_something_is_odd(strange: Decoration) -> None:
    assert oddities([LINE, BAND, strange])


def test_parts_of_a_pattern_stand_in_rows() -> None:
    assert oddities([BAND, disc(0.0, 800.0, 18.75), disc(18.75, 818.75, 18.75)])


@pytest.mark.parametrize(
    ("painted", "before"),
    [
        ([CARD], 0),
        ([replace(CARD, box=(200.0, 390.0, 530.0, 610.0))], 1),
        ([replace(CARD, light=0.2, box=(0.0, 390.0, 600.0, 610.0))], 1),
        ([replace(LINE, box=(70.0, 500.0, 200.0, 500.4))], 1),
    ],
)
def test_nothing_lies_over_or_under_a_figure_but_its_card(
    painted: list[Decoration], before: int
) -> None:
    assert oddities(painted, [(FIGURE, before)])


@pytest.mark.parametrize(
    "text", [(100.0, 296.0, 130.0, 304.0), (524.0, 296.0, 560.0, 304.0), (40.0, 299.0, 66.0, 305.0)]
)
def test_no_line_stands_in_or_beside_a_text(text: Box) -> None:
    assert crossed([LINE.box], [text])
    assert not crossed([LINE.box], [(text[0], 305.0, text[2], 312.0)])


def test_a_line_under_a_text_is_as_long_as_this() -> None:
    line = replace(LINE, box=(100.0, 299.0, 140.0, 299.3))
    assert underlines(line, [(100.0, 300.0, 125.0, 310.0), (125.0, 300.0, 140.0, 310.0)])
    assert not underlines(line, [(100.0, 300.0, 125.0, 310.0)])
    assert not underlines(line, [(100.0, 298.0, 140.0, 308.0)])
    assert not underlines(line, [(100.0, 305.0, 140.0, 315.0)])
    assert not underlines(line, [])
