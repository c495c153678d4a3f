"""Which Dutch words say a number."""

from __future__ import annotations

import pytest

from jaarbericht.compose.numberwords import WordKind, kind_of, number_words

SAYS = {
    WordKind.CARDINAL: (
        "nul één eén Twee drie acht twaalf achttien tweeëntwintig eenentwintig zesenzestig"
        " vijfhonderd honderdduizend duizend miljoen miljarden tientallen honderden tienduizenden"
        " tiental tweetal honderdtal dozijn driejarig vijfjarige tienjaars tweejaarlijkse"
        " tweepersoonsbedrijven"
    ),
    WordKind.ORDINAL: (
        "eerste tweede derde vierde achtste tiende twintigste eenendertigste honderdste"
    ),
    WordKind.FRACTION: (
        "half halve helft anderhalf anderhalve kwart driekwart eenderde tweederde tweeënhalf"
        " drieëneenhalf"
    ),
    WordKind.MULTIPLE: (
        "dubbel dubbele verdubbeld verdubbelde verdubbeling verdubbelt verdubbelden verdrievoudigd"
        " vertienvoudigde tweemaal viermaal drievoud gehalveerd halvering halveerde halveren"
    ),
}
SAYS_NOTHING = (
    "een eens eenmaal eenmalig eenvoudig eenvoud eenzijdig eenmanszaak eenmanszaken"
    " eenpersoonsbedrijf eenheid eenduidig enerzijds ene derden getal aantal achten achtten"
    " vieren elven kwartaal kwartalen halfjaar halfjaarlijks halverwege halfgeleiders aandacht"
    " achterstand tweedeling tweedehands vierkant meervoud veelvoud enkelvoud zevenblad laatste"
    " eerst allereerst nulmeting procent procentpunt dubbeltelling dubbeltellingen dubbeltje"
    " zesjescultuur tienermoeder elfstedentocht honden machtiging vijver driehoek eentonig"
    " verdeling tweedelijns minister miljonair duizelig"
)


@pytest.mark.parametrize(
    ("word", "kind"), [(word, kind) for kind, words in SAYS.items() for word in words.split()]
)
def test_number_words_are_recognised_with_their_kind(word: str, kind: WordKind) -> None:
    assert kind_of(word) is kind


@pytest.mark.parametrize("word", SAYS_NOTHING.split())
def test_words_that_only_look_like_numbers_are_left_alone(word: str) -> None:
    assert kind_of(word) is None


@pytest.mark.parametrize(
    "text",
    [
        "De commissie acht dit verstandig.",
        "Ondernemers moeten dat in acht nemen.",
        "Het kabinet acht het nodig.",
        "Sinds half november geldt een lockdown.",
    ],
)
def test_a_number_word_with_another_meaning_is_left_alone(text: str) -> None:
    assert not list(number_words(text))


@pytest.mark.parametrize("text", ["acht op de tien", "een half jaar", "acht bedrijven"])
def test_the_same_words_as_numbers_are_found(text: str) -> None:
    assert list(number_words(text))


def test_the_place_of_a_word_is_given() -> None:
    (found,) = number_words("In één-op-vele gesprekken")
    assert (found.word, found.start, found.end) == ("één", 3, 6)
