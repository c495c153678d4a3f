"""Numbers, periods and labels of one chapter in the text of another, by their full names."""

from __future__ import annotations

from dataclasses import replace

import pytest
from prose_examples import NAMES, demo, rendered, source

from jaarbericht.compose.annex import by_quantity
from jaarbericht.compose.chapterdata import ChapterData, with_others
from jaarbericht.compose.functions import Names
from jaarbericht.compose.guard import check

# The text of a chapter without names of its own, beside the made-up chapter.
ALONE = Names("overzicht", elsewhere={"demo": NAMES})
EVERY = (
    "# T\n\n{{ getal('demo.groei') }}, {{ periode('demo.stand') }}, {{ label('demo.koploper') }}."
)
WRONG = [
    ("{{ getal('demo.groey') }}", "Chapter ‘demo’ has no number ‘groey’.", "‘demo.groei’"),
    ("{{ periode('demo.stant') }}", "no period or number ‘stant’", "‘demo.stand’"),
    ("{{ getal('dema.groei') }}", "no other chapter ‘dema’", "‘demo’"),
    ("{{ getal('demo.stand') }}", "is a period", "periode('demo.stand')"),
    ("{{ getal('groei') }}", "has no number ‘groei’", "‘demo.groei’"),
]


def others(data: ChapterData) -> ChapterData:
    alone = ChapterData("overzicht", "Overzicht", {}, {}, {}, {}, {}, {})
    return with_others(alone, [data])


def test_full_names_pass_the_guard_and_need_not_be_used() -> None:
    assert check(source(EVERY), ALONE).findings == ()
    assert check(source("# T\n\nNiets."), ALONE).findings == ()


@pytest.mark.parametrize(("call", "problem", "todo"), WRONG)
def test_a_name_that_no_chapter_has_is_told_with_the_nearest(
    call: str, problem: str, todo: str
) -> None:
    (found,) = check(source(f"# T\n\nTekst {call}."), ALONE).findings
    assert problem in found.problem and todo in found.todo


def test_a_figure_stays_in_its_own_chapter() -> None:
    text = "# T\n\n{% call figuur('demo.zzp') %}Titel{% endcall %}"
    (found,) = check(source(text), replace(ALONE, places=frozenset({"demo.zzp"}))).findings
    assert "demo.zzp" in found.problem


def test_what_is_printed_is_the_quantity_of_the_other_chapter() -> None:
    page = rendered(EVERY, others(demo()))
    assert [(one.kind, one.quantity) for one in page.occurrences] == [
        ("getal", "demo.groei"), ("periode", ""), ("label", "demo.koploper"),
    ]  # fmt: skip
    assert [one.chapter for one in page.occurrences] == ["overzicht"] * 3
    assert page.occurrences[0].text == "−3,7\u00a0procent" and page.occurrences[0].mark == "*"
    assert 'href="#v-demo.groei"' in page.html
    assert list(by_quantity(page.occurrences)) == ["demo.groei", "demo.koploper"]


def test_a_sentence_that_says_the_direction_drops_the_sign_here_too() -> None:
    said = "{{ richting('demo.groei', 'steeg', 'daalde', 'bleef') }}"
    html = rendered(f"# T\n\nHet {said} met {{{{ getal('demo.groei') }}}}.", others(demo())).html
    assert "daalde" in html and "−" not in html
