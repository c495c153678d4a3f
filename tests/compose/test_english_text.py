"""A text in English: what it may call, what may not be typed in it, how it comes out."""

from __future__ import annotations

import pytest
from prose_examples import NAMES, demo, source

from jaarbericht.compose.chapterdata import ChapterData, with_others
from jaarbericht.compose.functions import Names
from jaarbericht.compose.guard import check
from jaarbericht.compose.numbering import Place
from jaarbericht.compose.prose import ChapterHtml, Surroundings, render_chapter
from jaarbericht.compose.syntax import parse

SUMMARY = Names("summary_en", elsewhere={"demo": NAMES}, fixed=True, language="en")
REFUSED = [
    ("It rose by {{ getal('demo.groei') }}.", "direction word ‘rose’"),
    ("{{ getal('demo.groei') }} more than before.", "direction word ‘more’"),
    ("Almost {{ getal('demo.aantal') }} of them.", "rounding word ‘Almost’"),
    ("There are twelve of them.", "number word ‘twelve’"),
    ("There are millions of them.", "number word ‘millions’"),
    ("There are 12 of them.", "‘12’ is typed"),
    ("In {{ breuk('demo.deel') }} of them.", "prints Dutch words"),
    ("In {{ periode('demo.stand', 'kort') }}.", "Dutch style"),
    ("{{ label('demo.koploper') }}.", "prints Dutch words"),
]


def rendered_english(text: str) -> ChapterHtml:
    one = source(text)
    data = with_others(ChapterData("summary_en", "", {}, {}, {}, {}, {}, {}), [demo()])
    places = {"werk": Place("#h-werk", "3", "hoofdstuk 3")}
    return render_chapter(one, parse(one), data, Surroundings(0, places, language="en"))


@pytest.mark.parametrize(("text", "problem"), REFUSED)
def test_what_an_english_text_may_not_say(text: str, problem: str) -> None:
    found = check(source(f"# T\n\n{text}"), SUMMARY).findings
    assert any(problem in one.problem for one in found), found


def test_no_one_is_a_word_and_a_number_may_have_a_direction_that_is_computed() -> None:
    said = "{{ richting('demo.groei', 'rose', 'fell', 'was the same') }}"
    text = f"# T\n\nNo one {said} by {{{{ getal('demo.groei') }}}}."
    assert check(source(text), SUMMARY).findings == ()


def test_numbers_periods_and_places_come_out_in_english() -> None:
    page = rendered_english(
        "# T\n\nFrom {{ getal('demo.groei') }} to {{ ongeveer('demo.aantal') }} in"
        " {{ periode('demo.stand') }}, see {{ zie('werk') }}."
    )
    assert [one.text for one in page.occurrences] == [
        "−3.7\u00a0per cent", "just over\u00a01.8\u00a0million", "the third quarter of 2021",
        "chapter\u00a03",
    ]  # fmt: skip
    assert {one.language for one in page.occurrences} == {"en"}
