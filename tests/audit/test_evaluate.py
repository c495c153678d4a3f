"""The evaluator of the verification: small, alone, and of one mind with the code it distrusts."""

from __future__ import annotations

import ast
import sys
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaarbericht.audit.verify import evaluate
from jaarbericht.cbs.periods import parse_period
from jaarbericht.lineage.forms import Form
from jaarbericht.present import dutch, words

VERIFY = Path(evaluate.__file__).parent
VALUES = st.fractions(min_value=-(10**7), max_value=10**7, max_denominator=10**6)
FORMS = st.builds(
    Form,
    decimals=st.integers(0, 3),
    scale=st.sampled_from([1, 1000, 10**6]),
    word=st.sampled_from(["", "procent", "duizend"]),
    symbol=st.sampled_from(["", "%", "mln"]),
    signed=st.booleans(),
)
SHARES = st.fractions(min_value=0, max_value=1, max_denominator=10**4)
RATIOS = st.fractions(min_value=Fraction(1, 100), max_value=30, max_denominator=10**4)


def imported(path: Path) -> set[str]:
    """The modules that a file imports, wherever it does."""
    tree = ast.parse(path.read_text("utf-8"))
    plain = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    whole = {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    return plain | whole


@pytest.mark.parametrize("path", sorted(VERIFY.rglob("*.py")), ids=lambda p: p.name)
def test_the_verification_shares_no_code_with_what_it_verifies(path: Path) -> None:
    ours = {name for name in imported(path) if name.split(".")[0] in ("jaarbericht", "chapters")}
    assert all(name.startswith("jaarbericht.audit.verify") for name in ours)


LAYERS = ("pdf", "words", "drawing", "page", "built")


@pytest.mark.parametrize("layer", LAYERS)
def test_checks_import_from_the_layers_before_theirs(layer: str) -> None:
    before = LAYERS[: LAYERS.index(layer) + 1]
    modules = {name for path in (VERIFY / layer).glob("*.py") for name in imported(path)}
    parts = [name.split(".") for name in modules if name.startswith("jaarbericht.")]
    used = {part[3] for part in parts if len(part) > 4}
    assert used and used <= set(before)


def test_the_evaluator_is_short_and_needs_only_python() -> None:
    path = Path(evaluate.__file__)
    assert len(path.read_text("utf-8").splitlines()) < 400
    assert {name.split(".")[0] for name in imported(path)} <= sys.stdlib_module_names


@given(VALUES, FORMS)
def test_numbers_are_printed_the_same(value: Fraction, form: Form) -> None:
    said = asdict(form)
    assert evaluate.worded(value, said) == dutch.format_number(value, form)
    assert evaluate.bare(value, said) == dutch.format_bare(value, form)
    assert evaluate.rounding_word(value, said) == words.rounding_word(value, form)
    three = ("op", "neer", "gelijk")
    assert evaluate.direction(value, said, *three) == words.richting(value, form, *three)


@given(VALUES, FORMS)
def test_ruim_is_said_above_what_is_printed_and_bijna_below(value: Fraction, form: Form) -> None:
    """By the verification alone: `ongeveer` of a report is held against this."""
    said = asdict(form)
    exact = value / form.scale
    printed = Fraction(
        evaluate.digits(exact, form.decimals).replace(".", "").replace(",", ".")
        .replace(evaluate.MINUS, "-")
    )  # fmt: skip
    sides = {"ruim": exact > printed >= 0, "bijna": 0 <= exact < printed}
    assert sides.get(evaluate.rounding_word(value, said), True)


@given(SHARES, RATIOS)
def test_ruim_and_bijna_stand_on_their_side_of_a_named_share_or_ratio(
    share: Fraction, ratio: Fraction
) -> None:
    said = (
        (share, evaluate._fraction(share), evaluate.PARTS),
        (ratio, evaluate._times(ratio), evaluate.TIMES),
    )
    for value, text, names in said:
        named = {name: Fraction(key) for key, name in names.items()}
        word, _, name = text.partition(" ")
        if word in ("ruim", "bijna"):
            assert value > named[name] if word == "ruim" else value < named[name]


@given(SHARES)
def test_shares_are_named_the_same(share: Fraction) -> None:
    assert evaluate._fraction(share) == words.breuk(share)
    assert evaluate._out_of(share) == words.op_de(share)


@given(RATIOS)
def test_ratios_are_named_the_same(ratio: Fraction) -> None:
    assert evaluate._times(ratio) == words.keer(ratio)
    assert evaluate._became(ratio, "keer") == words.verveelvoudigd(ratio)


@pytest.mark.parametrize("place", range(1, 30))
def test_places_are_named_the_same(place: int) -> None:
    assert evaluate._place(Fraction(place)) == words.rang(Fraction(place))


@pytest.mark.parametrize(
    "code", ["2021JJ00", "2021KW03", "2021HJ01", "2020MM11", "2020MM03", "2010X000"]
)
@pytest.mark.parametrize("style", ["lang", "kort", "jaar"])
def test_periods_are_named_the_same(code: str, style: str) -> None:
    assert evaluate.period_words(code, style) == dutch.period_text(parse_period(code), style)


def test_several_periods_are_named_the_same() -> None:
    codes = ["2020MM05", "2020MM04", "2019KW01", "2021JJ00"]
    told = dutch.periods_text([parse_period(code) for code in codes])
    assert evaluate.periods_words("+".join(codes), "lang") == told


@pytest.mark.parametrize("raw", ["       .", "", "x", "1,5", "1e3", "nan", "١"])
def test_what_is_no_figure_is_never_a_number(raw: str) -> None:
    with pytest.raises(evaluate.CannotEvaluate):
        evaluate.cell_value(raw)


@pytest.mark.parametrize(
    "tree",
    [
        {"op": "vermoed", "args": []},
        {"op": "share", "args": [{"constant": "1"}, {"constant": "0"}]},
        {"op": "difference", "args": [{"constant": "1"}]},
        {"op": "mean", "args": []},
        {"op": "cagr", "args": [{"constant": "-1"}, {"constant": "2"}, {"constant": "3"}]},
    ],
)
def test_a_formula_that_cannot_be_is_refused(tree: evaluate.Tree) -> None:
    with pytest.raises(evaluate.CannotEvaluate):
        evaluate.value_of(tree, {})
