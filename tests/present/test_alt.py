"""Alternative texts: one to four sentences, told from the data."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from figure_builders import figures, quantity, series

from jaarbericht.cbs.cells import Status
from jaarbericht.cbs.periods import parse_period
from jaarbericht.lineage.figures import Figure, bars, lines, tiles
from jaarbericht.lineage.forms import count, percent, thousand
from jaarbericht.lineage.series import ABSENT, Point, Series
from jaarbericht.present.alt import alt_text

NBSP = "\u00a0"


@pytest.mark.parametrize("figure", figures(), ids=lambda f: f.id)
def test_one_to_four_sentences_that_name_kind_and_unit(figure: Figure) -> None:
    text = alt_text(figure)
    assert 1 <= len(re.findall(r"[a-z’)\d]\.(?= [A-ZÀ-Ý‘]|$)", text)) <= 4
    assert text.split(" (")[0].endswith(("diagram", "diagrammen", "kaart"))
    assert f"({figure.unit})" in text
    assert text.endswith(".") and "  " not in text


def test_first_last_highest_and_lowest_with_their_periods() -> None:
    shown = series({"2018KW01": 5000, "2018KW02": 9000, "2018KW03": 2000, "2018KW04": 6000})
    assert alt_text(lines("a", {"vacatures": shown}, "vacatures", thousand())) == (
        "Lijndiagram (vacatures), van het eerste kwartaal van 2018 tot en met het vierde"
        f" kwartaal van 2018. Van 5{NBSP}duizend in het eerste kwartaal van 2018 naar"
        f" 6{NBSP}duizend in het vierde kwartaal van 2018; het hoogst in het tweede kwartaal van"
        f" 2018, 9{NBSP}duizend, en het laagst in het derde kwartaal van 2018, 2{NBSP}duizend."
    )


def test_a_gap_is_told_and_a_provisional_value_is_called_so() -> None:
    shown = series({"2019JJ00": 1, "2020JJ00": None, "2021JJ00": 3}, status=Status.VOORLOPIG)
    text = alt_text(lines("a", {"x": shown}, "aantal", count()))
    assert "naar 3 (voorlopig) in 2021" in text
    assert text.endswith("Voor één punt geeft CBS geen cijfer.")


def test_a_figure_that_was_not_collected_is_told_apart() -> None:
    code = "2020JJ00"
    missed = Point(parse_period(code), None, ABSENT)
    known = [Point(parse_period(c), quantity(n, c)) for n, c in enumerate(("2019JJ00", "2021JJ00"))]
    shown = Series("x", (known[0], missed, known[1]))
    text = alt_text(lines("a", {"x": shown}, "aantal", count()))
    assert text.endswith("Van één punt ontbreekt het cijfer in de gebruikte gegevens.")
    assert "CBS" not in text


def test_a_map_tells_every_value_and_every_region_without_one() -> None:
    figure = tiles("a", {"x": {"Utrecht": quantity(3), "Drenthe": quantity(9), "Zeeland": None}},
                   "aantal", count())  # fmt: skip
    text = alt_text(figure)
    assert text.startswith("Tegelkaart (aantal), voor twaalf gebieden. Van hoog naar laag: ")
    assert "‘Drenthe’ 9; ‘Utrecht’ 3. Voor ‘Zeeland’ geeft CBS geen cijfer." in text
    assert text.endswith("en ‘Limburg’ ontbreekt het cijfer in de gebruikte gegevens.")


def test_equal_extremes_are_all_named_or_said_to_be_more() -> None:
    two = series({"2018JJ00": 1, "2019JJ00": 5, "2020JJ00": 5})
    assert "het hoogst in 2019 en in 2020, 5," in alt_text(lines("a", {"x": two}, "x", count()))
    six = series({f"{y}JJ00": 5 for y in range(2010, 2016)} | {"2016JJ00": 1})
    assert "het hoogst onder meer in 2010, 5," in alt_text(lines("a", {"x": six}, "x", count()))


def test_equal_values_have_no_highest() -> None:
    figure = bars("a", {"x": {"p": quantity(2), "q": quantity(2)}}, "procent", percent(0))
    assert alt_text(figure).endswith(f"De waarde is overal 2{NBSP}procent.")


def test_the_text_follows_the_data() -> None:
    texts = {
        alt_text(bars("a", {"x": {"p": quantity(n), "q": quantity(2)}}, "aantal", count()))
        for n in (1, 3, 4)
    }
    assert len(texts) == 3
    assert all(a != b for a, b in pairwise(sorted(texts)))
