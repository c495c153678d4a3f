"""Published figures that stand in no table."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from figures_at_hand import figure

from jaarbericht.lineage import Citation, cited, growth, share
from jaarbericht.lineage.errors import MixedPopulation
from jaarbericht.lineage.ledger import citation_record, tree

STEUN = Citation(
    "K1", Decimal("48.5"), "bedrijven", "Bedrijven met steun", "Rapport", "p. 3", "2021-06-01"
)


def test_a_citation_reckons_and_keeps_its_trail() -> None:
    found = cited(STEUN, "bedrijven", "2020JJ00")
    assert found.value == Fraction(97, 2) and found.status.mark == "?"
    whole = figure(97, "2020JJ00")
    part = share(found, whole, because="De noemer is die van het rapport.")
    assert part.value == 50
    assert tree(part.expression)["args"][0] == {"citation": "K1"}
    assert citation_record(STEUN)["value"] == "48.5" and citation_record(STEUN)["place"] == "p. 3"


def test_it_never_mixes_silently_with_a_table() -> None:
    with pytest.raises(MixedPopulation):
        growth(cited(STEUN, "bedrijven", "2020JJ00"), figure(1, "2019JJ00"))
