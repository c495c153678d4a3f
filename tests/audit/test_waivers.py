"""Reasons for broken rules, and remarks on breaks, against cells and periods."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from jaarbericht.audit.verify.breaks import breaks_touching, lies_between
from jaarbericht.audit.verify.calendar import Span, months_apart, span_of, whole
from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.page.remarks import check_remarks
from jaarbericht.audit.verify.waivers import check_waivers


def cell(code: str, topic: str = "Banen_1", table: str = "1NED") -> dict[str, Any]:
    return {"table": table, "topic": topic, "codes": {"Tak": "301000 ", "Perioden": code}}


BREAK = {"period": "2020JJ00", "reason": "Er is een nieuwe methode.", "only": ["Banen_1"]}
CELLS = {
    "old": cell("2019JJ00"), "new": cell("2020JJ00"), "newer": cell("2021JJ00"),
    "quarter": cell("2021KW01"), "wage_old": cell("2019JJ00", "Loon_2"),
    "wage": cell("2020JJ00", "Loon_2"), "people": cell("2020JJ00", table="2NED"),
}  # fmt: skip
TABLES = {
    "1NED": {"universe": "banen", "breaks": [BREAK]},
    "2NED": {"universe": "personen", "breaks": []},
}


def op(name: str, *args: Any) -> dict[str, Any]:
    return {"op": name, "args": [{"cell": a} if isinstance(a, str) else a for a in args]}


def found(tree: dict[str, Any], *given: str) -> list[str]:
    waivers = [{"rule": rule, "reason": "Omdat het moet."} for rule in given]
    quantities = {"werk.a": {"expression": tree, "waivers": waivers}}
    ledger = {"cells": CELLS, "tables": TABLES, "quantities": quantities}
    evidence = cast(Evidence, SimpleNamespace(ledger=ledger))
    return [one.what for one in check_waivers(evidence)]


@pytest.mark.parametrize(
    ("tree", "rule", "why"),
    [
        (op("growth", "new", "old"), "CrossesBreak", "a growth across 2020JJ00"),
        (op("chain", "new", "old"), "CrossesBreak", "a chain across 2020JJ00"),
        (op("maximum", op("growth", "new", "old")), "CrossesBreak", "a growth across 2020JJ00"),
        (op("cagr", "newer", "old", {"constant": "2"}), "CrossesBreak", "a cagr across 2020JJ00"),
        (op("per", "new", "newer", {"constant": "1"}), "MixedPeriods", "a per of other periods"),
        (op("growth", op("sum", "newer", "new"), "newer"), "MixedPeriods", "of unequal length"),
        (op("quotient", "new", "people"), "MixedPopulation", "of tables about other things"),
    ],
)
def test_a_rule_is_broken_with_a_reason_only(tree: Any, rule: str, why: str) -> None:
    assert [one for one in found(tree) if why in one and rule in one] != []
    assert found(tree, rule) == []


@pytest.mark.parametrize(
    "tree",
    [
        {"cell": "old"},
        op("growth", "newer", "new"),
        op("growth", "wage", "wage_old"),
        op("index", "old", "old"),
        op("share", "new", "wage"),
        op("difference", "new", "people"),
        op("product", "new", {"constant": "1000"}),
    ],
)
def test_what_breaks_no_rule_needs_no_reason(tree: Any) -> None:
    assert found(tree) == []


def test_a_reason_without_words_is_none() -> None:
    quantity = {"expression": op("quotient", "new", "people"),
                "waivers": [{"rule": "MixedPopulation", "reason": " "}]}  # fmt: skip
    ledger = {"cells": CELLS, "tables": TABLES, "quantities": {"werk.a": quantity}}
    assert len(list(check_waivers(cast(Evidence, SimpleNamespace(ledger=ledger))))) == 1


def remarks(said: list[str], *leaves: str) -> list[str]:
    points = {
        f"werk.fig.1.{CELLS[leaf]['codes']['Perioden']}": {
            "expression": {"cell": leaf}, "status": "Definitief",
        }
        for leaf in leaves
    }  # fmt: skip
    texts = [{"kind": "caption", "text": "Figuur\u00a01.1 Werk"}]
    texts += [{"kind": "remark", "text": one} for one in said]
    figure = {"anchor": "f", "number": "1.1", "attachment": "x.csv", "kind": "lines"}
    ledger = {"cells": CELLS, "tables": TABLES, "quantities": points, "passages": texts,
              "figures": {"werk.fig": figure}, "shown": {}}  # fmt: skip
    evidence = SimpleNamespace(ledger=ledger, data={"x.csv": []})
    return [one.what for one in check_remarks(cast(Evidence, evidence))]


def test_a_figure_remarks_on_the_breaks_between_its_points() -> None:
    told = "Reeksbreuk vanaf 2020: Er is een nieuwe methode."
    assert remarks([told], "old", "new") == []
    assert remarks([], "new", "newer") == []
    assert remarks([], "wage_old", "wage") == []
    assert remarks([], "old", "new") == [f"It does not remark ‘{told}’."]
    assert "nothing in it is what it remarks" in remarks([told], "new", "newer")[0].lower()


def test_breaks_and_spans() -> None:
    early, late = Span(2019 * 12, 2020 * 12), Span(2020 * 12, 2021 * 12)
    assert breaks_touching([{"cell": "old"}, {"cell": "new"}], {"cells": CELLS, "tables": TABLES})
    assert lies_between(BREAK, early, late) and not lies_between(BREAK, late, late)
    assert span_of("2020KW02") == Span(2020 * 12 + 3, 2020 * 12 + 6)
    assert span_of("2020HJ02") == Span(2020 * 12 + 6, 2021 * 12)
    assert span_of("2014-2016") == Span(2014 * 12, 2017 * 12)
    assert span_of("2010X000") == Span(2010 * 12, 2011 * 12) and span_of("onbekend") is None
    assert whole(["2019JJ00", "2020MM01"]) == Span(2019 * 12, 2020 * 12 + 1)
    assert whole([]) is None and whole(["2019JJ00", "x"]) is None
    assert months_apart(late, early) == 12 and months_apart(late, Span(0, 3)) is None
