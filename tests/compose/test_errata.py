"""Corrections and signs: what the colophon says, and which version corrections make."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jaarbericht.compose.errata import (
    NONE,
    Erratum,
    corrected,
    errata_html,
    of_edition,
    read_errata,
)
from jaarbericht.compose.records import RecordsInvalid
from jaarbericht.compose.signs import Shown, check_signs, occurring, read_signs, signs_html
from jaarbericht.edition import read_config

ROOT = Path(__file__).parents[2]
NOTHING = Shown(frozenset(), frozenset(), frozenset(), frozenset())
ENTRY = """- edition: "2021"
  date: "2022-03-01"
  where: figuur over banen
  what: De eenheid was verkeerd
  old: banen
  new: vacatures
"""


def errata(tmp_path: Path, text: str = ENTRY) -> tuple[Erratum, ...]:
    (tmp_path / "errata.yaml").write_text(text, "utf-8")
    return read_errata(tmp_path / "errata.yaml", "report/errata.yaml")


def test_an_erratum_is_told_and_counts_in_the_version(tmp_path: Path) -> None:
    found = errata(tmp_path)
    assert found[0].text == (
        "1\u00a0maart 2022, figuur over banen: De eenheid was verkeerd. Er stond ‘banen’;"
        " er moest staan ‘vacatures’."
    )
    edition = read_config(ROOT / "config.yaml").editions[2021]
    assert corrected(edition, found).version == f"{edition.version}.1"
    assert corrected(edition, found * 2).version == f"{edition.version}.2"
    assert "<li>1\u00a0maart 2022" in errata_html(found)


def test_an_edition_without_errata_says_so_and_keeps_its_version(tmp_path: Path) -> None:
    edition = read_config(ROOT / "config.yaml").editions[2020]
    assert corrected(edition, errata(tmp_path)) == edition
    assert of_edition(errata(tmp_path), 2020) == () and NONE in errata_html(())


def test_errata_stand_oldest_first(tmp_path: Path) -> None:
    found = errata(tmp_path, ENTRY + ENTRY.replace("2022-03-01", "2021-12-24"))
    assert [one.date for one in of_edition(found, 2021)] == [date(2021, 12, 24), date(2022, 3, 1)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"2021"', "twee"), ('"2022-03-01"', '"1 maart"'), ("new: vacatures", "new: banen"),
        ("  where: figuur over banen\n", ""), ('"2021"', "2021"),
    ],
)  # fmt: skip
def test_an_erratum_that_says_nothing_is_refused(old: str, new: str, tmp_path: Path) -> None:
    with pytest.raises(RecordsInvalid) as caught:
        errata(tmp_path, ENTRY.replace(old, new))
    assert caught.value.where == "report/errata.yaml:1"


def test_errata_are_text_and_never_markup(tmp_path: Path) -> None:
    assert "&lt;b&gt;" in errata_html(errata(tmp_path, ENTRY.replace("old: banen", "old: <b>")))


@pytest.mark.parametrize(
    ("shown", "signs"),
    [
        (Shown(frozenset({"."}), *[frozenset()] * 3), ["."]),
        (Shown(frozenset({"1.234*", "5**"}), *[frozenset()] * 3), ["*", "**"]),
        (Shown(frozenset({"\u22125,1%", "0,0%"}), *[frozenset()] * 3), ["0", "\u2212"]),
        (Shown(frozenset({"+5,1%", "5,1+"}), *[frozenset()] * 3), ["+"]),
        (Shown(frozenset({"12"}), frozenset({".\u00a0onbekend."}), *[frozenset()] * 2), ["."]),
        (Shown(frozenset(), frozenset(), frozenset({"van 2015–2018"}), frozenset()), ["–"]),
        (Shown(frozenset(), frozenset(), frozenset({"en – let wel – ja"}), frozenset()), []),
        (Shown(frozenset(), frozenset(), frozenset(), frozenset({"0,333333…"})), ["…"]),
        (Shown(frozenset({""}), *[frozenset()] * 3), ["blanco"]),
        (NOTHING, []),
    ],
)
def test_each_sign_that_occurs_is_explained_and_no_other(shown: Shown, signs: list[str]) -> None:
    known = read_signs(ROOT / "report/tekens.yaml", "report/tekens.yaml")
    found = occurring(known, shown)
    assert [one.sign for one in found] == signs
    assert signs_html(found).count("<li>") == len(signs)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('- {sign: "?", meaning: x}', "is none of"),
        ('- {sign: "*", meaning: x}\n- {sign: "*", meaning: y}', "stands twice"),
        ('- {sign: "*", meaning: x}', "is missing"),
    ],
)
def test_signs_are_known_and_explained_once(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "tekens.yaml").write_text(text, "utf-8")
    with pytest.raises(RecordsInvalid, match=said):
        read_signs(tmp_path / "tekens.yaml", "report/tekens.yaml")


def test_a_number_in_the_meaning_of_a_sign_needs_a_reason() -> None:
    signs = read_signs(ROOT / "report/tekens.yaml", "report/tekens.yaml")
    findings, _ = check_signs(signs, "colofon", [])
    assert {one.file for one in findings} == {"report/tekens.yaml"}
