"""The guard on what is typed: numbers, rounding words, direction words."""

from __future__ import annotations

from pathlib import Path

import pytest
from prose_examples import COMPLETE, NAMES, complete, source

from jaarbericht.compose.allowlist import parse_allowlist, read_allowlist
from jaarbericht.compose.guard import check
from jaarbericht.files import FileProblem

REFUSED = [
    "In 2021 kwam dat.",
    "Het waren 1.234 bedrijven.",
    "Een stijging met 12,3%.",
    "In 2021KW3 was dat zo.",
    "Tussen 2007–2021 groeide alles.",
    "De helft van de bedrijven.",
    "Bijna een derde deel.",
    "Eén op de vele bedrijven.",
    "Het aantal is verdubbeld.",
    "Voor de eerste keer.",
    "In het derde kwartaal.",
    "Tientallen bedrijven stopten.",
    "Twee-op-drie bedrijven.",
    "Het gaat om twintig bedrijven.",
    "Een oppervlakte van m² groot.",
    "Ongeveer ½ van de bedrijven.",
    "In ２０２１ was dat zo.",
    "Het waren ①.",
    "De tw*ee* kampen.",
    "De twee\u00adhonderd bedrijven.",
    "Zie figuur 1.2 hierna.",
    "Er waren vijf\\honderd.",
    "Ook in [de eerste golf](https://www.cbs.nl).",
    "Zo'n {{ getal('aantal') }}0 bedrijven.",
    "Dat is {{ getal('aantal') }} miljoen.",
    "- 2020 was een slecht jaar.",
    "**3** bedrijven.",
    "e\u0301e\u0301n bedrijf.",
]
ACCEPTED = [
    "Een ondernemer heeft een bedrijf en eenmaal een collega.",
    "Het ene bedrijf groeit, het andere niet; beide bestaan.",
    "De zzp'ers, eenmanszaken en andere eenpersoonsbedrijven groeiden mee.",
    "In het kwartaal daarvoor was dat halverwege de crisis anders.",
    "Leveranciers en andere derden profiteerden.",
    "Dat is eenvoudig: meer bedrijven, minder banen.",
    "1. Ten opzichte van een jaar eerder.\n2. Nog een punt.",
    "Voor het eerst sinds {{ periode('stand') }}.",
    "Met een voetnoot.[^1]\n\n[^1]: Uitleg in woorden.",
    "Zie [de toelichting](https://www.cbs.nl/nl-nl/cijfers/detail/81589NED).",
    "Zie <https://opendata.cbs.nl/2021>.",
    "{# Hier stond 2020. #}Niets aan de hand.",
    "In {{ periode('stand', 'jaar') }} was het aantal {{ getal('aantal') }}.",
    "Het mkb telt veel, maar niet alle bedrijven; procenten zeggen weinig.",
    "De commissie acht dat van belang voor het laatste kwartaal.",
    "Meer dan de groei telt de richting.",
    "Het aantal daalde in {{ periode('stand') }}.",
    "Dat is {{ getal('aantal') }} of meer.",
    "Er kwamen {{ getal('aantal') }} bij, en minder bedrijven stopten.",
    "Het nam {{ getal('aantal') }} bedrijven mee.",
    "Na de daling volgde herstel.",
    "De economische groei van {{ getal('groei') }} viel op.",
    "Het {{ richting('groei', 'steeg', 'daalde', 'bleef gelijk') }} met {{ getal('groei') }}.",
    "{{ getal('aantal') }} {{ meer_minder('groei') }} dan een jaar eerder.",
]
DEPENDENT = [
    ("ruim {{ getal('aantal') }}", "‘ruim’"),
    ("bijna de {{ breuk('deel') }}", "‘bijna’"),
    ("zo'n {{ kaal('aantal') }}", "‘zo'n’"),
    ("meer dan {{ getal('aantal') }}", "‘meer dan’"),
    ("circa {{ ongeveer('aantal') }}", "‘circa’"),
    ("Het steeg met {{ getal('groei') }}.", "‘steeg’"),
    ("Het daalde opnieuw licht naar {{ getal('deel') }}.", "‘daalde’"),
    ("Het steeg in {{ periode('stand') }} met {{ getal('groei') }}.", "‘steeg’"),
    ("Het nam met {{ getal('groei') }} toe.", "‘nam’"),
    ("Dat is {{ getal('groei') }} hoger dan toen.", "‘hoger’"),
    ("Dat zijn {{ getal('aantal') }} bedrijven minder dan toen.", "‘minder’"),
    ("doordat het met {{ getal('groei') }} afnam", "‘afnam’"),
]


@pytest.mark.parametrize("text", REFUSED)
def test_a_number_typed_by_hand_is_refused(text: str) -> None:
    findings = check(complete(text), NAMES).findings
    assert any("typed by hand" in finding.problem for finding in findings)


@pytest.mark.parametrize("text", ACCEPTED)
def test_ordinary_dutch_passes(text: str) -> None:
    assert check(complete(text), NAMES).findings == ()


@pytest.mark.parametrize(("text", "word"), DEPENDENT)
def test_a_word_that_depends_on_the_figures_is_not_typed(text: str, word: str) -> None:
    problems = [finding.problem for finding in check(complete(text), NAMES).findings]
    assert any(word in problem for problem in problems), problems


def test_the_place_and_the_remedy_are_exact() -> None:
    text = COMPLETE + "\nDe stand van\n**2021** was goed.\n"
    (finding,) = check(source(text), NAMES).findings
    line = text.splitlines().index("**2021** was goed.") + 1
    assert (finding.file, finding.line, finding.column) == ("report/chapters/demo.md", line, 3)
    assert "periode('…', 'jaar')" in finding.todo


def test_titles_of_figures_are_read_too() -> None:
    text = COMPLETE.replace("Een bevinding", "In 2021 groeide alles")
    (finding,) = check(source(text), NAMES).findings
    assert "‘2021’" in finding.problem


def test_words_given_to_a_function_say_no_numbers() -> None:
    text = "{{ richting('groei', 'verdubbeld', 'met 5 gedaald', 'gelijk') }}"
    problems = {finding.problem for finding in check(complete(text), NAMES).findings}
    assert len(problems) == 2


def test_an_allowed_name_passes_and_counts_as_used() -> None:
    allowed = parse_allowlist("- {text: covid-19, reason: naam van de ziekte}", "allow.yaml")
    verdict = check(complete("Door covid-19 en *covid-19*-maatregelen."), NAMES, allowed.entries)
    assert verdict.findings == ()
    assert verdict.used == frozenset(allowed.entries)


def test_an_allowance_covers_only_its_own_number() -> None:
    allowed = parse_allowlist("- {text: covid-19, reason: naam van de ziekte}", "allow.yaml")
    findings = check(complete("Na 2020–covid-19 kwam herstel."), NAMES, allowed.entries).findings
    assert len(findings) == 1


def test_an_allowance_for_another_chapter_is_not_used() -> None:
    allowed = parse_allowlist("- {text: covid-19, reason: naam, chapter: corona}", "allow.yaml")
    verdict = check(complete("Door covid-19."), NAMES, allowed.for_chapter("demo"))
    assert len(verdict.findings) == 1


@pytest.mark.parametrize(
    ("yaml", "problem"),
    [
        ("- {text: covid-19}", "no reason"),
        ("- {text: covid-19, reason: ''}", "must be a text"),
        ("- {text: 2021, reason: jaar}", "must be a text"),
        ("- {text: '2021', reason: jaar}", "bare numbers"),
        ("- {text: helft, reason: woord}", "bare numbers"),
        ("- {pattern: '\\d+', reason: alles}", "bare numbers"),
        ("- {pattern: '.*', reason: alles}", "bare numbers"),
        ("- {pattern: '(', reason: kapot}", "no regular expression"),
        ("- {text: a, pattern: b, reason: c}", "either text or pattern"),
        ("- {tekst: a, reason: c}", "other keys"),
        ("- [", "Unreadable YAML"),
        ("text: a", "not a list"),
    ],
)
def test_a_faulty_allowlist_is_a_finding(yaml: str, problem: str) -> None:
    (finding,) = parse_allowlist(yaml, "allow.yaml").findings
    assert problem in finding.problem and finding.line == 1


def test_an_entry_that_allows_nothing_is_a_finding() -> None:
    allowed = parse_allowlist("- {text: covid-19, reason: naam}", "allow.yaml")
    (finding,) = allowed.unused(frozenset(), ["demo"])
    assert "allows nothing" in finding.problem


def test_entries_are_not_blamed_for_a_text_that_was_not_read() -> None:
    allowed = parse_allowlist(
        "- {text: covid-19, reason: naam, chapter: demo}\n- {text: A4, reason: maat}", "allow.yaml"
    )
    assert [*allowed.unused(frozenset(), ["corona"], every=False)] == []
    assert len([*allowed.unused(frozenset(), ["corona"])]) == 1


def test_a_list_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match=r"allowlist\.yaml: No such file") as caught:
        read_allowlist(tmp_path / "allowlist.yaml", "report/allowlist.yaml")
    assert caught.value.where == "report/allowlist.yaml"


def test_an_empty_allowlist_allows_nothing() -> None:
    assert parse_allowlist("# nothing yet\n", "allow.yaml").entries == ()


def test_the_word_for_more_comes_first_unless_the_sentence_looks_back() -> None:
    call = "{{ richting('groei', 'lager', 'hoger', 'gelijk') }}"
    problems = check(complete(f"Het was {call}."), NAMES).findings
    assert [one.problem for one in problems] == ["‘lager’ would be said of more, ‘hoger’ of less."]
    assert check(complete(f"Een jaar eerder was het {call}."), NAMES).findings == ()
