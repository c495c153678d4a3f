"""What covers a numeral, and what does not."""

from __future__ import annotations

import pytest

from jaarbericht.audit.verify.words.covering import Facts, left_over, without


@pytest.mark.parametrize(
    ("text", "facts", "left"),
    [
        ("In 2019 was dat 62,1 procent.", ["2019", "62,1 procent"], []),
        ("In 2019 was dat 62,1 procent.", ["201", "62,1"], ["2019"]),
        ("In 2014– 2016 en 2014–2016.", ["2014–2016"], []),
        ("In 2014 – 2016.", ["2014–2016"], ["2014", "2016"]),
        ("Dat is ¾ van Ⅻ, en ①.", [], ["¾", "Ⅻ", "①"]),
        ("Dat is ٣ keer.", [], ["٣"]),
    ],
)
def test_a_fact_covers_a_whole_numeral(text: str, facts: list[str], left: list[str]) -> None:
    assert left_over(text, Facts(facts)) == left


def test_a_number_explains_itself_only_where_it_is_printed() -> None:
    text = "Het was 62,1 procent. Bij vrouwen ook 62,1 procent, van 2007 = 100."
    told = without(text, [(8, 20)])
    assert left_over(text, Facts(["2007 = 100"], told)) == ["62,1"]
    assert left_over(text, Facts(["2007 = 100"], without(text, [(8, 20), (38, 50)]))) == []
    assert left_over(text, Facts(["van 2007 = 100", "62,1 procent"], told)) == []


def test_a_line_may_end_within_a_span_of_years() -> None:
    text = "In 2014– 2016 was het 62,1 procent."
    assert left_over(text, Facts(["62,1 procent"], without(text, [(3, 13)]))) == []


def test_a_numeral_that_goes_on_beyond_what_is_printed() -> None:
    text = "Het was 162,1 procent."
    assert left_over(text, Facts([], without(text, [(9, 21)]))) == ["1"]
