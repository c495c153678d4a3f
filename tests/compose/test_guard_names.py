"""The guard on names and on the shape of a text."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prose_examples import COMPLETE, NAMES, complete, source

from jaarbericht.compose.findings import ProseRejected, Source, reject
from jaarbericht.compose.functions import Names
from jaarbericht.compose.guard import check

CALLS = [
    ("{{ getl('groei') }}", "no function ‘getl’", "‘getal’"),
    ("{{ getal('groey') }}", "no number ‘groey’", "‘groei’"),
    ("{{ getal('stand') }}", "is a period", "periode('stand')"),
    ("{{ periode('koploper') }}", "is a label", "label('koploper')"),
    ("{{ getal() }}", "takes one name in quotes", "getal('x')"),
    ("{{ getal('groei', 'aantal') }}", "takes one name in quotes", "getal('x')"),
    ("{{ richting('groei', 'op') }}", "takes a name and three words in quotes", "richting"),
    ("{{ periode() }}", "takes one name or a name and a word in quotes", "periode('x')"),
    ("{{ periode('stand', 'week') }}", "none of lang, kort, jaar, maand", "periode"),
    ("{{ figuur('zzp') }}", "is a block", "{% call figuur"),
    ("{% call getal('groei') %}x{% endcall %}", "is not a block", "getal"),
    ("{{ zie('nergens') }}", "no place or figure or card or table ‘nergens’", "‘corona’"),
    ("{{ getal('') }}", "names nothing", "getal"),
]
MALFORMED = [
    ("{{ getal('groei' }}", "has a bracket too few"),
    ("{{ getal 'groei') }}", "has a bracket too few"),
    ("{{ getal('groei')", "‘{{’ is never closed: ‘{{ getal('groei')’"),
    ("{{ getal(‘groei’) }}", "The quote ‘ cannot"),
    ("{{ getal(“groei”) }}", "The quote “ cannot"),
    ("{{ getal('groei’) }}", "The quote ’ cannot"),
    ("{{ richting('groei', 'foto's', 'b', 'c') }}", "has a quote too few"),
    ("{{ getal('groei') %}", "‘{{’ is never closed"),
    ("{{ 12 }}", "not a call"),
    ("{{ 'drie' }}", "not a call"),
    ("{{ getal('groei') + 1 }}", "not a call"),
    ("{{ getal('groei')|upper }}", "not a call"),
    ("{{ getal(naam) }}", "not a call"),
    ("{{ getal('gro\\x65i') }}", "not a call"),
    ("{{ getal.__class__ }}", "not a call"),
    ("{{ }}", "not a call"),
    ("{% if x %}a{% endif %}", "not used in prose"),
    ("{% set x = 3 %}", "not used in prose"),
    ("{% include 'x' %}", "not used in prose"),
    ("{% include '/etc/passwd' %}", "not used in prose"),
    ("{% import 'x' as y %}", "not used in prose"),
    ("{% from 'x' import y %}", "not used in prose"),
    ("{% extends 'x' %}", "not used in prose"),
    ("{% for x in y %}a{% endfor %}", "not used in prose"),
    ("{% macro x() %}a{% endmacro %}", "not used in prose"),
    ("{% filter upper %}a{% endfilter %}", "not used in prose"),
    ("{{ ''.__class__ }}", "not a call"),
    ("{{ ''['__class__'] }}", "not a call"),
    ("{{ getal('groei').__class__ }}", "not a call"),
    ("{{ getal['__globals__'] }}", "not a call"),
    ("{{ getal('groei')() }}", "not a call"),
    ("{{ self }}", "not a call"),
    ("{{ getal(**x) }}", "not a call"),
    ("{% raw %}{{ 2021 }}{% endraw %}", "cannot be used"),
    ("{% endcall %}", "closes nothing"),
    ("{% call figuur('zzp') %}Titel", "never closed"),
    ("{# open", "‘{#’ is never closed"),
    ("{{ 'open }}", "has a quote too few"),
    ("{{ getal('groei') ? }}", "unreadable"),
    ("Dit }} blijft over", "‘}}’ closes nothing"),
    ("Tien %} meer", "‘%}’ closes nothing"),
]
STRUCTURE = [
    ("# Nog een titel", "second title"),
    ("## Kop\n\n#### Te diep", "level 4 after one of level 2"),
    ("Een <b>vet</b> woord", "HTML"),
    ("<!-- weg -->", "HTML"),
    ("![plaat](https://www.cbs.nl)", "image"),
    ("| a | b |\n|---|---|", "table in Markdown"),
    ("A&nbsp;b", "character code"),
    ("&#50;", "character code"),
    ("`code`", "back quote"),
    ("---", "ruled line"),
    ("[x](http://cbs.nl)", "something else than https"),
    ("[x](javascript:alert)", "something else than https"),
    ("[x]: https://cbs.nl", "link definition"),
    ("## Kop[^x]\n\nTekst.\n\n[^x]: noot", "footnote in a heading"),
    ("1) punt", "number with a bracket"),
    ("3. punt\n4. punt", "A list begins with 3"),
    ("1. punt\n\nTekst.\n\n2. punt", "A list begins with 2"),
    ("::: kader\ntekst\n:::", "Unknown box"),
    ("::: kern\ntekst", "never closed"),
    (":::", "Boxes begin"),
    ("Mark[^weg] zonder tekst", "has no text"),
    ("[^los]: tekst zonder mark", "used 0 times"),
    ("A[^x] b[^x]\n\n[^x]: tekst", "used 2 times"),
    ("Een \u202eomgekeerd woord", "invisible character (U+202E)"),
    ("Een \U000f0001 teken", "invisible character (U+F0001)"),
    ("Een\u200b spatie", "invisible character (U+200B)"),
    ("Midden {% call figuur('zzp') %}Titel{% endcall %}", "does not begin a line"),
    ("{% call figuur('zzp') %}Titel{% endcall %} erna", "Text after"),
    ("{% call figuur('zzp') %} {% endcall %}", "title is missing"),
    ("{% call figuur('zzp') %}a\n\nb{% endcall %}", "several paragraphs"),
]
LEFTOVERS = [
    ("Dit is **vet en blijft open", 8, "**"),
    ("Dit is _half", 8, "_"),
    ("Dit is ** vet ** niet", 8, "**"),
    ("Dit is ~~weg~~ hier", 8, "~~"),
    ("Dit is *schuin en **vet* samen", 19, "**"),
    ("**{{ getal('groei') }}** en *{{ getal('groei') }}", 29, "*"),
    ("##Kop", 1, "##"),
    ("Een [link](https://www.cbs.nl met", 10, "]("),
    ("Dat {{ richting('groei', '**steeg**', 'daalde', 'bleef') }} zo", 27, "**"),
]
WELL_MARKED = [
    "1. punt\n2. punt\n\n   nog iets\n3. punt",
    "Dit is **vet**, *schuin*, _schuin_ en ***allebei***.",
    "Het teken \\* staat er, en \\_dit\\_ ook.",
    "Het bestand ledger_van_alles staat erbij.",
    "**{{ getal('groei') }}** en *{{ kaal('groei') }}*.",
    "Een [*link*](https://www.cbs.nl/a_b_c) en <https://www.cbs.nl/x_y>.",
    "- **punt** dit\n- punt *dat\n  en wat*",
    "Woord[^a] hier.\n\n[^a]: Een **noot**.",
    "::: kern\n**Zo** is het.\n:::",
]


@pytest.mark.parametrize(("text", "column", "sign"), LEFTOVERS)
def test_a_sign_that_marks_nothing_is_found_where_it_stands(
    text: str, column: int, sign: str
) -> None:
    findings = check(complete(text), NAMES).findings
    assert any((f.column, f.problem[1 : len(sign) + 2]) == (column, f"{sign}’") for f in findings)


@pytest.mark.parametrize("text", WELL_MARKED)
def test_what_is_marked_well_passes(text: str) -> None:
    assert check(complete(text), NAMES).findings == ()


@pytest.mark.parametrize(("text", "problem", "remedy"), CALLS)
def test_a_wrong_call_is_named_with_its_remedy(text: str, problem: str, remedy: str) -> None:
    findings = check(complete(text), NAMES).findings
    assert any(problem in f.problem and remedy in f.todo for f in findings), findings


@pytest.mark.parametrize(("text", "problem"), MALFORMED)
def test_malformed_jinja_is_a_finding(text: str, problem: str) -> None:
    findings = check(complete(text), NAMES).findings
    assert any(problem in finding.problem for finding in findings), findings


@pytest.mark.parametrize(("text", "problem"), STRUCTURE)
def test_markdown_that_the_report_does_not_use_is_a_finding(text: str, problem: str) -> None:
    findings = check(complete(text), NAMES).findings
    assert any(problem in finding.problem for finding in findings), findings


def test_the_column_of_a_wrong_name_is_that_of_its_quote() -> None:
    findings = check(complete("Het is {{ getal('groey') }}."), NAMES).findings
    assert [finding.column for finding in findings] == [17]


def test_a_complete_text_passes() -> None:
    assert check(source(COMPLETE), NAMES).findings == ()


def test_a_text_without_title_is_a_finding() -> None:
    findings = check(source(COMPLETE.replace("# Titel", "Aanloop")), NAMES).findings
    assert any("title" in finding.problem for finding in findings)


@pytest.mark.parametrize(
    ("gone", "kind"),
    [
        ("{{ getal('groei') }}", "number ‘groei’"),
        ("{{ periode('stand') }}", "period ‘stand’"),
        ("{{ label('koploper') }}", "label ‘koploper’"),
        ("{% call figuur('zzp') %}Een bevinding{% endcall %}", "figure ‘zzp’"),
        ("{% call tabel('omvang') %}Nog een bevinding{% endcall %}", "table ‘omvang’"),
    ],
)
def test_a_name_that_is_never_used_is_a_finding(gone: str, kind: str) -> None:
    (finding,) = check(source(COMPLETE.replace(gone, "")), NAMES).findings
    assert kind in finding.problem and "./jaarbericht names demo" in finding.todo
    assert "ask a programmer to take it out of scripts/chapters/demo.py" in finding.todo


def test_a_reference_does_not_place_a_figure() -> None:
    text = COMPLETE.replace(
        "{% call figuur('zzp') %}Een bevinding{% endcall %}", "{{ zie('zzp') }}"
    )
    (finding,) = check(source(text), NAMES).findings
    assert "figure ‘zzp’ is declared" in finding.problem


def test_the_period_of_a_number_does_not_use_the_number() -> None:
    text = COMPLETE.replace("{{ getal('groei') }}", "{{ periode('groei') }}")
    (finding,) = check(source(text), NAMES).findings
    assert "number ‘groei’" in finding.problem


def test_a_figure_that_is_placed_twice_is_a_finding() -> None:
    (finding,) = check(complete("{% call figuur('zzp') %}Weer{% endcall %}"), NAMES).findings
    assert "placed twice" in finding.problem


def test_all_findings_come_at_once_on_one_screen() -> None:
    findings = check(complete("In 2020.\n\n" * 40), NAMES).findings
    with pytest.raises(ProseRejected) as caught:
        reject(findings)
    message = str(caught.value)
    assert "40 finding(s)" in message and "and 28 more" in message
    assert len(message.splitlines()) < 40


def test_no_findings_raise_nothing() -> None:
    reject([])


@given(st.text(alphabet="ab1 {}%#'()[]^:*_\n<>&é\u202e", max_size=60))
def test_no_text_breaks_the_guard(text: str) -> None:
    check(source(text), NAMES)


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_digit_is_always_found(before: str, after: str) -> None:
    body = re.sub(r"[{}\[\]<>\n\r]", "", f"{before}7{after}")
    assert check(source(f"# Titel\n\nWoord {body}"), NAMES).findings


FIXED = Names("colofon", places=frozenset({"verantwoording"}), fixed=True)


@pytest.mark.parametrize(
    ("call", "problem", "todo"),
    [
        ("{{ editie('jaren') }}", "colofon.md has no fact of the edition ‘jaren’", "‘jaar’."),
        ("{{ zie('nergens') }}", "has no place or figure or card or table", "‘verantwoording’."),
        ("{{ getal('groei') }}", "has no number ‘groei’", "belongs to no chapter"),
    ],
)
def test_a_text_without_a_chapter_is_not_sent_to_code(call: str, problem: str, todo: str) -> None:
    (finding,) = check(Source("report/colofon.md", f"# Colofon\n\n{call}\n"), FIXED).findings
    assert problem in finding.problem
    assert todo in finding.todo and ".py" not in finding.todo and "names" not in finding.todo


@pytest.mark.parametrize(
    ("broken", "column"),
    [
        ("Er zijn {{ getal('groei') bedrijven", 9),
        ("Er zijn {{ getal('groei' }} bedrijven", 9),
        ("Er zijn {{ getal(‘groei’) }} bedrijven", 18),
        ("Er zijn {{ getal('groei) }} bedrijven", 9),
    ],
)
def test_what_cannot_be_read_is_found_where_it_stands(broken: str, column: int) -> None:
    text = COMPLETE.replace("# Titel", f"# Titel\n\n{broken}.\n\nEn {{{{ rang('plek') }}}} meer.")
    (finding,) = check(source(text), NAMES).findings
    assert (finding.line, finding.column) == (3, column)


def test_each_call_that_cannot_be_read_is_found() -> None:
    text = complete("{{ getal('groei' }} en {{ kaal(‘groei’) }} en {{ rang('plek') }}")
    assert len(check(text, NAMES).findings) == 2


def test_signs_inside_a_comment_mean_nothing() -> None:
    assert check(complete("{# oud: {{ getal('groei' #}"), NAMES).findings == ()


def test_an_empty_text_is_one_finding() -> None:
    for text in ("", "\n \n"):
        verdict = check(source(text), NAMES)
        assert [one.problem for one in verdict.findings] == ["This text is empty."]
        assert not verdict.read


def test_what_cannot_be_read_comes_first() -> None:
    broken = check(source("# Titel\n\n{{ getal('groei'"), NAMES)
    other = Source("report/allowlist.yaml", "x").finding(0, "‘x’ allows nothing.", "Remove it.")
    with pytest.raises(ProseRejected) as caught:
        reject([other, *broken.findings])
    assert "never closed" in str(caught.value).splitlines()[1]
    assert not broken.read


SOURCES = {"aantal": ("Instituut, Rapport, 2020",), "deel": ("Ministerie, Brief, 2021",)}
CITED = replace(NAMES, cited=SOURCES)


def told(extra: str) -> list[str]:
    return [one.problem for one in check(complete(extra), CITED).findings]


def test_a_number_out_of_a_publication_needs_a_footnote() -> None:
    assert told("{{ bron('aantal') }}{{ bron('deel') }}") == []
    (missing,) = told("{{ bron('aantal') }}")
    assert "‘deel’" in missing and "Ministerie, Brief, 2021" in missing


def test_one_footnote_tells_the_source_of_all_numbers_that_share_it() -> None:
    both = replace(CITED, cited=dict.fromkeys(("aantal", "deel"), ("Instituut, Rapport, 2020",)))
    assert check(complete("{{ bron('aantal') }}"), both).findings == ()


def test_a_footnote_of_a_number_out_of_tables_is_refused() -> None:
    (one,) = check(complete("{{ bron('groei') }}"), NAMES).findings
    assert "rests on tables of CBS" in one.problem
