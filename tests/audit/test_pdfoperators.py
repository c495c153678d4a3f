"""The instructions of a page: what is plain is read whole, everything else is refused."""

from __future__ import annotations

import pytest

from jaarbericht.audit.verify.pdf.fonts import Letters, Typeface
from jaarbericht.audit.verify.pdf.operators import (
    NotPlain,
    codes,
    instructions,
    mark,
    shifted,
)


def read(content: bytes) -> list[tuple[str, list[float | str]]]:
    return [(operator, list(operands)) for operator, operands in instructions(content)]


def test_instructions_come_in_order_with_their_operands() -> None:
    content = b"q\n1 0 0 -1 0 841.89 cm\n/a1.0 gs\n[] 0 d\n/Span\n<</MCID 3>>\nBDC\nf*\nQ"
    assert read(content) == [
        ("q", []),
        ("cm", [1.0, 0.0, 0.0, -1.0, 0.0, 841.89]),
        ("gs", ["/a1.0"]),
        ("d", ["[]", 0.0]),
        ("BDC", ["/Span", "<</MCID 3>>"]),
        ("f*", []),
        ("Q", []),
    ]


@pytest.mark.parametrize("written", [b"1 2 m 3 4 l", b"1\n2\nm 3\n4 l", b"1 2\nm\n\n3 4\nl\n"])
def test_an_instruction_may_go_on_in_the_next_line(written: bytes) -> None:
    assert read(written) == [("m", [1.0, 2.0]), ("l", [3.0, 4.0])]


@pytest.mark.parametrize("written", ["0", "-0.5", "12.", "-9.", "003"])
def test_a_number_is_read_as_it_is_written(written: str) -> None:
    assert read(f"{written} w".encode()) == [("w", [float(written)])]


def test_operands_may_touch_what_bounds_itself() -> None:
    assert read(b"/P<</MCID 1>>BDC[<0000>1<0001>]TJ EMC") == [
        ("BDC", ["/P", "<</MCID 1>>"]), ("TJ", ["[<0000>1<0001>]"]), ("EMC", []),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        b"(99,9) Tj", b"[(9)] TJ", b"1 w % 2 w", b"1e3 w", b"1-2 w", b"--1 w", b"+1 w", b"0x1 w",
        b".5 w", b"1.2.3 w", b"/A#42 gs", b"/ gs", b"[[<00>]] TJ", b"<</A <</B 1>>>> BDC",
        b"<< /T (x) >> BDC", b"<00> Tj", b"{1 w}", b"] TJ", b"<0g> Tj", b"'", b'1 2 (x) "',
        b"q 1 0 0", b"\x801 w", b"1w", b"q1",
        b"1 w\x0b2 w", b"1 0 0 -1 5 5\x0bTm", b"[3\x0b1] 0 d", b"1\0w", b"1\x1c2 w",
        b"[<0000>\n<0001>] TJ", b"<</MCID\n1>> BDC", b"9999999 w", b"1 0 0 -1 99999999 5 Tm",
    ],
)  # fmt: skip
def test_what_is_not_plain_is_refused(content: bytes) -> None:
    with pytest.raises(NotPlain):
        list(instructions(content))


def test_a_shift_stands_between_two_codes_or_behind_one() -> None:
    shown = "[<0007>0<00240022>-12.5 <0030>0<>131<0031>.0<0032>-1]"
    assert shifted(shown) == {("0022", "0030"), ("0030", "0031"), ("0032", "")}
    assert shifted("<0041>") == set()
    assert shifted("[<0041>0<>19<0042>0]") == {("0041", "0042")}


@pytest.mark.parametrize(
    ("shown", "plain"),
    [
        ("[<0001>50<0001>]", True), ("[<0001>50]", True), ("[<0003>50<0001>]", True),
        ("[<0002>0<0003>0<0002>]", True), ("[<0002>50<0003>]", False),
        ("[<0003>199<0002>]", False), ("[<0003>199]", False), ("[<0002>-199<0002>]", False),
        ("[<0001>0<>-99<0002>]", False),
    ],
)  # fmt: skip
def test_no_digit_is_shifted(shown: str, plain: bool) -> None:
    letters = Typeface(Letters({1: "a", 2: "2", 3: " "}))
    if plain:
        assert letters.read(shown)
    else:
        with pytest.raises(NotPlain):
            letters.read(shown)


def test_codes_of_a_text_come_with_what_they_are_shifted_by() -> None:
    shown = "[<0007>0<00240022>-12.5 <0030>131<>0.0]"
    assert codes(shown) == (bytes.fromhex("0007002400220030"), 118.5)
    assert codes("<0041>") == (b"\0A", 0)


@pytest.mark.parametrize(
    "shown",
    [
        1.0, "/A", "[<0007> /A]", "[<000>]", "<</MCID 1>>", "[<0007>-90000<0024>]", "[<0007>200]",
        "[-50<0007>]", "[<0007>90 90<0024>]", "[<0007>90<>90<>90]",
    ],
)  # fmt: skip
def test_a_text_whose_letters_could_stand_anywhere_is_refused(shown: float | str) -> None:
    with pytest.raises(NotPlain):
        codes(shown)


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("<</MCID 12>>", (12, None)),
        ("<</ActualText <feff00ad>>>", (None, "\u00ad")),
        ("<</Type /Pagination/Subtype /Footer>>", (None, None)),
        ("<</MCID 1 /ActualText <feff00ad>>>", (1, "\u00ad")),
    ],
)
def test_a_mark_has_a_number_and_a_reading(
    properties: str, expected: tuple[int | None, str | None]
) -> None:
    assert mark(properties) == expected


@pytest.mark.parametrize(
    "properties",
    [
        1.0,
        "/Name",
        "<</MCID 1/MCID 2>>",
        "<</MCID -1>>",
        "<</E <feff0041>>>",
        "<</ActualText <0041>>>",
        "<</MCID 1 0 R>>",
    ],
)
def test_a_mark_with_other_properties_is_refused(properties: float | str) -> None:
    with pytest.raises(NotPlain):
        mark(properties)
