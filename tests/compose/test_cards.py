"""Cards with a key figure: four lines, a small drawing, and their place beside each other."""

from __future__ import annotations

from dataclasses import replace

from prose_examples import NAMES, complete, demo, rendered, source

from jaarbericht.compose.guard import check
from jaarbericht.compose.passages import passages

CARD = """{% call kaart('zzp') %}
Bedrijven
{{ getal('aantal') }}
{{ periode('stand') }}
{{ getal('groei') }} {{ meer_minder('groei') }} dan toen
{% endcall %}"""
WITH_CARD = replace(NAMES, cards=frozenset({"lijntje"}))


def test_a_card_has_a_name_a_number_a_period_and_a_change() -> None:
    page = rendered(f"# T\n\n{CARD}\n")
    found = [(one.kind, one.text) for one in passages("demo", page.html)]
    assert found[:4] == [
        ("caption", "Figuur\u00a02.1 Bedrijven"),
        ("card", "1,8\u00a0miljoen"),
        ("card", "Het derde kwartaal van 2021"),
        ("card", "3,7\u00a0procent* minder dan toen"),
    ]
    assert page.captions == {"zzp": "Bedrijven"}
    assert 'alt="Lijn &amp; zo"' in page.html and "Bron: CBS" in page.html


def test_cards_that_follow_each_other_stand_together() -> None:
    other = CARD.replace("Bedrijven", "Nog een")
    html = rendered(f"# T\n\n{CARD}\n\n{other}\n\nTekst.\n\n{CARD}\n", demo()).html
    assert html.count('<div class="kaarten">') == 2
    assert html.index("Nog een") < html.index("</div>") < html.index("Tekst.")


def test_a_card_with_other_lines_is_told() -> None:
    for lines in ("Bedrijven", "Bedrijven\n{{ getal('aantal') }}\n{{ periode('stand') }}"):
        text = f"# T\n\n{{% call kaart('lijntje') %}}\n{lines}\n{{% endcall %}}"
        found = [one.problem for one in check(source(text), WITH_CARD).findings]
        assert "A card has 4 lines." in found


def test_a_card_is_placed_once_and_not_as_a_figure() -> None:
    card = CARD.replace("'zzp'", "'lijntje'")
    assert check(complete(card), WITH_CARD).findings == ()
    unused = [one.problem for one in check(complete("Tekst."), WITH_CARD).findings]
    assert unused == ["The card ‘lijntje’ is declared and never used."]
    twice = [one.problem for one in check(complete(f"{card}\n\n{card}"), WITH_CARD).findings]
    assert twice == ["The card ‘lijntje’ is placed twice."]
    wrong = complete(f"{card}\n\n{{% call figuur('lijntje') %}}Titel{{% endcall %}}")
    assert any("is a card" in one.problem for one in check(wrong, WITH_CARD).findings)
