"""Tables as HTML: heads with scope, marks, missing figures, nothing unescaped."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from fractions import Fraction

import pytest
from figure_builders import quantity

from jaarbericht.cbs.cells import Status
from jaarbericht.lineage.chapter import Column, Row, Table
from jaarbericht.lineage.forms import count, percent
from jaarbericht.present.errors import NothingToDraw
from jaarbericht.present.tables import table_html

COLUMNS = (Column("2020", count()), Column("groei <2021>", percent(1, signed=True)))


def table(*rows: Row) -> Table:
    """A table of two columns."""
    return Table("omvang", "Omvang", COLUMNS, rows)


def parsed(*rows: Row) -> ET.Element:
    """The table as a tree: it must be well-formed."""
    return ET.fromstring(table_html(table(*rows)))


def test_every_head_has_a_scope_and_every_row_all_its_cells() -> None:
    tree = parsed(Row("a", (quantity(1), quantity(2))), Row("b", (None, quantity(2)), strong=True))
    assert [th.attrib["scope"] for th in tree.iter("th")] == ["col"] * 3 + ["row"] * 2
    assert {len(tr) for tr in tree.iter("tr")} == {3}
    assert tree.findall("tbody/tr")[1].attrib["class"] == "totaal"


def test_numbers_are_printed_by_their_form_with_mark_and_gaps_as_a_point() -> None:
    tree = parsed(
        Row("a", (quantity(12345, status=Status.NADER_VOORLOPIG), quantity(Fraction(21, 10)))),
        Row("b", (None, quantity(-1))),
    )
    cells = [td.text for td in tree.iter("td")]
    assert cells == ["12.345**", "+2,1%", ".", "\u22121,0%"]
    assert {td.attrib["class"] for td in tree.iter("td")} == {"getal"}


def test_heads_are_escaped() -> None:
    html = table_html(table(Row('<b>&"', (quantity(1), quantity(2)))))
    assert "<b>" not in html and "&lt;b&gt;&amp;&quot;" in html and "groei &lt;2021&gt;" in html


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(NothingToDraw, match="omvang"):
        table_html(table())
