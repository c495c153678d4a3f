"""Terms: found in the running text at their first use, linked there, with the way back."""

from __future__ import annotations

from pathlib import Path

import pytest

from jaarbericht.compose.glossary import (
    SHAPE,
    Term,
    TextPlace,
    Use,
    check_terms,
    glossary_page,
    glossary_record,
    link_terms,
    read_glossary,
)
from jaarbericht.compose.passages import passages
from jaarbericht.compose.records import RecordsInvalid, parse_records


def term(name: str, *forms: str, definition: str = "Een omschrijving.") -> Term:
    text = f"- term: {name}\n  definition: {definition}\n  source: CBS\n"
    (record,) = parse_records(text, "report/glossary.yaml", SHAPE)
    return Term(name.lower(), name, (name, *forms), definition, "CBS", record)


BAAN, MKB = term("baan", "banen"), term("mkb")
PLACES = (
    TextPlace("voorwerk", "Over dit rapport"), TextPlace("werk", "1"), TextPlace("corona", "2"),
)  # fmt: skip


def test_a_term_is_linked_at_its_first_use_only() -> None:
    html, uses = link_terms("<p>Banen en een baan.</p><p>Nog een baan.</p>", "werk", [BAAN])
    assert html == (
        '<p><a class="begrip" id="b-werk-baan" href="#begrip-baan">Banen</a> en een baan.</p>'
        "<p>Nog een baan.</p>"
    )
    assert uses == (Use("baan", "werk", "b-werk-baan", linked=True),)


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Banen</h2>",
        "<figure><p>Banen</p></figure>",
        "<table><tr><td>Banen</td></tr></table>",
        '<p>x<span class="fn">Een noot over banen.</span></p>',
        '<p><a class="zie" href="#x">banen</a></p>',
        "<p>uitzendbanen en banenplan, de banen-top</p>",
        '<p><img alt="banen" /></p>',
    ],
)
def test_headings_figures_notes_links_and_parts_of_words_are_left_alone(html: str) -> None:
    assert link_terms(html, "werk", [BAAN]) == (html, ())


def test_a_list_and_the_text_after_a_footnote_are_running_text() -> None:
    html, _ = link_terms('<ul><li>x<span class="fn">banen</span> banen</li></ul>', "werk", [BAAN])
    assert html.count("begrip-baan") == 1 and html.endswith("banen</a></li></ul>")


def test_the_longest_form_that_stands_there_is_meant() -> None:
    draft, later = term("voorlopig"), term("nader voorlopig")
    html, uses = link_terms("<p>nader\nvoorlopig, nader voorlopig</p>", "werk", [draft, later])
    assert [use.term for use in uses] == ["nader voorlopig"]
    assert html.count("<a ") == 1


def test_apostrophes_of_both_kinds_are_the_same() -> None:
    _, uses = link_terms("<p>De zzp’er en zzp’ers.</p>", "werk", [term("zzp'er", "zzp'ers")])
    assert len(uses) == 1
    assert link_terms("<p>Een zzp’er.</p>", "werk", [term("zzp")])[1] == ()


def test_a_term_inside_a_number_leads_back_and_is_no_second_link() -> None:
    html = '<p><a class="getal" id="p-n0001" href="#v-x">3 banen</a></p>'
    assert link_terms(html, "werk", [BAAN]) == (html, (Use("baan", "werk", "p-n0001", False),))


def test_only_terms_that_are_used_are_listed_with_the_way_back() -> None:
    names = ("corona", "voorwerk", "werk")
    uses = tuple(Use("baan", name, f"b-{name}-baan", linked=True) for name in names)
    page = glossary_page([BAAN, MKB], uses, PLACES)
    assert '<dt id="begrip-baan">baan</dt>' in page.html and "mkb" not in page.html
    assert (
        'Gebruikt in <a href="#b-voorwerk-baan">Over dit rapport</a>,'
        ' hoofdstuk <a href="#b-werk-baan">1</a>, <a href="#b-corona-baan">2</a>.'
    ) in page.html
    texts = [one.text for one in passages("begrippen", page.html)]
    assert texts[1] == (
        "Een omschrijving. Omschrijving: CBS. Gebruikt in Over dit rapport, hoofdstuk 1, 2."
    )
    (told,) = glossary_record([BAAN, MKB], uses, PLACES)
    assert told["anchor"] == "begrip-baan" and told["definition"] == "Een omschrijving."


def test_an_edition_that_uses_no_term_has_no_list() -> None:
    assert "<dl" not in glossary_page([BAAN], (), PLACES).html


def test_a_number_in_a_definition_needs_a_reason() -> None:
    findings, _ = check_terms([term("mkb", definition="Minder dan 250 mensen.")], [])
    assert [one.problem for one in findings] == ["‘250’ is typed by hand."]
    assert findings[0].file == "report/glossary.yaml" and findings[0].line == 1


def test_a_definition_calls_no_function() -> None:
    findings, _ = check_terms([term("mkb", definition="\"{{ editie('jaar') }}\"")], [])
    assert any("calls a function" in one.problem for one in findings)


def test_a_form_belongs_to_one_term(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    entry = "  definition: x\n  source: CBS\n  forms: [banen]\n"
    path.write_text(f"- term: baan\n{entry}- term: werk\n{entry}", "utf-8")
    with pytest.raises(RecordsInvalid) as caught:
        read_glossary(path, "report/glossary.yaml")
    assert caught.value.where == "report/glossary.yaml:5"
    assert "‘banen’ is already a form" in caught.value.what
