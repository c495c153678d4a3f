"""Rendering a chapter: what each function prints, where it links, and what cannot get through."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from jinja2 import TemplateError
from prose_examples import demo, number, rendered

from jaarbericht.cbs.cells import Status
from jaarbericht.cbs.periods import parse_period
from jaarbericht.compose.findings import ProseRejected
from jaarbericht.compose.markup import text_of
from jaarbericht.compose.syntax import environment

SENTENCES = [
    ("Het is {{ getal('groei') }}.", "Het is −3,7 procent*."),
    ("Er zijn {{ getal('aantal') }} bedrijven.", "Er zijn 1,8 miljoen bedrijven."),
    ("Er zijn {{ ongeveer('aantal') }} bedrijven.", "Er zijn ruim 1,8 miljoen bedrijven."),
    ("Er zijn {{ kaal('aantal') }} mln.", "Er zijn 1,8 mln."),
    ("Dat is {{ breuk('deel') }} van alles.", "Dat is twee derde van alles."),
    ("Dat is {{ op_de('deel') }}.", "Dat is twee op de drie."),
    ("Dat is {{ keer('factor') }} zo veel.", "Dat is twee keer zo veel."),
    ("Het is {{ verveelvoudigd('factor') }}.", "Het is verdubbeld."),
    ("Op de {{ rang('plek') }} plaats.", "Op de derde plaats."),
    ("Ze {{ richting('groei', 'steeg', 'daalde', 'bleef') }}.", "Ze daalde."),
    ("Dat is {{ meer_minder('groei') }} dan toen.", "Dat is minder dan toen."),
    ("Sinds {{ periode('stand') }}.", "Sinds het derde kwartaal van 2021."),
    ("Sinds {{ periode('stand', 'jaar') }}.", "Sinds 2021."),
    ("Sinds {{ periode('groei', 'kort') }}.", "Sinds 3e kw. 2021."),
    ("Sinds {{ vorige_periode('groei', 'jaar') }}.", "Sinds 2020."),
    ("In {{ label('koploper') }} meer.", "In Zuid-Holland meer."),
    ("Editie {{ editie('jaar') }}, peildatum {{ editie('peildatum') }}.",
     "Editie 2021, peildatum 18 november 2021."),
    ("Zie {{ zie('demo') }} en de {{ zie('verantwoording') }}.",
     "Zie hoofdstuk 2 en de verantwoording."),
    ("De zzp'er zei \"ja\".", "De zzp’er zei “ja”."),
]  # fmt: skip


def words(text: str) -> str:
    """The words of the only paragraph that a text gives."""
    return text_of(rendered(f"# T\n\n{text}").html).replace("\u00a0", " ").strip()


def test_a_name_for_several_periods_prints_them_all() -> None:
    months = tuple(parse_period(code) for code in ("2020MM04", "2020MM05"))
    page = rendered("# T\n\nIn {{ periode('stand') }}.", replace(demo(), periods={"stand": months}))
    assert text_of(page.html).strip() == "In april en mei 2020."
    assert page.occurrences[0].period == "2020MM04+2020MM05"


@pytest.mark.parametrize(("text", "printed"), SENTENCES)
def test_each_function_prints_its_words(text: str, printed: str) -> None:
    assert words(text) == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Het {{ richting('groei', 'steeg', 'daalde', 'bleef gelijk') }} met {{ getal('groei') }}.",
         "Het daalde met 3,7 procent*."),
        ("{{ getal('groei') }} {{ meer_minder('groei') }} dan toen.",
         "3,7 procent* minder dan toen."),
        ("Het {{ richting('groei', 'steeg', 'daalde', 'bleef') }}. Het was {{ getal('groei') }}.",
         "Het daalde. Het was −3,7 procent*."),
        ("Het {{ richting('groei', 'steeg', 'daalde', 'bleef') }}, met t.o.v. toen"
         " {{ getal('groei') }}.", "Het daalde, met t.o.v. toen 3,7 procent*."),
        ("Het saldo is {{ getal('saldo') }}: meer"
         " {{ richting('saldo', 'optimisten', 'pessimisten', 'niets') }}.",
         "Het saldo is −25: meer pessimisten."),
    ],
)  # fmt: skip
def test_a_sentence_that_says_the_direction_prints_no_sign(text: str, printed: str) -> None:
    assert words(text) == printed


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("{{ ongeveer('aantal') }} bedrijven.", "Ruim 1,8"),
        ("*{{ ongeveer('aantal') }}* bedrijven.", "Ruim 1,8"),
        ("> {{ breuk('deel') }} doet mee.", "Twee derde"),
        ("- {{ breuk('deel') }} doet mee.", "Twee derde"),
    ],
)
def test_the_first_word_of_a_block_has_a_capital(text: str, begins: str) -> None:
    assert words(text).startswith(begins)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Zo is het. {{ breuk('deel') }}", "Twee derde"),
        ("Zo is het!\n{{ breuk('deel') }}", "Twee derde"),
        ("Dat is ca. {{ breuk('deel') }}", "ca. twee derde"),
        ("Dat is o.a. {{ breuk('deel') }}", "o.a. twee derde"),
        ("Dit geldt: {{ breuk('deel') }}", ": twee derde"),
        ("In {{ periode('stand') }}", "In het derde kwartaal van 2021"),
    ],
)
def test_capitals_inside_a_block_follow_the_sentence(text: str, ends: str) -> None:
    assert words(text).endswith(ends)


def test_a_number_links_to_its_entry_and_carries_its_mark() -> None:
    html = rendered("# T\n\nMet {{ getal('groei') }}.").html
    assert '<a class="getal" id="p-n0011" href="#v-demo.groei">−3,7\u00a0procent</a>' in html
    assert '</a><sup class="status">*</sup>.' in html


def test_an_unknown_status_prints_no_mark() -> None:
    data = demo(groei=number("groei", "3", "procent", Status.ONBEKEND, word="procent"))
    assert "status" not in rendered("# T\n\n{{ getal('groei') }}", data).html


def test_occurrences_tell_what_was_printed_where() -> None:
    chapter = rendered("# T\n\nMet {{ getal('groei') }},\n{{ zie('demo') }}.")
    one, two = chapter.occurrences
    assert (one.id, one.sequence, one.line, one.kind) == ("n0011", 11, 3, "getal")
    assert (one.quantity, one.text) == ("demo.groei", "−3,7\u00a0procent")
    assert one.form and one.form["decimals"] == 1
    assert (two.id, two.kind, two.quantity, two.form) == ("n0012", "verwijzing", "", None)


def test_a_number_without_its_sign_is_recorded_as_such() -> None:
    text = "# T\n\nHet {{ richting('groei', 'steeg', 'daalde', 'x') }} met {{ getal('groei') }}."
    assert [one.kind for one in rendered(text).occurrences] == ["richting", "omvang"]


def test_every_occurrence_is_an_anchor_on_the_page() -> None:
    chapter = rendered("# T {{ getal('groei') }}\n\n## K {{ kaal('groei') }}\n\n{{ rang('plek') }}")
    anchors = re.findall(r'id="p-(n\d+)"', chapter.title_html + chapter.html)
    assert anchors == [one.id for one in chapter.occurrences]


def test_sections_are_numbered_and_listed() -> None:
    chapter = rendered("# Titel\n\n## Eén\n\n### Dieper\n\n## Twee & drie")
    listed = [(one.level, one.number, one.id, one.text) for one in chapter.sections]
    assert listed == [
        (2, "2.1", "h-demo-1", "Eén"), (3, "", "h-demo-2", "Dieper"),
        (2, "2.2", "h-demo-3", "Twee & drie"),
    ]  # fmt: skip
    assert chapter.title == "Titel" and "<h1" not in chapter.html
    assert '<h2 id="h-demo-3"><span class="nr">2.2</span> Twee &amp; drie</h2>' in chapter.html


def test_a_figure_stands_in_place_with_number_title_and_source() -> None:
    chapter = rendered(
        "# T\n\nZie {{ zie('zzp') }}.\n\n{% call figuur('zzp') %}\nHet *{{ breuk('deel') }}*\n"
        "{% endcall %}\n\nEn {{ zie('omvang') }}.\n\n{% call tabel('omvang') %}Tabel{% endcall %}\n"
    )
    assert '<a class="zie" id="p-n0011" href="#fig-demo-zzp">figuur\u00a02.1</a>' in chapter.html
    assert '<a class="zie" id="p-n0014" href="#tab-demo-omvang">tabel\u00a02.1</a>' in chapter.html
    assert '<figure class="figuur" id="fig-demo-zzp">' in chapter.html
    assert 'alt="Lijn &amp; zo"' in chapter.html and "<p><figure" not in chapter.html
    assert chapter.captions == {"zzp": "Het twee derde", "omvang": "Tabel"}


def test_a_footnote_stands_at_its_mark() -> None:
    html = rendered("# T\n\nWoord[^a] verder.\n\n[^a]: Noot met *{{ getal('plek') }}*.").html
    assert '<p>Woord<span class="fn">Noot met <em><a' in html
    assert html.count("<p>") == 1


def test_a_box_for_the_finding() -> None:
    html = rendered("# T\n\n::: kern\nZo is het.\n:::").html
    assert html == '<aside class="kern">\n<p>Zo is het.</p>\n</aside>\n'


@pytest.mark.parametrize(
    ("name", "leaks"),
    [
        ("<script>alert(1)</script>", "<script"),
        ('"><img src=x>', "<img"),
        ("{{ getal('groei') }}", "−3,7"),
        ("{% raw %}", "{% raw %}x"),
        ("*vet* [x](https://x.nl) ![y](z)", "<em>"),
        ("\u202eomgekeerd\u200f", "\u202e"),
        ("\U000f0000\U000f0001", "\U000f0000"),
        ("a\x00b\x1b[31m", "\x1b"),
        ("`x` ::: kern", "<aside"),
        ("&lt;b&gt;", "&lt;b&gt;"),
    ],
)
def test_text_from_the_data_cannot_become_markup(name: str, leaks: str) -> None:
    data = demo()
    label = replace(data.labels["koploper"], text=name)
    figure = dict(data.figures["zzp"]) | dict.fromkeys(("alt", "source_line", "unit"), name)
    figure["notes"] = [name]
    hostile = replace(data, labels={"koploper": label}, figures={"zzp": figure})
    text = "# T\n\nIn {{ label('koploper') }}.\n\n{% call figuur('zzp') %}F{% endcall %}\n"
    html = rendered(text, hostile).html
    html = html.replace('<img src="figuren/demo-zzp.svg"', "")
    assert leaks not in html


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{{ breuk('aantal') }}", "is no part of a whole"),
        ("{{ keer('aantal') }}", "is no ratio"),
        ("{{ rang('aantal') }}", "is no place in an order"),
        ("{{ verveelvoudigd('aantal') }}", "is no ratio"),
        ("{{ richting('aantal', 'steeg', 'daalde', 'bleef') }}", "is no change"),
        ("{{ meer_minder('deel') }}", "is no change"),
        ("{{ periode('stand', 'maand') }}", "cannot be written"),
    ],
)
def test_a_number_that_cannot_be_said_so_is_a_finding(text: str, problem: str) -> None:
    with pytest.raises(ProseRejected, match=problem) as caught:
        rendered(f"# T\n\nDat is {text}.")
    assert "demo.md:3:8" in str(caught.value)


def test_a_call_inside_an_address_is_a_finding() -> None:
    with pytest.raises(ProseRejected, match="stands where no text can stand"):
        rendered("# T\n\n[x](https://x.nl/{{ getal('groei') }})")


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ getal.__globals__ }}",
        "{{ getal('x').__class__.__init__.__globals__ }}",
        "{% include '/etc/passwd' %}",
        "{% import 'x' as y %}",
        "{{ cycler }}",
        "{{ range(9) }}",
        "{{ lipsum() }}",
        "{{ self.__init__ }}",
        "{{ ''|attr('__class__') }}",
        "{{ '{0.__class__.__mro__}'.format('') }}",
    ],
)
def test_even_without_the_guard_a_text_reaches_no_python(text: str) -> None:
    def getal(name: str) -> str:
        return name

    with pytest.raises((TemplateError, TypeError)):
        environment().from_string(text).render({"getal": getal})
