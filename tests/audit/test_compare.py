"""Two editions over real tables in two states: what CBS revised is found, and nothing else."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vintage_editions import (
    COUNT,
    ONE_DECIMAL,
    PERCENT,
    Edition,
    Number,
    archived,
    share,
    vintage,
    without,
)

from jaarbericht.audit.verify.evaluate import OPERATIONS, outcome
from jaarbericht.compose.kept import kept
from jaarbericht.compose.revisions import Comparison, Kind, Revision, compared
from jaarbericht.lineage.evaluation import NoValue, value_of

EVERY, QUARTER = "T001081", "2020KW01"
FIRMS, BRANCH = "81589NED", "BedrijfstakkenBranchesSBI2008"
ALONE, FIVE = "k_1WerkzaamPersoon_2", "k_5Tot10WerkzamePersonen_5"


def by(earlier: Edition, later: Edition) -> Comparison:
    return compared(kept(earlier.ledger()), later.tables(), later.ledger())


def of(found: Comparison, id: str) -> Revision:
    [one] = [one for one in found.revisions if one.id == id]
    return one


def firms_of_2020() -> Edition:
    """An edition over the firms of the first quarter of 2020, as they were on 23 March 2020."""
    made = Edition(2020, vintage("81589NED-2020-03-23"))
    alone, five = (
        made.cell(key, BedrijfstakkenBranchesSBI2008=EVERY, Perioden=QUARTER)
        for key in (ALONE, FIVE)
    )
    under_fifty = made.cell(
        "k_0Tot50WerkzamePersonen_10", BedrijfstakkenBranchesSBI2008=EVERY, Perioden=QUARTER
    )
    fifty = made.cell(
        "k_50Tot100WerkzamePersonen_8", BedrijfstakkenBranchesSBI2008=EVERY, Perioden=QUARTER
    )
    largest = {
        "op": "maximum",
        "args": [alone, five],
        "labels": ["alleen", "vijf"],
        "chosen": "alleen",
    }
    made.numbers = {
        "b.alleen": Number(alone, COUNT, said=(("getal", "alleen"), ("ongeveer", "alleen"))),
        "b.vijf": Number(five, COUNT),
        "b.vijftig": Number(fifty, COUNT, said=(("getal", "vijftig"),)),
        "b.klein": Number(under_fifty, COUNT, said=(("getal", "klein"),)),
        "b.deel": Number(share(five, alone), PERCENT, "procent", said=(("getal", "deel"),)),
        "b.grootst": Number(largest, None, said=(("label", "grootst"),)),
    }
    return made


@pytest.fixture(scope="module")
def firms() -> Comparison:
    """That edition, by one over the table as the archive has it, of November 2022."""
    return by(firms_of_2020(), Edition(2021, archived(FIRMS)))


def test_a_figure_that_cbs_changed_is_told_with_both_values(firms: Comparison) -> None:
    one = of(firms, "b.alleen")
    assert (one.kind, one.old, one.now) == (Kind.FIGURE, 1_438_145, 1_440_295)
    assert one.difference == 2_150 and one.is_visible and one.prose
    assert next((s.old, s.now) for s in one.said) == ("1.438.145*", "1.440.295")


def test_a_formula_is_computed_with_the_later_figures(firms: Comparison) -> None:
    one = of(firms, "b.deel")
    assert one.kind is Kind.FIGURE
    assert (one.old, one.now) == (Fraction(6_525_500, 1_438_145), Fraction(6_616_500, 1_440_295))
    assert [(s.old, s.now) for s in one.said] == [("4,5\xa0procent*", "4,6\xa0procent")]


def test_a_figure_that_only_changed_its_status(firms: Comparison) -> None:
    one = of(firms, "b.vijftig")
    assert (one.kind, one.old, one.now) == (Kind.STATUS, 7_145, 7_145)
    assert (one.old_status, one.now_status) == ("Voorlopig", "Onbekend")


def test_a_column_that_is_gone(firms: Comparison) -> None:
    one = of(firms, "b.klein")
    assert (one.kind, one.now, one.said[0].now) == (Kind.CELL, None, "")


def test_a_name_that_the_figures_chose_is_chosen_again(firms: Comparison) -> None:
    assert [(s.old, s.now) for s in of(firms, "b.grootst").said] == [("alleen", "alleen")]


def test_a_table_that_is_gone() -> None:
    found = by(firms_of_2020(), Edition(2021, vintage("83599NED-2023")))
    assert {one.kind for one in found.revisions} == {Kind.TABLE}


def test_a_figure_that_became_secret() -> None:
    found = by(firms_of_2020(), Edition(2021, without(archived(FIRMS), FIVE)))
    assert of(found, "b.vijf").kind is Kind.SECRET and of(found, "b.deel").kind is Kind.SECRET


def test_totals_stay_while_the_size_classes_move() -> None:
    earlier = Edition(2021, vintage("81589NED-2021-04-02"))
    earlier.numbers = {
        key: Number(earlier.cell(key, BedrijfstakkenBranchesSBI2008=EVERY, Perioden="2021KW01"))
        for key in earlier.raw.topics
    }
    found = by(earlier, Edition(2022, archived(FIRMS)))
    changed = {one.id for one in found.revisions if one.now != one.old}
    assert len(changed) == 6
    assert not changed & {
        "TotaalBedrijven_1", "k_50Tot100WerkzamePersonen_8", "NatuurlijkePersonen_12",
        "Rechtspersonen_13",
    }  # fmt: skip


def test_every_revision_of_the_vacancies_is_found_and_no_other() -> None:
    earlier = Edition(2020, vintage("83599NED-2020-08-14"))
    raw = earlier.raw
    columns = [raw.columns.index(key) for key in (*raw.dimensions, raw.topics[0])]
    chosen = [row for row in raw.rows if row[columns[-1]].strip() not in (".", "")][::150]
    for row in chosen:
        codes = {key: row[raw.columns.index(key)].strip() for key in raw.dimensions}
        name = " ".join(codes.values())
        earlier.numbers[name] = Number(earlier.cell(raw.topics[0], **codes), ONE_DECIMAL)
    later = vintage("83599NED-2023")
    places = [later.columns.index(key) for key in (*raw.dimensions, later.topics[0])]
    now = {tuple(str(row[p]).strip() for p in places[:-1]): row[places[-1]] for row in later.rows}
    expected = {
        " ".join(key)
        for row in chosen
        for key in [tuple(row[p].strip() for p in columns[:-1])]
        if Fraction(now[key].strip()) != Fraction(row[columns[-1]].strip())
    }
    found = by(earlier, Edition(2023, later))
    assert {one.id for one in found.revisions if one.kind is Kind.FIGURE} == expected
    assert len(expected) > 3


def test_a_table_of_which_nothing_was_revised() -> None:
    earlier = Edition(2022, vintage("80590ned-2023-03-16"))
    [topic] = earlier.raw.topics
    time = earlier.raw.time_dimension or ""
    place = earlier.raw.columns.index(time)
    for row in earlier.raw.rows[::24]:
        earlier.numbers[row[place]] = Number(earlier.cell(topic, **{time: row[place].strip()}))
    found = by(earlier, Edition(2026, archived("80590ned")))
    assert {one.kind for one in found.revisions} <= {Kind.EQUAL, Kind.STATUS}
    assert all(one.now == one.old for one in found.revisions)


def test_the_same_bytes_need_no_reading() -> None:
    earlier = firms_of_2020()
    later = Edition(2021, archived(FIRMS), sha256=earlier.sha256)
    found = by(earlier, later)
    assert {one.kind for one in found.revisions} == {Kind.EQUAL}
    assert found.same == (FIRMS,) and found.other == () and found.revised == ()


def test_another_formula_for_the_same_number_is_told() -> None:
    earlier, later = firms_of_2020(), Edition(2021, vintage("81589NED-2020-03-23"))
    later.numbers = {
        "b.vijf": Number(
            later.cell(ALONE, BedrijfstakkenBranchesSBI2008=EVERY, Perioden=QUARTER), COUNT
        ),
        "b.alleen": Number(
            later.cell(ALONE, BedrijfstakkenBranchesSBI2008=EVERY, Perioden=QUARTER), COUNT
        ),
    }
    found = by(earlier, later)
    assert of(found, "b.vijf").kind is Kind.DEFINITION and not of(found, "b.vijf").is_revised
    assert of(found, "b.alleen").kind is Kind.EQUAL


def test_the_evaluation_is_that_of_the_ledger() -> None:
    values = [Fraction(7), Fraction(3), Fraction(2)]
    for op in OPERATIONS:
        count = 2 if op in ("difference", "quotient", "share", "index", "growth") else 3
        given_ = values[:2] + values[:2] if op == "weighted_mean" else values[:count]
        tree = {"op": op, "args": [{"constant": str(v)} for v in given_]}
        assert value_of(tree, Fraction) == outcome(op, given_), op


@given(st.sampled_from(["quotient", "share", "growth", "index"]))
def test_a_base_that_became_zero_gives_no_value(op: str) -> None:
    tree = {"op": op, "args": [{"constant": "1"}, {"cell": "0"}]}
    with pytest.raises(NoValue):
        value_of(tree, Fraction)
