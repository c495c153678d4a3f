"""Published figures that stand in no table."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from figures_at_hand import figure

from jaarbericht.lineage import growth, nested_share, share
from jaarbericht.lineage.citations import CitationsInvalid, Register, read_register
from jaarbericht.lineage.errors import MixedPopulation, UnknownFigure
from jaarbericht.lineage.ledger import citation_record, tree

ENTRY = """
steun:
  value: "48.5"
  unit: bedrijven
  period: "2020"
  about: bedrijven met steun
  document: Rapport
  publisher: Instituut
  url: https://example.org/rapport
  date: "2021-06-01"
  tier: other
"""
PERCENTAGE = ENTRY.replace("unit: bedrijven", "unit: procent\n  share_of: alle bedrijven")
CUTOFF = date(2021, 11, 18)


def register(tmp_path: Path, text: str = ENTRY) -> Register:
    path = tmp_path / "citations.yaml"
    path.write_text(text, "utf-8")
    return read_register(path, CUTOFF)


def test_a_citation_reckons_and_keeps_its_trail(tmp_path: Path) -> None:
    found = register(tmp_path).cited("steun")
    assert found.value == Fraction(97, 2) and found.status.mark == "?"
    part = share(found, figure(97, "2020JJ00"), because="De noemer is die van het rapport.")
    assert part.value == 50
    assert tree(part.expression)["args"][0] == {"citation": "steun"}
    record = citation_record(register(tmp_path).entries["steun"])
    assert (record["value"], record["place"]) == ("48.5", "https://example.org/rapport")


def test_it_never_mixes_silently_with_a_table(tmp_path: Path) -> None:
    with pytest.raises(MixedPopulation):
        growth(register(tmp_path).cited("steun"), figure(1, "2019JJ00"))


def test_groups_of_one_document_do_not_mix_silently(tmp_path: Path) -> None:
    other = ENTRY.replace("steun:", "klein:").replace("  tier", "  group: kleine bedrijven\n  tier")
    both = register(tmp_path, ENTRY + other)
    assert share(both.cited("klein"), both.cited("steun")).value == 100
    with pytest.raises(MixedPopulation):
        share(both.cited("steun"), both.cited("klein"))


def test_a_share_of_a_share_is_a_product(tmp_path: Path) -> None:
    found = register(tmp_path, PERCENTAGE).cited("steun")
    nested = nested_share(found, found)
    assert nested.value == Fraction("48.5") ** 2 / 100
    assert tree(nested.expression)["op"] == "product"


def test_the_status_of_the_document_reaches_the_figure(tmp_path: Path) -> None:
    told = ENTRY.replace("  tier", "  status: voorlopig\n  tier")
    assert register(tmp_path, told).cited("steun").status.mark == "*"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("tier: other", "tier: press", "press only"),
        ("2021-06-01", "2021-11-19", "not out on the cut-off"),
        ("2021-06-01", "2021-12", "not out on the cut-off"),
        ("2021-06-01", "2021", "not out on the cut-off"),
        ('"2020"\n', '"2021"\n', None),
    ],
)
def test_what_may_not_be_printed_is_not_given(
    tmp_path: Path, old: str, new: str, what: str | None
) -> None:
    found = register(tmp_path, ENTRY.replace(old, new))
    if what is None:
        assert found.cited("steun").period.code == "2021JJ00"
    else:
        with pytest.raises(UnknownFigure, match=what):
            found.cited("steun")


def test_an_undated_document_is_judged_by_its_figures(tmp_path: Path) -> None:
    undated = ENTRY.replace('"2021-06-01"', "onbekend")
    assert register(tmp_path, undated).cited("steun").period.code == "2020JJ00"
    for later in ("2021", "2019-2022"):
        with pytest.raises(UnknownFigure, match="not out"):
            register(tmp_path, undated.replace('"2020"', f'"{later}"')).cited("steun")


def test_an_unknown_key_says_where_to_add_it(tmp_path: Path) -> None:
    with pytest.raises(UnknownFigure, match="steunde"):
        register(tmp_path).cited("steunde")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (ENTRY.replace("  document: Rapport\n", ""), "steun.document"),
        (ENTRY.replace("Rapport", '""'), "empty"),
        (ENTRY.replace('"48.5"', "veel"), "not understood"),
        (ENTRY.replace('"2020"', "ooit"), "not understood"),
        (ENTRY.replace("https://example.org/rapport", "ergens"), "not understood"),
        (ENTRY.replace("other", "gerucht"), "not understood"),
        (ENTRY.replace("2021-06-01", "juni"), "not understood"),
        (ENTRY.replace("unit: bedrijven", "unit: procent"), "share_of"),
        (ENTRY.replace("tier:", "soort:"), "soort"),
        ("steun", "names and values"),
    ],
)
def test_an_entry_that_says_too_little_is_refused(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(CitationsInvalid, match=what):
        register(tmp_path, text)


def test_the_register_of_the_report_can_be_read() -> None:
    path = Path(__file__).parents[2] / "report/citations.yaml"
    assert read_register(path, CUTOFF).entries
