"""The small line of a card: in proportion, without axes, with its years and its end."""

from __future__ import annotations

from figure_builders import series

from jaarbericht.lineage.figures import spark
from jaarbericht.lineage.forms import count
from jaarbericht.present.alt import alt_text
from jaarbericht.present.csvfiles import figure_csv
from jaarbericht.present.draw import draw
from jaarbericht.present.draw_spark import WIDTH

YEARS = series({"2018JJ00": 30, "2019JJ00": 10, "2020JJ00": None, "2021JJ00": 40})


def test_places_are_in_proportion_to_the_values() -> None:
    drawing = draw(spark("lijn", YEARS, "bedrijven", count()))
    assert drawing.size[0] == round(WIDTH, 3)
    heights = {mark.x: mark.spots[0][1] for mark in drawing.marks}
    assert set(heights) == {"2018JJ00", "2019JJ00", "2021JJ00"}
    whole = heights["2019JJ00"] - heights["2021JJ00"]
    assert abs((heights["2019JJ00"] - heights["2018JJ00"]) / whole - 20 / 30) < 0.001


def test_it_writes_its_first_and_its_last_year_and_nothing_else() -> None:
    drawing = draw(spark("lijn", YEARS, "bedrijven", count()))
    assert [one.text for one in drawing.texts] == ["2018", "2021"]
    assert [(one.text, one.axis) for one in drawing.named] == [("2018", "x"), ("2021", "x")]
    assert drawing.labels == ()


def test_it_is_described_and_tabulated_as_every_figure() -> None:
    figure = spark("lijn", YEARS, "bedrijven", count())
    assert alt_text(figure).startswith("Klein lijndiagram zonder assen (bedrijven), van 2018")
    assert "Van 30 in 2018 naar 40 in 2021" in alt_text(figure)
    assert len(figure_csv(figure, "proef").splitlines()) == 5


def test_values_that_do_not_differ_lie_on_one_line() -> None:
    level = series({"2018JJ00": 5, "2019JJ00": 5})
    marks = draw(spark("vlak", level, "bedrijven", count())).marks
    assert len({mark.spots[0][1] for mark in marks}) == 1
