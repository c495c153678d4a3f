"""Source lines."""

from __future__ import annotations

from datetime import date

import pytest

from jaarbericht.present.dutch import enumeration
from jaarbericht.present.errors import NoSource
from jaarbericht.present.sources import Source, source_line, stand_text

NBSP = "\u00a0"


def test_one_table_with_its_date() -> None:
    line = source_line([Source("81589NED", date(2022, 11, 3))], [], "redactie")
    assert line == (
        f"Bron: CBS StatLine, tabel 81589NED{NBSP}(stand 3{NBSP}november 2022); bewerking redactie."
    )


def test_more_tables_each_once_and_stands_that_are_not_known() -> None:
    one, two = Source("A", stand="omstreeks 3 november 2022"), Source("B")
    assert source_line([one, two, one], [], "x") == (
        f"Bron: CBS StatLine, tabellen A{NBSP}(stand omstreeks 3 november 2022) en"
        f" B{NBSP}(stand onbekend); bewerking x."
    )


def test_a_date_that_is_not_of_the_figures_says_so() -> None:
    one = Source("A", date(2023, 8, 16), dated="de metadata")
    assert stand_text(one) == f"van de metadata 16{NBSP}augustus 2023"


def test_documents_follow_the_tables_each_once() -> None:
    document = "Instituut, Rapport, juni 2021"
    assert source_line([], [document, document], "x") == f"Bron: {document}; bewerking x."
    line = source_line([Source("A")], [document], "x")
    assert line == f"Bron: CBS StatLine, tabel A{NBSP}(stand onbekend); {document}; bewerking x."


def test_nothing_is_shown_without_a_source() -> None:
    with pytest.raises(NoSource):
        source_line([], [], "x")


def test_enumeration() -> None:
    assert [enumeration(list(w)) for w in ("", "a", "ab", "abc")] == [
        "",
        "a",
        "a en b",
        "a, b en c",
    ]
