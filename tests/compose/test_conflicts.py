"""A report that contradicts itself is refused, with both places; one that only rounds is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaarbericht.compose.agreement import disagreements
from jaarbericht.compose.conflicts import Conflict, Contradiction, refuse
from jaarbericht.compose.totals import unbalanced
from jaarbericht.compose.yearmeans import follows_rule, wrong_means

Ledger = dict[str, Any]
Tree = Mapping[str, Any]
WHOLE = {"decimals": 0, "scale": 1, "word": "", "symbol": "", "signed": False}
THOUSAND = WHOLE | {"scale": 1000, "word": "duizend"}
HALF = Fraction(1, 2)
TOPIC = "Openstaande vacatures"


def cell(row: int, raw: str, period: str = "2021KW03", topic: str = TOPIC) -> Any:
    return {
        "table": "1NED", "row": row, "raw": raw.rjust(8), "topic_title": topic,
        "codes": {"Tak": f"T{row}", "Perioden": period},
    }  # fmt: skip


def leaf(row: int, factor: int = 1) -> Tree:
    tree = {"cell": f"1NED/{row}/A_1"}
    if factor == 1:
        return tree
    return {"op": "product", "args": [tree, {"constant": str(factor)}]}


def quantity(tree: Tree, value: str, form: Any = WHOLE, **changes: Any) -> dict[str, Any]:
    plain = {"value": value, "unit": "vacatures", "population": "bedrijven", "form": form,
             "periods": ["2021KW03"], "expression": tree}  # fmt: skip
    return plain | changes


def ledger(cells: Sequence[Any], quantities: Mapping[str, Any], **parts: Any) -> Ledger:
    known = {f"1NED/{one['row']}/A_1": one for one in cells}
    return {"cells": known, "quantities": dict(quantities), "printed": [], "annex": {},
            "shown": {}, "passages": [], **parts}  # fmt: skip


def said(quantity: str, text: str, line: int, kind: str = "getal") -> dict[str, Any]:
    chapter = quantity.partition(".")[0]
    return {"quantity": quantity, "kind": kind, "text": text, "chapter": chapter, "line": line}


# Agreement


def two_chapters(form: Any, kind: str = "getal") -> Ledger:
    return ledger(
        [cell(1, "376.3")],
        {
            "werk.nu": quantity(leaf(1, 1000), "376300", THOUSAND),
            "corona.nu": quantity(leaf(1, 1000), "376300", form),
        },
        printed=[said("werk.nu", "376 duizend", 7), said("corona.nu", "376,3 duizend", 9, kind)],
    )


def test_one_quantity_rounded_in_two_ways_is_found_with_both_places() -> None:
    [found] = disagreements(two_chapters(THOUSAND | {"decimals": 1}))
    assert found.places == ("report/chapters/werk.md:7", "report/chapters/corona.md:9")
    assert "‘376 duizend’ (werk.nu) and ‘376,3 duizend’ (corona.nu)" in found.what


@pytest.mark.parametrize("form", [THOUSAND, THOUSAND | {"signed": True}, THOUSAND | {"word": ""}])
def test_a_sign_or_a_word_is_no_other_rounding(form: Any) -> None:
    assert list(disagreements(two_chapters(form))) == []


def test_words_for_a_number_may_be_coarser() -> None:
    assert list(disagreements(two_chapters(THOUSAND | {"decimals": 1}, "breuk"))) == []


def test_the_same_quantity_is_known_by_its_cells_whatever_its_formula() -> None:
    made = two_chapters(THOUSAND | {"decimals": 1})
    made["quantities"]["corona.nu"]["expression"] = {"op": "sum", "args": [leaf(1, 1000)]}
    assert len(list(disagreements(made))) == 1


def test_another_cell_is_another_quantity() -> None:
    made = two_chapters(THOUSAND | {"decimals": 1})
    made["quantities"]["corona.nu"]["expression"] = leaf(2, 1000)
    assert list(disagreements(made)) == []


def described(other: str, **changes: Any) -> Ledger:
    return ledger(
        [cell(1, "376"), cell(2, "375")],
        {"werk.nu": quantity(leaf(1), "376"), f"{other}.nu": quantity(leaf(2), "375", **changes)},
        printed=[said("werk.nu", "376", 7), said(f"{other}.nu", "375", 9)],
        annex={"werk.nu": {"about": "Vacatures"}, f"{other}.nu": {"about": "vacatures "}},
    )


def test_one_indicator_with_two_values_is_found_with_both_places() -> None:
    [found] = disagreements(described("corona"))
    assert found.places == ("report/chapters/werk.md:7", "report/chapters/corona.md:9")


@pytest.mark.parametrize("change", [{"periods": ["2020KW03"]}, {"population": "scholen"}])
def test_of_other_periods_or_groups_it_is_another_indicator(change: Any) -> None:
    assert list(disagreements(described("corona", **change))) == []


def test_the_report_is_refused_with_all_that_was_found() -> None:
    refuse([])
    with pytest.raises(Contradiction) as told:
        refuse(Conflict((f"a.md:{n}", f"b.md:{n}"), "two values", "Choose.") for n in range(20))
    assert "20 contradiction(s)" in told.value.what and "… and 8 more." in told.value.what
    assert "a.md:19" in told.value.where and "b.md:0" in told.value.where


# Totals


def table(
    raws: Sequence[str | None], *, last: str = "Totaal", factor: int = 1, **quantity_: Any
) -> Ledger:
    """A table of one column; a part that is None is not given."""
    cells = [cell(n, raw) for n, raw in enumerate(raws, 1) if raw is not None]
    quantities = {
        f"werk.t.{n}.1": quantity(
            leaf(n, factor), str(Fraction(raw) * factor), **quantity_
        )
        for n, raw in enumerate(raws, 1) if raw is not None
    }  # fmt: skip
    rows = [f"Deel {n}" for n in range(1, len(raws))] + [last]
    return ledger(
        cells, quantities, shown={"werk.t": {"number": "2.1", "rows": rows, "columns": ["nu"]}}
    )


@pytest.mark.parametrize(
    "raws",
    [
        ("10.1", "20.2", "30.3"),
        ("10.1", "20.2", "30.4"),
        ("1805", "2015", "3825"),
        ("10.1", None, "30.3"),
    ],
)
def test_parts_that_add_up_within_the_rounding(raws: Sequence[str | None]) -> None:
    assert list(unbalanced(table(raws, factor=1000))) == []


@pytest.mark.parametrize(
    "raws", [("10.1", "20.2", "30.6"), ("10.1", "20.2", "30.0"), ("1801", "2015", "3825"),
             ("10.1", None, "9.3"), ("10", "20", "300")]
)  # fmt: skip
def test_parts_that_do_not_add_up(raws: Sequence[str | None]) -> None:
    [found] = unbalanced(table(raws, factor=1000))
    assert found.places == ("scripts/chapters/werk.py: table t, column ‘nu’",)


def test_parts_that_are_left_out_must_be_told() -> None:
    made = table(("10", "20", "300"))
    assert len(list(unbalanced(made))) == 1
    made["passages"] = [
        {"kind": "caption", "text": "Tabel\u00a02.1 Vacatures"},
        {"kind": "source", "text": "Bron: CBS."},
        {"kind": "remark", "text": "Niet getoond: delfstoffenwinning."},
    ]
    assert list(unbalanced(made)) == []


@pytest.mark.parametrize(
    "changes", [{"unit": "procent"}, {"unit": "vacatures per 100 werklozen"}, {"unit": "index"}]
)
def test_what_does_not_add_up_is_not_added(changes: Any) -> None:
    assert list(unbalanced(table(("10", "20", "15"), **changes))) == []


def test_a_mean_lies_among_its_parts_and_an_amount_does_not() -> None:
    assert list(unbalanced(table(("10", "20", "15"), unit="euro"))) == []
    assert len(list(unbalanced(table(("10", "20", "45"), unit="euro")))) == 1
    assert len(list(unbalanced(table(("10", "20", "15"), unit="banen")))) == 1


def test_a_last_row_that_is_no_total_is_a_row() -> None:
    assert list(unbalanced(table(("10", "20", "99"), last="Overheid"))) == []


# Means of open vacancies over the year

YEAR = ("2018KW04", "2019KW01", "2019KW02", "2019KW03", "2019KW04")
RULE = (HALF, Fraction(1), Fraction(1), Fraction(1), HALF)


def over(
    op: str, periods: Sequence[str], weights: Sequence[Fraction] = (), topic: str = ""
) -> Ledger:
    cells = [
        cell(n, "10", code, topic or "Openstaande vacatures") for n, code in enumerate(periods)
    ]
    args = [leaf(n, 1000) for n in range(len(periods))]
    constants = [{"constant": str(weight)} for weight in weights]
    mean = {"op": op, "args": [*args, *constants]}
    index = {"op": "index", "args": [leaf(0, 1000), mean]}
    return ledger(cells, {"corona.lijn.1.2019KW01": quantity(index, "100")})


def test_the_mean_of_a_year_with_half_weights_at_its_ends_is_that_of_cbs() -> None:
    assert list(wrong_means(over("weighted_mean", YEAR, RULE))) == []
    scaled = [8 * weight for weight in RULE]
    assert list(wrong_means(over("weighted_mean", YEAR, scaled))) == []


@pytest.mark.parametrize(
    ("op", "periods", "weights"),
    [
        ("mean", YEAR[1:], ()),
        ("sum", YEAR[1:], ()),
        ("weighted_mean", YEAR, (1, 1, 1, 1, 1)),
        ("weighted_mean", YEAR[1:], (HALF, 1, 1, HALF)),
        ("weighted_mean", (YEAR[0], *YEAR[2:]), (HALF, 1, 1, HALF)),
    ],
)
def test_another_mean_of_quarters_is_found(op: str, periods: Any, weights: Any) -> None:
    [found] = wrong_means(over(op, periods, [Fraction(w) for w in weights]))
    assert found.places == ("scripts/chapters/corona.py: lijn",) and "(JJ)" in found.todo


def test_years_and_other_figures_may_be_averaged() -> None:
    assert list(wrong_means(over("mean", ["2018JJ00", "2019JJ00"]))) == []
    assert list(wrong_means(over("mean", YEAR[1:], topic="Ontstane vacatures"))) == []


@given(st.integers(1, 6), st.fractions(min_value=Fraction(1, 9), max_value=9))
def test_the_rule_holds_for_any_number_of_years(years: int, weight: Fraction) -> None:
    quarters = ["2010KW04", *(f"{2010 + n // 4 + 1}KW{n % 4 + 1:02d}" for n in range(4 * years))]
    weights = [weight / 2, *[weight] * (4 * years - 1), weight / 2]
    assert follows_rule(quarters, weights)
    assert not follows_rule(quarters[:-1], weights[:-1])
    assert not follows_rule(quarters, [weight] * len(weights))
