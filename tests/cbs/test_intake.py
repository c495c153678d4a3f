"""The quick way to read rows gives what the careful way gives, or leaves the page to it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from odata_host import layout
from tiny_cbs import build

from jaarbericht.cbs.answers import Page, read_page
from jaarbericht.cbs.errors import CbsError
from jaarbericht.cbs.intake import Intake
from jaarbericht.cbs.limits import USUAL
from jaarbericht.cbs.news import SILENT
from jaarbericht.cbs.raw import RawTable
from jaarbericht.cbs.stored import StoredRows

CELLS = st.one_of(
    st.decimals(-(10**6), 10**6, places=1).map(lambda d: f"{d:>8}"),
    st.sampled_from(["       .", "", "x", "-", "       0", None, "1,5", "1\n2", "nan", "1e5"]),
    st.text(max_size=6),
)


def table(text: bool) -> RawTable:
    raw = build(topics=[("Waarde_1", "Waarde", "aantal")])
    raw.properties[-1]["Datatype"] = "String" if text else "Double"
    return raw


def taken(raw: RawTable, body: bytes, quick: bool) -> bytes | type[CbsError]:
    """What is kept of a page, or why nothing is."""
    intake = Intake(raw, StoredRows(), USUAL, SILENT)
    page = intake.read(body) if quick else None
    try:
        intake.take(page or read_page(body, "adres"), "adres")
    except CbsError as error:
        return type(error)
    return b"".join(intake.stored.blocks())


@given(st.lists(CELLS, min_size=4, max_size=4), st.booleans())
def test_both_ways_keep_the_same_bytes(cells: list[Any], text: bool) -> None:
    raw = table(text)
    records = [
        dict(zip(raw.columns, (*row[:-1], cell), strict=True))
        for row, cell in zip(raw.rows, cells, strict=True)
    ]
    body = layout("m", records, "")
    assert taken(raw, body, quick=True) == taken(raw, body, quick=False)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"ID":1', b'"ID":1.5'),
        (b'"ID":1', b'"ID":"1"'),
        (b'"ID":1', b'"ID":true'),
        (b'"Waarde_1"', b'"Waarde_2"'),
        (b'"value"', b'"values"'),
        (b"WP1", b"W\xff1"),
        (b"WP1", b"W\xef\xbf\xbd1"),
        (b"\r\n}", b'\r\n,"odata.error":{}}'),
        (b"\r\n}", b"\r\n}}"),
        (b"\r\n}", b""),
    ],
)
def test_what_is_out_of_the_ordinary_is_left_to_the_careful_way(old: bytes, new: bytes) -> None:
    raw = table(text=False)
    records = [dict(zip(raw.columns, row, strict=True)) for row in raw.rows]
    body = layout("m", records, "").replace(old, new)
    intake = Intake(raw, StoredRows(), USUAL, SILENT)
    assert intake.read(body) is None


def test_an_ordinary_page_goes_the_quick_way() -> None:
    raw = table(text=False)
    records = [dict(zip(raw.columns, row, strict=True)) for row in raw.rows]
    page = Intake(raw, StoredRows(), USUAL, SILENT).read(layout("m", records, "http://a/b"))
    assert page == Page([], "http://a/b", list(raw.rows))
