"""What an edition says of what it does not have."""

from __future__ import annotations

from jaarbericht.compose.findings import Source
from jaarbericht.compose.omissions import Absent, Omissions, content_text, title_of

CORONA = Absent("corona", "Corona", "de crisis begon later.")
LATER = Absent("later", "Later", "")
TITLES = {"werk": "Werk", "regio": "Regio"}


def test_a_whole_edition_says_that_it_is() -> None:
    whole = Omissions((), {"werk": ()})
    assert not whole
    assert content_text(whole, TITLES) == "Deze editie bevat alle hoofdstukken en onderdelen."


def test_each_chapter_that_is_not_there_is_named_with_its_reason() -> None:
    told = content_text(Omissions((CORONA, LATER), {}), TITLES)
    assert told == (
        "Het hoofdstuk ‘Corona’ ontbreekt: de crisis begon later."
        " Het hoofdstuk ‘Later’ is voor deze editie niet gemaakt."
    )


def test_chapters_that_miss_parts_are_named() -> None:
    one = content_text(Omissions((), {"werk": ("loon",), "regio": ()}), TITLES)
    assert one.startswith("In het hoofdstuk ‘Werk’ ontbreken onderdelen")
    two = content_text(Omissions((), {"werk": ("loon",), "regio": ("kaart",)}), TITLES)
    assert two.startswith("In de hoofdstukken ‘Werk’ en ‘Regio’ ontbreken onderdelen")


def test_a_text_knows_its_own_parts_and_those_of_others() -> None:
    omissions = Omissions((CORONA,), {"werk": ("loon",), "regio": ("kaart",)})
    assert omissions.incomplete == {"corona", "werk", "regio"}
    assert omissions.of("werk") == {"loon", "corona", "werk.loon", "regio.kaart"}


def test_the_title_of_a_chapter_that_is_not_there_is_read_from_its_text() -> None:
    assert title_of(Source("x.md", "\n# Corona en veerkracht\n\nTekst.")) == "Corona en veerkracht"
