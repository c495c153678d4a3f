"""Drawings of every kind: what they say, what they refuse, and that they are always the same."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from fractions import Fraction
from pathlib import Path

import pytest
from figure_builders import figures, quantity, series

from jaarbericht.cbs.cells import Status
from jaarbericht.cbs.periods import parse_period
from jaarbericht.lineage.breaks import Break
from jaarbericht.lineage.figures import (
    Event,
    Figure,
    bars,
    columns_over_time,
    dots,
    lines,
    slope,
    stacked,
)
from jaarbericht.lineage.forms import count, percent
from jaarbericht.present.draw import Drawing, draw
from jaarbericht.present.errors import CannotDraw, NothingToDraw
from jaarbericht.present.strokes import segments

ALL = figures()
_SVG = "{http://www.w3.org/2000/svg}"


def texts(drawing: Drawing) -> list[str]:
    """Every text of the SVG, with U+00A0 kept."""
    root = ET.fromstring(drawing.svg)
    return ["".join(node.itertext()).strip() for node in root.iter(f"{_SVG}text")]


@pytest.fixture(scope="module")
def drawings() -> dict[str, Drawing]:
    """Each example, drawn once."""
    return {figure.id: draw(figure) for figure in ALL}


@pytest.mark.parametrize("figure", ALL, ids=lambda f: f.id)
def test_text_is_text_in_the_one_typeface_at_the_width_of_the_page(
    figure: Figure, drawings: dict[str, Drawing]
) -> None:
    svg = drawings[figure.id].svg.decode()
    assert set(re.findall(r"font-family: ([^;\"]+)", svg)) == {"'Source Sans Pro'"}
    assert set(re.findall(r"font-weight: (\d+)", svg)) <= {"600"}
    width = re.search(r'<svg[^>]* width="([\d.]+)pt"', svg)
    assert width and float(width[1]) == pytest.approx(160 / 25.4 * 72, abs=0.01)
    assert "<metadata" not in svg and "Matplotlib v" not in svg


@pytest.mark.parametrize("figure", ALL, ids=lambda f: f.id)
def test_every_numeral_in_the_drawing_is_accounted_for(
    figure: Figure, drawings: dict[str, Drawing]
) -> None:
    drawing = drawings[figure.id]
    labels = {s.label for s in figure.series} | {p.x for s in figure.series for p in s.points}
    words = {word for label in labels for word in label.split()}
    known = {*drawing.ticks, *drawing.values, *(e.label for e in figure.events)}
    for text in texts(drawing):
        if any(c.isdigit() for c in text) and text not in known:
            assert set(text.split()) <= words, text


@pytest.mark.parametrize("figure", ALL, ids=lambda f: f.id)
def test_all_marks_stay_on_the_sheet(figure: Figure, drawings: dict[str, Drawing]) -> None:
    root = ET.fromstring(drawings[figure.id].svg)
    width, height = (float(v) for v in root.attrib["viewBox"].split()[2:])
    for node in root.iter(f"{_SVG}text"):
        assert -1 <= float(node.attrib["x"]) <= width + 1
        assert 4 <= float(node.attrib["y"]) <= height + 1


def test_same_bytes_in_other_processes_with_other_hash_seeds_and_settings(tmp_path: Path) -> None:
    (tmp_path / "matplotlibrc").write_text(
        "font.size: 20\nsvg.fonttype: path\nlines.linewidth: 9\n"
    )
    code = (
        "import hashlib; from figure_builders import figures;"
        "from jaarbericht.present.draw import draw;"
        "print(hashlib.sha256(b''.join(draw(f).svg for f in figures())).hexdigest())"
    )
    here = Path(__file__).parent
    path = os.pathsep.join([str(here), str(here.parents[1] / "scripts")])
    found = {hashlib.sha256(b"".join(draw(f).svg for f in ALL)).hexdigest()}
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path, "TZ": f"UTC-{seed}"}
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=env,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        found.add(done.stdout.strip())
    assert len(found) == 1


def test_a_gap_a_missing_period_and_a_break_are_never_drawn_over() -> None:
    broken = Break("T", parse_period("2012JJ00"), "nieuwe methode")
    shown = series(
        {
            "2008JJ00": 1,
            "2009JJ00": None,
            "2010JJ00": 3,
            "2011JJ00": 4,
            "2012JJ00": 5,
            "2014JJ00": 6,
        },
        breaks=[broken],
    )
    figure = lines("gat", {"a": shown}, "aantal", count())
    runs = [[m.moment for m in run] for run in segments(figure.series[0])]
    assert runs == [[2008], [2010, 2011], [2012], [2014]]
    assert "reeksbreuk" in texts(draw(figure))


def test_provisional_points_are_open_and_marked() -> None:
    values = {
        "2019JJ00": quantity(3, "2019JJ00"),
        "2020JJ00": quantity(4, "2020JJ00", status=Status.VOORLOPIG),
    }
    figure = bars(
        "v", {"a": {"vast": values["2019JJ00"], "los": values["2020JJ00"]}}, "aantal", count()
    )
    assert {"3", "4*"} <= set(texts(draw(figure)))
    svg = draw(figure).svg.decode().lower()
    assert "#013548" in svg and "#b8c6cc" in svg


def test_a_missing_bar_shows_the_sign_and_no_bar() -> None:
    figure = bars("m", {"a": {"vast": quantity(3), "geheim": None}}, "aantal", count())
    drawing = draw(figure)
    assert "." in texts(drawing)
    assert drawing.values == ("3",)


def test_events_outside_the_span_are_left_out() -> None:
    events = [Event(parse_period("2005JJ00"), "vroeger"), Event(parse_period("2011JJ00"), "toen")]
    shown = series({f"{y}JJ00": y for y in range(2010, 2015)})
    found = texts(draw(lines("e", {"a": shown}, "aantal", count(), events=events)))
    assert "toen" in found and "vroeger" not in found


def test_one_point_and_equal_values_can_be_drawn() -> None:
    assert draw(lines("een", {"a": series({"2020JJ00": 5})}, "aantal", count()))
    flat = series({"2019JJ00": 0, "2020JJ00": 0})
    assert draw(lines("vlak", {"a": flat}, "aantal", count(), zero=False))
    assert draw(bars("nul", {"a": {"x": quantity(0)}}, "aantal", count()))
    assert draw(columns_over_time("k", {"a": flat}, "aantal", count()))


def test_labels_are_never_read_as_formulas_or_markup() -> None:
    figure = bars("t", {"a": {"A & B <i> $x_1$": quantity(1)}}, "aantal", count())
    joined = " ".join(texts(draw(figure)))
    assert "A & B <i> $x_1$" in joined


def test_nothing_to_draw() -> None:
    with pytest.raises(NothingToDraw, match="leeg"):
        draw(bars("leeg", {"a": {"x": None}}, "aantal", count()))


def test_too_many_series_are_refused_unless_some_are_highlighted() -> None:
    many = {f"reeks {n}": series({"2019JJ00": n, "2020JJ00": n + 1}) for n in range(8)}
    with pytest.raises(CannotDraw, match="8 series"):
        draw(lines("veel", many, "aantal", count()))
    assert draw(lines("veel", many, "aantal", count(), highlight=["reeks 3"]))


def test_a_slope_has_two_moments_and_a_stack_no_negative_parts() -> None:
    with pytest.raises(CannotDraw, match="1 moments"):
        draw(slope("s", {"toen": {"x": quantity(1)}}, "aantal", count()))
    with pytest.raises(CannotDraw, match="negative"):
        draw(stacked("st", {"deel": {"x": quantity(Fraction(-1, 2))}}, "procent", percent(1)))


def test_columns_of_series_that_follow_each_other_are_not_set_beside_each_other() -> None:
    old, new = series({"2017JJ00": 1, "2018JJ00": 2}), series({"2020JJ00": 3, "2021JJ00": 4})
    beside = _places(draw(columns_over_time("b", {"a": old, "b": old}, "aantal", count())))
    after = _places(draw(columns_over_time("n", {"a": old, "b": new}, "aantal", count())))
    assert beside["1"] != beside["2017"]
    assert (after["1"], after["4"]) == (after["2017"], after["2021"])


def _places(drawing: Drawing) -> dict[str, float]:
    """Text to where it stands from the left, in whole points."""
    nodes = ET.fromstring(drawing.svg).iter(f"{_SVG}text")
    return {"".join(n.itertext()).strip(): round(float(n.attrib["x"])) for n in nodes}


def test_a_slope_without_a_second_moment_is_named_at_the_first() -> None:
    then = {"Klein": quantity(1), "Groot": quantity(3)}
    figure = slope("s", {"toen": then, "nu": {"Klein": quantity(2), "Groot": None}}, "x", count())
    assert {"Klein", "Groot"} <= set(texts(draw(figure)))


def test_highlighted_lines_are_solid_and_the_rest_has_no_mark_at_each_point() -> None:
    shown = {
        name: series({f"{y}JJ00": n + y for y in range(2010, 2020)})
        for n, name in enumerate("abcd")
    }
    figure = lines("h", shown, "aantal", count(), highlight=["d"])
    svg = draw(figure).svg.decode()
    assert "stroke-dasharray" not in svg
    assert svg.count("<use ") < 10 + 3 + 20


def test_values_of_dots_stand_between_the_names_and_the_edge_of_the_sheet() -> None:
    then = {"Groot": quantity(650), "Klein": quantity(40)}
    now = {"Groot": quantity(270), "Klein": quantity(20)}
    drawing = draw(dots("d", {"toen": then, "nu": now}, "aantal", count(), zero=True))
    names = [n for n in ET.fromstring(drawing.svg).iter(f"{_SVG}text") if n.text == "Groot"]
    right_of_names = float(names[0].attrib["x"])
    assert all(right_of_names < label.at[0] < drawing.size[0] for label in drawing.labels)
