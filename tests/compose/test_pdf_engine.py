"""What is altered in WeasyPrint is only altered in the WeasyPrint that is known."""

from __future__ import annotations

import gc

import pydyf
import pytest
import weasyprint

from jaarbericht.compose.pdf.engine import VERSION, replaced, require_engine, rewritten
from jaarbericht.compose.pdf.errors import EngineChanged
from jaarbericht.compose.pdf.footnotes import kept_footnotes
from jaarbericht.compose.pdf.speed import quick


def sample() -> str:
    return "old"


def test_the_installed_engine_is_the_known_one() -> None:
    require_engine()
    assert weasyprint.VERSION == VERSION


def test_another_version_is_refused_by_name() -> None:
    with pytest.raises(EngineChanged, match=r"71\.0"):
        require_engine("71.0")


def test_a_replaced_attribute_comes_back_also_after_a_failure() -> None:
    stock = pydyf.PDF.__dict__["page_references"]
    with pytest.raises(ZeroDivisionError), replaced(pydyf.PDF, "page_references", None):
        _ = 1 / 0
    assert pydyf.PDF.__dict__["page_references"] is stock


def test_an_attribute_that_is_gone_is_refused() -> None:
    with (
        pytest.raises(EngineChanged, match="no_such_thing"),
        replaced(pydyf.PDF, "no_such_thing", 1),
    ):
        pass


def test_a_function_is_rewritten_at_one_place() -> None:
    assert rewritten(sample, {'"old"': '"new"'})() == "new"
    assert sample() == "old"


def test_a_function_that_reads_otherwise_is_refused() -> None:
    with pytest.raises(EngineChanged, match="elsewhere"):
        rewritten(sample, {"elsewhere": ""})


def test_nothing_stays_altered() -> None:
    from weasyprint.layout import LayoutContext, block

    before = block._linebox_layout, LayoutContext._update_footnote_area
    with kept_footnotes():
        assert block._linebox_layout is not before[0]
    assert (block._linebox_layout, LayoutContext._update_footnote_area) == before


def test_page_references_are_the_same_but_quick() -> None:
    pdf = pydyf.PDF()
    pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
    slow = pdf.page_references
    with quick():
        assert pdf.page_references == slow
        assert pdf.page_references is pdf.page_references
        pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
        assert len(pdf.page_references) == 2
        assert not gc.isenabled()
    assert gc.isenabled()
