"""Paragraphs of a part: read as any other, or a note in their place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from prose_examples import NAMES, demo, source

from jaarbericht.compose.findings import Source
from jaarbericht.compose.guard import check
from jaarbericht.compose.numbering import Place
from jaarbericht.compose.parts import without
from jaarbericht.compose.prose import ChapterHtml, Surroundings, render_chapter
from jaarbericht.compose.syntax import parse

TEXT = """# Titel

Voor het deel. {% call met('groei') %}Een zin met {{ getal('groei') }}.{% endcall %} Erna.[^blijft]

{% call deel('groei', 'de groei') %}
Toen was het {{ getal('groei') }}.[^gaat]

{% call figuur('zzp') %}Een bevinding{% endcall %}
{% endcall %}

Na het deel.

[^gaat]: Een noot met {{ getal('groei') }},
    over meer regels.

[^blijft]: Een noot die blijft.
"""
PARTS = {"groei": ["groei", "zzp"]}
ALONE = replace(
    NAMES, numbers=frozenset({"groei"}), periods=frozenset(), labels=frozenset(),
    tables=frozenset(), parts=frozenset({"groei"}), incomplete=frozenset({"corona"}),
)  # fmt: skip
NOTE = "Over de groei bevat het archief van deze editie geen bruikbare cijfers."
SPLIT = TEXT.replace("{% call met('groei') %}", "").replace(".{% endcall %} Erna", ". Erna")
STRAY = [
    (SPLIT, 3, "‘groei’ belongs to the part ‘groei’"),
    (TEXT.replace("Na het", "Zie {{ zie('zzp') }} na het"), 11, "‘zzp’ belongs to the part"),
    (TEXT.replace("blijft.\n", "blijft bij {{ getal('groei') }}.\n"), 16, "‘groei’ belongs"),
]


def page(text: Source, left_out: frozenset[str] = frozenset()) -> ChapterHtml:
    places = {"demo.zzp": Place("#fig-demo-zzp", "1.1", "figuur 1.1")}
    around = Surroundings(1, places, left_out=left_out)
    return render_chapter(text, parse(text), demo(), around)


def test_with_its_figures_a_part_is_as_any_text() -> None:
    assert check(source(TEXT), ALONE, parts=PARTS).findings == ()
    html = page(source(TEXT)).html
    assert "Een zin met" in html and "Toen was het" in html and "Een bevinding" in html
    assert NOTE not in html and "over meer regels" in html


def test_without_its_figures_a_note_stands_in_its_place() -> None:
    left = frozenset({"groei"})
    text = without(source(TEXT), left)
    names = replace(ALONE, numbers=frozenset(), figures=frozenset())
    assert check(text, names).findings == ()
    made = page(text, left)
    assert f"<p>{NOTE}</p>" in made.html and made.occurrences == ()
    assert "<p>Voor het deel.  Erna." in made.html and "Na het deel." in made.html
    assert "Toen was het" not in made.html and "Een zin met" not in made.html
    assert "een noot die blijft" in made.html.lower() and "over meer regels" not in made.html


def test_what_remains_keeps_its_place_in_the_file() -> None:
    text = without(source(TEXT), {"groei"})
    assert len(text.text) == len(TEXT)
    assert text.place(text.text.index("Na het deel.")) == source(TEXT).place(TEXT.index("Na het"))


@pytest.mark.parametrize(("text", "line", "problem"), STRAY)
def test_what_belongs_to_a_part_stands_inside_it(text: str, line: int, problem: str) -> None:
    findings = check(source(text), ALONE, parts=PARTS).findings
    assert [(f.line, problem in f.problem) for f in findings] == [(line, True)]
    assert "{% call met('groei') %}" in findings[0].todo


def test_a_part_has_its_paragraphs_once() -> None:
    none = TEXT.replace("{% call deel('groei', 'de groei') %}", "{% call met('groei') %}")
    (finding,) = check(source(none), ALONE, parts=PARTS).findings
    assert finding.problem == "The part ‘groei’ is declared and never used."
    twice = f"{TEXT}\n{{% call deel('groei', 'de groei') %}}\nNog eens.\n{{% endcall %}}\n"
    (finding,) = check(source(twice), ALONE, parts=PARTS).findings
    assert finding.problem == "The part ‘groei’ is placed twice."


@pytest.mark.parametrize(
    ("call", "problem"),
    [
        ("{% call deel('groei') %}x{% endcall %}", "takes a name and its subject"),
        ("{% call deel('groey', 'de groei') %}x{% endcall %}", "has no part ‘groey’"),
        ("{% call met('elders') %}x{% endcall %}", "has no part or chapter or part ‘elders’"),
        ("{% call deel('groei', 'de 3 groeiers') %}x{% endcall %}", "‘3’ is typed by hand"),
    ],
)
def test_a_block_that_is_wrong_is_told(call: str, problem: str) -> None:
    findings = check(source(f"{TEXT}\n{call}\n"), ALONE, parts=PARTS).findings
    assert any(problem in one.problem for one in findings)


def test_a_reference_to_what_is_not_there_says_so() -> None:
    text = source("# Titel\n\nDat staat in {{ zie('corona.klap') }} en {{ zie('krimp') }}.\n")
    names = replace(ALONE, incomplete=frozenset({"corona", "krimp"}), fixed=True)
    assert check(text, names, chapter=False).findings == ()
    made = page(text)
    assert "een onderdeel dat deze editie niet heeft" in made.html
    assert "een hoofdstuk dat deze editie niet heeft" in made.html
    assert {one.kind for one in made.occurrences} == {"ontbreekt"}
